from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.page_texts import PITCH, TextBuilder, horizontal, vertical
from widgets.page_paragraphs import MOST_CHARACTERS, paragraphs
from widgets.page_text import no_text


def test_japanese_lines_are_joined_without_a_blank() -> None:
    text = horizontal("本市では、令和六年度から窓", "口の業務を見直し、市民の皆", "様をお待たせしません。")
    assert paragraphs(text) == ["本市では、令和六年度から窓口の業務を見直し、市民の皆様をお待たせしません。"]


def test_lines_of_words_are_joined_with_a_blank() -> None:
    assert paragraphs(horizontal("the council of this", "town meets on monday")) == [
        "the council of this town meets on monday"
    ]


def test_vertical_lines_are_joined_too() -> None:
    assert paragraphs(vertical("災害が起きたときには直ちに", "会議を開く。")) == [
        "災害が起きたときには直ちに会議を開く。"
    ]


def test_a_short_line_an_indent_and_a_mark_part_paragraphs() -> None:
    assert len(paragraphs(horizontal("ここで終わる段落です。", "つぎの段落はもっと長く続きます。"))) == 2
    assert len(paragraphs(horizontal("ここまで続いている段落の行", "　字下げから始まる次の段落"))) == 2
    assert len(paragraphs(horizontal("ここまで続いている段落の行", "・項目から始まる次の段落だ"))) == 2
    builder = (
        TextBuilder().line("ここまで続いている段落の行", 0.1, 0.1).line("字が下がった行", 0.14, 0.1 + PITCH)
    )
    assert len(paragraphs(builder.text())) == 2


def test_names_below_each_other_cells_and_headings_stay_apart() -> None:
    assert paragraphs(horizontal("朝日町一丁目", "朝日町二丁目")) == ["朝日町一丁目", "朝日町二丁目"]
    cells = (
        TextBuilder()
        .line("ここまで続いている段落の行", 0.1, 0.1)
        .line("横にある長い文字の行です。", 0.5, 0.1)
    )
    assert len(paragraphs(cells.text())) == 2
    heading = TextBuilder().line("見直しについての考え方と進め方", 0.1, 0.1, em=0.03)
    heading.line("本市では、令和六年度から窓口の業務を", 0.1, 0.15)
    assert len(paragraphs(heading.text())) == 2


def test_the_number_of_a_note_does_not_part_a_line() -> None:
    builder = TextBuilder().line("太康十年", 0.8, 0.1, is_vertical=True)
    builder.line("注1", 0.805, 0.18, is_vertical=True, em=0.008).line("、夏四月", 0.8, 0.2, is_vertical=True)
    assert paragraphs(builder.text()) == ["太康十年注1、夏四月"]


def test_a_page_without_text_has_no_paragraph() -> None:
    assert paragraphs(no_text()) == []
    assert paragraphs(horizontal("", "   ", "")) == []


@given(st.lists(st.text("本会議abc 。\u202e\x07", max_size=15), max_size=8))
def test_no_word_is_lost_and_nothing_unseen_is_left(lines: list[str]) -> None:
    found = paragraphs(horizontal(*lines))
    kept = "".join("".join(found).split())
    assert kept == "".join("".join(lines).split()).replace("\u202e", "").replace("\x07", "")


def test_there_is_a_limit_to_what_is_read() -> None:
    found = paragraphs(horizontal(*["字" * 30_000] * 12))
    assert sum(map(len, found)) == MOST_CHARACTERS
