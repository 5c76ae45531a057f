"""How this device calls the others of a meeting: by whom, where, and what is done with a link."""

from __future__ import annotations

from collections.abc import Callable

from sync.caller import Caller
from sync.handshake import Credentials
from sync.keys import DeviceKey
from sync.link import Link
from sync.session import Session
from sync.switchboard import Switchboard
from sync.transport import dial
from sync.whereabouts import Whereabouts


def switchboard_of(session: Session, key: DeviceKey, instance: str, around: Whereabouts) -> Switchboard:
    """What calls the devices of a meeting, each by its key."""
    meeting = session.meeting_id

    def caller_for(device: str) -> Caller:
        async def call(address: str) -> Link:
            link = await dial(address, key, instance, Credentials(meeting, device))
            around.remember(link)
            return link

        return Caller(
            _addresses_of(session, device, around),
            call,
            session.talk,
            session.refused,
            session.is_finished,
            lambda: session.is_linked(device),
        )

    return Switchboard(caller_for)


def _addresses_of(session: Session, device: str, around: Whereabouts) -> Callable[[], tuple[str, ...]]:
    """Where a device may be; typed and announced addresses are the chair's or a successor's."""

    def addresses() -> tuple[str, ...]:
        known, meeting = session.book.of(device), session.meeting()
        if device == session.chair_device or (meeting is not None and device in meeting.successors):
            known += around.leads(session.meeting_id)
        own = set(around.reachable_at())
        return tuple(address for address in dict.fromkeys(known) if address not in own)

    return addresses
