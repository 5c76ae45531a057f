"""The window for the projector: the picture alone, on the second screen where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.projector_content import ProjectorPage
from widgets.projector_place import second_screen
from widgets.projector_view import ProjectorView, wall_clock_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QImage, QMouseEvent, QScreen

    from sync.meeting import Meeting
    from widgets.projector_stage import ProjectorStage

__all__ = ["ProjectorPage", "ProjectorWindow", "second_screen"]

SMALL = (640, 360)


class ProjectorWindow(QWidget):
    """Shows a `ProjectorView`; F11 and double-click change to full screen and back, Esc leaves it."""

    closed = Signal()

    def __init__(self, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Kurumaza – projector"))
        self.setMinimumSize(320, 180)
        self.resize(1280, 720)  # until it is shown anywhere: the preview has these proportions
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the chair goes on typing at the desk
        self.view = ProjectorView(self, now_ms=now_ms, fades=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        for keys, action in (
            (QKeySequence(Qt.Key.Key_F11), self.toggle_full_screen),
            (QKeySequence(Qt.Key.Key_Escape), self.leave_full_screen),
        ):
            QShortcut(keys, self, action)

    @property
    def stage(self) -> ProjectorStage:
        """What is on the projector; the preview at the desk follows it."""
        return self.view.stage

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this meeting from now on."""
        self.view.set_meeting(meeting)

    def set_page(self, page: ProjectorPage) -> None:
        """Change to another page."""
        self.view.set_page(page)

    def set_code(self, code: str) -> None:
        """The six digits that let a PC in."""
        self.view.set_code(code)

    def set_guide(self, invite: str, qr: QImage | None, mark: str) -> None:
        """The invitation as text and picture, and the mark by which people recognise the chair's PC."""
        self.view.set_guide(invite, qr, mark)

    def set_seat_counts(self, posted: int, total: int, unnamed: int = 0) -> None:
        """How many of the seats have posted; told nothing, it counts the meeting itself."""
        self.view.set_seat_counts(posted, total, unnamed)

    def set_closing_code(self, code: str) -> None:
        """The code of the record, shown with the thanks at the end."""
        self.view.set_closing_code(code)

    def open_on(self, screen: QScreen | None) -> None:
        """Fill this screen; without one, be a small window in the corner that can be dragged and shared."""
        if screen is None:
            self.showNormal()
            self.resize(*SMALL)
            room = self.screen().availableGeometry()
            self.move(room.right() - self.width() - 20, room.bottom() - self.height() - 40)
            return
        if self.isVisible() and self.isFullScreen() and self.geometry() == screen.geometry():
            return
        if self.isFullScreen():
            self.showNormal()  # else some systems keep it on the screen where it was
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def put_away(self) -> None:
        """Be seen nowhere; what it shows goes on, and comes back with it."""
        self.hide()

    def toggle_full_screen(self) -> None:
        """Between a window and the whole screen."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Back to a window; nothing happens in one."""
        if self.isFullScreen():
            self.showNormal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The same as F11, for those who have only the mouse in hand."""
        self.toggle_full_screen()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the chair's window, whose button opens it again."""
        self.closed.emit()
        event.accept()
