"""The side panel of the reader: pages, outline and bookmarks, and what others add, one of them at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from widgets.bookmark_list import BookmarkPanel
from widgets.icons import IconButton, IconName, icon
from widgets.outline_tree import OutlinePanel
from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.thumbnail_list import ThumbnailList

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

PANEL_KEY = "F4"
BOOKMARK_KEY = "Ctrl+D"
TARGET = 36
WIDTHS = {TextSize.SMALL: 240, TextSize.MEDIUM: 272, TextSize.LARGE: 312}
WORD = 0.8


class WayPanel(QFrame):
    """Shows the panel of one tab; remembers which, also while it is closed."""

    tab_changed = Signal(str)  # name of the tab, to be kept until the next start
    opened = Signal(bool)  # whether the panel is open now
    left = Signal()  # by Escape or closing: the keys belong to the pages again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thumbnails = ThumbnailList()
        self.outline = OutlinePanel()
        self.bookmarks = BookmarkPanel()
        self._panels: dict[str, QWidget] = {}
        self._tabs = _Tabs(self)
        self._stack = QStackedWidget(self)
        close = IconButton(IconName.CLOSE, self.tr("Close this panel (F4)"), self)
        side = TARGET - 2  # and its border
        close.setStyleSheet(f"padding: 0; min-width: {side}px; min-height: {side}px;")
        set_look(close, Look.QUIET)
        close.clicked.connect(self.close_panel)
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Finding one's way"))
        top = QHBoxLayout()
        top.setContentsMargins(2, 2, 2, 0)
        top.setSpacing(0)
        top.addWidget(self._tabs, 1)
        self._tabs.end_with(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._show_chosen)
        self.add_tab(self.thumbnails, IconName.PAGES, self.tr("Pages"))
        self.add_tab(self.outline, IconName.OUTLINE, self.tr("Headings"))
        self.add_tab(self.bookmarks, IconName.BOOKMARKS, self.tr("Bookmarks"))
        self._follow_text_size()

    def add_tab(self, panel: QWidget, sign: IconName, words: str) -> None:
        """Put a further panel behind a tab; the name of its icon is the name of the tab."""
        self._panels[sign.name] = panel
        self._stack.addWidget(panel)
        self._tabs.add(sign, words)

    def add_keys(self, reader: QWidget) -> None:
        """Open and close by F4, and set a bookmark by Ctrl+D, wherever the keys are in this reader."""
        for keys, act in ((PANEL_KEY, self.toggle_panel), (BOOKMARK_KEY, self.bookmarks.toggle)):
            shortcut = QShortcut(QKeySequence(keys), reader, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # there may be two readers

    @property
    def tab(self) -> str:
        """The name of the tab that is chosen."""
        return self._tabs.name

    def show_tab(self, name: str, *, with_keys: bool = False) -> None:
        """Open the panel at a tab; a name that is not known changes nothing."""
        if name not in self._panels:
            return
        self._tabs.choose(name)
        self.open_panel(with_keys=with_keys)

    def choose_tab(self, name: str) -> None:
        """Take up a tab from an earlier start, without opening the panel."""
        if name in self._panels:
            self._tabs.choose(name)

    def open_panel(self, *, with_keys: bool = True) -> None:
        """Show the panel, and bring the keys to it."""
        was_open = self.isVisible()
        self.show()
        if with_keys:
            self._panels[self.tab].setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not was_open:
            self.opened.emit(True)  # noqa: FBT003 - Qt's signals have no keywords

    def close_panel(self) -> None:
        """Leave all room to the pages."""
        if not self.isHidden():
            self.hide()
            self.opened.emit(False)  # noqa: FBT003 - Qt's signals have no keywords
            self.left.emit()

    def toggle_panel(self) -> None:
        """Open what is closed, close what is open."""
        if self.isVisible():
            self.close_panel()
        else:
            self.open_panel()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a page and its marks."""
        return QSize(WIDTHS[current_theme().size], 400)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never so narrow that nothing can be read; lists scroll."""
        return QSize(WIDTHS[current_theme().size] - 8, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back to the pages."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._follow_text_size()

    def _follow_text_size(self) -> None:
        self.setMinimumWidth(self.minimumSizeHint().width())
        self.updateGeometry()

    def _show_chosen(self, name: str) -> None:
        self._stack.setCurrentWidget(self._panels[name])
        self.tab_changed.emit(name)


class _Tabs(QWidget):
    """Tabs side by side, in as many lines as their words need."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tabs: dict[str, _Tab] = {}
        self._last: QWidget | None = None
        self._columns = 0
        self._group = QButtonGroup(self)  # exclusive: arrow keys walk through it
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)

    @property
    def name(self) -> str:
        return next((name for name, tab in self._tabs.items() if tab.isChecked()), "")

    def add(self, sign: IconName, words: str) -> None:
        tab = _Tab(sign, words, self)
        self._tabs[sign.name] = tab
        self._group.addButton(tab)
        tab.toggled.connect(lambda is_on: self.chosen.emit(sign.name) if is_on else None)
        if len(self._tabs) == 1:
            tab.setChecked(True)
        self._columns = 0
        self._arrange()

    def end_with(self, button: QWidget) -> None:
        """Put a button into the place after the last tab."""
        self._last = button
        self._columns = 0
        self._arrange()

    def choose(self, name: str) -> None:
        self._tabs[name].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange) and hasattr(self, "_grid"):
            self._arrange()

    def _arrange(self) -> None:
        widest = max((tab.sizeHint().width() for tab in self._tabs.values()), default=1)
        fit = max(1, (self.width() + 2) // (widest + 2))
        places = len(self._tabs) + (self._last is not None)
        lines = -(-places // fit)
        columns = max(1, -(-places // max(1, lines)))  # lines of the same length
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for number, tab in enumerate(self._tabs.values()):
            self._grid.addWidget(tab, number // columns, number % columns)
        if self._last is not None:
            number, middle = len(self._tabs), Qt.AlignmentFlag.AlignCenter
            self._grid.addWidget(self._last, number // columns, number % columns, middle)


class _Tab(QAbstractButton):
    """An icon with its word below; the chosen one is bold and underlined."""

    def __init__(self, sign: IconName, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        theme = current_theme()
        measure = QFontMetrics(theme.font(WORD, QFont.Weight.Bold))
        width = measure.horizontalAdvance(self.text()) + 6
        return QSize(max(TARGET, width), max(TARGET, theme.px(18) + measure.height() + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(TARGET, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        theme, rect = current_theme(), self.rect()
        palette, is_on = theme.palette, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.fillRect(rect, QColor(palette.ai_soft))
        colour, side = palette.ai if is_on else palette.sub, theme.px(18)
        icon(self._sign, colour).paint(painter, QRect((rect.width() - side) // 2, 4, side, side))
        font = theme.font(WORD, QFont.Weight.Bold if is_on else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        area = QRect(0, side + 4, rect.width(), rect.height() - side - 8)
        words = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        line = QRect(0, rect.height() - 3, rect.width(), 3)
        painter.fillRect(line, QColor(palette.ai if is_on else palette.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
        painter.end()
