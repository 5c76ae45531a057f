"""Who was admitted, as what, and which of their events count.

An event counts when its device was admitted. A removal names the last event of each log that still counts;
what the device writes after it was admitted again counts as well, known by the authority position its header
names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sync.meeting import Member, Role
from sync.text import clean_line, natural_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.registers import Act, AuthorityKey


@dataclass(slots=True)
class _Admission:
    """Everything the chair said about one device, each list in the order of authority."""

    added: list[Act] = field(default_factory=list)
    removed: list[Act] = field(default_factory=list)
    late: list[Act] = field(default_factory=list)  # removals that do not count


class Roster:
    """The admissions and removals of one meeting, in any order of arrival."""

    def __init__(self) -> None:
        self._admissions: dict[str, _Admission] = {}
        self._helpers: set[str] = set()  # devices that were ever admitted as the secretariat's
        self._at_seat: dict[str, set[str]] = {}  # seat -> devices that ever had it
        self._seats_of: dict[str, set[str]] = {}
        self.changes = 0

    def apply(self, act: Act) -> str:
        """Take a roster.add or roster.remove of the chair; returns the device it is about."""
        body = act.body or {}
        device: str = body["device"]
        admission = self._admissions.setdefault(device, _Admission())
        acts = admission.added if act.kind == "roster.add" else admission.removed
        acts.append(act)
        acts.sort(key=lambda each: each.authority_key)
        if act.kind == "roster.add" and body["role"] == Role.SECRETARIAT:
            self._helpers.add(device)
        if act.kind == "roster.add" and (seat := clean_line(body["seat"])):
            self._at_seat.setdefault(seat, set()).add(device)
            self._seats_of.setdefault(device, set()).add(seat)
        self.changes += 1
        return device

    def leave_out(self, is_late: Callable[[Act], bool]) -> set[str]:
        """Let these removals count for nothing, and all others; returns the devices this changed."""
        changed = set()
        for device, admission in self._admissions.items():
            every = [*admission.removed, *admission.late]
            late = [act for act in every if is_late(act)]
            if late != admission.late:
                admission.late = late
                admission.removed = sorted(
                    (act for act in every if act not in late), key=lambda act: act.authority_key
                )
                changed.add(device)
        self.changes += len(changed)
        return changed

    def told(self, is_told: Callable[[Act], bool]) -> Roster:
        """Return the roster that follows from some of what was said."""
        earlier = Roster()
        earlier._helpers = set(self._helpers)
        for device, admission in self._admissions.items():
            earlier._admissions[device] = _Admission(
                [act for act in admission.added if is_told(act)],
                [act for act in admission.removed if is_told(act)],
            )
        return earlier

    def accepts(self, act: Act) -> bool:
        """Say whether an event counts: its device was admitted, and no removal lies before it."""
        admission = self._admissions.get(act.device)
        if admission is None or not admission.added:
            return False
        return all(_survives(act, removal, admission.added) for removal in admission.removed)

    def role_at(self, act: Act) -> Role | None:
        """Return the role its author had when the event was written: a later change does not undo it."""
        admission = self._admissions.get(act.device)
        if admission is None or not admission.added:
            return None
        before = [added for added in admission.added if added.authority <= act.authority]
        return _role(before[-1] if before else admission.added[0])

    def from_secretariat(self, act: Act) -> bool:
        """Say whether an event counts, and its author was the secretariat where it was written."""
        return act.device in self._helpers and self.accepts(act) and self.role_at(act) is Role.SECRETARIAT

    def seat_at(self, device: str, position: tuple[int, int]) -> str:
        """Return the seat a device had when authority had come to a position; "" if it was not admitted."""
        admission = self._admissions.get(device)
        added = [act for act in admission.added if act.authority <= position] if admission else []
        removed = [act for act in admission.removed if act.authority <= position] if admission else []
        if not added or (removed and removed[-1].authority_key > added[-1].authority_key):
            return ""
        return clean_line((added[-1].body or {})["seat"])

    def heir(self, device: str) -> str:
        """Return which device has the seat of one that was removed; itself where none has, or it is here."""
        former = None if self.is_member(device) else self.member(device)
        if former is None or not former.seat:
            return device
        return min((each for each in self.of_seats(device) if self._has(each, former.seat)), default=device)

    def of_seats(self, device: str) -> set[str]:
        """Return all devices that ever had a seat which this one ever had, itself too."""
        return {device}.union(*(self._at_seat[seat] for seat in self._seats_of.get(device, ())))

    def removal(self, device: str, since: AuthorityKey) -> Act | None:
        """Return what first removed a device after a place of authority."""
        admission = self._admissions.get(device)
        removed = admission.removed if admission else ()
        return next((act for act in removed if act.authority_key > since), None)

    def was_removed(self, device: str) -> bool:
        """Say whether the device was admitted once and is not now."""
        return self.member(device) is not None and not self.is_member(device)

    def member(self, device: str) -> Member | None:
        """Return the device as it was admitted last, even if it was removed since."""
        admission = self._admissions.get(device)
        if admission is None or not admission.added:
            return None
        newest = admission.added[-1]
        body = newest.body or {}
        return Member(
            device=device,
            seat=clean_line(body["seat"]),
            name=clean_line(body["name"]),
            department=clean_line(body["department"]),
            role=_role(newest),
        )

    def is_member(self, device: str) -> bool:
        """Say whether the device is admitted now."""
        admission = self._admissions.get(device)
        if admission is None or not admission.added:
            return False
        last_removal = admission.removed[-1].authority_key if admission.removed else None
        return last_removal is None or admission.added[-1].authority_key > last_removal

    def stays(self) -> tuple[tuple[Member, Act, Act | None], ...]:
        """Return who was ever admitted, by seat: the first admission, and the removal if there was one."""
        found = []
        for device, admission in self._admissions.items():
            member = self.member(device)
            if member is not None:
                gone = None if self.is_member(device) else admission.removed[-1]
                found.append((member, admission.added[0], gone))
        return tuple(sorted(found, key=lambda stay: (natural_key(stay[0].seat), stay[0].device)))

    def _has(self, device: str, seat: str) -> bool:
        member = self.member(device) if self.is_member(device) else None
        return member is not None and member.seat == seat

    def members(self) -> tuple[Member, ...]:
        """Return everybody admitted now, by seat (2 before 10), then by device."""
        present = [self.member(device) for device in self._admissions if self.is_member(device)]
        return tuple(
            sorted(
                (member for member in present if member is not None),
                key=lambda member: (natural_key(member.seat), member.device),
            )
        )


def _survives(act: Act, removal: Act, added: list[Act]) -> bool:
    """Say whether an event counts in spite of one removal of its device."""
    upto = (removal.body or {})["upto"]
    if act.sequence <= upto.get(act.log, 0):
        return True
    return any(
        again.authority_key > removal.authority_key and act.authority >= again.authority for again in added
    )


def _role(act: Act) -> Role:
    return Role((act.body or {})["role"])
