"""The document workers together: who draws next, and what a received file is."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.document_problem import DocumentProblem
from app.document_process import DocumentProcess
from app.page_requests import Failure, OpenDocument, Opened, Request, Result, page_of
from app.worker_process import serve
from app.worker_start import Serve, StartedWorker

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

URGENT = 0  # somebody looks at the empty place now
INSPECTION = 5
STOP_AFTER_S = 0.3  # how long work that nobody needs any more may hold up work that somebody needs
REMEMBERED_PAGES = 6


class JobSource(Protocol):
    """Has requests for the workers, and keeps them until a worker is free, so it can change its mind."""

    def urgency(self) -> int | None:
        """How urgent the next request is, 0 most; None when there is none."""

    def take_request(self) -> Request:
        """The next request, which a worker starts with now."""

    def is_wanted(self, request: Request) -> bool:
        """Whether a request that was taken is still of use."""

    def receive(self, request: Request, result: Result) -> None:
        """The outcome of a request that was taken."""

    def receive_sketch(self, request: Request, picture: QImage) -> None:
        """What there is so far of a drawing that takes long."""


@dataclass
class _Seat:
    """A worker and what it is doing."""

    worker: DocumentProcess
    source: JobSource | None = None
    request: Request | None = None
    since: float = 0.0
    recent: deque[tuple[str, int | None]] = field(default_factory=lambda: deque(maxlen=REMEMBERED_PAGES))


class Documents(QObject):
    """At most ``most`` worker processes, shared by everybody who shows or inspects documents."""

    inspected = Signal(str, object)  # path, number of pages or DocumentProblem

    def __init__(self, parent: QObject | None = None, *, most: int = 2, target: Serve = serve) -> None:
        super().__init__(parent)
        self._most = most
        self._target = target
        self._seats: list[_Seat] = []
        self._inspections = _Inspections(self)
        self._sources: list[JobSource] = [self._inspections]
        self._look_again = QTimer(self, singleShot=True, interval=round(STOP_AFTER_S * 1000))
        self._look_again.timeout.connect(self.assign)
        self._passwords: dict[str, str] = {}  # never written anywhere
        self._is_closed = False

    def start_early(self, started: StartedWorker | None = None) -> None:
        """Let the first worker load its library while the window is built; it may run already."""
        if not self._seats:
            self._add_worker(started)

    def inspect(self, path: str) -> None:
        """Find out how many pages a file has or what is wrong with it; ``inspected`` tells."""
        self._inspections.add(path)
        self.assign()

    def set_password(self, path: str, password: str) -> None:
        """Open the document with this from now on; it is kept in memory only, and forgotten when empty."""
        if password:
            self._passwords[path] = password
        else:
            self._passwords.pop(path, None)

    def add_source(self, source: JobSource) -> None:
        """Let somebody use the workers."""
        self._sources.append(source)

    def remove_source(self, source: JobSource) -> None:
        """Forget somebody; what a worker still does for it is stopped when it is in the way."""
        self._sources.remove(source)

    def assign(self) -> None:
        """Give free workers the most urgent requests there are now."""
        while not self._is_closed and (source := self._most_urgent()) is not None:
            seat = self._free_seat(source)
            if seat is None:
                return
            request = source.take_request()
            seat.source, seat.request, seat.since = source, request, time.monotonic()
            seat.recent.append((request.path, page_of(request)))
            seat.worker.ask(request, self._passwords.get(request.path, ""))

    def close(self) -> None:
        """End all processes."""
        self._is_closed = True
        self._look_again.stop()
        for seat in self._seats:
            seat.worker.close()
        self._seats.clear()
        self._passwords.clear()

    def _most_urgent(self) -> JobSource | None:
        waiting = [(urgency, source) for source in self._sources if (urgency := source.urgency()) is not None]
        return min(waiting, key=lambda pair: pair[0])[1] if waiting else None

    def _free_seat(self, source: JobSource) -> _Seat | None:
        free = [seat for seat in self._seats if seat.request is None]
        if free:
            return free[0]
        is_urgent = source.urgency() == URGENT
        if not self._seats or (is_urgent and len(self._seats) < self._most):
            return self._add_worker()
        if is_urgent:
            self._stop_what_nobody_needs()
        return None

    def _stop_what_nobody_needs(self) -> None:
        now = time.monotonic()
        unneeded = [seat for seat in self._seats if not _is_needed(seat, self._sources)]
        if not unneeded:
            return
        oldest = min(unneeded, key=lambda seat: seat.since)
        if now - oldest.since >= STOP_AFTER_S:
            oldest.worker.abandon()
        elif not self._look_again.isActive():
            self._look_again.start()

    def _add_worker(self, started: StartedWorker | None = None) -> _Seat:
        seat = _Seat(DocumentProcess(self, target=self._target, started=started))
        seat.worker.finished.connect(lambda request, result: self._finished(seat, request, result))
        seat.worker.sketched.connect(lambda request, picture: self._sketched(seat, request, picture))
        self._seats.append(seat)
        return seat

    def _finished(self, seat: _Seat, request: Request, result: Result) -> None:
        source, seat.source, seat.request = seat.source, None, None
        if source is not None and source in self._sources:
            source.receive(request, result)
        self.assign()

    def _sketched(self, seat: _Seat, request: Request, picture: QImage) -> None:
        if seat.request is request and seat.source is not None and seat.source in self._sources:
            seat.source.receive_sketch(request, picture)


class _Inspections:
    """Files whose pages nobody has counted yet."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._paths: deque[str] = deque()
        self._lost_worker: set[str] = set()  # files over which a worker has died once

    def add(self, path: str) -> None:
        self._lost_worker.discard(path)
        self._put(path)

    def _put(self, path: str) -> None:
        if path not in self._paths:
            self._paths.append(path)

    def urgency(self) -> int | None:
        return INSPECTION if self._paths else None

    def take_request(self) -> Request:
        return OpenDocument(self._paths.popleft())

    def is_wanted(self, request: Request) -> bool:
        return isinstance(request, OpenDocument)

    def receive(self, request: Request, result: Result) -> None:
        match result:
            case Opened(pages):
                self._documents.inspected.emit(request.path, pages)
            case Failure(DocumentProblem.WORKER_DIED) if request.path not in self._lost_worker:
                self._lost_worker.add(request.path)
                self._put(request.path)  # it may not have been the fault of this file
            case Failure(problem):
                self._documents.inspected.emit(request.path, problem)
            case _:
                self._put(request.path)  # it was stopped for something more urgent

    def receive_sketch(self, request: Request, picture: QImage) -> None:
        """Nothing is drawn here."""


def _is_needed(seat: _Seat, sources: list[JobSource]) -> bool:
    if seat.request is None or seat.source is None:
        return True
    return seat.source in sources and seat.source.is_wanted(seat.request)
