"""The commands of the console about polls and the look-back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sync.discussion import LookBackQuestion, Majority, Poll, PollDraft, PollKind, QuestionKind, Results
from sync.errors import KurumazaError
from sync.poll_acts import MAX_QUORUM

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sync.node import Node

    Answer = dict[str, Any]
    Prepared = Callable[[], Awaitable[Answer]]


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def texts(self, name: str, *, least: int) -> tuple[str, ...]: ...
    def optional_text(self, name: str) -> str: ...
    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str: ...
    def flag(self, name: str, *, default: bool) -> bool: ...
    def number(self, name: str, default: int | None, limit: int) -> int: ...
    def choices(self, one: str, several: str) -> tuple[int | str, ...]: ...
    def records(self, name: str, fields: tuple[str, ...]) -> tuple[dict[str, str], ...]: ...


def poll(node: Node, arguments: _Arguments) -> Prepared:
    """Ask the room."""
    question, options = arguments.text("question"), arguments.texts("options", least=0)
    kind = arguments.one_of("kind", tuple(PollKind), PollKind.CHOICE if options else PollKind.YES_NO)
    draft = PollDraft(
        question,
        PollKind(kind),
        options,
        arguments.flag("secret", default=False),
        Results(arguments.one_of("results", tuple(Results), Results.LIVE)),
        arguments.number("quorum", 0, MAX_QUORUM),
        Majority(arguments.one_of("majority", tuple(Majority), Majority.NONE)),
        arguments.optional_text("agenda"),
    )

    async def run() -> Answer:
        return {"poll": await node.open_poll(draft)}

    return run


def vote(node: Node, arguments: _Arguments) -> Prepared:
    """Vote by the places of options, or by their words."""
    asked, choices = arguments.text("poll"), arguments.choices("option", "options")

    async def run() -> Answer:
        return {"event": await node.vote(asked, _places(_poll(node, asked), choices))}

    return run


def close_poll(node: Node, arguments: _Arguments) -> Prepared:
    """End a poll and tell how it came out."""
    asked = arguments.text("poll")

    async def run() -> Answer:
        event, found = await node.close_poll(asked), _poll(node, asked)
        told = {"tally": list(found.tally), "invalid": found.invalid, "outcome": found.outcome.value}
        return {"event": event, "poll": asked, "options": list(found.options), **told}

    return run


def lookback(node: Node, arguments: _Arguments) -> Prepared:
    """Ask how the meeting was."""
    given = arguments.records("questions", ("text", "kind"))
    if any(each["kind"] not in tuple(QuestionKind) for each in given):
        raise KurumazaError("bad_argument", f"kind has to be one of {', '.join(QuestionKind)}.")
    questions = tuple(LookBackQuestion(each["text"], QuestionKind(each["kind"])) for each in given)

    async def run() -> Answer:
        return {"lookback": await node.open_lookback(questions)}

    return run


def answer_lookback(node: Node, arguments: _Arguments) -> Prepared:
    """Answer the present look-back, or the one that is named."""
    named, answers = arguments.optional_text("lookback"), arguments.texts("answers", least=1)

    async def run() -> Answer:
        meeting = node.meeting()
        present = meeting.lookback.lookback if meeting and meeting.lookback else ""
        return {"event": await node.answer_lookback(named or present, answers)}

    return run


def _poll(node: Node, asked: str) -> Poll:
    meeting = node.meeting()
    found = next((each for each in meeting.polls if each.poll == asked), None) if meeting else None
    if found is None:
        raise KurumazaError("not_found", "There is no such poll.")
    return found


def _places(asked: Poll, choices: Sequence[int | str]) -> tuple[int, ...]:
    """The places of what was chosen, from 0."""
    words = [choice for choice in choices if isinstance(choice, str)]
    if any(word not in asked.options for word in words):
        raise KurumazaError("bad_argument", "The poll has no such option.")
    return tuple(asked.options.index(each) if isinstance(each, str) else each for each in choices)
