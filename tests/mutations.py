"""Valid messages and frames of every kind, and what chance makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from sync.bodies import KINDS
from sync.body_checks import Target
from sync.events import encode as encode_event
from sync.wire import (
    Ask,
    Auth,
    BlobHave,
    Bye,
    Confirm,
    Echo,
    Events,
    Grant,
    Have,
    Hello,
    Holds,
    Key,
    Message,
    Pake,
    Peers,
    SeatRequest,
    State,
    Want,
    Welcome,
)
from sync.wire import encode as encode_message
from tests.sync.strategies import ANNE, CHAIR, DISCUSSION_BODIES, Writer, admit, create, paper, replacement

ID = "A" * 43
LOG = "0123456789abcdef"
LENGTHS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE)
TOKENS = (
    b'"', b"\\", b"\\ud800", b"\\u0000", b"{", b"}", b"[", b"]", b"[" * 64, b'{"a":' * 9, b",", b":", b"-1",
    b"1e9", b"0.5", b"NaN", b"Infinity", b"true", b"null", b"9007199254740992", b"9" * 400, b"\xff",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00" * 8, b'"\\', b'"v":1', b'"k":"future.kind"',
)  # fmt: skip


def frames() -> list[bytes]:
    """An event of every kind that is known here, and one of a kind of tomorrow."""
    chair = Writer(CHAIR)
    events = [
        create(chair, seats=[{"number": "1", "role": "chair"}], policy={"deputies": ["2"]}),
        admit(chair, ANNE, position=2),
    ]
    comment = chair.post("意見です 👩‍💻", position=2)
    events.append(comment)
    bodies = {
        "agenda.set": {"items": [{"item": "a", "title": "議題", "minutes": 5}]},
        "agenda.open": {"item": "a"},
        "comment.edit": {"body": "直しました"},
        "comment.hide": {"reason": "理由"},
        "document.add": paper(),
        "document.replace": replacement(),
        "document.withdraw": {"version": comment.event_id},
        "presenter.set": {"document": "", "page": 0},
        "document.collected": {"documents": ["A" * 43]},
        "reaction.set": {"on": True},
        "roster.remove": {"device": ANNE.device, "upto": {LOG: 7}},
        "chair.transfer": {"to": ANNE.device, "term": 1},
        "chair.claim": {"term": 1, "seen": [0, 2]},
        "cut": {"have": {LOG: 7}},
        "log.fork": {side: {"header": "e30", "signature": "A" * 86} for side in ("first", "second")},
        **DISCUSSION_BODIES,
    }
    for kind, form in KINDS.items():
        if kind not in ("meeting.create", "roster.add", "comment.add"):
            target = "" if form.target is Target.NONE else comment.event_id
            try:
                events.append(chair.say(kind, bodies.get(kind, {}), target, position=3))
            except Exception as error:
                raise LookupError(f"the fuzz has no body for {kind}") from error
    events.append(chair.say("future.kind", {"x": [1, {"y": "z"}]}, position=3))
    return [*map(encode_event, events), encode_event(comment.without_body())]


def messages() -> list[bytes]:
    """A message of every type."""
    logs = {f"{number:016x}": number for number in range(20)}
    values: list[Message] = [
        Hello(ID, LOG, ID, ID),
        Auth("ab" * 64),
        Ask(),
        Pake("ab" * 33),
        Confirm("ab" * 32),
        SeatRequest("車座 太郎", "12"),
        Welcome(ID, ID, ID, ("10.0.0.1:47810", "[fe80::1]:47810")),
        Have(logs, full=True),
        Have({}),
        Events(tuple(frames()[:6])),
        Want(logs),
        State(b"\x55" * 32, 30),
        BlobHave(1, 2**40, complete=False),
        Echo(2**63, answer=True, meeting_ms=1_790_000_000_000),
        Peers({ID: ("10.0.0.1:47810",)}),
        Key("ab" * 32, "A" * 43),
        Grant(ID, "ab" * 32),
        Holds("ab" * 32, 11, 0b10100000111),
        Bye("wrong_code", "会議コードが違います"),
    ]
    return [encode_message(value) for value in values]


class Mutator:
    """Makes of valid bytes what a broken or hostile peer may send: several changes, one after another."""

    def __init__(self, seed: int, corpus: Sequence[bytes]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - has to repeat, guards nothing
        self._corpus = corpus
        self._ways: tuple[Callable[[bytearray], None], ...] = (
            self._flip,
            self._flip,
            self._overwrite,
            self._cut,
            self._remove,
            self._repeat,
            self._splice,
            self._length,
            self._token,
        )

    def next(self) -> bytes:
        """The next input."""
        data = bytearray(self._random.choice(self._corpus))
        if self._random.random() < 0.01:
            data = bytearray(self._random.randbytes(self._random.randrange(300)))
        for _ in range(self._random.choice((1, 1, 1, 2, 3, 8))):
            if data:
                self._random.choice(self._ways)(data)
        return bytes(data)

    def _at(self, data: bytearray) -> int:
        # Lengths and counts stand in front, so every second change is made there.
        return self._random.randrange(min(len(data), self._random.choice((8, len(data)))))

    def _flip(self, data: bytearray) -> None:
        data[self._at(data)] ^= 1 << self._random.randrange(8)

    def _overwrite(self, data: bytearray) -> None:
        data[self._at(data)] = self._random.randrange(256)

    def _cut(self, data: bytearray) -> None:
        del data[self._at(data) :]

    def _remove(self, data: bytearray) -> None:
        at = self._at(data)
        del data[at : at + self._random.randrange(1, 40)]

    def _repeat(self, data: bytearray) -> None:
        at = self._at(data)
        data[at:at] = data[at : at + self._random.randrange(1, 200)] * self._random.choice((1, 1, 2, 30))

    def _splice(self, data: bytearray) -> None:
        other = self._random.choice(self._corpus)
        at = self._random.randrange(len(other))
        data[self._at(data) :] = other[at:]

    def _length(self, data: bytearray) -> None:
        at, size = self._at(data), self._random.choice((1, 2, 4))
        value = self._random.choice(LENGTHS) + self._random.choice((0, 0, 1, -1))
        data[at : at + size] = (value & (256**size - 1)).to_bytes(size, "big")

    def _token(self, data: bytearray) -> None:
        at = self._at(data)
        data[at : at + self._random.choice((0, 1, 4))] = self._random.choice(TOKENS)
