"""The rules of the discussion once more, as plainly as they can be written; on top of those of `naive`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sync.meeting import Meeting
from tests.simulator.naive import office_order, said_about

if TYPE_CHECKING:
    from sync.events import Event
    from tests.simulator.naive import PlainComment, PlainRules


@dataclass(frozen=True)
class PlainDiscussion:
    """What must be the same in the meeting of the fold, all by ids."""

    moderation: str
    held: frozenset[str]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    spotlight: str
    queue: tuple[str, ...]
    speeches: tuple[tuple[str, str, int, int, str, int, int], ...]
    clock: tuple[tuple[str, int, int], ...]
    paused_ms: int
    presenter: str
    page: tuple[str, str, int] | None
    call: str

    @classmethod
    def of(cls, meeting: Meeting) -> PlainDiscussion:
        """Take it from the meeting of the fold."""
        shown, speeches = meeting.presentation, meeting.floor.speeches
        return cls(
            meeting.moderation.value,
            frozenset(comment.comment for comment in meeting.comments if comment.held),
            tuple((group.group, group.comments) for group in meeting.groups),
            meeting.spotlight,
            tuple(request.request for request in meeting.floor.queue),
            tuple(
                (
                    one.speech,
                    one.device,
                    one.since_ms,
                    one.until_ms,
                    one.agenda,
                    one.paused_ms,
                    one.paused_since_ms,
                )
                for one in speeches
            ),
            tuple((time.item, time.spent_ms, time.since_ms) for time in meeting.clock.times),
            meeting.clock.paused_since_ms,
            meeting.presenter,
            (shown.document, shown.presenter, shown.page) if shown else None,
            meeting.call.call if meeting.call else "",
        )


class DiscussionRules:
    """Recomputes the discussion from all events."""

    def __init__(self, rules: PlainRules, documents: Iterable[str]) -> None:
        self.rules = rules
        self.documents = set(documents)
        phases = rules.phases()
        self.close = phases[-1] if phases and phases[-1].kind == "meeting.close" else None
        self.comments = {comment.comment: comment for comment in rules.meeting().comments}

    def discussion(self) -> PlainDiscussion:
        clock, paused = self._clock()
        groups = self._groups()
        turns = self._turns()
        last = self._holder(turns[-1]) if turns else ""
        is_there = last in self.rules.meeting().members and last != self.rules.winners[-1]
        page = self._newest_page("presenter.set")
        call = self._newest_page("presenter.call")
        return PlainDiscussion(
            self._moderation(),
            frozenset(comment.comment for comment in self.comments.values() if comment.held),
            groups,
            self._spotlight(dict(groups)),
            self._queue(),
            tuple(self._speeches()),
            clock,
            paused,
            last if is_there else "",
            self._shown(page),
            call.event_id if call and self._body(call)["document"] in self.documents else "",
        )

    def _moderation(self) -> str:
        said = [self.rules.create.body or {}, *map(self._body, self._ruling("moderation.set"))]
        return str(said[-1]["mode"] if len(said) > 1 else said[0]["policy"]["moderation"])

    def _groups(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        said = office_order(
            e for e in self.rules.events if e.kind == "comment.group" and self.rules.moderates(e)
        )
        made = [e.event_id for e in said if not e.target]
        said = [e for e in said if (e.target or e.event_id) in made]
        found = []
        for group in made:
            newest = [e for e in said if group in (e.event_id, e.target)][-1]
            comments: list[str] = []
            for comment in self._body(newest)["comments"]:
                last = [e for e in said if comment in self._body(e)["comments"]][-1]
                there = comment in self.comments and not self.comments[comment].deleted
                if last is newest and there and comment not in comments:
                    comments.append(comment)
            if len(comments) > 1:
                found.append((group, tuple(comments)))
        return tuple(found)

    def _spotlight(self, groups: dict[str, tuple[str, ...]]) -> str:
        said = self._ruling("spotlight.set")
        shown = said[-1].target if said else ""
        comments = [self.comments[each] for each in groups.get(shown, (shown,)) if each in self.comments]
        return shown if any(self._is_seen(c) for c in comments) else ""

    def _is_seen(self, comment: PlainComment) -> bool:
        if comment.hidden or comment.deleted or comment.held:
            return False
        add = next(event for event in self.rules.events if event.event_id == comment.comment)
        parent = self._body(add)["reply_to"]
        return not parent or (parent in self.comments and self._is_seen(self.comments[parent]))

    def _queue(self) -> tuple[str, ...]:
        if self.close:
            return ()
        waiting = []
        for device in self.rules.meeting().members:
            said = [e for e in self.rules.events if e.kind in ("floor.request", "floor.withdraw")]
            said = [e for e in said if e.device == device and self.rules.speaks(e) and not self._after(e)]
            said = [e for e in said if self.rules.reached(e.authority)]
            open_ones: list[Event] = []
            for event in self.rules.own_order(said):
                if event.kind == "floor.withdraw" and any(event.target == e.event_id for e in open_ones):
                    open_ones = []
                elif event.kind == "floor.request" and not self._is_granted(event):
                    open_ones.append(event)
            waiting += open_ones[:1]
        return tuple(event.event_id for event in sorted(waiting, key=self._place))

    def _absent_ms(self, event: Event) -> int:
        """The highest time of the cuts before the first one that includes an event."""
        including = self.rules.including(event)
        earlier = self.rules.cuts[: including[0]] if including else self.rules.cuts
        return max((cut.time.ms for cut in earlier), default=0)

    def _place(self, request: Event) -> tuple[object, ...]:
        time, absent = self.rules.time(request), self._absent_ms(request)
        return (max(time.ms, absent), time, request.log, request.sequence)

    def _is_granted(self, request: Event) -> bool:
        return any(
            self._body(grant)["device"] == request.device
            and (grant.target == request.event_id or request.authority < grant.authority)
            for grant in self._ruling("floor.grant")
        )

    def _speeches(self) -> Iterable[tuple[str, str, int, int, str, int, int]]:
        known = {self._body(e)["device"] for e in self._ruling("roster.add")}
        grants = [e for e in self._before_close("floor.grant") if self._body(e)["device"] in known]
        for number, grant in enumerate(grants):
            device = self._body(grant)["device"]
            enders = [*grants[number + 1 : number + 2], *([self.close] if self.close else [])][:1]
            enders += [
                e
                for e in said_about(self.rules.ruling, device)
                if e.kind == "roster.remove" and self.rules.order(e) > self.rules.order(grant)
            ][:1]
            ends = [self._ms(e) for e in enders]
            for event in self.rules.events:
                if event.kind == "floor.done" and event.target == grant.event_id:
                    own = event.device == device and self.rules.counts(event) and not self._after(event)
                    if self.rules.rules(event):
                        ends.append(self._ms(event))
                    elif own and event.time < self.rules.time(grant):
                        received = [self.rules.cuts[each].time.ms for each in self.rules.including(event)]
                        ends += [min(received)] if received else []
                    elif own:
                        ends.append(max(self._ms(event), self._absent_ms(event)))
            since = self._ms(grant)
            until = max(since, min(ends)) if ends else 0
            items = [e for e in self._ruling("agenda.open") if self.rules.order(e) < self.rules.order(grant)]
            item = self._body(items[-1])["item"] if items else ""
            yield grant.event_id, device, since, until, item, *self._paused(since, until)

    def _paused(self, since: int, until: int) -> tuple[int, int]:
        """How long pauses that began in a speech interrupted it, and since when one does."""
        steps = sorted(self._before_close("agenda.open", "agenda.pause"), key=self.rules.order)
        steps += [self.close] if self.close else []
        now = begun = paused = 0
        for step in steps:
            now = max(now, self._ms(step))
            is_on = step.kind == "agenda.pause" and self._body(step)["on"]
            if begun and not is_on:
                if since <= begun and (not until or begun < until):
                    paused += (min(now, until) if until else now) - begun
                begun = 0
            elif is_on and not begun:
                begun = now
        if begun and since <= begun and (not until or begun < until):
            return (paused + until - begun, 0) if until else (paused, begun)
        return paused, 0

    def _clock(self) -> tuple[tuple[tuple[str, int, int], ...], int]:
        steps = sorted(self._before_close("agenda.open", "agenda.pause"), key=self.rules.order)
        moments = [self._ms(step) for step in steps]
        moments = [max(moments[: number + 1]) for number in range(len(moments))]  # it never goes back
        end = max([*moments, self._ms(self.close)]) if self.close else 0
        spent: dict[str, int] = {}
        item, since, paused = "", 0, 0
        for step, now in zip(steps, moments, strict=True):
            body = self._body(step)
            if step.kind == "agenda.pause" and body["on"] == bool(paused):
                continue
            if since:
                spent[item] += now - since
            if step.kind == "agenda.open":
                item, paused = body["item"], 0
                since = now if item else 0
                if item:
                    spent.setdefault(item, 0)
            else:
                paused = now if body["on"] else 0
                since = 0 if body["on"] or not item else now
        if self.close and since:
            spent[item] += end - since
        if self.close:
            since = paused = 0
        return tuple((each, took, since if each == item else 0) for each, took in spent.items()), paused

    def _newest_page(self, kind: str) -> Event | None:
        said = [e for e in self.rules.events if e.kind == kind]
        counted = [e for e in said if self.rules.rules(e) or self._presents(e)]
        return (office_order(counted) or [None])[-1]

    def _presents(self, event: Event) -> bool:
        if self.rules.overtaken(event.authority):
            return False
        turns = self._turns()
        before = [turn for turn in turns if turn.authority <= event.authority]
        if not before or not self._is_turn_of(before[-1], event.device, event.authority):
            return False
        after = [turn for turn in turns if turn.authority > event.authority]
        after = [turn for turn in after if not self._is_turn_of(turn, event.device, turn.authority)]
        if self._after(event) or not self.rules.counts(event) or not self.rules.reached(event.authority):
            return False
        including = [self.rules.cuts[number] for number in self.rules.including(event)]
        return not after or any(self.rules.order(cut) < self.rules.order(after[0]) for cut in including)

    def _turns(self) -> list[Event]:
        """What gives the role or ends it: the chair's word, and every change from one item to another."""
        found, item = [], ""
        for event in self.rules.ruling:
            if event.kind == "agenda.open":
                found += [event] if self._body(event)["item"] != item else []
                item = self._body(event)["item"]
            elif event.kind == "presenter.give":
                found.append(event)
        return sorted(found, key=self.rules.order)

    def _planned(self, opened: Event) -> str:
        agendas = [event for event in self._ruling("agenda.set") if not self._after(event)]
        items = self._body(agendas[-1])["items"] if agendas else ()
        return next((i["presenter"] for i in items if i["item"] == self._body(opened)["item"]), "")

    def _seat(self, device: str, position: tuple[int, int]) -> str:
        said = [e for e in said_about(self.rules.ruling, device) if e.authority <= position]
        return str(self._body(said[-1])["seat"]) if said and said[-1].kind == "roster.add" else ""

    def _is_turn_of(self, turn: Event, device: str, position: tuple[int, int]) -> bool:
        if turn.kind == "presenter.give":
            return bool(self._body(turn)["device"] == device)
        seat = self._planned(turn)
        return bool(seat) and self._seat(device, position) == seat

    def _holder(self, turn: Event) -> str:
        if turn.kind == "presenter.give":
            return str(self._body(turn)["device"])
        members = sorted(self.rules.meeting().members)
        return next((d for d in members if self._is_turn_of(turn, d, (99, 0))), "")

    def _shown(self, event: Event | None) -> tuple[str, str, int] | None:
        document = self._body(event)["document"] if event else ""
        if event is None or document not in self.documents:
            return None
        return document, event.device, max(1, self._body(event)["page"])

    def _after(self, event: Event) -> bool:
        return self.rules.is_outside(event)

    def _ruling(self, kind: str) -> list[Event]:
        return [event for event in self.rules.ruling if event.kind == kind]

    def _before_close(self, *kinds: str) -> list[Event]:
        said = [event for event in self.rules.ruling if event.kind in kinds]
        return [e for e in said if self.close is None or self.rules.order(e) < self.rules.order(self.close)]

    def _ms(self, event: Event) -> int:
        return self.rules.time(event).ms

    @staticmethod
    def _body(event: Event) -> Any:
        return event.body or {}
