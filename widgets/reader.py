"""The reader: pages with their tool bar, or a sentence in place of pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.page_layout import Fit, Size
from widgets.page_view import PageView
from widgets.reader_message import ReaderMessage
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from widgets.page_pictures import Pictures

TARGET = 36  # the least width and height of a button


class Reader(QWidget):
    """A page view, the buttons that steer it, and the place for what stands in its stead."""

    retry_asked = Signal()  # to open the document once more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self._message = ReaderMessage(self)
        self._message.retry_asked.connect(self.retry_asked)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.view)
        self._bar = self._make_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.show_message(self.tr("Choose a document from the agenda."))

    def add_tool(self, tool: QWidget) -> None:
        """Put a further button at the right end of the tool bar."""
        self._bar_layout.addWidget(tool)

    def show_bar(self, *, shown: bool) -> None:
        """Show the tool bar or leave all room to the pages."""
        self._bar.setVisible(shown)

    def show_pages(self, sizes_pt: Sequence[Size], pictures: Pictures, page: int = 0) -> None:
        """Show a document from ``page`` on."""
        had_focus = self._message.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(sizes_pt, pictures, page)
        self._enable(len(sizes_pt))
        if had_focus:
            self.view.setFocus()
        self._show_page(self.view.current_page)
        self._show_zoom()

    def show_message(self, title: str, detail: str = "", *, can_retry: bool = False) -> None:
        """Show a sentence in place of pages."""
        self.view.clear()
        self._message.say(title, detail, can_retry=can_retry)
        self._stack.setCurrentWidget(self._message)
        self._enable(0)

    @property
    def is_showing_pages(self) -> bool:
        """Whether a document is shown, not a sentence."""
        return self._stack.currentWidget() is self.view

    def _make_bar(self) -> QFrame:
        bar = QFrame(self)
        set_look(bar, Look.BAR)
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = self._bar_layout = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self._previous = self._button("◀", self.tr("Previous page"))
        self._previous.clicked.connect(lambda: self.view.turn_to(self.view.current_page - 1))
        self._next = self._button("▶", self.tr("Next page"))
        self._next.clicked.connect(lambda: self.view.turn_to(self.view.current_page + 1))
        self._number = QLineEdit(bar)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._number.setMinimumHeight(TARGET)
        self._number.setMaxLength(7)
        self._number.setAccessibleName(self.tr("Go to page"))
        self._number.setToolTip(self.tr("Go to page"))
        self._number.returnPressed.connect(self._go_to_number)
        self._number.editingFinished.connect(lambda: self._show_page(self.view.current_page))
        self._count = QLabel(bar)
        self._smaller = self._button("−", self.tr("Smaller"))
        self._smaller.clicked.connect(partial(self.view.zoom_step, -1))
        self._zoom = QLabel(bar)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setAccessibleName(self.tr("Zoom"))
        self._larger = self._button("+", self.tr("Larger"))
        self._larger.clicked.connect(partial(self.view.zoom_step, 1))
        self._width = self._button(self.tr("Fit width"), self.tr("Fit the page to the width"))
        self._width.setCheckable(True)
        self._width.clicked.connect(self._fit_width)
        self._whole = self._button(self.tr("Whole page"), self.tr("Show the whole page"))
        self._whole.setCheckable(True)
        self._whole.clicked.connect(self._fit_page)
        for symbol in (self._previous, self._next, self._smaller, self._larger):
            symbol.setStyleSheet("padding-left: 3px; padding-right: 3px;")  # one sign needs no more room
        for part in (self._previous, self._number, self._count, self._next):
            row.addWidget(part)
        row.addSpacing(6)
        for part in (self._smaller, self._zoom, self._larger, self._width, self._whole):
            row.addWidget(part)
        row.addStretch(1)
        self._fit_texts()
        return bar

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pages
        button.setMinimumSize(TARGET, TARGET)
        return button

    def _fit_texts(self) -> None:
        measure = self._number.fontMetrics()
        self._number.setFixedWidth(measure.horizontalAdvance("0000") + current_theme().px(24))
        self._zoom.setMinimumWidth(self._zoom.fontMetrics().horizontalAdvance("800 %"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_whole"):
            self._fit_texts()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what does not fit: the zoom in figures, then the two fits, which also have keys."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than all buttons together, because some can be left out."""
        return QSize(320, 200)

    def _make_room(self) -> None:
        optional = (self._zoom, self._whole, self._width)
        for part in optional:
            part.setVisible(True)
        for part in optional:
            if self._bar_layout.sizeHint().width() <= self.width():
                break
            part.setVisible(False)

    def _enable(self, pages: int) -> None:
        for part in (self._number, self._smaller, self._larger, self._width, self._whole):
            part.setEnabled(pages > 0)
        self._count.setText(f"/ {pages}" if pages else "")
        self._previous.setEnabled(False)
        self._next.setEnabled(False)
        if not pages:
            self._number.clear()
            self._zoom.clear()

    def _show_page(self, page: int) -> None:
        if not self.view.page_count:
            return
        self._number.setText(str(page + 1))
        self._previous.setEnabled(page > 0)
        self._next.setEnabled(page < self.view.page_count - 1)
        self._show_zoom()

    def _show_zoom(self) -> None:
        if self.view.page_count:
            self._zoom.setText(f"{round(self.view.zoom * 100)} %")
        self._width.setChecked(self.view.fit is Fit.WIDTH)
        self._whole.setChecked(self.view.fit is Fit.PAGE)

    def _fit_width(self) -> None:
        self.view.fit_width()
        self._show_zoom()

    def _fit_page(self) -> None:
        self.view.fit_page()
        self._show_zoom()

    def _go_to_number(self) -> None:
        try:
            number = int(self._number.text())  # full-width figures count too
        except ValueError:
            number = self.view.current_page + 1
        self.view.turn_to(number - 1)
        self.view.setFocus()
