"""What a person does to notes: shown at once, told to whoever keeps them, undone and done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QDateTime, QObject, Signal

from widgets.note_layer import NoteLayer
from widgets.note_values import Note

MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note before and after; without one it came, without the other it went."""

    before: Note | None
    after: Note | None

    @property
    def reversed(self) -> NoteChange:
        """What undoes it."""
        return NoteChange(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What is undone together; steps with the same way of joining become one."""

    changes: tuple[NoteChange, ...]
    joins: str = ""


class NoteEdits(QObject):
    """The changes of the notes of one document."""

    added = Signal(object)
    changed = Signal(object, object)
    removed = Signal(object)
    grew = Signal(object)  # to be kept for now: it is not finished
    history_changed = Signal()

    def __init__(self, layer: NoteLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self._undone)

    def forget(self) -> None:
        """Another document: what was done to the last one is not undone here."""
        self._done, self._undone = [], []
        self.history_changed.emit()

    def add(self, note: Note) -> None:
        """Put a new note onto its page."""
        self.do([NoteChange(None, note)])

    def change(self, before: Note, after: Note, joins: str = "") -> None:
        """Change a note."""
        if before != after:
            self.do([NoteChange(before, replace(after, changed_ms=now_ms()))], joins)

    def remove(self, note: Note) -> None:
        """Remove a note."""
        self.do([NoteChange(note, None)])

    def keep(self, note: Note) -> None:
        """Let a note that is not finished be kept, in case nothing more comes."""
        self.grew.emit(note)

    def give_up(self, note: Note) -> None:
        """A note that was kept unfinished shall not be there after all."""
        self._layer.remove(note.note)
        self.removed.emit(note)

    def do(self, changes: Sequence[NoteChange], joins: str = "") -> None:
        """Do something as one step."""
        for change in changes:
            self.apply(change)
        self.record(changes, joins)

    def record(self, changes: Sequence[NoteChange], joins: str = "") -> None:
        """Remember what was applied as one step."""
        if not changes:
            return
        last = self._done[-1] if self._done else None
        if joins and last is not None and last.joins == joins and len(changes) == len(last.changes) == 1:
            self._done[-1] = Step((NoteChange(last.changes[0].before, changes[0].after),), joins)
        else:
            self._done.append(Step(tuple(changes), joins))
            del self._done[:-MOST_STEPS]
        self._undone = []
        self.history_changed.emit()

    def undo(self) -> Note | None:
        """Take the last step back; returns a note to look at."""
        return self._walk(self._done, self._undone)

    def redo(self) -> Note | None:
        """Do again what was taken back."""
        return self._walk(self._undone, self._done)

    def _walk(self, source: list[Step], target: list[Step]) -> Note | None:
        if not source:
            return None
        step = source.pop()
        back = tuple(change.reversed for change in reversed(step.changes))
        for change in back:
            self.apply(change)
        target.append(Step(back))
        self.history_changed.emit()
        last = back[-1]
        return last.after or last.before

    def apply(self, change: NoteChange) -> None:
        """Show a change and tell it, as far as it fits what there is by now."""
        before, after = change.before, change.after
        if after is None:
            there = self._layer.note(before.note) if before is not None else None
            if there is not None:
                self._layer.remove(there.note)
                self.removed.emit(there)
            return
        self._layer.put(after)
        if before is None:
            self.added.emit(after)
        else:
            self.changed.emit(before, after)


def now_ms() -> int:
    """The time that is written onto notes."""
    return QDateTime.currentMSecsSinceEpoch()
