"""Joins the record button of a window to the node and to the process that writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from app.commands import log_unexpected
from app.sentences import error_sentence
from sync.errors import KurumazaError, filled
from sync.status import Severity

if TYPE_CHECKING:  # the lobby is shown before the node and the writers are loaded
    from app.commands import Commands
    from app.policy import Policy
    from app.record_values import Record
    from app.tasks import Tasks
    from sync.node import Node
    from sync.recorded import Recorded
    from widgets.record_desk import RecordDesk
    from widgets.record_wish import RecordWish

TICK_MS = 100


class _Work:
    """How far one file is; told by the thread that waits for it, read by the window."""

    def __init__(self) -> None:
        self.share = 0.0
        self.is_stopped = False

    def tell(self, share: float) -> None:
        """So much is done. KurumazaError once somebody stopped it."""
        self.share = share
        if self.is_stopped:
            raise KurumazaError("cancelled", "It was stopped.")


class RecordDeskWork(QObject):
    """One file at a time; a file that is half written goes away when its window does."""

    def __init__(
        self,
        commands: Commands,
        tasks: Tasks,
        policy: Policy | None,
        parent: QObject | None = None,
        *,
        open_folder: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        """Ask what IT permits with the first file, where `policy` is not known yet."""
        super().__init__(parent)
        self._commands = commands
        self._tasks = tasks
        self._policy = policy
        self._open_folder = open_folder
        self._desk: RecordDesk | None = None
        self._say: Callable[[str, Severity], object] = lambda _words, _severity: None
        self._work: _Work | None = None
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._show_share)

    def serve(self, desk: RecordDesk, say: Callable[[str, Severity], object]) -> None:
        """Work for this window from now on."""
        self._desk, self._say = desk, say
        desk.write_requested.connect(self.write)
        desk.cancel_requested.connect(self.cancel)
        desk.folder_requested.connect(self._show_folder)
        desk.menu.opening.connect(self._look_at_policy)

    def close(self) -> None:
        """Nobody waits any more."""
        self.cancel()
        self._desk = None
        self._ticker.stop()
        self._say = lambda _words, _severity: None

    def cancel(self) -> None:
        """Stop what goes on; what was there under the name stays."""
        if self._work is not None:
            self._work.is_stopped = True

    def write(self, wish: RecordWish) -> None:
        """Write a record into a file."""
        if self._work is not None or self._desk is None:
            return
        work = self._work = _Work()
        self._desk.begin(self.tr("Writing the record…"))
        self._ticker.start()

        async def recorded(node: Node) -> Recorded:
            if wish.meeting:
                return await node.stored_meetings().recorded(wish.meeting)
            return await node.recorded()

        self._commands.send(recorded, on_result=partial(self._run, wish, work), on_error=self._failed)

    def _run(self, wish: RecordWish, work: _Work, recorded: Recorded) -> None:
        from app.record_export import Wish
        from app.record_process import write_apart

        wanted = Wish(wish.form, Path(wish.path), _language(), wish.with_names)
        self._tasks.run(
            partial(write_apart, recorded, wanted, self._permitted(), work.tell),
            partial(self._written, wish.path),
            self._not_written,
        )

    def _permitted(self) -> Policy:
        if self._policy is None:
            from app.policy import device_policy

            self._policy = device_policy().policy
        return self._policy

    def _look_at_policy(self) -> None:
        """Say in the menu why nothing can be written here, where IT forbids it."""
        if self._desk is not None:
            from app.policy import Act, by_it

            forbidden = not self._permitted().permits(Act.EXPORT_RECORD)
            self._desk.menu.set_refusal(by_it(Act.EXPORT_RECORD) if forbidden else "")

    def _written(self, path: str, record: Record) -> None:
        desk = self._desk
        self._end()
        if desk is None:
            return
        words = self.tr("The record was written: %1 (%2 comments).")
        told = filled(words, (Path(path).name, str(len(record.comments))))
        if not record.closed_ms:
            told += " " + self.tr("The meeting is not closed yet; it is the state so far.")
        if record.with_names:
            told += " " + self.tr("It says names that were withheld: for the secretariat's file only.")
        desk.show_result(told, path)

    def _not_written(self, error: Exception) -> None:
        log_unexpected("A record was not written", error)
        self._failed(error_sentence(error))

    def _failed(self, sentence: str) -> None:
        stopped = self._work is not None and self._work.is_stopped
        self._end()
        self._say(sentence, Severity.INFO if stopped else Severity.WARNING)

    def _end(self) -> None:
        self._work = None
        self._ticker.stop()
        if self._desk is not None:
            self._desk.end()

    def _show_share(self) -> None:
        if self._work is not None and self._desk is not None:
            self._desk.strip.set_share(self._work.share or None)

    def _show_folder(self, path: str) -> None:
        folder = str(Path(path).parent)
        if not self._open_folder(QUrl.fromLocalFile(folder)):
            self._say(filled(self.tr("The folder cannot be opened: %1"), (folder,)), Severity.WARNING)


def _language() -> str:
    """The language of this window, which the file speaks too; its translation is its own name."""
    return QCoreApplication.translate("RecordDeskWork", "en")
