"""The log when a viewer has its file open, which on Windows forbids to rename it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rotating_log import RotatingLog
from tests.small_disk import fill, mounted


@pytest.fixture
def log(tmp_path: Path) -> Iterator[RotatingLog]:
    handler = RotatingLog(tmp_path / "kurumaza.log", maxBytes=20, backupCount=2, encoding="utf-8")
    yield handler
    handler.close()


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("app", logging.WARNING, __file__, 1, text, None, None)


def test_a_full_file_makes_room_for_a_new_one(log: RotatingLog, tmp_path: Path) -> None:
    for text in ("the first one", "the second one"):
        log.emit(record(text))
    assert (tmp_path / "kurumaza.log").read_text("utf-8").strip() == "the second one"
    assert (tmp_path / "kurumaza.log.1").read_text("utf-8").strip() == "the first one"


@pytest.mark.parametrize("refused", ["rename", "remove"])
def test_no_record_is_lost_while_a_file_is_open_elsewhere(
    refused: str,
    log: RotatingLog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for older in (1, 2):
        (tmp_path / f"kurumaza.log.{older}").write_text("older", "utf-8")

    def refuse(*_paths: object) -> None:
        raise PermissionError(13, "in use by another program")

    with monkeypatch.context() as windows:
        windows.setattr(os, refused, refuse)
        for number in range(4):
            log.emit(record(f"number {number} of these"))
    assert (tmp_path / "kurumaza.log").read_text("utf-8").count("of these") == 4
    log.emit(record("afterwards"))
    assert (tmp_path / "kurumaza.log").read_text("utf-8").strip() == "afterwards"
    assert capsys.readouterr().err == ""


def test_row_13_a_full_disk_costs_lines_and_prints_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with mounted(tmp_path / "disk") as folder:
        handler = RotatingLog(folder / "kurumaza.log", maxBytes=10**6, backupCount=2, encoding="utf-8")
        filler = fill(folder)
        for number in range(3):
            handler.emit(record(f"{number} " + "x" * 9_000))
        filler.unlink()
        handler.emit(record("there is room"))
        handler.close()
        assert "there is room" in (folder / "kurumaza.log").read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_a_mistake_in_a_line_is_still_printed(log: RotatingLog, capsys: pytest.CaptureFixture[str]) -> None:
    log.emit(logging.LogRecord("test", logging.INFO, "", 0, "%d", ("no number",), None))
    assert "TypeError" in capsys.readouterr().err
