"""The meetings that can be joined: a Qt model, and a list that paints each as a card."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QFrame, QListView, QWidget

from widgets.meeting_card import (
    MEETING_ROLE,
    Index,
    MeetingCard,
    joined_words,
    meeting_details,
    meeting_title,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from sync.status import FoundMeeting

__all__ = ["MeetingList", "MeetingListModel", "meeting_details", "meeting_title", "of_one_name"]


def of_one_name(meetings: tuple[FoundMeeting, ...]) -> int:
    """How many meetings have the name that most of them share, as people read it; 0 if each has its own."""
    names = Counter(
        "".join(unicodedata.normalize("NFKC", meeting_title(meeting)).casefold().split())
        for meeting in meetings
    )
    most = max(names.values(), default=0)
    return most if most > 1 else 0


class MeetingListModel(QAbstractListModel):
    """Found meetings in the order they were given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meetings: tuple[FoundMeeting, ...] = ()

    def set_meetings(self, meetings: tuple[FoundMeeting, ...]) -> None:
        """Show these instead; nothing happens when they are the same."""
        if meetings == self._meetings:
            return
        self.beginResetModel()
        self._meetings = meetings
        self.endResetModel()

    def row_of(self, meeting: str) -> int:
        """The row of this meeting id, or -1."""
        return next((row for row, one in enumerate(self._meetings) if one.meeting == meeting), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a meeting."""
        return 0 if parent.isValid() else len(self._meetings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, the whole row in words, or the value itself."""
        if not index.isValid() or index.row() >= len(self._meetings):
            return None
        meeting = self._meetings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return meeting_title(meeting)
            case Qt.ItemDataRole.AccessibleTextRole:
                remembered = joined_words() if meeting.remembered else ""
                parts = (meeting_title(meeting), meeting_details(meeting), remembered)
                return ", ".join(part for part in parts if part)
            case Qt.ItemDataRole.ToolTipRole:
                from widgets.wording import one_line, tooltip_words

                return tooltip_words(one_line(meeting.address))
            case _ if role == MEETING_ROLE:
                return meeting
            case _:
                return None


class MeetingList(QListView):
    """The found meetings; keeps the chosen one chosen while the list changes."""

    meeting_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MeetingListModel(self)
        self.setModel(self._model)
        self.setItemDelegate(MeetingCard(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("look", "feed")
        self._chosen: FoundMeeting | None = None
        self._none_wanted = False
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def chosen(self) -> FoundMeeting | None:
        """The meeting that is chosen now."""
        return self._chosen

    def set_meetings(self, meetings: tuple[FoundMeeting, ...]) -> None:
        """Show these; the only one there is becomes the chosen one by itself."""
        before = self._chosen.meeting if self._chosen else ""
        self._model.set_meetings(meetings)
        row = self._model.row_of(before) if before else -1
        if row < 0 and len(meetings) == 1 and not self._none_wanted:
            row = 0
        if row < 0:
            self._forget_choice()
            return
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Coming here by the keyboard chooses nothing; Qt would take the first row."""
        QWidget.focusInEvent(self, event)
        self.viewport().update()

    def choose_none(self) -> None:
        """Let go of the chosen one, and take none by itself until somebody chooses again."""
        self._none_wanted = True
        self._forget_choice()

    def _forget_choice(self) -> None:
        self.selectionModel().clear()
        if self._chosen is not None:
            self._chosen = None
            self.meeting_chosen.emit(None)

    def _choose(self, index: Index) -> None:
        meeting = index.data(MEETING_ROLE) if index.isValid() else None
        if meeting is not None and meeting != self._chosen:
            self._none_wanted = False
            self._chosen = meeting
            self.meeting_chosen.emit(meeting)
