"""The colours of the program by what they are for: light, dark and without any grey."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as #rrggbb; `ai` marks what is chosen, `on_ai` is written on it."""

    ink: str = "#1d2733"
    sub: str = "#566472"
    line: str = "#d9dfe5"
    idle: str = "#d9dfe5"  # the surface of what cannot be pressed now, and of what is still to be filled
    background: str = "#f4f6f8"
    desk: str = "#dfe4e9"
    card: str = "#ffffff"
    ai: str = "#1f4e79"
    on_ai: str = "#ffffff"
    ai_soft: str = "#e6eef6"
    opinion: str = "#1f4e79"
    question: str = "#9a5b00"
    support: str = "#1c6b3c"
    concern: str = "#b3261e"
    ok: str = "#1c6b3c"
    warning: str = "#9a5b00"
    warning_soft: str = "#fffaf1"
    error: str = "#b3261e"
    focus: str = "#c25e00"
    frame: str = "#8694a2"


LIGHT = Palette()
DARK = Palette(
    ink="#e8edf2",
    sub="#b3bfca",
    line="#3d4a57",
    idle="#3d4a57",
    background="#161c23",
    desk="#0f1419",
    card="#1f2730",
    ai="#8fbdea",
    on_ai="#0f1c2b",
    ai_soft="#26394d",
    opinion="#8fbdea",
    question="#f0b04a",
    support="#6fcf97",
    concern="#ff9d94",
    ok="#6fcf97",
    warning="#f0b04a",
    warning_soft="#332a1b",
    error="#ff9d94",
    focus="#ffb454",
    frame="#71808f",
)


def high_contrast(palette: Palette) -> Palette:
    """The same colours with no grey left: every line and every small word as strong as running text."""
    ink, paper = ("#ffffff", "#000000") if palette is DARK else ("#000000", "#ffffff")
    surfaces = dict.fromkeys(("background", "card", "idle", "warning_soft"), paper)
    return replace(palette, ink=ink, sub=ink, line=ink, frame=ink, **surfaces)
