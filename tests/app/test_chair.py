from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from app import chair as chair_module
from app.chair import Chair
from app.scripts import Scripts
from sync.errors import KurumazaError
from sync.keys import mark
from sync.meeting import Anchor, CommentDraft, Moderation, Presentation
from sync.meeting_clock import steady_ms
from sync.status import Notice, SeatPresence, Severity
from sync.wire import MARK_LENGTH
from tests.app.conftest import House
from tests.app.papers import ME, arrived, comment, meeting, on_its_way, presenting
from widgets.chair_agenda_model import TIME_ROLE
from widgets.projector_content import ProjectorPage
from widgets.projector_place import second_screen

WAIT_MS = 30_000


def wait_for_page(house: House, chair: Chair, document: str, page: int) -> None:
    house.qtbot.waitUntil(
        lambda: chair.reader.widget.is_showing_pages and chair.shelf.place == Anchor(document, page),
        timeout=WAIT_MS,
    )


@pytest.mark.parametrize(("current", "following"), [("", "first"), ("first", "second"), ("gone", "first")])
def test_the_next_item_is_opened(
    house: House, take_chair: Callable[..., Chair], current: str, following: str
) -> None:
    house.start_node()
    take_chair(meeting(current=current)).window.next_item.emit()
    house.wait_for_call("open_agenda", following)


def test_after_the_last_item_nothing_happens(house: House, take_chair: Callable[..., Chair]) -> None:
    house.start_node()
    for present in (meeting(current="second"), replace(meeting(), agenda=(), current_item="")):
        take_chair(present).window.next_item.emit()
    house.settle()
    assert house.node.calls == []


@pytest.mark.parametrize(
    ("signal", "values", "call"),
    [
        ("item_opened", ("second",), ("open_agenda", "second")),
        ("spotlight_requested", ("c",), ("spotlight", "c")),
        ("answered", ("c", ""), ("answer", "c", "")),
        ("answered", ("c", "4月から。"), ("answer", "c", "4月から。")),
        ("released", (("c", "d"),), ("release", "d")),
        ("moderation_chosen", (Moderation.HOLD,), ("set_moderation", Moderation.HOLD)),
        ("grouped", (("c", "d"), ""), ("group", ("c", "d"), "", "")),
        ("grouped", ((), "g"), ("group", (), "", "g")),
        ("collect_requested", ("",), ("collect", "")),
        ("collect_requested", ("d1",), ("collect", "d1")),
        ("reopened", ("c",), ("reopen", "c")),
        ("hidden", ("c", "個人名"), ("hide", "c", "個人名")),
        ("unhidden", ("c",), ("unhide", "c")),
        ("presentation_stopped", (), ("present", "", 0)),
        ("meeting_open_requested", (), ("open_meeting",)),
        ("meeting_end_requested", (), ("end",)),
        ("chair_handed_over", (ME,), ("transfer_chair", ME, True)),
        ("device_removed", (ME,), ("remove", ME)),
        ("replacement_answered", ("new", True), ("replace_device", "new", True)),
        ("replacement_answered", ("new", False), ("replace_device", "new", False)),
        ("reissued", (("e1", "e2"),), ("reissue", ("e1", "e2"))),
    ],
)
def test_what_the_chair_does_reaches_the_node(
    house: House,
    take_chair: Callable[..., Chair],
    signal: str,
    values: tuple[object, ...],
    call: tuple[object, ...],
) -> None:
    house.start_node()
    getattr(take_chair().window, signal).emit(*values)
    house.wait_for_call(*call)


def test_the_chair_replies_in_the_thread(house: House, take_chair: Callable[..., Chair]) -> None:
    house.start_node()
    chair = take_chair(meeting(comment("c", agenda="second")))
    chair.window.replied.emit("c", "ありがとうございます。")
    chair.window.replied.emit("gone", "だれへ")
    house.wait_for_call("post", CommentDraft("ありがとうございます。", agenda="second", reply_to="c"))
    house.settle()
    assert len(house.node.calls) == 1


