"""From which peers the chunks of documents come, and which peers may fetch them here."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from sync.address_book import AddressBook
from sync.chunk_schedule import File
from sync.chunk_source import ChunkSource
from sync.conversation import Conversation
from sync.delivery import MAX_FILES, Delivery
from sync.downloads import Downloads
from sync.events import Event
from sync.journal import Journal
from sync.meeting import Opening
from sync.place import Place
from sync.spreading import Spreading
from sync.throttle import Throttle
from sync.wire import Grant, Holds

HOLDS_S: Final = 0.15
SELDOM: Final = 4
"""Who holds all of a file asks for none of it: it hears how far it is here only every so many times."""
KEEP_S: Final = 5.0
LIVELY_S: Final = 3.0
"""So long after somebody wrote, documents leave room for the next."""
_WRITTEN: Final = ("comment.", "reaction.", "ballot.", "poll.", "floor.", "presenter.", "spotlight.")
_OPENED_KEY: Final = "opened"
_DELIVERY_KEY: Final = "delivery"


class Sources:
    """The conversations of a session as sources, and what is told to them of the files that are here.

    Without `place.retrieval` or `place.grants`, only those that were called give anything.
    """

    def __init__(
        self,
        place: Place,
        journal: Journal,
        downloads: Downloads,
        book: AddressBook,
        hosting: Callable[[], bool],
    ) -> None:
        self._place = place
        self._journal = journal
        self._downloads = downloads
        self._book = book
        self._hosting = hosting
        self._talks: list[Conversation] = []
        self._sources: dict[Conversation, ChunkSource] = {}
        self._tokens: dict[Conversation, str] = {}
        self._heard: dict[str, dict[str, Holds]] = {}
        self._told: dict[Conversation, dict[str, Holds]] = {}
        self._opened = set[str](json.loads(place.log.state(journal.meeting_id, _OPENED_KEY) or "[]"))
        self._chair = ""
        self._rounds = 0
        self._telling = Throttle(self._tell, HOLDS_S)
        self._keeping = Throttle(self._keep_delivery, KEEP_S, KEEP_S)
        self.delivery = Delivery.read(place.log.state(journal.meeting_id, _DELIVERY_KEY) or "")
        self.spreading = Spreading(random.Random())  # noqa: S311 - spreads the load

    def add(self, conversation: Conversation) -> None:
        """A conversation began: whom we called gives chunks, and may fetch them here."""
        self._talks.append(conversation)
        gives = self._hosting() or self._place.gives()
        self._tell_one(
            conversation, [replace(each, gives=gives) for each in self._downloads.holds().values()]
        )
        if conversation.link.direction != "out":
            return
        if conversation.link.source is not None:
            self._take(conversation, conversation.link.source)
        if self._place.grants is not None:
            grant = self._place.grants.grant(conversation.link.meeting, conversation.link.device)
            self._tokens[conversation] = grant.token
            conversation.say(grant)

    def granted(self, conversation: Conversation, grant: Grant) -> None:
        """A peer that called says how to fetch chunks from it."""
        link, make = conversation.link, self._place.retrieval
        if make is None or link.is_closed or link.direction != "in" or conversation in self._sources:
            return
        retrieval = make(lambda: self._book.of(link.device), grant)
        link.hold(retrieval.close)
        self._take(conversation, retrieval)

    def _take(self, conversation: Conversation, source: ChunkSource) -> None:
        device = conversation.link.device
        self._sources[conversation] = source
        self._downloads.add_source(device, source, is_chair=device == self._chair)
        for holds in self._heard.get(device, {}).values():
            self._downloads.heard(device, holds)

    def remove(self, conversation: Conversation) -> None:
        """A conversation ended."""
        device = conversation.link.device
        self._talks.remove(conversation)
        self._told.pop(conversation, None)
        gone = self._sources.pop(conversation, None)
        token = self._tokens.pop(conversation, "")
        if token and self._place.grants is not None:
            self._place.grants.revoke(token)
        others = [each for each in self._sources if each.link.device == device]
        if gone is not None and others:
            self._downloads.add_source(device, self._sources[others[-1]], is_chair=device == self._chair)
        elif gone is not None:
            self._downloads.remove_source(device)
        if not any(each.link.device == device for each in self._talks):
            self._heard.pop(device, None)
            self.spreading.forget(device)

    def heard(self, conversation: Conversation, holds: Holds) -> None:
        """A peer said what it holds of a file."""
        device = conversation.link.device
        known = self._heard.setdefault(device, {})
        if len(known) >= MAX_FILES and holds.sha256 not in known:
            return
        if self.delivery.heard(device, holds):
            conversation.delivered()
            if self.keeps_receipts():
                self._keeping.poke()
        self.spreading.heard(device, holds.sha256, holds.bits)
        offered = holds if holds.gives else replace(holds, bits=0)
        known[holds.sha256] = offered
        self._downloads.heard(device, offered)

    def follow(self, chair: str) -> None:
        """Another PC may be the chair's."""
        if chair != self._chair:
            self._chair = chair
            for conversation, source in self._sources.items():
                device = conversation.link.device
                self._downloads.add_source(device, source, is_chair=device == chair)
            if self._talks:  # the new one keeps the receipts now
                self.moved()

    def make_way(self, events: Iterable[Event]) -> None:
        """People write to each other, or turn pages together: documents leave them room for a while."""
        if any(event.kind.startswith(_WRITTEN) for event in events):
            self._downloads.leave_room(LIVELY_S)
            if self._place.grants is not None:
                self._place.grants.leave_room(LIVELY_S)

    def look_at(self, sha256: str) -> None:
        """A person opened a file here, or waits for it: it comes before all others."""
        self._downloads.prefer(sha256)
        if sha256 not in self._opened and len(self._opened) < MAX_FILES:
            self._opened.add(sha256)
            self._place.log.note(self._journal.meeting_id, _OPENED_KEY, json.dumps(sorted(self._opened)))
            self.moved()

    def moved(self) -> None:
        """Something more is here: all hear of it soon."""
        self._telling.poke()

    def stop(self) -> None:
        """Tell no more."""
        self._telling.stop()
        self._keeping.flush()
        self._keeping.stop()

    def _keep_delivery(self) -> None:
        """Keep the receipts over a restart: who is not there then said long ago what it holds."""
        self._place.log.note(self._journal.meeting_id, _DELIVERY_KEY, self.delivery.written())

    def _tell(self) -> None:
        held = self._downloads.holds()
        self.spreading.offer([File(each.sha256, each.chunks, each.bits) for each in held.values()])
        self._rounds += 1
        offered = [self._offered(each) for each in held.values()]
        waiting = [not self._tell_one(conversation, offered) for conversation in self._talks]
        if any(waiting):
            self._telling.poke()

    def _tell_one(self, conversation: Conversation, offered: Sequence[Holds]) -> bool:
        """Say what is held here and this peer does not know yet; whether it knows all of it now."""
        told = self._told.setdefault(conversation, {})
        heard = self._heard.get(conversation.link.device, {})
        may_know = self._may_know(conversation.link.device)
        knows_all = True
        for holds in offered:
            sha256 = holds.sha256
            now = holds
            if may_know and holds.is_whole and sha256 in self._opened:
                now = replace(holds, opened=True)
            before = told.get(sha256)
            if before == now:
                continue
            if before is not None and self._rounds % SELDOM and _can_wait(before, now, heard.get(sha256)):
                knows_all = False
                continue
            told[sha256] = now
            conversation.say(now)
        return knows_all

    def keeps_receipts(self) -> bool:
        """Whether this device is the chair's or the secretariat's."""
        meeting = self._journal.fold.meeting()
        return self._hosting() or (meeting is not None and self._place.device in meeting.secretariat)

    def _offered(self, holds: Holds) -> Holds:
        gives = self.gives(holds.sha256)
        return holds if holds.gives is gives else replace(holds, gives=gives)

    def gives(self, sha256: str) -> bool:
        """Whether others may fetch a file here: also over Wi-Fi what came into the meeting from this PC."""
        return self._hosting() or self._place.gives() or sha256 in self._journal.own_files

    def _may_know(self, device: str) -> bool:
        """Whether a device may know what was opened here: it keeps the receipts, and the policy shows it."""
        meeting = self._journal.fold.meeting()
        if meeting is None or meeting.policy.opening is Opening.HIDDEN:
            return False
        return device == meeting.chair or device in meeting.secretariat


def _can_wait(before: Holds, now: Holds, theirs: Holds | None) -> bool:
    """Whether a peer can hear a little later of some chunks more: it has all, and this is not the last."""
    grew = before.gives == now.gives and not now.is_whole
    return grew and theirs is not None and theirs.is_whole
