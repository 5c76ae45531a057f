"""Devices that write events, and histories of whole meetings for Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import strategies as st

from sync.clock import HybridTime
from sync.events import Event, sign_event
from sync.keys import DeviceKey

START_MS = 1_790_000_000_000
POSTED = ("kind", "agenda", "reply_to", "shown", "document", "page")

KEYS = tuple(DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)) for number in range(1, 6))
CHAIR, ANNE, BEN, SECRETARY, OBSERVER = KEYS
ROLES = {CHAIR: "chair", ANNE: "member", BEN: "member", SECRETARY: "secretariat", OBSERVER: "observer"}


class Writer:
    """One device in one meeting: counts its sequences and chains its events."""

    def __init__(self, key: DeviceKey, meeting: str = "", log: str = "") -> None:
        self.key = key
        self.meeting = meeting
        self.log = log or key.device.encode().hex()[:16]
        self.sequence = 0
        self.previous = ""

    @property
    def device(self) -> str:
        return self.key.device

    def say(
        self,
        kind: str,
        body: Mapping[str, Any] | None = None,
        target: str = "",
        *,
        position: int = 1,
        term: int = 0,
        ms: int = START_MS,
        counter: int = 0,
    ) -> Event:
        event = sign_event(
            self.key,
            meeting=self.meeting,
            log=self.log,
            sequence=self.sequence + 1,
            previous=self.previous,
            time=HybridTime(ms, counter),
            wall_ms=ms,
            authority=(term, position),
            kind=kind,
            target=target,
            body=body or {},
        )
        self.sequence, self.previous = event.sequence, event.event_id
        self.meeting = event.meeting
        return event

    def post(self, body: str = "意見", **more: Any) -> Event:
        fields = {key: more.pop(key) for key in (*POSTED, "version_sha256") if key in more}
        return self.say("comment.add", {"body": body, **fields}, **more)


def create(writer: Writer, **fields: Any) -> Event:
    """Found a meeting."""
    return writer.say("meeting.create", {"title": "本部会議", **fields}, position=1)


def admit(
    chair: Writer, key: DeviceKey, *, position: int, role: str = "", seat: str = "", name: str = ""
) -> Event:
    """Put a device on the roster."""
    body = {
        "device": key.device,
        "seat": seat or str(KEYS.index(key) + 1),
        "name": name or f"職員{KEYS.index(key) + 1}",
        "role": role or ROLES[key],
    }
    return chair.say("roster.add", body, position=position)


def room(**policy: str) -> tuple[list[Event], dict[DeviceKey, Writer]]:
    """Found a meeting with all five devices admitted; positions up to 6 are used."""
    chair = Writer(CHAIR)
    events = [create(chair, policy=policy)]
    events += [admit(chair, key, position=number) for number, key in enumerate(KEYS, start=2)]
    return events, {key: chair if key is CHAIR else Writer(key, chair.meeting) for key in KEYS}


TEXTS = ("意見です", "神\u202e社", "a\u200bb", "👩\u200d💻", "葛\U000e0100", "x" * 2_000, "\x07\r\n")
NAMES = ("open", "department", "withheld", "named")
ITEMS = ("", "a", "b")


@dataclass(frozen=True)
class Step:
    """One thing that happens; `pick` and `jump` choose target, text and clock from what there is."""

    author: int
    kind: str
    pick: int
    jump: int


class Story:
    """Turns steps into the events of one meeting: allowed and forbidden ones, replies, clocks that jump."""

    def __init__(self, policy: str, admitted: Iterable[int]) -> None:
        self.chair = Writer(CHAIR)
        self.events = [create(self.chair, policy={"names": policy})]
        self.writers = [self.chair if key is CHAIR else Writer(key, self.chair.meeting) for key in KEYS]
        self.position = 1
        self.comments: list[str] = []
        self.documents: list[str] = []
        self.versions: list[str] = [""]
        self.collections: list[str] = []
        for number in admitted:
            self.position += 1
            self.events.append(admit(self.chair, KEYS[number], position=self.position))

    def tell(self, step: Step) -> None:
        """Write the event of one step, if there is anything it could be about."""
        helps = step.kind.startswith("document.") and step.author == KEYS.index(SECRETARY)
        by_chair = step.kind in CHAIR_KINDS and not helps
        writer = self.chair if by_chair else self.writers[step.author]
        known = self.documents if step.kind in ABOUT_DOCUMENTS else self.comments
        known = self.collections if step.kind == "document.collected" else known
        target = known[step.pick % len(known)] if known else ""
        if step.kind in TARGETLESS or (step.kind == "document.collect" and step.pick % 2):
            target, reply_to = "", target
        elif not target:
            return
        else:
            reply_to = ""
        self.position += by_chair
        said = self.position if writer is self.chair else 1 + step.pick % self.position
        body = self._body(step, reply_to)
        ms = START_MS + step.jump * 1_000
        event = writer.say(step.kind, body, target, position=said, ms=ms)
        self.events.append(event)
        if step.kind == "comment.add":
            self.comments.append(event.event_id)
        elif step.kind in ("document.add", "document.replace"):
            self.versions.append(event.event_id)
            if step.kind == "document.add":
                self.documents.append(event.event_id)
        elif step.kind == "document.collect":
            self.collections.append(event.event_id)

    def _body(self, step: Step, reply_to: str) -> dict[str, Any]:
        text, pick = TEXTS[step.pick % len(TEXTS)], step.pick
        key = KEYS[pick % len(KEYS)]
        items = [
            {"item": item, "title": f"議題{item}", "names": NAMES[(pick + number) % 4]}
            for number, item in enumerate(ITEMS[1 : 2 + pick % 2])
        ]
        bodies: dict[str, dict[str, Any]] = {
            "comment.add": {
                "body": text,
                "agenda": ITEMS[pick % 3],
                "reply_to": reply_to if pick % 2 else "",
                "shown": NAMES[1 + pick % 3],
                "document": self.documents[-1] if self.documents else "",
                "version_sha256": str(pick) * 64 if pick % 3 else "",
            },
            "comment.edit": {"body": text},
            "comment.answer": {"body": text},
            "comment.hide": {"reason": text[:500]},
            "reaction.set": {"on": pick % 2 == 0},
            "roster.add": {"device": key.device, "role": list(ROLES.values())[pick % 4]},
            "roster.remove": {"device": key.device, "upto": {Writer(key).log: pick}},
            "agenda.set": {"items": items},
            "agenda.open": {"item": ITEMS[pick % 3]},
            "document.add": paper(agenda=ITEMS[pick % 3]) | {"key": "2" * 64 if pick % 2 else ""},
            "document.replace": {
                **replacement(pick),
                "title": "改" if pick % 2 else "",
                "key": "3" * 64 if pick % 3 else "",
            },
            "document.withdraw": {"version": self.versions[pick % len(self.versions)]},
            "document.collected": {"documents": self.documents[:3]},
            "presenter.set": {"document": self.documents[-1] if self.documents else "", "page": pick},
        }
        return bodies.get(step.kind, {})


def paper(title: str = "資料", agenda: str = "a") -> dict[str, Any]:
    """Describe an empty document."""
    return {
        "title": title,
        "agenda": agenda,
        "sha256": "1" * 64,
        "size": 0,
        "chunk_size": 1_048_576,
        "chunks": [],
    }


def replacement(digit: int = 2, reason: str = "誤記の訂正") -> dict[str, Any]:
    """Describe an empty file in the place of a document."""
    file = {name: value for name, value in paper().items() if name not in ("title", "agenda")}
    return {**file, "sha256": str(digit) * 64, "reason": reason}


DISCUSSION_BODIES: dict[str, dict[str, Any]] = {
    "moderation.set": {"mode": "hold"},
    "comment.group": {"comments": ["A" * 43, "B" * 42 + "A"], "title": "避難所"},
    "agenda.pause": {"on": True},
    "presenter.give": {"device": ANNE.device},
    "presenter.call": {"document": "A" * 43, "page": 2},
    "poll.open": {"question": "賛成ですか", "options": ["はい", "いいえ"], "voters": ["member"]},
    "poll.close": {"tally": [3, 2]},
    "ballot.cast": {"choices": [0]},
    "floor.grant": {"device": ANNE.device, "limit_s": 180},
    "lookback.answer": {"answers": ["4", "よかった"]},
}
"""A body of each kind of the discussion that may not be empty."""

MEMBER_KINDS = (
    "comment.add",
    "comment.edit",
    "comment.delete",
    "comment.hide",
    "comment.unhide",
    "comment.answer",
    "comment.reopen",
    "reaction.set",
    "document.collected",
    "future.kind",
)
CHAIR_KINDS = (
    "roster.add",
    "roster.remove",
    "agenda.set",
    "agenda.open",
    "document.add",
    "document.replace",
    "document.withdraw",
    "document.collect",
    "meeting.open",
    "meeting.close",
    "spotlight.set",
    "presenter.set",
)
ABOUT_DOCUMENTS = ("document.replace", "document.withdraw", "document.collect")
TARGETLESS = {"comment.add", *CHAIR_KINDS} - {*ABOUT_DOCUMENTS, "spotlight.set"}

steps = st.builds(
    Step,
    author=st.integers(0, len(KEYS) - 1),
    kind=st.sampled_from(("comment.add", "comment.add", *MEMBER_KINDS, *CHAIR_KINDS)),
    pick=st.integers(0, 7),
    jump=st.integers(-3, 3),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw the events of one meeting in the order in which they were written."""
    absent = draw(st.sets(st.integers(0, 4), max_size=2))
    story = Story(draw(st.sampled_from(NAMES)), (number for number in range(5) if number not in absent))
    least = draw(st.sampled_from((0, 10, 30, 60)))
    for step in draw(st.lists(steps, min_size=least, max_size=least + 10)):
        story.tell(step)
    return story.events
