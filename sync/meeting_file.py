"""Reads a prepared meeting: a TOML file, or a folder of PDFs whose names say what belongs together.

A wrong meeting file is refused whole, with the line and the key. In keys, array elements count from 1, as
people count: `agenda[2]` is the second agenda item.
"""

from __future__ import annotations

import datetime as dt
import errno
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sync.bodies import MAX_SEATS
from sync.body_checks import MAX_ITEMS
from sync.discussion import LookBackQuestion, QuestionKind
from sync.discussion_kinds import MAX_QUESTION, MAX_QUESTIONS
from sync.errors import MeetingFileError, system_reason
from sync.folder_plan import plan_from_folder
from sync.meeting import Keep, Moderation, Names, Opening, Opens, Policy, Role, Seat
from sync.meeting_plan import MeetingPlan, PlannedDocument, PlannedItem
from sync.pdf_check import PdfFault, leads_out, pdf_fault
from sync.retention import MAX_KEEP_DAYS
from sync.text import MAX_NAME, MAX_SEAT, MAX_TITLE, clean_body, clean_line
from sync.toml_lines import KeyPath, key_lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "MeetingFileError",
    "MeetingPlan",
    "PlannedDocument",
    "PlannedItem",
    "plan_from_folder",
    "read_meeting_file",
]

MAX_FILE_BYTES: Final = 262_144
MAX_DOCUMENTS: Final = 100
MAX_SCRIPT: Final = 20_000
_POLICY_KEYS: Final = {
    "names",
    "moderation",
    "confidential",
    "deputies",
    "opening",
    "opens",
    "keep",
    "keep_days",
}
_ITEM_KEYS: Final = {"title", "minutes", "presenter", "names", "documents", "script"}
_MAX_MINUTES: Final = 1_440
_LINE_OF_PARSER: Final = re.compile(r"\(at line (\d+), column \d+\)")


class _WrongError(Exception):
    """A value that the meeting file may not have, and where it stands."""

    def __init__(self, path: KeyPath, reason: str, *values: str) -> None:
        super().__init__(reason, *values)
        self.path = path
        self.reason = reason
        self.values = values


def read_meeting_file(path: Path) -> MeetingPlan:
    """Read and check a meeting file; MeetingFileError names line and key of the first thing wrong."""
    text = _read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_PARSER.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise MeetingFileError("%1; this is not TOML", str(error), file=path.name, line=line) from error
    except RecursionError as error:
        raise MeetingFileError("the values are nested too deeply", file=path.name) from error
    try:
        return _plan(_Table(data, (), {"meeting", "policy", "agenda", "seats", "lookback"}), path.parent)
    except _WrongError as error:
        line = _line_of(text, error.path)
        key = _written(error.path)
        raise MeetingFileError(error.reason, *error.values, file=path.name, line=line, key=key) from error


