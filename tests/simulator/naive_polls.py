"""The rules of polls and of the look-back once more, as plainly as they can be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sync.events import Event
from sync.meeting import Meeting
from tests.simulator.naive import PlainRules, authority_order, said_about

OPTIONS = {"yes_no": 3, "hands": 1}
DEFAULT_KINDS = ["scale", "scale", "text"]


@dataclass(frozen=True)
class PlainPoll:
    """What must be the same in a poll of the fold; lists of devices without their order."""

    poll: str
    is_open: bool
    eligible: frozenset[str]
    counted: frozenset[str]
    late: frozenset[str]
    votes: frozenset[tuple[str, tuple[int, ...]]]
    tally: tuple[int, ...]
    invalid: int
    outcome: str


@dataclass(frozen=True)
class PlainAnswers:
    """What must be the same in the look-back of the fold."""

    lookback: str
    answers: frozenset[tuple[str, tuple[str, ...]]]


def folded_polls(meeting: Meeting) -> tuple[PlainPoll, ...]:
    """The same of the meeting that a fold gave."""
    return tuple(
        PlainPoll(
            poll.poll,
            poll.is_open,
            frozenset(poll.eligible),
            frozenset(poll.voted),
            frozenset(ballot.device for ballot in poll.late),
            frozenset((ballot.device, ballot.choices) for ballot in poll.ballots),
            poll.tally,
            poll.invalid,
            poll.outcome.value,
        )
        for poll in meeting.polls
    )


def folded_answers(meeting: Meeting) -> PlainAnswers | None:
    """The same of the meeting that a fold gave."""
    found = meeting.lookback
    if found is None:
        return None
    return PlainAnswers(found.lookback, frozenset((each.device, each.answers) for each in found.answers))


def plain_answers(rules: PlainRules) -> PlainAnswers | None:
    """The look-back of the newest question, and the newest fitting answer of each device."""
    asked = [event for event in rules.ruling if event.kind == "lookback.open"]
    if not asked:
        return None
    kinds = [each["kind"] for each in (asked[-1].body or {})["questions"]] or DEFAULT_KINDS
    said = [e for e in rules.events if e.kind == "lookback.answer" and e.target == asked[-1].event_id]
    said = [e for e in said if rules.counts(e) and rules.role(e) != "observer" and not rules.is_outside(e)]
    answers: dict[str, tuple[str, ...]] = {}
    for event in rules.own_order(e for e in said if _answers(e, kinds)):
        answers[event.device] = tuple((event.body or {})["answers"])
    return PlainAnswers(asked[-1].event_id, frozenset(answers.items()))


def _answers(event: Event, kinds: list[str]) -> bool:
    given = (event.body or {})["answers"]
    steps = [text for text, kind in zip(given, kinds, strict=False) if kind == "scale"]
    return len(given) == len(kinds) and all(step in ("", "1", "2", "3", "4", "5") for step in steps)


def plain_polls(rules: PlainRules) -> tuple[PlainPoll, ...]:
    """Every poll that can be answered, in the order of authority."""
    asked = [event for event in rules.ruling if event.kind == "poll.open" and _can_be_asked(event.body or {})]
    return tuple(_poll(rules, event) for event in asked)


def _can_be_asked(body: Mapping[str, Any]) -> bool:
    if body["secret"] and (body["kind"] == "hands" or not body["key"]):
        return False
    if body["key"] and not body["secret"]:
        return False
    return body["kind"] == "hands" or _options(body) >= 2


def _options(body: Mapping[str, Any]) -> int:
    if body["kind"] in OPTIONS:
        return OPTIONS[body["kind"]]
    if body["kind"] == "scale" and not body["options"]:
        return 5
    return len(body["options"])


def _end(rules: PlainRules, asked: Event) -> Event | None:
    """The first close, or one of a later term if the cuts before it lack the first; or the meeting's."""
    end: Event | None = None
    closed = rules.closed_by()
    for event in rules.ruling:
        is_close = event is closed or (event.kind == "poll.close" and event.target == asked.event_id)
        if not is_close or authority_order(event) < authority_order(asked):
            continue
        if end is None or (
            event.authority[0] > end.authority[0] and rules.have_before(event).get(end.log, 0) < end.sequence
        ):
            end = event
    return end


