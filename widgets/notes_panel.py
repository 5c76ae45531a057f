"""The list of all my notes of a meeting, with a way to each, to the old version, and to a PDF with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from widgets.choice_button import ChoiceButton
from widgets.icons import icon
from widgets.note_bar import ICONS
from widgets.note_colours import colour_words
from widgets.note_menu import shown_colour
from widgets.note_tool import TOOL_OF_KIND, kind_words
from widgets.note_values import DocumentKey, NoteColour, NoteKind, NoteSummary
from widgets.notes_model import ROW_ROLE, NoteRow, NotesModel
from widgets.theme import Look, Theme, current_theme, set_look

Index = QModelIndex | QPersistentModelIndex

ALL = "all"
TARGET = 36
SMALL = 0.87
DOT = 9  # across, of the mark of a colour
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NoteDelegate(QStyledItemDelegate):
    """Paints a note on one line: what it is, its first words, its page."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Every row is as high as every other, so that thousands cost nothing."""
        theme = current_theme()
        return QSize(160, max(TARGET, QFontMetrics(theme.font()).height() + theme.px(12)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a note."""
        row, model = index.data(ROW_ROLE), index.model()
        if not isinstance(row, NoteRow) or not isinstance(model, NotesModel):
            return
        theme, rect = current_theme(), option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.palette.ai_soft if is_chosen else theme.palette.card))
        if row.summary is None:
            self._paint_heading(painter, row, rect, theme)
        else:
            self._paint_note(painter, row, row.summary, model, rect, theme)
        if option.state & QStyle.StateFlag.State_HasFocus and row.summary is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 5, 5)
        painter.restore()

    def _paint_heading(self, painter: QPainter, row: NoteRow, rect: QRect, theme: Theme) -> None:
        painter.setFont(theme.font(SMALL, QFont.Weight.Bold))
        painter.setPen(QColor(theme.palette.warning if row.is_unplaced else theme.palette.sub))
        area = rect.adjusted(theme.px(10), theme.px(4), -theme.px(8), 0)
        words = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, LEFT, words)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.palette.line))

    def _paint_note(
        self,
        painter: QPainter,
        row: NoteRow,
        summary: NoteSummary,
        model: NotesModel,
        rect: QRect,
        theme: Theme,
    ) -> None:
        side = theme.px(20)
        sign = QRect(rect.left() + theme.px(14), rect.center().y() - side // 2, side, side)
        icon(ICONS[TOOL_OF_KIND[summary.kind]]).paint(painter, sign)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.palette.frame), 1))
        painter.setBrush(shown_colour(summary.kind, summary.colour))
        dot = theme.px(DOT)
        painter.drawEllipse(sign.right() + theme.px(4), rect.center().y() - dot // 2, dot, dot)
        area = rect.adjusted(theme.px(14 + 20 + 8 + DOT + 4), 0, -theme.px(10), 0)
        page = model.page_words(row)
        painter.setFont(theme.font(SMALL))
        painter.setPen(QColor(theme.palette.ink if row.is_first_of_page else theme.palette.sub))
        painter.drawText(area, RIGHT, page)
        room = area.width() - painter.fontMetrics().horizontalAdvance(page) - theme.px(8)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.palette.ink if summary.words else theme.palette.sub))
        words = painter.fontMetrics().elidedText(model.note_words(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, LEFT, words)


class NoteList(QListView):
    """Shows a `NotesModel`; a click, Enter or Space chooses a note, Delete asks for its end."""

    note_chosen = Signal(object)  # NoteRow
    delete_asked = Signal(object)  # NoteRow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes = NotesModel(self)
        self._empty_words = ""
        self.setItemDelegate(NoteDelegate(self))
        self.setModel(self.notes)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("My notes"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)

    @property
    def current(self) -> NoteRow | None:
        """The row that the keys are at, where it is a note."""
        index = self.currentIndex()
        row = self.notes.row_at(index.row()) if index.isValid() else None
        return row if row is not None and row.summary is not None else None

    def set_empty_words(self, words: str) -> None:
        """What stands in the list while it has no rows."""
        self._empty_words = words
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space choose; arrows only move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.delete_asked.emit(self.current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Say why there is nothing, where there is nothing."""
        super().paintEvent(event)
        if self._empty_words and not self.notes.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(current_theme().font())
            painter.setPen(QColor(current_theme().palette.sub))
            margin = current_theme().px(16)
            area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, flags, self._empty_words)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        row = self.notes.row_at(index.row()) if index.isValid() else None
        if row is not None and row.summary is not None:
            self.note_chosen.emit(row)


class NotesPanel(QWidget):
    """My notes, what is shown of them, and what can be done with them."""

    note_chosen = Signal(object, str, int, str)  # DocumentKey, digest, page, note
    old_version_wanted = Signal(object, str, int)  # DocumentKey, digest, page
    delete_wanted = Signal(object, str, str)  # DocumentKey, digest, note
    export_wanted = Signal()  # of the document that is open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kind = ChoiceButton(
            self.tr("Kind of note"),
            [(ALL, self.tr("All kinds")), *((kind.value, kind_words(kind)) for kind in NoteKind)],
        )
        self._colour = ChoiceButton(
            self.tr("Colour of the note"),
            [(ALL, self.tr("All colours")), *((colour.value, colour_words(colour)) for colour in NoteColour)],
        )
        for button in (self._kind, self._colour):
            button.setMinimumHeight(TARGET)
            button.chosen.connect(self._filter)
        self.list = NoteList()
        self._old = QPushButton(self.tr("Open the old version"))
        self._delete = QPushButton(self.tr("Delete this note"))
        self._export = QPushButton(self.tr("Save a PDF with my notes…"))
        self._where = QLabel(self.tr("Kept on this PC only"))
        set_look(self._where, Look.SUB)
        for action in (self._old, self._delete, self._export):
            action.setMinimumHeight(TARGET)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(6)
        self._choices.addWidget(self._kind, 1)
        self._choices.addWidget(self._colour, 1)
        self._where.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addLayout(self._choices)
        column.addWidget(self.list, 1)
        for part in (self._old, self._delete, self._export, self._where):
            column.addWidget(part)
        self.list.note_chosen.connect(self._chosen)
        self.list.delete_asked.connect(self._tell_delete)
        self.list.selectionModel().selectionChanged.connect(self._show_what_is_possible)
        self.list.notes.rowsRemoved.connect(self._show_what_is_possible)
        self._old.clicked.connect(self._open_old)
        self._delete.clicked.connect(lambda: self._tell_delete(self.list.current))
        self._export.clicked.connect(self.export_wanted)
        self.set_can_export(can_export=False)
        self._show_what_is_possible()

    def set_notes(self, notes: Iterable[NoteSummary]) -> None:
        """Show these notes; what is chosen stays chosen."""
        current = self.list.current
        self.list.notes.set_notes(notes)
        number = self.list.notes.number_of(current.summary.note) if current and current.summary else None
        if number is not None:
            self.list.setCurrentIndex(self.list.notes.index(number))
        self._show_what_is_possible()

    def set_titles(self, titles: Mapping[DocumentKey, str]) -> None:
        """What the documents are called, in the order of the meeting."""
        self.list.notes.set_titles(titles)

    def set_can_export(self, *, can_export: bool) -> None:
        """Whether a document is open whose notes can be saved with it."""
        self._export.setEnabled(can_export)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the two choices below each other where they do not fit beside each other."""
        super().resizeEvent(event)
        needed = self._kind.sizeHint().width() + self._colour.sizeHint().width() + 26
        direction = QBoxLayout.Direction
        self._choices.setDirection(direction.LeftToRight if needed <= self.width() else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its widest button."""
        widest = max(part.sizeHint().width() for part in (self._kind, self._colour, self._old, self._export))
        return QSize(widest + 20, 240)

    def _filter(self) -> None:
        kind = None if self._kind.value == ALL else NoteKind(self._kind.value)
        colour = None if self._colour.value == ALL else NoteColour(self._colour.value)
        self.list.notes.set_filter(kind, colour)
        self._show_what_is_possible()

    def _chosen(self, row: NoteRow) -> None:
        summary = row.summary
        if summary is None:
            return
        if row.is_unplaced:
            self.old_version_wanted.emit(summary.document, summary.digest, summary.page)
        else:
            self.note_chosen.emit(summary.document, summary.digest, summary.page, summary.note)

    def _open_old(self) -> None:
        row = self.list.current
        if row is not None and row.is_unplaced:
            self._chosen(row)

    def _tell_delete(self, row: NoteRow | None) -> None:
        if row is not None and row.summary is not None:
            self.delete_wanted.emit(row.summary.document, row.summary.digest, row.summary.note)

    def _show_what_is_possible(self, *_changed: QItemSelection | QModelIndex | int) -> None:
        row = self.list.current
        self._delete.setEnabled(row is not None)
        self._old.setVisible(row is not None and row.is_unplaced)
        self.list.set_empty_words(
            self.tr("No notes yet. Choose “Write” above the page, then a pen, a marker or a memo.")
            if self.list.notes.is_empty
            else self.tr("No notes of this kind.")
        )
