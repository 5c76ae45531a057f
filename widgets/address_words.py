"""Addresses of links made safe to read: nothing in them hides, and the place they lead to is plain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

OPENED_SCHEMES = ("http", "https", "mailto")
MOST_CHARACTERS = 2_048
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def shown_address(address: str) -> str:
    """The address with every sign that hides, turns or parts text written as its number."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", address)


def destination(address: str) -> str:
    """Where an address leads to: its host in plain ASCII, or the host of a mail address; empty if unclear."""
    try:
        parts = urlsplit(address)
        host = parts.path.rpartition("@")[2] if parts.scheme == "mailto" else (parts.hostname or "")
        return host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        return ""


def may_be_opened(address: str) -> bool:
    """Whether an address is of a kind that is ever given to another program."""
    if len(address) > MOST_CHARACTERS or _UNSEEN.search(address) or "\\" in address:
        return False
    scheme, colon, _rest = address.partition(":")
    return bool(colon) and scheme.lower() in OPENED_SCHEMES and bool(destination(address))
