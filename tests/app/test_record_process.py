"""A record is written beside its place by a process of its own, and takes it only when it is whole."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import record_process
from app.policy import Policy
from app.record_export import Wish
from app.record_process import write_apart
from app.record_writing import beside
from sync.errors import KurumazaError
from tests.app.records import held_meeting, recorded, said
from widgets.record_wish import RecordForm


def nobody_stops(_share: float) -> None:
    """Go on."""


@pytest.mark.parametrize("form", RecordForm)
def test_every_form_is_written_apart(form: RecordForm, tmp_path: Path) -> None:
    target = tmp_path / f"会議 記録.{form}"
    record = write_apart(recorded(), Wish(form, target, "en"), Policy(), nobody_stops)
    assert len(record.comments) == 11
    assert target.stat().st_size > 1_000
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_it_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    for language, word in (("en", "Opinion"), ("ja", "意見")):
        target = tmp_path / f"{language}.csv"
        write_apart(recorded(), Wish(RecordForm.CSV, target, language), Policy(), nobody_stops)
        assert f",{word}," in target.read_text("utf-8-sig")


def test_who_stops_it_keeps_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("before")
    many = tuple(replace(said(f"c{number}"), body="長い話" * 200) for number in range(3_000))
    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        if share > 0:
            raise KurumazaError("cancelled", "It was stopped.")

    wish = Wish(RecordForm.PDF, target)
    with pytest.raises(KurumazaError, match="stopped"):
        write_apart(recorded(held_meeting(comments=many, groups=())), wish, Policy(), stop)
    assert 0 < shares[-1] < 0.5
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]
    assert multiprocessing.active_children() == []


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "a.json", tmp_path / ("x" * 300 + ".json")):
        with pytest.raises(KurumazaError) as refused:
            write_apart(recorded(), Wish(RecordForm.JSON, target), Policy(), nobody_stops)
        assert refused.value.code == "record_unwritable"
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_falls_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for fall, said_of_it in ((die, "ended"), (stumble, "could not be made")):
        monkeypatch.setattr(record_process, "serve", fall)
        with pytest.raises(KurumazaError, match=said_of_it) as refused:
            write_apart(recorded(), Wish(RecordForm.JSON, tmp_path / "a.json"), Policy(), nobody_stops)
        assert refused.value.code == "record_unwritable"
    assert list(tmp_path.iterdir()) == []


def die(*_arguments: object) -> None:
    """End without a word."""


def stumble(connection, *_arguments: object) -> None:
    connection.send(("broken", "ValueError"))


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_process, "serve", fill_the_disk)
    with pytest.raises(KurumazaError, match="No space left"):
        write_apart(recorded(), Wish(RecordForm.JSON, tmp_path / "a.json"), Policy(), nobody_stops)


def fill_the_disk(connection, *_arguments: object) -> None:
    connection.send(("disk", (28, "No space left on device")))


def test_the_process_tells_the_disks_own_words(qapp: QApplication, tmp_path: Path) -> None:
    told: list[tuple[str, object]] = []

    class Pipe:
        send = staticmethod(told.append)

    from app.record_making import record_of

    record = record_of(recorded())
    record_process.serve(Pipe(), record, RecordForm.JSON, tmp_path / "no" / "a", "en")  # type: ignore[arg-type]
    assert told[-1] == ("disk", (2, "No such file or directory"))
    record_process.serve(Pipe(), record, RecordForm.JSON, tmp_path / "a", "")  # type: ignore[arg-type]
    assert told[-1] == ("done", None)
    assert json.loads((tmp_path / "a").read_text("utf-8"))["title"] == "第3回 本部会議"
    record_process.serve(Pipe(), None, RecordForm.JSON, tmp_path / "b", "")  # type: ignore[arg-type]
    assert told[-1][0] == "broken"


def test_what_is_written_beside_takes_the_place_only_when_all_went_well(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("before")

    def fail(error: Exception) -> Callable[[Path], None]:
        def write(path: Path) -> None:
            path.write_text("half")
            raise error

        return write

    for error in (OSError(28, "full"), KurumazaError("cancelled", "stopped"), ZeroDivisionError()):
        with pytest.raises((KurumazaError, ZeroDivisionError)), beside(target) as path:
            fail(error)(path)
        assert [each.name for each in tmp_path.iterdir()] == ["a"]
        assert target.read_text() == "before"
    with beside(target) as path:
        path.write_text("after")
    assert target.read_text() == "after"
