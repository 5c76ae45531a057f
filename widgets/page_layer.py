"""What other parts put over the pages of a view, and how they take part in what the pointer does there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter

    from widgets.page_layout import Place, Size


class PageLayer(Protocol):
    """Something that is painted over pages: marks, hits of a search, what is selected."""

    def paint(self, painter: QPainter, page: int, size_pt: Size) -> None:
        """Paint over one page in its points, (0, 0) being its top left corner.

        The painter is clipped to the page and carries zoom and turn already.
        """


class Phase(Enum):
    """What the pointer does."""

    PRESS = auto()
    DOUBLE_PRESS = auto()
    MOVE = auto()  # with a button or the pen down
    HOVER = auto()  # with nothing down
    RELEASE = auto()


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mouse, a finger or a pen over a page; also outside of it while it was pressed there."""

    phase: Phase
    place: Place
    at: QPoint  # in the viewport
    button: Qt.MouseButton = Qt.MouseButton.LeftButton  # that was pressed or is let go
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    pressure: float = 1.0  # 0..1, of a pen
    is_pen: bool = False
    is_eraser: bool = False  # the other end of the pen
    is_touch: bool = False  # a finger, or the palm of a hand that holds a pen
    time_ms: int = 0


class PageTool(Protocol):
    """Takes part in what the pointer does; the view asks its tools in order until one takes an event."""

    def point(self, pointer: Pointer) -> bool:
        """Take an event; False leaves it to the next tool, at last to moving the paper."""

    def cursor_at(self, place: Place) -> Qt.CursorShape | None:
        """What the cursor looks like there; None leaves it to the next tool."""
