from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.document_problem import DocumentProblem
from app.document_process import DocumentProcess
from app.documents import Documents
from app.page_requests import (
    Drawn,
    DrawTile,
    Failure,
    MeasurePages,
    OpenDocument,
    Opened,
    PageSizes,
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
    slow = OpenDocument("a.pdf", limit_s=0.05)
    assert answer(qtbot, process, slow) == Failure(DocumentProblem.TOO_SLOW)
    assert multiprocessing.active_children() == []


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


class _OneRequest:
    """A source with a single request."""

    def __init__(self, request: Any) -> None:
        self._waiting = [request]
        self.wanted = True
        self.results: list[Any] = []
        self.sketches = 0

    def urgency(self) -> int | None:
        return 0 if self._waiting else None

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
