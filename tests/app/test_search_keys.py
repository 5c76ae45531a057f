from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search_keys import fold, search_key
from resources.kanji_forms import JOYO, NAMES, RADICALS

NAUGHTY = json.loads((Path(__file__).parents[1] / "sync" / "naughty.json").read_text("utf-8"))


def found(query: str, text: str, *, ignore_marks: bool = True) -> list[str]:
    hits = search_key(query, ignore_marks=ignore_marks).hits(fold(text))
    return [text[start:end] for start, end in hits]


SAME = [
    ("ICT", "ＩＣＴ"),
    ("ict", "IcT"),
    ("タブレット", "ﾀﾌﾞﾚｯﾄ"),
    ("たぶれっと", "タブレット"),
    ("がんばる", "ｶﾞﾝバル"),
    ("ぱ", "は\u309a"),
    ("第３回", "第3回"),
    ("国", "國"),
    ("沢", "澤"),
    ("高橋", "髙橋"),
    ("高橋", "髙槗"),
    ("崎", "﨑"),
    ("邊", "邉"),
    ("渡辺", "渡邊"),
    ("渡邉", "渡辺"),
    ("神社", "神社"),
    ("長", "\u2fa7"),
    ("長", "\u2ed1"),
    ("西", "\u2ec4"),
    ("亀", "\u2ef1"),
    ("市", "市\ufe00"),
    ("葛飾", "葛\U000e0101飾"),
    ("確認", "確\u200b認"),
    ("霞ヶ関", "霞ケ関"),
    ("1ヶ月", "１カ月".replace("カ", "ケ")),
    ("㈱山田", "(株)山田"),
    ("平成", "㍻"),
    ("café", "cafe"),
    ("straße", "STRASSE"),
    ("10～12時", "10〜12時"),
    ("A－1", "Ａ‐１"),
    ("災害対策", "災害\n対策"),
    ("災害対策", "災 害　対 策"),
    ("令和6年", "令和 ６ 年"),
    ("communication", "commu-\nnication"),
    ("well-known", "well-\nknown"),
    ("2020-2024", "2020-\n2024"),
    ("吉野家", "𠮷野家"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_every_form_finds_every_other(one: str, other: str) -> None:
    for query, text in ((one, other), (other, one)):
        assert found("".join(query.split()).replace("u-n", "un"), f"前{text}後") == [text]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("は", "ば"),
        ("か", "ガ"),
        ("資料1-1", "資料11"),
        ("these", "the sequence"),
        ("斎", "斉"),
        ("人々", "人人"),
        ("ー", "一"),
    ],
)
def test_what_is_another_word_is_not_found(query: str, text: str) -> None:
    assert not found(query, text)


@pytest.mark.parametrize("mark", ["", "ー", "ｰ", "－", "‐", "−"])
def test_marks_of_long_vowels_count_only_when_asked(mark: str) -> None:
    text = f"新サ{mark}バ{mark}室"
    assert found("サーバー", text) == [text[1:-1].rstrip("－‐−")]
    assert found("サバ", text)
    assert bool(found("サーバー", text, ignore_marks=False)) == (mark in {"ー", "ｰ"})


def test_a_shorter_word_is_part_of_a_longer_one_with_its_marks() -> None:
    assert found("サーバ", "サーバー", ignore_marks=False) == ["サーバー"]
    assert not found("サーバー", "サーバ", ignore_marks=False)


def test_all_words_have_to_be_there() -> None:
    assert found("予算 防災", "防災の予算と予算") == ["防災", "予算", "予算"]
    assert not found("予算 防犯", "防災の予算")
    assert found("　予算　", "予 算") == ["予 算"]


def test_a_hit_ends_before_the_line_break() -> None:
    assert found("予算", "予算\n次の行") == ["予算"]
    assert found("sub", "sub-\nject") == ["sub"]


@pytest.mark.parametrize("query", ["", " \n\u3000", "\u200b", "\u0301", "\x00", "ー"])
def test_nothing_to_look_for(query: str) -> None:
    assert search_key(query).is_empty
    assert not found(query, "何か")


def test_a_lone_hyphen_is_found_but_does_not_hide_other_words() -> None:
    assert found("-", "1-2") == ["-"]
    assert found("予算 -", "予算") == ["予算"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_what_is_naughty_is_taken_literally(text: str) -> None:
    page = f"前書き\n{text}\n後書き"
    key = search_key(text)
    if not key.is_empty:
        assert key.hits(fold(page))


def test_the_tables_are_in_order() -> None:
    groups = [group for table in (JOYO, NAMES, RADICALS) for group in table.split()]
    others = [other for group in groups for other in group[1:]]
    assert len(others) == len(set(others)) > 600
    kanji = {other for table in (JOYO, NAMES) for group in table.split() for other in group[1:]}
    assert not kanji & {group[0] for group in (JOYO + NAMES).split()}


ALPHABET = st.sampled_from(
    "aAéßﬁ-‐－ー ｰ\n\u3000\u200b\u00adかガがｶﾞﾟ\u3099\u309aぱハヷ々國国⻑⾧辺邉"
    "\ufe00\U000e0101𠮷㍻①1 １2.\"'%_*\0가힣‼İς"
)
TEXTS = st.text(ALPHABET, max_size=30) | st.text(max_size=20)
MARKS = st.booleans()


@given(TEXTS, MARKS)
def test_folding_again_changes_nothing(text: str, keep_marks: bool) -> None:
    once = fold(text, keep_marks=keep_marks).text
    assert fold(once, keep_marks=keep_marks).text == once


@given(TEXTS, MARKS)
def test_the_map_rises_and_stays_within_the_text(text: str, keep_marks: bool) -> None:
    folded = fold(text, keep_marks=keep_marks)
    assert len(folded.starts) == len(folded.text) + 1
    assert list(folded.starts) == sorted(folded.starts)
    assert folded.starts[-1] == len(text)
    for first in range(len(folded.text)):
        start, end = folded.span(first, first + 1)
        assert 0 <= start < end <= len(text)


@given(TEXTS, st.text(ALPHABET, min_size=1, max_size=4), MARKS)
def test_a_hit_reads_as_what_was_looked_for(text: str, query: str, ignore_marks: bool) -> None:
    key = search_key(query, ignore_marks=ignore_marks)
    for start, end in key.hits(fold(text)):
        again = fold(text[start:end]).text
        assert any(spelling in again for word in key.words for spelling in word)


def is_cut_through(text: str, place: int) -> bool:
    """Whether a mark after this place belongs to the letter before it."""
    return place < len(text) and fold(text[place]).is_empty


@given(TEXTS, st.data())
def test_every_part_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    key = search_key(text[start:end])
    if key.is_empty or is_cut_through(text, end):
        return
    hits = key.hits(fold(text))
    assert hits, f"{text[start:end]!r} in {text!r}"
    covered = {index for first, last in hits for index in range(first, last)}
    words = [index for index in range(start, end) if any(c.isalnum() for c in fold(text[index]).text)]
    assert covered.issuperset(words)
