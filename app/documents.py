"""The document workers together: who draws next, and what a received file is."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.document_problem import DocumentProblem
from app.document_process import DocumentProcess
from app.page_requests import Drawn, Failure, OpenDocument, Opened, Request, Result, Withdrawn, page_of
from app.worker_process import serve
from app.worker_start import Serve, StartedWorker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QImage

URGENT = 0  # somebody looks at the empty place now
PROMPT = 1  # somebody waits for it, and sees something meanwhile
INSPECTION = 5
STOP_AFTER_S = 0.3  # how long work that can wait may hold up work that somebody needs now
MOST_STOPS = 2  # of one job: after that it is merely slow, and would never be done
REMEMBERED_JOBS = 1_000
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
    urgency: int = URGENT
    since: float = 0.0
    recent: deque[tuple[str, int | None]] = field(default_factory=lambda: deque(maxlen=REMEMBERED_PAGES))

    @property
    def can_wait(self) -> bool:
        """Whether it does something that nobody waits for."""
        return self.request is not None and self.urgency > PROMPT


class Documents(QObject):
    """At most ``most`` worker processes, shared by everybody who shows or inspects documents.

    Only one of them does work that can wait, so that another one is there for what somebody looks at.
    """

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
        self._stops: dict[Request, int] = {}  # how often a job was stopped that is still of use
        self._passwords: dict[str, str] = {}  # never written anywhere
        self._secrets: dict[str, bytes] = {}  # of confidential files, nor are these
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

    def set_secrets(self, secrets: Mapping[str, bytes]) -> None:
        """What opens each confidential file that may be read now; what is left out no worker keeps."""
        gone = self._secrets.keys() - secrets.keys()
        self._secrets = dict(secrets)
        if gone:
            self.let_go()

    def let_go(self) -> None:
        """Have no file open: one of them may be read no longer, and each worker may have any of them open.

        Windows removes and replaces no file that somebody has open.
        """
        for seat in self._seats:
            seat.recent.clear()
            seat.worker.replace()

    def add_source(self, source: JobSource) -> None:
        """Let somebody use the workers."""
        self._sources.append(source)

    def remove_source(self, source: JobSource) -> None:
        """Forget somebody; what a worker still does for it is stopped when it is in the way."""
        self._sources.remove(source)

    def assign(self) -> None:
        """Give free workers the most urgent requests there are now."""
        while not self._is_closed and (source := self._most_urgent()) is not None:
            if not self._has_room(source):
                return
            urgency = source.urgency() or URGENT
            request = source.take_request()
            seat = self._free_seat(request)
            seat.source, seat.request, seat.urgency = source, request, urgency
            seat.since = time.monotonic()
            seat.recent.append((request.path, page_of(request)))
            password, secret = self._passwords.get(request.path, ""), self._secrets.get(request.path, b"")
            seat.worker.ask(request, password, secret)

    def close(self) -> None:
        """End all processes."""
        self._is_closed = True
        self._look_again.stop()
        for seat in self._seats:
            seat.worker.close()
        self._seats.clear()
        self._passwords.clear()
        self._secrets.clear()

    def _most_urgent(self) -> JobSource | None:
        waiting = [(urgency, source) for source in self._sources if (urgency := source.urgency()) is not None]
        return min(waiting, key=lambda pair: pair[0])[1] if waiting else None

    def _has_room(self, source: JobSource) -> bool:
        """Whether a worker can take the next request of this source now; sees to it that one soon can."""
        urgency = source.urgency()
        if urgency is None or (urgency > PROMPT and any(seat.can_wait for seat in self._seats)):
            return False
        free = [seat for seat in self._seats if seat.request is None]
        if any(seat.worker.is_settled for seat in free):
            return True
        if not self._seats:
            self._add_worker()
            return True
        if free and len(self._seats) == 1:
            return True  # it is starting, and there is no other
        if not free and urgency <= PROMPT and len(self._seats) < self._most:
            self._add_worker()  # whichever is ready first gets the request, this one or one that is busy
        if urgency == URGENT:
            self._stop_what_can_wait()
        return False

    def _free_seat(self, request: Request) -> _Seat:
        """The free worker that is there, and rather the one that has the page or the document in memory."""
        free = [seat for seat in self._seats if seat.request is None]
        page = (request.path, page_of(request))

        def lacks(seat: _Seat) -> tuple[bool, bool, bool]:
            has_document = any(path == request.path for path, _page in seat.recent)
            return not seat.worker.is_settled, page not in seat.recent, not has_document

        return min(free, key=lacks)

    def _stop_what_can_wait(self) -> None:
        now = time.monotonic()
        stoppable = [seat for seat in self._seats if self._may_be_stopped(seat)]
        if not stoppable:
            return
        oldest = min(stoppable, key=lambda seat: seat.since)
        if now - oldest.since >= STOP_AFTER_S:
            oldest.worker.abandon()
        elif not self._look_again.isActive():
            self._look_again.start()

    def _may_be_stopped(self, seat: _Seat) -> bool:
        if seat.request is None:
            return False
        if not _is_needed(seat, self._sources):
            return True
        return seat.can_wait and (self._stops.get(seat.request, 0) < MOST_STOPS or len(self._seats) == 1)

    def _add_worker(self, started: StartedWorker | None = None) -> _Seat:
        seat = _Seat(DocumentProcess(self, target=self._target, started=started))
        seat.worker.finished.connect(lambda request, result: self._finished(seat, request, result))
        seat.worker.settled.connect(self.assign)
        seat.worker.sketched.connect(lambda request, picture: self._sketched(seat, request, picture))
        self._seats.append(seat)
        return seat

    def _finished(self, seat: _Seat, request: Request, result: Result) -> None:
        if seat.can_wait and _is_needed(seat, self._sources):
            result = self._counted(request, result)
        source, seat.source, seat.request = seat.source, None, None
        if source is not None and source in self._sources:
            source.receive(request, result)
        if isinstance(result, Drawn) and 0 < len(self._seats) < self._most:
            self._add_worker()  # somebody reads: the second one is there before it is needed
        self.assign()

    def _counted(self, request: Request, result: Result) -> Result:
        """Note that a job was stopped; what cannot be done between urgent work is too slow to be done."""
        if not isinstance(result, Withdrawn):
            self._stops.pop(request, None)
            return result
        if self._stops.get(request, 0) >= MOST_STOPS:
            del self._stops[request]
            return Failure(DocumentProblem.TOO_SLOW)
        if len(self._stops) > REMEMBERED_JOBS:
            self._stops.clear()
        self._stops[request] = self._stops.get(request, 0) + 1
        return result

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