def _read_text(path: Path) -> str:
    try:
        if not path.is_file():  # a pipe or a device might never end
            raise FileNotFoundError(errno.ENOENT, "no file of this name")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise MeetingFileError("the file cannot be read: %1", reason, file=path.name) from error
    if len(data) > MAX_FILE_BYTES:
        limit = str(MAX_FILE_BYTES // 1024)
        raise MeetingFileError("the file is larger than %1 KiB", limit, file=path.name)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MeetingFileError("the file is not saved as UTF-8", file=path.name, line=line) from error


def _line_of(text: str, path: KeyPath) -> int:
    """Return the line of a key, or of the nearest table around it; 0 if the file has none of them."""
    lines = key_lines(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


def _written(path: KeyPath) -> str:
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part + 1}]"
        else:
            written += f".{clean_line(part)}" if written else clean_line(part)
    return written


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file with the only keys it may have."""

    values: dict[str, Any]
    path: KeyPath
    allowed: frozenset[str] | set[str]

    def __post_init__(self) -> None:
        for key in self.values:
            if key not in self.allowed:
                raise _WrongError((*self.path, key), "unknown key")

    def at(self, key: str) -> KeyPath:
        return (*self.path, key)

    def text(self, key: str, limit: int, *, required: bool = False) -> str:
        value = self.values.get(key, None if required else "")
        if value is None:
            raise _WrongError(self.at(key), "this key is missing")
        return _one_line(value, self.at(key), limit, required=required)

    def lines(self, key: str, limit: int) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise _WrongError(self.at(key), "a text in quotes was expected")
        cleaned = clean_body(value).strip("\n")
        if len(cleaned) > limit:
            raise _WrongError(self.at(key), "at most %1 characters are allowed", str(limit))
        return cleaned

    def choice(
        self,
        key: str,
        allowed: type[Names | Role | Opening | Opens | Keep | Moderation | QuestionKind],
        default: str,
    ) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str) or value not in list(allowed):
            raise _WrongError(self.at(key), "one of %1 was expected", ", ".join(allowed))
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise _WrongError(self.at(key), "true or false was expected")
        return value

    def moment(self, key: str) -> str:
        value = self.values.get(key, "")
        if isinstance(value, str) and value:
            try:
                value = dt.datetime.fromisoformat(value)
            except ValueError as error:
                raise _WrongError(self.at(key), "a date and time was expected") from error
        if value == "":
            return ""
        if not isinstance(value, dt.datetime):
            raise _WrongError(self.at(key), "a date and time was expected")
        return value.isoformat()

    def tables(self, key: str, allowed: set[str], most: int) -> list[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise _WrongError(self.at(key), "a list of tables was expected: %1", f"[[{key}]]")
        if len(value) > most:
            raise _WrongError((*self.at(key), most), "at most %1 are allowed", str(most))
        return [self._table(each, (*self.at(key), index), allowed) for index, each in enumerate(value)]

    def table(self, key: str, allowed: set[str]) -> _Table:
        return self._table(self.values.get(key, {}), self.at(key), allowed)

    @staticmethod
    def _table(value: Any, path: KeyPath, allowed: set[str]) -> _Table:
        if not isinstance(value, dict):
            raise _WrongError(path, "a table was expected")
        return _Table(value, path, allowed)


def _one_line(value: Any, path: KeyPath, limit: int, *, required: bool) -> str:
    if not isinstance(value, str):
        raise _WrongError(path, "a text in quotes was expected")
    cleaned = clean_line(value)
    if required and not cleaned:
        raise _WrongError(path, "this must not be empty")
    if len(cleaned) > limit:
        raise _WrongError(path, "at most %1 characters are allowed", str(limit))
    return cleaned


def _plan(root: _Table, folder: Path) -> MeetingPlan:
    meeting = root.table("meeting", {"title", "organization", "room", "starts", "ends", "document_folder"})
    plan = MeetingPlan(
        title=meeting.text("title", MAX_TITLE, required=True),
        organization=meeting.text("organization", MAX_TITLE),
        room=meeting.text("room", MAX_TITLE),
        starts=meeting.moment("starts"),
        ends=meeting.moment("ends"),
        policy=_policy(root.table("policy", _POLICY_KEYS)),
        agenda=_agenda(root, _document_folder(meeting, folder), folder),
        seats=_seats(root),
        lookback=_lookback(root.table("lookback", {"questions"})),
    )
    if plan.policy.opens is Opens.AT_START and not plan.starts:
        raise _WrongError(("policy", "opens"), "this needs %1 in [meeting]", "starts")
    _check_deputies(plan)
    return plan


def _check_deputies(plan: MeetingPlan) -> None:
    roles = {seat.number: seat.role for seat in plan.seats}
    for index, deputy in enumerate(plan.policy.deputies):
        if roles and deputy not in roles:
            raise _WrongError(("policy", "deputies", index), "there is no seat %1", deputy)
        if roles.get(deputy) is Role.OBSERVER:
            path = ("policy", "deputies", index)
            raise _WrongError(path, "seat %1 is an observer's, which cannot take the chair", deputy)


def _document_folder(meeting: _Table, folder: Path) -> Path:
    named = meeting.values.get("document_folder", "")
    if not isinstance(named, str):
        raise _WrongError(meeting.at("document_folder"), "a text in quotes was expected")
    if not named:
        return folder
    try:
        path = folder / named
        found = path.is_dir()
        is_below = ".." not in path.parts and path.is_relative_to(folder)
        hidden = found and is_below and leads_out(path, (folder,))
    except (OSError, ValueError):
        found = hidden = False
    if not found:
        raise _WrongError(meeting.at("document_folder"), "there is no folder %1", clean_line(named))
    if hidden:
        raise _WrongError(
            meeting.at("document_folder"),
            "%1 is a link that leads out of the folder of the meeting",
            clean_line(named),
        )
    return path


def _policy(table: _Table) -> Policy:
    deputies = table.values.get("deputies", [])
    if not isinstance(deputies, list) or len(deputies) > MAX_ITEMS:
        raise _WrongError(table.at("deputies"), "a list of seat numbers was expected")
    keep_days = table.values.get("keep_days", 0)
    if type(keep_days) is not int or not 0 <= keep_days <= MAX_KEEP_DAYS:
        most = str(MAX_KEEP_DAYS)
        raise _WrongError(table.at("keep_days"), "a whole number from 0 to %1 was expected", most)
    return Policy(
        names=Names(table.choice("names", Names, Names.OPEN)),
        moderation=Moderation(table.choice("moderation", Moderation, Moderation.OPEN)),
        confidential=table.flag("confidential"),
        keep=Keep(table.choice("keep", Keep, Keep.ALL)),
        keep_days=keep_days,
        deputies=tuple(
            _seat_number(seat, (*table.at("deputies"), index)) for index, seat in enumerate(deputies)
        ),
        opening=Opening(table.choice("opening", Opening, Opening.SHOWN)),
        opens=Opens(table.choice("opens", Opens, Opens.AT_ONCE)),
    )


def _seat_number(value: Any, path: KeyPath) -> str:
    """Take a seat number, which may be written as a number or as a text."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        value = str(value) if value < 10**MAX_SEAT else ""
    if not isinstance(value, str) or not 0 < len(clean_line(value)) <= MAX_SEAT:
        raise _WrongError(path, "a seat number of at most %1 characters was expected", str(MAX_SEAT))
    return clean_line(value)


