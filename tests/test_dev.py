"""The chores: what they refuse, what they repeat, and what the locked requirements promise."""

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev

LISTS = ("requirements.txt", "requirements-dev.txt")


def locked(name: str) -> dict[str, str]:
    """Return each pinned package of a list with the lines that follow its name."""
    text = re.sub(r"^#.*\n", "", (dev.ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    entries = re.findall(r"^([A-Za-z0-9._-]+)==(\S+(?:.*\n(?: .*\n)*))", text, flags=re.MULTILINE)
    return {package.lower(): rest for package, rest in entries}


def declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~ ]", line, maxsplit=1)[0].lower() for line in requirements}


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_by_hash_and_names_no_place(name: str) -> None:
    entries = locked(name)
    lines = (dev.ROOT / name).read_text("utf-8").splitlines()
    assert len(entries) == sum(1 for line in lines if re.match(r"[A-Za-z]", line))
    assert all(rest.count("--hash=sha256:") >= 1 for rest in entries.values())
    assert not [line for line in lines if "://" in line]


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))
    assert declared(project["project"]["dependencies"]) <= locked("requirements.txt").keys()
    assert declared(project["dependency-groups"]["install"]) <= locked("requirements.txt").keys()
    assert declared(project["dependency-groups"]["dev"]) <= locked("requirements-dev.txt").keys()


def test_both_lists_agree_where_they_overlap() -> None:
    run, development = locked("requirements.txt"), locked("requirements-dev.txt")
    for package in run.keys() & development.keys():
        assert re.findall(r"sha256:\w+", run[package]) == re.findall(r"sha256:\w+", development[package])


