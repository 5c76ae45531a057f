from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from widgets.colours import DARK, LIGHT, Palette, high_contrast
from widgets.theme import FACTORS, Look, TextSize, Theme, apply_theme, current_theme, set_look, system_palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

READABLE = 4.5
VISIBLE = 3.0


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, TextSize.SMALL, LIGHT)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    parts = QColor(colour)
    return 0.2126 * linear(parts.redF()) + 0.7152 * linear(parts.greenF()) + 0.0722 * linear(parts.blueF())


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "palette", [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)], ids=["light", "dark", "hc", "hcd"]
)
def test_every_word_can_be_read_on_every_surface(palette: Palette) -> None:
    words = ("ink", "sub", "ai", "opinion", "question", "support", "concern", "ok", "warning", "error")
    surfaces = ("background", "card", "ai_soft", "warning_soft")
    pale = {
        (word, surface): contrast(getattr(palette, word), getattr(palette, surface))
        for word in words
        for surface in surfaces
    } | {
        ("on_ai", "ai"): contrast(palette.on_ai, palette.ai),
        ("sub", "idle"): contrast(palette.sub, palette.idle),  # a button that cannot be pressed now
        ("ink", "idle"): contrast(palette.ink, palette.idle),
    }
    assert {pair: value for pair, value in pale.items() if value < READABLE} == {}
    assert contrast(palette.focus, palette.card) >= VISIBLE
    assert contrast(palette.frame, palette.card) >= VISIBLE
    assert contrast(palette.ai, palette.idle) >= VISIBLE  # how far a bar is filled


def test_text_size_reaches_a_widget_that_is_already_there(app: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("投稿")
    set_look(button, Look.PRIMARY)
    qtbot.addWidget(button)
    button.show()
    heights = []
    points = []
    for size in TextSize:
        apply_theme(app, size, LIGHT)
        assert current_theme().size is size
        points.append(button.font().pointSizeF())
        heights.append(button.sizeHint().height())
    assert points == pytest.approx([12 * FACTORS[size] for size in TextSize])
    assert heights == sorted(set(heights))
    assert heights[0] >= 36


@pytest.mark.parametrize("size", list(TextSize))
def test_qt_understands_the_whole_style_sheet(app: QApplication, size: TextSize) -> None:
    """A rule that Qt cannot parse makes it warn, and a warning fails a test; no gap is left."""
    apply_theme(app, size, DARK)
    assert not re.findall(r"[{}]{2}", app.styleSheet())
    assert app.styleSheet().count("{") == app.styleSheet().count("}") > 20


class AskingSystem:
    """Answers for the settings of the system as `QApplication`, its hints and their accessibility do."""

    def __init__(self, scheme: Qt.ColorScheme, contrast_wish: Qt.ContrastPreference) -> None:
        self.scheme, self.wish = scheme, contrast_wish

    def styleHints(self) -> AskingSystem:  # noqa: N802 - Qt's name
        return self

    def accessibility(self) -> AskingSystem:
        return self

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self.scheme

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - Qt's name
        return self.wish


@pytest.mark.parametrize(
    ("scheme", "wish", "palette"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, DARK),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, high_contrast(LIGHT)),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, high_contrast(DARK)),
    ],
)
def test_colours_are_those_the_system_asks_for(
    scheme: Qt.ColorScheme, wish: Qt.ContrastPreference, palette: Palette
) -> None:
    assert system_palette(AskingSystem(scheme, wish)) == palette  # type: ignore[arg-type] # has what is asked


def test_change_in_the_system_keeps_the_text_size(app: QApplication) -> None:
    apply_theme(app, TextSize.LARGE, DARK)
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert current_theme() == Theme(TextSize.LARGE, system_palette(app))
    assert app.palette().window().color().name() == system_palette(app).background


def test_look_may_change_later(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, TextSize.SMALL, LIGHT)
    button = QPushButton("x")
    qtbot.addWidget(button)
    set_look(button, Look.PRIMARY)
    button.resize(80, 40)
    first = button.grab().toImage().pixelColor(20, 8)
    set_look(button, Look.CHOICE)
    second = button.grab().toImage().pixelColor(20, 8)
    assert first.name() == LIGHT.ai
    assert second.name() == LIGHT.card
