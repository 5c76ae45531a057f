"""The worker and who asks it: whatever it is asked, it answers, tells a problem or ends."""

from __future__ import annotations

import contextlib
import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document_worker import PageStore
from app.page_replies import read_message, read_result
from app.page_requests import (
    DrawTile,
    FingerprintPages,
    MeasurePages,
    OpenDocument,
    ReadDetails,
    ReadLinks,
    ReadOutline,
    ReadText,
    ReadTexts,
    Request,
)
from app.worker_answers import LONGEST_LIMIT_S, AskedError, carry_out, limit_of
from app.worker_start import start_worker
from tests.app.asking import Asking
from tests.app.sheet_pdf import sheet, words
from tests.app.small_pdf import ENDLESS, pdf, plain_pdf
from widgets.page_layout import Box, Shade, Tile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.worker_start import StartedWorker

WAIT_S = 30
SLOT_BYTES = 64 * 64 * 4
GUARD = b"\xa5" * 4096


def requests(path: str) -> list[Request]:
    """One of each kind."""
    return [
        OpenDocument(path),
        MeasurePages(path, 0, 2),
        DrawTile(path, Tile(0, 40, 60, Box(0, 0, 40, 60), 1, Shade.INVERTED)),
        ReadText(path, 0),
        ReadTexts(path, 0, 2),
        ReadLinks(path, 0),
        ReadOutline(path),
        ReadDetails(path),
        FingerprintPages(path, 0, 2),
    ]


def message(request: Request) -> dict[str, Any]:
    return {**request.message(), "job": 1, "limit": request.limit_s}


@pytest.fixture
def worker() -> Iterator[StartedWorker]:
    started = start_worker()
    try:
        assert json.loads(started.connection.recv_bytes()) == {"ready": True}
        yield started
    finally:
        started.connection.close()
        started.process.join(WAIT_S)
        started.process.kill()
        started.process.close()
        started.memory.unlink()
        started.memory.close()


def test_a_worker_answers_everything_it_can_be_asked(tmp_path: Path, worker: StartedWorker) -> None:
    (tmp_path / "a.pdf").write_bytes(sheet(words((40, 500, b"Agenda"))))
    for request in requests(str(tmp_path / "a.pdf")):
        worker.connection.send_bytes(json.dumps(message(request)).encode())
        reply = read_message(worker.connection.recv_bytes())
        while "started" in reply:
            reply = read_message(worker.connection.recv_bytes())
        assert reply["job"] == 1
        assert "ok" in reply


@pytest.mark.parametrize(
    "asked",
    [
        b"",
        b"\x80\x04garbage",
        b"[" * 100_000,
        b"[]",
        b'{"job": 1}',
        b'{"job": 1, "limit": 1e999, "do": "open", "path": "a.pdf"}',
        b'{"job": 1, "limit": -1, "do": "open", "path": "a.pdf"}',
        b'{"job": 1, "limit": 5, "do": "quit", "path": "a.pdf"}',
        b'{"job": 1, "limit": 5, "do": ["open"], "path": "a.pdf"}',
        b'{"job": null, "limit": 5, "do": "open", "path": "a.pdf"}',
        b" " * (1 << 20),
    ],
)
def test_a_worker_that_is_asked_nonsense_ends(worker: StartedWorker, asked: bytes) -> None:
    with contextlib.suppress(OSError):  # it may be gone before it has read all
        worker.connection.send_bytes(asked)
    worker.process.join(WAIT_S)
    assert worker.process.exitcode == 0


def test_a_worker_nobody_asks_any_more_ends_also_in_the_middle_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(pdf([ENDLESS]))
    started = start_worker()
    started.connection.recv_bytes()
    request = DrawTile(str(tmp_path / "bomb.pdf"), Tile(0, 1000, 1400, Box(0, 0, 1000, 1400)), limit_s=0.5)
    started.connection.send_bytes(json.dumps(message(request)).encode())
    started.connection.close()
    started.process.join(WAIT_S)
    assert started.process.exitcode is not None
    started.process.close()
    started.memory.unlink()
    started.memory.close()


numbers = st.one_of(
    st.integers(-2, 70),
    st.integers(),
    st.sampled_from([2**31 - 1, 2**31, 2**32, 2**63, 2**64, 1 << 24]),
    st.floats(),
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


class Guarded:
    """A store whose pixels are followed by bytes that nobody may touch."""

    def __init__(self) -> None:
        self.memory = bytearray(SLOT_BYTES) + bytearray(GUARD)
        self.store = PageStore(memoryview(self.memory)[:SLOT_BYTES])

    def carry_out(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """The answer; None where there is none for such a question."""
        try:
            limit_of(asked)
            return carry_out(asked, self.store, lambda: None)
        except (AskedError, ValueError):
            return None
        finally:
            assert self.memory[SLOT_BYTES:] == GUARD


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Guarded, str]:
    path = tmp_path_factory.mktemp("papers") / "a.pdf"
    path.write_bytes(plain_pdf(2))
    return Guarded(), str(path)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_whatever_is_asked_has_an_answer_or_none_and_touches_nothing_else(
    guarded: tuple[Guarded, str], data: st.DataObject
) -> None:
    worker, path = guarded
    asked = message(data.draw(st.sampled_from(requests(path))))
    for _spoilt in range(data.draw(st.integers(0, 3))):
        key = data.draw(st.sampled_from(sorted(asked)))
        value = asked[key]
        if isinstance(value, list) and value and data.draw(st.booleans()):
            index = data.draw(st.integers(0, len(value) - 1))
            asked[key] = [*value[:index], data.draw(numbers), *value[index + 1 :]]
        elif data.draw(st.integers(0, 9)):
            asked[key] = data.draw(values)
        else:
            asked.pop(key)
    answer = worker.carry_out(asked)
    assert answer is None or set(answer) in ({"ok"}, {"problem"})


def test_what_is_asked_rightly_is_answered_as_the_program_reads_it(tmp_path: Path) -> None:
    asking = Asking(tmp_path)
    path = asking.write(plain_pdf(2))
    for request in requests(path):
        result = read_result(request, asking.raw(request), asking)
        assert type(result).__name__ != "Failure"


def test_a_drawing_larger_than_the_slot_is_refused(guarded: tuple[Guarded, str]) -> None:
    worker, path = guarded
    for side in (65, 10_000, 1 << 24):
        tile = Tile(0, side, side, Box(0, 0, side, side))
        assert worker.carry_out(message(DrawTile(path, tile))) is None


@pytest.mark.parametrize("limit", [None, True, "5", 0, -1, math.nan, math.inf, LONGEST_LIMIT_S * 2])
def test_a_limit_of_time_is_a_time(limit: object) -> None:
    with pytest.raises(AskedError):
        limit_of({"limit": limit})
