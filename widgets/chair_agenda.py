"""The left column of the chair's desk: the agenda with its clock, the next item, and what is presented."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from sync.meeting import Phase
from widgets.chair_agenda_list import AgendaView, ChairAgendaDelegate
from widgets.chair_agenda_model import ROW_ROLE, ChairAgendaModel, ChairAgendaRow
from widgets.projector_view import wall_clock_ms
from widgets.theme import Look, set_look
from widgets.wording import button_words, document_words, one_line, place_words, shortened_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.meeting import Document, Meeting

SECOND_MS = 1000


class ChairAgenda(QWidget):
    """Steers the meeting through its items and stops a presentation."""

    item_opened = Signal(str)
    document_chosen = Signal(str)
    add_requested = Signal(str)  # item
    replace_requested = Signal(str)  # document
    withdraw_requested = Signal(str, str)  # document; the event that brought one version, empty for all
    files_dropped = Signal(str, str, object)  # item, document or empty, paths
    next_item = Signal()
    presentation_stopped = Signal()

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self.setObjectName("chairAgenda")
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._closed = False
        self._current = ""
        self._items = ChairAgendaModel(self, now_ms)
        self.list = AgendaView()
        self.list.setModel(self._items)
        self.list.setItemDelegate(ChairAgendaDelegate(self.list))
        self.list.setAccessibleName(self.tr("Agenda"))
        hint = self.tr("Double-click or Enter opens an item. PDFs can be dropped here.")
        self.list.setAccessibleDescription(hint)
        self.list.setToolTip(hint)
        self.next_button = QPushButton()
        set_look(self.next_button, Look.PRIMARY)
        self.menu = QMenu(self)
        self.documents_button = QPushButton(self.tr("Add or replace a document") + " ▾")
        self.documents_button.setMenu(self.menu)
        self._presented = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.stop_button = QPushButton(self.tr("Stop presenting"))
        self._lay_out()
        self.list.activated.connect(self._open)
        self.list.files_dropped.connect(self._drop)
        self.list.menu_wanted.connect(self._show_menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.next_button.clicked.connect(self.next_item)
        self.stop_button.clicked.connect(self.presentation_stopped)
        self._seconds = QTimer(self, interval=SECOND_MS)
        self._seconds.timeout.connect(self._items.tell_time)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show where the meeting stands."""
        self._items.set_meeting(meeting)
        self._closed = meeting.phase is Phase.CLOSED
        self._current = meeting.current_item
        self.list.takes_files = not self._closed
        self.documents_button.setVisible(bool(meeting.agenda) and not self._closed)
        items = [item.item for item in meeting.agenda]
        at = items.index(meeting.current_item) if meeting.current_item in items else -1
        more = at + 1 < len(items) and not self._closed
        self.next_button.setVisible(bool(items) and not self._closed)
        self.next_button.setEnabled(more and not meeting.awaits_opening)
        if not more:
            self.next_button.setText(self.tr("This is the last item"))
        else:
            self.next_button.setText(self.tr("Next item ▶") if at >= 0 else self.tr("First item ▶"))
        if at >= 0 and not self._closed:
            self._seconds.start()
        else:
            self._seconds.stop()
        self._show_presentation(meeting)
        self.list.fit()

    def _show_presentation(self, meeting: Meeting) -> None:
        shown = None if self._closed else meeting.presentation
        document = meeting.document(shown.document) if shown else None
        self.stop_button.setVisible(shown is not None)
        if shown is None or document is None:
            self._presented.setText(self.tr("Nothing is shown on the seats"))
            return
        place = place_words(document_words(document), shown.page)
        self._presented.setText(self.tr("Shown on all seats: %1").replace("%1", place))

    def _open(self, index: QModelIndex) -> None:
        row: ChairAgendaRow = index.data(ROW_ROLE)
        if row.document is not None:
            self.document_chosen.emit(row.document.document)
        elif not self._closed:
            self.item_opened.emit(row.item.item)

    def _drop(self, index: QModelIndex, paths: object) -> None:
        row: ChairAgendaRow = index.data(ROW_ROLE)
        self.files_dropped.emit(row.item.item, row.document.document if row.document else "", paths)

    def _show_menu(self, _index: QModelIndex, place: QPoint) -> None:
        self.menu.popup(place)

    def _fill_menu(self) -> None:
        """What can be done with the row that is chosen, or else with the present item."""
        menu = self.menu
        menu.clear()
        index = self.list.currentIndex()
        if not index.isValid():
            index = self._items.index(max(0, self._items.row_of(self._current)))
        row: ChairAgendaRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        add = partial(self.add_requested.emit, row.item.item)
        words = self.tr("Add documents to “%1”…").replace("%1", shortened_title(one_line(row.item.title)))
        menu.addAction(button_words(words), add).setEnabled(not self._closed)
        if row.document is not None:
            self._add_actions_of(row.document)
        elif row.item.documents:
            menu.addSeparator()
            menu.addAction(self.tr("Choose a document in the list to replace it")).setEnabled(False)

    def _add_actions_of(self, document: Document) -> None:
        menu, name = self.menu, document.document
        title = shortened_title(document_words(document))

        def words(text: str) -> str:
            return button_words(text.replace("%1", title))

        menu.addAction(words(self.tr("Open “%1”")), partial(self.document_chosen.emit, name))
        menu.addSeparator()
        changing = [
            menu.addAction(words(self.tr("Replace “%1”…")), partial(self.replace_requested.emit, name))
        ]
        left = [version for version in document.versions if not version.withdrawn_ms]
        for version in left if len(left) > 1 else ():
            text = words(self.tr("Withdraw only version %2 of “%1”…")).replace("%2", str(version.number))
            act = partial(self.withdraw_requested.emit, name, version.event)
            changing.append(menu.addAction(text, act))
        act = partial(self.withdraw_requested.emit, name, "")
        changing.append(menu.addAction(words(self.tr("Withdraw “%1”…")), act))
        for action in changing:
            action.setEnabled(not self._closed)

    def _lay_out(self) -> None:
        heading, presenting = QLabel(self.tr("Agenda")), QLabel(self.tr("Presenting"))
        for label in (heading, presenting):
            set_look(label, Look.HEADING)
            label.setContentsMargins(14, 8, 14, 2)
        below = QVBoxLayout()
        below.setContentsMargins(14, 4, 14, 12)
        below.addWidget(self._presented)
        below.addWidget(self.stop_button)
        button = QVBoxLayout()
        button.setContentsMargins(14, 6, 14, 4)
        button.setSpacing(6)
        button.addWidget(self.next_button)
        button.addWidget(self.documents_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.list, 100)
        layout.addLayout(button)
        layout.addWidget(presenting)
        layout.addLayout(below)
        layout.addStretch(1)
