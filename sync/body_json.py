"""Bodies as JSON: written in one form, read with bounds before anything is made of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from sync.body_checks import MAX_INT, wrong
from sync.errors import BadEvent

MAX_BODY_BYTES: Final = 65_536
MAX_DEPTH: Final = 8


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
        raise wrong("an object")
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
