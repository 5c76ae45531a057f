"""Notes move to another version of their document, or are unplaced; never to a wrong place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.note_anchoring import Reanchored, choices_by_context, choices_by_page, pages_to_read, reanchor
from app.note_context import FoldedPage, folded, with_context
from app.page_matching import PageChoice, match_pages
from tests.app.page_texts import LINE, mark, marks_on, page_text, sentence, sheet, underline
from widgets.note_values import Ink, Note, NoteColour, StickyFlag, TextMark, TextMemo
from widgets.page_text import PageText, no_text

Lines = list[str]


def carried(notes: Sequence[Note], old: Sequence[PageText], new: Sequence[PageText]) -> Reanchored:
    old_texts, new_texts = [folded(page.text) for page in old], [folded(page.text) for page in new]
    choices = choices_by_page(notes, match_pages(old_texts, new_texts))
    old_needed, new_needed = pages_to_read(notes, choices)
    return reanchor(
        notes, choices, {page: old[page] for page in old_needed}, {page: new[page] for page in new_needed}
    )


def remembered(notes: Sequence[Note], new: Sequence[PageText]) -> Reanchored:
    """The same where the old file is gone."""
    choices = choices_by_context(notes, [folded(page.text) for page in new])
    return reanchor(notes, choices, {}, dict(enumerate(new)))


WAYS = pytest.mark.parametrize("with_old_file", [True, False])


def by(
    notes: Sequence[Note], old: Sequence[PageText], new: Sequence[PageText], *, with_old_file: bool
) -> Reanchored:
    return carried(notes, old, new) if with_old_file else remembered(notes, new)


def same_place(old: Note, new: Note, page: int) -> bool:
    return new.page == page and new.content == old.content and new.note == old.note


def all_notes(pages: Sequence[PageText], rows: Sequence[int] = (2, 7)) -> list[Note]:
    return [note for number, page in enumerate(pages) for row in rows for note in marks_on(number, page, row)]


sheets = st.lists(st.integers(0, 500), min_size=1, max_size=6, unique=True).map(
    lambda numbers: [sheet(number) for number in numbers]
)


@WAYS
@given(sheets)
@settings(max_examples=20)
def test_in_the_same_document_every_note_stays_exactly(with_old_file: bool, document: list[Lines]) -> None:
    pages = list(map(page_text, document))
    result = by(all_notes(pages), pages, pages, with_old_file=with_old_file)
    assert not result.unplaced
    assert all(same_place(old, new, old.page) for old, new in result.moved)


@WAYS
@given(sheets, st.data())
@settings(max_examples=25)
def test_inserted_deleted_and_reordered_pages(
    with_old_file: bool, document: list[Lines], data: st.DataObject
) -> None:
    """Each note follows its page; exactly those of deleted pages have no place."""
    old = list(map(page_text, document))
    kept = data.draw(st.permutations(range(len(old))))
    kept = kept[: data.draw(st.integers(0, len(kept)))]
    order: list[int | None] = list(kept)
    for number in range(data.draw(st.integers(0, 3))):
        order.insert(data.draw(st.integers(0, len(order))), None if number >= 0 else 0)
    new = [old[page] if page is not None else page_text(sheet(600 + at)) for at, page in enumerate(order)]
    notes = all_notes(old)
    result = by(notes, old, new, with_old_file=with_old_file)
    assert all(same_place(before, after, order.index(before.page)) for before, after in result.moved)
    assert set(result.unplaced) == {note for note in notes if note.page not in kept}


def row_of(note: Note) -> float:
    """The line of a page that a note of these tests is at."""
    top = note.content.strokes[0][0].y - 0.9 * LINE if isinstance(note.content, Ink) else note.box[1]
    return (top - 0.05) / LINE


edits = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "alter"]), st.integers(0, 11)), min_size=1, max_size=5
)


def edited(
    lines: Lines, changes: Sequence[tuple[str, int]], sparing: range
) -> tuple[Lines, list[int | None]]:
    """Lines after some changes, and for each which old one it is, None for an altered or new one."""
    result: list[tuple[str, int | None]] = [(line, row) for row, line in enumerate(lines)]
    for number, (change, row) in enumerate(changes):
        at = min(row, len(result) - 1)
        if result[at][1] in sparing:
            continue
        fresh = (sentence(900_000 + number), None)
        if change == "insert":
            result.insert(at, fresh)
        elif change == "alter":
            result[at] = fresh
        elif len(result) > 1:
            del result[at]
    return [line for line, _row in result], [row for _line, row in result]


@WAYS
@given(edits, st.integers(1, 10))
@settings(max_examples=60)
def test_text_changed_elsewhere_on_the_page_loses_no_note(
    with_old_file: bool, changes: list[tuple[str, int]], row: int
) -> None:
    lines = sheet(1)
    new_lines, rows = edited(lines, changes, sparing=range(row - 1, row + 2))
    old = [page_text(sheet(0)), page_text(lines), page_text(sheet(2))]
    new = [old[0], page_text(new_lines), old[2]]
    notes = marks_on(1, old[1], row)
    result = by(notes, old, new, with_old_file=with_old_file)
    assert not result.unplaced
    for before, after in result.moved:
        assert after.page == 1
        assert row_of(after) == pytest.approx(rows.index(row) + row_of(before) - row, abs=0.05)
        if isinstance(after.content, TextMark):
            start, end = after.content.start, after.content.end
            assert new[1].text[start:end] == after.content.text == before.text


def is_one_of_a_row(lines: Lines, one: int, other: int | None) -> bool:
    """Whether two lines are one, or in a row of equal ones: nobody can tell which of them is left."""
    return other is not None and len(set(lines[min(one, other) : max(one, other) + 1])) == 1


pools = st.lists(st.integers(0, 3), min_size=6, max_size=14)
many_edits = st.lists(
    st.tuples(st.sampled_from(["insert", "delete", "alter"]), st.integers(0, 18)), max_size=6
)


@WAYS
@given(pools, many_edits, st.data())
@settings(max_examples=150)
def test_no_mark_goes_to_another_line_that_says_the_same(
    with_old_file: bool, pool: list[int], changes: list[tuple[str, int]], data: st.DataObject
) -> None:
    """Where many lines say the same, a mark is at its own line, or unplaced, or nobody can tell."""
    lines = [sentence(number, 9) for number in pool]
    for row in range(0, len(lines), 3):
        lines.insert(row, sentence(10_000 + row, 7))
    row = data.draw(st.integers(0, len(lines) - 1))
    new_lines, rows = edited(lines, changes, sparing=range(0))
    old, new = [page_text(lines)], [page_text(new_lines)]
    note = with_context(Note(0, mark(old[0], row, 0, 5), NoteColour.PINK, 1, 1), old[0])
    result = by([note], old, new, with_old_file=with_old_file)
    for _before, after in result.moved:
        at = round(row_of(after))
        same_above = lines[max(row - 2, 0) : row] == new_lines[max(at - 2, 0) : at] != []
        same_below = lines[row + 1 : row + 3] == new_lines[at + 1 : at + 3] != []
        assert is_one_of_a_row(lines, row, rows[at]) or same_above or same_below


def test_a_line_below_that_now_follows_another_such_line_proves_nothing() -> None:
    same, below = "審査会満域道料議、", "果福一度域結料一事"
    others = [sentence(number) for number in range(8)]
    old = [page_text([others[0], same, below, *others[1:5], same, others[5], below, *others[6:]])]
    new = [page_text([same, others[0], below, *others[1:5], same, below, *others[6:]])]
    note = with_context(Note(0, mark(old[0], 1, 0, 5), NoteColour.PINK, 1, 1), old[0])
    assert carried([note], old, new).unplaced == (note,)


@given(edits, st.integers(1, 10))
@settings(max_examples=20)
def test_once_more_gives_the_same_and_back_again_the_first(changes: list[tuple[str, int]], row: int) -> None:
    lines = sheet(1)
    old = [page_text(lines)]
    new = [page_text(edited(lines, changes, sparing=range(row - 1, row + 2))[0])]
    notes = marks_on(0, old[0], row)
    there = carried(notes, old, new)
    assert carried(notes, old, new) == there
    back = carried([after for _before, after in there.moved], new, old)
    assert [after.note for _before, after in back.moved] == [note.note for note in notes]
    for note, (_before, after) in zip(notes, back.moved, strict=True):
        assert after.page == note.page
        assert after.box == pytest.approx(note.box, abs=0.001)


def test_a_page_that_is_split() -> None:
    lines = sheet(1, 20)
    old = [page_text(sheet(0)), page_text(lines), page_text(sheet(2))]
    new = [old[0], page_text(lines[:10]), page_text(["続き", *lines[10:]]), old[2]]
    result = carried(marks_on(1, old[1], 3) + marks_on(1, old[1], 15), old, new)
    assert not result.unplaced
    places = {(before.note, after.page, round(row_of(after))) for before, after in result.moved}
    assert {place[1:] for place in places if place[0].startswith("1-3-")} == {(1, 3)}
    assert {place[1:] for place in places if place[0].startswith("1-15-")} == {(2, 6)}


def test_text_that_flows_over_all_pages() -> None:
    """Ten lines are inserted at the beginning, as word processors do it."""
    lines = [sentence(row) for row in range(100)]
    old = [page_text(lines[at : at + 20]) for at in range(0, 100, 20)]
    flowing = sheet(9, 10) + lines
    new = [page_text(flowing[at : at + 20]) for at in range(0, 110, 20)]
    notes = all_notes(old, rows=(1, 5, 12, 18))
    result = carried(notes, old, new)
    assert not result.unplaced
    for before, after in result.moved:
        expected = before.page * 20 + round(row_of(before)) + 10
        assert (after.page * 20 + round(row_of(after))) == expected


def test_a_note_whose_text_is_gone_has_no_place() -> None:
    lines = sheet(1, 30)
    old = [page_text(lines)]
    notes = marks_on(0, old[0], 10)
    altered = [*lines[:9], sentence(71), sentence(72), sentence(73), *lines[12:]]
    result = carried(notes, old, [page_text(altered)])
    assert result.unplaced == tuple(notes[:3])
    ((flag, after),) = result.moved  # far from all text
    assert same_place(flag, after, 0)


def test_a_note_beside_all_text_stays_on_a_page_that_is_mostly_the_same() -> None:
    lines = sheet(1, 30)
    old = [page_text(lines)]
    memo = Note(0, TextMemo(0.7, 0.75, 0.2, 0.1, "全体に対して"), NoteColour.BLUE, 1, 1)
    altered = [*lines[:27], sentence(71), sentence(72), sentence(73)]
    ((_before, after),) = carried([memo], old, [page_text(altered)]).moved
    assert same_place(memo, after, 0)
    other = [*sheet(5, 20), *lines[20:27], sentence(71), sentence(72), sentence(73)]
    assert carried([memo], old, [page_text(other)]).unplaced == (memo,)


def test_ink_over_a_word_that_was_corrected_stays_on_it() -> None:
    lines = sheet(1, 20)
    start = "計画の説明会は本庁舎の三階において来る"
    old = [page_text([*lines[:9], start + "十一月二日" + "の午後二時から市民の参加のもとに行う", *lines[9:]])]
    new = [
        page_text(
            ["前書き", *lines[:9], start + "十二月九日" + "の午後二時から市民の参加のもとに行う", *lines[9:]]
        )
    ]
    note = Note(0, underline(9, len(start), len(start) + 5), NoteColour.RED, 1, 1)
    ((_before, after),) = carried([note], old, new).moved
    assert row_of(after) == pytest.approx(10, abs=0.05)


def test_pages_made_after_one_pattern_are_not_taken_for_each_other() -> None:
    """Each page is the same form; one with notes is deleted and its neighbour changed."""
    form = [sentence(row) for row in range(12)]
    old = [page_text([sentence(100 + page), *form, sentence(200 + page)]) for page in range(3)]
    new = [old[0], page_text([sentence(102), *form, sentence(299)])]
    result = carried(all_notes([old[0], old[1]], rows=(5,)), old, new)
    assert {before.page for before, _after in result.moved} == {0}
    assert {note.page for note in result.unplaced} == {1}


def test_spelling_makes_no_difference() -> None:
    old = [page_text(["議長　ＩＣＴ活用について", "ﾀﾌﾞﾚｯﾄを配る", "長い説明が続きます。"])]
    new = [page_text(["議⾧ ICT活用について", "タブレットを配る", "⾧い説明が続きます。"])]
    note = with_context(Note(0, mark(old[0], 1, 0, 6), NoteColour.PINK, 1, 1), old[0])
    ((_before, after),) = carried([note], old, new).moved
    assert isinstance(after.content, TextMark)
    assert new[0].text[after.content.start : after.content.end] == "タブレット"


def test_a_page_laid_out_anew_takes_its_notes_along() -> None:
    lines = sheet(1)
    old, new = [page_text(lines)], [page_text(lines, down=0.1)]
    result = carried(marks_on(0, old[0], 4), old, new)
    assert not result.unplaced
    assert all(row_of(after) == pytest.approx(row_of(before) + 5, abs=0.05) for before, after in result.moved)


def test_what_would_leave_the_page_is_unplaced() -> None:
    lines = sheet(1)
    old, new = [page_text(lines)], [page_text(lines, down=0.1)]
    ink = underline(3)
    tall = replace(ink, strokes=(*ink.strokes, (ink.strokes[0][0]._replace(y=0.99),)))
    note = with_context(Note(0, tall, NoteColour.RED, 1, 1), old[0])
    assert carried([note], old, new).unplaced == (note,)


def test_pages_without_text() -> None:
    """By what they look like; else by their number where there are as many."""
    pages = [no_text()] * 3
    flag = StickyFlag(0.5, 0.5)
    notes = [Note(page, flag, NoteColour.BLUE, 1, 1, str(page)) for page in range(3)]
    match = match_pages(["", "", ""], ["", ""], ["a", "b", "c"], ["c", "a"])
    result = reanchor(notes, choices_by_page(notes, match), {}, {})
    assert {(before.page, after.page) for before, after in result.moved} == {(0, 1), (2, 0)}
    assert result.unplaced == (notes[1],)
    result = carried(notes, pages, pages)
    assert [after.page for _before, after in result.moved] == [0, 1, 2]
    assert carried(notes, pages, [*pages, page_text(sheet(1))]).unplaced == tuple(notes)
    match = match_pages(["", "", ""], ["", "", ""], ["a", "b", "c"], ["a", "x", "c"])
    assert match[1] == (PageChoice(1, 1.0),)


def test_a_note_without_text_nearby_keeps_its_place() -> None:
    note = Note(0, TextMemo(0.1, 0.1, 0.2, 0.2, "メモ"), NoteColour.BLUE, 1, 1)
    ((_before, after),) = carried([note], [no_text()], [no_text()]).moved
    assert same_place(note, after, 0)


def test_pages_that_could_not_be_read_leave_notes_unplaced() -> None:
    lines = sheet(1)
    old = [page_text(lines)]
    notes = marks_on(0, old[0], 4)
    choices = {note.note: (PageChoice(0, 0.5),) for note in notes}
    assert reanchor(notes, choices, dict(enumerate(old)), {}).unplaced == tuple(notes)


def test_equal_pages_are_told_apart_by_their_neighbours() -> None:
    a, b, c, x = (folded("".join(sheet(number))) for number in range(4))
    assert _pages(match_pages([a, x, b, x, c], [a, b, x, c])) == [0, None, 1, 2, 3]
    assert _pages(match_pages([a, x, b, x, c], [a, x, b, c])) == [0, 1, 2, None, 3]
    assert _pages(match_pages([x, a, x], [x, a, x, b])) == [0, 1, 2]


def _pages(match: tuple[tuple[PageChoice, ...], ...]) -> list[int | None]:
    return [choices[0].page if choices else None for choices in match]


def test_the_context_of_a_note() -> None:
    page = page_text(["一行目の文章です", "二行目 の文章です", "三行目の文章です"])
    covered = with_context(Note(0, underline(1, 2, 6), NoteColour.RED, 1, 1), page).context
    assert (covered.before, covered.inside, covered.after) == (
        folded("一行目の文章です二行"),
        "目の",
        folded("文章です三行目の文章です"),
    )
    flag = with_context(Note(0, StickyFlag(1.0, 0.05 + LINE * 2.2), NoteColour.RED, 1, 1), page).context
    assert flag.inside == folded("三行目の文章です")
    assert FoldedPage(page).digest == flag.page_digest
