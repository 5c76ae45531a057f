"""Which page is in front, by label or number, and the field to go to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from widgets.page_labels import MOST_LABEL_LETTERS, page_label, typed_page
from widgets.theme import current_theme
from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent

TARGET = 36
LEAST_LETTERS, MOST_LETTERS = 4, 8  # for which there is room


class PageNumberBox(QWidget):
    """`5 / 12`; where pages have labels of their own, `iii (3 / 12)`. What is no page changes nothing."""

    page_chosen = Signal(int)  # typed, from 0
    left = Signal()  # with Enter or Escape, without another page

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._count = 0, 0
        self._labels: Sequence[str] = ()
        self._letters = LEAST_LETTERS
        self.field = _Field(self)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field.setMinimumHeight(TARGET)
        self.field.setMaxLength(MOST_LABEL_LETTERS + 4)
        self.field.setAccessibleName(self.tr("Go to page"))
        self._of = QLabel(self)
        self._of.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.field)
        row.addWidget(self._of)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.field.returnPressed.connect(self._go)
        self.field.editingFinished.connect(self._show)
        self.field.given_up.connect(self._give_up)
        self._fit()
        self._show()

    def set_pages(self, count: int, labels: Sequence[str] = ()) -> None:
        """How many pages there are, 0 for none, and what the document calls them."""
        self._count, self._labels = count, labels
        self._page = min(self._page, max(count - 1, 0))
        longest = max((len(label) for label in labels[:count]), default=0)
        self._letters = min(max(LEAST_LETTERS, longest), MOST_LETTERS)
        self.setEnabled(count > 0)
        self._fit()
        self._show()

    def set_page(self, page: int) -> None:
        """The page in front, from 0; what is being typed is replaced, because the place has changed."""
        self._page = page
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange) and hasattr(self, "_of"):
            self._fit()

    def _fit(self) -> None:
        measure = self.field.fontMetrics()
        self.field.setFixedWidth(measure.horizontalAdvance("0" * self._letters) + current_theme().px(24))

    def _show(self) -> None:
        if not self._count:
            self.field.clear()
            self._of.clear()
            show_tooltip(self.field, self.tr("Go to page"))
            return
        label, number = page_label(self._page, self._labels), str(self._page + 1)
        has_labels = len(self._labels) > 0
        self.field.setText(label)
        self.field.setCursorPosition(0)
        self._of.setText(f"({number} / {self._count})" if has_labels else f"/ {self._count}")
        where = self.tr("Page %1 of %2").replace("%2", str(self._count)).replace("%1", number)
        show_tooltip(self.field, "\n".join((self.tr("Go to page"), where)))

    def _go(self) -> None:
        page = typed_page(self.field.text(), self._labels, self._count, self._page)
        if page is None or page == self._page:
            self._give_up()
            return
        self._page = page
        self._show()
        self.page_chosen.emit(page)

    def _give_up(self) -> None:
        self._show()
        self.left.emit()


class _Field(QLineEdit):
    """Selects everything when it is entered, so that the next figures replace what stands there."""

    given_up = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
