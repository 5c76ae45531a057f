"""Folds text so that a search finds every form of a word, and tells where in the text each letter came from.

What counts as the same: full and half width, capitals, accents, hiragana and katakana, ケ and ヶ, old,
variant and compatibility kanji, radicals that look like kanji, dashes of every kind. What does not count:
letters without width, variation selectors, white space beside Japanese, and the mark of long vowels. No I/O.
"""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Final

from resources.kanji_forms import JOYO, NAMES, RADICALS

Span = tuple[int, int]

LONG_VOWEL: Final = "ー"
HYPHEN: Final = "-"
DASHES: Final = "‐‑‒–—―⁃−﹘﹣－─━"
VOICED: Final = "\u3099\u309a"  # combine with the kana before them; half-width ones become these
LINE_ENDS: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
WIDE_FROM: Final = "\u2e80"  # from here on, spaces do not part words
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")  # letters of Hangul that are not to be seen
UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Me", "Mn"})  # categories of what has no width of its own
MAX_QUERY: Final = 200  # nobody types more; a paste of a whole page finds nothing anyway
MAX_WORDS: Final = 16


def _kanji() -> dict[str, str]:
    groups = (group for table in (JOYO, NAMES, RADICALS) for group in table.split())
    return {other: group[0] for group in groups for other in group[1:]}


