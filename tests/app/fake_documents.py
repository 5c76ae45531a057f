"""Document workers that answer at once with what a test laid out, in place of processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents import JobSource
    from app.page_requests import Request, Result


class FakeDocuments(QObject):
    """Carries out one request at each turn of the event loop; `answer` is the test's own worker."""

    inspected = Signal(str, object)

    def __init__(self, answer: Callable[[Request], Result]) -> None:
        super().__init__()
        self.answer = answer
        self.asked: list[Request] = []
        self.passwords: list[tuple[str, str]] = []
        self.is_held = False
        self._sources: list[JobSource] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)

    def add_source(self, source: JobSource) -> None:
        self._sources.append(source)

    def remove_source(self, source: JobSource) -> None:
        self._sources.remove(source)

    def set_password(self, path: str, password: str) -> None:
        self.passwords.append((path, password))

    def assign(self) -> None:
        self._turn.start()

    def release(self) -> None:
        """Go on after `is_held`."""
        self.is_held = False
        self.assign()

    def _carry_out(self) -> None:
        ready = [(urgency, source) for source in self._sources if (urgency := source.urgency()) is not None]
        if self.is_held or not ready:
            return
        source = min(ready, key=lambda pair: pair[0])[1]
        request = source.take_request()
        self.asked.append(request)
        result = self.answer(request)
        if source in self._sources:
            source.receive(request, result)
        self.assign()
