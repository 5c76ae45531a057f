"""The strip of tools for private notes, shown below the tool bar while somebody writes on pages."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

from widgets.icons import IconButton, IconName, icon
from widgets.note_colours import colour_words, flag_colour, ink_colour
from widgets.note_menu import swatch
from widgets.note_tool import (
    COLOURS,
    HAS_WIDTH,
    NoteTool,
    NoteWidth,
    first_colour,
    tool_hint,
    tool_words,
    width_words,
)
from widgets.note_values import NoteColour
from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip

TARGET = 36  # the least width and height of a button
ICONS = {
    NoteTool.READ: IconName.READ,
    NoteTool.PEN: IconName.PEN,
    NoteTool.MARKER: IconName.MARKER,
    NoteTool.TEXT_MARK: IconName.TEXT_MARK,
    NoteTool.ERASER: IconName.ERASER,
    NoteTool.MEMO: IconName.MEMO,
    NoteTool.FLAG: IconName.FLAG,
}
WIDTH_ICONS = {
    NoteWidth.THIN: IconName.THIN,
    NoteWidth.MEDIUM: IconName.MEDIUM,
    NoteWidth.THICK: IconName.THICK,
}


class NoteBar(QFrame):
    """One tool is chosen at a time, and each remembers its colour and its width."""

    tool_chosen = Signal(object)  # NoteTool
    colour_chosen = Signal(object)  # NoteColour, of the chosen tool
    width_chosen = Signal(object)  # NoteWidth, of the chosen tool
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool = NoteTool.READ
        self._colour_of = {tool: first_colour(tool) for tool in NoteTool}
        self._width_of = dict.fromkeys(HAS_WIDTH, NoteWidth.MEDIUM)
        set_look(self, Look.BAR)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Tools for my notes"))
        self._tools = self._make_tools()
        self._colours = self._make_colours()
        self._widths = self._make_widths()
        self._undo = _quiet(IconButton(IconName.UNDO, self.tr("Undo (Ctrl+Z)")))
        self._redo = _quiet(IconButton(IconName.REDO, self.tr("Redo (Ctrl+Y)")))
        self._undo.clicked.connect(self.undo_asked)
        self._redo.clicked.connect(self.redo_asked)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(12, 4, 12, 4)
        self._lines.setSpacing(6)
        self._lines.addWidget(self._row(list(self._tools.values()), []))
        self._second = self._row([*self._colours.values(), *self._widths.values()], [self._undo, self._redo])
        self._lines.addWidget(self._second, 1)
        self.set_history(can_undo=False, can_redo=False)
        self._show_choices()

    @property
    def tool(self) -> NoteTool:
        """The tool that is chosen."""
        return self._tool

    def choose_tool(self, tool: NoteTool) -> None:
        """Choose a tool as a click does: it, its colour and its width are told."""
        self.show_tool(tool)
        self.tool_chosen.emit(tool)
        if COLOURS[tool]:
            self.colour_chosen.emit(self._colour_of[tool])
        if tool in HAS_WIDTH:
            self.width_chosen.emit(self._width_of[tool])

    def show_tool(self, tool: NoteTool) -> None:
        """Another tool was chosen elsewhere, by a key."""
        self._tool = tool
        self._tools[tool].setChecked(True)
        self._show_choices()

    def set_history(self, *, can_undo: bool, can_redo: bool) -> None:
        """Whether there is something to undo and to redo."""
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)

    def _make_tools(self) -> dict[NoteTool, QToolButton]:
        group = QButtonGroup(self)
        buttons = {}
        for tool in NoteTool:
            button = _quiet(QToolButton())
            button.setCheckable(True)
            button.setText(tool_words(tool))
            button.setAccessibleName(tool_words(tool))
            show_tooltip(button, tool_hint(tool))
            button.clicked.connect(partial(self.choose_tool, tool))
            group.addButton(button)
            buttons[tool] = button
        buttons[NoteTool.READ].setChecked(True)
        return buttons

    def _make_colours(self) -> dict[NoteColour, QToolButton]:
        group = QButtonGroup(self)
        buttons = {}
        for colour in NoteColour:
            button = _quiet(QToolButton())
            button.setCheckable(True)
            button.setAccessibleName(colour_words(colour))
            show_tooltip(button, colour_words(colour))
            button.clicked.connect(partial(self._choose_colour, colour))
            group.addButton(button)
            buttons[colour] = button
        return buttons

    def _make_widths(self) -> dict[NoteWidth, QToolButton]:
        group = QButtonGroup(self)
        buttons: dict[NoteWidth, QToolButton] = {}
        for width in NoteWidth:
            button = _quiet(IconButton(WIDTH_ICONS[width], width_words(width)))
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose_width, width))
            group.addButton(button)
            buttons[width] = button
        return buttons

    def _row(self, at_left: list[QToolButton], at_right: list[QToolButton]) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for button in at_left:
            line.addWidget(button)
        line.addStretch(1)
        for button in at_right:
            line.addWidget(button)
        return row

    def _choose_colour(self, colour: NoteColour) -> None:
        self._colour_of[self._tool] = colour
        self.colour_chosen.emit(colour)

    def _choose_width(self, width: NoteWidth) -> None:
        self._width_of[self._tool] = width
        self.width_chosen.emit(width)

    def _show_choices(self) -> None:
        """Only the colours and widths that the chosen tool has."""
        colours = COLOURS[self._tool]
        side = current_theme().px(20)
        for colour, button in self._colours.items():
            button.setVisible(colour in colours)
            button.setIcon(swatch(self._swatch_colour(colour)))
            button.setIconSize(QSize(side, side))
        if colours:
            self._colours[self._colour_of[self._tool]].setChecked(True)
        for button in self._widths.values():
            button.setVisible(self._tool in HAS_WIDTH)
        if self._tool in HAS_WIDTH:
            self._widths[self._width_of[self._tool]].setChecked(True)
        self._draw()
        self._make_room()

    def _swatch_colour(self, colour: NoteColour) -> QColor:
        is_pen = self._tool is NoteTool.PEN
        return ink_colour(colour, on_dark=False) if is_pen else flag_colour(colour)

    def _draw(self) -> None:
        side, palette = current_theme().px(20), current_theme().palette
        for tool, button in self._tools.items():
            button.setIcon(icon(ICONS[tool], palette.ai if tool is self._tool else ""))
            button.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icons anew when colours or sizes change."""
        super().changeEvent(event)
        kinds = QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange
        if event.type() in kinds and hasattr(self, "_second"):
            self._show_choices()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words where there is room for them, else signs alone; one line, else two."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than all words together, because signs can stand alone."""
        return QSize(320, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        if not hasattr(self, "_second"):
            return
        room = self.width() - 24
        style = Qt.ToolButtonStyle
        for words, lines in ((True, 1), (True, 2), (False, 1), (False, 2)):
            for button in self._tools.values():
                button.setToolButtonStyle(
                    style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
                )
            first = self._tools_width()
            second = self._second_width()
            if (first + second + 6 if lines == 1 else max(first, second)) <= room:
                break
        one_line = lines == 1
        self._lines.setDirection(
            QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom
        )

    def _tools_width(self) -> int:
        return sum(button.sizeHint().width() + 4 for button in self._tools.values())

    def _second_width(self) -> int:
        """As wide as with the tool that has most choices, so that choosing another moves nothing."""
        one = max(self._undo.sizeHint().width(), TARGET)
        return (4 + len(NoteWidth) + 2) * (one + 4)


Button = TypeVar("Button", bound=QToolButton)


def _quiet(button: Button) -> Button:
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pages
    button.setMinimumSize(TARGET, TARGET)
    return button
