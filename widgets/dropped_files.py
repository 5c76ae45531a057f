"""Which files are dragged over a window: those on this PC whose names say that they are PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

MOST_FILES = 50  # of one drop; more is a slip of the hand


def dropped_pdfs(dragged: QMimeData) -> tuple[Path, ...]:
    """The PDFs in the order in which they were given; whether they are what they say is found out later."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls()[:MOST_FILES] if url.isLocalFile()]
    return tuple(path for path in paths if path.suffix.lower() == ".pdf")
