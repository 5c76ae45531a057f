"""Workers that misbehave, each in one way; in a module, because they run in a process of their own."""

from __future__ import annotations

import json
import os
import signal
import time
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

MARK = "KURUMAZA_TEST_MARK"  # names the variable with a file that the first worker leaves behind
OPENED = {"pages": 3, "sizes": [[595, 842]] * 3}


def _serve(
    connection: Connection, slot_name: str, answer: Callable[[Connection, dict[str, Any]], None]
) -> None:
    slot = SharedMemory(slot_name)
    try:
        connection.send_bytes(b'{"ready": true}')
        while True:
            answer(connection, json.loads(connection.recv_bytes()))
    except (EOFError, OSError):
        slot.close()


def _say(connection: Connection, message: object) -> None:
    connection.send_bytes(json.dumps(message).encode())


def garbage(connection: Connection, slot_name: str) -> None:
    _serve(connection, slot_name, lambda pipe, _request: pipe.send_bytes(b"\x80\x04garbage"))


def oversized(connection: Connection, slot_name: str) -> None:
    _serve(connection, slot_name, lambda pipe, _request: pipe.send_bytes(b" " * (1 << 20)))


def wrong_job(connection: Connection, slot_name: str) -> None:
    _serve(connection, slot_name, lambda pipe, _request: _say(pipe, {"job": 99_999, "ok": OPENED}))


def impossible_pages(connection: Connection, slot_name: str) -> None:
    _serve(
        connection, slot_name, lambda pipe, request: _say(pipe, {"job": request["job"], "ok": {"pages": -1}})
    )


def silent(connection: Connection, slot_name: str) -> None:
    _serve(connection, slot_name, lambda _pipe, _request: None)


def suicidal(connection: Connection, slot_name: str) -> None:
    _serve(connection, slot_name, lambda _pipe, _request: os.kill(os.getpid(), signal.SIGTERM))


def dies_at_first(connection: Connection, slot_name: str) -> None:
    """Dies over a file that nobody has died over; a file in its place marks that."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        mark = Path(request["path"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGTERM)
        _say(pipe, {"job": request["job"], "ok": OPENED})

    _serve(connection, slot_name, answer)


def talkative(connection: Connection, slot_name: str) -> None:
    """Answers, and says more than it was asked."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        for _time in range(2):
            _say(pipe, {"job": request["job"], "ok": OPENED})

    _serve(connection, slot_name, answer)


def never_ready(connection: Connection, slot_name: str) -> None:
    del connection, slot_name


def stuck_in_drawing(connection: Connection, slot_name: str) -> None:
    """Opens like a good one, draws half a page grey, and never ends."""
    slot = SharedMemory(slot_name)

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        if request["do"] != "draw":
            sizes = OPENED["sizes"]
            _say(pipe, {"job": request["job"], "ok": {"pages": 3, "sizes": sizes}})
            return
        assert slot.buf is not None
        slot.buf[:400] = b"\x80" * 400
        _say(pipe, {"job": request["job"], "started": True})
        while True:
            time.sleep(60)

    _serve(connection, slot_name, answer)


def slow_to_start(connection: Connection, slot_name: str) -> None:
    """The first one is there at once, and answers after a moment; each further one never starts."""
    mark = Path(os.environ[MARK])
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        time.sleep(3600)

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        time.sleep(0.05)
        _say(pipe, {"job": request["job"], "ok": OPENED})

    _serve(connection, slot_name, answer)


def stuck_in_reading(connection: Connection, slot_name: str) -> None:
    """Opens and draws, and never ends to read text."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        if request["do"].startswith("text"):
            time.sleep(3600)
        _say(pipe, {"job": request["job"], "ok": OPENED})

    _serve(connection, slot_name, answer)


def hesitant(connection: Connection, slot_name: str) -> None:
    """Begins an answer and does not end it."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        del request
        os.write(pipe.fileno(), b"\x00\x00\x00\x10{")
        time.sleep(3600)

    _serve(connection, slot_name, answer)


def boasting(connection: Connection, slot_name: str) -> None:
    """Announces an answer of a gigabyte."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        del request
        os.write(pipe.fileno(), (1 << 30).to_bytes(4, "big") + b"{")

    _serve(connection, slot_name, answer)


def raving(connection: Connection, slot_name: str) -> None:
    """Gives as the answer to anything what the name of the file says."""

    def answer(pipe: Connection, request: dict[str, Any]) -> None:
        text = bytes.fromhex(request["path"]).replace(b"JOB", str(request["job"]).encode())
        pipe.send_bytes(text)

    _serve(connection, slot_name, answer)
