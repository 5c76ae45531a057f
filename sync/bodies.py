"""What each kind of event may say: field by field, with types and limits.

`parse_body` gives a mapping that holds exactly the fields of the kind, absent optional ones with their
default, lists as tuples. Fields that are not known here are left out, because a newer version may have added
them; a known field that is wrong makes the whole event a `BadEvent`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sync.errors import BadEvent, BadKey
from sync.keys import from_base64url_32
from sync.meeting import CommentKind, Keep, Names, Opening, Opens, Role
from sync.text import MAX_COMMENT, MAX_NAME, MAX_REASON, MAX_REPLACE_REASON, MAX_SEAT, MAX_TITLE, clean_line

MAX_BODY_BYTES: Final = 65_536
MAX_DEPTH: Final = 8
MAX_INT: Final = 2**53
MAX_PAGE: Final = 99_999
MAX_SEATS: Final = 500
MAX_ITEMS: Final = 100
MAX_ITEM_ID: Final = 40
MAX_LOGS: Final = 2_000
MAX_COLLECTED: Final = 500
MAX_KEEP_DAYS: Final = 3_650
MIN_CHUNK: Final = 131_072
MAX_CHUNK: Final = 128 * MIN_CHUNK
FILE_KINDS: Final = ("document.add", "document.replace")
"""What brings a file, by the manifest in its body."""

Body = Mapping[str, Any]
Check = Callable[[Any], Any]


class Target(StrEnum):
    """Whether an event of a kind points at another event."""

    NONE = "none"
    NEEDED = "needed"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a body: how it is checked and, if it may be absent, its value then."""

    check: Check
    default: Any = ...


@dataclass(frozen=True, slots=True)
class Kind:
    """The form of one kind of event; `droppable` says that its body may be gone while its header stays."""

    fields: Mapping[str, Field]
    target: Target = Target.NONE
    droppable: bool = False
    authority: bool = False


def _wrong(expected: str) -> BadEvent:
    return BadEvent(f"{expected} was expected")


def _text(limit: int, *, least: int = 0) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not least <= len(value) <= limit:
            raise _wrong(f"a text of {least} to {limit} characters")
        return value

    return check


