"""Joins the menu for carrying a meeting by hand to the node: writes it into a file, takes one in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.carry_sentences import merged_sentence, packed_sentence, taking_problem, writing_problem
from app.commands import Commands
from sync.bundle_progress import Progress
from sync.status import Severity
from widgets.carry_values import CarryContent, CarryMeeting, CarryWish

if TYPE_CHECKING:  # the lobby is shown before the node is loaded
    from sync.bundle_merging import Merged
    from sync.bundle_packing import Packed
    from sync.kept_meeting import KeptMeeting
    from sync.node import Node
    from widgets.carry_desk import CarryDesk

T = TypeVar("T")
TICK_MS = 100


class Carrying(QObject):
    """One piece of work at a time. It outlives the window: the next one shows how far it is and what came."""

    busy_changed = Signal(bool)

    def __init__(self, commands: Commands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._desk: CarryDesk | None = None
        self._say: Callable[[str, Severity], object] = lambda _words, _severity: None
        self._words = ""
        self._progress: Progress | None = None
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._show_share)

    def serve(self, desk: CarryDesk, say: Callable[[str, Severity], object]) -> None:
        """Work for this window from now on."""
        self._desk, self._say = desk, say
        desk.write_asked.connect(self._offer_kept)
        desk.write_requested.connect(self.write)
        desk.take_requested.connect(lambda path: self.take(Path(path)))
        desk.cancel_requested.connect(self.cancel)
        if self._progress is not None:
            desk.begin(self._words)
            self._show_share()

    def write(self, wish: CarryWish) -> None:
        """Write a meeting into a file."""

        async def pack(node: Node, progress: Progress) -> Packed:
            from sync.bundle_packing import Scope

            scopes = {CarryContent.EVENTS: Scope.EVENTS, CarryContent.LIST: Scope.LIST}
            return await node.pack(
                Path(wish.path),
                scopes.get(wish.content, Scope.EVERYTHING),
                meeting=wish.meeting,
                only_missing_for=Path(wish.other) if wish.other else None,
                progress=progress,
            )

        def written(packed: Packed) -> None:
            self._say(packed_sentence(packed, wish.content), Severity.INFO)

        self._begin(self.tr("Writing the meeting into a file…"), pack, written, writing_problem)

    def take(self, path: Path) -> None:
        """Take in what a file holds: of the meeting that is open, or else of one that opens by itself."""

        async def merge(node: Node, progress: Progress) -> tuple[Merged, bool]:
            here = node.meeting()
            merged = await node.merge(path, only=here.meeting if here else "", progress=progress)
            here = node.meeting()
            return merged, here is not None and here.meeting == merged.meeting

        def taken(outcome: tuple[Merged, bool]) -> None:
            merged, is_open = outcome
            self._say(merged_sentence(merged, is_open=is_open), Severity.INFO)

        self._begin(self.tr("Taking in the file…"), merge, taken, taking_problem)

    def cancel(self) -> None:
        """Stop what goes on; a file that is half written goes away."""
        if self._progress is not None:
            self._progress.cancel()

    def _offer_kept(self) -> None:
        """Where no meeting is open: those that are on this PC, also when they are over."""

        async def kept(node: Node, _progress: Progress) -> tuple[KeptMeeting, ...]:
            return await node.kept_meetings()

        def offer(found: tuple[KeptMeeting, ...]) -> None:
            if not found:
                self._say(self.tr("There is no meeting on this PC yet."), Severity.INFO)
            elif self._desk is not None:
                self._desk.offer(
                    [
                        CarryMeeting(each.meeting, each.title, each.starts, each.seat, each.confidential)
                        for each in found
                    ]
                )

        self._begin(self.tr("Looking which meetings are on this PC…"), kept, offer, writing_problem)

    def _begin(
        self,
        words: str,
        act: Callable[[Node, Progress], Coroutine[Any, Any, T]],
        done: Callable[[T], object],
        problem: Callable[[Exception], str],
    ) -> None:
        if self._progress is not None:
            return
        progress = self._progress = Progress()
        self._words = words
        if self._desk is not None:
            self._desk.begin(words)
        self._ticker.start()
        self.busy_changed.emit(True)  # noqa: FBT003 - the value of a signal

        def succeeded(result: T) -> None:
            self._end()
            done(result)

        def failed(sentence: str) -> None:
            self._end()
            self._say(sentence, Severity.WARNING)

        self._commands.send(
            lambda node: act(node, progress), on_result=succeeded, on_error=failed, sentence=problem
        )

    def _end(self) -> None:
        self._progress = None
        self._ticker.stop()
        if self._desk is not None:
            self._desk.end()
        self.busy_changed.emit(False)  # noqa: FBT003 - the value of a signal

    def _show_share(self) -> None:
        if self._progress is not None and self._desk is not None:
            self._desk.strip.set_share(self._progress.share)
