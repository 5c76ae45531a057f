"""Joins the view of what is stored on this PC to the node that stores it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.record_desk import RecordDeskWork
from app.sentences import error_sentence
from sync.status import Severity

if TYPE_CHECKING:
    from app.commands import Commands
    from app.paths import ProfilePaths
    from app.tasks import Tasks
    from sync.node import Node
    from sync.status import StoredMeeting
    from widgets.lobby_window import LobbyWindow


class KeptDesk(QObject):
    """Outlives the window of the lobby, which is built anew for another language."""

    removed = Signal()

    def __init__(
        self, commands: Commands, tasks: Tasks, paths: ProfilePaths, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._tasks = tasks
        self._paths = paths
        self._window: LobbyWindow | None = None
        self._records = RecordDeskWork(commands, tasks, None, self)

    def show_in(self, window: LobbyWindow) -> None:
        """Use this window from now on."""
        self._window = window
        window.kept_wanted.connect(self.look)
        window.kept.delete_requested.connect(self.delete)
        window.kept.open_requested.connect(self._open)
        self._records.serve(window.kept.record, window.show_notice)

    def look(self) -> None:
        """Find out what is stored, and show it."""

        async def all_kept(node: Node) -> tuple[StoredMeeting, ...]:
            return await node.stored_meetings().all()

        self._commands.send(all_kept, on_result=self._show, on_error=self._warn)

    def delete(self, meeting: str, with_notes: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """Delete a meeting, and its private notes where that was chosen."""

        async def remove(node: Node) -> None:
            await node.stored_meetings().remove(meeting)

        def removed(_none: None) -> None:
            self.removed.emit()
            if with_notes:
                forget = partial(forget_notes, self._paths, meeting)
                self._tasks.run(forget, lambda _none: self.look(), self._failed)
            else:
                self.look()

        self._commands.send(remove, on_result=removed, on_error=self._warn)

    def _open(self, meeting: str) -> None:
        async def choose(node: Node) -> None:
            node.choose(meeting)

        self._commands.send(choose, on_error=self._warn)

    def _show(self, meetings: tuple[StoredMeeting, ...]) -> None:
        if self._window is not None:
            self._window.kept.set_meetings(meetings)

    def _failed(self, error: Exception) -> None:
        self._warn(error_sentence(error))
        self.look()

    def _warn(self, sentence: str) -> None:
        if self._window is not None:
            self._window.show_notice(sentence, Severity.WARNING)


def forget_notes(paths: ProfilePaths, meeting: str) -> None:
    """Forget the private notes of a meeting."""
    if paths.notes.is_file():
        from app.note_database import NoteDatabase  # the lobby is shown before databases are loaded

        database = NoteDatabase(paths.notes)
        try:
            database.remove_meeting(meeting)
        finally:
            database.close()
