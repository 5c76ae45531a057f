"""The process around the PDF library: its limits, its priority, and requests that arrive over a pipe.

One JSON object each way. Asked: ``{"job", "do", "limit", "path", ...}``, with ``"password"`` where one was
typed, ``"secret"`` (hexadecimal) where the file is sealed, and what `app.page_requests` adds for ``"do"``:
open, sizes, draw, text, texts, links, outline, details, fingerprints. Answered: ``{"ready": true}`` once,
``{"job", "started": true}`` when the slot has been cleared for a drawing, and at last
``{"job", "ok": {...}}`` or ``{"job", "problem": "..."}``. Pixels of a drawing and boxes of characters (four
unsigned 16-bit numbers each) lie in the shared memory, all else in the answer. JSON and not pickle, because
the process that sends it has read a file from somebody else. What is asked wrongly is not answered: the
process ends.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from app.document_worker import PageStore

MAX_REQUEST_BYTES = 256 << 10  # a path, a password and some numbers
SELF_DESTRUCT_FACTOR = 2  # the asker kills at the limit; this is for when the asker is gone


def serve(connection: Connection, slot_name: str) -> None:
    """Answer requests until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then closes the pipe
    slot = SharedMemory(slot_name)
    from app.worker_limits import end_with_the_program, limit_memory, lower_priority, return_memory_early

    end_with_the_program()
    return_memory_early()
    from app.document_worker import PageStore  # the GUI imports this module, never PyMuPDF
    from app.worker_answers import AskedError
    from app.worker_fonts import system_fonts

    limit_memory()
    lower_priority()  # not before: somebody waits for the first page
    assert slot.buf is not None  # noqa: S101 - it has just been opened
    store = PageStore(slot.buf)
    fonts = system_fonts()
    fonts.install()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            connection.send_bytes(b'{"ready": true}')
            while True:
                _answer(connection, store, nowhere)
        except (EOFError, OSError, AskedError):
            return  # nobody is left to draw for, or nobody of ours


def _answer(connection: Connection, store: PageStore, nowhere: IO[str]) -> None:
    from app.worker_answers import carry_out, limit_of  # see serve

    request = read_request(connection.recv_bytes(MAX_REQUEST_BYTES))
    job = request.get("job")
    if not isinstance(job, int):
        raise OSError("no number of a job")
    faulthandler.dump_traceback_later(limit_of(request) * SELF_DESTRUCT_FACTOR + 1, exit=True, file=nowhere)

    def started() -> None:
        connection.send_bytes(json.dumps({"job": job, "started": True}).encode())

    answer = carry_out(request, store, started)
    faulthandler.cancel_dump_traceback_later()
    connection.send_bytes(json.dumps({"job": job, **answer}, ensure_ascii=False).encode())


def read_request(data: bytes) -> dict[str, Any]:
    """One object from the pipe; raises OSError when it is none."""
    try:
        request = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise OSError("no JSON") from error
    if not isinstance(request, dict):
        raise OSError("no object")
    return request