def _agenda(root: _Table, folder: Path, beside: Path) -> tuple[PlannedItem, ...]:
    items = []
    for table in root.tables("agenda", _ITEM_KEYS, MAX_ITEMS):
        minutes = table.values.get("minutes")
        if minutes is not None and (type(minutes) is not int or not 0 <= minutes <= _MAX_MINUTES):
            raise _WrongError(
                table.at("minutes"), "a whole number from 0 to %1 was expected", str(_MAX_MINUTES)
            )
        presenter = table.values.get("presenter", "")
        if isinstance(presenter, str):
            presenter = table.text("presenter", MAX_NAME)
        else:
            presenter = _seat_number(presenter, table.at("presenter"))
        documents = table.tables("documents", {"file", "title", "label", "confidential"}, MAX_DOCUMENTS)
        items.append(
            PlannedItem(
                title=table.text("title", MAX_TITLE, required=True),
                minutes=minutes,
                presenter=presenter,
                names=Names(table.choice("names", Names, Names.OPEN)),
                documents=tuple(_document(document, folder, beside) for document in documents),
                script=table.lines("script", MAX_SCRIPT),
            )
        )
    return tuple(items)


def _document(table: _Table, folder: Path, beside: Path) -> PlannedDocument:
    named = table.values.get("file")
    if named is None:
        raise _WrongError(table.at("file"), "this key is missing")
    if not isinstance(named, str) or not named:
        raise _WrongError(table.at("file"), "the name of a file in quotes was expected")
    path, name = folder / named, clean_line(named)
    if path.suffix.lower() != ".pdf":  # every seat gets a copy: a slip must not publish some other file
        raise _WrongError(table.at("file"), "the name of a PDF was expected")
    try:
        if not path.is_file():
            raise _WrongError(table.at("file"), "there is no file %1", name)
        if leads_out(path, (folder, beside)):
            raise _WrongError(
                table.at("file"), "%1 is a link that leads out of the folder of the meeting", name
            )
        fault = pdf_fault(path)
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise _WrongError(table.at("file"), "%1 cannot be read: %2", name, reason) from error
    if fault is PdfFault.NO_PDF:
        raise _WrongError(table.at("file"), "%1 is no PDF: its contents are of another kind", name)
    if fault is PdfFault.TOO_LARGE:
        raise _WrongError(table.at("file"), "%1 is larger than 2 GB", name)
    title = table.text("title", MAX_TITLE) or clean_line(path.stem)[:MAX_TITLE] or clean_line(path.name)
    confidential = table.flag("confidential")
    return PlannedDocument(path, title or "PDF", table.text("label", MAX_NAME), confidential)


def _seats(root: _Table) -> tuple[Seat, ...]:
    seats: dict[str, Seat] = {}
    for table in root.tables("seats", {"number", "name", "department", "role"}, MAX_SEATS):
        if "number" not in table.values:
            raise _WrongError(table.at("number"), "this key is missing")
        number = _seat_number(table.values["number"], table.at("number"))
        if number in seats:
            raise _WrongError(table.at("number"), "seat %1 is there twice", number)
        seats[number] = Seat(
            number=number,
            name=table.text("name", MAX_NAME),
            department=table.text("department", MAX_NAME),
            role=Role(table.choice("role", Role, Role.MEMBER)),
        )
    return tuple(seats.values())


def _lookback(table: _Table) -> tuple[LookBackQuestion, ...]:
    given, path = table.values.get("questions", []), table.at("questions")
    if not isinstance(given, list):
        raise _WrongError(path, "a list of questions was expected")
    if len(given) > MAX_QUESTIONS:
        raise _WrongError((*path, MAX_QUESTIONS), "at most %1 are allowed", str(MAX_QUESTIONS))
    return tuple(_question(each, (*path, index)) for index, each in enumerate(given))


def _question(value: Any, path: KeyPath) -> LookBackQuestion:
    """Take a question: a text asks for a step of a scale, a table says what it asks for."""
    if not isinstance(value, dict):
        return LookBackQuestion(_one_line(value, path, MAX_QUESTION, required=True), QuestionKind.SCALE)
    table = _Table(value, path, {"text", "kind"})
    kind = QuestionKind(table.choice("kind", QuestionKind, QuestionKind.SCALE))
    return LookBackQuestion(table.text("text", MAX_QUESTION, required=True), kind)
