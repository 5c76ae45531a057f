"""Japanese fonts of this computer for documents that do not bring theirs; else MuPDF has one built in.

The built-in font is a sans-serif without some vertical brackets. A font of the system stands in where it has
the vertical forms of punctuation: MuPDF draws nothing at all in place of a form that a font lacks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from pymupdf import mupdf

# Comma, full stop, dash, brackets: what a vertical line cannot do without.
VERTICAL_FORMS = (0xFE11, 0xFE12, 0xFE31, 0xFE35, 0xFE36, 0xFE3B, 0xFE3C, 0xFE41, 0xFE42, 0xFE43, 0xFE44)
LARGEST_FONT_BYTES = 64 << 20

_LINUX = Path("/usr/share/fonts")
_SERIF = (
    _LINUX / "opentype/noto/NotoSerifCJK-Regular.ttc",
    _LINUX / "noto-cjk/NotoSerifCJK-Regular.ttc",
    _LINUX / "google-noto-serif-cjk-fonts/NotoSerifCJK-Regular.ttc",
    _LINUX / "opentype/ipaexfont-mincho/ipaexm.ttf",
    _LINUX / "opentype/ipafont-mincho/ipam.ttf",
)
_SANS = (
    _LINUX / "opentype/noto/NotoSansCJK-Regular.ttc",
    _LINUX / "noto-cjk/NotoSansCJK-Regular.ttc",
    _LINUX / "google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    _LINUX / "opentype/ipaexfont-gothic/ipaexg.ttf",
    _LINUX / "opentype/ipafont-gothic/ipag.ttf",
)
_WINDOWS_SERIF = ("BIZ-UDMinchoM.ttc", "msmincho.ttc", "yumin.ttf")
_WINDOWS_SANS = ("BIZ-UDGothicR.ttc", "msgothic.ttc", "meiryo.ttc", "YuGothM.ttc")


class SystemFonts:
    """Finds a Japanese font when MuPDF asks for one, each once."""

    def __init__(self, serif: tuple[Path, ...], sans: tuple[Path, ...]) -> None:
        self._candidates = {True: serif, False: sans}
        self._found: dict[bool, Any] = {}

    def install(self) -> None:
        """Let MuPDF ask here from now on."""
        mupdf.fz_install_load_system_font_funcs(None, self.find, None)

    def find(self, _name: str, ordering: int, serif: int) -> Any:
        """A font for the characters of Japan, or None."""
        if ordering != mupdf.FZ_ADOBE_JAPAN:
            return None
        is_serif = bool(serif)
        if is_serif not in self._found:
            self._found[is_serif] = next(filter(None, map(_usable, self._candidates[is_serif])), None)
        return self._found[is_serif]


def system_fonts() -> SystemFonts:
    """The fonts that systems keep in known places."""
    serif: tuple[Path, ...] = _SERIF
    sans: tuple[Path, ...] = _SANS
    if sys.platform == "win32":
        folder = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        serif = tuple(folder / name for name in _WINDOWS_SERIF)
        sans = tuple(folder / name for name in _WINDOWS_SANS)
    return SystemFonts(serif, sans)


def _usable(path: Path) -> Any:
    """The font of that file, if there is one that has what vertical lines need."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FONT_BYTES:
            return None
        font = mupdf.fz_new_font_from_file(None, str(path), 0, 0)
        if all(mupdf.fz_encode_character(font, form) for form in VERTICAL_FORMS):
            return font
    except Exception:  # noqa: BLE001 - PyMuPDF raises many types, and MuPDF would end with any of them
        return None
    return None
