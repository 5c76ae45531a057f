from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf
import pytest

from app.document_problem import DocumentProblem
from app.document_process import DocumentProcess
from app.documents import MOST_STOPS, URGENT, Documents
from app.inquiries import BACKGROUND, Inquiries
from app.page_requests import (
    Drawn,
    DrawTile,
    Failure,
    FingerprintPages,
    MeasurePages,
    OpenDocument,
    Opened,
    PageSizes,
    ReadDetails,
    ReadLinks,
    ReadOutline,
    ReadText,
    ReadTexts,
    Withdrawn,
)
from app.worker_process import serve
from tests.app import fake_workers
from tests.app.small_pdf import ENDLESS, RED_SHEET, pdf, plain_pdf
from widgets.page_layout import whole_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.conftest import ExpectedLog

REPLACED = "a document worker was replaced"
RED = 0xFFFF0000
SECRET = "ひらけごま"  # noqa: S105 - of a document that the test makes
WAIT_MS = 30_000  # far beyond what anything here takes


@pytest.fixture
def make_process(qapp: object) -> Iterator[Callable[..., DocumentProcess]]:
    del qapp
    made: list[DocumentProcess] = []

    def make(target: Any = serve) -> DocumentProcess:
        made.append(DocumentProcess(target=target))
        return made[-1]

    yield make
    for process in made:
        process.close()


@pytest.fixture
def make_documents(qapp: object) -> Iterator[Callable[..., Documents]]:
    del qapp
    made: list[Documents] = []

    def make(target: Any = serve, most: int = 2) -> Documents:
        made.append(Documents(target=target, most=most))
        return made[-1]

    yield make
    for documents in made:
        documents.close()


def answer(qtbot: QtBot, process: DocumentProcess, request: Any) -> Any:
    with qtbot.waitSignal(process.finished, timeout=WAIT_MS) as waited:
        process.ask(request)
    assert waited.args is not None
    assert waited.args[0] == request
    return waited.args[1]


