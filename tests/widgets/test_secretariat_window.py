from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from sync.meeting import Names, Opens, Phase, Role
from sync.status import InStep
from tests.widgets import desk
from widgets.incoming_cards import CardAction
from widgets.incoming_words import meta_words
from widgets.seat_bar import SeatBar
from widgets.secretariat_window import SecretariatWindow
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting


@pytest.fixture(params=list(TextSize))
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, TextSize.SMALL)


@pytest.fixture
def window(qtbot: QtBot) -> SecretariatWindow:
    reader = QPlainTextEdit("pages")
    reader.setAccessibleName("Reader")
    window = SecretariatWindow(reader, now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_meeting(helped(), "device9")
    window.show()
    return window


def helped() -> Meeting:
    meeting = desk.full_meeting()
    members = [
        replace(each, role=Role.SECRETARIAT) if each.device == "device9" else each for each in meeting.members
    ]
    return replace(meeting, members=tuple(members))


def test_everything_is_named_reachable_and_whole(window: SecretariatWindow, text_size: TextSize) -> None:
    window.set_link(InStep(22))
    window.resize(1366, 768)
    for _ in range(3):  # a preview that changes its height moves what stands below it
        QApplication.processEvents()
    assert window.width() == 1366, text_size
    assert desk.unnamed(window) == []
    assert desk.too_small(window) == []
    assert desk.cut_off(window) == []
    assert desk.overlapping(window) == []
    assert desk.outside(window) == []
    wanted = {widget for widget in desk.shown_controls(window) if widget.isEnabled()}
    assert wanted - desk.reached_by_tab(window) - {window.room.voices.meter} == set()


def test_it_says_whose_desk_it_is_and_leads_back(window: SecretariatWindow, qtbot: QtBot) -> None:
    assert "secretariat" in window.windowTitle()
    assert window.role.isVisible()
    with qtbot.waitSignal(window.seat_requested):
        window.seat_button.click()


def test_after_the_close_too_it_offers_nothing_of_the_chair(window: SecretariatWindow) -> None:
    window.set_meeting(replace(helped(), phase=Phase.CLOSED), "device9")
    for widget in (
        window.end_button,
        window.role_button,
        window.agenda.next_button,
        window.presenting.present,
        window.agenda.documents_button,
    ):
        assert not widget.isVisible()
    assert window.seat_button.isEnabled()


def test_its_document_buttons_stand_where_the_chairs_do(window: SecretariatWindow) -> None:
    assert window.agenda.documents_button.isVisible()
    assert window.agenda.list.takes_files
    assert window.room.receipts_button.isVisible()
    window.agenda.menu.aboutToShow.emit()
    words = [action.text() for action in window.agenda.menu.actions()]
    assert any(text.startswith("Add documents to") for text in words)


def test_it_calls_in_what_is_confidential(window: SecretariatWindow) -> None:
    meeting = helped()
    sealed = replace(desk.DOCUMENT, confidential=True, key="5" * 64)
    agenda = tuple(
        replace(
            item,
            documents=tuple(sealed if each.document == sealed.document else each for each in item.documents),
        )
        for item in meeting.agenda
    )
    window.set_meeting(replace(meeting, agenda=agenda), "device9")
    assert window.room.collection.isVisible()
    assert window.room.collection.collect_button.isVisible()


def test_before_the_meeting_opens_it_keeps_documents_and_does_not_open_it(window: SecretariatWindow) -> None:
    waiting = replace(helped(), phase=Phase.PREPARED)
    window.set_meeting(replace(waiting, policy=replace(waiting.policy, opens=Opens.AT_START)), "device9")
    assert window.opening.isVisible()
    assert not window.opening.button.isVisible()
    assert window.agenda.documents_button.isVisible()
    assert window.agenda.list.takes_files


def test_only_the_seat_of_the_secretariat_leads_to_the_desk(qtbot: QtBot, text_size: TextSize) -> None:
    bar = SeatBar(lambda: desk.NOW_MS)
    qtbot.addWidget(bar)
    bar.resize(1366, 60)
    bar.show()
    bar.set_meeting(helped(), "device4")
    assert not bar.desk.isVisible()
    bar.set_meeting(helped(), "device9")
    assert bar.desk.isVisible()
    bar.set_link(InStep(22))
    bar.resize(1366, 60)
    QApplication.processEvents()
    assert bar.width() == 1366, text_size
    assert bar.desk.text() not in desk.cut_off(bar)
    with qtbot.waitSignal(bar.desk_requested):
        bar.desk.click()


def test_the_secretariat_can_look_whose_a_comment_without_a_name_is(window: SecretariatWindow) -> None:
    """Only while it is asked, of one comment at a time, and only from the menu."""
    withheld = desk.comment("w", shown=Names.WITHHELD)
    by_department = desk.comment("d", seat="7", shown=Names.DEPARTMENT)
    panel, model = window.incoming, window.incoming.list.comments
    panel.set_meeting(replace(helped(), comments=(withheld, by_department, desk.comment("n"))))

    def asks(comment: str) -> tuple[CardAction, ...]:
        return model.asks_at(model.row_of(comment))

    def told(comment: str) -> bool:
        return "山田" in meta_words(model.card_at(model.row_of(comment)))

    assert asks("n") == ()
    assert asks("w") == asks("d") == (CardAction.AUTHOR,)
    assert not told("w")
    panel.do(model.card_at(model.row_of("w")), CardAction.AUTHOR)
    assert told("w")
    assert asks("w") == (CardAction.NO_AUTHOR,)
    panel.do(model.card_at(model.row_of("d")), CardAction.AUTHOR)
    assert told("d")
    assert not told("w")
    panel.do(model.card_at(model.row_of("d")), CardAction.NO_AUTHOR)
    assert not told("d")
    model.set_of_chair(of_chair=True)
    panel.do(model.card_at(model.row_of("w")), CardAction.AUTHOR)
    assert asks("w") == ()
    assert not told("w")
