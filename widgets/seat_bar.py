"""The strip at the top of a seat's window: the meeting, its item, the time left, the link, and who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from sync.meeting import Phase, Role
from sync.status import OnOurOwn, WithOthers
from widgets.bar_label import BarLabel
from widgets.closing_label import ClosingLabel
from widgets.icons import IconButton, IconName
from widgets.link_label import LinkLabel
from widgets.text_size_button import TextSizeButton
from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import (
    button_words,
    item_words,
    member_words,
    one_line,
    remaining_words,
    seat_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from sync.meeting import Meeting
    from sync.status import LinkStatus

TICK_MS = 1_000
TARGET = 36  # the least height of a button


class SeatBar(QFrame):
    """Shows the meeting in one line; the clock is given from outside, in milliseconds since 1970."""

    agenda_toggled = Signal(bool)
    comments_toggled = Signal(bool)
    leave_requested = Signal()
    take_over_requested = Signal()
    desk_requested = Signal()

    def __init__(self, clock: Callable[[], int] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._clock = clock or QDateTime.currentMSecsSinceEpoch
        self._meeting: Meeting | None = None
        self._seat_words = ("", "")
        self._lacks_chair = False
        self._agenda = self._toggle(IconName.AGENDA, self.tr("Show or hide the agenda (F12)"), "F12")
        self._comments = self._toggle(IconName.COMMENTS, self.tr("Show or hide the comments (F9)"), "F9")
        self._title = BarLabel()
        set_look(self._title, Look.TITLE)
        self._pill = BarLabel()
        set_look(self._pill, Look.PILL)
        self._pill.hide()
        self._left = QLabel()
        set_look(self._left, Look.PILL)
        self._left.setAccessibleName(self.tr("Time left for this item"))
        self._left.hide()
        self.closing = ClosingLabel()
        self._link = LinkLabel()
        self.take_over = QPushButton(self.tr("Take over the chair"))
        self.take_over.setMinimumHeight(TARGET)
        self.take_over.setAutoDefault(True)
        self.take_over.clicked.connect(self.take_over_requested)
        self.take_over.hide()
        self.desk = QPushButton(self.tr("Secretariat’s desk"))
        self.desk.setMinimumHeight(TARGET)
        self.desk.clicked.connect(self.desk_requested)
        self.desk.hide()
        self.text_size = TextSizeButton()
        self._seat = QPushButton()
        set_look(self._seat, Look.QUIET)
        self._menu = self._make_menu()
        self._seat.setMenu(self._menu)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self._arrange()
        self._agenda.toggled.connect(self.agenda_toggled)
        self._comments.toggled.connect(self.comments_toggled)

    def _toggle(self, name: IconName, words: str, key: str) -> IconButton:
        button = IconButton(name, words)
        button.setCheckable(True)
        button.setChecked(True)
        QShortcut(QKeySequence(key), self, button.toggle)
        return button

    def add_menu(self, menu: QMenu) -> None:
        """Put this above the way out."""
        self._menu.insertMenu(self._leave.menuAction(), menu)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        leave = self._leave = menu.addMenu(self.tr("Leave the meeting"))
        leave.addAction(self.tr("Yes, leave it now"), self.leave_requested.emit)
        return menu

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        left: tuple[QWidget, ...] = (self._agenda, self._title, self._pill, self._left, self.closing)
        right: tuple[QWidget, ...] = (
            self._link,
            self.take_over,
            self.desk,
            self.text_size,
            self._seat,
            self._comments,
        )
        for widget in left:
            row.addWidget(widget)
        row.addStretch()
        for widget in right:
            row.addWidget(widget)

    def set_meeting(self, meeting: Meeting, me: str) -> None:
        """Show the title, the item the meeting has come to, and whose seat this is."""
        self._meeting = meeting
        self._title.show_text(one_line(meeting.title))
        member = meeting.member(me)
        seat = seat_words(member.seat) if member else ""
        name = member_words(member) if member else ""
        words = " ".join(part for part in (seat, name) if part) or self.tr("This seat")
        self._seat_words = (words, seat or words)
        self._seat.setAccessibleName(self.tr("{seat}. Opens a menu.").format(seat=words))
        self.desk.setVisible(member is not None and member.role is Role.SECRETARIAT)
        self._show_seat()
        self._make_room()

    def link_text(self) -> str:
        """The state of the link as it stands in the bar."""
        return self._link.text()

    def set_link(self, status: LinkStatus) -> None:
        """Show the state of the link."""
        self._link.set_link(status)
        self._lacks_chair = isinstance(status, WithOthers | OnOurOwn)
        self._make_room()

    def offer_chair(self, *, offered: bool, back: bool) -> None:
        """Whether this seat may become the chair's; `back` for who made the meeting and had it before."""
        words = self.tr("Take the chair back") if back else self.tr("Take over the chair")
        self.take_over.setText(words)
        if not offered and self.take_over.hasFocus():
            self.focusNextChild()
        self.take_over.setVisible(offered)
        self._make_room()

    def show_columns(self, *, agenda: bool, comments: bool) -> None:
        """Press the two buttons as the columns are: to be seen or not."""
        self._agenda.setChecked(agenda)
        self._comments.setChecked(comments)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange:
            self._show_seat()
            self._make_room()

    def _make_room(self) -> None:
        """The offer and the link come before the item, which the agenda shows as well."""
        large = current_theme().size is TextSize.LARGE
        offers = not self.take_over.isHidden() or not self.desk.isHidden()
        self._link.set_brief(brief=large or self._lacks_chair or offers)
        self._show_time()

    def _is_crowded(self) -> bool:
        offers = not self.take_over.isHidden() or not self.desk.isHidden()
        return current_theme().size is TextSize.LARGE and offers

    def _show_seat(self) -> None:
        """Seat and name; the seat alone where letters are very large."""
        whole, short = self._seat_words
        words = short if current_theme().size is TextSize.LARGE else whole
        self._seat.setText(button_words(f"{words} ▾"))
        show_tooltip(self._seat, whole)

    def _show_time(self) -> None:
        meeting = self._meeting
        going_on = meeting is not None and meeting.phase is not Phase.CLOSED
        item = meeting.agenda_item(meeting.current_item) if meeting and going_on else None
        self._pill.setVisible(item is not None and not self._is_crowded())
        self._left.setVisible(item is not None)
        if meeting is None or item is None:
            self._timer.stop()
            return
        left = remaining_words(item, meeting.current_since_ms, self._clock())
        self._pill.show_text(item_words(item))
        self._left.setText(left)
        self._left.setAccessibleDescription(left)
        large = current_theme().size is TextSize.LARGE
        self._left.setVisible(bool(left) and not (large and not self.desk.isHidden()))
        if left and not self._timer.isActive():
            self._timer.start()
        elif not left:
            self._timer.stop()
