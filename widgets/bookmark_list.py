"""The bookmarks of a document: set and take away at the page in front, named, and gone to by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.bookmark_model import (
    BOOKMARK_ROLE,
    HERE_ROLE,
    MOST_NAME_LETTERS,
    PLACE_ROLE,
    Bookmark,
    BookmarkModel,
)
from widgets.icons import IconButton, IconName, icon
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

TARGET = 36
NAME = 0.93
PLACE = 0.8


class BookmarkDelegate(QStyledItemDelegate):
    """Paints the name and, where that is another, the page below it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """One line, or two for a name of its own."""
        theme = current_theme()
        height = QFontMetrics(theme.font(NAME, QFont.Weight.Bold)).height()
        if _has_own_name(index):
            height += QFontMetrics(theme.font(PLACE)).height()
        return QSize(40, max(TARGET, height + theme.px(12)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one bookmark; that of the page in front is bold and has a bar at its left."""
        theme, rect = current_theme(), option.rect
        palette, is_here = theme.palette, bool(index.data(HERE_ROLE))
        painter.save()
        if is_here:
            painter.fillRect(rect, QColor(palette.ai_soft))
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), QColor(palette.ai))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.background))
        side = theme.px(18)
        spot = QRect(rect.left() + theme.px(10), rect.center().y() - side // 2, side, side)
        icon(IconName.BOOKMARK, palette.ai).paint(painter, spot)
        area = rect.adjusted(theme.px(10) + side + theme.px(8), 0, -theme.px(6), 0)
        font = theme.font(NAME, QFont.Weight.Bold if is_here else QFont.Weight.Normal)
        lines = [(font, palette.ai if is_here else palette.ink, str(index.data()))]
        if _has_own_name(index):
            lines.append((theme.font(PLACE), palette.sub, str(index.data(PLACE_ROLE))))
        together = sum(QFontMetrics(line[0]).height() for line in lines)
        area.setTop(rect.top() + (rect.height() - together) // 2)
        for face, colour, words in lines:
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
            area.setTop(area.top() + metrics.height())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 5, 5)
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A field for the name."""
        field = QLineEdit(parent)
        field.setMaxLength(MOST_NAME_LETTERS)
        field.setAccessibleName(self.tr("Name of the bookmark"))
        return field

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """In place of the whole row."""
        area = QRect(option.rect)
        area.setHeight(max(area.height(), editor.sizeHint().height()))
        editor.setGeometry(area)


class BookmarkList(QListView):
    """Shows a `BookmarkModel`; a click, Enter or Space goes to the page, F2 names, Delete takes away."""

    chosen = Signal(int)  # page
    removal_asked = Signal()  # of the bookmark with the cursor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bookmarks = BookmarkModel(self)
        self.setItemDelegate(BookmarkDelegate(self))
        self.setModel(self.bookmarks)
        self.setAccessibleName(self.tr("Bookmarks"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.bookmarks.dataChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())
        self.clicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go, name and take away; arrows only move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        mark = self.bookmarks.bookmark_at(index.row()) if index.isValid() else None
        if mark is not None:
            self.chosen.emit(mark.page)


class BookmarkPanel(QWidget):
    """The list, the button for the page in front, and what can be done with the bookmark under the cursor."""

    page_chosen = Signal(int)
    added = Signal(Bookmark)
    removed = Signal(Bookmark)
    renamed = Signal(int, str)  # page, name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = -1
        self._gone: Bookmark | None = None
        self.list = BookmarkList(self)
        self.toggle_button = QToolButton(self)
        self.toggle_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggle_button.setMinimumHeight(TARGET)
        self._rename = IconButton(IconName.RENAME, self.tr("Name this bookmark (F2)"), self)
        self._remove = IconButton(IconName.REMOVE, self.tr("Remove this bookmark (Delete)"), self)
        self._undo = IconButton(IconName.UNDO, self.tr("Bring the removed bookmark back"), self)
        self._sentence = QLabel(self.tr("No bookmarks in this document yet."), self)
        self._arrange()
        self.toggle_button.clicked.connect(self.toggle)
        self._rename.clicked.connect(self._edit)
        self._remove.clicked.connect(self._remove_chosen)
        self._undo.clicked.connect(self._bring_back)
        self.list.chosen.connect(self.page_chosen)
        self.list.removal_asked.connect(self._remove_chosen)
        self.list.bookmarks.renamed.connect(self.renamed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_state())
        self._show_state()

    def _arrange(self) -> None:
        set_look(self._sentence, Look.SUB)
        self._sentence.setWordWrap(True)
        self._sentence.setMargin(12)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for button in (self._rename, self._remove, self._undo):
            button.setMinimumSize(TARGET, TARGET)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._undo)
        row.addStretch(1)
        row.addWidget(self._rename)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.toggle_button)
        column.addLayout(top)
        column.addWidget(self._sentence)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(8, 6, 8, 6)
        bottom.addLayout(row)
        column.addLayout(bottom)
        self.setFocusProxy(self.list)

    # What is shown.

    def set_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these; the cursor stays on its page."""
        mark = self.list.bookmarks.bookmark_at(self.list.currentIndex().row())
        self.list.bookmarks.set_bookmarks(bookmarks)
        if mark is not None and not self.list.currentIndex().isValid():
            index = self.list.bookmarks.index(self.list.bookmarks.row_of(mark.page))
            self.list.setCurrentIndex(index)
        self._show_state()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages."""
        self.list.bookmarks.set_labels(labels)

    def set_current(self, page: int) -> None:
        """The page in front, -1 for none."""
        self._page = page
        self.list.bookmarks.set_current(page)
        self._show_state()

    def forget_removed(self) -> None:
        """Another document is shown: what was removed in the last one cannot be brought back here."""
        self._gone = None
        self._show_state()

    # What a person does.

    def toggle(self) -> None:
        """Put a bookmark on the page in front, or take it away; for the button and Ctrl+D."""
        if self._page < 0:
            return
        mark = self.list.bookmarks.bookmark_at(self.list.bookmarks.row_of(self._page))
        if mark is None:
            self.added.emit(Bookmark(self._page))
        else:
            self._take_away(mark)

    def _remove_chosen(self) -> None:
        mark = self.list.bookmarks.bookmark_at(self.list.currentIndex().row())
        if mark is not None:
            self._take_away(mark)

    def _take_away(self, mark: Bookmark) -> None:
        self._gone = mark
        self.removed.emit(mark)
        self._show_state()

    def _bring_back(self) -> None:
        gone, self._gone = self._gone, None
        if gone is not None:
            self.added.emit(gone)
        self._show_state()
        self.list.setFocus()

    def _edit(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.list.edit(index)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon anew when colours or sizes change."""
        super().changeEvent(event)
        kinds = (event.Type.StyleChange, event.Type.FontChange, event.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_sentence"):
            self._show_state()

    def _show_state(self) -> None:
        model = self.list.bookmarks
        has_any, has_this = model.rowCount() > 0, model.row_of(self._page) >= 0
        words = self.tr("Remove from this page") if has_this else self.tr("Bookmark this page")
        button = self.toggle_button
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(self.tr("{what} (Ctrl+D)").format(what=words))
        button.setIcon(icon(IconName.BOOKMARK if has_this else IconName.BOOKMARK_ADD))
        side = current_theme().px(18)
        button.setIconSize(QSize(side, side))
        button.setEnabled(self._page >= 0)
        self._sentence.setVisible(not has_any)
        self.list.setVisible(has_any)
        has_cursor = self.list.currentIndex().isValid()
        for tool in (self._rename, self._remove):
            tool.setVisible(has_any)
            tool.setEnabled(has_cursor)
        self._undo.setVisible(self._gone is not None)


def _has_own_name(index: QModelIndex | QPersistentModelIndex) -> bool:
    mark = index.data(BOOKMARK_ROLE)
    return isinstance(mark, Bookmark) and bool(mark.name)