def _poll(rules: PlainRules, asked: Event) -> PlainPoll:
    body, end = asked.body or {}, _end(rules, asked)
    have = None if end is None else rules.have_before(end)
    said = [event for event in rules.ruling if end is None or rules.told(event, end)]
    present = {
        (e.body or {})["device"]: (e.body or {})["seat"] for e in said if e.kind == "roster.add"
    }  # the seat of everybody who was ever admitted
    voters = set(body["voters"]) - {"observer"}
    eligible = {device for device in present if _role_now(rules, said, device) in voters}
    counted: dict[str, tuple[int, ...]] = {}
    late: set[str] = set()
    ballots = [e for e in rules.events if e.kind == "ballot.cast" and e.target == asked.event_id]
    good: list[Event] = []
    for event in ballots:
        seat = present.get(event.device)
        if event.device not in eligible and seat and seat in {present[device] for device in eligible}:
            continue
        if not _has_form(event.body or {}, body) or event.authority < asked.authority:
            continue
        if not rules.counts(event, said) or rules.role(event, said) not in voters:
            continue
        if have is None or event.sequence <= have.get(event.log, 0):
            good.append(event)
        elif (event.body or {})["choices"] or body["secret"]:
            late.add(event.device)
    for event in rules.own_order(good):
        choices = tuple((event.body or {})["choices"])
        if choices or body["secret"]:
            counted[event.device] = choices
        else:
            counted.pop(event.device, None)
    tally, invalid = _count(rules, body, counted, end, have)
    return PlainPoll(
        asked.event_id,
        end is None,
        frozenset(eligible | counted.keys()),
        frozenset(counted),
        frozenset(late),
        frozenset() if body["secret"] else frozenset(counted.items()),
        tally,
        invalid,
        _outcome(body, end, len(counted), tally, len(eligible | counted.keys())),
    )


def _role_now(rules: PlainRules, said: list[Event], device: str) -> str:
    about = said_about(said, device)
    return str((about[-1].body or {})["role"]) if about and about[-1].kind == "roster.add" else ""


def _has_form(ballot: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    choices = ballot["choices"]
    if body["secret"]:
        return bool(ballot["sealed"]) and not choices
    if ballot["sealed"] or len(set(choices)) < len(choices) or any(c >= _options(body) for c in choices):
        return False
    return {"hands": len(choices) <= 1, "multiple": len(choices) >= 1}.get(body["kind"], len(choices) == 1)


def _count(
    rules: PlainRules,
    body: Mapping[str, Any],
    counted: Mapping[str, tuple[int, ...]],
    end: Event | None,
    have: Mapping[str, int] | None,
) -> tuple[tuple[int, ...], int]:
    if not body["secret"]:
        return tuple(sum(n in each for each in counted.values()) for n in range(_options(body))), 0
    if end is None or have is None or end.kind != "poll.close":
        return (), 0
    tally, invalid = (end.body or {})["tally"], (end.body or {})["invalid"]
    if len(tally) != _options(body):
        return (), 0
    here: dict[str, int] = {}
    for event in rules.events:
        here[event.log] = max(event.sequence, here.get(event.log, 0))
    missing = any(here.get(log, 0) < sequence for log, sequence in have.items())
    most = sum(tally) + invalid
    fewest = max(tally) + invalid if body["kind"] == "multiple" else most
    fits = fewest <= len(counted) <= most or (missing and len(counted) < fewest)
    return (tuple(tally), invalid) if fits else ((), 0)


def _outcome(
    body: Mapping[str, Any], end: Event | None, voted: int, tally: tuple[int, ...], eligible: int
) -> str:
    if end is None:
        return "open"
    if not tally:
        return "uncounted"
    if voted < body["quorum"]:
        return "no_quorum"
    if body["kind"] != "yes_no" or body["majority"] == "none":
        return "none"
    yes, no = tally[:2]
    needed = {"simple": no + 1, "absolute": eligible // 2 + 1, "two_thirds": max(1, -(-2 * (yes + no) // 3))}
    return "carried" if yes >= needed[body["majority"]] else "rejected"
