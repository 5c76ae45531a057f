"""What a document says of itself: what it forbids, how it counts its pages, and what it carries."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pymupdf import mupdf

from app.page_requests import MAX_ATTACHMENTS, MAX_LABEL, MAX_LABELS, short_line
from sync.text import MAX_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

MAY_PRINT, MAY_COPY = 1 << 2, 1 << 4  # bits of /P, by the standard
TREE_NODES = 2_000  # of a tree of names or numbers
FIELDS = 2_000  # of a form, looked at for scripts
LARGEST_FILE_BYTES = 1 << 53  # so that it is a number in JSON too

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_DEFAULT_LABEL = re.compile("[1-9][0-9]*")


def details(pdf: Any, page_count: int, *, is_owner: bool, deadline: float) -> dict[str, Any]:
    """Everything but the direction of reading of text; raises what MuPDF raises."""
    permissions = -1 if is_owner else int(mupdf.pdf_document_permissions(pdf))
    root = _get(mupdf.pdf_trailer(pdf), "Root")
    return {
        "copy": bool(permissions & MAY_COPY),
        "print": bool(permissions & MAY_PRINT),
        "labels": page_labels(root, page_count),
        "attachments": _attachments(pdf, root, page_count, deadline),
        "form": mupdf.pdf_array_len(_get(root, "AcroForm", "Fields")) > 0,
        "script": _has_script(root),
    }


def asks_for_right_to_left(pdf: Any) -> bool:
    """Whether the document itself says that it is read from right to left."""
    direction = _get(mupdf.pdf_trailer(pdf), "Root", "ViewerPreferences", "Direction")
    return str(mupdf.pdf_to_name(direction)) == "R2L"


def page_labels(root: Any, page_count: int) -> list[str]:
    """A label for each page; nothing where they only count from 1, or where there are too many."""
    if page_count > MAX_LABELS or not _get(root, "PageLabels").m_internal:
        return []
    rules = {
        mupdf.pdf_to_int(mupdf.pdf_array_get(pairs, index)): mupdf.pdf_array_get(pairs, index + 1)
        for pairs in _leaves(_get(root, "PageLabels"), "Nums")
        for index in range(0, min(mupdf.pdf_array_len(pairs) - 1, 2 * MAX_LABELS), 2)
    }
    starts = sorted(page for page in rules if 0 <= page < page_count)
    labels = [str(page + 1) for page in range(starts[0] if starts else page_count)]
    for first, last in pairwise([*starts, page_count]):
        labels += _labels_of(rules[first], last - first)
    return [] if labels == [str(page + 1) for page in range(page_count)] else labels


def _labels_of(rule: Any, count: int) -> list[str]:
    prefix = str(mupdf.pdf_to_text_string(_get(rule, "P")))[:MAX_LABEL]
    style = str(mupdf.pdf_to_name(_get(rule, "S")))
    start = max(mupdf.pdf_to_int(_get(rule, "St")), 1)
    return [short_line(f"{prefix}{_numeral(start + index, style)}", MAX_LABEL) for index in range(count)]


def _numeral(number: int, style: str) -> str:
    match style:
        case "D":
            return str(number)
        case "R" | "r" if number < 4000:
            roman = _roman(number)
            return roman.upper() if style == "R" else roman
        case "A" | "a":
            repeated = (number - 1) // 26 + 1
            return chr(ord(style) + (number - 1) % 26) * min(repeated, MAX_LABEL)
        case "R" | "r":
            return str(number)
        case _:
            return ""


def _roman(number: int) -> str:
    result = ""
    for value, sign in _ROMAN:
        result += sign * (number // value)
        number %= value
    return result


def _attachments(pdf: Any, root: Any, page_count: int, deadline: float) -> list[list[Any]]:
    found: list[list[Any]] = []
    for pairs in _leaves(_get(root, "Names", "EmbeddedFiles"), "Names"):
        places = range(1, min(mupdf.pdf_array_len(pairs), 2 * MAX_ATTACHMENTS), 2)
        found += [_attachment(mupdf.pdf_array_get(pairs, index)) for index in places]
    for page in range(page_count):
        if time.monotonic() > deadline or len(found) > MAX_ATTACHMENTS:
            break
        notes = _get(mupdf.pdf_lookup_page_obj(pdf, page), "Annots")
        for index in range(min(mupdf.pdf_array_len(notes), MAX_ATTACHMENTS)):
            note = mupdf.pdf_array_get(notes, index)
            if str(mupdf.pdf_to_name(_get(note, "Subtype"))) == "FileAttachment":
                found.append(_attachment(_get(note, "FS")))
    unique = {tuple(attachment): attachment for attachment in found}
    return list(unique.values())[:MAX_ATTACHMENTS]


def _attachment(file: Any) -> list[Any]:
    """Name and size of a file inside; it is not read."""
    names = (str(mupdf.pdf_to_text_string(_get(file, key))) for key in ("UF", "F"))
    name = short_line(next((name for name in names if name), ""), MAX_TITLE)
    size = _get(file, "EF", "F", "Params", "Size")
    if not mupdf.pdf_is_int(size):
        return [name, None]
    size_bytes = int(mupdf.pdf_to_int64(size))
    return [name, size_bytes if 0 <= size_bytes < LARGEST_FILE_BYTES else None]


def _has_script(root: Any) -> bool:
    if _get(root, "Names", "JavaScript").m_internal or _runs_script(_get(root, "OpenAction")):
        return True
    if _has_script_in(_get(root, "AA")):
        return True
    waiting = [_get(root, "AcroForm", "Fields")]
    for _step in range(FIELDS):
        if not waiting:
            break
        fields = waiting.pop()
        for index in range(min(mupdf.pdf_array_len(fields), FIELDS)):
            field = mupdf.pdf_array_get(fields, index)
            if _runs_script(_get(field, "A")) or _has_script_in(_get(field, "AA")):
                return True
            if _get(field, "Kids").m_internal:
                waiting.append(_get(field, "Kids"))
        del waiting[FIELDS:]
    return False


def _has_script_in(actions: Any) -> bool:
    count = min(mupdf.pdf_dict_len(actions), FIELDS)
    return any(_runs_script(mupdf.pdf_dict_get_val(actions, index)) for index in range(count))


def _runs_script(action: Any) -> bool:
    return bool(
        mupdf.pdf_is_dict(action)
        and (str(mupdf.pdf_to_name(_get(action, "S"))) == "JavaScript" or _get(action, "JS").m_internal)
    )


def _leaves(tree: Any, key: str) -> Iterator[Any]:
    """The lists in the leaves of a tree of names or numbers; a tree that bites its tail ends too."""
    waiting = [tree]
    for _step in range(TREE_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if mupdf.pdf_is_array(_get(node, key)):
            yield _get(node, key)
        kids = _get(node, "Kids")
        count = min(mupdf.pdf_array_len(kids), TREE_NODES)
        waiting += [mupdf.pdf_array_get(kids, index) for index in reversed(range(count))]
        del waiting[TREE_NODES:]


def _get(value: Any, *keys: str) -> Any:
    for key in keys:
        value = mupdf.pdf_dict_gets(value, key)
    return value