def _integer(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise _wrong(f"a whole number from {least} to {most}")
        return value

    return check


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong("true or false")
    return value


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise _wrong("one of " + ", ".join(allowed))
        return value

    return check


def _optional(inner: Check, empty: Any) -> Check:
    def check(value: Any) -> Any:
        return empty if value == empty and type(value) is type(empty) else inner(value)

    return check


def _matching(pattern: str, expected: str) -> Check:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise _wrong(expected)
        return value

    return check


def _id(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong("an id of 43 characters")
    try:
        from_base64url_32(value)
    except BadKey as error:
        raise _wrong("an id of 43 characters") from error
    return value


def _position(value: Any) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise _wrong("a term and a number")
    term, number = (_integer(0, MAX_INT - 1)(each) for each in value)
    return term, number


def _item_id(value: Any) -> str:
    text: str = _text(MAX_ITEM_ID, least=1)(value)
    if clean_line(text) != text:
        raise _wrong("an id of an agenda item without control characters")
    return text


def _list(inner: Check, most: int) -> Check:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise _wrong(f"a list of at most {most}")
        return tuple(inner(each) for each in value)

    return check


def _record(fields: Mapping[str, Field]) -> Check:
    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong("an object")
        return _checked_fields(value, fields)

    return check


def _bounds(value: Any) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > MAX_LOGS:
        raise _wrong(f"an object of at most {MAX_LOGS} logs")
    log, sequence = _matching("[0-9a-f]{16}", "a log id of 16 hex digits"), _integer(0, MAX_INT - 1)
    return {log(key): sequence(each) for key, each in value.items()}


def _unique_items(value: Any) -> tuple[Any, ...]:
    items: tuple[Any, ...] = _list(_record(_ITEM), MAX_ITEMS)(value)
    if len({item["item"] for item in items}) != len(items):
        raise _wrong("agenda items with different ids")
    return items


def _checked_fields(value: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    checked = {}
    for name, field in fields.items():
        given = value.get(name, field.default)
        if given is ...:
            raise BadEvent(f"the field {name} is missing")
        try:
            checked[name] = field.check(given)
        except BadEvent as error:
            raise BadEvent(f"{name}: {error.message}") from error
    return checked


_DIGEST: Final = _matching("[0-9a-f]{64}", "a SHA-256 of 64 hex digits")
_NAMES: Final = _one_of(*Names)
_ROLE: Final = _one_of(*Role)
_SHOWN: Final = _one_of(Names.NAMED, Names.DEPARTMENT, Names.WITHHELD)

_POLICY: Final = {
    "names": Field(_NAMES, "open"),
    "moderation": Field(_one_of("open", "hold"), "open"),
    "confidential": Field(_boolean, default=False),
    "deputies": Field(_list(_text(MAX_SEAT, least=1), MAX_ITEMS), []),
    "opening": Field(_one_of(*Opening), Opening.SHOWN.value),
    "keep": Field(_one_of(*Keep), "all"),
    "keep_days": Field(_integer(0, MAX_KEEP_DAYS), 0),
    "opens": Field(_one_of(*Opens), Opens.AT_ONCE.value),
}
_SEAT: Final = {
    "number": Field(_text(MAX_SEAT, least=1)),
    "name": Field(_text(MAX_NAME), ""),
    "department": Field(_text(MAX_NAME), ""),
    "role": Field(_ROLE, "member"),
}
_ITEM: Final = {
    "item": Field(_item_id),
    "title": Field(_text(MAX_TITLE, least=1)),
    "minutes": Field(_optional(_integer(0, 1_440), None), None),
    "presenter": Field(_text(MAX_NAME), ""),
    "names": Field(_NAMES, "open"),
}

_FILE: Final = {
    "sha256": Field(_DIGEST),
    "size": Field(_integer(0, MAX_CHUNK * 1_000)),
    "chunk_size": Field(_integer(MIN_CHUNK, MAX_CHUNK)),
    "chunks": Field(_list(_DIGEST, 1_000)),
    "key": Field(_optional(_DIGEST, ""), ""),
}

_SIGNED: Final = {
    "header": Field(_matching("[A-Za-z0-9_-]{1,1366}", "a header in base64url")),
    "signature": Field(_matching("[A-Za-z0-9_-]{86}", "a signature in base64url")),
}

KINDS: Final[Mapping[str, Kind]] = {
    "meeting.create": Kind(
        {
            "title": Field(_text(MAX_TITLE, least=1)),
            "organization": Field(_text(MAX_TITLE), ""),
            "room": Field(_text(MAX_TITLE), ""),
            "starts": Field(_text(MAX_ITEM_ID), ""),
            "ends": Field(_text(MAX_ITEM_ID), ""),
            "policy": Field(_record(_POLICY), {}),
            "seats": Field(_list(_record(_SEAT), MAX_SEATS), []),
            "nonce": Field(_text(64), ""),
        },
        authority=True,
    ),
    "meeting.open": Kind({}, authority=True),
    "meeting.close": Kind({}, authority=True),
    "chair.transfer": Kind({"to": Field(_id), "term": Field(_integer(1, MAX_INT - 1))}, authority=True),
    "chair.claim": Kind({"term": Field(_integer(1, MAX_INT - 1)), "seen": Field(_position)}, authority=True),
    "cut": Kind({"have": Field(_bounds)}, authority=True),
    "log.fork": Kind({"first": Field(_record(_SIGNED)), "second": Field(_record(_SIGNED))}),
    "roster.add": Kind(
        {
            "device": Field(_id),
            "seat": Field(_text(MAX_SEAT), ""),
            "name": Field(_text(MAX_NAME), ""),
            "department": Field(_text(MAX_NAME), ""),
            "role": Field(_ROLE, "member"),
        },
        authority=True,
    ),
    "roster.remove": Kind({"device": Field(_id), "upto": Field(_bounds, {})}, authority=True),
    "agenda.set": Kind({"items": Field(_unique_items)}, authority=True),
    "agenda.open": Kind({"item": Field(_optional(_item_id, ""))}, authority=True),
    "document.add": Kind(
        {
            "title": Field(_text(MAX_TITLE, least=1)),
            "label": Field(_text(MAX_NAME), ""),
            "agenda": Field(_optional(_item_id, ""), ""),
            **_FILE,
        },
        authority=True,
    ),
    "document.replace": Kind(
        {
            "title": Field(_text(MAX_TITLE), ""),
            "label": Field(_text(MAX_NAME), ""),
            "reason": Field(_text(MAX_REPLACE_REASON), ""),
            **_FILE,
        },
        Target.NEEDED,
        authority=True,
    ),
    "document.withdraw": Kind({"version": Field(_optional(_id, ""), "")}, Target.NEEDED, authority=True),
    "document.collect": Kind({}, Target.EITHER, authority=True),
    "document.collected": Kind({"documents": Field(_list(_id, MAX_COLLECTED))}, Target.NEEDED),
    "comment.add": Kind(
        {
            "kind": Field(_one_of(*CommentKind), "opinion"),
            "body": Field(_text(MAX_COMMENT, least=1)),
            "agenda": Field(_optional(_item_id, ""), ""),
            "document": Field(_optional(_id, ""), ""),
            "page": Field(_integer(0, MAX_PAGE), 0),
            "reply_to": Field(_optional(_id, ""), ""),
            "shown": Field(_SHOWN, "named"),
            "version_sha256": Field(_optional(_DIGEST, ""), ""),
        },
        droppable=True,
    ),
    "comment.edit": Kind({"body": Field(_text(MAX_COMMENT, least=1))}, Target.NEEDED, droppable=True),
    "comment.delete": Kind({}, Target.NEEDED),
    "comment.hide": Kind({"reason": Field(_text(MAX_REASON), "")}, Target.NEEDED),
    "comment.unhide": Kind({}, Target.NEEDED),
    "comment.answer": Kind({"body": Field(_text(MAX_COMMENT), "")}, Target.NEEDED),
    "comment.reopen": Kind({}, Target.NEEDED),
    "reaction.set": Kind({"on": Field(_boolean)}, Target.NEEDED),
    "spotlight.set": Kind({}, Target.EITHER, authority=True),
    "presenter.set": Kind(
        {"document": Field(_optional(_id, "")), "page": Field(_integer(0, MAX_PAGE), 0)}, authority=True
    ),
}


def check_target(kind: str, target: str) -> None:
    """Refuse (BadEvent) a known kind that points at something and must not, or the other way round."""
    form = KINDS.get(kind)
    if form is None or form.target is Target.EITHER:
        return
    if (form.target is Target.NEEDED) != bool(target):
        raise BadEvent(f"{kind} {'needs a' if form.target is Target.NEEDED else 'has no'} target")


def parse_body(kind: str, data: bytes) -> Body | None:
    """Check the body of a known kind and return its fields; None for a kind that is not known here."""
    if len(data) > MAX_BODY_BYTES:
        raise BadEvent(f"the body has {len(data):,} bytes; {MAX_BODY_BYTES:,} are allowed")
    form = KINDS.get(kind)
    if form is None:
        return None
    try:
        value = load_object(data)
        fields = _checked_fields(value, form.fields)
    except BadEvent as error:
        raise BadEvent(f"{kind}: {error.message}") from error
    if kind in FILE_KINDS:
        _check_chunks(kind, fields)
    return fields


def _check_chunks(kind: str, fields: Body) -> None:
    chunk_size: int = fields["chunk_size"]
    if chunk_size & (chunk_size - 1):
        raise BadEvent(f"{kind}: chunk_size: a power of two was expected")
    if len(fields["chunks"]) != -(-fields["size"] // chunk_size):
        raise BadEvent(f"{kind}: chunks: one digest for each chunk was expected")


def dump_object(value: Mapping[str, Any]) -> bytes:
    """Write JSON the one way we write it: UTF-8, sorted keys, no spaces.

    BadEvent for what has no such form.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise BadEvent("this cannot be written as JSON") from error


def load_object(data: bytes) -> dict[str, Any]:
    """Read one JSON object of hostile origin: no floats, no repeated keys, bounded depth and numbers."""
    _check_depth(data)
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
        if "\\u" in text:  # only an escape can bring half a surrogate into valid UTF-8
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except BadEvent:
        raise
    except ValueError as error:
        raise BadEvent("the body is no JSON in UTF-8") from error
    if not isinstance(value, dict):
        raise _wrong("an object")
    return value


_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # one pass, also where no quote ends it


def _check_depth(data: bytes) -> None:
    """Measure nesting before the parser recurses into it."""
    if data.count(b"{") + data.count(b"[") <= MAX_DEPTH:
        return
    depth = 0
    for sign in _STRING.sub(b"", data):
        if sign in b"{[":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadEvent("the body is nested too deeply")
        elif sign in b"}]":
            depth -= 1


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadEvent("a key stands there twice")
    return value


def _bounded_integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) >= MAX_INT:
        raise BadEvent("a number is too large")
    return int(digits)


def _no_float(text: str) -> Any:
    raise BadEvent(f"{text[:20]} is no whole number")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_no_repeats,
    parse_int=_bounded_integer,
    parse_float=_no_float,
    parse_constant=_no_float,
)
