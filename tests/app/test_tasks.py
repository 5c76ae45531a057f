import threading
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QThread

from app.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


def test_the_result_arrives_on_the_gui_thread(tasks, qtbot):
    results = []
    tasks.run(
        threading.get_ident,
        lambda worker: results.append((worker, QThread.currentThread())),
        lambda error: results.append((error, None)),
    )
    qtbot.waitUntil(lambda: bool(results))
    worker, delivered_on = results[0]
    assert worker != threading.get_ident()
    assert delivered_on is tasks.thread()


def test_an_error_takes_the_way_of_errors(tasks, qtbot):
    outcomes = []

    def fail():
        raise ValueError("no such page")

    tasks.run(fail, lambda _result: outcomes.append("result"), lambda error: outcomes.append(str(error)))
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == ["no such page"]


def test_work_that_runs_elsewhere_is_followed(tasks, qtbot):
    future: Future[int] = Future()
    results = []
    tasks.follow(future, results.append, results.append)
    future.set_result(7)
    assert results == [], "delivered before the event loop had its turn"
    qtbot.waitUntil(lambda: bool(results))
    assert results == [7]


def test_nothing_is_delivered_after_closing(qapp):
    tasks = Tasks()
    results = []
    future: Future[int] = Future()
    tasks.follow(future, results.append, results.append)
    tasks.close()
    future.set_result(1)
    qapp.processEvents()
    assert results == []