def test_an_old_python_still_understands_the_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((dev.ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == "Kurumaza needs Python 3.11 or newer; this is 3.9.\n"


def test_an_unknown_word_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    shown = capsys.readouterr().err
    assert all(f"  {word} " in shown for word in dev.CHORES)


def test_an_unknown_trial_is_one_sentence_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["soak", "dance"]) == 1
    assert "There is no dance in tests/soak; there is " in capsys.readouterr().err


def test_a_missing_system_package_is_one_sentence_with_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(_arguments: list[str]) -> int:
        dev.install_system(["xvfb"], "There is no Xvfb.")
        return 0

    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "is_debian_root", lambda: False)
    monkeypatch.setitem(dev.CHORES, "demo", lacking)
    assert dev.main(["demo"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("There is no Xvfb. On Debian or Ubuntu run: ")
    assert error.endswith("install -y --no-install-recommends xvfb\n")


def test_nothing_is_installed_without_its_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "call", lambda command, _sentence: commands.append(command))
    dev.install("requirements.txt")
    assert "--require-hashes" in commands[0]


WELL: dict[str, str | bool] = {"qt": "", "screen": "", "japanese": True}


@pytest.mark.parametrize(
    ("report", "package"),
    [
        ({**WELL, "qt": "libEGL.so.1: cannot open shared object file"}, "libegl1"),
        ({**WELL, "screen": "libxcb-cursor.so.0: cannot open shared object file"}, "libxcb-cursor0"),
        ({**WELL, "japanese": False}, "fonts-noto-cjk"),
    ],
)
def test_root_on_debian_gets_what_qt_lacks(
    monkeypatch: pytest.MonkeyPatch, report: dict[str, str | bool], package: str
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    monkeypatch.setattr(dev, "is_debian_root", lambda: True)
    monkeypatch.setattr(dev, "probe_qt", lambda: WELL if installed else report)
    monkeypatch.setattr(dev, "install_system", lambda packages, _lack: installed.extend(packages))
    assert dev.check_system()
    assert package in installed


def test_others_are_told_and_go_on_when_the_tests_can_do_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "has_screen", lambda: True)
    monkeypatch.setattr(dev, "is_debian_root", lambda: False)
    monkeypatch.setattr(dev, "probe_qt", lambda: {**WELL, "japanese": False})
    assert not dev.check_system()
    assert "There is no font with Japanese letters. On Debian or Ubuntu run: " in capsys.readouterr().err
    monkeypatch.setattr(dev, "probe_qt", lambda: {**WELL, "qt": "libEGL.so.1 is missing"})
    with pytest.raises(dev.ChoreError, match=r"Qt lacks a system library: libEGL\.so\.1 is missing\."):
        dev.check_system()


def test_the_probe_tells_what_the_library_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PROBE", "import sys; sys.exit('libEGL.so.1: cannot open shared object file')")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert dev.probe_qt()["qt"] == "libEGL.so.1: cannot open shared object file"


def project_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Point dev.py at a folder of its own whose steps only write down that they were taken."""
    taken: list[str] = []
    for name in (*LISTS, "pyproject.toml"):
        shutil.copy(dev.ROOT / name, tmp_path)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "make_venv", lambda: venv.mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "install", taken.append)
    monkeypatch.setattr(dev, "install_project", lambda: taken.append("kurumaza"))
    monkeypatch.setattr(dev, "check_system", lambda: not taken.append("system"))
    monkeypatch.setattr(dev, "release_translations", lambda: None)
    return taken


def test_set_up_is_done_once_and_again_when_the_requirements_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = project_copy(tmp_path, monkeypatch)
    dev.set_up(developer=False)
    assert taken == ["requirements.txt", "kurumaza", "system"]
    dev.set_up(developer=False)
    assert len(taken) == 3
    dev.set_up(developer=True)
    assert taken[3:] == ["requirements.txt", "requirements-dev.txt", "kurumaza"]
    (tmp_path / "requirements.txt").write_text("# nothing\n", "utf-8")
    dev.set_up(developer=True)
    assert taken[6:] == ["requirements.txt", "requirements-dev.txt", "kurumaza", "system"]


def test_an_interrupted_set_up_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = project_copy(tmp_path, monkeypatch)

    def fail() -> None:
        raise dev.ChoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(dev, "install_project", fail)
        with pytest.raises(dev.ChoreError):
            dev.set_up(developer=False)
    dev.set_up(developer=False)
    assert taken == ["requirements.txt", "requirements.txt", "kurumaza", "system"]


def test_figures_replace_only_their_own_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    dev.keep_figures("reader", "12 ms")
    dev.keep_figures("sync", r"3 \1 ms")
    dev.keep_figures("reader", "9 ms")
    text = (tmp_path / "docs" / "benchmarks.md").read_text("utf-8")
    assert text.index("9 ms") < text.index(r"3 \1 ms")
    assert "12 ms" not in text
    assert text.count("begin") == text.count("end") == 2


def test_figures_as_data_are_fenced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    dev.keep_figures("start", '{"runs": 7}\n')
    assert '```json\n{"runs": 7}\n```' in (tmp_path / "docs" / "benchmarks.md").read_text("utf-8")


def test_the_exit_code_of_a_chore_is_that_of_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert dev.python("-c", "raise SystemExit(3)") == 3


def test_a_screen_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    with dev.screen() as environment:
        assert environment["DISPLAY"] == ":7"


@pytest.mark.skipif(
    shutil.which("Xvfb") is None, reason="Xvfb is not installed here; `dev.py setup` as root does it"
)
def test_without_a_screen_there_is_one_for_as_long_as_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with dev.screen() as environment:
        show = (
            "from PySide6.QtGui import QGuiApplication as Application; application = Application([]); "
            "print(application.primaryScreen().size().width())"
        )
        answer = subprocess.run(
            [sys.executable, "-c", show], env=environment, capture_output=True, check=True
        )
        assert int(answer.stdout) > 0
        socket = Path("/tmp/.X11-unix") / f"X{environment['DISPLAY'][1:]}"  # noqa: S108 - where X servers listen
        assert socket.exists()
    assert not socket.exists()


def test_the_server_runs_the_same_check_as_a_person() -> None:
    script = dev.ROOT / ".ci" / "run"
    lines = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "python3 dev.py check"]
    assert os.name == "nt" or script.stat().st_mode & stat.S_IXUSR
