"""The commands of the console: which arguments each takes, and what it gives."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sync import console_bundle, console_discussion, console_documents, console_polls, console_record
from sync.body_checks import MAX_PAGE
from sync.bundle import SUFFIX as BUNDLE_SUFFIX
from sync.console_held import shown_to
from sync.digest import meeting_json
from sync.errors import KurumazaError, MeetingFileError, system_reason
from sync.meeting import CommentDraft, CommentKind
from sync.meeting_file import MeetingPlan, plan_from_folder, read_meeting_file
from sync.node import Node

MAX_SECONDS: Final = 60
MAX_TEXT: Final = 100_000
MAX_TEXTS: Final = 1_000
MAX_SHOWN: Final = 200

Answer = dict[str, Any]


class ArgumentError(KurumazaError):
    """An argument is missing, unknown or of the wrong type."""

    def __init__(self, message: str) -> None:
        super().__init__("bad_argument", message)


class Arguments:
    """The fields of one command; each is taken once, with its type, and what is left over is refused."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; required unless there is a default."""
        value = self._values.pop(name, default)
        if value is None:
            raise ArgumentError(f"{name} is missing.")
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise ArgumentError(f"{name} has to be a text.")
        return value

    def texts(self, name: str, *, least: int = 1) -> tuple[str, ...]:
        """A list of texts, which need not be there where it may be empty."""
        value = self._values.pop(name, None if least else [])
        if not isinstance(value, list) or not least <= len(value) <= MAX_TEXTS:
            raise ArgumentError(f"{name} has to be a list of {least} to {MAX_TEXTS} texts.")
        if not all(isinstance(each, str) and len(each) <= MAX_TEXT for each in value):
            raise ArgumentError(f"{name} has to be a list of texts.")
        return tuple(value)

    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of these words."""
        value = self.text(name, default)
        if value not in allowed:
            raise ArgumentError(f"{name} has to be one of {', '.join(allowed)}.")
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._values.pop(name, default)
        if not isinstance(value, bool):
            raise ArgumentError(f"{name} has to be true or false.")
        return value

    def number(self, name: str, default: int | None, limit: int) -> int:
        """A whole number from 0."""
        value = self._values.pop(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
            raise ArgumentError(f"{name} has to be a whole number from 0 to {limit}.")
        return value

    def is_null(self, name: str) -> bool:
        """Whether null was given, which is taken then."""
        is_null = name in self._values and self._values[name] is None
        if is_null:
            del self._values[name]
        return is_null

    def numbers(self, name: str, fields: tuple[str, ...], limit: int) -> tuple[int, ...] | None:
        """An object of whole numbers from 0, each of these fields; None for null or nothing."""
        value = self._values.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise ArgumentError(f"{name} has to be an object.")
        inner = Arguments(value)
        numbers = tuple(inner.number(field, None, limit) for field in fields)
        inner.none_left()
        return numbers

    def choices(self, one: str, several: str) -> tuple[int | str, ...]:
        """A place from 0 or a word, or a list of such under the other name."""
        given = self._values.pop(several, None)
        values = [self._values.pop(one, None)] if given is None else given
        is_list = isinstance(values, list) and len(values) <= MAX_TEXTS
        if not is_list or not all(map(_is_choice, values)) or one in self._values:
            raise ArgumentError(f"{one} has to be a text or a whole number, {several} a list of such.")
        return tuple(values)

    def records(self, name: str, fields: tuple[str, ...]) -> tuple[dict[str, str], ...]:
        """A list of objects with these fields, all texts; nothing for an empty one."""
        value = self._values.pop(name, None) or []
        if (
            not isinstance(value, list)
            or len(value) > MAX_TEXTS
            or not all(isinstance(e, dict) for e in value)
        ):
            raise ArgumentError(f"{name} has to be a list of objects.")
        found = []
        for each in map(Arguments, value):
            found.append({field: each.text(field) for field in fields})
            each.none_left()
        return tuple(found)

    def page(self) -> int:
        """A page of a document, counted from 1, the first one when it is not given."""
        value = self._values.pop("page", None)
        if value is None:
            return 1
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_PAGE:
            raise ArgumentError(f"page has to be a whole number from 1 to {MAX_PAGE}.")
        return value

    def seconds(self, name: str, default: float) -> float:
        """A time, with or without fraction."""
        value = self._values.pop(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MAX_SECONDS:
            raise ArgumentError(f"{name} has to be a number from 0 to {MAX_SECONDS}.")
        return float(value)

    def optional_text(self, name: str) -> str:
        """A text, or null or nothing for ""."""
        if self._values.get(name) is None:
            self._values.pop(name, None)
        return self.text(name, "")

    def none_left(self) -> None:
        """Refuse what nobody asked for: it is a mistake of the caller."""
        if self._values:
            raise ArgumentError(f"Unknown argument: {', '.join(sorted(self._values))[:100]}.")


def _is_choice(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


Prepared = Callable[[], Awaitable[Answer]]


@dataclass(frozen=True)
class Commands:
    """All commands of one node. `prepare` checks the arguments; only what it gives does something."""

    node: Node
    exporter: console_record.Exporter | None = None

    def prepare(self, do: str, arguments: Arguments) -> Prepared:
        """Find the command and check its arguments. Raises KurumazaError."""
        maker = partial(console_record.export, self.exporter) if do == "export" else _COMMANDS.get(do)
        if maker is None:
            raise KurumazaError("unknown_command", f"There is no command {do[:40]!r}.")
        meeting = "" if do == "join" else arguments.optional_text("meeting")
        prepared = maker(self.node, arguments)
        arguments.none_left()
        if meeting:
            self.node.choose(meeting)
        return prepared


def _event(act: Awaitable[str] | Callable[[], Awaitable[str]], name: str = "event") -> Prepared:
    async def run() -> Answer:
        return {name: await (act() if callable(act) else act)}

    return run


def _read_plan(path: Path) -> MeetingPlan:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        raise MeetingFileError(system_reason(error), file=str(path)[:MAX_SHOWN]) from error
    return plan_from_folder(path, path.name) if is_folder else read_meeting_file(path)


def _host(node: Node, arguments: Arguments) -> Prepared:
    path, code = Path(arguments.text("file")), arguments.optional_text("code")

    async def run() -> Answer:
        if path.suffix.lower() == BUNDLE_SUFFIX:
            hosted = await node.host_carried(path, code or None)
        else:
            hosted = await node.host(await asyncio.to_thread(_read_plan, path), code or None)
        return {
            "meeting": hosted.meeting,
            "code": hosted.code,
            "invite": hosted.invite,
            "documents": console_documents.documents_json(node),
        }

    return run


def _browse(node: Node, arguments: Arguments) -> Prepared:
    seconds = arguments.seconds("seconds", 3)

    async def run() -> Answer:
        return {"meetings": [asdict(found) for found in await node.browse(seconds)]}

    return run


def _join(node: Node, arguments: Arguments) -> Prepared:
    where = {name: arguments.optional_text(name) for name in ("meeting", "invite", "address")}
    if sum(map(bool, where.values())) != 1:
        raise ArgumentError("Name either a meeting, an invite or an address.")
    who = {name: arguments.optional_text(name) for name in ("code", "name", "seat")}

    async def run() -> Answer:
        return {"meeting": await node.join(**where, **who)}

    return run


def _post(node: Node, arguments: Arguments) -> Prepared:
    kind = arguments.one_of("kind", tuple(CommentKind), CommentKind.OPINION)
    draft = CommentDraft(
        arguments.text("body"),
        CommentKind(kind),
        arguments.optional_text("agenda"),
        console_discussion.anchor(arguments),
        arguments.optional_text("reply_to"),
        arguments.flag("name_withheld", default=False),
    )
    return _event(lambda: node.post(draft), "comment")


def _edit(node: Node, arguments: Arguments) -> Prepared:
    comment, body = arguments.text("comment"), arguments.text("body")
    return _event(lambda: node.edit(comment, body))


def _delete(node: Node, arguments: Arguments) -> Prepared:
    comment = arguments.text("comment")
    return _event(lambda: node.delete(comment))


def _react(node: Node, arguments: Arguments) -> Prepared:
    comment, on = arguments.text("comment"), arguments.flag("on")
    return _event(lambda: node.react(comment, on=on))


def _hide(node: Node, arguments: Arguments) -> Prepared:
    comment, reason = arguments.text("comment"), arguments.optional_text("reason")
    return _event(lambda: node.hide(comment, reason))


def _unhide(node: Node, arguments: Arguments) -> Prepared:
    comment = arguments.text("comment")
    return _event(lambda: node.unhide(comment))


def _answer(node: Node, arguments: Arguments) -> Prepared:
    comment, body = arguments.text("comment"), arguments.optional_text("body")
    return _event(lambda: node.answer(comment, body))


def _reopen(node: Node, arguments: Arguments) -> Prepared:
    comment = arguments.text("comment")
    return _event(lambda: node.reopen(comment))


def _meeting(node: Node, _arguments: Arguments) -> Prepared:
    async def run() -> Answer:
        meeting = node.meeting()
        if meeting is None:
            raise KurumazaError("no_meeting", "This device is in no meeting.")
        return {"meeting": meeting_json(shown_to(node.device, meeting)), "digest": node.digest()}

    return run


def _peers(node: Node, _arguments: Arguments) -> Prepared:
    async def run() -> Answer:
        return {"peers": [asdict(peer) for peer in node.peers()]}

    return run


def _leave(node: Node, _arguments: Arguments) -> Prepared:
    async def run() -> Answer:
        await node.leave()
        return {}

    return run


def _rekey(node: Node, _arguments: Arguments) -> Prepared:
    return _event(node.rekey, "device")


def _collect(node: Node, arguments: Arguments) -> Prepared:
    document = arguments.optional_text("document")
    return _event(lambda: node.collect(document))


def _kept(node: Node, _arguments: Arguments) -> Prepared:
    async def run() -> Answer:
        return {"meetings": [asdict(each) for each in await node.stored_meetings().all()]}

    return run


def _forget(node: Node, arguments: Arguments) -> Prepared:
    kept = arguments.text("kept")

    async def run() -> Answer:
        await node.stored_meetings().remove(kept)
        return {}

    return run


def _certificate(node: Node, arguments: Arguments) -> Prepared:
    path = Path(arguments.text("path"))

    async def run() -> Answer:
        certificate = await node.certificate()
        await asyncio.to_thread(_write_json, path, certificate)
        seats = [seat for each in certificate["collections"] for seat in each["seats"]]
        done = sum(seat["collected"] for seat in seats)
        return {"path": str(path), "collected": done, "outstanding": len(seats) - done}

    return run


def _write_json(path: Path, value: Answer) -> None:
    try:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise KurumazaError("bundle_unwritable", f"The file cannot be written there: {reason}.") from error


def _transfer_chair(node: Node, arguments: Arguments) -> Prepared:
    device, uncounted = arguments.text("device"), arguments.flag("uncounted", default=False)
    return _event(lambda: node.transfer_chair(device, uncounted=uncounted))


def _claim_chair(node: Node, _arguments: Arguments) -> Prepared:
    return _event(node.claim_chair)


def _remove(node: Node, arguments: Arguments) -> Prepared:
    device = arguments.text("device")

    async def run() -> Answer:
        return {"event": await node.remove(device), "code": node.code}

    return run


def _replace_device(node: Node, arguments: Arguments) -> Prepared:
    device, accept = arguments.text("device"), arguments.flag("accept")
    return _event(lambda: node.replace_device(device, accept=accept))


def _reissue(node: Node, arguments: Arguments) -> Prepared:
    events = arguments.texts("events")

    async def run() -> Answer:
        return {"events": list(await node.reissue(events))}

    return run


def _open_meeting(node: Node, _arguments: Arguments) -> Prepared:
    return _event(node.open_meeting)


def _end(node: Node, _arguments: Arguments) -> Prepared:
    return _event(node.end)


_COMMANDS: Final[Mapping[str, Callable[[Node, Arguments], Prepared]]] = {
    "host": _host,
    "browse": _browse,
    "join": _join,
    "post": _post,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "hide": _hide,
    "unhide": _unhide,
    "answer": _answer,
    "reopen": _reopen,
    "poll": console_polls.poll,
    "vote": console_polls.vote,
    "close_poll": console_polls.close_poll,
    "lookback": console_polls.lookback,
    "answer_lookback": console_polls.answer_lookback,
    "release": console_discussion.release,
    "moderation": console_discussion.moderation,
    "group": console_discussion.group,
    "spotlight": console_discussion.spotlight,
    "floor": console_discussion.floor,
    "agenda": console_discussion.agenda,
    "pause": console_discussion.pause,
    "minutes": console_discussion.minutes,
    "names": console_discussion.names,
    "give_presenter": console_discussion.give_presenter,
    "present": console_discussion.present,
    "call": console_discussion.call,
    "documents": console_documents.documents,
    "receipts": console_documents.receipts,
    "look_at": console_documents.look_at,
    "add_document": console_documents.add,
    "replace_document": console_documents.replace,
    "withdraw_document": console_documents.withdraw,
    "meeting": _meeting,
    "peers": _peers,
    "collect": _collect,
    "kept": _kept,
    "forget": _forget,
    "certificate": _certificate,
    "transfer_chair": _transfer_chair,
    "claim_chair": _claim_chair,
    "reissue": _reissue,
    "remove": _remove,
    "replace_device": _replace_device,
    "leave": _leave,
    "rekey": _rekey,
    "open_meeting": _open_meeting,
    "end": _end,
    "pack": console_bundle.pack,
    "merge": console_bundle.merge,
}
