"""Codes as people type them, and which seat a device gets."""

import contextlib
from pathlib import Path

import pytest

from sync.admission import TRIES_PER_CODE, Gate, chosen_seat, new_code, read_code
from sync.errors import KurumazaError
from sync.log import EventLog
from sync.meeting import Meeting, Member, Phase, Role, Seat

MEETING = "M" * 43
CODE = "482913"


@pytest.mark.parametrize("typed", ["482913", "482 913", " 482-913 ", "４８２９１３", "４８２　９１３"])
def test_a_code_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", "48291", "4829134", "48291a", "４８２", "482913;", "²²²²²²"])
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(KurumazaError) as caught:
        read_code(typed)
    assert caught.value.code == "bad_argument"


def test_a_new_code_has_six_digits() -> None:
    assert all(read_code(code) == code for code in (new_code() for _ in range(100)))


def test_twenty_wrong_tries_that_were_not_answered_before_a_crash_still_bring_a_new_code(
    tmp_path: Path,
) -> None:
    log = EventLog(tmp_path / "events.db")
    gate = Gate(log, MEETING, CODE, lambda _code: None)
    for number in range(TRIES_PER_CODE):
        gate.begin(f"device{number}")
    with pytest.raises(KurumazaError) as caught:
        gate.begin("one more")
    assert caught.value.code == "crowded"
    again = Gate(log, MEETING, None, lambda _code: None)
    assert again.code != CODE
    assert again.begin("one more") == again.code
    log.close()


def test_a_whole_room_that_comes_in_at_once_is_no_attack(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    told: list[str] = []
    gate = Gate(log, MEETING, CODE, told.append)
    waiting = [f"device{number}" for number in range(3 * TRIES_PER_CODE)]
    inside: list[str] = []
    while waiting:
        trying = []
        for device in waiting:
            with contextlib.suppress(KurumazaError):
                gate.begin(device)
                trying.append(device)
        assert len(trying) == min(TRIES_PER_CODE, len(waiting))
        for device in trying:
            gate.succeeded(device)
        inside += trying
        waiting = [device for device in waiting if device not in trying]
    assert (len(inside), told, gate.code) == (3 * TRIES_PER_CODE, [], CODE)
    log.close()


def test_in_a_crowd_wrong_codes_count_when_their_outcome_is_known(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    told: list[str] = []
    gate = Gate(log, MEETING, CODE, told.append)
    for number in range(TRIES_PER_CODE):
        gate.begin(f"device{number}")
    for _ in range(TRIES_PER_CODE - 1):
        gate.failed()
    assert told == []  # the last one may be right
    gate.failed()
    assert told == [gate.code] != [CODE]
    log.close()


def test_a_new_code_that_the_disk_refused_is_made_later(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    told: list[str] = []
    now = 0.0
    gate = Gate(log, MEETING, CODE, told.append, lambda: now)
    for number in range(TRIES_PER_CODE):
        gate.begin(f"device{number}")
    now = 29.0  # a try may still be on its way
    gate.unlock()
    assert told == []
    now = 31.0
    gate.unlock()
    gate.unlock()
    assert told == [gate.code] != [CODE]
    assert gate.begin("one more") == gate.code
    log.close()


def test_the_right_code_gives_the_tries_back(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.db")
    told: list[str] = []
    gate = Gate(log, MEETING, CODE, told.append)
    for _ in range(10):
        gate.begin("device")
        gate.succeeded("device")
    assert gate.begin("device") == CODE
    assert told == []
    fresh = gate.renew()
    assert told == [fresh] != [CODE]
    log.close()


def meeting(**fields: object) -> Meeting:
    seats = (Seat("1", "市長", role=Role.CHAIR), Seat("2", "副市長", "副市長室"), Seat("3"))
    members = (Member("chair", "1", "市長", role=Role.CHAIR), Member("there", "3", "教育長"))
    return Meeting(MEETING, "会議", "chair", seats=seats, members=members, **fields)  # type: ignore[arg-type] # few


@pytest.mark.parametrize(
    ("device", "seat", "name", "expected"),
    [
        ("new", "2", "", Member("new", "2", "副市長", "副市長室")),
        ("new", " 2 ", "代理\u200b", Member("new", "2", "副市長", "副市長室")),
        ("there", "3", "代理\u200b", Member("there", "3", "代理")),
        ("there", "3", "教育長", Member("there", "3", "教育長")),
        ("there", "2", "教育長", Member("there", "2", "副市長", "副市長室")),
    ],
)
def test_who_gets_which_seat(device: str, seat: str, name: str, expected: Member) -> None:
    assert chosen_seat(meeting(), device, name, seat) == expected


@pytest.mark.parametrize(
    ("seat", "error"),
    [("3", "seat_in_question"), ("1", "seat_taken"), ("4", "unknown_seat"), ("", "unknown_seat")],
)
def test_who_gets_none(seat: str, error: str) -> None:
    with pytest.raises(KurumazaError) as caught:
        chosen_seat(meeting(), "new", "", seat)
    assert caught.value.code == error


def test_a_closed_meeting_admits_nobody() -> None:
    with pytest.raises(KurumazaError) as caught:
        chosen_seat(meeting(phase=Phase.CLOSED), "new", "", "2")
    assert caught.value.code == "meeting_closed"
