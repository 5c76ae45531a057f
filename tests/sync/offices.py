"""Histories of documents for Hypothesis: chair and secretariat keep them at once, others try to."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sync.events import Event
from tests.sync.strategies import (
    CHAIR,
    KEYS,
    SECRETARY,
    START_MS,
    Step,
    Writer,
    admit,
    create,
    paper,
    replacement,
)

KEPT = ("document.add", "document.replace", "document.replace", "document.withdraw", "document.collect")
RULED = ("cut", "roster.add", "roster.remove", "agenda.set", "meeting.close", "meeting.open")


class Office:
    """Turns steps into events; most are the chair's and the secretariat's, the rest forged."""

    def __init__(self, *, confidential: bool) -> None:
        self.chair = Writer(CHAIR)
        self.events = [create(self.chair, policy={"confidential": confidential})]
        self.writers = [self.chair if key is CHAIR else Writer(key, self.chair.meeting) for key in KEYS]
        self.position = 1
        for key in KEYS:
            self.position += 1
            self.events.append(admit(self.chair, key, position=self.position))
        self._rule("agenda.set", {"items": [{"item": item, "title": f"議題{item}"} for item in "ab"]})
        self.documents = [self._rule("document.add", paper()).event_id]
        self.versions = list(self.documents)

    def tell(self, step: Step) -> None:
        """Write the event of one step: the secretariat names a position that it may have of hearsay."""
        secretary = self.writers[KEYS.index(SECRETARY)]
        writer = (self.chair, self.chair, secretary, secretary, self.writers[step.author])[step.jump + 2]
        if step.kind in RULED:
            writer = self.chair if step.pick else writer
        self.position += writer is self.chair
        behind = 0 if writer is self.chair else step.pick % 4 - 1
        said = max(1, self.position - behind)
        ms = START_MS + len(self.events) * 50 + step.jump * 200
        target = self.documents[step.pick % len(self.documents)]
        if step.kind not in KEPT[1:] or (step.kind == "document.collect" and step.pick % 2):
            target = ""
        event = writer.say(step.kind, self._body(step), target, position=said, ms=ms)
        self.events.append(event)
        if step.kind in ("document.add", "document.replace"):
            self.versions.append(event.event_id)
        if step.kind == "document.add":
            self.documents.append(event.event_id)

    def _rule(self, kind: str, body: dict[str, Any]) -> Event:
        self.position += 1
        self.events.append(self.chair.say(kind, body, position=self.position))
        return self.events[-1]

    def _body(self, step: Step) -> dict[str, Any]:
        pick = step.pick
        key = KEYS[(1, 3, 3, 3)[pick % 4]]
        bounds = {writer.log: max(0, writer.sequence - pick % 3) for writer in self.writers}
        bodies: dict[str, dict[str, Any]] = {
            "document.add": {**paper(f"資料{pick}", "ab"[pick % 2]), "key": "5" * 64 if pick % 2 else ""},
            "document.replace": {**replacement(pick), "key": "6" * 64 if pick % 3 == 0 else ""},
            "document.withdraw": {"version": ("", *self.versions)[pick % (len(self.versions) + 1)]},
            "roster.remove": {"device": key.device, "upto": bounds},
            "roster.add": {"device": key.device, "role": ("secretariat", "member", "secretariat")[pick % 3]},
            "agenda.set": {"items": [{"item": item, "title": f"議題{item}"} for item in "ab"[pick % 2 :]]},
            "cut": {"have": {log: sequence for log, sequence in bounds.items() if sequence}},
        }
        return bodies.get(step.kind, {})


@st.composite
def offices(draw: st.DrawFn) -> list[Event]:
    """Draw the events of one meeting about its documents, in the order in which they were written."""
    office = Office(confidential=draw(st.booleans()))
    steps = st.builds(
        Step,
        author=st.integers(1, len(KEYS) - 1),
        kind=st.sampled_from((*KEPT * 3, *RULED)),
        pick=st.integers(0, 7),
        jump=st.integers(-2, 2),
    )
    least = draw(st.sampled_from((0, 10, 30)))
    for step in draw(st.lists(steps, min_size=least, max_size=least + 10)):
        office.tell(step)
    return office.events
