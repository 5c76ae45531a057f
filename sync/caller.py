"""Calls one device again and again until it answers, and again when the connection ended."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from sync.errors import KurumazaError
from sync.link import Link

FIRST_WAIT_S: Final = 0.1
LONGEST_WAIT_S: Final = 1.5
REFUSED_WAIT_S: Final = 10.0
LASTING_S: Final = 5.0
"""A talk that ended sooner is followed by a longer wait, or both sides would do nothing but shake hands."""
TRANSIENT: Final = ("unreachable", "wrong_meeting")

logger = logging.getLogger(__name__)

Call = Callable[[str], Awaitable[Link]]


def _never() -> bool:
    return False


class Caller:
    """Keeps one link to one device. All its addresses are tried: known, seen and typed ones.

    While `linked` there is nothing to call for: the device called us.
    """

    def __init__(
        self,
        addresses: Callable[[], Iterable[str]],
        call: Call,
        talk: Callable[[Link], Awaitable[None]],
        refused: Callable[[KurumazaError], None],
        finished: Callable[[], bool],
        linked: Callable[[], bool] = _never,
    ) -> None:
        self._addresses = addresses
        self._call = call
        self._talk = talk
        self._refused = refused
        self._finished = finished
        self._linked = linked
        self._hurry = asyncio.Event()
        self.failures = 0

    def hurry(self) -> None:
        """Call now: an address was seen, or a link ended."""
        self._hurry.set()

    async def run(self, first: Link | None = None) -> None:
        """Call, talk, call again, until the meeting is over; `first` is a link that exists already."""
        wait_s = FIRST_WAIT_S
        link = first
        while link is not None or not self._finished():
            problem: KurumazaError | None = None
            if link is None:
                self._hurry.clear()
                if self._linked():
                    self.failures = 0
                    await self._hurry.wait()
                    wait_s = FIRST_WAIT_S
                else:
                    link, problem = await self._try_all()
            if link is not None:
                self.failures = 0
                if await self._talked_long(link):
                    link, wait_s = None, FIRST_WAIT_S
                    continue
                link = None
            else:
                self.failures += 1
            if problem is not None and problem.code not in TRANSIENT:
                self._refused(problem)
                wait_s = REFUSED_WAIT_S
            self._hurry.clear()
            try:
                async with asyncio.timeout(wait_s * random.uniform(0.5, 1.0)):  # noqa: S311 - spreads the calls
                    await self._hurry.wait()
            except TimeoutError:
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    async def _talked_long(self, link: Link) -> bool:
        """Talk until the link ends; whether it held. Whatever went wrong, the next call may go better."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            await self._talk(link)
        except Exception:
            logger.exception("talking with %s failed unexpectedly", link.address)
        finally:
            await link.close()
        return loop.time() - begun >= LASTING_S

    async def _try_all(self) -> tuple[Link | None, KurumazaError | None]:
        """The first link that succeeds; the others are given up."""
        calls = {asyncio.ensure_future(self._call(address)) for address in dict.fromkeys(self._addresses())}
        waiting = set(calls)
        problem: KurumazaError | None = None
        winner: Link | None = None
        try:
            while waiting and winner is None:
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for call in done:
                    error = call.exception()
                    if error is None and winner is None:
                        winner = call.result()
                    elif isinstance(error, KurumazaError):
                        problem = error if problem is None or problem.code in TRANSIENT else problem
                    elif error is not None:
                        logger.error("a call failed unexpectedly", exc_info=error)
            await _give_up(calls, winner)
        except BaseException:
            await _give_up(calls, None)  # who waited for the winner is gone, so it goes as well
            raise
        return winner, None if winner is not None else problem


async def _give_up(calls: set[asyncio.Task[Link]], winner: Link | None) -> None:
    """End calls and whatever they reached. Each closes its link by itself, also if we are not waited for."""

    async def ended(call: asyncio.Task[Link]) -> None:
        (outcome,) = await asyncio.gather(call, return_exceptions=True)
        if isinstance(outcome, Link) and outcome is not winner:
            await outcome.close()

    for call in calls:
        call.cancel()
    if calls:
        await asyncio.shield(asyncio.gather(*map(ended, calls)))
