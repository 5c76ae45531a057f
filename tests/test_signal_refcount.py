"""PySide6 6.12.0 lost a reference at every emit on Python 3.11 until the interpreter aborted."""

import sys

from PySide6.QtCore import QObject, Signal

EMITS = 1000
NOISE = 50  # other code takes and gives a few references meanwhile


class _Bell(QObject):
    rang = Signal(bool)


def test_a_thousand_emits_keep_the_references_of_true() -> None:
    bell = _Bell()
    heard: list[bool] = []
    bell.rang.connect(lambda value: heard.append(value))  # noqa: PLW0108 - a Python slot is what is measured
    before = sys.getrefcount(True)
    for _ in range(EMITS):
        bell.rang.emit(True)
    assert len(heard) == EMITS
    heard.clear()
    assert abs(sys.getrefcount(True) - before) < NOISE
