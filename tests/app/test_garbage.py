"""Garbage is taken apart on the GUI thread, whichever thread left it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.garbage import ALL, OLDER, QUIET_S, YOUNGEST, GarbageCollection, collect_due

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
    collection = GarbageCollection(many=10_000_000)
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


def let_the_oldest_be_due() -> None:
    while gc.get_count()[ALL] <= OLDER:
        gc.collect(1)


def test_many_old_objects_are_set_aside_instead_of_looked_through() -> None:
    ends: list[threading.Thread] = []
    gc.unfreeze()  # what the program of another test set aside
    gc.collect()  # what there is now is old
    try:
        let_the_oldest_be_due()
        collect_due(many=10_000_000)
        assert gc.get_freeze_count() == 0
        let_the_oldest_be_due()
        cycle = Cycle(ends)
        del cycle
        collect_due(many=100)
        assert ends == []
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects(ALL)) < 100
    finally:
        gc.unfreeze()
        gc.collect()
    assert ends == [threading.main_thread()]


def test_what_was_set_aside_is_looked_through_once_it_is_quiet() -> None:
    clock = {"now": 0.0, "used": 0.0}
    gc.unfreeze()  # what the program of another test set aside
    gc.collect()
    collection = GarbageCollection(now_s=lambda: clock["now"], used_s=lambda: clock["used"])
    ends: list[threading.Thread] = []
    kept = Cycle(ends)
    gc.freeze()
    del kept
    clock |= {"now": QUIET_S, "used": QUIET_S}  # somebody scrolls all the time
    collection.look()
    gc.collect()
    assert ends == []
    clock["now"] += QUIET_S
    collection.look()
    assert ends == [threading.main_thread()]
    collection.close()
    assert gc.get_freeze_count() == 0
