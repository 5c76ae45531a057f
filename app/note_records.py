"""Notes as the bytes that are kept of them, and back; what does not fit together is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from widgets.note_values import (
    NO_CONTEXT,
    Ink,
    InkKind,
    InkPoint,
    Note,
    NoteColour,
    NoteContent,
    NoteContext,
    NoteKind,
    StickyFlag,
    Stroke,
    TextMark,
    TextMemo,
)
from widgets.page_text import Corners

MAX_WORDS = 80  # of a note in the list of all notes
NUMBERS_PER_POINT = 3

Json = dict[str, Any]


class RecordError(ValueError):
    """These bytes are no note that this version can show."""


def note_body(note: Note) -> bytes:
    """What is kept of a note beside the columns it is found by."""
    body = {"content": _content_json(note.content)}
    if note.context != NO_CONTEXT:
        body["context"] = _context_json(note.context)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def first_words(note: Note) -> str:
    """The beginning of what a note says, on one line."""
    words = " ".join(note.text[: 4 * MAX_WORDS].split())[:MAX_WORDS]
    return words.encode("utf-8", "replace").decode()  # SQLite takes no half surrogates


def read_note(
    note: str, page: int, kind: str, colour: str, created_ms: int, changed_ms: int, body: bytes
) -> Note:
    """The note that was kept; raises RecordError."""
    try:
        found = json.loads(body.decode("utf-8", "surrogatepass"))
        content = _READERS[NoteKind(kind)](found["content"])
        context = _read_context(found["context"]) if "context" in found else NO_CONTEXT
        return Note(page, content, NoteColour(colour), created_ms, changed_ms, note, context)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RecordError(f"a kept note cannot be read ({type(error).__name__})") from error


def notes_file(notes: Iterable[Note]) -> bytes:
    """Notes for a worker process, as a file that nobody else reads."""
    rows = [
        [n.note, n.page, n.kind.value, n.colour.value, n.created_ms, n.changed_ms, json.loads(note_body(n))]
        for n in notes
    ]
    return json.dumps(rows).encode("ascii")


def read_notes_file(data: bytes) -> list[Note]:
    """The notes of such a file; raises RecordError."""
    try:
        rows = json.loads(data)
        return [
            read_note(note, page, kind, colour, created_ms, changed_ms, json.dumps(body).encode("ascii"))
            for note, page, kind, colour, created_ms, changed_ms, body in rows
        ]
    except (ValueError, TypeError, RecursionError) as error:
        raise RecordError("no notes") from error


def _content_json(content: NoteContent) -> Json:
    match content:
        case Ink(strokes, width_pt):
            return {
                "strokes": [[each for point in stroke for each in point] for stroke in strokes],
                "width": width_pt,
            }
        case TextMark(lines, text, start, end):
            return {"lines": lines, "text": text, "start": start, "end": end}
        case TextMemo(x, y, width, height, text, text_pt):
            return {"box": [x, y, width, height], "text": text, "size": text_pt}
        case StickyFlag(x, y, text):
            return {"x": x, "y": y, "text": text}


def _context_json(context: NoteContext) -> Json:
    return {
        "before": context.before,
        "inside": context.inside,
        "after": context.after,
        "box": context.box,
        "page": context.page_digest,
    }


def _read_context(found: Json) -> NoteContext:
    return NoteContext(
        _text(found["before"]),
        _text(found["inside"]),
        _text(found["after"]),
        _corners(found["box"]),
        _text(found["page"]),
    )


def _pen(found: Json) -> Ink:
    return Ink(tuple(map(_stroke, found["strokes"])), _number(found["width"]), InkKind.PEN)


def _marker(found: Json) -> Ink:
    return Ink(tuple(map(_stroke, found["strokes"])), _number(found["width"]), InkKind.MARKER)


def _text_mark(found: Json) -> TextMark:
    return TextMark(
        tuple(map(_corners, found["lines"])),
        _text(found["text"]),
        _whole(found["start"]),
        _whole(found["end"]),
    )


def _memo(found: Json) -> TextMemo:
    x, y, width, height = _numbers(found["box"], 4)
    return TextMemo(x, y, width, height, _text(found["text"]), _number(found["size"]))


def _flag(found: Json) -> StickyFlag:
    return StickyFlag(_number(found["x"]), _number(found["y"]), _text(found["text"]))


_READERS: dict[NoteKind, Callable[[Json], NoteContent]] = {
    NoteKind.PEN: _pen,
    NoteKind.MARKER: _marker,
    NoteKind.TEXT_MARK: _text_mark,
    NoteKind.MEMO: _memo,
    NoteKind.FLAG: _flag,
}


def _stroke(found: Any) -> Stroke:
    numbers = _numbers(found, len(found))
    if len(numbers) % NUMBERS_PER_POINT:
        raise RecordError("a point has three numbers")
    return tuple(map(InkPoint, numbers[::3], numbers[1::3], numbers[2::3]))


def _corners(found: Any) -> Corners:
    left, top, right, bottom = _numbers(found, 4)
    return left, top, right, bottom


def _numbers(found: Any, count: int) -> list[float]:
    if not isinstance(found, list) or len(found) != count:
        raise RecordError("a list of numbers")
    return list(map(_number, found))


def _number(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise RecordError("a number")
    return float(found)


def _whole(found: Any) -> int:
    if isinstance(found, bool) or not isinstance(found, int):
        raise RecordError("a whole number")
    return found


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise RecordError("a text")
    return found
