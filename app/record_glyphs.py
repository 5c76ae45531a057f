"""Corrects for which letters the glyphs of a PDF say they stand, so that words in it can be found and copied.

Fonts draw the sun and the radical of the sun (U+2F47) with one glyph, and Qt notes the first of the letters
that a glyph has: a search for the word Japan finds nothing then. The tables that Qt writes are plain, and a
letter is replaced by another of the same length.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TABLE: Final = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_LETTERS: Final = re.compile(rb"\[[^\]]*\]")
_LETTER: Final = re.compile(rb"<([0-9A-Fa-f]{4})>")
_RADICALS: Final = range(0x2F00, 0x2FE0)  # of Kangxi, which Unicode itself maps to letters
_SIGNS: Final = {
    0x0009: " ",
    0x00A0: " ",
    0x2003: "\u3000",
    0x2027: "・",
} | dict(
    zip(
        (
            0x2E84, 0x2E88, 0x2E8C, 0x2E8D, 0x2E9D, 0x2E9F, 0x2EA0, 0x2EA7, 0x2EA9, 0x2EAB, 0x2EAC, 0x2EB6,
            0x2EBC, 0x2EC4, 0x2EC6, 0x2ED1, 0x2ED6, 0x2ED7, 0x2ED8, 0x2EDD, 0x2EE3, 0x2EE4, 0x2EE9, 0x2EED,
            0x2EEF, 0x2EF2,
        ),
        "乙刀小小月母民牛王目示羊肉西角長阝雨青食骨鬼黄歯竜亀",
        strict=True,
    )
)  # fmt: skip


def with_letters(pdf: bytes) -> bytes:
    """The same file with the letters that people type."""
    return _TABLE.sub(lambda table: _LETTERS.sub(_corrected, table[0]), pdf)


def _corrected(letters: re.Match[bytes]) -> bytes:
    return _LETTER.sub(lambda letter: b"<%04X>" % _typed(int(letter[1], 16)), letters[0])


def _typed(code: int) -> int:
    if code in _RADICALS:
        return ord(unicodedata.normalize("NFKC", chr(code)))
    return ord(_SIGNS.get(code, chr(code)))
