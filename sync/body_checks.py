"""Checks of single fields of a body: each takes a value of hostile origin or raises BadEvent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sync.errors import BadEvent, BadKey
from sync.keys import from_base64url_32
from sync.text import clean_line

MAX_INT: Final = 2**53
MAX_PAGE: Final = 99_999
MAX_ITEMS: Final = 100
MAX_ITEM_ID: Final = 40
MAX_LOGS: Final = 2_000

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


def wrong(expected: str) -> BadEvent:
    """What is raised where something else was expected."""
    return BadEvent(f"{expected} was expected")


def bounded_text(limit: int, *, least: int = 0) -> Check:
    """A text of so many characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not least <= len(value) <= limit:
            raise wrong(f"a text of {least} to {limit} characters")
        return value

    return check


def whole_number(least: int, most: int) -> Check:
    """A whole number between two bounds, both included."""

    def check(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise wrong(f"a whole number from {least} to {most}")
        return value

    return check


def boolean(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise wrong("true or false")
    return value


def one_of(*allowed: str) -> Check:
    """One of these words."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise wrong("one of " + ", ".join(allowed))
        return value

    return check


def optional(inner: Check, empty: Any) -> Check:
    """What another check takes, or the empty value."""

    def check(value: Any) -> Any:
        return empty if value == empty and type(value) is type(empty) else inner(value)

    return check


def matching(pattern: str, expected: str) -> Check:
    """A text of a form."""
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise wrong(expected)
        return value

    return check


def event_id(value: Any) -> str:
    """The id of an event or a device."""
    if not isinstance(value, str):
        raise wrong("an id of 43 characters")
    try:
        from_base64url_32(value)
    except BadKey as error:
        raise wrong("an id of 43 characters") from error
    return value


def authority_position(value: Any) -> tuple[int, int]:
    """A position of authority: term and number."""
    if not isinstance(value, list) or len(value) != 2:
        raise wrong("a term and a number")
    term, number = (whole_number(0, MAX_INT - 1)(each) for each in value)
    return term, number


def item_id(value: Any) -> str:
    """The id of an agenda item."""
    text: str = bounded_text(MAX_ITEM_ID, least=1)(value)
    if clean_line(text) != text:
        raise wrong("an id of an agenda item without control characters")
    return text


def list_of(inner: Check, most: int) -> Check:
    """A list, given as a tuple."""

    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise wrong(f"a list of at most {most}")
        return tuple(inner(each) for each in value)

    return check


def record_of(fields: Mapping[str, Field]) -> Check:
    """An object with these fields; others are left out."""

    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise wrong("an object")
        return checked_fields(value, fields)

    return check


def log_bounds(value: Any) -> dict[str, int]:
    """How far each of some logs is meant."""
    if not isinstance(value, dict) or len(value) > MAX_LOGS:
        raise wrong(f"an object of at most {MAX_LOGS} logs")
    log, sequence = matching("[0-9a-f]{16}", "a log id of 16 hex digits"), whole_number(0, MAX_INT - 1)
    return {log(key): sequence(each) for key, each in value.items()}


def checked_fields(value: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Check each field; BadEvent names the one that is wrong."""
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


DIGEST: Final = matching("[0-9a-f]{64}", "a SHA-256 of 64 hex digits")
