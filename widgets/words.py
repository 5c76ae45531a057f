"""Where words begin and end: Japanese has no blanks, so a word is a run of one kind of writing."""

from __future__ import annotations

import re
import unicodedata

_KANJI = re.compile("[々〆〇ヶ\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HIRAGANA = re.compile("[\u3041-\u3096\u309d-\u309f]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_JOINERS = {"-", "'", "’", "_", ".", ",", "．", "，", ":", "/", "@"}  # inside of 1,234, co-op, a@example.jp

MOST_MARKS = 8  # on one character; more of them are no writing


def kind_of(character: str) -> str:
    """What kind of writing a character is; signs that stand alone have a kind of their own."""
    if character.isspace():
        return "blank"
    for kind, pattern in (("kanji", _KANJI), ("hiragana", _HIRAGANA), ("katakana", _KATAKANA)):
        if pattern.match(character):
            return kind
    return "letters" if character.isalnum() else f"sign {character}"


def is_attached(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a voicing mark, a variation selector."""
    return character == "\u200d" or unicodedata.category(character) in ("Mn", "Me")


def word_around(text: str, index: int) -> range:
    """The word to which a character belongs; never beyond its line."""
    if not 0 <= index < len(text) or text[index] == "\n":
        return range(index, index)
    kind = _kind_at(text, index)
    start, stop = index, index + 1
    while start > 0 and text[start - 1] != "\n" and _kind_at(text, start - 1) == kind:
        start -= 1
    while stop < len(text) and text[stop] != "\n" and _kind_at(text, stop) == kind:
        stop += 1
    return range(start, stop)


def next_word(text: str, gap: int) -> int:
    """The end of the word after a gap, blanks and line breaks before it passed over."""
    while gap < len(text) and text[gap].isspace():
        gap += 1
    return word_around(text, gap).stop if gap < len(text) else len(text)


def previous_word(text: str, gap: int) -> int:
    """The start of the word before a gap, blanks and line breaks behind it passed over."""
    while gap > 0 and text[gap - 1].isspace():
        gap -= 1
    return word_around(text, gap - 1).start if gap > 0 else 0


def next_character(text: str, gap: int) -> int:
    """The gap behind the character after a gap, with all that is attached to it."""
    gap = min(gap + 1, len(text))
    while gap < len(text) and is_attached(text[gap]):
        gap += 1
    return gap


def previous_character(text: str, gap: int) -> int:
    """The gap before the character in front of a gap, with all that is attached to it."""
    gap = max(gap - 1, 0)
    while gap > 0 and is_attached(text[gap]):
        gap -= 1
    return gap


def _kind_at(text: str, index: int) -> str:
    """The kind of a character among its neighbours: a comma between digits belongs to the number."""
    for _mark in range(MOST_MARKS):
        if index == 0 or not is_attached(text[index]):
            break
        index -= 1
    character = text[index]
    if character in _JOINERS and 0 < index < len(text) - 1:
        before, after = kind_of(text[index - 1]), kind_of(text[index + 1])
        if before == after == "letters":
            return "letters"
    return kind_of(character)
