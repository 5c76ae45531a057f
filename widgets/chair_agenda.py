"""The left column of the chair's desk: the agenda with its clock, the next item, and what is presented."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Names, Phase
from widgets.agenda_clock import end_words, meeting_end
from widgets.chair_agenda_list import AgendaView, ChairAgendaDelegate
from widgets.chair_agenda_model import ROW_ROLE, ChairAgendaModel, ChairAgendaRow
from widgets.item_desk import ItemDesk
from widgets.projector_view import wall_clock_ms
from widgets.quiet_scroll_bar import QuietScrollBar
from widgets.script_panel import ScriptPanel
from widgets.successor_order import seat_and_name
from widgets.theme import Look, set_look
from widgets.wording import button_words, document_words, one_line, place_words, shortened_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from sync.meeting import AgendaItem, Document, Meeting

SECOND_MS = 1000
LIST_FIRST = 5000  # the agenda gets what is free, and only what it does not need goes to the script


class ChairAgenda(QScrollArea):
    """Steers the meeting through its items and their time, and stops a presentation."""

    item_opened = Signal(str)
    document_chosen = Signal(str)
    add_requested = Signal(str)  # item
    replace_requested = Signal(str)  # document
    withdraw_requested = Signal(str, str)  # document; the event that brought one version, empty for all
    files_dropped = Signal(str, str, object)  # item, document or empty, paths
    next_item = Signal()
    presentation_stopped = Signal()
    pause_requested = Signal(bool)  # whether the clock of the agenda rests
    minutes_changed = Signal(str, int)  # item, minutes
    names_chosen = Signal(str, Names)  # item, who is named in it
    presenter_taken_back = Signal()
    script_changed = Signal(str, str)  # item, text

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes makes titles break anew and the list higher or lower, whereupon it might go again.
        self.setVerticalScrollBar(QuietScrollBar(on_panel=True))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._now_ms = now_ms
        self._meeting: Meeting | None = None
        self._is_chair = True
        self._closed = False
        self._current = ""
        self._items = ChairAgendaModel(self, now_ms)
        self.list = AgendaView()
        self.list.setModel(self._items)
        self.list.setItemDelegate(ChairAgendaDelegate(self.list))
        self.list.setAccessibleName(self.tr("Agenda"))
        self.next_button = QPushButton()
        set_look(self.next_button, Look.PRIMARY)
        self.menu = QMenu(self)
        self.documents_button = QPushButton(self.tr("Change documents") + " ▾")
        self.documents_button.setAccessibleName(self.tr("Add or replace a document"))
        self.documents_button.setMenu(self.menu)
        self.item = ItemDesk()
        self.end = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.pause_button = QPushButton()
        set_look(self.pause_button, Look.CHOICE)
        self.script = ScriptPanel()
        self.take_back_button = QPushButton(self.tr("Present here again"))
        self._presenter = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._presented = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.stop_button = QPushButton(self.tr("Stop presenting"))
        self._lay_out()
        self._explain()
        self.list.activated.connect(self._open)
        self.list.files_dropped.connect(self._drop)
        self.list.menu_wanted.connect(self._show_menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.next_button.clicked.connect(self.next_item)
        self.stop_button.clicked.connect(self.presentation_stopped)
        self._seconds = QTimer(self, interval=SECOND_MS)
        self._seconds.timeout.connect(self._tell_time)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_item())
        self.item.minutes_changed.connect(self.minutes_changed)
        self.item.names_chosen.connect(self.names_chosen)
        self.pause_button.clicked.connect(self._ask_for_pause)
        self.take_back_button.clicked.connect(self.presenter_taken_back)
        self.script.script_changed.connect(self.script_changed)

    def set_rights(self, *, is_chair: bool) -> None:
        """What only the chair may do is not offered to the secretariat, which keeps the documents too."""
        self._is_chair = is_chair
        place = self._below_item if is_chair else self._steering  # where nothing is steered there is room
        place.addWidget(self.documents_button)
        self._explain()
        if self._meeting is not None:
            self.set_meeting(self._meeting)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show where the meeting stands."""
        self._meeting = meeting
        self._items.set_meeting(meeting)
        self._closed = meeting.phase is Phase.CLOSED
        moved, self._current = meeting.current_item != self._current, meeting.current_item
        if moved:
            self.list.unfold(self._current, only=True)
        if moved or not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._items.index(max(0, self._items.row_of(self._current))))
        self.list.takes_files = not self._closed
        self.documents_button.setVisible(bool(meeting.agenda) and not self._closed)
        items = [item.item for item in meeting.agenda]
        at = items.index(meeting.current_item) if meeting.current_item in items else -1
        more = at + 1 < len(items) and not self._closed
        steers = self._is_chair and not self._closed
        self.next_button.setVisible(bool(items) and steers)
        self.next_button.setEnabled(more and not meeting.awaits_opening)
        if not more:
            self.next_button.setText(self.tr("This is the last item"))
        else:
            self.next_button.setText(self.tr("Next item ▶") if at >= 0 else self.tr("First item ▶"))
        keeps = self.pause_button.sizePolicy()
        keeps.setRetainSizeWhenHidden(steers and bool(items))  # the next item is as wide before the first one
        self.pause_button.setSizePolicy(keeps)
        self.pause_button.setVisible(at >= 0 and steers)
        paused = bool(meeting.clock.paused_since_ms)
        self.pause_button.setAccessibleName(
            self.tr("Let the clock go on") if paused else self.tr("Stop the clock for a while")
        )
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause"))
        if not items or self._closed:
            self._seconds.stop()
        elif not self._seconds.isActive():  # news must not hold the clock up
            self._seconds.start()
        self._show_item()
        self.script.show_item(meeting.agenda_item(meeting.current_item) if self._is_chair else None)
        self._show_end()
        self._show_presenter(meeting)
        self._show_presentation(meeting)
        self.list.fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing may be cut off at the right: only downwards it scrolls."""
        least, content = super().minimumSizeHint(), self.widget()
        if content is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        inside = max(content.minimumSizeHint().width() + bar, self._head.minimumSizeHint().width())
        return QSize(inside, least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """When the words inside need more room, tell whoever gives it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place_head()
        return super().eventFilter(watched, event)

    def _explain(self) -> None:
        """What can be done in the list."""
        of_chair = self.tr("Double-click or Enter opens an item. PDFs can be dropped here.")
        of_secretariat = self.tr("Double-click or Enter opens a document. PDFs can be dropped here.")
        hint = of_chair if self._is_chair else of_secretariat
        self.list.setAccessibleDescription(hint)
        self.list.setToolTip(hint)

    def _tell_time(self) -> None:
        self._items.tell_time()
        self._show_end()

    def _show_end(self) -> None:
        """A text that stays the same is not set again, so nothing moves."""
        end = meeting_end(self._meeting, self._now_ms()) if self._meeting else None
        self.end.setVisible(end is not None)
        words = end_words(end) if end else ""
        if words != self.end.text():
            self.end.setText(words)
        set_look(self.end, Look.SUB_WARNING if end and end.is_late else Look.SUB)

    def _show_item(self) -> None:
        """What can be changed of the item that is chosen in the list, or else of the present one."""
        meeting = self._meeting
        if meeting is None:
            return
        chosen: ChairAgendaRow | None = self.list.currentIndex().data(ROW_ROLE)
        if chosen is not None:
            self.list.unfold(chosen.item.item)
        item: AgendaItem | None = chosen.item if chosen else meeting.agenda_item(meeting.current_item)
        self.item.show_item(meeting, item if self._is_chair else None, self._now_ms())

    def _ask_for_pause(self) -> None:
        if self._meeting is not None:
            self.pause_requested.emit(not self._meeting.clock.paused_since_ms)

    def _show_presenter(self, meeting: Meeting) -> None:
        """Who else may present; taking that back is one press."""
        member = meeting.member(meeting.presenter) if meeting.presenter != meeting.chair else None
        given = member is not None and not self._closed
        self._presenter.setVisible(given)
        self.take_back_button.setVisible(given and self._is_chair)
        if member is not None:
            words = self.tr("Presenter: %1").replace("%1", seat_and_name(member))
            self._presenter.setText(words)

    def _show_presentation(self, meeting: Meeting) -> None:
        shown = None if self._closed else meeting.presentation
        document = meeting.document(shown.document) if shown else None
        self.stop_button.setVisible(shown is not None and self._is_chair)
        if shown is None or document is None:
            self._presented.setText(self.tr("Nothing is shown on the seats"))
            return
        place = place_words(document_words(document), shown.page)
        self._presented.setText(self.tr("Shown on all seats: %1").replace("%1", place))

    def _open(self, index: QModelIndex) -> None:
        row: ChairAgendaRow = index.data(ROW_ROLE)
        if row.document is not None:
            self.document_chosen.emit(row.document.document)
        elif self._is_chair and not self._closed:
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
        content = QWidget()
        content.setObjectName("chairAgenda")
        set_look(content, Look.PANEL)
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading, presenting = QLabel(self.tr("Agenda")), QLabel(self.tr("Presenting"))
        for label in (heading, presenting):
            set_look(label, Look.HEADING)
        heading.setContentsMargins(14, 8, 14, 2)
        below = QVBoxLayout()
        below.setContentsMargins(14, 4, 14, 12)
        below.setSpacing(6)
        self._head = QWidget(self)  # does not scroll: the next item stays below the mouse
        self._head.setObjectName("chairAgendaHead")
        set_look(self._head, Look.PANEL)
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        steering = self._steering = QHBoxLayout()
        steering.setContentsMargins(14, 2, 14, 6)
        steering.setSpacing(6)
        steering.addWidget(self.next_button, 1)
        steering.addWidget(self.pause_button)
        below.addWidget(self.end)
        below.addWidget(self.item)
        self._below_item = QHBoxLayout()
        self._below_item.addWidget(self.documents_button)
        below.addLayout(self._below_item)
        below.addSpacing(2)
        below.addWidget(self.script, 1)
        below.addWidget(presenting)
        for widget in (self._presenter, self.take_back_button, self._presented, self.stop_button):
            below.addWidget(widget)
        below.addStretch(0)  # where no script takes the room
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head.addWidget(heading)
        head.addLayout(steering)
        layout.addWidget(self.list, LIST_FIRST)
        layout.addLayout(below, 1)
        self.setWidget(content)
        self._place_head()

    def _place_head(self) -> None:
        height = self._head.sizeHint().height()
        self.setViewportMargins(0, height, 0, 0)
        self._head.setGeometry(0, 0, self.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The head is as wide as the column."""
        super().resizeEvent(event)
        self._place_head()
