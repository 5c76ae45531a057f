"""Sizes, fonts and colours of the whole program, changed while it runs.

A widget that paints by itself asks `current_theme()` each time it paints; Qt sends it `FontChange`,
`StyleChange` and `PaletteChange` whenever `apply_theme` ran, so nothing has to subscribe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from widgets.colours import DARK, LIGHT, Palette, high_contrast
from widgets.style_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FAMILIES = ("BIZ UDPGothic", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP")
BASE_POINT_SIZE = 12.0
PROPERTY = "kurumazaTheme"
STYLE = "Fusion"
MERGED_MOVES = (
    Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
    Qt.ApplicationAttribute.AA_CompressTabletEvents,
)
STYLE_PROPERTY = "kurumazaStyle"


class TextSize(StrEnum):
    """The three sizes that one button walks through."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Look(StrEnum):
    """What a widget is in the picture; the style sheet knows it by its property `look`."""

    BAR = "bar"  # the white strip at the top of a window
    CARD = "card"  # a white box with round corners
    PANEL = "panel"  # a white column or strip
    SHEET = "sheet"  # a white strip that lies over the lower end of something
    TITLE = "title"  # the name of the meeting
    LARGE = "large"  # text that is larger than the rest, bold
    HEADING = "heading"  # small bold grey words over a group
    SUB = "sub"  # small grey words
    SUB_WARNING = "sub-warning"  # small words in the colour of a warning
    PILL = "pill"  # round blue mark, label or button
    PRIMARY = "primary"  # the one button that matters here
    CHOICE = "choice"  # one of several exclusive buttons
    FILTER = "filter"  # a low button that narrows a list
    QUIET = "quiet"  # a button without a frame
    TEXT = "text"  # a field that is written into
    OK = "ok"  # good news in words
    WARNING = "warning"  # needs attention in words
    ERROR = "error"  # went wrong in words


FACTORS = {TextSize.SMALL: 1.0, TextSize.MEDIUM: 1.2, TextSize.LARGE: 1.45}


@dataclass(frozen=True, slots=True)
class Theme:
    """How everything looks now."""

    size: TextSize = TextSize.SMALL
    palette: Palette = LIGHT

    @property
    def factor(self) -> float:
        """How many times larger than the smallest size."""
        return FACTORS[self.size]

    def px(self, pixels: float) -> int:
        """A length of the design at this text size, in device-independent pixels."""
        return round(pixels * self.factor)

    def points(self, scale: float = 1.0) -> float:
        """A font size in points; `scale` is relative to running text."""
        return BASE_POINT_SIZE * self.factor * scale

    def font(self, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The font of the interface at a size relative to running text."""
        font = QFont(list(FAMILIES))
        font.setPointSizeF(self.points(scale))
        font.setWeight(weight)
        return font


def new_application(name: str) -> QApplication:
    """The program in our style; told by an argument, which spares a start the Python side of all styles."""
    for merged in MERGED_MOVES:  # ink follows every movement of the pen
        QApplication.setAttribute(merged, False)  # noqa: FBT003 - Qt has no keyword for it
    app = QApplication([name, "-style", STYLE])
    app.setProperty(STYLE_PROPERTY, STYLE)
    return app


def current_theme() -> Theme:
    """The theme that `apply_theme` set last; the plain light one before."""
    app = QApplication.instance()
    theme = app.property(PROPERTY) if app is not None else None
    return theme if isinstance(theme, Theme) else Theme()


def apply_theme(app: QApplication, size: TextSize, palette: Palette | None = None) -> Theme:
    """Give the whole program this text size and, unless told, the colours that the system asks for."""
    first = app.property(PROPERTY) is None
    theme = Theme(size, palette or system_palette(app))
    if first:
        if app.property(STYLE_PROPERTY) != STYLE:
            app.setStyle(STYLE)
        app.setStyleSheet("QWidget {}")  # with none in place the font would reach older widgets late
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _: apply_theme(app, current_theme().size))
        hints.accessibility().contrastPreferenceChanged.connect(
            lambda _: apply_theme(app, current_theme().size)
        )
    app.setProperty(PROPERTY, theme)
    app.setPalette(qt_palette(theme.palette))
    app.setFont(theme.font())
    app.setStyleSheet(style_sheet(theme.palette, theme.px, theme.points))
    QToolTip.setFont(theme.font(0.9))
    return theme


def system_palette(app: QApplication) -> Palette:
    """The colours that fit what the person chose in the system's own settings."""
    hints = app.styleHints()
    palette = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return high_contrast(palette)
    return palette


def qt_palette(palette: Palette) -> QPalette:
    """Qt's palette for everything that no style rule names."""
    colours = {
        QPalette.ColorRole.Window: palette.background,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.card,
        QPalette.ColorRole.AlternateBase: palette.background,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.card,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.BrightText: palette.error,
        QPalette.ColorRole.Highlight: palette.ai,
        QPalette.ColorRole.Accent: palette.ai,
        QPalette.ColorRole.HighlightedText: palette.on_ai,
        QPalette.ColorRole.ToolTipBase: palette.ink,
        QPalette.ColorRole.ToolTipText: palette.card,
        QPalette.ColorRole.PlaceholderText: palette.sub,
        QPalette.ColorRole.Link: palette.ai,
        QPalette.ColorRole.LinkVisited: palette.ai,
        QPalette.ColorRole.Mid: palette.line,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.sub))
    return result


def set_look(widget: QWidget, look: Look) -> None:
    """Say what a widget is in the picture; may be called again when that changes."""
    if widget.property("look") == look.value:
        return
    widget.setProperty("look", look.value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # Qt reads the property when it shows the widget for the first time
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
