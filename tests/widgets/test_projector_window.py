from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractScrollArea

from sync.meeting import Phase
from tests.widgets import desk, stage_meetings
from tests.widgets.stage_meetings import stage_with
from widgets import projector_view
from widgets.projector_choices import ProjectorChoices
from widgets.projector_desk import Preview
from widgets.projector_sheet import Picture, Sheet
from widgets.projector_view import FADE_MS, picture_of
from widgets.projector_window import ProjectorPage, ProjectorWindow, second_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> ProjectorWindow:
    window = ProjectorWindow(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_code("482913")
    window.set_seat_counts(15, 24)
    window.set_meeting(desk.full_meeting())
    return window


def painted(window: ProjectorWindow, size: tuple[int, int] = (1366, 768)) -> QImage:
    window.resize(*size)
    return window.grab().toImage()


def test_the_guide_shows_the_picture_with_whole_modules(window: ProjectorWindow) -> None:
    qr = QImage(29, 29, QImage.Format.Format_RGB32)
    qr.fill(QColor("white"))
    for place in range(0, 29, 2):
        qr.setPixelColor(place, place, QColor("black"))
    window.set_page(ProjectorPage.GUIDE)
    window.set_guide("kurumaza:abc", qr, "ABC123")
    picture = painted(window, (1920, 1080))
    colours = {picture.pixelColor(x, y).name() for x in range(1650, 1850) for y in range(680, 900)}
    assert {"#ffffff", "#000000"} <= colours
    grey = sum(
        picture.pixelColor(x, y).name() not in {"#ffffff", "#000000"}
        for x in range(1700, 1800)
        for y in range(720, 800)
    )
    assert grey == 0


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768)])
def test_the_preview_is_the_same_sheet_in_small(
    window: ProjectorWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    preview = Preview(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(preview)
    preview.follow(window.stage)
    window.resize(*size)
    window.grab()
    preview.resize(size[0] // 4, 100)
    preview.grab()
    assert preview.stage.sheet is window.stage.sheet
    assert preview.height() == pytest.approx(size[1] / 4, abs=1)


def test_light_and_dark(window: ProjectorWindow) -> None:
    assert painted(window).pixelColor(5, 5).lightness() < 60
    window.stage.set_choices(ProjectorChoices(dark=False))
    assert painted(window).pixelColor(5, 5).lightness() > 200


def test_a_recording_has_sixteen_to_nine_whatever_the_screen(window: ProjectorWindow) -> None:
    window.resize(1024, 768)
    window.grab()
    recorded = window.stage.recorded()
    assert recorded.width / 1080 == pytest.approx(16 / 9)
    picture = picture_of(recorded)
    assert (picture.width(), picture.height()) == (1920, 1080)
    assert picture.pixelColor(5, 1075).name() == recorded.background


def test_another_page_fades_in_and_a_tick_does_not(window: ProjectorWindow, qtbot: QtBot) -> None:
    window.show()
    qtbot.waitExposed(window)
    window.grab()
    window.stage._renew()
    window.grab()
    assert not window.view.is_fading
    window.set_page(ProjectorPage.GUIDE)
    window.grab()
    assert window.view.is_fading
    assert FADE_MS <= 200
    qtbot.waitUntil(lambda: not window.view.is_fading)


def test_nothing_moves_where_the_chair_or_the_system_does_not_want_it(
    window: ProjectorWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show()
    qtbot.waitExposed(window)
    window.stage.set_choices(ProjectorChoices(calm=False))
    window.grab()
    window.set_page(ProjectorPage.GUIDE)
    window.grab()
    assert not window.view.is_fading
    window.stage.set_choices(ProjectorChoices())
    monkeypatch.setattr(projector_view, "reduced_motion", lambda: True)
    window.grab()
    window.set_page(ProjectorPage.WALL)
    window.grab()
    assert not window.view.is_fading


def test_keys_change_to_full_screen_and_back(window: ProjectorWindow, qtbot: QtBot) -> None:
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_without_a_second_screen_it_is_a_small_window(window: ProjectorWindow) -> None:
    assert len(QGuiApplication.screens()) == 1
    assert second_screen() is None
    window.open_on(second_screen())
    assert window.isVisible()
    assert not window.isFullScreen()
    assert window.width() <= 640


def test_on_a_given_screen_it_fills_it(window: ProjectorWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    window.open_on(screen)
    assert window.isFullScreen()
    assert window.geometry() == screen.geometry()
    window.put_away()
    assert not window.isVisible()


def test_it_says_when_it_is_closed(window: ProjectorWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_screen_reader_hears_what_is_shown(window: ProjectorWindow, qtbot: QtBot) -> None:
    view = window.view

    def hears(words: str) -> None:
        qtbot.waitUntil(lambda: words in view.accessibleDescription())

    hears("7回の記入")
    window.set_page(ProjectorPage.GUIDE)
    hears("482913")
    window.set_page(ProjectorPage.FLOOR)
    hears("Nobody speaks now")
    window.set_page(ProjectorPage.BLANK)
    hears("Nothing is shown")
    window.set_meeting(replace(desk.full_meeting(), phase=Phase.CLOSED))
    hears("still arriving")
    window.set_closing_code("K7M2QX")
    hears("Closing code K7M 2QX")
    assert view.accessibleName()


def test_there_is_nothing_to_scroll(window: ProjectorWindow) -> None:
    assert window.findChildren(QAbstractScrollArea) == []


def test_the_ring_of_the_presenter_is_painted_over_the_page(qtbot: QtBot) -> None:
    stage = stage_with(stage_meetings.presented("ここ"), ProjectorPage.DOCUMENT)
    view = projector_view.ProjectorView(stage=stage)
    qtbot.addWidget(view)
    view.resize(960, 540)
    without = view.grab().toImage()
    sheet = stage.sheet
    stage.point_at((5_000, 5_000))
    ringed = view.grab().toImage()
    spot = stage.spot
    assert stage.sheet is sheet
    assert spot is not None
    assert ringed.pixelColor(round(spot.x() / 2), round(spot.y() / 2)).red() > 150
    assert ringed != without
    stage.point_at((5_000, 12_000))
    assert stage.spot is None, "not beside the page"
    stage.point_at(None)
    assert view.grab().toImage() == without


def test_a_page_that_was_drawn_as_large_as_it_is_shown_stays_sharp() -> None:
    area, lines = QRectF(100.3, 50.4, 400.7, 300.6), QImage(400, 300, QImage.Format.Format_RGB32)
    for column in range(400):
        for row in range(300):
            lines.setPixelColor(column, row, QColor("black" if column % 2 else "white"))
    sheet = Sheet(1920.0, "#ffffff", (Picture(area, lines, within=area),))
    shown = picture_of(sheet)
    assert {shown.pixelColor(column, 200).red() for column in range(120, 480)} == {0, 255}
