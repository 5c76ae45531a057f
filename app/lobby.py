"""Joins the lobby window to the node: finding, joining and opening a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.bridge import Reports
from app.commands import Commands
from app.sentences import error_sentence, notice_sentence
from app.settings import Settings
from app.tasks import Tasks
from sync.meeting_file import MeetingPlan, plan_from_folder, read_meeting_file
from sync.node import Hosted, Node
from sync.status import FoundMeeting, Notice
from widgets.lobby_window import JoinRequest, LobbyWindow

INVITE_SCHEME = "kurumaza:"


def read_plan(path: Path) -> MeetingPlan:
    """The plan of a meeting file or of a folder of PDFs. Raises MeetingFileError or OSError."""
    if path.is_dir():
        return plan_from_folder(path, path.name)
    return read_meeting_file(path)


class Lobby(QObject):
    """What the lobby's buttons do; the windows of a meeting take over once the node has joined one."""

    def __init__(
        self,
        window: LobbyWindow,
        node: Node,
        reports: Reports,
        commands: Commands,
        tasks: Tasks,
        *,
        start_program: Callable[[list[str]], None],
        settings: Callable[[], Settings],
        choose: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._node = node
        self._commands = commands
        self._tasks = tasks
        self._settings = settings
        self._choose = choose
        self._awaited: JoinRequest | None = None
        reports.meetings_found.connect(self._show_found)
        reports.notice.connect(self._show_notice)
        window.join_requested.connect(self.join)
        window.folder_chosen.connect(lambda path: self.host(Path(path)))
        window.file_chosen.connect(lambda path: self.host(Path(path)))
        window.demo_requested.connect(lambda: start_program(["demo"]))
        window.pdf_chosen.connect(lambda path: start_program(["open", path]))
        self._show_found(reports.found)
        chosen = settings()
        window.set_identity(chosen.seat, chosen.name)

    def join(self, request: JoinRequest) -> None:
        """Ask the meeting for admission; the seat and the name are remembered once it was granted."""
        self._window.set_busy(busy=True)
        by_invite = request.address_or_invite.strip().startswith(INVITE_SCHEME)
        self._commands.send(
            self._node.join(
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

    def join_first_found(self, request: JoinRequest) -> None:
        """Join the first meeting that the network shows, as the command line asked."""
        self._awaited = request
        self._window.set_busy(busy=True)

    def host(self, path: Path, code: str = "") -> None:
        """Open a meeting on this PC from a meeting file or a folder."""
        self._window.set_busy(busy=True)

        def planned(plan: MeetingPlan) -> None:
            self._commands.send(
                self._node.host(plan, code or None), on_result=self._hosted, on_error=self._refused
            )

        self._tasks.run(partial(read_plan, path), planned, lambda error: self._refused(error_sentence(error)))

    def _show_found(self, found: tuple[FoundMeeting, ...]) -> None:
        self._window.set_meetings(found)
        fresh = [meeting for meeting in found if not meeting.remembered]
        if self._awaited and fresh:
            request, self._awaited = self._awaited, None
            self.join(replace(request, meeting=fresh[0].meeting))

    def _joined(self, request: JoinRequest, _meeting: str) -> None:
        self._window.set_busy(busy=False)
        self._choose(replace(self._settings(), seat=request.seat, name=request.name))

    def _hosted(self, _hosted: Hosted) -> None:
        self._window.set_busy(busy=False)

    def _refused(self, sentence: str) -> None:
        self._window.set_busy(busy=False)
        self._window.set_join_error(sentence)

    def _show_notice(self, notice: Notice) -> None:
        self._window.show_notice(notice_sentence(notice), notice.severity)
