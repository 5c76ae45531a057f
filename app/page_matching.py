"""Which page of a new version of a document an old page has become, by what they say and look like."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

GRAM: Final = 6  # signs that are compared at a time
SAMPLED_SIGNS: Final = 600_000  # beyond this, of both versions together, a third of the grams is compared
FEWEST_SHARED: Final = 3  # grams that only one page of each version has
MOST_CHOICES: Final = 4


@dataclass(frozen=True, slots=True)
class PageChoice:
    """A page of the new version that an old page may have become, whole or in part."""

    page: int
    likeness: float  # 1.0: it says the same
    looks_same: bool = False  # notes stay exactly where they are


PageMatch = tuple[tuple[PageChoice, ...], ...]  # for each old page, the likeliest first; none when it is gone


def match_pages(
    old_texts: Sequence[str],
    new_texts: Sequence[str],
    old_looks: Sequence[str] = (),
    new_looks: Sequence[str] = (),
) -> PageMatch:
    """Match pages by their folded texts, and by digests of what they look like where these are known.

    A new page that is the same as an old one is no choice for any other. A page that is only like an old one
    is a choice if they share what no other page of either version says, so that pages made after one pattern
    are not taken for each other.
    """
    pairs: dict[int, int] = {}
    if len(old_looks) == len(old_texts) and len(new_looks) == len(new_texts):
        _pair_equal(old_looks, new_looks, pairs)
    same_looks = set(pairs)
    _pair_equal(old_texts, new_texts, pairs)
    if len(old_texts) == len(new_texts):  # pictures that were made anew: only their number speaks
        silent = {
            page for page, texts in enumerate(zip(old_texts, new_texts, strict=True)) if texts == ("", "")
        }
        pairs.update({page: page for page in silent - pairs.keys() - set(pairs.values())})
    found = _alike(old_texts, new_texts, set(pairs), set(pairs.values()))
    for old, new in pairs.items():
        found[old] = (PageChoice(new, 1.0, old in same_looks),)
    return tuple(found.get(page, ()) for page in range(len(old_texts)))


def _pair_equal(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair pages with equal keys; of those that there are several of, by their number and neighbours."""
    taken = set(pairs.values())
    old_by_key, new_by_key = _pages_by_key(old, set(pairs)), _pages_by_key(new, taken)
    for key, olds in old_by_key.items():
        news = new_by_key.get(key, [])
        if len(olds) == len(news):
            pairs.update(zip(olds, news, strict=True))
    taken.update(pairs.values())
    pages = range(len(old))
    for step, order in ((1, pages), (-1, reversed(pages))):
        for page in order:
            beside = -1 if page - step == -1 else pairs.get(page - step)
            there = -1 if beside is None else beside + step
            if page in pairs or there in taken or not 0 <= there < len(new):
                continue
            if old[page] and old[page] == new[there]:
                pairs[page] = there
                taken.add(there)


def _pages_by_key(keys: Sequence[str], without: set[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for page, key in enumerate(keys):
        if key and page not in without:
            found[key].append(page)
    return found


def _alike(
    old_texts: Sequence[str], new_texts: Sequence[str], settled: set[int], taken: set[int]
) -> dict[int, tuple[PageChoice, ...]]:
    """For each old page without an equal one, the pages that say something only it said."""
    if len(settled) == len(old_texts) or len(taken) == len(new_texts):
        return {}
    is_sampled = sum(map(len, chain(old_texts, new_texts))) > SAMPLED_SIGNS
    old_grams = [_grams(text, is_sampled=is_sampled) for text in old_texts]
    new_grams = [_grams(text, is_sampled=is_sampled) for text in new_texts]
    old_only, new_only = _only_page(old_grams), _only_page(new_grams)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for gram, old in old_only.items():
        new = new_only.get(gram)
        if new is not None and old not in settled and new not in taken:
            shared[old][new] += 1
    return {old: _choices(old_grams[old], new_grams, counts) for old, counts in shared.items()}


def _choices(old: set[str], new_grams: Sequence[set[str]], counts: Counter[int]) -> tuple[PageChoice, ...]:
    enough = [new for new, count in counts.most_common(MOST_CHOICES) if count >= FEWEST_SHARED]
    choices = [PageChoice(new, len(old & new_grams[new]) / len(old | new_grams[new])) for new in enough]
    return tuple(sorted(choices, key=lambda choice: -choice.likeness))


def _grams(text: str, *, is_sampled: bool) -> set[str]:
    if is_sampled:  # the same ones in both versions, wherever they stand
        return {text[at : at + GRAM] for at, sign in enumerate(text[: 1 - GRAM]) if ord(sign) % 3 == 0}
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def _only_page(grams: Sequence[set[str]]) -> dict[str, int]:
    """The page of each gram that only one page has."""
    pages: dict[str, int] = {}
    several: set[str] = set()
    for page, found in enumerate(grams):
        several |= found & pages.keys()
        pages.update(dict.fromkeys(found, page))
    return {gram: page for gram, page in pages.items() if gram not in several}
