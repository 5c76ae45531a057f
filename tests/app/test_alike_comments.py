from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.alike_comments import alike_groups, alike_pairs, pieces, suggestions

TRY_FIRST = "まず3月の繁忙期までに「書かない窓口」を1か所で試してはどうか。"
TRY_TOO = "書かない窓口は、まず1か所で試すのがよい。"
CABLE = "支所では回線が細いので、止まったときの手順を先に決めたい。"
LEASH = "Better ordinances on keeping animals on leashes."
LEASHES = "We need a better ordinance to keep animals on a leash."
TEXTS = st.lists(st.text(max_size=40), max_size=12)


def test_pieces_are_pairs_of_wide_letters_and_threes_of_narrow_ones() -> None:
    assert pieces("窓口を減らす") == {"窓口", "口を", "を減", "減ら", "らす"}
    assert pieces("leash") == {"lea", "eas", "ash"}


def test_width_and_case_make_no_difference() -> None:
    assert pieces("ＡＢＣ　窓口") == pieces("abc窓口")


def test_what_is_said_in_other_words_is_found_in_both_languages() -> None:
    found = alike_pairs([TRY_FIRST, CABLE, TRY_TOO, LEASH, LEASHES])
    assert set(found) == {(0, 2), (3, 4)}


def test_two_equal_comments_alone_are_alike() -> None:
    assert suggestions([("a", "はい"), ("b", "はい")]) == (("a", "b"),)


def test_what_very_many_wrote_in_the_same_words_is_one_suggestion() -> None:
    comments = [(f"s{number}", "賛成です。") for number in range(60)]
    comments += [(f"t{number}", text) for number, text in enumerate((TRY_FIRST, CABLE, LEASH))]
    [group] = suggestions(comments)
    assert len(group) == 60


def test_comments_without_letters_are_alike_to_nothing() -> None:
    assert suggestions([("a", ""), ("b", "！！"), ("c", "")]) == ()


def test_a_chain_is_no_group() -> None:
    """
    0 - 1 - 2 - 3: who is in a group looks like the one in its middle
    """
    groups = alike_groups(4, {(0, 1): 0.5, (1, 2): 0.5, (2, 3): 0.5})
    assert groups == [(1, 0, 2)]


def test_what_was_left_apart_stays_apart() -> None:
    comments = [("a", TRY_FIRST), ("b", TRY_TOO), ("c", TRY_FIRST)]
    assert suggestions(comments) == (("a", "c", "b"),)
    apart = [frozenset("ab"), frozenset("bc")]
    assert suggestions(comments, apart) == (("a", "c"),)


@given(TEXTS)
def test_nobody_is_in_two_groups_and_every_group_has_two(texts: list[str]) -> None:
    comments = [(str(place), text) for place, text in enumerate(texts)]
    found = suggestions(comments)
    everyone = [each for group in found for each in group]
    assert len(everyone) == len(set(everyone))
    assert all(len(group) > 1 for group in found)
    assert set(everyone) <= {name for name, _text in comments}


@given(TEXTS)
def test_how_alike_two_are_is_a_share(texts: list[str]) -> None:
    found = alike_pairs(texts, least=0.0)
    assert all(0 <= alike <= 1.000001 and one < other for (one, other), alike in found.items())
