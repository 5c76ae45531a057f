"""Joins the lobby window to the node: finding, joining and opening a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge import Reports
from app.command_line import BUNDLE_SUFFIX
from app.commands import Commands
from app.sentences import error_sentence, notice_sentence
from app.settings import Settings
from app.storage_notice import tell_standing
from app.tasks import Tasks
from sync.errors import KurumazaError
from sync.status import FoundMeeting, Notice, Severity
from widgets.lobby_window import JoinRequest, LobbyWindow

if TYPE_CHECKING:  # the lobby is shown before the node is loaded
    from sync.meeting_file import MeetingPlan
    from sync.node import Node

ASK_AGAIN_MS = 3_000
TIMES_ASKED = 200
"""So often the chair's PC is asked for a seat that another PC has: for some ten minutes."""


def read_plan(path: Path) -> MeetingPlan:
    """The plan of a meeting file or of a folder of PDFs. Raises MeetingFileError or OSError."""
    from sync.meeting_file import plan_from_folder, read_meeting_file

    if path.is_dir():
        return plan_from_folder(path, path.name)
    return read_meeting_file(path)


def same_meeting(wanted: str, found: str) -> bool:
    """Whether a found meeting is the one that was asked for; any is when none was named.

    Strangers are told only the beginning of its id, and people may write down only the beginning.
    """
    return not wanted or (bool(found) and (wanted.startswith(found) or found.startswith(wanted)))


