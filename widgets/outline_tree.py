"""The outline of a document as a tree: where one is, what else there is, and a field to find it by a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from widgets.outline_model import LABEL_ROLE, MARKED_ROLE, ROOT, OutlineModel
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from widgets.document_details import Heading

ROWS_AT_FIRST = 40  # levels are opened as long as there are no more rows than these
ROWS_AT_ONCE = 5_000  # below a single heading
ROWS_FOUND = 1_000  # of a search by words, opened altogether
REACH = 0.25  # of a page: a heading that far below the top of the view has been reached
BROWSING_MS = 8_000  # for so long after the person moved the tree, it does not move by itself
FILTER_AFTER_MS = 120
TITLE = 0.93
LABEL = 0.83
LOWEST = 36


class OutlineDelegate(QStyledItemDelegate):
    """Paints the title, cut where it does not fit, and its page at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """The same for every row."""
        line = QFontMetrics(current_theme().font(TITLE, QFont.Weight.Bold)).height()
        return QSize(40, max(LOWEST, line + current_theme().px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one heading; the section that the reader is in is bold."""
        theme, rect = current_theme(), option.rect
        palette = theme.palette
        is_here, label = bool(index.data(MARKED_ROLE)), str(index.data(LABEL_ROLE))
        painter.save()
        area = rect.adjusted(theme.px(8), 0, -theme.px(6), 0)
        small = theme.font(LABEL)
        width = QFontMetrics(small).horizontalAdvance(label)
        painter.setFont(small)
        painter.setPen(QColor(palette.sub))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
        font = theme.font(TITLE, QFont.Weight.Bold if is_here else QFont.Weight.Normal)
        if not label:
            font.setItalic(True)
        painter.setFont(font)
        painter.setPen(QColor(palette.ai if is_here else palette.ink if label else palette.sub))
        room = area.width() - width - theme.px(6)
        title = QFontMetrics(font).elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, max(0, room)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 5, 5)
        painter.restore()


class OutlineTree(QTreeView):
    """Shows an `OutlineModel`; a click, Enter or Space goes to the heading."""

    heading_chosen = Signal(int, float)  # page, y
    typed = Signal(str)  # letters that are to be found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = OutlineModel(self)
        self._here = ROOT
        self._browsing = QTimer(self, singleShot=True, interval=BROWSING_MS)
        self.setItemDelegate(OutlineDelegate(self))
        self.setModel(self.outline)
        self.setAccessibleName(self.tr("Headings"))
        self.setHeaderHidden(True)
        self.setSelectionMode(
            QAbstractItemView.SelectionMode.NoSelection
        )  # the cursor has a frame of its own
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        self.expanded.connect(self._mark_here)
        self.collapsed.connect(self._mark_here)
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._browsing.start())
        self._follow_text_size()

    def set_headings(self, headings: Sequence[Heading], labels: Sequence[str] = ()) -> None:
        """Show an outline, opened as far as it can be overlooked."""
        self._here = ROOT
        self._browsing.stop()
        self.outline.set_headings(headings, labels)
        self._open_levels(ROWS_AT_FIRST)

    def set_filter(self, words: str) -> None:
        """Show only headings that hold these words."""
        self.outline.set_filter(words)
        self._open_levels(ROWS_FOUND if self.outline.is_filtered else ROWS_AT_FIRST)
        self._mark_here()

    def set_place(self, page: int, y: float) -> None:
        """Mark the section that the reader is in, or what it is hidden under."""
        here = self.outline.section_at(page, y + REACH)
        if here == self._here:
            return
        self._here = here
        index = self._mark_here()
        if index.isValid() and not self.is_browsing:
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def go_to_first_found(self) -> None:
        """Go to the first heading that holds the words of the filter."""
        index = self.outline.index_of(self.outline.first_found())
        if index.isValid():
            self.setCurrentIndex(index)
            self._choose(index)

    @property
    def is_browsing(self) -> bool:
        """Whether the person moves about in the tree: it does not move by itself then."""
        return self._browsing.isActive() or self.verticalScrollBar().isSliderDown()

    def drawRow(  # noqa: N802 - Qt's name
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The section that the reader is in has a bar at its left, whatever level it is on."""
        palette, rect = current_theme().palette, option.rect
        if index.data(MARKED_ROLE):
            painter.fillRect(rect, QColor(palette.ai_soft))
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), QColor(palette.ai))
        super().drawRow(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space go to a heading; arrows move, open and close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
        self._browsing.start()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll."""
        super().wheelEvent(event)
        self._browsing.start()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters typed here are looked for by the field above, which also finds them within words."""
        if search.strip():
            self.typed.emit(search)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._follow_text_size()

    def _follow_text_size(self) -> None:
        self.setIndentation(current_theme().px(16))
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        heading = self.outline.heading(index)
        if heading is None:
            return
        if heading.page is None:
            self.setExpanded(index, not self.isExpanded(index))
            return
        self._browsing.stop()
        self.heading_chosen.emit(heading.page, heading.y)

    def _open_levels(self, most: int) -> None:
        """Open one level after the other while there are not too many rows; a single heading always."""
        model = self.outline
        level = model.children_of(ROOT)
        rows = len(level)
        while level and (rows <= most or len(level) == 1):
            parents = [node for node in level if model.children_of(node)]
            below = [child for node in parents for child in model.children_of(node)]
            rows += len(below)
            if rows > most and (len(level) > 1 or len(below) > ROWS_AT_ONCE):
                return
            for node in parents:
                self.expand(model.index_of(node))
            level = below

    def _mark_here(self) -> QModelIndex:
        """Mark the section, or the lowest heading above it that can be seen."""
        model, node = self.outline, self._here
        way = [node]
        while (node := model.parent_node(node)) != ROOT:
            way.append(node)
        shown = QModelIndex()
        for above in reversed(way):
            index = model.index_of(above)
            if not index.isValid():
                break
            shown = index
            if not self.isExpanded(index):
                break
        model.set_marked(shown.internalId() if shown.isValid() else ROOT)
        return shown


class OutlinePanel(QWidget):
    """The tree below its field, or a sentence where a document has no headings."""

    heading_chosen = Signal(int, float)  # page, y

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Find a heading"))
        self.field.setAccessibleName(self.tr("Find a heading"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(LOWEST)
        self.field.setMaxLength(100)
        self.tree = OutlineTree(self)
        self._sentence = QLabel(self)
        set_look(self._sentence, Look.SUB)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setMargin(12)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._timer = QTimer(self, singleShot=True, interval=FILTER_AFTER_MS)
        self._timer.timeout.connect(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.field)
        column.addLayout(top)
        column.addWidget(self._sentence)
        column.addWidget(self.tree, 1)
        column.addStretch(0)
        self.setFocusProxy(self.tree)
        self.tree.heading_chosen.connect(self.heading_chosen)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.tree.typed.connect(self._type)
        self.field.returnPressed.connect(self._go_to_first)
        self._show_state()

    def set_headings(self, headings: Sequence[Heading], labels: Sequence[str] = ()) -> None:
        """Show an outline; none says so."""
        self.field.clear()
        self._timer.stop()
        self.tree.set_headings(headings, labels)
        self._show_state()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages."""
        self.tree.outline.set_labels(labels)

    def set_place(self, page: int, y: float = 0.0) -> None:
        """Where the top of the view is: page in front, and 0..1 on it."""
        self.tree.set_place(page, y)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """From the field down into the tree; Escape shows all headings again."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.tree.setFocus()
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self.tree.outline.index(0, 0))
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _type(self, letters: str) -> None:
        self.field.setFocus()
        self.field.insert(letters)

    def _filter(self) -> None:
        self.tree.set_filter(self.field.text())
        self._show_state()

    def _go_to_first(self) -> None:
        """Enter in the field goes to the first heading that holds the words."""
        self._timer.stop()
        self._filter()
        if self.field.text().strip():
            self.tree.go_to_first_found()

    def _show_state(self) -> None:
        outline = self.tree.outline
        has_any = outline.count > 0 or outline.is_filtered
        self.field.setVisible(has_any)
        self.tree.setVisible(outline.count > 0)
        self._sentence.setVisible(outline.count == 0)
        not_found, none = self.tr("No heading holds these words."), self.tr("This document has no headings.")
        self._sentence.setText(not_found if has_any else none)
