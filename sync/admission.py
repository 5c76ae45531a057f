"""The meeting code and the attempts to guess it; which seat an arriving device gets."""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from typing import Final

from sync.errors import KurumazaError
from sync.log import EventLog
from sync.meeting import Meeting, Member, Phase, Role, Seat
from sync.text import MAX_NAME, MAX_SEAT, checked_line

CODE_DIGITS: Final = 6
TRIES_PER_DEVICE: Final = 3
TRIES_PER_CODE: Final = 20
FORGOTTEN_S: Final = 30.0
"""Three times as long as any try lasts."""
_SEAT_WORDS: Final = re.compile("^(?:席|seat)|(?:番席|番|席)$")
_CODE_KEY: Final = "code"
_TRIES_KEY: Final = "attempts"


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def read_code(text: str) -> str:
    """The digits of a code as people type it: full-width digits and blanks are fine. Raises KurumazaError."""
    digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
    rest = [sign for sign in text if not sign.isdecimal() and not sign.isspace() and sign not in "-・"]
    if rest or len(digits) != CODE_DIGITS:
        raise KurumazaError("bad_argument", "The code has six digits.")
    return digits


class Gate:
    """The code of one meeting. Attempts are on disk before they are answered, so a restart forgets none."""

    def __init__(
        self,
        log: EventLog,
        meeting: str,
        code: str | None,
        code_changed: Callable[[str], object],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._log = log
        self._meeting = meeting
        self._code_changed = code_changed
        self._monotonic = monotonic
        self._begun = monotonic()
        self._lock = threading.Lock()
        self._pending = 0  # tries whose outcome is not known yet
        self._code = code or log.state(meeting, _CODE_KEY) or new_code()
        self._tries: dict[str, int] = json.loads(log.state(meeting, _TRIES_KEY) or "{}")
        log.note(meeting, _CODE_KEY, self._code)
        if sum(self._tries.values()) >= TRIES_PER_CODE:  # ended between the last try and the new code
            self._renew()

    @property
    def code(self) -> str:
        """The present code."""
        return self._code

    def begin(self, device: str) -> str:
        """Count a try and give the code to check it with. Raises KurumazaError: `code_locked`, `crowded`."""
        with self._lock:
            if self._tries.get(device, 0) >= TRIES_PER_DEVICE:
                raise KurumazaError("code_locked", "The code was wrong three times on this device.")
            if sum(self._tries.values()) >= TRIES_PER_CODE:
                if self._pending:  # a whole room comes in at once: these may all be right
                    raise KurumazaError("crowded", "Many come in at this moment; it is tried again.")
                raise KurumazaError("code_locked", "The code was wrong too often; a new one is on its way.")
            self._keep({**self._tries, device: self._tries.get(device, 0) + 1})
            self._begun = self._monotonic()
            self._pending += 1
            return self._code

    def succeeded(self, device: str) -> None:
        """The code was right: this device's tries count no more."""
        with self._lock:
            self._pending = max(self._pending - 1, 0)
            self._keep({known: tries for known, tries in self._tries.items() if known != device})

    def failed(self) -> None:
        """A try was wrong. After the twentieth, a new code is made and told to the chair."""
        with self._lock:
            self._pending = max(self._pending - 1, 0)
            if self._pending or sum(self._tries.values()) < TRIES_PER_CODE:
                return
            self._renew()
        self._code_changed(self._code)

    def unlock(self) -> None:
        """Make up for a new code that could not be made in its time, say because the disk was full."""
        if self._monotonic() - self._begun > FORGOTTEN_S:
            self._pending = 0  # no try lasts so long
            self.failed()

    def renew(self) -> str:
        """Make a new code at the chair's wish; every device has its three tries again."""
        with self._lock:
            self._renew()
        self._code_changed(self._code)
        return self._code

    def _renew(self) -> None:
        fresh = self._code
        while fresh == self._code:
            fresh = new_code()
        self._log.set_state(self._meeting, _CODE_KEY, fresh)
        self._code = fresh
        self._keep({})

    def _keep(self, tries: dict[str, int]) -> None:
        self._log.set_state(self._meeting, _TRIES_KEY, json.dumps(tries))
        self._tries = tries


class SeatHeldError(KurumazaError):
    """Another PC has the seat, and the chair may give it to this one: `member` is what it would be."""

    def __init__(self, member: Member) -> None:
        text = f"Another PC is registered at seat {member.seat}; the chair's PC is asked."
        super().__init__("seat_in_question", text)
        self.member = member


def chosen_seat(meeting: Meeting, device: str, name: str, seat: str) -> Member:
    """The roster entry for a device that asks for a seat. Raises KurumazaError when it cannot have it.

    SeatHeldError when the chair may decide: a PC that was set up anew has another key than before. Who sits
    somewhere already has only typed another seat.
    """
    name, seat = checked_line(name, "name", MAX_NAME), checked_line(seat, "seat", MAX_SEAT)
    if meeting.phase is Phase.CLOSED:
        raise KurumazaError("meeting_closed", "This meeting is closed.")
    planned = planned_seat(meeting.seats, seat)
    seat = planned.number if planned else seat
    if planned is not None and planned.role is Role.CHAIR:
        raise KurumazaError("seat_taken", f"Seat {seat} is the chair's.")
    member = Member(device, seat, name)
    if planned is not None:
        # Whom the plan names sits there, whatever the device typed: only an office gives a seat a name.
        member = Member(device, seat, planned.name or name, planned.department, planned.role)
    holder = seat_holder(meeting, seat)
    if holder is not None and holder.device != device:
        if holder.device == meeting.chair or meeting.member(device) is not None:
            raise KurumazaError("seat_taken", f"Another PC already sits at seat {seat}.")
        raise SeatHeldError(member)
    return member


def seat_holder(meeting: Meeting, seat: str) -> Member | None:
    """The member at a seat, however the seat is spelled; nobody without a seat is in anybody's way."""
    return next((one for one in meeting.members if seat and seat_key(one.seat) == seat_key(seat)), None)


def admission_body(member: Member) -> dict[str, str]:
    """What the chair says to admit a device."""
    return {
        "device": member.device,
        "seat": member.seat,
        "name": member.name,
        "department": member.department,
        "role": member.role.value,
    }


def seat_key(seat: str) -> str:
    """What two spellings of one seat have in common: 12, １２, 席12 and 12番."""
    folded = "".join(unicodedata.normalize("NFKC", seat).casefold().split())
    return _SEAT_WORDS.sub("", folded) or folded


def planned_seat(seats: tuple[Seat, ...], seat: str) -> Seat | None:
    """The seat of this number in the plan; None when there is no plan. Raises KurumazaError("not_found")."""
    if not seats:
        return None
    exact = (planned for planned in seats if planned.number == seat)
    alike = (planned for planned in seats if seat_key(planned.number) == seat_key(seat))
    found = next(exact, None) or next(alike, None)
    if found is None:
        raise KurumazaError("unknown_seat", f"This meeting has no seat {seat}." if seat else "Name a seat.")
    return found
