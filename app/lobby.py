"""Joins the lobby window to the node: finding, joining and opening a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.bridge import Reports
from app.command_line import BUNDLE_SUFFIX
from app.commands import Commands
from app.sentences import error_sentence, notice_sentence
from app.settings import Settings
from app.tasks import Tasks
from sync.status import FoundMeeting, Notice
from widgets.lobby_window import JoinRequest, LobbyWindow

if TYPE_CHECKING:  # the lobby is shown before the node is loaded
    from sync.meeting_file import MeetingPlan
    from sync.node import Hosted, Node


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
        self.show_in(window)
        reports.meetings_found.connect(self._show_found)
        reports.notice.connect(self._show_notice)

    def show_in(self, window: LobbyWindow) -> None:
        """Use this window from now on."""
        self._window = window
        window.join_requested.connect(self.join)
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

    def join(self, request: JoinRequest) -> None:
        """Ask the meeting for admission; the seat and the name are remembered once it was granted."""
        from sync.invite import is_invite

        self._set_busy(busy=True)
        by_invite = is_invite(request.address_or_invite)
        self._commands.send(
            lambda node: node.join(
                meeting=request.meeting,
                invite=request.address_or_invite.strip() if by_invite else "",
                address="" if by_invite else request.address_or_invite.strip(),
                code=request.code,
                name=request.name,
                seat=request.seat,
            ),
            on_result=partial(self._joined, request),
            on_error=self._refused,
        )

    def join_first_found(self, request: JoinRequest, meeting: str = "") -> None:
        """Join the first meeting that the network shows (or only `meeting`), as the command line asked."""
        self._awaited = replace(request, meeting=meeting)
        self._set_busy(busy=True)
        self._show_found(self._reports.found)

    def stop_looking(self) -> None:
        """This device is in a meeting: join none of those that are found from now on."""
        self._awaited = None
        self._set_busy(busy=False)

    def host(self, path: Path, code: str = "") -> None:
        """Open a meeting on this PC from a meeting file, a folder, or a bundle that was carried here."""
        if path.suffix.lower() == BUNDLE_SUFFIX:
            self._take(path)
            return
        self._set_busy(busy=True)

        def planned(plan: MeetingPlan) -> None:
            async def opened(node: Node) -> Hosted | None:
                if meeting := node.going_on(plan):  # a chair's PC that was started once more
                    node.choose(meeting)
                    return None
                return await node.host(plan, code or None)

            self._commands.send(opened, on_result=self._hosted, on_error=self._refused)

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

    def _joined(self, request: JoinRequest, _meeting: str) -> None:
        self._set_busy(busy=False)
        self._choose(replace(self._settings(), seat=request.seat, name=request.name))

    def _hosted(self, _hosted: Hosted | None) -> None:
        self._set_busy(busy=False)

    def set_carrying(self, carrying: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """While a file is written or taken in, nothing else is begun here."""
        self._carrying = carrying
        self._window.set_carrying(carrying=carrying)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._window.set_busy(busy=busy)

    def _refused(self, sentence: str) -> None:
        self._set_busy(busy=False)
        self._window.set_join_error(sentence)

    def _show_notice(self, notice: Notice) -> None:
        self._window.show_notice(notice_sentence(notice), notice.severity)
