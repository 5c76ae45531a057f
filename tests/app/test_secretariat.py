"""The secretariat's desk: what it may do reaches the node, what only the chair may do is not there."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from app.secretariat import Secretariat
from sync.meeting import (
    Collection,
    CollectionReceipt,
    Meeting,
    Member,
    Moderation,
    Presentation,
    Role,
)
from sync.status import OnOurOwn
from tests.app.conftest import House
from tests.app.papers import CHAIR, ME, comment, meeting
from widgets.incoming_cards import CardAction


def helped(present: Meeting | None = None) -> Meeting:
    """The same meeting, in which `ME` is the secretariat."""
    present = present or meeting()
    members = (present.members[0], Member(ME, "12", "事務局", role=Role.SECRETARIAT))
    return replace(present, members=members)


@pytest.fixture
def desk(house: House) -> Iterator[Secretariat]:
    made = Secretariat(
        helped(meeting(comment("c", author="x"), comment("held", author="x", held=True))),
        ME,
        house.reports,
        house.commands,
        house.drafts,
        house.room,
        leave=lambda: None,
    )
    made.window.show()
    yield made
    made.close()


def test_it_moderates_answers_and_groups(house: House, desk: Secretariat) -> None:
    house.start_node()
    window = desk.window
    window.released.emit(("held",))
    house.wait_for_call("release", "held")
    window.answered.emit("c", "はい。")
    house.wait_for_call("answer", "c", "はい。")
    window.hidden.emit("c", "個人名")
    house.wait_for_call("hide", "c", "個人名")
    window.grouped.emit(("c", "held"), "")
    house.wait_for_call("group", ("c", "held"), "", "")


def test_what_only_the_chair_may_do_is_not_there(house: House, desk: Secretariat) -> None:
    house.start_node()
    window = desk.window
    shown = helped(meeting(comment("c", author="x"), shown=Presentation("one", 1, CHAIR)))
    for present in (shown, replace(shown, moderation=Moderation.HOLD)):
        desk.show_meeting(present)
    away = (
        window.end_button,
        window.presenting.present,
        window.role_button,
        window.agenda.next_button,
        window.agenda.stop_button,
        window.incoming.moderation.switch,
        *window.room.pages.values(),
    )
    assert [widget for widget in away if widget.isVisible()] == []
    assert not desk.projector.isVisible()
    window.agenda.item_opened.emit("second")
    window.agenda.next_item.emit()
    window.agenda.presentation_stopped.emit()
    window.incoming.next_item.emit()
    house.settle()
    assert house.node.calls == []


def test_its_cards_project_nothing(desk: Secretariat) -> None:
    model = desk.window.incoming.list.comments
    found = {action for row in range(model.rowCount()) for action in model.card_at(row).actions}
    assert CardAction.PROJECT not in found
    assert {CardAction.RELEASE, CardAction.ANSWER, CardAction.HIDE} <= found


def test_the_way_back_is_one_press(house: House, desk: Secretariat) -> None:
    with house.qtbot.waitSignal(desk.desk_toggled) as told:
        desk.window.seat_button.click()  # type: ignore[attr-defined] # the secretariat's window has it
    assert told.args == [False]


def test_it_calls_confidential_documents_in_after_one_question_and_keeps_the_certificate(
    house: House, desk: Secretariat
) -> None:
    house.start_node()
    present = helped(meeting(comment("c", author="x")))
    item = present.agenda[0]
    sealed = replace(item.documents[0], confidential=True, key="5" * 64)
    desk.show_meeting(replace(present, agenda=(replace(item, documents=(sealed,)), *present.agenda[1:])))
    collection = desk.window.room.collection
    assert collection.collect_button.isVisible()
    collection.collect_requested.emit("one")
    assert "Call in “資料 one”?" in desk.window.question.question.text()
    house.settle()
    assert house.node.calls == []
    desk.window.question.yes.click()
    house.wait_for_call("collect", "one")
    done = Collection("collected", "one", 1, (CollectionReceipt("r", ME, 2, ("one",)),), ME)
    desk.show_meeting(replace(desk.meeting, collections=(done,)))
    assert collection.certificate_button.isVisible()


def test_without_the_chairs_pc_it_does_not_say_that_a_file_is_at_every_seat(
    house: House, desk: Secretariat
) -> None:
    house.start_node()
    house.signals.link_changed.emit(OnOurOwn(0))
    house.wait(lambda: house.reports.link == OnOurOwn(0))
    desk.window.agenda.files_dropped.emit("first", "", [Path("/a/資料4.pdf")])
    house.wait_for_call("add_document", "資料4.pdf", "first", "")
    house.wait(lambda: "get this later" in desk.window.notice.text)
    assert desk.window.notice.text.startswith("“資料4.pdf” was added.")


def test_it_does_not_go_to_its_seat_while_files_are_taken_in(house: House, desk: Secretariat) -> None:
    house.start_node()
    house.node.gate = Future()
    desk.window.agenda.files_dropped.emit("first", "", [Path("/a/資料4.pdf")])
    house.wait(lambda: desk.documents.is_busy)
    with house.qtbot.assertNotEmitted(desk.desk_toggled):
        desk.window.seat_button.click()  # type: ignore[attr-defined] # the secretariat's window has it
    assert "still being taken in" in desk.window.notice.text
    house.node.gate.set_result(None)
    house.wait(lambda: not desk.documents.is_busy)
    with house.qtbot.waitSignal(desk.desk_toggled):
        desk.window.seat_button.click()  # type: ignore[attr-defined] # the secretariat's window has it
