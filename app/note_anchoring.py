"""Moves notes to another version of their document: by page, then by the text they stand in.

Never silently wrong: a note whose place is not certain is unplaced, and a person is told its old page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from app.note_context import FoldedPage, around, folded, page_digest
from app.note_search import Anchor, find_anchor, find_before, surroundings_likeness
from app.page_matching import PageChoice, PageMatch
from widgets.note_values import (
    DIGITS,
    Ink,
    InkPoint,
    Note,
    NoteContent,
    NoteContext,
    StickyFlag,
    TextMark,
    TextMemo,
)
from widgets.page_text import Corners, PageText

MOSTLY_SAME: Final = 0.7  # likeness of pages from which on a note without its text keeps its place
SAME_TEXT: Final = 0.6  # likeness of what stands around a place from which on it is the same text
MOST_OUTSIDE: Final = 0.03  # of a page, by which a note that moved may be pushed back onto it
STILL: Final = 0.0005  # of a page: characters that moved less have not moved
MOST_PAGES_BY_CONTEXT: Final = 4


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What becomes of the notes of a replaced document: old and new of those with a place, and the others."""

    moved: tuple[tuple[Note, Note], ...] = ()
    unplaced: tuple[Note, ...] = ()


class _Found(NamedTuple):
    note: Note | None  # None: its text is there, and it would lie beside the page
    certainty: int  # how many signs agree


def choices_by_page(notes: Iterable[Note], match: PageMatch) -> dict[str, tuple[PageChoice, ...]]:
    """The pages to look for each note in, where both versions are at hand."""
    return {note.note: match[note.page] if note.page < len(match) else () for note in notes}


def choices_by_context(notes: Iterable[Note], new_texts: Sequence[str]) -> dict[str, tuple[PageChoice, ...]]:
    """The same where the old version is gone: the pages that say what the notes remember, by folded texts."""
    pages: dict[str, list[int]] = {}
    for page, text in enumerate(new_texts):
        pages.setdefault(page_digest(text), []).append(page)
    return {note.note: _choices_by_context(note.context, pages, new_texts) for note in notes}


def _choices_by_context(
    context: NoteContext, pages: Mapping[str, list[int]], new_texts: Sequence[str]
) -> tuple[PageChoice, ...]:
    same = pages.get(context.page_digest, []) if context.page_digest else []
    if len(same) == 1:
        return (PageChoice(same[0], 1.0),)
    if same or not context.inside:
        return ()
    holding = [page for page, text in enumerate(new_texts) if context.inside in text]
    if len(holding) > MOST_PAGES_BY_CONTEXT:
        return ()
    return tuple(PageChoice(page, 0.0) for page in holding)


def pages_to_read(
    notes: Iterable[Note], choices: Mapping[str, tuple[PageChoice, ...]]
) -> tuple[set[int], set[int]]:
    """The pages of the old and of the new version whose characters ``reanchor`` needs."""
    moving = [note for note in notes if any(not choice.looks_same for choice in choices.get(note.note, ()))]
    new = {choice.page for note in moving for choice in choices[note.note]}
    return {note.page for note in moving}, new


def reanchor(
    notes: Iterable[Note],
    choices: Mapping[str, tuple[PageChoice, ...]],
    old_pages: Mapping[int, PageText],
    new_pages: Mapping[int, PageText],
) -> Reanchored:
    """Find each note its place; a page that is in neither map could not be read."""
    old = {page: FoldedPage(text) for page, text in old_pages.items()}
    new = {page: FoldedPage(text) for page, text in new_pages.items()}
    moved, unplaced = [], []
    for note in notes:
        found = _reanchored(note, choices.get(note.note, ()), old.get(note.page), new)
        if found is None:
            unplaced.append(note)
        else:
            moved.append((note, found))
    return Reanchored(tuple(moved), tuple(unplaced))


def _reanchored(
    note: Note, choices: Sequence[PageChoice], old: FoldedPage | None, new: Mapping[int, FoldedPage]
) -> Note | None:
    if not choices:
        return None
    first = choices[0]
    if first.looks_same or (old is not None and first.page in new and old.page == new[first.page].page):
        return replace(note, page=first.page)
    if old is not None and _is_true_to(note, old):
        note = replace(note, context=old.context(*old.range_of(note)))
    else:
        old = None  # what the note remembers is all there is to go by
    if note.context.inside:
        found = [
            placed
            for choice in choices
            if choice.page in new and (placed := _placed(note, choice.page, old, new[choice.page]))
        ]
        if found:
            return _surest(found)
    if isinstance(note.content, TextMark) or first.likeness < MOSTLY_SAME:
        return None
    return _kept(note, first.page, old, new.get(first.page))


