"""Showing pages to everybody: the chair, and the seat that the chair gave it to."""

from __future__ import annotations

from sync.discussion import PAGE_UNITS, WHOLE_ZOOM
from sync.discussion_kinds import MAX_ZOOM
from sync.errors import KurumazaError
from sync.events import Event
from sync.meeting import Meeting
from sync.speaking import Speaking


class PresenterActs(Speaking):
    """Each raises KurumazaError or gives the event it wrote."""

    def give_presenter(self, device: str) -> Event:
        """Let another seat present beside the chair; "" takes it back. A cut says what was shown till now."""
        meeting = self._as_chair()
        self._begun_meeting()
        if device and meeting.member(device) is None:
            raise KurumazaError("not_found", "The meeting has no such device.")
        self.cut()
        return self._write("presenter.give", body={"device": device})

    def present(
        self,
        document: str,
        page: int,
        *,
        zoom: int = WHOLE_ZOOM,
        x: int = PAGE_UNITS // 2,
        y: int = PAGE_UNITS // 2,
    ) -> Event:
        """Show a page, or a part of it, to everybody; "" to stop."""
        meeting = self._as_presenter()
        if not document:
            return self._write("presenter.set", body={"document": "", "page": 0})
        _has_document(meeting, document)
        if not (0 <= zoom <= MAX_ZOOM and 0 <= x <= PAGE_UNITS and 0 <= y <= PAGE_UNITS):
            raise KurumazaError("bad_argument", "There is no such part of the page.")
        body = {"document": document, "page": page, "zoom": zoom, "x": x, "y": y}
        return self._write("presenter.set", body=body)

    def call_to_look(self, document: str, page: int) -> Event:
        """Ask everybody to look at a page."""
        _has_document(self._as_presenter(), document)
        return self._write("presenter.call", body={"document": document, "page": page})

    def _as_presenter(self) -> Meeting:
        meeting = self._begun_meeting(observing=True)
        if self._device not in (meeting.chair, meeting.presenter):
            raise KurumazaError("not_presenter", "Only the chair and the seat that presents may do this.")
        return meeting


def _has_document(meeting: Meeting, document: str) -> None:
    if meeting.document(document) is None:
        raise KurumazaError("not_found", "The meeting has no such document.")