class Lobby(QObject):
    """What the lobby's buttons do; the windows of a meeting take over once the node has joined one.

    It outlives its window, which is built anew for another language: what is asked goes on meanwhile.
    """

    scripted = Signal(str, object)  # a meeting that is chaired here; the chair's own words by item

    def __init__(
        self,
        window: LobbyWindow,
        reports: Reports,
        commands: Commands,
        tasks: Tasks,
        *,
        start_program: Callable[[list[str]], None],
        take: Callable[[Path], None],
        settings: Callable[[], Settings],
        choose: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reports = reports
        self._start_program = start_program
        self._take = take
        self._commands = commands
        self._tasks = tasks
        self._settings = settings
        self._choose = choose
        self._awaited: JoinRequest | None = None
        self._busy = self._carrying = False
        self._asking: JoinRequest | None = None
        self._waiting: JoinRequest | None = None  # for the chair, who is asked about the seat
        self._times_asked = 0
        self._unsent = ""  # a sentence about posts from before this PC had a new key
        self._ask_again = QTimer(self, singleShot=True, interval=ASK_AGAIN_MS)
        self._ask_again.timeout.connect(self._repeat)
        self.show_in(window)
        reports.meetings_found.connect(self._show_found)
        reports.notice.connect(self._show_notice)

    def show_in(self, window: LobbyWindow) -> None:
        """Use this window from now on."""
        self._window = window
        window.join_requested.connect(self.join)
        window.waiting_ended.connect(self._stop_waiting)
        window.rekey_requested.connect(self._rekey)
        window.folder_chosen.connect(lambda path: self.host(Path(path)))
        window.file_chosen.connect(lambda path: self.host(Path(path)))
        window.demo_requested.connect(lambda: self._start_program(["demo"]))
        window.pdf_chosen.connect(lambda path: self._start_program(["open", path]))
        window.set_meetings(self._reports.found)
        chosen = self._settings()
        window.set_identity(chosen.seat, chosen.name)
        window.set_busy(busy=self._busy)
        if self._carrying:
            window.set_carrying(carrying=True)
        self._show_waiting()

    def join(self, request: JoinRequest) -> None:
        """Ask the meeting for admission; the seat and the name are remembered once it was granted."""
        self._stop_waiting()
        self._set_busy(busy=True)
        self._asking = request
        self._ask(request)

    def _ask(self, request: JoinRequest) -> None:
        from sync.invite import is_invite

        by_invite = is_invite(request.address_or_invite)

        async def asked(node: Node) -> str:
            """Why this PC is not in yet, where there is something to be done about it."""
            try:
                await node.join(
                    meeting=request.meeting,
                    invite=request.address_or_invite.strip() if by_invite else "",
                    address="" if by_invite else request.address_or_invite.strip(),
                    code=request.code,
                    name=request.name,
                    seat=request.seat,
                )
            except KurumazaError as error:
                if error.code not in ("seat_in_question", "cloned_device"):
                    raise
                return error.code
            return ""

        self._commands.send(
            asked, on_result=partial(self._asked, request), on_error=partial(self._not_admitted, request)
        )

    def join_first_found(self, request: JoinRequest, meeting: str = "") -> None:
        """Join the first meeting that the network shows (or only `meeting`), as the command line asked."""
        self._awaited = replace(request, meeting=meeting)
        self._set_busy(busy=True)
        self._show_found(self._reports.found)

    def stop_looking(self) -> None:
        """This device is in a meeting: join none of those that are found from now on."""
        self._awaited = None
        self._stop_waiting()
        self._set_busy(busy=False)

    def host(self, path: Path, code: str = "") -> None:
        """Open a meeting on this PC from a meeting file, a folder, or a bundle that was carried here."""
        if path.suffix.lower() == BUNDLE_SUFFIX:
            self._take(path)
            return
        self._set_busy(busy=True)

        def planned(plan: MeetingPlan) -> None:
            async def opened(node: Node) -> str:
                if meeting := node.going_on(plan):  # a chair's PC that was started once more
                    node.choose(meeting)
                    return meeting
                return (await node.host(plan, code or None)).meeting

            self._commands.send(opened, on_result=partial(self._hosted, plan), on_error=self._refused)

        self._tasks.run(partial(read_plan, path), planned, lambda error: self._refused(error_sentence(error)))

    def _show_found(self, found: tuple[FoundMeeting, ...]) -> None:
        self._window.set_meetings(found)
        request = self._awaited
        if request is None:
            return
        for meeting in found:
            if not meeting.remembered and same_meeting(request.meeting, meeting.meeting):
                self._awaited = None
                self.join(replace(request, meeting=max(request.meeting, meeting.meeting, key=len)))
                return

    def _asked(self, request: JoinRequest, obstacle: str) -> None:
        if not obstacle:
            self._joined(request)
        elif request is not self._asking:
            return  # somebody stopped waiting meanwhile
        elif obstacle == "cloned_device":
            self._stop_waiting()
            self._set_busy(busy=False)
            self._window.copied.tell()
        elif self._times_asked >= TIMES_ASKED:
            self._refused(self.tr("The chair's seat did not answer. Ask the secretariat."))
        else:
            self._waiting = request
            self._times_asked += 1
            self._show_waiting()
            self._ask_again.start()

    def _not_admitted(self, request: JoinRequest, sentence: str) -> None:
        if request is self._asking:
            self._refused(sentence)

    def _repeat(self) -> None:
        if self._waiting is not None:
            self._ask(self._waiting)

    def _stop_waiting(self) -> None:
        self._times_asked = 0
        if self._waiting is not None:
            self._waiting = self._asking = None
            self._ask_again.stop()
            self._set_busy(busy=False)
            self._show_waiting()

    def _show_waiting(self) -> None:
        words = self.tr("Another PC is registered at this seat. Waiting for the chair's seat to confirm.")
        self._window.set_waiting(words if self._waiting is not None else "")

    def _joined(self, request: JoinRequest) -> None:
        self._stop_waiting()
        self._set_busy(busy=False)
        self._choose(replace(self._settings(), seat=request.seat, name=request.name))

    def _hosted(self, plan: MeetingPlan, meeting: str) -> None:
        self._set_busy(busy=False)
        self.scripted.emit(meeting, {number: item.script for number, item in plan.numbered() if item.script})

    def set_carrying(self, carrying: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """While a file is written or taken in, nothing else is begun here."""
        self._carrying = carrying
        self._window.set_carrying(carrying=carrying)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._window.set_busy(busy=busy)

    def _refused(self, sentence: str) -> None:
        self._stop_waiting()
        self._set_busy(busy=False)
        self._window.set_join_error(sentence)

    def _rekey(self) -> None:
        def failed(sentence: str) -> None:
            self._window.show_notice(sentence, Severity.WARNING)
            self._window.copied.release()

        def done(_device: str) -> None:
            self._window.copied.clear()
            self.tell_new_key()

        self._commands.send(lambda node: node.rekey(), on_result=done, on_error=failed)

    def tell_new_key(self) -> None:
        """This PC has a key of its own now; what comes next is to join."""
        words = self.tr("This PC has a key of its own now. Join the meeting with its code and your seat.")
        self._window.show_notice(f"{words} {self._unsent}".strip(), Severity.INFO)
        self._unsent = ""

    def _show_notice(self, notice: Notice) -> None:
        if notice.code == "posts_wait_for_new_key":
            self._unsent = notice_sentence(notice)  # told with what is to be done now
            return
        if notice.code == "cloned_device":
            self._window.copied.tell()
            return
        if not tell_standing(self._window.notice, notice):
            self._window.show_notice(notice_sentence(notice), notice.severity)
