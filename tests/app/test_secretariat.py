"""The secretariat's desk: what it may do reaches the node, what only the chair may do is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.secretariat import Secretariat
from sync.meeting import Meeting, Member, Moderation, Presentation, Role
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
        window.present_button,
        window.role_button,
        window.agenda.next_button,
        window.agenda.stop_button,
        window.agenda.documents_button,
        window.incoming.moderation.switch,
        *window.room.pages.values(),
    )
    assert [widget for widget in away if widget.isVisible()] == []
    assert not window.agenda.list.takes_files
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
