"""The rules of a meeting once more, as plainly as they can be written: all events at once, sorted.

Nothing here is shared with the fold but the form of events and comments' texts; slow and simple on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.clock import HybridTime
from sync.events import Event
from sync.forks import proven

LEADING = (
    *("agenda.open", "agenda.pause", "cut", "floor.done", "floor.grant", "moderation.set"),
    *("presenter.call", "presenter.give", "presenter.set", "spotlight.set"),
)


@dataclass(frozen=True)
class PlainComment:
    """What must be the same in a comment of the fold."""

    comment: str
    author: str
    body: str
    deleted: bool
    hidden: bool
    answered: bool
    agreed: frozenset[str]
    versions: int
    at_ms: int
    late: bool
    held: bool
    late_edits: int


@dataclass(frozen=True)
class PlainMeeting:
    """What must be the same in the meeting of the fold."""

    chair: str
    term: int
    members: frozenset[str]
    phase: str
    comments: tuple[PlainComment, ...]


class PlainRules:
    """Recomputes a meeting from its whole set of events."""

    def __init__(self, events: Iterable[Event]) -> None:
        everything = sorted(events, key=authority_order)
        self.create = next(event for event in everything if event.kind == "meeting.create")
        frozen: dict[tuple[str, str], int] = {}
        for event in everything:
            proof = proven(event.body or {}, self.create.event_id) if event.kind == "log.fork" else None
            if proof:
                place = proof.device, proof.log
                frozen[place] = min(proof.sequence, frozen.get(place, proof.sequence))
        self.events = [e for e in everything if e.sequence < frozen.get((e.device, e.log), e.sequence + 1)]
        self.winners = [self.create.device]
        while (heir := self._heir()) is not None:
            self.winners.append(heir)
        self.removals: list[Event] = []
        for term in range(len(self.winners) - 1, 0, -1):
            self.removals += [
                e for e in self.events if e.kind == "roster.remove" and self._removes_chair(e, term)
            ]
        self.known = self._known()
        self.ruling = [event for event in self.events if self.rules(event)]
        self.aside = [e for e in self.events if e.kind == "cut" and self._says(e) and not self.rules(e)]
        self.cuts = [event for event in self.ruling if event.kind == "cut"]
        self.closing = self._closing()
        self.ruling = [event for event in self.ruling if not self._removes_too_late(event)]

    def meeting(self) -> PlainMeeting:
        phases = self.phases()
        phase = {"meeting.open": "open", "meeting.close": "closed"}[phases[-1].kind] if phases else "prepared"
        term = len(self.winners) - 1
        return PlainMeeting(self.winners[-1], term, self._members(), phase, self._comments())

    def _heir(self) -> str | None:
        """Who holds the term after the last one: by a transfer, as its creator, as the first deputy."""
        term = len(self.winners)
        for event in self.events:
            says = event.authority[0] == term - 1 and event.device == self.winners[-1]
            if event.kind == "chair.transfer" and says and (event.body or {})["term"] == term:
                return str((event.body or {})["to"])
        seats = (self.create.body or {})["policy"]["deputies"]
        past = [e for e in self.events if e.authority[0] < term and e.device == self.winners[e.authority[0]]]
        claims: list[tuple[int, str]] = []
        for event in self.events:
            body = event.body or {}
            if event.kind != "chair.claim" or event.authority != (term, 1) or body["term"] != term:
                continue
            if body["seen"][0] >= term:
                continue
            if event.device == self.create.device:
                claims.append((-1, event.device))
            about = said_about(past, event.device)
            known = [e for e in about if e.authority <= tuple(body["seen"])]
            if known and known[-1].kind == "roster.add" and _accepted(event, about):
                seat = (known[-1].body or {})["seat"]
                claims += [(seats.index(seat), event.device)] if seat in seats else []
        return min(claims)[1] if claims else None

    def _removes_chair(self, event: Event, term: int) -> bool:
        removed = (event.body or {})["device"]
        return (
            event.authority[0] == term
            and event.device == self.winners[term] != removed
            and removed in self.winners[:term]
            and not self._taken_away(event)
        )

    def _taken_away(self, event: Event) -> bool:
        return any(
            (removal.body or {})["device"] == event.device
            and removal.authority[0] > event.authority[0]
            and event.sequence > (removal.body or {})["upto"].get(event.log, 0)
            for removal in self.removals
        )

    def _known(self) -> dict[int, int]:
        """The last position of each term that was known to whoever took the chair over."""
        known: dict[int, int] = {}
        for term in range(1, len(self.winners)):
            said = [e for e in self.events if (e.body or {}).get("term") == term]
            given = [e for e in said if e.kind == "chair.transfer"]
            given = [e for e in given if e.authority[0] == term - 1 and e.device == self.winners[term - 1]]
            claims = [e for e in said if e.kind == "chair.claim" and e.authority == (term, 1)]
            claims = [e for e in claims if e.device == self.winners[term] and e.body["seen"][0] < term]
            last, number = given[0].authority if given else claims[0].body["seen"]
            known[last] = min(number, known.get(last, number))
            known |= dict.fromkeys(range(last + 1, term), 0)
        return known

    def overtaken(self, position: tuple[int, int]) -> bool:
        """Whether a later chair did not know of it when it took over."""
        return position[1] > self.known.get(position[0], position[1])

    def _says(self, event: Event) -> bool:
        term = event.authority[0]
        return term < len(self.winners) and event.device == self.winners[term] and not self._taken_away(event)

    def rules(self, event: Event) -> bool:
        return self._says(event) and not (event.kind in LEADING and self.overtaken(event.authority))

    def told(self, event: Event, end: Event) -> bool:
        """Whether the chair knew something when it said something else."""
        if authority_order(event) >= authority_order(end):
            return False
        if event.authority[0] == end.authority[0] or not self.overtaken(event.authority):
            return True
        return event.sequence <= self.have_before(end).get(event.log, 0)

    def phases(self) -> list[Event]:
        present = len(self.winners) - 1
        return [
            event
            for event in self.ruling
            if event.kind == "meeting.open"
            or (event.kind == "meeting.close" and event.authority[0] == present)
        ]

    def closed_by(self) -> Event | None:
        phases = self.phases()
        return phases[-1] if phases and phases[-1].kind == "meeting.close" else None

    def have_before(self, end: Event) -> dict[str, int]:
        """How far the cuts before an event of the chair reach."""
        have: dict[str, int] = {}
        own = [cut for cut in self.aside if cut.authority[0] == end.authority[0]]
        for cut in [*self.cuts, *own]:
            if authority_order(cut) < authority_order(end):
                for log, sequence in (cut.body or {})["have"].items():
                    have[log] = max(sequence, have.get(log, 0))
        return have

    def _closing(self) -> dict[str, int] | None:
        closed_by = self.closed_by()
        return self.have_before(closed_by) if closed_by else None

    def including(self, event: Event) -> list[int]:
        return [
            n
            for n, cut in enumerate(self.cuts)
            if (cut.body or {})["have"].get(event.log, 0) >= event.sequence
        ]

    def time(self, event: Event) -> HybridTime:
        return min([event.time, *(self.cuts[number].time for number in self.including(event))])

    def is_outside(self, event: Event) -> bool:
        """Whether the record of the closed meeting does not have it."""
        closed_by = self.closed_by()
        if closed_by is None or self.closing is None:
            return False
        if event.log == closed_by.log and event.sequence <= closed_by.sequence:
            return False
        return event.sequence > self.closing.get(event.log, 0)

    def _removes_too_late(self, event: Event) -> bool:
        """Whether the record lacks it, and a chair before the one that closed the meeting said it."""
        closed_by = self.closed_by()
        if closed_by is None or event.kind != "roster.remove":
            return False
        return event.authority[0] < closed_by.authority[0] and self.is_outside(event)

    def _late(self, event: Event) -> bool:
        if self.is_outside(event):
            return True
        including = self.including(event)
        earlier = self.cuts[: including[0]] if including else []
        return any(cut.time.ms > event.time.ms + 3_000 for cut in earlier)

    def held(self, add: Event, text: Event) -> bool:
        """Whether a text of it waits for release: under the rule before the first cut that has it."""
        if self.rules(text) or self.role(text) == "secretariat":
            return False
        including = self.including(text)
        rule = (self.create.body or {})["policy"]["moderation"]
        for event in self.ruling:
            known = not including or authority_order(event) < authority_order(self.cuts[including[0]])
            if event.kind == "moderation.set" and known:
                rule = (event.body or {})["mode"]
        released = [e for e in self.events if e.kind == "comment.release" and e.target == add.event_id]
        if not self.is_withdrawn(add):
            name = "" if text is add else text.event_id
            released = [e for e in released if (e.body or {})["text"] == name]
        return rule == "hold" and not any(self.moderates(event) for event in released)

    def is_withdrawn(self, add: Event) -> bool:
        about = [event for event in self.events if event.target == add.event_id]
        return any(e.kind == "comment.delete" and e.device == add.device for e in about)

    def edits(self, add: Event) -> list[Event]:
        """What its author made of a comment that is not withdrawn, the newest text last."""
        if self.is_withdrawn(add):
            return []
        said = [e for e in self.events if e.target == add.event_id and e.kind == "comment.edit" and e.body]
        said = [e for e in said if e.device == add.device and self.speaks(e)]
        return self.own_order(e for e in said if self.is_outside(add) or not self.is_outside(e))

    def late_edits(self, add: Event) -> list[Event]:
        """What its author made of a comment in the record of a closed meeting that the record lacks."""
        if self.is_withdrawn(add) or self.is_outside(add):
            return []
        said = [e for e in self.events if e.target == add.event_id and e.kind == "comment.edit" and e.body]
        said = [e for e in said if e.device == add.device and self.speaks(e)]
        return self.own_order(e for e in said if self.is_outside(e))

    def own_order(self, said: Iterable[Event]) -> list[Event]:
        """What devices say, each of one thing: a log in its order, logs by effective time."""
        among = list(said)

        def place(event: Event) -> tuple[object, ...]:
            after = [e for e in among if (e.device, e.log) == (event.device, event.log)]
            time = min(self.time(e) for e in after if e.sequence >= event.sequence)
            return (time, event.log, event.sequence)

        return sorted(among, key=place)

    def _members(self) -> frozenset[str]:
        devices = {(e.body or {})["device"] for e in self.ruling if e.kind.startswith("roster.")}
        return frozenset(d for d in devices if said_about(self.ruling, d)[-1:][0].kind == "roster.add")

    def counts(self, event: Event, ruling: list[Event] | None = None) -> bool:
        """Whether its author was admitted, by all that the chairs said or by a part of it."""
        return _accepted(event, said_about(self.ruling if ruling is None else ruling, event.device))

    def speaks(self, event: Event) -> bool:
        """Whether its author was admitted, and not only to read."""
        return self.counts(event) and self.role(event) != "observer"

    @staticmethod
    def order(event: Event) -> tuple[object, ...]:
        return authority_order(event)

    def role(self, event: Event, ruling: list[Event] | None = None) -> str:
        said = said_about(self.ruling if ruling is None else ruling, event.device)
        adds = [each for each in said if each.kind == "roster.add"]
        known = [each for each in adds if each.authority <= event.authority]
        return str(((known[-1] if known else adds[0]).body or {})["role"])

    def moderates(self, event: Event) -> bool:
        if self.is_outside(event) and event.kind != "document.collect":
            return False
        if self.rules(event):
            return True
        return self.reached(event.authority) and self.counts(event) and self.role(event) == "secretariat"

    def reached(self, position: tuple[int, int]) -> bool:
        """Whether the chair of the term came to a position; 0 lies before the first word of a new chair."""
        term, number = position
        return term < len(self.winners) and any(
            number == 0
            or (e.device == self.winners[term] and e.authority[0] == term and e.authority[1] >= number)
            for e in self.events
        )

    def _comments(self) -> tuple[PlainComment, ...]:
        adds = {e.event_id: e for e in self.events if e.kind == "comment.add"}
        deleted = {
            e.target
            for e in self.events
            if e.kind == "comment.delete" and e.target in adds and e.device == adds[e.target].device
        }
        places: dict[str, tuple[int, int, int]] = {}

        def place(event_id: str) -> tuple[int, int, int]:
            if event_id not in places:
                add = adds[event_id]
                time = self.time(add)
                own = places[event_id] = (time.ms, time.counter, 0)
                parent = "" if event_id in deleted or add.body is None else add.body["reply_to"]
                if parent in adds and place(parent)[:2] >= own[:2]:
                    above = place(parent)
                    places[event_id] = (above[0], above[1], above[2] + 1)
            return places[event_id]

        shown = [add for add in adds.values() if self.speaks(add) and (add.body or add.event_id in deleted)]
        shown.sort(key=lambda add: (*place(add.event_id), add.device, add.log, add.sequence))
        return tuple(self._comment(add, deleted=add.event_id in deleted) for add in shown)

    def _comment(self, add: Event, *, deleted: bool) -> PlainComment:
        about = [event for event in self.events if event.target == add.event_id]
        moderation = [e for e in about if e.kind in ("comment.hide", "comment.unhide")]
        moderation = office_order(e for e in moderation if self.moderates(e))
        hidden = bool(moderation) and moderation[-1].kind == "comment.hide"
        if deleted or add.body is None:
            at, late = self.time(add).ms, self._late(add)
            return PlainComment(
                add.event_id,
                add.device,
                "",
                True,
                hidden,
                False,
                frozenset(),
                0,
                at,
                late,
                self.held(add, add),
                0,
            )
        answers = [e for e in about if e.kind in ("comment.answer", "comment.reopen")]
        answers = office_order(e for e in answers if self.moderates(e))
        *earlier, newest = (add, *self.edits(add))
        return PlainComment(
            add.event_id,
            add.device,
            (newest.body or {})["body"],
            False,
            hidden,
            bool(answers) and answers[-1].kind == "comment.answer",
            self._agreed(about),
            sum(not self.held(add, text) for text in earlier),
            self.time(add).ms,
            self._late(add),
            self.held(add, newest),
            sum(not self.held(add, text) for text in self.late_edits(add)),
        )

    def _agreed(self, about: list[Event]) -> frozenset[str]:
        """Whose agreement counts: that of the device which has the seat, else of those before it."""
        said = [e for e in about if e.kind == "reaction.set" and self.speaks(e) and not self.is_outside(e)]
        newest = {
            device: self.own_order(e for e in said if e.device == device)[-1]
            for device in {e.device for e in said}
        }
        on: dict[str, bool] = {}
        for event in sorted(newest.values(), key=lambda e: (self.time(e), e.log, e.sequence)):
            on[self._holder(event.device)] = (event.body or {})["on"]
        on |= {
            device: (event.body or {})["on"]
            for device, event in newest.items()
            if device in on and self._holder(device) == device
        }
        return frozenset(device for device, agrees in on.items() if agrees)

    def _holder(self, device: str) -> str:
        """Who has the seat of a device that was removed."""
        present = self._members()
        if device in present:
            return device
        seat = self._seat(device)
        return min((each for each in present if seat and self._seat(each) == seat), default=device)

    def _seat(self, device: str) -> str:
        adds = [e for e in said_about(self.ruling, device) if e.kind == "roster.add"]
        return str((adds[-1].body or {})["seat"])


def authority_order(event: Event) -> tuple[object, ...]:
    return (*event.authority, event.time, event.log, event.sequence)


def office_order(said: Iterable[Event]) -> list[Event]:
    """What is said with a right of office: by authority; at one position a log in its order."""
    among = list(said)

    def place(event: Event) -> tuple[object, ...]:
        same = [e for e in among if (e.log, e.authority) == (event.log, event.authority)]
        time = min(e.time for e in same if e.sequence >= event.sequence)
        return (event.authority, time, event.log, event.sequence)

    return sorted(among, key=place)


def said_about(ruling: Iterable[Event], device: str) -> list[Event]:
    """What the chairs said about a device, but for a chair that removes itself."""
    return [
        event
        for event in ruling
        if event.kind in ("roster.add", "roster.remove")
        and (event.body or {})["device"] == device
        and (event.kind == "roster.add" or event.device != device)
    ]


def _accepted(event: Event, about: list[Event]) -> bool:
    """Whether a device was admitted, and no removal lies before what it said."""
    if not any(each.kind == "roster.add" for each in about):
        return False
    for place, removal in enumerate(about):
        if removal.kind == "roster.remove" and event.sequence > (removal.body or {})["upto"].get(
            event.log, 0
        ):
            again = [e for e in about[place:] if e.kind == "roster.add" and e.authority <= event.authority]
            if not again:
                return False
    return True
