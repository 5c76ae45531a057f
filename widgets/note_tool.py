"""The tools for private notes, and how thick each of them draws."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from widgets.note_values import MARKER_COLOURS, PEN_COLOURS, NoteColour, NoteKind


class NoteTool(StrEnum):
    """What the pointer does over the pages."""

    READ = "read"  # moves the paper
    PEN = "pen"
    MARKER = "marker"
    TEXT_MARK = "text_mark"
    ERASER = "eraser"
    MEMO = "memo"
    FLAG = "flag"


class NoteWidth(StrEnum):
    """How thick a tool draws or erases."""

    THIN = "thin"
    MEDIUM = "medium"
    THICK = "thick"


PEN_PT = {NoteWidth.THIN: 1.0, NoteWidth.MEDIUM: 1.8, NoteWidth.THICK: 3.2}
MARKER_PT = {NoteWidth.THIN: 7.0, NoteWidth.MEDIUM: 11.0, NoteWidth.THICK: 18.0}
ERASER_PX = {NoteWidth.THIN: 6.0, NoteWidth.MEDIUM: 12.0, NoteWidth.THICK: 24.0}  # half as wide as it is
PAPER_COLOURS = (NoteColour.YELLOW, NoteColour.GREEN, NoteColour.PINK, NoteColour.BLUE)

COLOURS: dict[NoteTool, tuple[NoteColour, ...]] = {
    NoteTool.READ: (),
    NoteTool.PEN: PEN_COLOURS,
    NoteTool.MARKER: MARKER_COLOURS,
    NoteTool.TEXT_MARK: MARKER_COLOURS,
    NoteTool.ERASER: (),
    NoteTool.MEMO: PAPER_COLOURS,
    NoteTool.FLAG: PAPER_COLOURS,
}
HAS_WIDTH = frozenset({NoteTool.PEN, NoteTool.MARKER, NoteTool.ERASER})
TOOL_OF_KIND = {
    NoteKind.PEN: NoteTool.PEN,
    NoteKind.MARKER: NoteTool.MARKER,
    NoteKind.TEXT_MARK: NoteTool.TEXT_MARK,
    NoteKind.MEMO: NoteTool.MEMO,
    NoteKind.FLAG: NoteTool.FLAG,
}


def first_colour(tool: NoteTool) -> NoteColour:
    """The colour a tool has until another one is chosen."""
    return COLOURS[tool][0] if COLOURS[tool] else NoteColour.BLACK


def tool_words(tool: NoteTool) -> str:
    """A tool in a word or two."""
    return {
        NoteTool.READ: QCoreApplication.translate("notes", "Read"),
        NoteTool.PEN: QCoreApplication.translate("notes", "Pen"),
        NoteTool.MARKER: QCoreApplication.translate("notes", "Marker"),
        NoteTool.TEXT_MARK: QCoreApplication.translate("notes", "Mark text"),
        NoteTool.ERASER: QCoreApplication.translate("notes", "Eraser"),
        NoteTool.MEMO: QCoreApplication.translate("notes", "Memo"),
        NoteTool.FLAG: QCoreApplication.translate("notes", "Flag"),
    }[tool]


def tool_hint(tool: NoteTool) -> str:
    """What a tool does, in a sentence."""
    return {
        NoteTool.READ: QCoreApplication.translate("notes", "Back to reading: drag to move the page (Esc)"),
        NoteTool.PEN: QCoreApplication.translate("notes", "Draw on the page"),
        NoteTool.MARKER: QCoreApplication.translate(
            "notes", "Mark by hand; a line that is nearly straight becomes straight (Shift: always)"
        ),
        NoteTool.TEXT_MARK: QCoreApplication.translate("notes", "Drag over words to mark them"),
        NoteTool.ERASER: QCoreApplication.translate("notes", "Remove the lines you touch"),
        NoteTool.MEMO: QCoreApplication.translate(
            "notes", "Click on the page and write (Enter: in the middle of the page)"
        ),
        NoteTool.FLAG: QCoreApplication.translate(
            "notes", "Put a flag at the edge of the page (Enter: in the middle)"
        ),
    }[tool]


def kind_words(kind: NoteKind) -> str:
    """A kind of note in a word or two."""
    return tool_words(TOOL_OF_KIND[kind])


def width_words(width: NoteWidth) -> str:
    """How thick, in a word."""
    return {
        NoteWidth.THIN: QCoreApplication.translate("notes", "Thin"),
        NoteWidth.MEDIUM: QCoreApplication.translate("notes", "Medium"),
        NoteWidth.THICK: QCoreApplication.translate("notes", "Thick"),
    }[width]
