"""No key of a window does two things: Qt would then do neither, and nobody would be told why."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from app.seat import Seat
from tests.app.papers import ME, meeting
from widgets.chair_window import ChairWindow
from widgets.projector_window import ProjectorWindow
from widgets.secretariat_window import SecretariatWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.app.conftest import House
    from tests.app.reading_desk import ReadingDesk

Key = tuple[str, QWidget, Qt.ShortcutContext]


def keys(window: QWidget) -> list[Key]:
    """Every key of a window: its words, the widget whose it is, and how far around that it works."""
    found: list[Key] = []
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        assert isinstance(owner, QWidget)
        found += [(each.toString(), owner, shortcut.context()) for each in shortcut.keys()]  # noqa: SIM118 - no dictionary
    for action in window.findChildren(QAction):
        owner = action.parent()
        if isinstance(owner, QWidget):
            found += [(each.toString(), owner, action.shortcutContext()) for each in action.shortcuts()]
    return found


def meet(one: Key, other: Key) -> bool:
    """Whether there is a place for the keyboard at which both would answer."""
    around = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}
    if one[0] != other[0] or not one[0]:
        return False
    if one[2] in around or other[2] in around:
        return True
    return one[1] is other[1] or one[1].isAncestorOf(other[1]) or other[1].isAncestorOf(one[1])


def clashes(window: QWidget) -> list[str]:
    """Every two keys of this window that are in each other's way."""
    found = keys(window)
    assert found, "a window without a single key was not looked at rightly"
    return [
        f"{one[0]}: {type(one[1]).__name__} and {type(other[1]).__name__}"
        for one, other in combinations(found, 2)
        if meet(one, other)
    ]


def test_no_two_keys_of_a_seat_are_the_same(house: House) -> None:
    house.reports._keep_meeting(meeting())
    seat = Seat(meeting(), ME, house.reports, house.commands, house.drafts, house.room, leave=lambda: None)
    try:
        assert not clashes(seat.window)
    finally:
        seat.close()


def test_no_two_keys_of_a_reader_alone_are_the_same(new_desk: Callable[[], ReadingDesk]) -> None:
    assert not clashes(new_desk().reader.widget)


def test_no_two_keys_of_the_desk_and_of_the_projector_are_the_same(
    new_desk: Callable[[], ReadingDesk],
) -> None:
    for kind in (ChairWindow, SecretariatWindow):
        pages = new_desk().reader.widget
        window = kind(pages)
        found = clashes(window)
        pages.setParent(None)  # the desk goes, its reader is put away by itself
        window.close()
        assert not found
    projector = ProjectorWindow()
    assert not clashes(projector)
    projector.close()
