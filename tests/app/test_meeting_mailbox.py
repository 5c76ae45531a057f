"""Only the newest meeting reaches the windows, and never while they are busy with another."""

import threading
from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.meeting_mailbox import PAUSES, MeetingMailbox
from sync.meeting import Meeting

MEETING = Meeting("m" * 43, "会議", "chair")
WAIT_MS = 10_000
SHOWN_S = 0.08


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


def test_after_a_long_showing_the_next_one_waits_longer(qtbot: QtBot) -> None:
    now_s = 100.0
    heard: list[int] = []

    def show(meeting: Meeting) -> None:
        nonlocal now_s
        heard.append(meeting.term)
        now_s += SHOWN_S

    mailbox = MeetingMailbox(now_s=lambda: now_s)
    mailbox.delivered.connect(show)
    put_from_a_thread(mailbox, 1)
    qtbot.waitUntil(lambda: heard == [1], timeout=WAIT_MS)
    put_from_a_thread(mailbox, 2, 3)
    qtbot.waitUntil(mailbox._timer.isActive, timeout=WAIT_MS)
    assert heard == [1]
    assert mailbox._timer.interval() == round(PAUSES * SHOWN_S * 1000) + 1
    mailbox._timer.timeout.emit()
    assert heard == [1, 3]
    mailbox._timer.stop()


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
