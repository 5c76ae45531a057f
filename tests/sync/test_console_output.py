"""The console's output while nobody reads it."""

import io
import json
import os
import threading
from typing import Any

from sync.console_output import ConsoleOutput


class Gate(io.RawIOBase):
    """A file that takes nothing until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.asked = threading.Event()
        self.lines: list[dict[str, Any]] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.asked.set()
        self.opened.wait()
        self.lines.append(json.loads(bytes(data)))
        return len(data)


def test_lines_come_whole_and_in_order() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as source, open(writing, "wb") as target:  # noqa: PTH123 - handles of a pipe
        output = ConsoleOutput(target)
        output.start()
        for number in range(100):
            output.write({"id": number, "text": "髙﨑𠮷\ud800"})
        output.close()
        target.close()
        assert [json.loads(line)["id"] for line in source] == list(range(100))


def test_nobody_reading_holds_nobody_up_and_loses_no_answer() -> None:
    gate = Gate()
    output = ConsoleOutput(gate, max_waiting_bytes=200)  # type: ignore[arg-type] # a raw file will do
    output.start()
    output.write({"report": "first"})
    gate.asked.wait()
    for number in range(100):
        output.write({"report": "peer", "number": number})
    output.write({"id": 7, "ok": True})
    gate.opened.set()
    output.close()
    reports = [line for line in gate.lines if line.get("report") == "peer"]
    assert gate.lines[0] == {"report": "first"}
    assert 0 < len(reports) < 100
    assert [line["number"] for line in reports] == list(range(len(reports)))
    assert {"id": 7, "ok": True} in gate.lines
    assert gate.lines[-1]["text"].startswith(f"{100 - len(reports)} reports were left out")


def test_a_reader_that_went_away_ends_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb", buffering=0) as target:  # noqa: PTH123 - the handle of a pipe
        output = ConsoleOutput(target)  # type: ignore[arg-type] # unbuffered, so that nothing is left to flush
        output.start()
        output.write({"report": "ready"})
        output.close()
