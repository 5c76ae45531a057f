from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from sync.meeting import AgendaItem, Anchor, Member, Names
from tests.app.papers import meeting
from tests.app.versioned_papers import FIRST, SECOND, versioned, without
from tests.widgets.samples import AGENDA, DOCUMENT, NOON_MS, comment
from widgets.wording import (
    anchor_words,
    author_words,
    binding_names,
    body_words,
    button_words,
    clean,
    document_title,
    isolated,
    member_words,
    names_words,
    one_line,
    place_words,
    remaining_words,
    seat_words,
    tooltip_words,
)

MINUTE_MS = 60_000


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Names.NAMED, "Seat 4 市民課 山田 花子"),
        (Names.OPEN, "Seat 4 市民課 山田 花子"),
        (Names.DEPARTMENT, "市民課"),
        (Names.WITHHELD, "Name withheld"),
    ],
)
def test_author_is_shown_only_as_far_as_allowed(shown: Names, words: str) -> None:
    written = comment("c", shown=shown)
    assert author_words(written) == words
    assert author_words(written, own=True) == "You"


def test_author_without_a_department_gives_nothing_away() -> None:
    assert author_words(comment("c", shown=Names.DEPARTMENT, department="")) == "A participant"


def test_row_26_text_cannot_hide_or_turn_what_stands_beside_it() -> None:
    assert clean("a\u202eb\u200bc\x07d\te\r\nf\u2028g") == "abcd e\nf\ng"


@pytest.mark.parametrize("text", ["👨‍👩‍👧", "葛󠄀城", "𠮷野", "神", "नमस्ते", "שלום"])
def test_row_26_letters_of_every_script_stay_as_typed(text: str) -> None:
    assert clean(text) == text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in one_line(text)


def test_markup_and_key_marks_are_only_text() -> None:
    assert tooltip_words("<b>&\nx") == "<span>&lt;b&gt;&amp;<br>x</span>"
    assert button_words("R&D") == "R&&D"


def test_pages_are_counted_from_one_for_people() -> None:
    assert place_words("資料2-1", 5) == "資料2-1 p.5"
    assert document_title(DOCUMENT) == "資料2-1 現状と課題"


@pytest.mark.parametrize(
    ("passed_ms", "words"),
    [(0, "20:00 left"), (7 * MINUTE_MS + 30_000, "12:30 left"), (22 * MINUTE_MS + 5_000, "2:05 over")],
)
def test_remaining_time(passed_ms: int, words: str) -> None:
    assert remaining_words(AGENDA[0], NOON_MS, NOON_MS + passed_ms) == words


def test_no_time_is_shown_where_none_was_planned() -> None:
    assert remaining_words(AgendaItem("i", 1, "開会"), NOON_MS, NOON_MS) == ""
    assert remaining_words(AGENDA[0], 0, NOON_MS) == ""


def test_rule_of_the_item_goes_before_that_of_the_meeting() -> None:
    assert binding_names(Names.DEPARTMENT, AGENDA[1]) is Names.WITHHELD
    assert binding_names(Names.DEPARTMENT, AGENDA[0]) is Names.DEPARTMENT
    assert binding_names(Names.OPEN, None) is Names.OPEN


def test_every_rule_has_its_own_promise() -> None:
    promises = {names_words(rule, withheld=False) for rule in Names}
    assert len(promises) == len(Names)
    assert names_words(Names.OPEN, withheld=True) in names_words(Names.WITHHELD, withheld=False)
    assert names_words(Names.OPEN, withheld=False, holds=True).endswith("once the chair has checked it.")
    assert names_words(Names.NAMED, withheld=True) == names_words(Names.NAMED, withheld=False)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\n\n\n改行\n\n \n\n\nばかり\n\n", "改行\n\nばかり"),
        ("一行\n二行\n\n段落", "一行\n二行\n\n段落"),
        ("　字下げは残す", "　字下げは残す"),
        ("\r\n\r\n\r\n", ""),
    ],
)
def test_empty_lines_do_not_pile_up(typed: str, shown: str) -> None:
    assert body_words(typed) == shown


HEBREW = "שלום"


@pytest.mark.parametrize("name", ["山田", "\ufa19田 葛\U000e0100", "👨‍👩‍👧", "Renée", "か\u3099"])
def test_row_26_a_name_of_letters_that_turn_nothing_is_shown_as_typed(name: str) -> None:
    assert isolated(name) == name


def test_row_26_a_name_that_runs_the_other_way_turns_nothing_beside_it(qapp: QApplication) -> None:
    """The time stands right of the name, as everywhere; without care it would stand left of it."""

    def place(text: str, sign: str) -> float:
        layout = QTextLayout(text, qapp.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return line.cursorToX(text.index(sign))[0]  # type: ignore[index] # a place and where it is

    said = replace(comment("c"), name=HEBREW, seat="", department="")
    careless, careful = f"{HEBREW} ・ 14:12", f"{author_words(said)} ・ 14:12"
    assert place(careless, "1") < place(careless, HEBREW[0])
    assert place(careful, "1") > place(careful, HEBREW[0])
    assert author_words(said) == f"\u2068{HEBREW}\u2069"
    assert member_words(Member("d", "", f"{HEBREW}\u202e")) == f"\u2068{HEBREW}\u2069"
    assert seat_words(HEBREW) == f"Seat \u2068{HEBREW}\u2069"


def test_the_page_of_a_comment_names_its_version_where_that_is_not_the_present_one() -> None:
    document = versioned(meeting()).document("one")
    assert document is not None
    words = [anchor_words(document, Anchor("one", 3, sha256)) for sha256 in ("", FIRST, SECOND, "sha-void")]
    first, other = "資料 one Version 1 p.3", "資料 one other version p.3"
    assert words == [first, first, "資料 one p.3", other]
    gone = without(versioned(meeting()), "one").known_document("one")
    assert gone is not None
    assert anchor_words(gone, Anchor("one", 3, SECOND)) == "資料 one (withdrawn) p.3"
