"""The projector at the chair's desk: what the room sees in small, and the buttons that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconButton, IconName
from widgets.projector_content import ProjectorPage
from widgets.projector_setup import ProjectorSetup
from widgets.projector_text import CANVAS_HEIGHT
from widgets.projector_view import ProjectorView, wall_clock_ms
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from widgets.projector_choices import ProjectorChoices
    from widgets.projector_stage import ProjectorStage

COLUMNS = 3
TARGET = 36
MOST_MESSAGE = 300

SHARE_OF_SCREEN = 0.18


class Preview(ProjectorView):
    """The projector in small, in the proportions of the screen in the room."""

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent, now_ms=now_ms)
        self.leads = False
        self.is_bounded = False  # beside the desk, where the seats need the room below
        self.stage.reshaped.connect(self._reshape)

    def follow(self, stage: ProjectorStage) -> None:
        """Show what the room sees, in its proportions."""
        self.stage.reshaped.disconnect(self._reshape)
        super().follow(stage)
        stage.reshaped.connect(self._reshape)
        self._reshape()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As high as those proportions ask for."""
        super().resizeEvent(event)
        self._reshape()

    def _reshape(self) -> None:
        if self.is_bounded:
            most = self.screen().availableSize().height() * SHARE_OF_SCREEN
            self.setMaximumWidth(max(160, round(most * self.stage.width / CANVAS_HEIGHT)))
        self.setFixedHeight(max(90, round(self.width() * CANVAS_HEIGHT / self.stage.width)))


