"""Who of a meeting is connected, and how: values made of the conversations there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sync.allowance import FLOOD
from sync.conversation import Conversation
from sync.delivery import Delivery
from sync.fold import Fold
from sync.meeting import Meeting
from sync.status import (
    CatchingUp,
    Ended,
    InStep,
    LinkStatus,
    Notice,
    OnOurOwn,
    PeerStatus,
    Searching,
    SeatPresence,
    Severity,
    Succession,
    WithOthers,
)
from sync.void_words import void_act
from sync.wire import BlobHave

_BEST_FIRST: Final = (Ended, InStep, CatchingUp, WithOthers, OnOurOwn, Searching)


def badness(link: LinkStatus) -> int:
    """The better a link, the lower."""
    return _BEST_FIRST.index(type(link))


def link(
    chair: Conversation | None,
    connected: tuple[int, int],
    conversations: Sequence[Conversation],
    *,
    was_connected: bool,
) -> LinkStatus:
    """The link of a seat; `connected` counts seats, and own comments that nobody else holds."""
    seats, unheard = connected
    if chair is None and conversations:
        return WithOthers(seats, unheard)
    if chair is None:
        return OnOurOwn(unheard) if was_connected else Searching()
    missing = chair.exchange.missing_here()
    if missing or not chair.exchange.greeted:
        return CatchingUp(missing)
    return InStep(seats)


def is_level(conversations: Sequence[Conversation]) -> bool:
    """Whether somebody is connected, and nobody who is has something that is not here."""
    return bool(conversations) and all(
        each.exchange.greeted and not each.exchange.missing_here() for each in conversations
    )


def presence(
    meeting: Meeting, own: str, conversations: Iterable[Conversation], delivery: Delivery
) -> tuple[SeatPresence, ...]:
    """Every admitted device besides the own one, and what is known of it."""
    held = {talk.link.device: talk.held for talk in conversations}
    found = []
    for member in meeting.members:
        if member.device == own:
            continue
        documents = held.get(member.device)
        found.append(
            SeatPresence(
                member.device,
                member.device in held,
                documents is not None and documents.complete,
                documents.have if documents else 0,
                documents.total if documents else 0,
                delivery.held(member.device),
                delivery.opened(member.device),
                documents.problem if documents else "",
            )
        )
    return tuple(found)


def tell_progress(meeting: Meeting | None, conversations: Iterable[Conversation], held: BlobHave) -> None:
    """Say how much of the documents is here to those who keep the receipts, unless they know it."""
    for talk in conversations:
        keeps = meeting is None or talk.link.device in (meeting.chair, *meeting.secretariat)
        if keeps and talk.told != held:
            talk.told = held
            talk.say(held)


def peers(meeting: Meeting | None, conversations: Iterable[Conversation]) -> tuple[PeerStatus, ...]:
    """Every live connection of a meeting."""
    found = []
    for link in (conversation.link for conversation in conversations):
        member = meeting.member(link.device) if meeting else None
        found.append(
            PeerStatus(
                link.device,
                member.seat if member else "",
                link.address,
                link.direction,
                link.rtt_ms,
                link.bytes_sent,
                link.bytes_received,
            )
        )
    return tuple(found)


def flood(meeting: Meeting | None, device: str) -> Notice | None:
    """What the chair is told of a device that wrote more than people write."""
    member = meeting.member(device) if meeting else None
    if member is None:
        return None
    text = f"The device at seat {member.seat} sent {FLOOD:,} events."
    return Notice(Severity.WARNING, "flood", text, (member.seat or member.name,))


def succession(fold: Fold, own: str, *, is_alone: bool) -> Succession:
    """What a device may do about the chair; `is_alone`: the chair's PC cannot be reached."""
    meeting = fold.meeting()
    if meeting is None:
        return Succession()
    if meeting.chair == own:
        return Succession(void=tuple(void_act(act, meeting) for act in fold.void()))
    is_creator = meeting.successors[:1] == (own,)
    return Succession(may_claim=is_creator or (own in meeting.successors and is_alone))
