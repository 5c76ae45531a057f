from sync.meeting_clock import MeetingClock
from sync.timekeeper import Timekeeper

DAY_MS = 86_400_000


def test_what_the_chair_tells_is_followed_and_noted_once_until_it_changes() -> None:
    noted: list[int] = []
    keeper = Timekeeper(MeetingClock(lambda: DAY_MS, lambda: 0), noted.append)
    assert not keeper.is_set
    keeper.heard("chair", 3 * DAY_MS, 0)
    keeper.heard("chair", 3 * DAY_MS + 100, 0)
    assert (keeper.is_set, noted, keeper.now_ms()) == (True, [2 * DAY_MS], 3 * DAY_MS)
    keeper.heard("deputy", 4 * DAY_MS, 0)
    assert noted == [2 * DAY_MS, 3 * DAY_MS]


def test_row_4_who_shows_the_time_is_told_how_far_the_clock_is_from_a_counter_that_nobody_sets() -> None:
    told: list[int] = []
    counter = 5_000
    keeper = Timekeeper(MeetingClock(lambda: DAY_MS, lambda: counter), lambda _ahead: None, told.append)
    keeper.tell()
    assert told == [DAY_MS - counter]
    keeper.heard("chair", 366 * DAY_MS, 0)
    keeper.heard("chair", 366 * DAY_MS + 50, 0)  # a hair more is not worth a word
    assert told[1:] == [366 * DAY_MS - counter]
    assert counter + told[-1] == keeper.now_ms()
