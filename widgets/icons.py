"""Icons by what they are for, from the Material Design set of QtAwesome, in the theme's colours and size."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import qtawesome
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QRect
    from PySide6.QtGui import QPainter


class IconName(StrEnum):
    """Every icon of the program, with its name in the set."""

    AGENDA = "mdi6.format-list-bulleted"
    COMMENTS = "mdi6.comment-text-multiple-outline"
    MENU = "mdi6.menu"
    PREVIOUS = "mdi6.chevron-left"
    NEXT = "mdi6.chevron-right"
    ZOOM_IN = "mdi6.plus"
    ZOOM_OUT = "mdi6.minus"
    FIT_WIDTH = "mdi6.arrow-expand-horizontal"
    FIT_PAGE = "mdi6.fit-to-page-outline"
    SEARCH = "mdi6.magnify"
    NEXT_HIT = "mdi6.chevron-down"
    PREVIOUS_HIT = "mdi6.chevron-up"
    CLEAR = "mdi6.backspace-outline"
    PRESENT = "mdi6.presentation"
    FOLLOW = "mdi6.target"
    POINTER = "mdi6.cursor-default-click-outline"
    CALL = "mdi6.bullhorn-outline"
    BESIDE = "mdi6.view-split-vertical"
    STOP = "mdi6.stop-circle-outline"
    PROJECT = "mdi6.projector-screen-outline"
    SAVE_PICTURE = "mdi6.camera-outline"
    PROJECTOR_SETTINGS = "mdi6.cog-outline"
    DOCUMENT = "mdi6.file-document-outline"
    FOLDER = "mdi6.folder-open-outline"
    SEAT = "mdi6.account"
    HIDE = "mdi6.eye-off-outline"
    ANSWERED = "mdi6.check"
    CLOSE = "mdi6.close"
    SWAP = "mdi6.swap-horizontal"
    PRINT = "mdi6.printer-outline"
    SHOW = "mdi6.eye-outline"
    WARNING = "mdi6.alert-outline"
    READ = "mdi6.hand-back-right-outline"
    PEN = "mdi6.pen"
    MARKER = "mdi6.marker"
    TEXT_MARK = "mdi6.format-color-text"
    ERASER = "mdi6.eraser"
    MEMO = "mdi6.note-text-outline"
    FLAG = "mdi6.label-outline"
    UNDO = "mdi6.undo"
    REDO = "mdi6.redo"
    THIN = "mdi6.circle-small"
    MEDIUM = "mdi6.circle-medium"
    THICK = "mdi6.circle"
    PAGES = "mdi6.file-multiple-outline"
    OUTLINE = "mdi6.format-list-text"
    BOOKMARK = "mdi6.bookmark"
    BOOKMARK_ADD = "mdi6.bookmark-plus-outline"
    BOOKMARKS = "mdi6.bookmark-multiple-outline"
    NOTE = "mdi6.pencil"
    COMMENT = "mdi6.comment-text-outline"
    CHANGED = "mdi6.swap-horizontal-bold"
    RENAME = "mdi6.form-textbox"
    REMOVE = "mdi6.delete-outline"
    VIEW = "mdi6.book-open-page-variant-outline"
    ATTACHMENT = "mdi6.paperclip"
    ENLARGE = "mdi6.magnify-plus-outline"
    MORE = "mdi6.dots-horizontal"
    BACK = "mdi6.arrow-left"
    FORWARD = "mdi6.arrow-right"
    REGION = "mdi6.selection-drag"
    FLOOR = "mdi6.account-voice"
    FACTS = "mdi6.information-outline"


class IconEngine(QIconEngine):
    """Draws an icon of the set, and nothing where a squeezed button has no room: there the set complains."""

    def __init__(self, drawn: QIcon) -> None:
        super().__init__()
        self._drawn = drawn

    def clone(self) -> QIconEngine:
        """Another one that draws the same."""
        return IconEngine(self._drawn)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into this part of a painting."""
        if not rect.isEmpty():
            self._drawn.paint(painter, rect, Qt.AlignmentFlag.AlignCenter, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of this size in pixels; an empty one has none."""
        return QPixmap() if size.isEmpty() else self._drawn.pixmap(size, 1.0, mode, state)


def icon(name: IconName, colour: str = "") -> QIcon:
    """This icon in running-text colour, or in the one that is given as #rrggbb."""
    palette = current_theme().palette
    made = qtawesome.icon(name.value, color=colour or palette.ink, color_disabled=palette.sub)
    return QIcon(IconEngine(made))


class IconButton(QToolButton):
    """A button with an icon alone: its words are its tooltip and its accessible name."""

    def __init__(self, name: IconName, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon anew when colours or sizes change."""
        super().changeEvent(event)
        if event.type() in (event.Type.StyleChange, event.Type.FontChange, event.Type.PaletteChange):
            self._draw()

    def _draw(self) -> None:
        side = current_theme().px(20)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._name))
