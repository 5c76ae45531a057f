"""Which files on this device are confidential: those that lie there sealed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Final

from sync.status import SEALED_SUFFIX
from widgets.note_values import NO_CONTEXT, Note, TextMark

NO_WORDS: Final = "…"


def is_sealed(path: PurePath | str) -> bool:
    """Whether this file is a confidential document, of which nothing may lie on the disk in the clear."""
    return PurePath(path).suffix == SEALED_SUFFIX


def digest_of(path: PurePath | str) -> str:
    """The SHA-256 of the document in a sealed file, by which its pictures are kept."""
    return PurePath(path).name.partition(".")[0]


def without_words(note: Note) -> Note:
    """A note that repeats nothing of the page: what somebody wrote stays, what the page says does not."""
    content = note.content
    if isinstance(content, TextMark):
        content = replace(content, text=NO_WORDS)
    return replace(note, content=content, context=NO_CONTEXT)
