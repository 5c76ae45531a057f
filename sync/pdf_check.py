"""Says what is wrong with a file that shall be shared as a PDF, before a meeting is made of it."""

from __future__ import annotations

import stat
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_SIZE: Final = 2 * 1024**3
"""Larger ones are taken for a mistake: they would keep a whole room waiting."""
_HEAD: Final = 1_024  # readers of PDFs look for the mark so far
_MARK: Final = b"%PDF-"


class PdfFault(Enum):
    """Why a file is not shared."""

    NO_PDF = "no PDF"
    TOO_LARGE = "too large"


def pdf_fault(path: Path) -> PdfFault | None:
    """What is wrong with a file, after its links; None for a PDF. Raises OSError or ValueError."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):  # a folder, or a device that never ends
        return PdfFault.NO_PDF
    if about.st_size > MAX_SIZE:
        return PdfFault.TOO_LARGE
    with path.open("rb") as file:
        return None if _MARK in file.read(_HEAD) else PdfFault.NO_PDF


def leads_out(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a path that stands in one of these folders is a link to somewhere outside all of them.

    Nobody who looks through a meeting file sees what a link hides; a path written out as `../x.pdf` or from
    the root is seen, so that only its own last step is asked. Raises OSError or ValueError.
    """
    real = path.resolve()
    written_out = ".." in path.parts or not any(path.is_relative_to(folder) for folder in folders)
    allowed = (path.parent,) if written_out else tuple(folders)
    return not any(real.is_relative_to(folder.resolve()) for folder in allowed)
