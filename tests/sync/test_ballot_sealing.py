"""A sealed ballot opens with the key of its poll, at its own place, and tells nothing else by anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.ballot_sealing import SEALED_LENGTH, Place, open_ballot, public_key, seal_ballot
from sync.discussion_kinds import MAX_OPTIONS, MAX_SEALED
from sync.errors import BadEvent

PRIVATE = bytes(range(32))
KEY = public_key(PRIVATE)
PLACE = Place("M" * 43, "P" * 43, "D" * 43)
choices = st.lists(st.integers(0, MAX_OPTIONS - 1), max_size=MAX_OPTIONS, unique=True)


@given(chosen=choices)
def test_what_was_sealed_is_opened_and_every_ballot_is_of_one_length(chosen: list[int]) -> None:
    sealed = seal_ballot(KEY, chosen, PLACE)
    assert open_ballot(PRIVATE, sealed, PLACE) == tuple(chosen)
    assert len(sealed) == SEALED_LENGTH <= MAX_SEALED


def test_no_two_ballots_look_alike() -> None:
    assert len({seal_ballot(KEY, [0], PLACE) for _ in range(20)}) == 20


@pytest.mark.parametrize("field", ["meeting", "poll", "device"])
def test_a_copied_ballot_does_not_open_elsewhere(field: str) -> None:
    sealed = seal_ballot(KEY, [1], PLACE)
    assert open_ballot(PRIVATE, sealed, replace(PLACE, **{field: "X" * 43})) is None


@given(place=st.integers(0, SEALED_LENGTH - 2), sign=st.sampled_from("AZaz09-_"))
def test_a_ballot_that_was_changed_does_not_open(place: int, sign: str) -> None:
    sealed = seal_ballot(KEY, [1], PLACE)
    changed = sealed[:place] + sign + sealed[place + 1 :]
    assert open_ballot(PRIVATE, changed, PLACE) == ((1,) if changed == sealed else None)


@given(rubbish=st.text("Aa0-_", min_size=1, max_size=MAX_SEALED))
def test_rubbish_is_no_ballot(rubbish: str) -> None:
    assert open_ballot(PRIVATE, rubbish, PLACE) is None
    assert open_ballot(PRIVATE, rubbish[:1] * SEALED_LENGTH, PLACE) is None


def test_another_key_does_not_open_it() -> None:
    assert open_ballot(bytes(32), seal_ballot(KEY, [1], PLACE), PLACE) is None


@pytest.mark.parametrize("key", ["0" * 64, "01" + "00" * 31, "00", "zz" * 32])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(BadEvent):
        seal_ballot(key, [0], PLACE)


def test_more_choices_than_fit_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        seal_ballot(KEY, range(32), PLACE)
