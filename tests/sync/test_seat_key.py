"""A seat is found however its number was typed: half or full width, with the word or without it."""

import pytest

from sync.admission import chosen_seat, seat_key
from sync.errors import KurumazaError
from sync.meeting import Meeting, Member, Role, Seat

SEATS = (
    Seat("1", "市長", role=Role.CHAIR),
    Seat("12", "環境部長"),
    Seat("Ａ-3", "支所長"),
    Seat("席", "司会"),
)


def meeting(*members: Member, seats: tuple[Seat, ...] = SEATS) -> Meeting:
    return Meeting("M" * 43, "会議", "chair", seats=seats, members=members)


@pytest.mark.parametrize("typed", ["12", "１２", " 席12 ", "席　１２", "12番", "１２番席", "12席", "Seat 12"])
def test_the_planned_spelling_is_kept(typed: str) -> None:
    assert chosen_seat(meeting(), "new", "", typed) == Member("new", "12", "環境部長")


def test_a_planned_seat_may_be_spelled_in_any_width() -> None:
    assert chosen_seat(meeting(), "new", "", "a-3").seat == "Ａ-3"
    assert chosen_seat(meeting(), "new", "", "席").seat == "席"


@pytest.mark.parametrize("seats", [SEATS, ()])
def test_another_spelling_is_not_another_seat(seats: tuple[Seat, ...]) -> None:
    there = Member("there", "12", "環境部長")
    with pytest.raises(KurumazaError) as caught:
        chosen_seat(meeting(there, seats=seats), "new", "", "１２")
    assert caught.value.code == "seat_in_question"


def test_the_words_alone_are_no_empty_key() -> None:
    assert seat_key("席") == "席"
    assert seat_key("") == ""
    assert seat_key("番席") != seat_key("")
