"""Asking for the floor, giving it, and laying it down."""

from __future__ import annotations

from sync.discussion_kinds import MAX_LIMIT_S
from sync.errors import KurumazaError
from sync.events import Event
from sync.speaking import Speaking


class FloorActs(Speaking):
    """Each raises KurumazaError or gives the event it wrote."""

    def request_floor(self) -> Event:
        """Ask to speak."""
        meeting = self._begun_meeting()
        if meeting.floor.place_of(self._device):
            raise KurumazaError("floor_asked", "This seat waits for the floor already.")
        return self._write("floor.request", body={"agenda": meeting.current_item})

    def withdraw_floor(self) -> Event:
        """Ask no longer."""
        request = self._request_of(self._device)
        if not request:
            raise KurumazaError("floor_not_asked", "This seat does not wait for the floor.")
        return self._write("floor.withdraw", request)

    def grant_floor(self, device: str, *, limit_s: int = 0) -> Event:
        """Give the floor to a seat, which may not have asked; the present speech ends."""
        meeting = self._as_chair()
        self._begun_meeting()
        if meeting.member(device) is None:
            raise KurumazaError("not_found", "The meeting has no such device.")
        if not 0 <= limit_s <= MAX_LIMIT_S:
            raise KurumazaError("bad_argument", f"A speech has from 0 to {MAX_LIMIT_S} seconds.")
        body = {"device": device, "limit_s": limit_s}
        return self._write("floor.grant", self._request_of(device), body)

    def end_speech(self) -> Event:
        """End the present speech: the own one, or any as the chair."""
        meeting = self._open_meeting(observing=True)
        speech = meeting.floor.speech
        if speech is None:
            raise KurumazaError("nobody_speaks", "Nobody has the floor.")
        if self._device not in (speech.device, meeting.chair):
            raise KurumazaError("not_allowed", "Only the chair and the speaker may do this.")
        return self._write("floor.done", speech.speech)

    def _request_of(self, device: str) -> str:
        waiting = self._begun_meeting().floor.queue
        return next((request.request for request in waiting if request.device == device), "")
