from __future__ import annotations

import contextlib
import json
from array import array
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from app.page_replies import ReplyError, most_reply_bytes, read_message, read_result
from app.page_requests import (
    MAX_ATTACHMENTS,
    MAX_CHARACTERS,
    MAX_HEADINGS,
    MAX_LABEL,
    MAX_LABELS,
    MAX_LEVEL,
    MAX_LINKS,
    MAX_PAGES,
    DetailsFound,
    Drawn,
    DrawTile,
    Failure,
    FingerprintPages,
    FingerprintsFound,
    LinksFound,
    MeasurePages,
    OpenDocument,
    Opened,
    OutlineFound,
    PageSizes,
    ReadDetails,
    ReadLinks,
    ReadOutline,
    ReadText,
    ReadTexts,
    Request,
    TextFound,
    TextsFound,
)
from widgets.page_layout import whole_page


class Slot:
    """Memory of four characters, and of pictures no larger than that."""

    NUMBERS = 16

    def picture(self, width: int, height: int) -> QImage:
        if not 0 < 2 * width * height <= self.NUMBERS:
            raise ValueError("too large")
        return QImage(width, height, QImage.Format.Format_RGB32)

    def numbers(self, count: int) -> array[int]:
        if not 0 <= count <= self.NUMBERS:
            raise ValueError("too many")
        return array("H", range(count))


SLOT = Slot()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04\x95",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"ok": {"pages": 1e9, "sizes": [[1, 1]]}}',
        b'{"ok": {"pages": true, "sizes": [[1, 1]]}}',
        b'{"ok": {"pages": 2, "sizes": []}}',
        b'{"ok": {"pages": 1, "sizes": [[1, 1], [1, 1]]}}',
        b'{"ok": {"pages": 1, "sizes": [[0, 1]]}}',
        b'{"ok": {"pages": 1, "sizes": [[1, "1"]]}}',
        b'{"ok": {"pages": 1, "sizes": [[1, NaN]]}}',
        b'{"ok": 1}',
        b'{"problem": "something else"}',
        b'{"problem": ["missing"]}',
    ],
)
def test_an_answer_that_no_worker_gives_is_refused(data: bytes) -> None:
    with pytest.raises(ReplyError):
        read_result(OpenDocument("a.pdf"), read_message(data), SLOT)


# -- anything at all ---------------------------------------------------------------------------

REQUESTS = (
    OpenDocument("a.pdf"),
    MeasurePages("a.pdf", 0, 3),
    DrawTile("a.pdf", whole_page(0, 2, 2)),
    ReadText("a.pdf", 0),
    ReadTexts("a.pdf", 0, 3),
    ReadLinks("a.pdf", 0),
    ReadOutline("a.pdf"),
    ReadDetails("a.pdf"),
    FingerprintPages("a.pdf", 0, 3),
)
DIGEST = "0123456789abcdef" * 2
GOOD: dict[type, dict[str, Any]] = {
    OpenDocument: {"pages": 2, "sizes": [[595, 842]]},
    MeasurePages: {"sizes": [[595, 842.5]]},
    DrawTile: {},
    ReadText: {"text": "議事\n", "vertical": "1"},
    ReadTexts: {"texts": ["議事\n", ""]},
    ReadLinks: {
        "links": [[0, 0, 0.5, 1, None, 0, 0, "https://a.jp/"], [0.1, 0.1, 0.2, 0.2, 7, 0.5, 0.5, ""]]
    },
    ReadOutline: {"headings": [[0, "第1章", 3, 0.5], [1, "", None, 0]]},
    ReadDetails: {
        "copy": True,
        "print": False,
        "labels": ["i", "1"],
        "attachments": [["a.xls", 5], ["b", None]],
        "form": False,
        "script": True,
        "right_to_left": True,
    },
    FingerprintPages: {"digests": [DIGEST]},
}
KEYS = sorted({key for answer in GOOD.values() for key in answer})

