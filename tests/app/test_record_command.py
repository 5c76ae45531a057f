"""`kurumaza export`, and the same asked of the console."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import policy, record_command
from app.command_line import FORMATS
from app.main import main
from app.policy import FoundPolicy, Policy
from app.record_console import export
from sync import console_record
from sync.errors import KurumazaError
from sync.profile import Profile
from tests.app.records import ANNE, recorded
from tests.fakes import Room, run
from tests.sync.test_node import joined, opened
from widgets.record_wish import RecordForm

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def profiles(tmp_path: Path) -> tuple[Path, Path, str]:
    """Those of a chair and of a seat whose programs have ended, and their meeting."""
    found: list[str] = []

    async def play() -> None:
        async with Room(tmp_path) as room:
            running = await opened(room, tmp_path / "files")
            chair = running.node
            await joined(room, running, "2", "次長")
            meeting = chair.meeting()
            assert meeting is not None
            found.append(meeting.meeting)

    run(play())
    return tmp_path / "chair", tmp_path / "seat2", found[0]


def export_from(profile: Path, meeting: str, form: str, target: Path, *more: str) -> int:
    wanted = ["--profile", str(profile), "--format", form, "-o", str(target), *more]
    return main(["export", *wanted, "--", meeting])  # it may begin with a dash, and with that of an option


def test_the_formats_are_the_same_everywhere() -> None:
    assert FORMATS == console_record.FORMATS == tuple(RecordForm)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_by_the_command_line(
    form: str, profiles: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chair, _seat, meeting = profiles
    target = tmp_path / f"a.{form}"
    assert export_from(chair, meeting[:6], form, target, "--lang", "ja") == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"{target}: ")
    assert told.out.count("\n") == 1
    assert target.stat().st_size > 100


def test_a_meeting_is_named_by_its_id_or_its_title_or_how_they_begin(
    profiles: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chair, _seat, meeting = profiles
    target = tmp_path / "a.json"
    assert export_from(chair, meeting, "json", target) == 0
    title = json.loads(target.read_text("utf-8"))["title"]
    for name in (title, title[:2], f" {title} "):
        assert export_from(chair, name, "json", target) == 0
    capsys.readouterr()
    assert export_from(chair, "no such title", "json", target) == 1
    assert "no such meeting" in capsys.readouterr().err


def test_one_sentence_when_it_fails(
    profiles: tuple[Path, Path, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chair, seat, meeting = profiles
    target = tmp_path / "a.csv"
    used = Profile(chair)

    def fails(profile: Path, where: Path, said: str, *more: str) -> None:
        assert export_from(profile, meeting, "csv", where, *more) == 1
        told = capsys.readouterr()
        assert said in told.err
        assert told.err.count("\n") == 1
        assert told.out == ""
        assert not target.exists()

    fails(seat, target, "Only the chair's PC and the secretariat")
    fails(chair, target, "Only the secretariat", "--with-names")
    fails(chair, tmp_path / "missing" / "a.csv", "cannot be written there")
    used.lock()
    fails(chair, target, "already running")
    used.unlock()
    forbids = FoundPolicy(Policy(may_export_record=False))
    monkeypatch.setattr(record_command, "device_policy", lambda: forbids)
    fails(chair, target, "IT section")


@pytest.mark.parametrize(
    "arguments", [["export"], ["export", "a", "-o", "b"], ["export", "a", "--format", "odt", "-o", "b"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_console_writes_under_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.json"
    counted = export(recorded(), "json", target, language="ja", with_names=False)
    assert counted == {"comments": 11, "documents": 2, "polls": 2, "seats": 5}
    assert json.loads(target.read_text("utf-8"))["form"] == "kurumaza/record/1"
    with pytest.raises(KurumazaError, match="Only the chair's PC"):
        export(recorded(device=ANNE), "json", target, language="ja", with_names=False)
    forbids = FoundPolicy(Policy(may_export_record=False))
    monkeypatch.setattr(policy, "device_policy", lambda: forbids)
    with pytest.raises(KurumazaError, match="IT section"):
        export(recorded(), "json", target, language="ja", with_names=False)


def test_a_node_as_a_process_exports_and_loads_qt_only_then(
    profiles: tuple[Path, Path, str], tmp_path: Path
) -> None:
    chair, _seat, meeting = profiles
    commands = [
        {"id": 1, "do": "export", "format": "docx", "path": str(tmp_path / "a.docx"), "kept": meeting},
        {"id": 2, "do": "export", "format": "odt", "path": "a"},
        {"id": 3, "do": "export", "format": "csv", "path": str(tmp_path / "no" / "a"), "kept": meeting},
        {"id": 4, "do": "export", "format": "csv", "path": "a", "kept": "nothing"},
        {"id": 5, "do": "export", "format": "csv", "path": "a", "kept": meeting, "with_names": True},
    ]
    node = subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(chair), "node", "--listen", "127.0.0.1:0", "--no-mdns",
         "--no-broadcast"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert node.stdin is not None
    assert node.stdout is not None
    with node:
        answers = {}
        for command in commands:
            node.stdin.write(json.dumps(command) + "\n")
            node.stdin.flush()
            while "ok" not in (answer := json.loads(node.stdout.readline())):
                pass
            answers[answer["id"]] = answer
        node.stdin.close()
    assert answers[1]["ok"], answers[1]
    assert answers[1]["path"] == str(tmp_path / "a.docx")
    assert answers[1]["documents"] == 1
    assert (tmp_path / "a.docx").stat().st_size > 10_000
    errors = [answers[number]["error"] for number in (2, 3, 4, 5)]
    assert errors == ["bad_argument", "record_unwritable", "no_meeting", "names_not_yours"]


def test_a_console_without_writers_says_so() -> None:
    class Arguments:
        def one_of(self, _name: str, allowed: tuple[str, ...], _default: str | None = None) -> str:
            return allowed[0]

        def text(self, _name: str) -> str:
            return "a"

        def flag(self, _name: str, *, default: bool) -> bool:
            return default

        def optional_text(self, _name: str) -> str:
            return ""

    act = console_record.export(None, None, Arguments())  # type: ignore[arg-type]
    with pytest.raises(KurumazaError, match="cannot write records"):
        run(act())
