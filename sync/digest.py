"""The meeting as JSON, and the digest by which two devices find that they show the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Meeting


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    """Return the whole meeting as JSON values: sets as sorted lists, no floats."""
    plain: dict[str, Any] = _plain(meeting)
    return plain


def canonical(value: Any) -> str:
    """Write a value of the meeting as JSON in the one form that the digest is taken of."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(
    meeting: Meeting, comments: Iterable[str], written: dict[str, tuple[object, str]] | None = None
) -> str:
    """Return SHA-256 (hex) over the canonical JSON of a meeting, given that of each of its comments in order.

    The comments are handed in because most of them did not change since the last time; `written` keeps the
    form of the other fields for the next time.
    """
    written = {} if written is None else written
    digest = hashlib.sha256()
    sign = "{"
    for name in sorted(field.name for field in fields(meeting)):
        text = f"[{','.join(comments)}]" if name == "comments" else _written(meeting, name, written)
        digest.update(f'{sign}"{name}":{text}'.encode())
        sign = ","
    digest.update(b"}")
    return digest.hexdigest()


def _written(meeting: Meeting, name: str, written: dict[str, tuple[object, str]]) -> str:
    value = getattr(meeting, name)
    known = written.get(name)
    if known is None or known[0] is not value:  # an equal value may be written in another way
        known = written[name] = (value, canonical(value))
    return known[1]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value
