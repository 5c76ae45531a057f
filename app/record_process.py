"""Writes a record in a process of its own, which nobody waits for but who asked, and which can be ended.

Laying out a long record takes seconds in which Python would let no window paint and no message through.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.record_export import Wish, permitted_record
from app.record_writing import beside, write_form
from sync.errors import KurumazaError
from widgets.record_wish import RecordForm as Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from app.policy import Policy
    from app.record_values import Progress, Record
    from sync.recorded import Recorded

PATIENCE_S: Final = 0.1
DONE, SHARE, DISK, BROKEN = "done", "share", "disk", "broken"


class Incoming(Protocol):
    """The reading end of a pipe, which is of another class on Windows."""

    def poll(self, timeout: float) -> bool:
        """Whether something comes within so many seconds."""

    def recv(self) -> Any:
        """What came. Raises EOFError and OSError."""


def write_apart(recorded: Recorded, wish: Wish, policy: Policy, progress: Progress) -> Record:
    """Write the record and wait; returns what was written. Raises KurumazaError, and what `progress` raises.

    What is there under the name already stays until the new file is whole.
    """
    record = permitted_record(recorded, wish, policy)
    with beside(wish.target) as path:
        _run(record, wish, path, progress)
    return record


def _run(record: Record, wish: Wish, path: Path, progress: Progress) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=serve, args=(theirs, record, wish.form, path, wish.language), daemon=True
    )
    try:
        process.start()
        theirs.close()
        _follow(ours, progress)
    finally:
        ours.close()
        if process.is_alive():
            process.kill()
        if process.pid is not None:
            process.join()


def _follow(connection: Incoming, progress: Progress) -> None:
    share = 0.0
    while True:
        progress(share)
        if not connection.poll(PATIENCE_S):
            continue
        try:
            what, value = connection.recv()
        except (EOFError, OSError) as error:
            raise KurumazaError("record_unwritable", "The program that writes the file ended.") from error
        match what:
            case "done":
                return
            case "share":
                share = value
            case "disk":
                raise OSError(*value)
            case _:
                raise KurumazaError("record_unwritable", f"The file could not be made: {value}.")


def serve(connection: Connection, record: Record, form: Form, path: Path, language: str) -> None:
    """Be that process: write, and tell how far it is."""
    told: Any
    try:
        with speaking(form, language):
            write_form(record, form, path, lambda share: connection.send((SHARE, share)))
    except OSError as error:
        told = (DISK, (error.errno, error.strerror))
    except Exception as error:  # noqa: BLE001 - the edge of the process: who asked has to hear of it
        told = (BROKEN, type(error).__name__)
    else:
        told = (DONE, None)
    with suppress(OSError):  # nobody waits any more
        connection.send(told)


@contextmanager
def speaking(form: Form, language: str) -> Iterator[None]:
    """Have what Qt needs to write a form, and let it speak a language: "" for that of this PC."""
    from app.language import install_language

    application = _application(form)
    translators = install_language(application, language)
    try:
        yield
    finally:
        for translator in translators:
            application.removeTranslator(translator)


def _application(form: Form) -> Any:
    """Nothing of a screen, but fonts for pages."""
    from PySide6.QtCore import QCoreApplication

    if (running := QCoreApplication.instance()) is not None:
        return running
    if form is not Form.PDF:
        return QCoreApplication(["kurumaza"])
    from PySide6.QtGui import QGuiApplication

    if sys.platform != "win32":  # there Qt finds fonts only with the real screen
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["kurumaza"])
