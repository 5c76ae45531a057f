"""Text of a meeting made fit for any file: nothing in it breaks one, and what is replaced can be seen."""

from __future__ import annotations

import re
from typing import Final

_BREAKS: Final = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, which XML and CSV do not take
    "\u202a-\u202e\u2066-\u2069"  # what turns the direction of the text beside it
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufeff\ufffe\uffff"  # no characters at all
    "\U0001fffe\U0001ffff]"
)
_PICTURES: Final = 0x2400  # ␀ and the others, one for each control character
_LAST_PICTURED: Final = 0x1F
_DELETE: Final = 0x7F
FORMULA_SIGNS: Final = "=+-@\t\r＝＋－＠"


def fit(text: str) -> str:
    """Text of several lines; line ends become newlines."""
    return _UNSAFE.sub(_picture, _BREAKS.sub("\n", text)).strip("\n")


def fit_line(text: str) -> str:
    """Text on one line."""
    return " ".join(fit(text).split())


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for something to calculate."""
    return text.lstrip(" \u3000\n")[:1] in set(FORMULA_SIGNS)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= _LAST_PICTURED:
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else "\ufffd"
