"""What is said in consoles and pipes of every kind; those of Windows are made here from their encodings."""

from __future__ import annotations

import errno
import io

import pytest

from app.main import main
from app.selftest import unseen
from app.terminal import complain, say


class Pipe(io.RawIOBase):
    """A pipe that answers every write with an error of the system."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(self.number, "no")


@pytest.mark.parametrize("encoding", ["cp932", "cp1252", "ascii", "utf-8"])
def test_a_line_is_said_whatever_letters_the_console_lacks(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding=encoding, newline="\n"))
    say("席 4 posted '賛成 🙂'")
    said = written.getvalue().decode(encoding)
    assert said.endswith("'\n")
    assert " posted " in said
    assert ("賛成" in said) == (encoding in ("cp932", "utf-8"))


def test_without_standard_output_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    say("ok")


def test_a_pipe_of_windows_that_nobody_reads_is_a_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = io.TextIOWrapper(io.BufferedWriter(Pipe(errno.EINVAL), 1))
    monkeypatch.setattr("sys.stdout", broken)
    with pytest.raises(BrokenPipeError):
        say("step")
    broken.detach().detach()


def test_a_full_disk_is_no_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    full = io.TextIOWrapper(io.BufferedWriter(Pipe(errno.ENOSPC), 1))
    monkeypatch.setattr("sys.stdout", full)
    with pytest.raises(OSError, match="no") as found:
        say("step")
    assert found.value.errno == errno.ENOSPC
    full.detach().detach()


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    complain("no room")
    assert capsys.readouterr().err == "kurumaza: no room\n"


@pytest.mark.parametrize("missing", ["sys.stdin", "sys.stdout"])
def test_a_node_needs_standard_input_and_output(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(missing, None)
    assert main(["node"]) == 2
    assert "kurumaza-console" in capsys.readouterr().err


def test_wrong_usage_is_said_in_a_box_where_there_is_no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("app.terminal.complain", said.append)
    with pytest.raises(SystemExit) as ended:
        main(["join", "--dance"])
    assert ended.value.code == 2
    assert said == ["unknown argument: --dance"]


def test_the_self_test_draws_with_the_real_screen_on_windows_alone() -> None:
    assert unseen("win32") == {}
    assert unseen("linux") == {"QT_QPA_PLATFORM": "offscreen"}
