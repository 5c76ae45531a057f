"""Whatever can go wrong has a sentence that a person understands, in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from pytestqt.qtbot import QtBot

import sync
from app.meeting_file_sentences import REASONS, meeting_file_sentence
from app.sentences import error_sentence, notice_sentence
from sync.errors import KurumazaError, MeetingFileError, StorageDamaged, filled
from sync.status import Notice, Severity

SYNC = Path(sync.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
FOR_MEETING_FILES = ("meeting_file.py", "folder_plan.py")


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def codes() -> dict[str, str]:
    """Every code that sync gives to an error or a notice, and where."""
    found: dict[str, str] = {}
    for path in sorted(SYNC.glob("*.py")):
        for name, call in calls(path):
            places = {"KurumazaError": 0, "RefusalError": 0, "Notice": 1, "_trouble": 1}
            if path.name == "errors.py":
                places["__init__"] = 0
            if name in places and len(call.args) > places[name]:
                code = text_of(call.args[places[name]])
                if code is not None and CODE.fullmatch(code):
                    found[code] = f"{path.name}:{call.lineno}"
    return found


def reasons() -> dict[str | None, str]:
    """Every reason against a meeting file, and where; None for one that is put together."""
    found: dict[str | None, str] = {}
    for path in (SYNC / name for name in FOR_MEETING_FILES):
        for name, call in calls(path):
            if name in ("MeetingFileError", "_WrongError"):
                reason = call.args[0] if name == "MeetingFileError" else call.args[1]
                if ast.unparse(reason) != "error.reason":  # repeated with its place
                    found[text_of(reason)] = f"{path.name}:{call.lineno}"
    return found


def test_the_scan_finds_codes_of_every_kind() -> None:
    assert {"wrong_code", "too_long", "storage_newer", "port_in_use", "document_unavailable"} <= set(codes())


def test_every_code_has_a_sentence() -> None:
    raw = "raw English"
    without = {
        code: place
        for code, place in codes().items()
        if code != "meeting_file" and error_sentence(KurumazaError(code, raw)) == raw
    }
    assert not without


def test_every_notice_has_a_sentence() -> None:
    without = [
        code for code in codes() if notice_sentence(Notice(Severity.INFO, code, "raw", ("9",))) == "raw"
    ]
    assert without == ["meeting_file"]


def test_every_reason_against_a_meeting_file_can_be_translated() -> None:
    found = reasons()
    assert len(found) > 20
    assert not {reason: place for reason, place in found.items() if reason not in REASONS}
    assert set(REASONS) == set(found)  # and none is translated that nobody gives


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            MeetingFileError("unknown key", file="会議.toml", line=18, key="agenda[1].minuets"),
            "会議.toml: line 18, agenda[1].minuets: unknown key",
        ),
        (
            MeetingFileError("the file is not saved as UTF-8", file="a.toml", line=2),
            "a.toml: line 2: the file",
        ),
        (
            MeetingFileError("this key is missing", file="a.toml", key="meeting.title"),
            "a.toml: meeting.title: ",
        ),
        (
            MeetingFileError("the file is larger than %1 KiB", "256", file="a.toml"),
            "a.toml: the file is larger",
        ),
        (
            MeetingFileError("There is no PDF in the folder %1.", "C:\\会議"),
            "There is no PDF in the folder C:\\会議.",
        ),
    ],
)
def test_a_meeting_file_error_names_file_line_and_key(error: MeetingFileError, sentence: str) -> None:
    assert error_sentence(error).startswith(sentence)
    assert error.message.startswith(sentence)  # the console says the same in English


WORDS = {
    ("MeetingFile", "%1: line %2, %3: %4"): "%1 の %2 行目（%3）：%4",
    ("MeetingFile", "there is no file %1"): "ファイル %1 がありません",
    ("MeetingFile", "%1 cannot be read: %2"): "%1 を読めません（%2）",
    ("MeetingFile", "its name cannot be used"): "名前が使えません",
    (
        "Sentences",
        "The usual port of Kurumaza is in use on this PC; it listens on %1 instead.",
    ): "%1 を使用",
}


class Japanese(QTranslator):
    """Translates a few texts, as the file of translations does."""

    def translate(self, context: str, source: str, _comment: str | None = None, _n: int = -1) -> str | None:
        return WORDS.get((context, source))

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def japanese(qapp, qtbot: QtBot) -> Iterator[None]:
    translator = Japanese()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_place_and_reason_are_translated_and_names_are_not(japanese: None) -> None:
    error = MeetingFileError("there is no file %1", "資料%2.pdf", file="会議%1.toml", line=3, key="agenda[1]")
    assert (
        meeting_file_sentence(error) == "会議%1.toml の 3 行目（agenda[1]）：ファイル 資料%2.pdf がありません"
    )
    unusable = MeetingFileError(
        "%1 cannot be read: %2", "a", "its name cannot be used", file="b", line=1, key="c"
    )
    assert meeting_file_sentence(unusable).endswith("a を読めません（名前が使えません）")


def test_a_notice_fills_in_its_values(japanese: None) -> None:
    notice = Notice(
        Severity.INFO, "port_in_use", "Port 47810 is in use; listening on 50000 instead.", ("50000",)
    )
    assert notice_sentence(notice) == "50000 を使用"


def test_an_unknown_notice_keeps_its_text() -> None:
    assert notice_sentence(Notice(Severity.INFO, "from_the_future", "100 %1 sure")) == "100 %1 sure"


def test_a_file_of_the_system_is_named_with_the_reason() -> None:
    error = FileNotFoundError(2, "No such file", "資料%2.pdf")
    assert error_sentence(error) == "The file or folder cannot be used: 資料%2.pdf (No such file)"
    assert error_sentence(OSError("no details")).endswith(" (OSError)")


def test_a_mistake_of_ours_has_a_sentence_without_details() -> None:
    sentence = error_sentence(ZeroDivisionError("division by zero"))
    assert "unexpected" in sentence
    assert "zero" not in sentence


def test_subclasses_are_told_by_their_code() -> None:
    assert error_sentence(StorageDamaged("events.db is broken")) == error_sentence(
        KurumazaError("storage_damaged", "")
    )


@pytest.mark.parametrize(
    ("phrase", "values", "expected"),
    [
        ("%1 of %2", ("%2", "b"), "%2 of b"),
        ("%2 %1 %1", ("a", "b"), "b a a"),
        ("%1 %3", ("a",), "a %3"),
        ("100 %", ("a",), "100 %"),
        ("%1", ("\\1 \\g<0>",), "\\1 \\g<0>"),
    ],
)
def test_values_are_filled_in_once(phrase: str, values: tuple[str, ...], expected: str) -> None:
    assert filled(phrase, values) == expected
