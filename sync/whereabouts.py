"""Where this device can be reached, where others were seen, and which meetings there are."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from sync.address import split_address
from sync.discovery import Discovery
from sync.errors import KurumazaError, StorageError
from sync.invite import Invite, read_invite
from sync.keys import mark
from sync.link import Link
from sync.log import EventLog
from sync.profile import now_ms
from sync.session import Session
from sync.status import FoundMeeting
from sync.wire import MARK_LENGTH

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a meeting is for the whole room; strangers are kept at the door
MAX_KNOWN = 16
MAX_TOLD = 32
"""Addresses that strangers name with mDNS; each of them is called."""
_ID_LENGTH = 43

logger = logging.getLogger(__name__)


class Whereabouts:
    """`discovery` is None without mDNS; then `adapters` are the addresses this PC had at the start."""

    def __init__(
        self,
        log: EventLog,
        listen_host: str,
        peers: tuple[str, ...],
        adapters: tuple[str, ...],
        discovery: Discovery | None,
    ) -> None:
        self._log = log
        self._listen_host = listen_host
        self._peers = peers
        self._adapters = adapters
        self._discovery = discovery
        self.port = 0

    def reachable_at(self) -> tuple[str, ...]:
        """Where others reach this device, HOST:PORT."""
        adapters = self._discovery.addresses if self._discovery else ()
        hosts = (adapters or self._adapters) if self._listen_host == EVERYWHERE else (self._listen_host,)
        return tuple(f"{host}:{self.port}" for host in hosts)

    def of(self, meeting: str) -> tuple[str, ...]:
        """Where a meeting may be: known, seen and typed addresses."""
        # Kept even if another PC answers there now: without mDNS nobody would tell of the chair's return.
        known = [known.address for known in self._log.known_addresses(meeting)[:MAX_KNOWN]]
        return tuple(dict.fromkeys((*known, *self.leads(meeting))))

    def leads(self, meeting: str) -> tuple[str, ...]:
        """Where the chair of a meeting or who may follow it may be: typed and seen addresses."""
        seen = self._discovery.sightings() if self._discovery else ()
        here = [sighting.addresses for sighting in seen if sighting.mark == meeting[:MARK_LENGTH]]
        told = [address for each in here for address in each]
        return tuple(dict.fromkeys((*self._peers, *told[:MAX_TOLD])))

    def remember(self, link: Link) -> None:
        """Keep where a device answered, and where it says it can be reached, for the next start."""
        try:
            where = (*filter(_is_address, link.addresses), link.address)
            self._log.remember_addresses(
                link.meeting, [(address, link.device) for address in where], now_ms()
            )
        except StorageError as error:  # only for the next start; who is connected stays so
            logger.info("where %s answered could not be noted: %s", link.device[:8], error.message)

    def target(self, meeting: str, invite: str, address: str) -> Invite:
        """Where to call, for which meeting, and whose key to expect; "" for what is not known.

        Raises KurumazaError: `bad_argument`, or `unreachable` when nobody knows where the meeting is.
        """
        if invite:
            return read_invite(invite)
        if address:
            split_address(address)
            return Invite((address.strip(),), "", "")
        if len(meeting) not in (MARK_LENGTH, _ID_LENGTH):
            raise KurumazaError("bad_argument", "Name a meeting, an invitation or an address.")
        full = next((known for known in self._log.meetings() if known.startswith(meeting)), meeting)
        addresses = self.of(full)
        if not addresses:
            raise KurumazaError("unreachable", "It is not known where that meeting is.")
        return Invite(addresses, full, self._log.state(full, "chair") or "")

    def found(self, sessions: Mapping[str, Session]) -> tuple[FoundMeeting, ...]:
        """Meetings on the LAN, then those of this device that are not seen now; none that is over here."""
        over = {meeting[:MARK_LENGTH] for meeting, session in sessions.items() if session.is_over()}
        found: dict[str, FoundMeeting] = {}
        for seen in self._discovery.sightings() if self._discovery else ():
            if seen.mark in over:
                continue
            address = next(iter(seen.addresses), "")
            found[seen.mark] = FoundMeeting(seen.mark, "", seen.chair, address, mark(seen.mark))
        for meeting_id, session in sessions.items():
            if session.is_over():
                continue
            short, meeting = meeting_id[:MARK_LENGTH], session.meeting()
            here = found.get(short) or FoundMeeting(meeting_id, "", "", "", mark(short))
            title, place = (meeting.title, meeting.room) if meeting else ("", "")
            found[short] = replace(here, meeting=meeting_id, title=title, remembered=True, room=place)
        return tuple(found.values())


def _is_address(text: str) -> bool:
    try:
        split_address(text)
    except KurumazaError:
        return False
    return True
