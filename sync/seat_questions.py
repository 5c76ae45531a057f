"""New PCs that ask for a seat which another one has: each waits for the chair's word, but not for ever.

Nobody's connection is held meanwhile. Who asks has proved the code, is sent away, and asks again every few
seconds; the chair's word is what it finds then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from sync.errors import KurumazaError
from sync.meeting import Member
from sync.status import SeatQuestion

MAX_ASKED: Final = 4
MAX_DECLINED: Final = 64
KEPT_S: Final = 300.0
"""So long a question stands after it was asked last, and so long a refusal holds."""

Tell = Callable[[tuple[SeatQuestion, ...]], object]


class SeatQuestions:
    """The open questions of one meeting, on its chair's PC; `tell` hears of changes. Belongs to a loop."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._asked: dict[str, tuple[Member, float]] = {}
        self._declined: dict[tuple[str, str], float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def ask(self, member: Member) -> None:
        """Put a question, or once more. KurumazaError("seat_taken") when the chair said no.

        One too many is not kept: it is asked again soon, and there may be room then.
        """
        self._forget_old()
        if (member.device, member.seat) in self._declined:
            raise KurumazaError("seat_taken", f"The chair leaves seat {member.seat} to the PC that has it.")
        if member.device in self._asked or len(self._asked) < MAX_ASKED:
            before = self.open()
            self._asked[member.device] = (member, asyncio.get_running_loop().time() + KEPT_S)
            self._wait()
            self._tell_unless(before)

    def open(self) -> tuple[SeatQuestion, ...]:
        """The questions that stand, in the order in which they were asked first."""
        return tuple(
            SeatQuestion(member.device, member.seat, member.name) for member, _ in self._asked.values()
        )

    def asked_by(self, device: str) -> Member:
        """As what this device wants to be admitted. Raises KurumazaError("not_found")."""
        self._forget_old()
        if device not in self._asked:
            raise KurumazaError("not_found", "No PC with this key asks for a seat.")
        return self._asked[device][0]

    def decline(self, device: str) -> None:
        """The PC at the seat stays; who asked hears it with its next call. KurumazaError("not_found")."""
        seat = self.asked_by(device).seat
        if len(self._declined) >= MAX_DECLINED:
            del self._declined[next(iter(self._declined))]
        self._declined[device, seat] = asyncio.get_running_loop().time() + KEPT_S
        self.forget(device)

    def forget(self, device: str) -> None:
        """This device asks no more: it was admitted, here or at another seat."""
        if self._asked.pop(device, None) is not None:
            self._wait()
            self._tell(self.open())

    def stop(self) -> None:
        """Forget all of them: this PC is not the chair's any more, or the program ends."""
        before = self.open()
        self._asked.clear()
        self._wait()
        self._tell_unless(before)

    def _forget_old(self) -> None:
        now, before = asyncio.get_running_loop().time(), self.open()
        self._asked = {device: kept for device, kept in self._asked.items() if kept[1] > now}
        self._declined = {what: until for what, until in self._declined.items() if until > now}
        self._wait()
        self._tell_unless(before)

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._asked:
            next_end = min(until for _, until in self._asked.values())
            self._timer = asyncio.get_running_loop().call_at(next_end, self._forget_old)

    def _tell_unless(self, before: tuple[SeatQuestion, ...]) -> None:
        if (now := self.open()) != before:
            self._tell(now)