def test_alike_comments_are_suggested_at_the_desk_and_left_apart_for_good(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    house.start_node()
    same = [comment(name, author=ME, body="支所で先に試してほしい。") for name in ("a", "b")]
    chair = take_chair(meeting(*same))
    told: list[object] = []
    chair._alike.suggested.connect(told.append)
    chair._alike._look()
    house.wait(lambda: told)
    assert told == [(("a", "b"),)]
    assert chair.window.incoming.alike_button.text().endswith("1")
    chair.window.apart.emit(("a", "b"))
    assert told[-1] == ()
    chair._alike._look()
    house.qtbot.waitUntil(lambda: not chair._alike._running, timeout=WAIT_MS)
    assert told[-1] == ()
    house.settle()
    assert house.node.calls == []  # nothing is grouped by itself


def test_turning_pages_takes_the_followers_along(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    chair = take_chair()
    wait_for_page(house, chair, "one", 1)
    chair.reader.widget.view.turn_to(1)
    house.settle()
    assert house.node.calls == []  # nothing is presented yet
    chair.window.presenting.present.click()
    house.wait_for_call("present", "one", 2)
    house.signals.meeting_changed.emit(presenting("one", 2))
    chair.reader.widget.view.turn_to(2)
    house.wait_for_call("present", "one", 3)
    house.signals.meeting_changed.emit(presenting("one", 3))
    chair.window.document_chosen.emit("two")  # a look elsewhere, for oneself
    wait_for_page(house, chair, "two", 1)
    house.settle()
    assert house.node.calls == [("present", "one", 2), ("present", "one", 3)]


def test_another_presenter_is_not_overruled_by_the_chairs_page(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    chair = take_chair(meeting(shown=Presentation("one", 1, ME)))
    wait_for_page(house, chair, "one", 1)
    chair.reader.widget.view.turn_to(2)
    house.settle()
    assert house.node.calls == []


def test_after_a_restart_the_presented_page_is_back_and_nobody_is_moved(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    chair = take_chair(presenting("one", 3))
    wait_for_page(house, chair, "one", 3)
    house.settle()
    assert house.node.calls == []
    again = take_chair(presenting("two", 5))
    wait_for_page(house, again, "two", 5)
    house.settle()
    assert house.node.calls == []


def test_with_no_document_open_there_is_nothing_to_present(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    house.start_node()
    chair = take_chair()
    assert not chair.window.presenting.present.isEnabled()
    chair.presenting.present_here()
    house.settle()
    assert house.node.calls == []


def test_a_document_that_is_not_here_is_announced(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.reports._keep_documents((arrived(tmp_path, "one"), on_its_way("two")))
    chair = take_chair()
    chair.window.document_chosen.emit("two")
    assert chair.window.notice.text.startswith("This document has not arrived yet.")


def test_code_and_invitation_are_shown_at_the_desk_and_in_the_room(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    chair = take_chair()
    assert chair.projector.view.content.invite == ""  # the node has not started yet
    house.start_node()
    house.wait(chair.window.code_text)
    content = chair.projector.view.content
    assert chair.window.code_text().replace(" ", "") == "482913"
    assert (content.code.replace(" ", ""), content.invite) == ("482913", house.node.invite)
    assert content.mark == mark(chair.meeting.meeting[:MARK_LENGTH])  # as lobbies show it beside the meeting


def test_a_code_that_is_replaced_is_shown_at_the_desk_and_in_the_room(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    house.start_node()
    chair = take_chair()
    house.wait(chair.window.code_text)
    house.node.code = "000777"
    house.signals.code_changed.emit("000777")
    house.wait(lambda: chair.window.code_text().replace(" ", "") == "000777")
    assert chair.projector.view.content.code.replace(" ", "") == "000777"


def test_an_error_is_told_at_the_desk_and_not_in_the_room(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    house.start_node()
    chair = take_chair()
    house.node.failures["end"] = KurumazaError("meeting_closed", "closed")
    chair.window.meeting_end_requested.emit()
    house.wait(lambda: chair.window.notice.text == "This meeting is closed.")
    house.signals.notice.emit(Notice(Severity.ERROR, "storage_unavailable", "full"))
    assert "cannot be written" in chair.window.notice.text


def test_row_13_a_full_disk_and_a_salvaged_record_are_said_at_the_desk(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    """Also when the program began in the lobby: the notice came before there was a desk."""
    house.start_node()
    values = ("12", "events.db.damaged-1")
    house.signals.notice.emit(Notice(Severity.WARNING, "storage_salvaged", "salvaged", values))
    chair = take_chair()
    assert "12 entries" in chair.window.notice.text
    assert "events.db.damaged-1" in chair.window.notice.text
    house.signals.notice.emit(Notice(Severity.WARNING, "storage_full", "full"))
    assert "disk is full" in chair.window.notice.text
    house.signals.notice.emit(Notice(Severity.INFO, "storage_back", ""))
    assert chair.window.notice.text == "The disk takes everything again."
    chair.window.notice.clear()
    assert chair.window.notice.text == ""


def test_what_was_reported_before_the_desk_was_built_is_shown(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    here = (SeatPresence(ME, connected=True, documents_complete=True),)
    house.reports._keep_presence(here)
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    told: list[object] = []
    original = chair_module.ChairWindow.set_presence
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            chair_module.ChairWindow,
            "set_presence",
            lambda window, presence: (told.append(presence), original(window, presence)),
        )
        chair = take_chair()
    assert told == [here]
    wait_for_page(house, chair, "one", 1)


def test_the_page_of_the_projector_is_chosen_at_the_desk(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    chair = take_chair()
    button: QPushButton = chair.window.room.pages[ProjectorPage.GUIDE]
    button.click()
    assert chair.projector.view.content.page is ProjectorPage.GUIDE
    assert button.isChecked()


def test_closing_the_desk_closes_the_projector(house: House, take_chair: Callable[..., Chair]) -> None:
    chair = take_chair()
    chair.screening.place.show_in_window()
    assert chair.projector.isVisible()
    chair.window.close()
    assert not chair.projector.isVisible()


class Screen:
    """As much of a screen as the choice between screens looks at."""

    def __init__(self, left: int) -> None:
        self._geometry = QRect(left, 0, 1920, 1080)

    def geometry(self) -> QRect:
        return self._geometry


def test_the_projector_takes_the_second_screen_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    own, mirrored, beside = Screen(0), Screen(0), Screen(1920)
    monkeypatch.setattr(QGuiApplication, "primaryScreen", staticmethod(lambda: own))
    for screens, expected in (((own,), None), ((own, mirrored), None), ((own, mirrored, beside), beside)):
        monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda screens=screens: list(screens)))
        assert second_screen() is expected


def test_the_closing_code_is_shown_at_the_desk_and_in_the_room(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    house.reports._keep_closing_code("K7M2QX")
    chair = take_chair()
    assert chair.projector.view.content.closing_code == "K7M2QX"
    house.signals.closing_code_changed.emit("ABC123")
    assert chair.projector.view.content.closing_code == "ABC123"
    assert chair.window.room.preview.content.closing_code == "ABC123"


def test_a_desk_that_is_put_down_hears_nothing_more(house: House, take_chair: Callable[..., Chair]) -> None:
    house.start_node()
    chair = take_chair()
    house.wait(chair.window.code_text)
    chair.put_down()
    house.node.code = "000777"
    house.signals.code_changed.emit("000777")
    house.signals.closing_code_changed.emit("K7M2QX")
    house.signals.meeting_changed.emit(replace(meeting(), title="改めた題"))
    house.settle()
    assert chair.window.code_text().replace(" ", "") == "482913"
    assert chair.projector.view.content.closing_code == ""
    assert chair.meeting.title == meeting().title


def test_row_4_desk_and_projector_show_the_time_of_the_meeting(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    meeting_ms = QDateTime.currentMSecsSinceEpoch() - 365 * 86_400_000
    house.reports._keep_clock(meeting_ms - steady_ms())
    agenda = tuple(replace(item, minutes=20) for item in meeting().agenda)
    shown = replace(meeting(), agenda=agenda, current_since_ms=meeting_ms - 5 * 60_000 - 500)
    chair = take_chair(shown)
    words = chair.window.agenda.list.model().index(0, 0).data(TIME_ROLE)
    assert words.startswith("14:5")
    for now_ms in (chair.window.room.preview.stage.now_ms, chair.projector.stage.now_ms):
        assert abs(now_ms - meeting_ms) < 60_000


def test_without_a_meeting_the_clock_is_that_of_this_pc(house: House) -> None:
    house.reports._keep_clock(0)
    house.reports.forget_meeting()
    assert abs(house.reports.meeting_ms() - QDateTime.currentMSecsSinceEpoch()) < 10_000


def test_the_certificate_is_saved_where_it_was_asked_for_and_the_window_says_so(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    chair = take_chair()
    chair.window.certificate_requested.emit()
    (dialog,) = chair.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "証明書.txt"))
    dialog.close()
    house.wait_for_call("certificate")
    house.qtbot.waitUntil((tmp_path / "証明書.txt").is_file, timeout=WAIT_MS)
    house.qtbot.waitUntil(lambda: "certificate was saved" in chair.window.notice.text, timeout=WAIT_MS)
    assert "秘密会" in (tmp_path / "証明書.txt").read_text("utf-8-sig")
    house.node.failures["certificate"] = KurumazaError("nothing_collected", "Nothing.")
    chair._certificates.save(tmp_path / "none.txt")
    house.qtbot.waitUntil(lambda: "Nothing was called in" in chair.window.notice.text, timeout=WAIT_MS)
    assert not (tmp_path / "none.txt").exists()


def test_the_script_is_shown_kept_and_never_given_to_the_node(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    chair = take_chair()
    scripts = Scripts(tmp_path / "scripts.json", house.tasks)
    chair.serve_scripts(scripts)
    panel = chair.window.agenda.script
    scripts.take_in(chair.meeting.meeting, {"first": "順に聞く。"})
    assert panel.edit.toPlainText() == "順に聞く。"
    house.qtbot.keyClicks(panel.edit, "a")
    assert scripts.of(chair.meeting.meeting) == {"first": "a順に聞く。"}
    scripts.close()
    assert "順に聞く" not in repr(house.node.calls)
