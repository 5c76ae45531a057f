"""How the file of a meeting that is carried by hand is called, on every file system a stick may have."""

from __future__ import annotations

import re
from typing import Final

from widgets.wording import one_line

SUFFIX: Final = ".kurumaza"
MOST_BYTES: Final = 120  # of the title; with date, seat and suffix it stays under every limit
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')  # FAT, exFAT and NTFS
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def bundle_name(title: str, starts: str, today: str, *more: str) -> str:
    """Title, date and what tells two such files apart: "定例会議 2026-04-01 席2.kurumaza"."""
    return file_name(title, starts, today, *more, suffix=SUFFIX)


def file_name(title: str, starts: str, today: str, *more: str, suffix: str) -> str:
    """The same for a file of another kind."""
    date = _DATE.match(starts)
    safe = _without_bad_ends(_shortened(_safe(title)))
    parts = (safe or "Kurumaza", date[0] if date else today, *map(_safe, more))
    name = " ".join(part for part in parts if part)
    return (f"_{name}" if _DEVICES.match(name) else name) + suffix


def _safe(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", one_line(text)).split())


def _without_bad_ends(text: str) -> str:
    """No dot at either end: hidden on Linux, cut off by Windows; nor a dash, which reads as an option."""
    return text.strip(" .-")


def _shortened(text: str) -> str:
    return text.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore")
