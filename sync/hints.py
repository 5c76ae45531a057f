"""What peers tell each other of where devices are, for one meeting: heard, told on, and kept on disk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sync.address_book import AddressBook
from sync.errors import StorageError
from sync.log import EventLog
from sync.profile import now_ms

MAX_EARLY: Final = 500

logger = logging.getLogger(__name__)


class Hints:
    """Only members are taken; `early` ones, named before their admission arrived, wait for it."""

    def __init__(self, log: EventLog, meeting: str, is_member: Callable[[str], bool]) -> None:
        self.book = AddressBook()
        for known in reversed(log.known_addresses(meeting)):
            self.book.prove(known.device, (known.address,))
        self._log = log
        self._meeting = meeting
        self._is_member = is_member
        self._early: dict[str, tuple[str, ...]] = {}
        self._kept: set[tuple[str, str]] = set()

    def heard(self, source: str, addresses: Mapping[str, tuple[str, ...]]) -> list[str]:
        """A peer said where devices may be; gives those of which that is news."""
        news: list[str] = []
        for device, where in addresses.items():
            if device == source:
                is_new = self.book.prove(device, where)
            elif self._is_member(device):
                is_new = self.book.hint(device, where)
            else:
                is_new = False
                if len(self._early) < MAX_EARLY:
                    self._early[device] = where
            if is_new:
                news.append(device)
        return news

    def admitted(self) -> list[str]:
        """The roster grew: take what was said of new members before; gives those of which it is news."""
        known = [device for device in self._early if self._is_member(device)]
        return [device for device in known if self.book.hint(device, self._early.pop(device))]

    def keep(self, devices: Iterable[str]) -> None:
        """Note on disk where these are, so that a restart finds them; what another proved stays its own."""
        places = [(device, address) for device in devices for address in self.book.of(device)]
        fresh = [place for place in dict.fromkeys(places) if place not in self._kept]
        if not fresh:
            return
        self._kept.update(fresh)
        try:
            known = {one.address: one.device for one in self._log.known_addresses(self._meeting)}
            mine = {address: device for device, address in fresh if known.get(address, device) == device}
            if mine:  # one trip to the disk for all of them: a whole room comes in at once
                self._log.remember_addresses(self._meeting, list(mine.items()), now_ms())
        except StorageError as error:  # only a hint: it is told again at the next contact
            logger.info("addresses could not be noted: %s", error.message)
