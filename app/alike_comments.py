"""Which comments look alike, found from their letters alone: no dictionary, no model, no network.

Each text becomes the set of its short pieces of letters: two letters where Japanese or Chinese is written,
three elsewhere. A piece weighs more the fewer comments have it; how alike two comments are is the cosine of
their weighted sets. How well this does beside RapidFuzz is in docs/benchmarks.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LEAST = 0.2  # how alike two comments have to be to be suggested together
COMMON = 0.5  # a piece that half of all comments have says nothing
FEW = 20  # unless the comments are few
MOST_LETTERS = 600  # of one comment; the beginning says what it is about
NEARLY_EQUAL = 0.6
MOST_TOGETHER = 12  # of those that are not nearly equal
MOST_EQUAL = 200
SHORT, LONG = 2, 3
_BREAKS = re.compile(r"[^\w\s]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

Pair = tuple[int, int]


def pieces(text: str) -> frozenset[str]:
    """The pieces of letters of a text, the same for full and half width, large and small letters."""
    folded = unicodedata.normalize("NFKC", text[:MOST_LETTERS]).casefold()
    found: set[str] = set()
    for part in _BREAKS.split(folded):
        letters = "".join(part.split())
        length = SHORT if _WIDE.search(letters) else LONG
        if 0 < len(letters) <= length:
            found.add(letters)
        found.update(letters[start : start + length] for start in range(len(letters) - length + 1))
    return frozenset(found)


def alike_pairs(
    texts: Sequence[str], *, least: float = LEAST, breathe: Callable[[], object] = lambda: None
) -> dict[Pair, float]:
    """How alike each pair is that is alike enough; `breathe` is called between the texts."""
    found: dict[Pair, float] = {}
    first: dict[frozenset[str], int] = {}  # what many wrote in the same words is compared once
    for place, text in enumerate(texts):
        each = pieces(text)
        if each and first.setdefault(each, place) != place:
            found[first[each], place] = 1.0
        breathe()
    having = Counter(piece for each in first for piece in each)
    weights = {piece: math.log1p(len(first) / count) for piece, count in having.items()}
    most = max(FEW, len(first) * COMMON)
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for each, later in first.items():
        length = math.sqrt(math.fsum(weights[piece] ** 2 for piece in each)) or 1.0
        sums: dict[int, float] = defaultdict(float)
        for piece in sorted(each):
            if 1 < having[piece] <= most:
                weight = weights[piece] / length
                for earlier, other in places[piece]:
                    sums[earlier] += weight * other
                places[piece].append((later, weight))
        found.update({(earlier, later): alike for earlier, alike in sums.items() if alike >= least})
        breathe()
    return found


def alike_groups(
    count: int, pairs: Mapping[Pair, float], apart: Callable[[int, int], bool] = lambda _one, _other: False
) -> list[tuple[int, ...]]:
    """Groups of texts that all look like the first of their group, so that no chain leads far away."""
    near: dict[int, dict[int, float]] = {each: {} for each in range(count)}
    for (one, other), alike in pairs.items():
        if not apart(one, other):
            near[one][other] = near[other][one] = alike
    groups: list[tuple[int, ...]] = []
    free = set(range(count))
    for middle in sorted(near, key=lambda each: (-math.fsum(near[each].values()), each)):
        if middle not in free:
            continue
        others = sorted(near[middle].keys() & free, key=lambda each: (-near[middle][each], each))
        taken: list[int] = []
        for other in others:
            most = MOST_EQUAL if near[middle][other] >= NEARLY_EQUAL else MOST_TOGETHER
            if len(taken) < most - 1 and not any(apart(other, each) for each in taken):
                taken.append(other)
        if taken:
            groups.append((middle, *taken))
            free -= {middle, *taken}
    return groups


def suggestions(
    comments: Sequence[tuple[str, str]],
    apart: Iterable[frozenset[str]] = (),
    *,
    breathe: Callable[[], object] = lambda: None,
) -> tuple[tuple[str, ...], ...]:
    """Which of these comments, given as id and text, could be put together; no pair that is `apart`."""
    names = [name for name, _text in comments]
    kept_apart = frozenset(apart)
    pairs = alike_pairs([text for _name, text in comments], breathe=breathe)
    groups = alike_groups(
        len(names), pairs, lambda one, other: frozenset((names[one], names[other])) in kept_apart
    )
    return tuple(tuple(names[each] for each in group) for group in groups)
