"""What a person did to the notes of one open document, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.notes import Notes
from widgets.note_values import DocumentKey, Note

MAX_STEPS: Final = 500


@dataclass(frozen=True, slots=True)
class _Step:
    """Notes before and after by name; a name that only one of both has was added or removed."""

    before: dict[str, Note]
    after: dict[str, Note]

    def followed_by(self, other: _Step) -> _Step:
        """Both as one step."""
        before = dict(self.before)
        for name, note in other.before.items():
            if name not in self.after:
                before.setdefault(name, note)
        kept = {name: note for name, note in self.after.items() if name not in other.before}
        return _Step(before, {**kept, **other.after})


class NoteHistory(QObject):
    """Every change of a person to the notes of one version goes through here; nothing of it outlives it.

    With ``goes_on`` a change belongs to the one before it: the stroke that is still being drawn, or all that
    one movement of the eraser meets, is undone in one step.
    """

    changed = Signal()  # can_undo or can_redo

    def __init__(
        self, notes: Notes, document: DocumentKey, digest: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notes = notes
        self.document = document
        self.digest = digest
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self._undone)

    def add(self, *notes: Note, goes_on: bool = False) -> None:
        """Add notes."""
        self._do(_Step({}, {note.note: note for note in notes}), goes_on=goes_on)

    def change(self, *notes: Note, goes_on: bool = False) -> None:
        """Replace notes by what they are now; those that are gone meanwhile come back."""
        after = {note.note: note for note in notes}
        self._do(_Step(self._now(*after), after), goes_on=goes_on)

    def remove(self, *names: str, goes_on: bool = False) -> None:
        """Remove notes."""
        self._do(_Step(self._now(*names), {}), goes_on=goes_on)

    def replace(self, removed: tuple[str, ...], added: tuple[Note, ...], *, goes_on: bool = False) -> None:
        """Put notes in the place of others, as an eraser does that cuts a line."""
        self._do(_Step(self._now(*removed), {note.note: note for note in added}), goes_on=goes_on)

    def undo(self) -> int | None:
        """Take back the last step; the page where that is to be seen, None when there is nothing to undo."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return self._turn(step.after, step.before)

    def redo(self) -> int | None:
        """Do again what was undone last; the page where that is to be seen."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return self._turn(step.before, step.after)

    def _now(self, *names: str) -> dict[str, Note]:
        found = {name: self._notes.note(self.document, self.digest, name) for name in names}
        return {name: note for name, note in found.items() if note is not None}

    def _do(self, step: _Step, *, goes_on: bool) -> None:
        if step.before == step.after:
            return
        belongs = goes_on and self._done and not self._undone
        whole = self._done.pop().followed_by(step) if belongs else step
        if whole.before != whole.after:  # what was drawn and erased at once leaves nothing to undo
            self._done.append(whole)
        del self._done[:-MAX_STEPS]
        self._undone.clear()
        self._turn(step.before, step.after)

    def _turn(self, old: dict[str, Note], new: dict[str, Note]) -> int:
        for name in old:
            if name not in new:
                self._notes.remove(self.document, self.digest, name)
        for note in new.values():
            self._notes.change(self.document, self.digest, note)
        self.changed.emit()
        return next(iter({**old, **new}.values())).page
