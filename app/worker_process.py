"""The process around the PDF library: its limits, its priority, and requests that arrive over a pipe.

One JSON object each way. Asked: ``{"job", "do": "open"|"sizes"|"draw", "limit", "path", ...}``.
Answered: ``{"ready": true}`` once, ``{"job", "started": true}`` when the slot has been cleared for a
drawing, and at last ``{"job", "ok": {...}}`` or ``{"job", "problem": "..."}``. JSON and not pickle,
because the process that sends it has read a file from somebody else.
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
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from app.document_worker import PageStore

SELF_DESTRUCT_FACTOR = 2  # the asker kills at the limit; this is for when the asker is gone


def serve(connection: Connection, slot_name: str) -> None:
    """Answer requests until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then closes the pipe
    slot = SharedMemory(slot_name)
    from app.worker_limits import end_with_the_program, limit_memory, lower_priority, return_memory_early

    end_with_the_program()
    return_memory_early()
    from app.document_worker import PageStore  # the GUI imports this module, never PyMuPDF

    limit_memory()
    lower_priority()  # not before: somebody waits for the first page
    assert slot.buf is not None  # noqa: S101 - it has just been opened
    store = PageStore(slot.buf)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            connection.send_bytes(b'{"ready": true}')
            while True:
                _answer(connection, store, nowhere)
        except (EOFError, OSError):
            return  # nobody is left to draw for


def _answer(connection: Connection, store: PageStore, nowhere: IO[str]) -> None:
    request = json.loads(connection.recv_bytes())
    faulthandler.dump_traceback_later(request["limit"] * SELF_DESTRUCT_FACTOR + 1, exit=True, file=nowhere)

    def started() -> None:
        connection.send_bytes(json.dumps({"job": request["job"], "started": True}).encode())

    reply = {"job": request["job"], **carry_out(request, store, started)}
    faulthandler.cancel_dump_traceback_later()
    connection.send_bytes(json.dumps(reply).encode())


def carry_out(request: dict[str, Any], store: PageStore, started: Callable[[], None]) -> dict[str, Any]:
    """Do what is asked; a document that cannot be shown is an answer, not an exception."""
    from app.document_worker import DocumentError  # see serve

    path = request["path"]
    try:
        match request["do"]:
            case "open":
                pages = store.page_count(path)
                return {"ok": {"pages": pages, "sizes": store.page_sizes(path, 0, request["count"])}}
            case "sizes":
                return {"ok": {"sizes": store.page_sizes(path, request["first"], request["count"])}}
            case "export_notes":
                from app.worker_notes import export_notes  # see serve

                return {"ok": export_notes(request)}
            case _:
                store.prepare(path, request["page"])
                store.draw(path, request["page"], tuple(request["whole"]), tuple(request["part"]), started)
                return {"ok": {}}
    except DocumentError as error:
        return {"problem": error.problem.value}