numbers = st.one_of(
    st.integers(), st.integers(-3, 70), st.floats(), st.floats(0, 1), st.sampled_from([2**53, 2**64, -0.0])
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    numbers,
    st.text(),
    st.sampled_from(["a\n", "\ud800\n", "\x00\n", "0", DIGEST, "javascript:1", "https://a.jp", "\u202ea"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


def holds(request: Request, message: dict[str, Any]) -> None:  # noqa: C901 - one case for each answer
    """Read a reply: it has a meaning that keeps every promise, or it is refused."""
    try:
        result = read_result(request, message, SLOT)
    except ReplyError:
        return
    match result:
        case Opened(pages, sizes):
            assert 1 <= len(sizes) <= pages <= MAX_PAGES
            assert all(0 < side <= 1e5 for size in sizes for side in size)
        case PageSizes(_first, sizes):
            assert 1 <= len(sizes) <= 3
        case TextFound(text):
            assert len(text.boxes) == 4 * len(text.text) <= Slot.NUMBERS
            assert all(text.box(index)[0] <= text.box(index)[2] for index in range(len(text.text)))
            text.text.encode()
        case TextsFound(_first, texts):
            assert 1 <= len(texts) <= 3
            assert all(text == "" or text.endswith("\n") for text in texts)
            "".join(texts).encode()
        case LinksFound(links):
            for link in links:
                assert 0 <= link.left <= link.right <= 1
                assert 0 <= link.top <= link.bottom <= 1
                assert (link.page is None) == bool(link.address)
                assert not link.address or link.address.lower().startswith(("http://", "https://", "mailto:"))
        case OutlineFound(headings):
            assert all(0 <= heading.level <= MAX_LEVEL and 0 <= heading.y <= 1 for heading in headings)
            assert all("\n" not in heading.title and len(heading.title) <= 200 for heading in headings)
        case DetailsFound(details):
            assert all(isinstance(label, str) and len(label) <= MAX_LABEL for label in details.labels)
            assert all(
                attachment.size_bytes is None or attachment.size_bytes >= 0
                for attachment in details.attachments
            )
        case FingerprintsFound(_first, digests):
            assert 1 <= len(digests) <= 3
        case _:
            assert isinstance(result, (Drawn, Failure))


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
def test_what_a_good_worker_answers_is_taken(request_: Request) -> None:
    result = read_result(request_, {"ok": GOOD[type(request_)]}, SLOT)
    assert not isinstance(result, Failure)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_a_mad_worker_answers_is_taken_or_refused(request_: Request, data: st.DataObject) -> None:
    """One part of a good answer is something else; or all of it is."""
    if data.draw(st.booleans()):
        answer: Any = data.draw(st.dictionaries(st.sampled_from(KEYS), values) | values)
    else:
        answer = spoilt(GOOD[type(request_)], data)
    holds(request_, {"job": 1, "ok": answer})
    holds(request_, {"job": 1, "problem": data.draw(values)})


def spoilt(value: Any, data: st.DataObject) -> Any:
    """The same with something else in one place."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 9)):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: spoilt(value[key], data)}
    if isinstance(value, list) and value and data.draw(st.integers(0, 5)):
        index = data.draw(st.integers(0, len(value) - 1))
        return [*value[:index], spoilt(value[index], data), *value[index + 1 :]]
    return data.draw(values)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200) | st.text(alphabet='{}[]",:0123456789eE.-+ntfINa\\u', max_size=80).map(str.encode)
)
def test_any_bytes_are_an_object_or_refused(data: bytes) -> None:
    with contextlib.suppress(ReplyError):
        assert isinstance(read_message(data), dict)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: type(request).__name__)
def test_no_reply_is_longer_than_what_a_good_worker_may_say(request_: Request) -> None:
    """The longest answer of each kind fits what is read; nothing beyond a few megabytes is."""
    wide = "\U00020b9f"  # four bytes in UTF-8
    longest: dict[type, dict[str, Any]] = {
        OpenDocument: {"pages": MAX_PAGES, "sizes": [[12345.678901234567, 12345.678901234567]] * 256},
        MeasurePages: {"sizes": [[12345.678901234567, 12345.678901234567]] * 256},
        DrawTile: {},
        ReadText: {"text": (wide + "\n") * (MAX_CHARACTERS // 2), "vertical": "1" * (MAX_CHARACTERS // 2)},
        ReadTexts: {"texts": [wide * (MAX_CHARACTERS - 1) + "\n"]},
        ReadLinks: {
            "links": [[0.123456, 0.123456, 0.123456, 0.123456, None, 0.0, 0.0, wide * 30]] * MAX_LINKS
        },
        ReadOutline: {"headings": [[64, wide * 15, MAX_PAGES, 0.123456]] * MAX_HEADINGS},
        ReadDetails: {
            "labels": [wide * MAX_LABEL] * MAX_LABELS,
            "attachments": [[wide * 200, 1 << 52]] * MAX_ATTACHMENTS,
        },
        FingerprintPages: {"digests": [DIGEST] * 256},
    }
    answer = json.dumps({"job": 1 << 40, "ok": longest[type(request_)]}, ensure_ascii=False).encode()
    assert len(answer) <= most_reply_bytes(request_) <= 3 << 20


@pytest.mark.parametrize(
    ("text", "vertical"),
    [("a", ""), ("a\n", ""), ("a\n", "2"), ("a\nb\n", "1"), ("\n" * 9, "0" * 9), (None, "")],
)
def test_a_text_whose_lines_or_boxes_do_not_fit_is_refused(text: object, vertical: str) -> None:
    with pytest.raises(ReplyError):
        read_result(ReadText("a.pdf", 0), {"ok": {"text": text, "vertical": vertical}}, SLOT)


def test_a_box_that_is_inside_out_is_refused() -> None:
    class Turned(Slot):
        def numbers(self, count: int) -> array[int]:
            return array("H", reversed(range(count)))

    with pytest.raises(ReplyError):
        read_result(ReadText("a.pdf", 0), {"ok": {"text": "a\n", "vertical": "0"}}, Turned())