def _kept(note: Note, page: int, old: FoldedPage | None, new: FoldedPage | None) -> Note | None:
    """The note at its old place, unless it was about text and other text is there now, or nobody can tell."""
    if new is None:
        return None
    kept = _on_page(note, page, new)
    if not note.context.inside or (old is not None and not old.is_at_text(note)):
        return kept
    return kept if surroundings_likeness(note.context, kept.context) >= SAME_TEXT else None


def _is_true_to(note: Note, old: FoldedPage) -> bool:
    """Whether the old page says what a note marks there; it may have been read in another way then."""
    if not isinstance(note.content, TextMark):
        return True
    start, end = old.range_of(note)
    return old.text[start:end] == folded(note.content.text)


def _surest(found: list[_Found]) -> Note | None:
    """The place of which more agrees than of any other; none when two are as good."""
    best = max(found, key=lambda each: each.certainty)
    if sum(each.certainty == best.certainty for each in found) > 1:
        return None
    return best.note


def _placed(note: Note, page: int, old: FoldedPage | None, new: FoldedPage) -> _Found | None:
    if isinstance(note.content, TextMark):
        return _placed_mark(note, note.content, page, old, new)
    anchor = _anchor(note, old, new) or find_before(note.context, new.text, old.text if old else None)
    if anchor is None:
        return None
    here, there = note.context.box, new.box(anchor.at)
    content = _shifted(note, there[0] - here[0], there[1] - here[1])
    if content is None:
        return _Found(None, anchor.certainty)
    return _Found(_on_page(replace(note, content=content), page, new), anchor.certainty)


def _anchor(note: Note, old: FoldedPage | None, new: FoldedPage) -> Anchor | None:
    if old is not None and old.text == new.text:  # it only stands elsewhere
        return Anchor(old.range_of(note)[0], len(old.text))
    return find_anchor(note.context, new.text, old.text if old else None)


def _placed_mark(
    note: Note, mark: TextMark, page: int, old: FoldedPage | None, new: FoldedPage
) -> _Found | None:
    """A mark goes with every sign of the text it marks."""
    marked = folded(mark.text)
    anchor = _anchor(note, old, new)
    if anchor is None or not marked:
        return None
    stop = anchor.at + len(marked)
    if new.text[anchor.at : stop] != marked:
        return None
    first, last = new.origin[anchor.at], new.origin[stop - 1] + 1
    lines = _lines(new.page, first, last)
    if old is not None and lines == _lines(old.page, mark.start, mark.end):
        lines = mark.lines  # as the person marked them
    content = replace(mark, lines=lines, start=first, end=last)
    return _Found(_on_page(replace(note, content=content), page, new), anchor.certainty)


def _lines(page: PageText, start: int, end: int) -> tuple[Corners, ...]:
    """A rectangle for each line of a part of the text."""
    found = []
    for line in page.lines:
        inside = range(max(line.start, start), min(line.stop - 1, end))
        if inside:
            found.append(around([page.box(index) for index in inside]))
    return tuple(found)


def _on_page(note: Note, page: int, new: FoldedPage) -> Note:
    """The note on its new page, knowing the text that it stands in now."""
    note = replace(note, page=page)
    return replace(note, context=new.context(*new.range_of(note)))


def _shifted(note: Note, right: float, down: float) -> NoteContent | None:
    """What the note says a little further on; None when that is not on the page."""
    if max(abs(right), abs(down)) < STILL:
        return note.content
    left, top, end, bottom = note.box
    across, along = _pushed_back(left, end, right), _pushed_back(top, bottom, down)
    match note.content:
        case StickyFlag(y=y) if along is not None:
            return replace(note.content, y=_on(y + along))  # it stays in its margin
        case Ink(strokes) if across is not None and along is not None:
            moved = tuple(tuple(_moved(point, across, along) for point in stroke) for stroke in strokes)
            return replace(note.content, strokes=moved)
        case TextMemo(x, y, width, height) if across is not None and along is not None:
            x, y = _on(x + across), _on(y + along)
            return replace(note.content, x=x, y=y, width=min(width, 1 - x), height=min(height, 1 - y))
        case _:
            return None


def _moved(point: InkPoint, right: float, down: float) -> InkPoint:
    return point._replace(x=_on(point.x + right), y=_on(point.y + down))


def _pushed_back(low: float, high: float, by: float) -> float | None:
    """How far something may move by so that it stays on the page; None when that is much less."""
    pushed = by - min(low + by, 0.0) - max(high + by - 1.0, 0.0)
    return pushed if abs(pushed - by) <= MOST_OUTSIDE else None


def _on(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), DIGITS)
