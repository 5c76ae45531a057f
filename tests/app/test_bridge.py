from __future__ import annotations

import threading
from dataclasses import fields

import pytest

from app.bridge import NodeSignals
from sync.listener import NodeListener
from sync.meeting import Meeting
from sync.status import (
    DocumentStatus,
    FoundMeeting,
    InStep,
    Notice,
    Searching,
    SeatPresence,
    SeatQuestion,
    Severity,
    Succession,
)
from tests.app.conftest import House

MEETING = Meeting("m" * 43, "会議", "chair")
REPORTED = {
    "meetings_found": ("found", (FoundMeeting("m" * 16, "会議", "PC", "10.0.0.1:1", "うみ"),)),
    "meeting_changed": ("meeting", MEETING),
    "link_changed": ("link", InStep(3)),
    "documents_changed": ("documents", (DocumentStatus("d", "s", 1, 1, complete=True),)),
    "presence_changed": ("presence", (SeatPresence("device", connected=True, documents_complete=True),)),
    "seat_questions_changed": ("seat_questions", (SeatQuestion("device", "2", "副市長"),)),
    "clock_changed": ("clock", 1_800_000_000_000),
    "waiting_changed": ("waiting", frozenset({"c"})),
    "succession_changed": ("succession", Succession(may_claim=True)),
    "closing_code_changed": ("closing_code", "K7M2QX"),
}
CONSOLE_ONLY = {"joined", "comment_applied", "peer_changed"}


def call_from_another_thread(report: object, *values: object) -> None:
    thread = threading.Thread(target=report, args=values)  # type: ignore[arg-type] # every report is a callable
    thread.start()
    thread.join()


def test_every_report_that_windows_need_is_a_signal() -> None:
    listener = NodeSignals().listener()
    silent = {field.name for field in fields(NodeListener) if getattr(listener, field.name) is field.default}
    assert silent == CONSOLE_ONLY


@pytest.mark.parametrize("name", REPORTED)
def test_the_newest_report_is_kept_for_windows_that_open_later(house: House, name: str) -> None:
    attribute, value = REPORTED[name]
    heard: list[tuple[object, bool]] = []
    on_main = threading.main_thread()
    getattr(house.reports, name).connect(
        lambda told: heard.append((told, threading.current_thread() is on_main))
    )
    call_from_another_thread(getattr(house.signals.listener(), name), value)
    house.wait(lambda: heard)
    assert heard == [(value, True)]
    assert getattr(house.reports, attribute) == value


def test_who_hears_of_a_report_can_already_read_it(house: House) -> None:
    """A window that is built because of one report reads the others: none may lag behind its signal."""
    seen: list[tuple[str, object]] = []
    house.reports.meeting_changed.connect(
        lambda _meeting: seen.append((house.reports.device, house.reports.link))
    )
    listener = house.signals.listener()
    call_from_another_thread(listener.ready, "0.1.0", "device", ("127.0.0.1:1",))
    call_from_another_thread(listener.link_changed, InStep(2))
    call_from_another_thread(listener.meeting_changed, MEETING)
    house.wait(lambda: seen)
    assert seen == [("device", InStep(2))]


def test_notices_and_codes_are_repeated(house: House) -> None:
    heard: list[object] = []
    house.reports.notice.connect(heard.append)
    house.reports.code_changed.connect(heard.append)
    notice = Notice(Severity.INFO, "port_in_use", "Port in use.", ("50000",))
    call_from_another_thread(house.signals.listener().notice, notice)
    call_from_another_thread(house.signals.listener().code_changed, "000123")
    house.wait(lambda: len(heard) == 2)
    assert heard == [notice, "000123"]


def test_a_meeting_that_was_left_is_forgotten(house: House) -> None:
    for name, (_attribute, value) in REPORTED.items():
        call_from_another_thread(getattr(house.signals.listener(), name), value)
    house.wait(lambda: house.reports.waiting)
    house.reports.forget_meeting()
    reports = house.reports
    kept = (reports.meeting, reports.link, reports.documents, reports.presence, reports.waiting)
    assert kept == (None, Searching(), (), (), frozenset())
    assert (reports.chair, reports.succession, reports.closing_code) == (("", 0), Succession(), "")
    assert reports.found == REPORTED["meetings_found"][1]  # other meetings can still be joined


def test_the_chair_is_repeated_with_its_term_and_kept(house: House) -> None:
    heard: list[tuple[str, int]] = []
    house.reports.chair_changed.connect(lambda device, term: heard.append((device, term)))
    call_from_another_thread(house.signals.listener().chair_changed, "device", 3)
    house.wait(lambda: heard)
    assert heard == [("device", 3)]
    assert house.reports.chair == ("device", 3)
