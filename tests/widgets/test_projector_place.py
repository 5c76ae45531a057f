"""The projector's window when screens come and go, drawn as desk | second screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from widgets.projector_place import ProjectorPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Window:
    """Remembers where it was put."""

    def __init__(self) -> None:
        self.at: object = "nowhere"

    def open_on(self, screen: QScreen | None) -> None:
        self.at = screen or "small window"

    def put_away(self) -> None:
        self.at = "nowhere"


class Hall:
    """A desk and a window between plugs; the offscreen system has one screen, which plays both parts."""

    def __init__(self, desk: QWidget) -> None:
        self.window = Window()
        self.second: QScreen | None = None
        self.place = ProjectorPlace(self.window, desk, find=lambda _desk: self.second)
        self.app = QGuiApplication.instance()

    def plug(self, screen: QScreen) -> None:
        self.second = screen
        self.app.screenAdded.emit(screen)

    def unplug(self) -> None:
        screen, self.second = self.second, None
        self.app.screenRemoved.emit(screen)

    def rearrange(self) -> None:
        screen = QGuiApplication.primaryScreen()
        screen.geometryChanged.emit(screen.geometry())


@pytest.fixture
def screen(qtbot: QtBot) -> QScreen:
    return QGuiApplication.primaryScreen()


@pytest.fixture
def hall(qtbot: QtBot) -> Iterator[Hall]:
    desk = QWidget()
    qtbot.addWidget(desk)
    hall = Hall(desk)
    yield hall
    hall.place.close()


def test_with_one_screen_it_never_lies_over_the_desk(hall: Hall) -> None:
    hall.place.show()
    assert hall.window.at == "nowhere"
    assert not hall.place.is_shown


def test_it_moves_to_a_screen_that_is_plugged_in_and_survives_unplugging(hall: Hall, screen: QScreen) -> None:
    hall.place.show()
    hall.plug(screen)
    assert hall.window.at is screen
    hall.unplug()
    assert hall.window.at == "nowhere"
    hall.plug(screen)
    assert hall.window.at is screen


def test_it_follows_a_screen_that_changes_its_size_or_place(hall: Hall, screen: QScreen) -> None:
    hall.place.show()
    hall.plug(screen)
    hall.window.at = "left behind"
    hall.rearrange()
    assert hall.window.at is screen
    hall.second = None  # the second screen shows the same as the first now
    hall.rearrange()
    assert hall.window.at == "nowhere"


def test_a_small_window_goes_to_the_screen_once_there_is_one(hall: Hall, screen: QScreen) -> None:
    hall.place.show_in_window()
    assert hall.window.at == "small window"
    assert hall.place.in_window
    hall.plug(screen)
    assert hall.window.at is screen
    assert not hall.place.in_window


def test_who_closed_it_is_left_alone_until_it_is_asked_for(hall: Hall, screen: QScreen, qtbot: QtBot) -> None:
    hall.place.show()
    hall.plug(screen)
    with qtbot.waitSignal(hall.place.changed):
        hall.place.give_up()
    hall.unplug()
    hall.plug(screen)
    assert hall.window.at == "nowhere"
    hall.place.show()
    assert hall.window.at is screen


def test_once_closed_it_follows_nothing(hall: Hall, screen: QScreen, qtbot: QtBot) -> None:
    desk = QWidget()
    qtbot.addWidget(desk)
    other = Hall(desk)
    other.place.show()
    other.place.close()
    other.plug(screen)
    assert other.window.at == "nowhere"
