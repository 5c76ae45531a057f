"""How large a window opens: as designed, or what the screen leaves beside its own bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DESIGNED = QSize(1366, 768)
FRAME_HEIGHT = 36  # what systems put above a window


def first_size(window: QWidget) -> QSize:
    """The size for a window that opens, in pixels of its screen."""
    room = window.screen().availableGeometry().size()
    return DESIGNED.boundedTo(QSize(room.width(), room.height() - FRAME_HEIGHT))
