from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.widgets import desk, stage_meetings
from widgets.projector_choices import ProjectorChoices, Turning
from widgets.projector_content import ProjectorPage
from widgets.projector_desk import ProjectorDesk
from widgets.theme import TextSize, apply_theme, current_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(params=list(TextSize))
def controls(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ProjectorDesk]:
    before = current_theme().size
    apply_theme(qapp, request.param)
    controls = ProjectorDesk(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(controls)
    controls.resize(round(348 * (1 + (current_theme().factor - 1) * 0.35)), 1400)
    controls.set_place(on_screen=True, in_window=False)
    controls.setup_button.setChecked(True)
    controls.show()
    yield controls
    apply_theme(qapp, before)


@pytest.mark.parametrize("page", list(ProjectorPage))
def test_each_page_has_a_button(controls: ProjectorDesk, qtbot: QtBot, page: ProjectorPage) -> None:
    with qtbot.waitSignal(controls.page_chosen) as chosen:
        controls.pages[page].click()
    assert chosen.args == [page]
    assert controls.pages[page].isChecked()


def test_the_words_of_a_message_are_sent_by_enter(controls: ProjectorDesk, qtbot: QtBot) -> None:
    assert not controls.message_row.isVisible()
    controls.pages[ProjectorPage.MESSAGE].click()
    assert controls.message_row.isVisible()
    qtbot.keyClicks(controls.message, "Break")
    with qtbot.waitSignal(controls.message_written) as written:
        qtbot.keyClick(controls.message, Qt.Key.Key_Return)
    assert written.args == ["Break"]


def test_turning_is_offered_only_where_there_is_more(controls: ProjectorDesk, qtbot: QtBot) -> None:
    assert not controls.on_button.isEnabled()
    meeting = desk.meeting(desk.comment("c", body=stage_meetings.LONG), spotlight="c")
    stage = stage_meetings.stage_with(meeting, ProjectorPage.SINGLE)
    controls.follow(stage)
    pages = stage.sheet.pages
    qtbot.waitUntil(controls.on_button.isEnabled)
    assert controls.part.text() == f"1/{pages}"
    assert controls.part.accessibleName() == f"Part 1 of {pages}"
    steps: list[int] = []
    controls.turn_requested.connect(steps.append)
    controls.on_button.click()
    controls.back_button.click()
    assert steps == [1, -1]


def test_it_says_whether_the_room_sees_anything(controls: ProjectorDesk) -> None:
    assert "second screen" in controls.status.text()
    assert not controls.window_button.isEnabled()
    controls.set_place(on_screen=False, in_window=False)
    assert "No second screen yet" in controls.status.text()
    assert controls.window_button.isEnabled()
    controls.set_place(on_screen=False, in_window=True)
    assert controls.window_button.isChecked()


def test_the_farthest_seat_decides_the_letters(controls: ProjectorDesk, qtbot: QtBot) -> None:
    chosen: list[ProjectorChoices] = []
    controls.choices_changed.connect(chosen.append)
    controls.setup.farthest.choose(16)
    assert chosen[-1].farthest_m == 16
    assert "1/11 " in controls.setup.letters.text()
    controls.setup.rows.choose(10)
    assert chosen[-1].farthest_m == 16
    controls.setup.rows.choose(5)
    assert chosen[-1].farthest_m == 8
    controls.setup.screen_width.choose(440)
    assert chosen[-1].screen_m == 4.4
    assert "1/24 " in controls.setup.letters.text()
    controls.setup.calm.click()
    assert not chosen[-1].calm
    controls.setup.colours._chosen_in_menu(controls.setup.colours._actions["light"])
    assert not chosen[-1].dark
    controls.setup.turning._chosen_in_menu(controls.setup.turning._actions["hand"])
    assert chosen[-1].turning is Turning.HAND


def test_choices_are_shown_without_telling_them_again(controls: ProjectorDesk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(controls.choices_changed):
        controls.set_choices(ProjectorChoices(20, 3.0, dark=False, calm=False, turning=Turning.HAND))
    assert controls.setup.farthest.value == 20
    assert controls.setup.colours.value == "light"


def test_everything_has_a_name_a_size_and_the_keyboard(controls: ProjectorDesk) -> None:
    controls.pages[ProjectorPage.MESSAGE].click()
    controls.set_part(1, 3)
    assert desk.unnamed(controls) == []
    assert desk.too_small(controls) == []
    assert desk.cut_off(controls) == []
    reached = desk.reached_by_tab(controls)
    missing = [
        widget for widget in desk.shown_controls(controls) if widget.isEnabled() and widget not in reached
    ]
    assert missing == []