_SAME: Final[dict[str, str]] = (
    _kanji()
    | {chr(katakana): chr(katakana - 0x60) for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
    | {"ゕ": "か", "ゖ": "け", "〻": "々"}
    | dict.fromkeys(DASHES, HYPHEN)
    | dict.fromkeys("〜∼〰", "~")
    | dict.fromkeys("‘’‛′", "'")
    | dict.fromkeys("“”‟″", '"')
)


class _Letters(dict[str, str]):
    """What each character becomes, found when it is first met."""

    def __missing__(self, character: str) -> str:
        before, now = "", character
        while now != before:  # a folded letter may itself have another form
            before, now = now, "".join(_once(letter) for letter in unicodedata.normalize("NFKD", now))
        self[character] = now
        return now


def _once(letter: str) -> str:
    if letter in VOICED:
        return letter
    if (
        letter in FILLERS
        or letter.isspace()
        or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Me", "Mn")
    ):
        return ""
    return "".join(_SAME.get(part, part) for part in letter.casefold())


_letters: Final = _Letters()


@dataclass(frozen=True)
class Folded:
    """Folded text; ``starts`` has the index in ``original`` where each of its letters begins, and the end."""

    text: str
    starts: array[int]
    original: str

    def span(self, first: int, last: int) -> Span:
        """Where the letters from ``first`` up to, not including, ``last`` stand in the original."""
        start, end = self.starts[first], self.starts[last]
        while last < len(self.text) and end == self.starts[last - 1]:  # one character became several letters
            last += 1
            end = self.starts[last]
        while end - 1 > self.starts[last - 1] and _is_outside(self.original[end - 1]):
            end -= 1
        return start, end

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to find."""
        return not self.text


def _is_outside(character: str) -> bool:
    """Whether what follows the last letter of a hit is no part of it: a space, a hyphen at a line end."""
    return character.isspace() or _letters[character] == HYPHEN


class _Folding:
    """A text while it is being folded."""

    def __init__(self, *, keep_marks: bool) -> None:
        self.text: list[str] = []
        self.starts = array("I")
        self._keep_marks = keep_marks
        self._gap: int | None = None  # where white space began that stands behind the last letter
        self._gap_is_line_end = False
        self._kana_until = -1  # the index behind a kana, where a mark of voice belongs to it

    def gap(self, index: int, character: str) -> None:
        """Note white space."""
        if self._gap is None:
            self._gap, self._gap_is_line_end = index, False
        self._gap_is_line_end |= character in LINE_ENDS

    def take(self, index: int, letters: str) -> None:
        """Append what one character became."""
        for letter in letters:
            if letter in VOICED:
                self._voice(index, letter)
            elif letter != LONG_VOWEL or self._keep_marks:
                self._append(index, letter)

    def _append(self, index: int, letter: str) -> None:
        if self.text:
            self._join(letter)
        self._gap = None
        self.text.append(letter)
        self.starts.append(index)
        self._kana_until = index + 1 if _is_kana(letter) else -1

    def _join(self, letter: str) -> None:
        """Settle what stands between the last letter and this one: a space, a hyphen, or nothing."""
        text, gap = self.text, self._gap
        ends_in_hyphen = text[-1] == HYPHEN and len(text) > 1
        if ends_in_hyphen and not self._keep_marks and _is_kana(text[-2]) and _is_kana(letter):
            self._drop_last()
        elif gap is None:
            return
        elif ends_in_hyphen and self._gap_is_line_end and text[-2].isalnum() and letter.isalnum():
            if _is_latin(text[-2]) and _is_latin(letter):
                self._drop_last()
        elif text[-1] < WIDE_FROM and letter < WIDE_FROM:
            text.append(" ")
            self.starts.append(gap)

    def _drop_last(self) -> None:
        self.text.pop()
        self.starts.pop()

    def _voice(self, index: int, mark: str) -> None:
        if self._kana_until >= index and self.text and self._gap is None:
            voiced = unicodedata.normalize("NFC", self.text[-1] + mark)
            if len(voiced) == 1:
                self.text[-1] = voiced
        self._kana_until = -1


def _is_kana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u309f" or letter == LONG_VOWEL


def _is_latin(letter: str) -> bool:
    return letter < WIDE_FROM and letter.isalpha()


def fold(text: str, *, keep_marks: bool = False) -> Folded:
    """Fold a text; ``keep_marks`` lets the marks of long vowels count."""
    folding = _Folding(keep_marks=keep_marks)
    for index, character in enumerate(text):
        if character.isspace():
            folding.gap(index, character)
        else:
            folding.take(index, _letters[character])
    folding.starts.append(len(text))
    return Folded("".join(folding.text), folding.starts, text)


@dataclass(frozen=True)
class SearchKey:
    """What somebody looks for: words that stand on the same page, folded, each in one or more spellings."""

    words: tuple[tuple[str, ...], ...]
    strict: tuple[tuple[str, ...], ...] | None = (
        None  # the same with the marks of long vowels, where they count
    )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words

    def is_on(self, folded: str) -> bool:
        """Whether every word stands in this folded text."""
        return all(any(spelling in folded for spelling in word) for word in self.words)

    def places(self, folded: str) -> list[Span]:
        """Where the words stand in folded text, in order; none unless all of them do."""
        if self.is_empty or not self.is_on(folded):
            return []
        if self._is_single:
            return list(_occurrences(folded, self.words[0][0]))
        found = {
            place for word in self.words for spelling in word for place in _occurrences(folded, spelling)
        }
        return _without_inner(sorted(found, key=lambda place: (place[0], -place[1])))

    def count(self, folded: str) -> int:
        """How many places there are; only for a key whose marks do not count."""
        if self._is_single:
            return folded.count(self.words[0][0])
        return len(self.places(folded))

    def hits(self, page: Folded) -> list[Span]:
        """Where the words stand in the original text of a page, in order."""
        places = self.places(page.text)
        if self.strict is None:
            return [page.span(*place) for place in places]
        spans = [page.span(*place) for place in places]
        texts = [fold(page.original[start:end], keep_marks=True).text for start, end in spans]
        if not all(any(_contains(text, word) for text in texts) for word in self.strict):
            return []
        return [
            span
            for span, text in zip(spans, texts, strict=True)
            if any(_contains(text, word) for word in self.strict)
        ]

    @cached_property
    def _is_single(self) -> bool:
        return len(self.words) == 1 and len(self.words[0]) == 1


def search_key(query: str, *, ignore_marks: bool = True) -> SearchKey:
    """What a query looks for; its words are parted by white space, and all in it is meant literally."""
    words, strict = [], []
    for typed in query[:MAX_QUERY].split()[:MAX_WORDS]:
        spellings = _spellings(fold(typed).text)
        if spellings:
            words.append(spellings)
            strict.append(_spellings(fold(typed, keep_marks=True).text))
    if any("" in spellings for spellings in words):  # a lone hyphen may have vanished at the end of a line
        kept = [number for number, spellings in enumerate(words) if "" not in spellings]
        if kept:
            words, strict = [words[number] for number in kept], [strict[number] for number in kept]
        else:
            words = strict = [tuple(filter(None, spellings)) for spellings in words]
    key = tuple(dict.fromkeys(words))
    return SearchKey(key, None if ignore_marks else tuple(dict.fromkeys(strict)))


def _spellings(word: str) -> tuple[str, ...]:
    """A word as it may stand in folded text: hyphens at its ends, or between letters, vanish at line ends."""
    if HYPHEN not in word:
        return (word,) if word else ()
    starts = (word, word.removeprefix(HYPHEN))
    found = [start.removesuffix(HYPHEN) if cut else start for start, cut in product(starts, (False, True))]
    return tuple(dict.fromkeys((*found, _joined(word))))


def _joined(word: str) -> str:
    """Without the hyphens that stand between two letters."""
    kept = [
        letter
        for before, letter, after in zip("\0" + word, word, word[1:] + "\0", strict=False)
        if letter != HYPHEN or not (_is_latin(before) and _is_latin(after))
    ]
    return "".join(kept)


def _contains(text: str, word: tuple[str, ...]) -> bool:
    return any(spelling in text for spelling in word)


def _occurrences(text: str, word: str) -> list[Span]:
    found, length = [], len(word)
    at = text.find(word)
    while at >= 0:
        found.append((at, at + length))
        at = text.find(word, at + length)
    return found


def _without_inner(places: list[Span]) -> list[Span]:
    """Leave out places that lie within another one."""
    kept: list[Span] = []
    for place in places:
        if not kept or place[1] > kept[-1][1]:
            kept.append(place)
    return kept
