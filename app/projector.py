"""Joins the projector to the chair's desk: its window, its screen, the presented page, what is kept of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.projector_memory import KeptView
from app.projector_pictures import PresentedPage
from app.projector_presenter import ProjectorPresenter
from app.projector_recording import pictures_folder, save_picture
from sync.status import Severity
from widgets.projector_content import ProjectorPage
from widgets.projector_place import ProjectorPlace
from widgets.projector_text import CANVAS_HEIGHT
from widgets.projector_view import picture_of
from widgets.projector_window import ProjectorWindow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QImage

    from app.reading_room import ReadingRoom
    from sync.discussion import Pointing
    from sync.meeting import Meeting
    from sync.status import DocumentStatus
    from widgets.chair_window import ChairWindow
    from widgets.projector_choices import ProjectorChoices

PREVIEW_SHARE = 0.6  # of the pixels a screen would have, while only the desk shows the page


class Projector(QObject):
    """One stage for the window in the room and the preview at the desk."""

    def __init__(
        self,
        desk: ChairWindow,
        room: ReadingRoom,
        *,
        now_ms: Callable[[], int],
        folder: Callable[[], Path] = pictures_folder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._room = room
        self._folder = folder
        self._meeting: Meeting | None = None
        self.window = ProjectorWindow(now_ms=now_ms)
        self.stage = self.window.stage
        self.controls = desk.room.projector
        self.place = ProjectorPlace(self.window, desk, self)
        self.pages = PresentedPage(room, self)
        self.presenter = ProjectorPresenter(self)
        self._join()
        self._set_up(room.projector.choices)
        self.controls.set_choices(room.projector.choices)

    def close(self) -> None:
        """Close the window for good."""
        self.place.close()
        self.pages.close()
        self.presenter.close()
        self.window.close()
        self.window.deleteLater()

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the newest state of the meeting."""
        is_first, self._meeting = self._meeting is None, meeting
        self.presenter.set_presentation(meeting.presentation)
        self.stage.set_meeting(meeting)
        if is_first:
            self._come_back(meeting)
        self._draw_page()

    def point(self, pointing: Pointing) -> None:
        """The presenter is there now."""
        self.presenter.point(pointing)

    def set_documents(self, statuses: tuple[DocumentStatus, ...]) -> None:
        """Know where the files of the documents are."""
        self.pages.set_documents(statuses)

    def set_page(self, page: ProjectorPage) -> None:
        """Change to another page."""
        self.stage.set_page(page)
        self._remember()
        self._draw_page()

    def open(self) -> None:
        """Show what the room sees: on the second screen, as soon as there is one."""
        self.place.show()

    def save_picture(self) -> None:
        """Keep what is shown now as a file, unless the meeting is to leave none."""
        meeting = self._meeting
        if meeting is None:
            return
        if meeting.policy.confidential or self._shows_confidential(meeting):
            words = self.tr("This is confidential: no picture of it is saved.")
            self._desk.show_notice(words, Severity.WARNING)
            return
        if not self._room.policy.may_keep_record:
            words = self.tr("On this PC nothing of a meeting is kept, so no picture was saved.")
            self._desk.show_notice(words, Severity.WARNING)
            return
        work = partial(save_picture, self.picture(), self._folder(), self.stage.now_ms)
        self._room.tasks.run(work, self._tell_saved, self._tell_not_saved)

    def picture(self) -> QImage:
        """What is shown now, on a page of sixteen to nine."""
        return picture_of(self.stage.recorded())

    def _join(self) -> None:
        controls = self.controls
        controls.follow(self.stage)
        controls.turn_requested.connect(self.stage.turn)
        controls.message_written.connect(self._set_message)
        controls.picture_requested.connect(self.save_picture)
        controls.window_requested.connect(self._show_in_window)
        controls.choices_changed.connect(self._choose)
        self.pages.drawn.connect(self.stage.set_picture)
        self.presenter.moved.connect(self._follow_presenter)
        self.presenter.pointed.connect(lambda: self.stage.point_at(self.presenter.spot))
        self.place.changed.connect(self._show_place)
        self.stage.reshaped.connect(self._draw_page)
        self.window.closed.connect(self.place.give_up)

    def _come_back(self, meeting: Meeting) -> None:
        """After a restart the room sees what it saw before, and nothing that nobody asked for."""
        kept = self._room.projector.view_of(meeting.meeting)
        if kept is not None:
            self.stage.set_message(kept.message)
            self.controls.message.setText(kept.message)
            self.stage.set_page(kept.page)
            self._desk.set_projector_page(kept.page)

    def _remember(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            is_private = meeting.policy.confidential or not self._room.policy.may_keep_record
            content = self.stage.content
            message = "" if is_private else content.message
            self._room.projector.keep_view(meeting.meeting, KeptView(content.page, message))

    def _set_message(self, message: str) -> None:
        self.stage.set_message(message)
        self._remember()

    def _follow_presenter(self) -> None:
        self.stage.set_shown(self.presenter.shown)
        self._draw_page()

    def _choose(self, choices: ProjectorChoices) -> None:
        self._room.projector.keep(choices)
        self._set_up(choices)

    def _set_up(self, choices: ProjectorChoices) -> None:
        self.stage.set_choices(choices)
        self._draw_page()

    def _show_in_window(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if on:
            self.place.show_in_window()
        else:
            self.place.give_up()
            self.place.show()  # on a screen of its own it is welcome still

    def _show_place(self) -> None:
        self.controls.set_place(
            on_screen=self.place.screen is not None,
            in_window=self.place.in_window,
            closed=self.place.is_given_up,
        )
        self._draw_page()

    def _draw_page(self) -> None:
        """Draw only what is shown: the workers have the readers to serve too."""
        wanted = self._meeting is not None and self.stage.content.page is ProjectorPage.DOCUMENT
        place = self.stage.sheet.page if wanted else None
        if place is None:
            self.pages.show(None, (0.0, 0.0))
            return
        ratio = self.window.devicePixelRatioF() if self.place.is_shown else PREVIEW_SHARE
        scale = ratio * self.window.height() / CANVAS_HEIGHT
        size = (round(place.room.width() * scale, 1), round(place.room.height() * scale, 1))
        self.pages.show(self.stage.content.presented, size)

    def _shows_confidential(self, meeting: Meeting) -> bool:
        shown = self.stage.content.presented
        if self.stage.content.page is not ProjectorPage.DOCUMENT or shown is None:
            return False
        document = meeting.known_document(shown.document)
        return document is None or document.confidential

    def _tell_saved(self, path: Path) -> None:
        words = self.tr("The picture was saved: %1").replace("%1", str(path))
        self._desk.show_notice(words, Severity.INFO)

    def _tell_not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        reason = error.strerror or type(error).__name__
        words = self.tr("The picture could not be saved: %1").replace("%1", reason)
        self._desk.show_notice(words, Severity.WARNING)