class ProjectorDesk(QWidget):
    """Shows the stage that it follows, and says what the chair wants to be on it."""

    page_chosen = Signal(ProjectorPage)
    turn_requested = Signal(int)  # one part of a long text on, or back
    message_written = Signal(str)
    picture_requested = Signal()
    window_requested = Signal(bool)  # beside the desk, or put away
    choices_changed = Signal(object)  # ProjectorChoices

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self.preview = Preview(now_ms=now_ms)
        self.preview.is_bounded = True
        self.preview.setAccessibleName(self.tr("Preview of the projector"))
        self.pages = self._make_page_buttons()
        self.window_button = QPushButton(self.tr("Window"))
        self.window_button.setCheckable(True)
        self.window_button.setToolTip(self.tr("Shows the picture in a window of its own on this screen"))
        self.window_button.clicked.connect(self.window_requested)
        self.save_button = IconButton(IconName.SAVE_PICTURE, self.tr("Save the picture as a file"))
        self.save_button.clicked.connect(self.picture_requested)
        self.setup_button = IconButton(IconName.PROJECTOR_SETTINGS, self.tr("Set up the projector"))
        self.setup_button.setCheckable(True)
        self.title = QLabel()
        self.title.setStyleSheet("font-weight: bold")
        self.status = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.status, Look.SUB_WARNING)
        self._make_turns()
        self._make_message()
        self.setup = ProjectorSetup()
        self.setup.hide()
        self.setup.chosen.connect(self.choices_changed)
        self.setup_button.toggled.connect(self.setup.setVisible)
        self._lay_out()
        self.set_place(on_screen=False, in_window=False)
        self.preview.stage.turned.connect(self.set_part)

    def follow(self, stage: ProjectorStage) -> None:
        """Show what the room sees."""
        self.preview.stage.turned.disconnect(self.set_part)
        self.preview.follow(stage)
        stage.turned.connect(self.set_part)
        stage.reshaped.connect(lambda: self.setup.set_aspect(stage.width / CANVAS_HEIGHT))
        self.setup.set_aspect(stage.width / CANVAS_HEIGHT)

    def set_page(self, page: ProjectorPage) -> None:
        """Show which page the projector is on."""
        self.pages[page].setChecked(True)
        self.message_row.setVisible(page is ProjectorPage.MESSAGE)
        self.preview.set_page(page)

    def set_enabled(self, *, on: bool) -> None:
        """Whether there is anything to choose."""
        for button in self.pages.values():
            button.setEnabled(on)

    def set_choices(self, choices: ProjectorChoices) -> None:
        """Show how the projector is set up."""
        self.setup.set_choices(choices)

    def set_part(self, part: int, parts: int) -> None:
        """Show which part of a long text is on the screen."""
        for button in (self.back_button, self.on_button):
            button.setEnabled(parts > 1)
        self.part.setText(f"{part}/{parts}")
        words = self.tr("Part %1 of %2").replace("%1", str(part)).replace("%2", str(parts))
        self.part.setAccessibleName(words)

    def set_place(self, *, on_screen: bool, in_window: bool, closed: bool = False) -> None:
        """Say where the room sees it."""
        self.window_button.setChecked(in_window)
        self.window_button.setEnabled(not on_screen)
        if on_screen:
            words = self.tr("The room sees this on the second screen.")
        elif in_window:
            words = self.tr("This is shown in a window of its own. F11 makes it fill its screen.")
        elif closed:
            words = self.tr("The projector is closed. The button “Window” opens it again.")
        else:
            words = self.tr("No second screen yet. As soon as one is plugged in, the room sees this there.")
        screen = self.tr("Projector screen (screen 2)")
        self.title.setText(screen if on_screen else self.tr("Projector screen"))
        self.title.setToolTip(words)
        self.status.setText(words)
        self.status.setHidden(on_screen)  # the heading says it, and the seats need the room

    def _make_page_buttons(self) -> dict[ProjectorPage, QPushButton]:
        words = {
            ProjectorPage.WALL: self.tr("Wall"),
            ProjectorPage.SINGLE: self.tr("One comment"),
            ProjectorPage.DOCUMENT: self.tr("Page"),
            ProjectorPage.POLL: self.tr("Poll"),
            ProjectorPage.FLOOR: self.tr("Floor, clock"),
            ProjectorPage.GUIDE: self.tr("How to join"),
            ProjectorPage.MESSAGE: self.tr("Message"),
            ProjectorPage.BLANK: self.tr("Blank"),
        }
        group = QButtonGroup(self)
        buttons = {}
        for page, text in words.items():
            button = QPushButton(text)
            button.setCheckable(True)
            set_look(button, Look.CHOICE)
            button.clicked.connect(lambda _=False, page=page: self._choose(page))
            group.addButton(button)
            buttons[page] = button
        buttons[ProjectorPage.WALL].setChecked(True)
        return buttons

    def _choose(self, page: ProjectorPage) -> None:
        self.message_row.setVisible(page is ProjectorPage.MESSAGE)
        if page is ProjectorPage.MESSAGE:
            self.message.setFocus()
        self.page_chosen.emit(page)

    def _make_turns(self) -> None:
        self.back_button = QPushButton("‹")
        self.back_button.setAccessibleName(self.tr("Previous part of the text"))
        self.on_button = QPushButton("›")
        self.on_button.setAccessibleName(self.tr("Next part of the text"))
        self.part = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        for button, step in ((self.back_button, -1), (self.on_button, 1)):
            button.setStyleSheet(f"padding: 0; min-height: {TARGET}px; min-width: {TARGET - 2}px;")
            button.clicked.connect(lambda _=False, step=step: self.turn_requested.emit(step))
        self.set_part(1, 1)

    def _make_message(self) -> None:
        self.message = QLineEdit(maxLength=MOST_MESSAGE)
        self.message.setAccessibleName(self.tr("Words for the projector"))
        self.message.setPlaceholderText(self.tr("for example: Break until 14:30"))
        show = QPushButton(self.tr("Show"))
        show.setAccessibleName(self.tr("Show these words on the projector"))
        self.message_row = QWidget()
        row = QHBoxLayout(self.message_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.message, 1)
        row.addWidget(show)
        self.message.returnPressed.connect(self._write)
        show.clicked.connect(self._write)
        self.message_row.hide()

    def _write(self) -> None:
        self.message_written.emit(self.message.text())

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.title, 1)
        for widget in (self.part, self.save_button, self.setup_button):
            above.addWidget(widget)
        beside = QHBoxLayout()  # always there: what is below must not move under the mouse
        beside.setSpacing(6)
        beside.addStretch(1)
        beside.addWidget(self.back_button)
        beside.addWidget(self.preview, 1000)  # all it can take of its proportions
        beside.addWidget(self.on_button)
        beside.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, button in enumerate((*self.pages.values(), self.window_button)):
            button.setMinimumHeight(TARGET)
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addLayout(beside)
        layout.addWidget(self.status)
        layout.addLayout(grid)
        layout.addWidget(self.message_row)
        layout.addWidget(self.setup)
