"""The self-test of a copy says what works and what does not, and does not stop at the first failure."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import dev
from app import selftest
from app.paths import resource


@pytest.mark.usefixtures("qapp")
def test_this_copy_works(capsys: pytest.CaptureFixture[str]) -> None:
    dev.release_translations()
    code = selftest.run()
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("ok ")] == []
    assert len(lines) == 10
    assert code == 0


def test_what_is_missing_is_said_and_the_rest_still_checked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del qtbot
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    assert selftest.run() == 1
    lines = capsys.readouterr().out.splitlines()
    failed = {line.split(":")[0] for line in lines if line.startswith("FAILED ")}
    assert failed == {"FAILED sample meeting", "FAILED document", "FAILED languages", "FAILED icons"}
    assert "ok fonts" in lines[-1]


def test_a_damaged_document_fails_the_check(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    (tmp_path / "sample").mkdir()
    whole = resource(*selftest.DOCUMENT).read_bytes()
    tmp_path.joinpath(*selftest.DOCUMENT).write_bytes(whole[:200])
    monkeypatch.setattr(selftest, "resource", tmp_path.joinpath)
    with pytest.raises(selftest.CheckError, match="the worker answered"):
        selftest.check_document()


def test_letters_that_the_console_lacks_do_not_end_the_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ascii:
        encoding = "ascii"

        def write(self, text: str) -> int:
            return len(text.encode("ascii"))

        def flush(self) -> None:
            pass

    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", Ascii())
        assert selftest.report("fonts", lambda: "明朝")
    assert selftest.report("fonts", lambda: "明朝")
    assert capsys.readouterr().out == "ok fonts: 明朝\n"
