"""The colours of the projector: light letters on dark for a dim room, dark ones on light for a bright one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sync.meeting import CommentKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ProjectorColours:
    """Colours by what they are for, as #rrggbb; a colour never stands without a word or a sign."""

    background: str
    card: str
    track: str  # of a bar that is not full
    ink: str
    pale: str
    blue: str
    good: str
    bad: str
    on_mark: str  # words on a coloured mark
    edges: Mapping[CommentKind, str]


DARK = ProjectorColours(
    background="#0f1c2b",
    card="#182b40",
    track="#2b435d",
    ink="#ffffff",
    pale="#b9cbe0",
    blue="#9fc3e6",
    good="#6fcf97",
    bad="#ff9d94",
    on_mark="#0f1c2b",
    edges={
        CommentKind.OPINION: "#6aa7e0",
        CommentKind.QUESTION: "#f0b04a",
        CommentKind.CONCERN: "#ff8a80",
        CommentKind.SUPPORT: "#6fcf97",
    },
)
LIGHT = ProjectorColours(
    background="#eef2f6",
    card="#ffffff",
    track="#d3dce6",
    ink="#101a25",
    pale="#3d4d5f",
    blue="#1f4e79",
    good="#17603a",
    bad="#a3221b",
    on_mark="#ffffff",
    edges={
        CommentKind.OPINION: "#1f4e79",
        CommentKind.QUESTION: "#9a5b00",
        CommentKind.CONCERN: "#b3261e",
        CommentKind.SUPPORT: "#1c6b3c",
    },
)


def projector_colours(*, dark: bool) -> ProjectorColours:
    """The colours that somebody chose."""
    return DARK if dark else LIGHT
