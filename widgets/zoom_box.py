"""How large pages are shown: chosen from a list, or typed in per cent."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.page_layout import Fit, bounded_zoom
from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent

TARGET = 36
SIDES, ARROW = 12, 16
OFFERED = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 8.0)
_PER_CENT = re.compile(r"(\d{1,6}(?:\.\d{0,3})?)\s*%?")


def typed_zoom(typed: str) -> float | None:
    """The zoom that somebody typed in per cent, within what is offered; 1.0 is 100 %. None: no number."""
    found = _PER_CENT.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    return None if found is None else bounded_zoom(float(found.group(1)) / 100)


def zoom_words(zoom: float) -> str:
    """A zoom in whole per cent."""
    return f"{round(zoom * 100)} %"


class ZoomBox(QComboBox):
    """Shows `Fit width`, `Whole page` or per cent; what is no number changes nothing."""

    fit_chosen = Signal(Fit)  # Fit.WIDTH or Fit.PAGE
    zoom_chosen = Signal(float)  # 1.0 is 100 %
    left = Signal()  # with Enter or Escape, without another size

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit, self._zoom = Fit.WIDTH, 1.0
        self._has_pages = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type] # None takes the completer away
        self.setMinimumHeight(TARGET)
        self.setAccessibleName(self.tr("Zoom"))
        self.setToolTip(self.tr("Zoom"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # no size by the wheel in passing
        rows = QListView(self)
        rows.setUniformItemSizes(True)
        self.setView(rows)
        self.setItemDelegate(_Rows(self))
        self.addItem(self.tr("Fit width"), Fit.WIDTH)
        self.addItem(self.tr("Whole page"), Fit.PAGE)
        for zoom in OFFERED:
            self.addItem(zoom_words(zoom), zoom)
        self.setMaxVisibleItems(self.count())
        field = self._field = QLineEdit(self)
        self.setLineEdit(field)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setMaxLength(12)
        field.setAccessibleName(self.accessibleName())
        field.returnPressed.connect(self._take_typed)
        field.editingFinished.connect(self._show)
        self.activated.connect(self._take_row)
        self._fit_texts()
        self._show()

    def set_zoom(self, fit: Fit, zoom: float) -> None:
        """Show what decides the size of pages, and how large they are."""
        self._fit, self._zoom = fit, zoom
        self._show()

    def set_enabled_for(self, pages: int) -> None:
        """Without pages there is nothing to enlarge, and no size to tell."""
        self._has_pages = pages > 0
        self.setEnabled(self._has_pages)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is for pages; a size is never chosen by accident."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange) and hasattr(self, "_zoom"):
            self._fit_texts()

    def _fit_texts(self) -> None:
        measure = self.fontMetrics()
        words = max(measure.horizontalAdvance(self.itemText(row)) for row in range(self.count()))
        theme = current_theme()
        self.setFixedWidth(words + theme.px(SIDES + ARROW))
        style = (
            f"QComboBox {{ padding-left: {theme.px(4)}px; padding-right: 0; }}"
            f"QComboBox::drop-down {{ border: 0; width: {theme.px(ARROW)}px; }}"
            "QComboBox::down-arrow { image: none; }"
        )
        if style != self.styleSheet():  # setting it comes back here
            self.setStyleSheet(style)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The arrow as other buttons of the bar have it."""
        super().paintEvent(event)
        theme = current_theme()
        area = self.rect().adjusted(self.width() - theme.px(ARROW), 0, -2, 0)
        painter = QPainter(self)
        painter.setPen(QColor(theme.palette.ink if self.isEnabled() else theme.palette.sub))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "▾")
        painter.end()

    def _show(self) -> None:
        row = {Fit.WIDTH: 0, Fit.PAGE: 1}.get(self._fit, -1)
        words = self.itemText(row) if row >= 0 else zoom_words(self._zoom)
        self.setCurrentIndex(self.findText(words))
        self.setEditText(words if self._has_pages else "")
        self._field.setCursorPosition(0)
        per_cent = zoom_words(self._zoom) if self._has_pages else ""
        self.setAccessibleDescription(per_cent)
        self.setToolTip(self.tr("Zoom: {size}").format(size=per_cent) if per_cent else self.tr("Zoom"))

    def _take_row(self, row: int) -> None:
        value = self.itemData(row)
        if isinstance(value, Fit):
            self.fit_chosen.emit(value)
        elif isinstance(value, float):
            self.zoom_chosen.emit(value)
        self._show()

    def _take_typed(self) -> None:
        text = self._field.text()
        if self.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive) >= 0:
            return  # the box itself takes what stands in its list
        zoom = typed_zoom(text)
        if zoom is None:
            self._give_up()
            return
        self.zoom_chosen.emit(zoom)
        self._show()

    def _give_up(self) -> None:
        self._show()
        self.left.emit()


class _Rows(QStyledItemDelegate):
    """Rows that a finger can hit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(TARGET, size.height() + current_theme().px(10)))
