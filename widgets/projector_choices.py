"""How the projector is set up in this room, and how large its letters therefore have to be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from widgets.projector_text import CANVAS_HEIGHT, LEAST_SIZE

ARC_MINUTES = 20
FACE = 0.9  # of its font size is as high as a kanji is drawn
MOST_SIZE = 96.0  # larger than this no sentence fits any more
NEAREST_M, FARTHEST_M = 1.0, 60.0
NARROWEST_M, WIDEST_M = 0.4, 12.0
ROW_M = 1.5  # from one row of seats to the next, with tables


class Turning(StrEnum):
    """When a text that is longer than the screen goes on by itself."""

    READING = "reading"  # once it can have been read
    EIGHT = "8"
    FIFTEEN = "15"
    HAND = "hand"  # never


@dataclass(frozen=True, slots=True)
class ProjectorChoices:
    """What the chair set for this room; kept on this PC."""

    farthest_m: float = 8.0
    screen_m: float = 2.2
    dark: bool = True
    calm: bool = True  # changes fade, for a fifth of a second
    turning: Turning = Turning.READING


def least_size(farthest_m: float, screen_m: float, aspect: float) -> float:
    """The smallest letters on a canvas 1080 high that the farthest seat can read without effort.

    A letter has to fill 20 minutes of arc: ISO 9241-3 (5.4) prefers 20 to 22 for reading and demands 16. So
    its height is `2 · distance · tan(20′ / 2)`, one metre for each 172 m; AVIXA's DISCAS (V202.01) divides by
    200 for simple content, but counts Latin letters, and kanji have more strokes. With the usual rule for
    rooms, the farthest seat no more than four widths of the screen away, this is 1/24 of the height: about
    the 1/25 that is the least here, whatever somebody sets (as long as there is room for a sentence).
    """
    height_m = screen_m / aspect
    letter_m = 2 * farthest_m * math.tan(math.radians(ARC_MINUTES / 60) / 2)
    return min(max(CANVAS_HEIGHT * letter_m / height_m / FACE, LEAST_SIZE), MOST_SIZE)


def distance_of_rows(rows: int) -> float:
    """How far the last of so many rows of seats is; the first one sits two metres from the screen."""
    return 2.0 + max(0, rows - 1) * ROW_M