def test_a_worker_opens_measures_and_draws(
    tmp_path: Path, qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    path = tmp_path / "資料1.pdf"
    path.write_bytes(pdf([RED_SHEET] * 20, [(200, 100)]))
    process = make_process()
    opened = answer(qtbot, process, OpenDocument(str(path)))
    assert opened == Opened(20, ((200.0, 100.0),) * 16)
    assert answer(qtbot, process, MeasurePages(str(path), 16, 256)) == PageSizes(16, ((200.0, 100.0),) * 4)
    drawn = answer(qtbot, process, DrawTile(str(path), whole_page(3, 200, 100)))
    assert isinstance(drawn, Drawn)
    assert (drawn.picture.width(), drawn.picture.height()) == (200, 100)
    assert {drawn.picture.pixel(x, y) for x, y in ((0, 0), (199, 99), (100, 50))} == {RED}


@pytest.mark.skipif(sys.platform == "win32", reason="there the memory ends with its last user")
def test_shared_memory_has_no_name_that_a_crash_could_leave_behind(
    tmp_path: Path, qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    (tmp_path / "a.pdf").write_bytes(plain_pdf(1))
    process = make_process()
    assert isinstance(answer(qtbot, process, OpenDocument(str(tmp_path / "a.pdf"))), Opened)
    assert process._running is not None
    with pytest.raises(FileNotFoundError):
        SharedMemory(process._running.slot.name)


def test_a_picture_is_not_changed_by_the_next_drawing(
    tmp_path: Path, qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([RED_SHEET, b""]))
    process = make_process()
    first = answer(qtbot, process, DrawTile(str(path), whole_page(0, 50, 50)))
    answer(qtbot, process, DrawTile(str(path), whole_page(1, 50, 50)))
    assert first.picture.pixel(25, 25) == RED


@pytest.mark.parametrize(
    "target",
    [
        fake_workers.garbage,
        fake_workers.oversized,
        fake_workers.wrong_job,
        fake_workers.impossible_pages,
        fake_workers.suicidal,
        fake_workers.never_ready,
        fake_workers.boasting,
    ],
)
def test_a_worker_that_lies_or_dies_costs_one_answer(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog, target: Any
) -> None:
    expected_log(REPLACED)
    process = make_process(target)
    for _attempt in range(2):  # the second time a new process does the same
        assert answer(qtbot, process, OpenDocument("a.pdf")) == Failure(DocumentProblem.WORKER_DIED)


def test_a_worker_that_ended_while_nobody_asked_it_costs_no_answer(
    tmp_path: Path, qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    (tmp_path / "a.pdf").write_bytes(plain_pdf(1))
    process = make_process()
    for _time in range(3):
        request = OpenDocument(str(tmp_path / "a.pdf"))
        assert answer(qtbot, process, request) == Opened(1, ((595.0, 842.0),))
        assert process._running is not None
        process._running.process.kill()
        process._running.process.join()


def test_a_worker_that_speaks_unasked_is_replaced(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    process = make_process(fake_workers.talkative)
    for _time in range(2):
        assert isinstance(answer(qtbot, process, OpenDocument("a.pdf")), Opened)
        assert process._running is not None
        assert process._running.connection.poll(WAIT_MS / 1000)


def test_inspecting_survives_one_worker_and_not_two(
    tmp_path: Path, qtbot: QtBot, make_documents: Callable[..., Documents], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    for target, outcome in (
        (fake_workers.dies_at_first, 3),
        (fake_workers.suicidal, DocumentProblem.WORKER_DIED),
    ):
        documents = make_documents(target)
        with qtbot.waitSignal(documents.inspected, timeout=WAIT_MS) as waited:
            documents.inspect(str(tmp_path / "mark.pdf"))
        assert waited.args == [str(tmp_path / "mark.pdf"), outcome]


def test_a_silent_worker_is_stopped_at_the_limit_and_its_process_is_gone(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    process = make_process(fake_workers.silent)
    qtbot.waitUntil(lambda: process.is_settled, timeout=WAIT_MS)
    assert process._running is not None
    silent = process._running.process.pid
    slow = OpenDocument("a.pdf", limit_s=0.05)
    assert answer(qtbot, process, slow) == Failure(DocumentProblem.TOO_SLOW)
    assert silent not in {child.pid for child in multiprocessing.active_children()}


def test_a_worker_that_begins_an_answer_and_does_not_end_it_is_stopped(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    process = make_process(fake_workers.hesitant)
    assert answer(qtbot, process, OpenDocument("a.pdf")) == Failure(DocumentProblem.WORKER_DIED)


REQUESTS = (
    OpenDocument,
    lambda path: MeasurePages(path, 0, 4),
    lambda path: DrawTile(path, whole_page(0, 10, 10)),
    lambda path: ReadText(path, 0),
    lambda path: ReadTexts(path, 0, 4),
    lambda path: ReadLinks(path, 0),
    ReadOutline,
    ReadDetails,
    lambda path: FingerprintPages(path, 0, 4),
)
RAVINGS = (
    b'{"job": JOB}',
    b'{"job": JOB, "ok": null}',
    b'{"job": JOB, "started": 1}',
    b'{"job": "JOB", "ok": {}}',
    b'{"job": JOB, "problem": {"a": [NaN]}}',
    b'{"job": JOB, "ok": {"text": "' + b"a" * 200_000 + b'", "vertical": "0"}}',
    b'{"job": JOB, "ok": {"texts": [1e999], "links": [[]], "headings": {}, "digests": [null]}}',
    b"[" * 60_000,
    b"\x00",
    b"",
)


@pytest.mark.parametrize("make_request", REQUESTS)
def test_a_mad_worker_costs_an_answer_and_nothing_else(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog, make_request: Any
) -> None:
    expected_log(REPLACED)
    process = make_process(fake_workers.raving)
    for raving in RAVINGS:
        outcome = answer(qtbot, process, make_request(raving.hex()))
        if isinstance(outcome, Drawn):  # what was drawn lies in the slot: the answer has nothing to say
            assert b'"ok": {' in raving
        else:
            assert outcome == Failure(DocumentProblem.WORKER_DIED)


def test_an_endless_page_is_stopped_and_the_next_one_is_drawn(
    tmp_path: Path, qtbot: QtBot, make_process: Callable[..., DocumentProcess], expected_log: ExpectedLog
) -> None:
    expected_log(REPLACED)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(pdf([ENDLESS, RED_SHEET]))
    process = make_process()
    assert isinstance(answer(qtbot, process, OpenDocument(str(path))), Opened)
    endless = DrawTile(str(path), whole_page(0, 1000, 1400), limit_s=0.3)
    assert answer(qtbot, process, endless) == Failure(DocumentProblem.TOO_SLOW)
    assert isinstance(answer(qtbot, process, DrawTile(str(path), whole_page(1, 100, 140))), Drawn)


def test_an_unfinished_drawing_shows_what_there_is(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    process = make_process(fake_workers.stuck_in_drawing)
    request = DrawTile("a.pdf", whole_page(0, 100, 10), limit_s=60)
    with qtbot.waitSignal(process.sketched, timeout=WAIT_MS) as waited:
        process.ask(request)
    assert waited.args is not None
    assert waited.args[1].pixel(99, 0) == 0xFF808080


def test_abandoned_work_ends_at_once_and_says_so(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    process = make_process(fake_workers.stuck_in_drawing)
    with qtbot.waitSignal(process.sketched, timeout=WAIT_MS):
        process.ask(DrawTile("a.pdf", whole_page(0, 100, 10), limit_s=60))
    with qtbot.waitSignal(process.finished, timeout=WAIT_MS) as waited:
        process.abandon()
    assert waited.args is not None
    assert waited.args[1] == Withdrawn()
    assert isinstance(answer(qtbot, process, OpenDocument("a.pdf")), Opened)


def test_closing_while_a_page_is_drawn_leaves_nothing_and_reports_nothing(
    qtbot: QtBot, make_process: Callable[..., DocumentProcess]
) -> None:
    process = make_process(fake_workers.stuck_in_drawing)
    with qtbot.waitSignal(process.sketched, timeout=WAIT_MS):
        process.ask(DrawTile("a.pdf", whole_page(0, 100, 10), limit_s=60))
    with qtbot.assertNotEmitted(process.finished):
        process.close()
    assert multiprocessing.active_children() == []


def test_closing_in_the_moment_in_which_a_request_begins_is_no_loss_of_a_worker(
    tmp_path: Path,
    qtbot: QtBot,
    make_process: Callable[..., DocumentProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.pdf").write_bytes(plain_pdf(1))
    process, looked = make_process(), threading.Event()
    assert isinstance(answer(qtbot, process, OpenDocument(str(tmp_path / "a.pdf"))), Opened)
    look = type(process._running).is_waiting  # type: ignore[union-attr] # it runs

    def look_late(running: Any) -> bool:
        looked.set()
        running.process.join()  # until `close` has ended it
        return look(running)

    monkeypatch.setattr(type(process._running), "is_waiting", look_late)
    process.ask(OpenDocument(str(tmp_path / "a.pdf")))
    assert looked.wait(WAIT_MS / 1000)
    with qtbot.assertNotEmitted(process.finished):
        process.close()  # a warning in the log would fail this test


def test_inspecting_tells_pages_or_what_is_wrong_for_each_file(
    tmp_path: Path, qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    files = {"good.pdf": plain_pdf(7), "page.pdf": b"<html>not found</html>", "empty.pdf": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    documents = make_documents()
    found: dict[str, object] = {}
    documents.inspected.connect(lambda path, outcome: found.update({Path(path).name: outcome}))
    for name in files:
        documents.inspect(str(tmp_path / name))
    qtbot.waitUntil(lambda: len(found) == 3, timeout=WAIT_MS)
    assert found == {
        "good.pdf": 7,
        "page.pdf": DocumentProblem.WEB_PAGE,
        "empty.pdf": DocumentProblem.EMPTY,
    }


def test_what_nobody_needs_makes_way_for_what_somebody_looks_at(
    qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    documents = make_documents(fake_workers.stuck_in_drawing, most=1)
    gone = _OneRequest(DrawTile("gone.pdf", whole_page(0, 100, 10), limit_s=60))
    documents.add_source(gone)
    documents.assign()
    qtbot.waitUntil(lambda: gone.sketches > 0, timeout=WAIT_MS)
    gone.wanted = False
    urgent = _OneRequest(OpenDocument("now.pdf"))
    documents.add_source(urgent)
    documents.assign()
    qtbot.waitUntil(lambda: urgent.results != [], timeout=WAIT_MS)
    assert gone.results == [Withdrawn()]
    assert isinstance(urgent.results[0], Opened)


def test_a_request_is_not_given_to_a_worker_that_is_still_starting(
    tmp_path: Path, qtbot: QtBot, make_documents: Callable[..., Documents], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(fake_workers.MARK, str(tmp_path / "first is there"))
    documents = make_documents(fake_workers.slow_to_start)
    documents.start_early()
    qtbot.waitUntil(lambda: documents._seats[0].worker.is_settled, timeout=WAIT_MS)
    sources = [_OneRequest(OpenDocument(f"{number}.pdf")) for number in range(3)]
    for source in sources:
        documents.add_source(source)
    documents.assign()
    qtbot.waitUntil(lambda: all(source.results for source in sources), timeout=WAIT_MS)
    assert len(documents._seats) == 2  # the second one is still on its way, and held nothing up


def test_the_second_worker_starts_once_somebody_reads(
    tmp_path: Path, qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    (tmp_path / "a.pdf").write_bytes(plain_pdf(1))
    documents = make_documents()
    documents.inspect(str(tmp_path / "a.pdf"))
    qtbot.waitSignal(documents.inspected, timeout=WAIT_MS).wait()
    assert len(documents._seats) == 1
    drawing = _OneRequest(DrawTile(str(tmp_path / "a.pdf"), whole_page(0, 10, 10)))
    documents.add_source(drawing)
    documents.assign()
    qtbot.waitUntil(lambda: drawing.results != [], timeout=WAIT_MS)
    assert len(documents._seats) == 2


def test_work_that_can_wait_never_takes_the_last_worker(
    qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    documents = make_documents(fake_workers.stuck_in_reading)
    inquiries = Inquiries(documents)
    urgent = [_OneRequest(OpenDocument("a.pdf")) for _time in range(2)]
    for source in urgent:  # so that both workers are there
        documents.add_source(source)
    documents.assign()
    qtbot.waitUntil(lambda: all(source.results for source in urgent), timeout=WAIT_MS)
    documents._add_worker() if len(documents._seats) < 2 else None
    qtbot.waitUntil(lambda: all(seat.worker.is_settled for seat in documents._seats), timeout=WAIT_MS)
    results: list[Any] = []
    for page in range(4):
        inquiries.ask(ReadTexts("a.pdf", page, 1, limit_s=3600), results.append, BACKGROUND)
    assert sum(seat.request is not None for seat in documents._seats) == 1
    now = _OneRequest(OpenDocument("now.pdf"))
    documents.add_source(now)
    documents.assign()
    qtbot.waitUntil(lambda: now.results != [], timeout=WAIT_MS)
    assert sum(seat.request is not None for seat in documents._seats) == 1
    assert results == []
    inquiries.close()


def test_a_long_job_makes_way_twice_and_is_then_too_slow_for_the_only_worker(
    qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    documents = make_documents(fake_workers.stuck_in_reading, most=1)
    inquiries = Inquiries(documents)
    results: list[Any] = []
    inquiries.ask(ReadTexts("a.pdf", 0, 1, limit_s=3600), results.append, BACKGROUND)
    for time in range(3):
        assert results == []
        qtbot.waitUntil(lambda: documents._seats[0].request is not None, timeout=WAIT_MS)
        urgent = _OneRequest(OpenDocument(f"{time}.pdf"))
        documents.add_source(urgent)
        documents.assign()
        wait_for(qtbot, urgent)
        assert isinstance(urgent.results[0], Opened)
    assert results == [Failure(DocumentProblem.TOO_SLOW)]


def test_a_job_that_made_way_twice_is_let_be_while_there_is_another_worker(
    qtbot: QtBot, make_documents: Callable[..., Documents]
) -> None:
    documents = make_documents(fake_workers.stuck_in_reading)
    slow = ReadTexts("a.pdf", 0, 1, limit_s=3600)
    background = _OneRequest(slow, urgency=BACKGROUND)
    documents.add_source(background)
    documents.assign()
    documents._stops[slow] = MOST_STOPS
    (seat,) = documents._seats
    seat.since -= 60
    for number in range(2):
        urgent = _OneRequest(OpenDocument(f"{number}.pdf"))
        documents.add_source(urgent)
        documents.assign()
        wait_for(qtbot, urgent)
    assert seat.request is slow
    assert background.results == []


def test_a_password_goes_with_every_request_and_is_shown_nowhere(
    tmp_path: Path, qtbot: QtBot, make_documents: Callable[..., Documents], caplog: pytest.LogCaptureFixture
) -> None:
    with pymupdf.open("pdf", plain_pdf(2)) as paper:
        locked = paper.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=SECRET)
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked)
    documents = make_documents()
    found: list[object] = []
    documents.inspected.connect(lambda _path, outcome: found.append(outcome))

    def inspect() -> object:
        with qtbot.waitSignal(documents.inspected, timeout=WAIT_MS):
            documents.inspect(str(path))
        return found[-1]

    assert inspect() is DocumentProblem.ENCRYPTED
    documents.set_password(str(path), "not " + SECRET)
    assert inspect() is DocumentProblem.WRONG_PASSWORD
    documents.set_password(str(path), SECRET)
    assert inspect() == 2
    drawing = _OneRequest(DrawTile(str(path), whole_page(1, 10, 10)))
    documents.add_source(drawing)
    documents.assign()
    qtbot.waitUntil(lambda: drawing.results != [], timeout=WAIT_MS)
    assert isinstance(drawing.results[0], Drawn)
    assert SECRET not in repr(documents) + repr(documents._seats) + caplog.text
    documents.set_password(str(path), "")
    assert documents._passwords == {}


def wait_for(qtbot: QtBot, source: _OneRequest) -> None:
    qtbot.waitUntil(lambda: source.results != [], timeout=WAIT_MS)


class _OneRequest:
    """A source with a single request."""

    def __init__(self, request: Any, urgency: int = URGENT) -> None:
        self._waiting = [request]
        self._urgency = urgency
        self.wanted = True
        self.results: list[Any] = []
        self.sketches = 0

    def urgency(self) -> int | None:
        return self._urgency if self._waiting else None

    def take_request(self) -> Any:
        return self._waiting.pop()

    def is_wanted(self, request: Any) -> bool:
        del request
        return self.wanted

    def receive(self, request: Any, result: Any) -> None:
        del request
        self.results.append(result)

    def receive_sketch(self, request: Any, picture: Any) -> None:
        del request, picture
        self.sketches += 1


FOREVER = pytest.param(
    3600.0, marks=pytest.mark.skipif(sys.platform != "linux", reason="only there the system ends it")
)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
@pytest.mark.parametrize("limit_s", [1.0, FOREVER])
def test_killing_the_program_leaves_no_worker_and_no_shared_memory(tmp_path: Path, limit_s: float) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(pdf([ENDLESS]))
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, "utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script), str(path), str(limit_s)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert program.stdout is not None
    with program.stdout:
        slot_name = program.stdout.readline().strip()
        assert slot_name.strip("/")
        program.send_signal(signal.SIGKILL)
        program.wait()
        assert program.stdout.read() == ""  # ends when the last process that holds it is gone
    assert not (Path("/", "dev", "shm") / slot_name.strip("/")).exists()


PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication
from app.document_process import DocumentProcess
from app.page_requests import DrawTile
from widgets.page_layout import whole_page

if __name__ == "__main__":
    application = QCoreApplication([])
    process = DocumentProcess()
    process.sketched.connect(lambda *_: print(process._running.slot.name, flush=True))
    process.ask(DrawTile(sys.argv[1], whole_page(0, 1000, 1400), limit_s=float(sys.argv[2])))
    application.exec()
"""
