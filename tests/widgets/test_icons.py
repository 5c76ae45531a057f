from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from widgets.colours import DARK, LIGHT
from widgets.icons import IconButton, IconName, icon
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, TextSize.SMALL, LIGHT)
    yield qapp
    apply_theme(qapp, TextSize.SMALL, LIGHT)


def darkest(image: QImage) -> QColor:
    opaque = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert opaque
    return min(opaque, key=QColor.lightness)


@pytest.mark.parametrize("name", list(IconName))
def test_every_icon_is_in_the_set(app: QApplication, name: IconName) -> None:
    assert app
    assert darkest(icon(name).pixmap(32, 32).toImage()).name() == LIGHT.ink
    assert darkest(icon(name, LIGHT.concern).pixmap(32, 32).toImage()).name() == LIGHT.concern


def test_button_follows_size_and_colours(app: QApplication, qtbot: QtBot) -> None:
    button = IconButton(IconName.AGENDA, "Agenda")
    qtbot.addWidget(button)
    button.show()
    sizes = []
    for size in TextSize:
        apply_theme(app, size, LIGHT)
        sizes.append(button.iconSize().width())
    assert sizes == sorted(set(sizes))
    apply_theme(app, TextSize.SMALL, DARK)
    assert darkest(button.icon().pixmap(32, 32).toImage()).name() == DARK.ink
    assert button.accessibleName() == "Agenda"


@pytest.mark.parametrize("size", [QSize(0, 0), QSize(20, 0)])
def test_where_there_is_no_room_nothing_is_drawn(app: QApplication, size: QSize) -> None:
    """The set itself would complain on standard error, once for each call of its painter."""
    assert app
    complaints: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, words: complaints.append(words))
    try:
        assert icon(IconName.SEAT).pixmap(size).isNull()
    finally:
        qInstallMessageHandler(before)
    assert complaints == []
