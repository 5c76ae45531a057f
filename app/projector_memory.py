"""How the projector is set up in the room of this PC; kept on it, never sent."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from pathlib import Path

    from app.tasks import Tasks

MOST_BYTES = 10_000
SAVE_AFTER_MS = 1_000


class ProjectorMemory(QObject):
    """The choices, from one start of the program to the next."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = KeptValues(
            path,
            tasks,
            lambda: choices_to_json(self.choices),
            self,
            save_after_ms=SAVE_AFTER_MS,
            most_bytes=MOST_BYTES,
        )
        self.choices = choices_from_json(self._kept.load())

    def keep(self, choices: ProjectorChoices) -> None:
        """Remember these."""
        if choices != self.choices:
            self.choices = choices
            self._kept.changed()

    def close(self) -> None:
        """Save what is not saved yet."""
        self._kept.close()


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
