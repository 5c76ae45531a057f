"""Garbage is taken apart on the GUI thread, whichever thread left it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.garbage import YOUNGEST, GarbageCollection

WAIT_MS = 10_000


class Cycle:
    """Says on which thread it was taken apart."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self.itself = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


@pytest.fixture
def collection() -> Iterator[GarbageCollection]:
    gc.enable()
    collection = GarbageCollection()
    yield collection
    collection.close()
    gc.disable()  # as it is between tests


def make(ends: list[threading.Thread]) -> None:
    """Leave many cycles behind, many more than the interpreter lets lie when it looks for them itself."""
    for _ in range(4 * YOUNGEST):
        Cycle(ends)


def test_what_a_thread_leaves_is_taken_apart_on_the_gui_thread(
    collection: GarbageCollection, qtbot: QtBot
) -> None:
    ends: list[threading.Thread] = []
    thread = threading.Thread(target=make, args=(ends,))
    thread.start()
    thread.join()
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) == 4 * YOUNGEST, timeout=WAIT_MS)
    assert set(ends) == {threading.main_thread()}


def test_old_garbage_is_found_too(collection: GarbageCollection, qtbot: QtBot) -> None:
    ends: list[threading.Thread] = []
    old = Cycle(ends)
    gc.collect()  # it is of the oldest generation now
    del old

    def is_taken() -> bool:
        make([])
        gc.collect(0)  # time passes
        return bool(ends)

    qtbot.waitUntil(is_taken, timeout=WAIT_MS)


def test_at_the_end_it_is_as_before() -> None:
    assert not gc.isenabled()
    GarbageCollection().close()
    assert not gc.isenabled()
    gc.enable()
    collection = GarbageCollection()
    assert not gc.isenabled()
    collection.close()
    assert gc.isenabled()
    gc.disable()
