"""Text from outside made safe to show, and nothing more: what people typed is otherwise kept as typed.

Removed are the signs that make a text look like another one or break a line: control characters, overrides of
direction, invisible spaces, half surrogates. Joiners of emoji and variation selectors stay, and nothing is
normalised, because that changes names such as 神 (U+FA19).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sync.errors import TextEmpty, TextTooLong

MAX_COMMENT: Final = 2_000
MAX_TITLE: Final = 200
MAX_NAME: Final = 100
MAX_SEAT: Final = 20
MAX_REASON: Final = 500
MAX_REPLACE_REASON: Final = 200

_LINE_BREAK: Final = re.compile("\r\n?")
_ANY_BREAK: Final = re.compile("[\t\n\r\u2028\u2029]+")
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of direction
    "\u200b\u2060\ufeff"  # invisible spaces
    "\ud800-\udfff]"  # half surrogates
)


def clean_body(text: str) -> str:
    """Make a text of several lines safe to show; line breaks become newlines."""
    return _UNSAFE.sub("", _LINE_BREAK.sub("\n", text))


def clean_line(text: str) -> str:
    """Make a text safe to show on one line, without blanks at its ends."""
    return _UNSAFE.sub("", _ANY_BREAK.sub(" ", text)).strip()


def checked_body(text: str, what: str, limit: int = MAX_COMMENT) -> str:
    """Clean a body that a person sends; TextEmpty or TextTooLong (in characters) when it cannot be taken."""
    cleaned = clean_body(text)
    if not cleaned.strip():
        raise TextEmpty(what)
    if len(cleaned) > limit:
        raise TextTooLong(what, limit, len(cleaned))
    return cleaned


def checked_line(text: str, what: str, limit: int) -> str:
    """Clean a name or title that a person gives, which may be empty.

    TextTooLong beyond the limit in characters.
    """
    cleaned = clean_line(text)
    if len(cleaned) > limit:
        raise TextTooLong(what, limit, len(cleaned))
    return cleaned


_NUMBER: Final = re.compile("([0-9]+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers by value (資料2 before 資料10), with width and case of signs folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = [
        (0, int(part[:4_000]), "") if part.isascii() and part.isdigit() else (1, 0, part)
        for part in _NUMBER.split(folded)
        if part
    ]
    return (*parts, (-1, 0, text))
