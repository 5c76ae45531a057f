"""What must be true after the quiet, whatever happened before."""

from __future__ import annotations

import random

from sync.events import Event
from sync.fold import Fold
from sync.meeting import Meeting
from tests.simulator.naive import PlainComment, PlainMeeting, PlainRules
from tests.simulator.naive_discussion import DiscussionRules, PlainDiscussion
from tests.simulator.naive_polls import folded_answers, folded_polls, plain_answers, plain_polls
from tests.simulator.node import SimNode
from tests.simulator.world import World


def problems(world: World) -> list[str]:
    """Every sentence is one promise that was broken."""
    honest = world.honest()
    found = list(world.failures)
    found += _differences("HAVE", [(node, node.have()) for node in honest])
    found += _differences("disk", [(node, _on_disk(world, node)) for node in honest])
    found += _differences("digest", [(node, node.journal.fold.digest()) for node in honest])
    found += [problem for node in honest for problem in _kept(world, node)]
    first = honest[0]
    meeting = first.meeting()
    if found or meeting is None:
        return [*found, *(["there is no meeting"] if meeting is None else [])]
    events = _counted(world, first)
    rules = PlainRules(events)
    found += _rules(meeting, rules.meeting())
    found += discussion_problems(meeting, rules)
    found += _polls(meeting, rules)
    found += _replies(meeting)
    return found + _refolded(world, events, first.journal.fold.digest())


def _on_disk(world: World, node: SimNode) -> dict[str, int]:
    """What is on a disk, but for what follows the fork of a log: nobody asks for that."""
    held = node.log.have(world.meeting)
    for log in held:
        frozen = node.journal.fold.frozen_at(log)
        if frozen is not None:
            held[log] = min(held[log], frozen - 1)
    return {log: sequence for log, sequence in held.items() if sequence}


def _counted(world: World, node: SimNode) -> list[Event]:
    """The events that every node has to hold."""
    held = _on_disk(world, node)
    return [event for event in node.log.events(world.meeting) if event.sequence <= held.get(event.log, 0)]


def _differences(what: str, values: list[tuple[SimNode, object]]) -> list[str]:
    first, expected = values[0]
    return [
        f"{what} of {node} differs from that of {first}: {_short(value)} and {_short(expected)}"
        for node, value in values[1:]
        if value != expected
    ]


def _short(value: object) -> str:
    return str(value)[:300]


def _kept(world: World, node: SimNode) -> list[str]:
    """Nothing that was acknowledged is missing, and what was withdrawn left no text behind."""
    events = {event.event_id: event for event in node.log.events(world.meeting)}
    expected = world.acknowledged.keys() - world.lost
    found = [
        f"{node} lacks {world.acknowledged[event_id].kind} {event_id[:8]} of {_writer(world, event_id)}"
        for event_id in expected - events.keys()
    ]
    meeting = node.meeting()
    shown = {comment.comment: comment for comment in meeting.comments} if meeting else {}
    for comment in sorted(world.withdrawn - world.lost):
        if comment in shown and not shown[comment].deleted:
            found.append(f"{node} shows the withdrawn comment {comment[:8]}")
        texts = [
            events.get(comment),
            *(e for e in events.values() if e.kind == "comment.edit" and e.target == comment),
        ]
        if any(
            event is not None and event.body_bytes is not None
            for event in texts
            if _is_authors(event, events.get(comment))
        ):
            found.append(f"{node} keeps the text of the withdrawn comment {comment[:8]}")
    return found


def _is_authors(event: Event | None, add: Event | None) -> bool:
    return event is not None and add is not None and event.device == add.device


def _writer(world: World, event_id: str) -> str:
    event = world.acknowledged[event_id]
    return f"log {event.log} place {event.sequence}"


def plain_of(meeting: Meeting) -> PlainMeeting:
    """What the plain rules say, taken from the meeting of the fold."""
    return PlainMeeting(
        meeting.chair,
        meeting.term,
        frozenset(member.device for member in meeting.members),
        meeting.phase.value,
        tuple(
            PlainComment(
                comment.comment,
                comment.author,
                comment.body,
                comment.deleted,
                comment.hidden,
                comment.answered,
                comment.agreed,
                len(comment.versions),
                comment.at_ms,
                comment.late,
                comment.held,
                len(comment.late_edits),
            )
            for comment in meeting.comments
        ),
    )


def _rules(meeting: Meeting, plain: PlainMeeting) -> list[str]:
    folded = plain_of(meeting)
    if folded.comments != plain.comments and len(folded.comments) == len(plain.comments):
        pairs = zip(folded.comments, plain.comments, strict=True)
        return [
            f"comment {one.comment[:8]}: {name} is {getattr(one, name)}, not {getattr(other, name)}"
            for one, other in pairs
            for name in PlainComment.__dataclass_fields__
            if getattr(one, name) != getattr(other, name)
        ]
    return [] if folded == plain else [f"the fold gives {folded}, the plain rules {plain}"]


def discussion_problems(meeting: Meeting, rules: PlainRules) -> list[str]:
    """What of the discussion the plain rules say otherwise."""
    documents = [document.document for item in meeting.agenda for document in item.documents]
    plain, folded = DiscussionRules(rules, documents).discussion(), PlainDiscussion.of(meeting)
    return [
        f"{name} of the discussion is {getattr(folded, name)}, not {getattr(plain, name)}"
        for name in PlainDiscussion.__dataclass_fields__
        if getattr(folded, name) != getattr(plain, name)
    ]


def _polls(meeting: Meeting, rules: PlainRules) -> list[str]:
    pairs = [
        (folded_polls(meeting), plain_polls(rules)),
        (folded_answers(meeting), plain_answers(rules)),
    ]
    return [f"the fold gives {folded}, the plain rules {plain}" for folded, plain in pairs if folded != plain]


def _replies(meeting: Meeting) -> list[str]:
    place = {comment.comment: number for number, comment in enumerate(meeting.comments)}
    return [
        f"reply {comment.comment[:8]} stands before its parent"
        for comment in meeting.comments
        if not comment.deleted and place.get(comment.reply_to, -1) > place[comment.comment]
    ]


def _refolded(world: World, events: list[Event], digest: str) -> list[str]:
    """The same events in any other order give the same meeting."""
    shuffled = list(events)
    random.Random(world.schedule.seed).shuffle(shuffled)  # noqa: S311 - has to repeat, guards nothing
    found = []
    for name, order in (("sorted", sorted(events, key=lambda e: e.event_id)), ("shuffled", shuffled)):
        fold = Fold()
        for event in order:
            fold.apply(event)
        if fold.digest() != digest:
            found.append(f"folded in {name} order the meeting is another one")
    return found
