"""Moves notes to another version of their document: by page, then by the text they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.note_values import Note


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What becomes of the notes of a replaced document: old and new of those with a place, and the others."""

    moved: tuple[tuple[Note, Note], ...] = ()
    unplaced: tuple[Note, ...] = ()
