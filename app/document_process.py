"""One worker process and the thread that talks with it; a worker that hangs, dies or lies is replaced."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.document_problem import DocumentProblem
from app.page_replies import ReplyError, most_reply_bytes, read_message, read_result
from app.page_requests import DrawTile, Failure, Request, Result, Withdrawn
from app.pixels import BYTES_PER_PIXEL, PixelSlot
from app.watchdog import Watchdog
from app.worker_process import serve
from app.worker_start import SLOT_BYTES, Serve, StartedWorker, start_worker
from widgets.page_layout import Shade

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from PySide6.QtGui import QImage

START_LIMIT_S = 30.0
SKETCH_EVERY_S = 0.35
MESSAGE_LIMIT_S = 2.0  # from the first byte of a message to its last
READY_BYTES = 1 << 10

log = logging.getLogger(__name__)


class WorkerLostError(Exception):
    """The process is gone or of no use; carries what the page should say."""

    def __init__(self, problem: DocumentProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass
class _Process:
    process: SpawnProcess
    connection: Connection
    slot: PixelSlot
    watchdog: Watchdog  # a message that is begun and not ended would be waited for without end

    def is_waiting(self) -> bool:
        """Whether it is there and has nothing to say, as between two requests."""
        try:
            return self.process.is_alive() and not self.connection.poll()
        except OSError:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.watchdog.close()
        self.connection.close()
        self.slot.close()
        self.process.close()


class DocumentProcess(QObject):
    """Carries out one request after the other; its signals are delivered on the thread that made it."""

    finished = Signal(object, object)  # Request, Result
    sketched = Signal(object, object)  # Request, QImage of what has been drawn so far
    settled = Signal()  # it has started, or cannot: what is asked now is answered without waiting for that

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        target: Serve = serve,
        started: StartedWorker | None = None,
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._started = started
        self._requests: queue.SimpleQueue[tuple[int, Request, str, bytes] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._running: _Process | None = None
        self._jobs = 0
        self._current = 0  # number of the job that the thread is at, 0 between jobs
        self._abandoned = 0
        self._is_let_go = False
        self._closing = False
        self._is_settled = False
        self._thread = threading.Thread(target=self._run, name="documents", daemon=True)
        self._thread.start()

    @property
    def is_settled(self) -> bool:
        """Whether it is not on its way to start."""
        return self._is_settled

    def ask(self, request: Request, password: str = "", secret: bytes = b"") -> None:
        """Carry out a request; the answer comes with ``finished``, always."""
        self._jobs += 1
        self._requests.put((self._jobs, request, password, secret))

    def replace(self) -> None:
        """Let go of all that the process has in memory: the next request is carried out by a new one."""
        with self._lock:
            self._abandoned = self._current
            if self._running is not None:
                self._is_let_go = True
                self._running.process.kill()

    def abandon(self) -> None:
        """Stop the newest request, if it is still at work, at the price of a new process."""
        with self._lock:
            self._abandoned = self._jobs
            if self._current == self._jobs and self._running is not None:
                self._running.process.kill()

    def close(self) -> None:
        """End the process and the thread; nothing is reported any more."""
        with self._lock:
            self._closing = True
            if self._running is not None:
                self._running.process.kill()
        self._requests.put(None)
        self._thread.join()

    def _run(self) -> None:
        self._settle()
        while (item := self._requests.get()) is not None:
            number, request, password, secret = item
            with self._lock:
                self._current = number
            result = self._carry_out(number, request, password, secret)
            with self._lock:
                self._current = 0
                if self._closing:
                    break
            self._is_settled = self._running is not None
            self.finished.emit(request, result)
            if not self._is_settled:
                self._settle()
        self._drop()

    def _settle(self) -> None:
        """Let the PDF library load before somebody asks for a page."""
        try:
            self._start()
        except WorkerLostError:
            self._drop()  # the next request tries again and reports it
        self._is_settled = True
        if not self._closing:
            self.settled.emit()

    def _carry_out(self, number: int, request: Request, password: str, secret: bytes) -> Result:
        if self._closing or self._abandoned == number:
            return Withdrawn()
        if self._running is not None and (self._is_let_go or not self._running.is_waiting()):
            if self._is_told_to_end():
                return Withdrawn()
            # one that was just killed may seem to be waiting for a moment; or it had just answered
            if not self._is_let_go and self._abandoned != number - 1:
                log.warning("a document worker was replaced: it ended between two requests")
            self._drop()  # no page is to blame
        try:
            worker = self._running or self._start()
            message = {**request.message(), "job": number, "limit": request.limit_s}
            if password:
                message["password"] = password
            if secret:
                message["secret"] = secret.hex()
            return self._exchange(worker, number, request, json.dumps(message).encode())
        except WorkerLostError as lost:
            self._drop()
            if self._closing or self._abandoned == number:
                return Withdrawn()
            log.warning("a document worker was replaced: %s", lost.problem.value)
            return Failure(lost.problem)

    def _is_told_to_end(self) -> bool:
        """Whether `close` was called, perhaps since this was looked at last."""
        return self._closing

    def _start(self) -> _Process:
        try:
            started, self._started = self._started or start_worker(self._target), None
        except OSError as error:
            raise WorkerLostError(DocumentProblem.WORKER_DIED) from error
        watchdog = Watchdog(MESSAGE_LIMIT_S, started.process.kill)
        worker = _Process(started.process, started.connection, PixelSlot(started.memory), watchdog)
        with self._lock:
            self._running = worker
            if self._closing:
                worker.process.kill()
        if self._receive(worker, time.monotonic() + START_LIMIT_S, READY_BYTES) != {"ready": True}:
            raise WorkerLostError(DocumentProblem.WORKER_DIED)
        worker.slot.forget_name()
        return worker

    def _exchange(self, worker: _Process, number: int, request: Request, message: bytes) -> Result:
        try:
            worker.connection.send_bytes(message)
        except OSError as error:
            raise WorkerLostError(DocumentProblem.WORKER_DIED) from error
        deadline = time.monotonic() + request.limit_s
        drawing = False
        while True:
            until = min(deadline, time.monotonic() + SKETCH_EVERY_S) if drawing else deadline
            reply = self._receive(worker, until, most_reply_bytes(request), or_none=until < deadline)
            if reply is None:
                if isinstance(request, DrawTile):
                    self.sketched.emit(request, _sketch(worker, request))
                continue
            if reply.get("job") != number:
                raise WorkerLostError(DocumentProblem.WORKER_DIED)
            if reply.get("started") is True and not drawing:
                drawing = True
                continue
            return _result(worker, request, reply)

    def _receive(
        self, worker: _Process, until: float, most_bytes: int, *, or_none: bool = False
    ) -> dict[str, Any] | None:
        try:
            if not worker.connection.poll(max(0.0, until - time.monotonic())):
                if or_none:
                    return None
                raise WorkerLostError(DocumentProblem.TOO_SLOW)
            with worker.watchdog.limited():
                data = worker.connection.recv_bytes(most_bytes)
            return read_message(data)
        except (EOFError, OSError, ReplyError) as error:
            raise WorkerLostError(DocumentProblem.WORKER_DIED) from error

    def _drop(self) -> None:
        with self._lock:
            worker, self._running = self._running, None
            self._is_let_go = False
        if worker is not None:
            worker.kill()


def _result(worker: _Process, request: Request, reply: dict[str, Any]) -> Result:
    try:
        return read_result(request, reply, worker.slot)
    except ReplyError as error:
        raise WorkerLostError(DocumentProblem.WORKER_DIED) from error


def _sketch(worker: _Process, request: DrawTile) -> QImage:
    part = request.tile.part
    picture = worker.slot.picture(part.width, part.height)
    if request.tile.shade is Shade.INVERTED:  # a worker shades what is complete; a white page would dazzle
        picture.invertPixels()
    return picture


def fits_a_slot(pixels: int) -> bool:
    """Whether that many pixels can be drawn in one request."""
    return pixels * BYTES_PER_PIXEL <= SLOT_BYTES
