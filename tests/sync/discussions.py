"""Histories of discussions for Hypothesis: moderation, groups, floor, clock, presenter; much is forged."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sync.events import Event
from tests.sync.strategies import CHAIR, KEYS, START_MS, Step, Writer, admit, create, paper

SAID = (
    *("comment.add",) * 4, "comment.delete", "comment.hide", "comment.release", "comment.group",
    *("comment.edit",) * 3, "comment.release", "comment.release",
    "comment.group", "floor.request", "floor.request", "floor.withdraw", "floor.done", "presenter.set",
    "presenter.set", "presenter.call",
)  # fmt: skip
RULED = (
    "cut", "cut", "cut", "moderation.set", "moderation.set", "agenda.open", "agenda.pause", "floor.grant",
    "floor.grant", "presenter.give", "presenter.give", "spotlight.set", "meeting.open", "meeting.close",
    "roster.remove", "roster.add",
)  # fmt: skip
ABOUT_COMMENTS = ("comment.edit", "comment.delete", "comment.hide", "comment.release", "spotlight.set")


class Debate:
    """Turns steps into events; `author` writes each, so most of what only the chair may say is forged."""

    def __init__(self, moderation: str) -> None:
        self.chair = Writer(CHAIR)
        self.events = [create(self.chair, policy={"moderation": moderation})]
        self.writers = [self.chair if key is CHAIR else Writer(key, self.chair.meeting) for key in KEYS]
        self.position = 1
        for key in KEYS:
            self.position += 1
            self.events.append(admit(self.chair, key, position=self.position))
        items = [{"item": item, "title": f"議題{item}", "presenter": seat} for item, seat in ("a2", "b3")]
        self._rule("agenda.set", {"items": items})
        self.document = self._rule("document.add", paper()).event_id
        self.known: dict[str, list[str]] = {}  # kind -> events
        self.author: dict[str, Writer] = {}
        self.edits: dict[str, list[str]] = {}  # comment -> edits of it, also forged ones

    def tell(self, step: Step) -> None:
        """Write the event of one step, if there is anything it could be about."""
        ruled = step.kind in RULED
        writer = self.chair if ruled and step.pick < 7 else self.writers[step.author]
        target = self._target(step)
        if target is None:
            return
        if step.kind == "comment.edit" and step.pick < 6:
            writer = self.author.get(target, writer)
        if writer is self.chair and (ruled or step.kind == "presenter.set"):
            self.position += 1
        behind = step.pick % 3 if writer is not self.chair else 0
        said = max(1, self.position - behind + (step.pick == 6))
        ms = START_MS + len(self.events) * 100 + step.jump * 1_000
        event = writer.say(step.kind, self._body(step, target), target, position=said, ms=ms)
        self.events.append(event)
        self.known.setdefault(step.kind, []).append(event.event_id)
        self.author[event.event_id] = writer
        if step.kind == "comment.edit":
            self.edits.setdefault(target, []).append(event.event_id)

    def _rule(self, kind: str, body: dict[str, Any]) -> Event:
        self.position += 1
        self.events.append(self.chair.say(kind, body, position=self.position))
        return self.events[-1]

    def _target(self, step: Step) -> str | None:
        """What a step is about; None if there is nothing of the kind."""
        if step.kind in ABOUT_COMMENTS:
            among = [*self.known.get("comment.add", ()), *self.known.get("comment.group", ())]
        elif step.kind in ("floor.withdraw", "floor.done"):
            among = self.known.get("floor.request" if step.kind == "floor.withdraw" else "floor.grant", [])
        elif step.kind in ("comment.group", "floor.grant"):
            kind = "floor.request" if step.kind == "floor.grant" else step.kind
            return (["", *self.known.get(kind, ())])[-(step.pick % 2)]
        else:
            return ""
        return among[step.pick % len(among)] if among else None

    def _body(self, step: Step, target: str) -> dict[str, Any]:
        pick = step.pick
        key = KEYS[pick % 4]
        comments = self.known.get("comment.add", [])
        bounds = {writer.log: max(0, writer.sequence - pick % 3) for writer in self.writers[: 2 + pick % 4]}
        bodies: dict[str, dict[str, Any]] = {
            "comment.add": {"body": "意見", "reply_to": ["", "", *comments][-(pick % 3)]},
            "comment.edit": {"body": f"意見{len(self.events)}"},
            "comment.release": {"text": ["", *self.edits.get(target, ())][0 if pick % 4 == 0 else -1]},
            "comment.group": {"comments": comments[pick % 3 :: 1 + pick % 2], "title": "同じ"},
            "moderation.set": {"mode": ("hold", "open")[pick % 2]},
            "agenda.open": {"item": ("a", "b", "", "a")[pick % 4]},
            "agenda.pause": {"on": pick % 2 == 0},
            "presenter.give": {"device": (*(k.device for k in KEYS), "")[pick % 6]},
            "presenter.set": {"document": ("", *[self.document] * 7)[pick], "page": len(self.events)},
            "presenter.call": {"document": self.document, "page": pick + 1},
            "floor.grant": {"device": key.device, "limit_s": 60 * pick},
            "roster.remove": {"device": key.device, "upto": bounds},
            "roster.add": {
                "device": key.device,
                "seat": str(1 + KEYS.index(key)),
                "role": ("member", "secretariat", "observer")[pick % 3],
            },
            "cut": {"have": {log: sequence for log, sequence in bounds.items() if sequence}},
        }
        return bodies.get(step.kind, {})


@st.composite
def discussions(draw: st.DrawFn) -> list[Event]:
    """Draw the events of one discussion in the order in which they were written."""
    debate = Debate(draw(st.sampled_from(("open", "hold"))))
    steps = st.builds(
        Step,
        author=st.integers(0, len(KEYS) - 1),
        kind=st.sampled_from((*SAID, *RULED)),
        pick=st.integers(0, 7),
        jump=st.integers(-3, 3),
    )
    least = draw(st.sampled_from((0, 10, 30, 60, 90)))
    for step in draw(st.lists(steps, min_size=least, max_size=least + 10)):
        debate.tell(step)
    return debate.events
