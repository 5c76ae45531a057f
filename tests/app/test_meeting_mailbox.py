"""Only the newest meeting reaches the windows, and never while they are busy with another."""

import threading
import time
from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.meeting_mailbox import LEAST_MS, MeetingMailbox
from sync.meeting import Meeting

MEETING = Meeting("m" * 43, "会議", "chair")
WAIT_MS = 10_000


def put_from_a_thread(mailbox: MeetingMailbox, *terms: int) -> None:
    def put() -> None:
        for term in terms:
            mailbox.put(replace(MEETING, term=term))

    thread = threading.Thread(target=put)
    thread.start()
    thread.join()


def test_of_many_that_come_at_once_the_newest_is_delivered(qtbot: QtBot) -> None:
    mailbox = MeetingMailbox()
    heard: list[tuple[int, threading.Thread]] = []
    mailbox.delivered.connect(lambda meeting: heard.append((meeting.term, threading.current_thread())))
    put_from_a_thread(mailbox, *range(100))
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT_MS)
    assert heard == [(99, threading.main_thread())]


def test_what_comes_while_one_is_shown_waits_as_long_as_that_took(qtbot: QtBot) -> None:
    mailbox = MeetingMailbox()
    heard: list[tuple[int, float]] = []
    took_s = 4 * LEAST_MS / 1000

    def show(meeting: Meeting) -> None:
        heard.append((meeting.term, time.monotonic()))
        if meeting.term == 1:
            put_from_a_thread(mailbox, 2, 3)
            time.sleep(took_s)

    mailbox.delivered.connect(show)
    put_from_a_thread(mailbox, 1)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=WAIT_MS)
    (first, began), (second, shown) = heard
    assert (first, second) == (1, 3)
    assert shown - began >= 2 * took_s


def test_nothing_is_delivered_twice(qtbot: QtBot) -> None:
    mailbox = MeetingMailbox()
    heard: list[int] = []
    mailbox.delivered.connect(lambda meeting: heard.append(meeting.term))
    for term in range(1, 4):
        put_from_a_thread(mailbox, term)
        qtbot.waitUntil(lambda term=term: heard[-1:] == [term], timeout=WAIT_MS)
    mailbox._take()
    mailbox._deliver()
    assert heard == [1, 2, 3]
