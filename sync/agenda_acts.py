"""What the chair does with the agenda while the meeting goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sync.comments import stricter
from sync.errors import KurumazaError
from sync.events import Event
from sync.meeting import AgendaItem, Names
from sync.speaking import Speaking

MAX_MINUTES = 1_440


class AgendaActs(Speaking):
    """Each raises KurumazaError or gives the event it wrote."""

    def open_agenda(self, item: str) -> Event:
        """Say which item the meeting is at; "" for none. A cut says what the presenter showed till now."""
        if item:
            self._item(item)
        self._as_chair()
        meeting = self._begun_meeting()
        if meeting.presenter and item != meeting.current_item:
            self.cut()
        return self._write("agenda.open", body={"item": item})

    def pause_agenda(self, *, on: bool) -> Event:
        """Stop the clock of the agenda, or let it go on."""
        self._as_chair()
        self._begun_meeting()
        return self._write("agenda.pause", body={"on": on})

    def set_minutes(self, item: str, minutes: int | None) -> Event:
        """Give an item more or less time; None for no plan."""
        found = self._item(item)
        if minutes is not None and not 0 <= minutes <= MAX_MINUTES:
            raise KurumazaError("bad_argument", f"An item has from 0 to {MAX_MINUTES} minutes.")
        return self._set(replace(found, minutes=minutes))

    def set_item_names(self, item: str, names: Names) -> Event:
        """Set how authors are shown at an item; once it was opened, only to show less of them."""
        found, meeting = self._item(item), self._as_chair()
        was_opened = any(time.item == item for time in meeting.clock.times)
        if was_opened and stricter(found.names, names) is not Names(names):
            raise KurumazaError(
                "names_settled",
                "This item was opened already: its rule for names can be made stricter, and not weaker.",
            )
        return self._set(replace(found, names=Names(names)))

    def _item(self, item: str) -> AgendaItem:
        found = self._as_chair().agenda_item(item)
        if found is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        return found

    def _set(self, changed: AgendaItem) -> Event:
        agenda = self._as_chair().agenda
        items = [_body(changed if item.item == changed.item else item) for item in agenda]
        return self._write("agenda.set", body={"items": items})


def _body(item: AgendaItem) -> dict[str, Any]:
    return {
        "item": item.item,
        "title": item.title,
        "minutes": item.minutes,
        "presenter": item.presenter,
        "names": item.names.value,
    }
