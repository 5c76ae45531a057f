"""How the projector is set up in the room of this PC, and what it showed last; kept on it, never sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.kept_values import KeptValues
from widgets.projector_choices import (
    FARTHEST_M,
    NARROWEST_M,
    NEAREST_M,
    WIDEST_M,
    ProjectorChoices,
    Turning,
)
from widgets.projector_content import ProjectorPage
from widgets.projector_desk import MOST_MESSAGE

if TYPE_CHECKING:
    from pathlib import Path

    from app.tasks import Tasks

MOST_BYTES = 60_000
MOST_MEETINGS = 20
MOST_NAME = 100  # letters of a meeting's id
SAVE_AFTER_MS = 50  # pages are chosen rarely, and after a crash the room is to see the same again


@dataclass(frozen=True, slots=True)
class KeptView:
    """What the chair chose for the room, and the words that were shown there last."""

    page: ProjectorPage = ProjectorPage.WALL
    message: str = ""


class ProjectorMemory(QObject):
    """The choices and what was shown in each meeting, from one start of the program to the next."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path,
            tasks,
            lambda: {**choices_to_json(self.choices), "meetings": views_to_json(self._views)},
            self,
            save_after_ms=SAVE_AFTER_MS,
            most_bytes=MOST_BYTES,
        )
        found = self._kept.load()
        self.choices = choices_from_json(found)
        self._views = views_from_json(found.get("meetings"))

    def keep(self, choices: ProjectorChoices) -> None:
        """Remember these."""
        if choices != self.choices:
            self.choices = choices
            self._kept.changed()

    def view_of(self, meeting: str) -> KeptView | None:
        """What was shown in this meeting last; none in a new one."""
        return self._views.get(meeting)

    def keep_view(self, meeting: str, view: KeptView) -> None:
        """Remember this of the newest meetings."""
        if view != self._views.get(meeting):
            self._views.pop(meeting, None)
            self._views[meeting] = view
            while len(self._views) > MOST_MEETINGS:
                del self._views[next(iter(self._views))]
            self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()


def views_to_json(views: dict[str, KeptView]) -> list[list[str]]:
    """Meeting, page and message of each, the newest last."""
    return [[meeting, view.page.value, view.message] for meeting, view in views.items()]


def views_from_json(found: object) -> dict[str, KeptView]:
    """What can be read of it."""
    views: dict[str, KeptView] = {}
    for entry in found[-MOST_MEETINGS:] if isinstance(found, list) else ():
        if not isinstance(entry, list) or not all(isinstance(part, str) for part in entry):
            continue
        if len(entry) != 3 or not 0 < len(entry[0]) <= MOST_NAME:
            continue
        page = next((each for each in ProjectorPage if each.value == entry[1]), None)
        if page is not None:
            views[entry[0]] = KeptView(page, entry[2][:MOST_MESSAGE])
    return views


def choices_to_json(choices: ProjectorChoices) -> dict[str, Any]:
    """The choices as plain values."""
    return {
        "farthest_m": round(choices.farthest_m, 2),
        "screen_m": round(choices.screen_m, 2),
        "dark": choices.dark,
        "calm": choices.calm,
        "turning": choices.turning.value,
    }


def choices_from_json(found: dict[str, Any]) -> ProjectorChoices:
    """The choices in a file; whatever is missing or out of range keeps its default."""
    default = ProjectorChoices()
    turning = found.get("turning")
    return ProjectorChoices(
        farthest_m=_number(found.get("farthest_m"), NEAREST_M, FARTHEST_M, default.farthest_m),
        screen_m=_number(found.get("screen_m"), NARROWEST_M, WIDEST_M, default.screen_m),
        dark=_flag(found.get("dark"), default=default.dark),
        calm=_flag(found.get("calm"), default=default.calm),
        turning=next((each for each in Turning if each.value == turning), default.turning),
    )


def _number(found: object, least: float, most: float, default: float) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return default
    return float(found) if least <= found <= most else default  # NaN is not


def _flag(found: object, *, default: bool) -> bool:
    return found if isinstance(found, bool) else default
