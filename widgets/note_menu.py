"""The menu of one note: its colour, its text, and away with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from widgets.note_colours import colour_words, edge_colour, flag_colour, ink_colour
from widgets.note_tool import COLOURS, TOOL_OF_KIND
from widgets.note_values import Note, NoteColour, NoteKind, StickyFlag, TextMemo
from widgets.theme import current_theme


def note_menu(
    parent: QWidget,
    note: Note,
    colour_chosen: Callable[[NoteColour], None],
    edit_chosen: Callable[[], None],
    delete_chosen: Callable[[], None],
) -> QMenu:
    """A menu that tells by the callables what was chosen."""
    menu = QMenu(parent)
    menu.setAccessibleName(QCoreApplication.translate("notes", "This note"))
    if isinstance(note.content, TextMemo | StickyFlag):
        menu.addAction(QCoreApplication.translate("notes", "Change the text")).triggered.connect(edit_chosen)
        menu.addSeparator()
    for colour in COLOURS[TOOL_OF_KIND[note.kind]]:
        action = QAction(swatch(shown_colour(note.kind, colour)), colour_words(colour), menu)
        action.setCheckable(True)
        action.setChecked(colour is note.colour)
        action.triggered.connect(partial(colour_chosen, colour))
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(QCoreApplication.translate("notes", "Delete this note")).triggered.connect(delete_chosen)
    return menu


def shown_colour(kind: NoteKind, colour: NoteColour) -> QColor:
    """The colour by which a note of this kind is known on a button."""
    return ink_colour(colour, on_dark=False) if kind is NoteKind.PEN else flag_colour(colour)


def swatch(colour: QColor) -> QIcon:
    """A disc of a colour."""
    side = current_theme().px(20)
    picture = QPixmap(side, side)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge_colour(NoteColour.BLACK))
    painter.setBrush(colour)
    painter.drawEllipse(2, 2, side - 4, side - 4)
    painter.end()
    return QIcon(picture)
