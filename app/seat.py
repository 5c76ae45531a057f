"""Joins the seat's window to the meeting: its signals to commands, the meeting to what it shows."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QMetaObject, QObject, Signal

from app.bridge import Reports
from app.calls import Calls
from app.commands import Commands
from app.drafts import Drafts
from app.following import Following
from app.meeting_reading import MeetingReading
from app.news import News
from app.presenting import Presenting, join_presenting_bar
from app.reading_room import ReadingRoom
from app.seat_discussion import join_discussion
from app.seat_pages import SeatPages
from app.sentences import notice_sentence
from app.storage_notice import tell_standing
from sync.discussion import Pointing
from sync.meeting import Anchor, CommentDraft, Meeting, Phase
from sync.node import Node
from sync.status import DocumentStatus, InStep, LinkStatus, Notice, Severity
from widgets.seat_window import SeatWindow
from widgets.shown_comments import Tab

T = TypeVar("T")


class Seat(QObject):
    """One attendee's seat. Following the presenter goes on until the person turns a page."""

    of_chair = False
    rekeyed = Signal()
    desk_toggled = Signal(bool)  # the secretariat wants its desk

    def __init__(
        self,
        meeting: Meeting,
        device: str,
        reports: Reports,
        commands: Commands,
        drafts: Drafts,
        room: ReadingRoom,
        *,
        leave: Callable[[], None],
        parent: QObject | None = None,
        place: Anchor | None = None,
    ) -> None:
        super().__init__(parent)
        self._device = device
        self._commands = commands
        self._drafts = drafts
        self._leave = leave
        self.meeting = meeting
        self._documents: tuple[DocumentStatus, ...] = ()
        self._connections: tuple[QMetaObject.Connection, ...] = ()
        self.reading = MeetingReading(room, meeting.meeting, self)
        self.reader, self.shelf = self.reading.reader, self.reading.shelf
        self.window = SeatWindow(self.reading.widget, reports.meeting_ms)
        self.pages = SeatPages(self.reading, device)
        self._left_for_comment: Anchor | None = None
        self.news = News(room.news, meeting.meeting, self)
        self.following = Following(self.reader, lambda: self.shelf.document, self.shelf.show_document, self)
        self.following.is_on = _goes_along(meeting, place)
        self.presenting = Presenting(self.shelf, device, self._send, self)
        self.calls = Calls(self.window.call, room.calls, device, reports.meeting_ms, self)
        self._join_window()
        self._join_presenter()
        self._join_node(reports)
        self.reading.set_secrets(reports.secrets)
        self.show_meeting(meeting)
        self._take_link(reports.link)
        self.window.set_waiting(reports.waiting)
        self.window.set_unheard(reports.unheard)
        self.window.set_documents(reports.documents)
        self.window.set_succession(reports.succession)
        self.window.set_closing_code(reports.closing_code)
        if place:
            self.shelf.show_document(place.document, place.page)
        self._take_documents(reports.documents)
        for warning in room.policy_warnings:
            self.window.show_notice(warning, Severity.WARNING)
        if reports.standing is not None:
            self.show_notice(reports.standing)
        draft = drafts.draft(meeting.meeting)
        if draft:
            self.window.set_draft(draft)

    def put_down(self) -> None:
        """Keep what is being read and written, and hear of nothing more."""
        if self._connections:
            for connection in self._connections:
                QObject.disconnect(connection)
            self._connections = ()
            self.presenting.close()
            self.reading.close()

    def close(self) -> None:
        """Close the window for good and end the render workers."""
        self.put_down()
        self.window.close()
        self.window.deleteLater()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the newest state of the meeting, and the presenter's page to whoever follows."""
        was_waiting, self.meeting = self.meeting.awaits_opening, meeting
        self.window.set_meeting(meeting, self._device)
        member = meeting.member(self._device)
        self.reading.set_owner(member)
        self.reading.set_meeting(meeting)
        self.pages.set_meeting(meeting, allowed=self.window.comments.may_post)
        if was_waiting != meeting.awaits_opening:
            self._take_documents(self._documents)
        self.news.set_meeting(meeting)
        self.presenting.set_meeting(meeting)
        self.calls.set_meeting(meeting)
        if self.presenting.is_on:
            self.following.lead()
        else:
            self.following.set_presentation(None if meeting.phase is Phase.CLOSED else meeting.presentation)

    def _join_window(self) -> None:
        window = self.window
        window.document_chosen.connect(self._choose_document)
        window.beside_chosen.connect(self._open_beside)
        window.place_chosen.connect(self._go_to_comment)
        window.return_asked.connect(self._return)
        window.region_asked.connect(self.pages.begin)
        window.region_changed.connect(self.pages.show_written)
        window.comment_pointed.connect(self.pages.highlight)
        self.pages.placed.connect(window.attach)
        self.pages.chosen.connect(window.show_comment)
        self.pages.notice.connect(lambda words: window.show_notice(words, Severity.INFO))
        self.pages.hint_over.connect(self._end_hint)
        self.reader.anchor_clicked.connect(lambda _page: window.comments.show_tab(Tab.PAGE))
        join_discussion(window, self._send)
        window.submitted.connect(self._post)
        window.reacted.connect(lambda comment, on: self._send(lambda node: node.react(comment, on=on)))
        window.edited.connect(lambda comment, body: self._send(lambda node: node.edit(comment, body)))
        window.deleted.connect(lambda comment: self._send(lambda node: node.delete(comment)))
        window.draft_changed.connect(lambda draft: self._drafts.keep(self.meeting.meeting, draft))
        window.chair_claimed.connect(lambda: self._send(lambda node: node.claim_chair()))
        window.rekey_requested.connect(self._rekey)
        window.desk_requested.connect(lambda: self.desk_toggled.emit(True))  # noqa: FBT003 - Qt's emit
        window.leave_requested.connect(
            lambda: self._send(lambda node: node.leave(), lambda _none: self._leave())
        )
        self.shelf.page_counts_changed.connect(window.set_page_counts)
        self.shelf.problems_changed.connect(window.set_problems)
        self.shelf.place_changed.connect(self._take_place)
        self.shelf.user_moved.connect(self._look_for_oneself)
        self.reading.notice.connect(lambda words: window.show_notice(words, Severity.INFO))
        self.reading.warning.connect(lambda words: window.show_notice(words, Severity.WARNING))
        self.reading.notes_changed.connect(window.set_note_count)
        window.notes_requested.connect(self.reading.study.notes.show_list)
        window.set_note_count(self.reading.study.notes.count)
        self.news.changed.connect(window.set_news)
        window.news_seen.connect(self.news.look)

    def _join_presenter(self) -> None:
        following, presenting, window = self.following, self.presenting, self.window
        window.follow_toggled.connect(self._set_following)
        following.changed.connect(self._show_presenter)
        window.presenter.beside_toggled.connect(lambda on: self.reading.beside.follow_presenter(on=on))
        self.reading.beside.following_changed.connect(lambda on: window.presenter.show_beside(on=on))
        self.calls.look_requested.connect(self._go_to)
        join_presenting_bar(window.presenting, presenting, self.shelf)

    def _end_hint(self, words: str) -> None:
        if self.window.notice.text == words:
            self.window.notice.clear()

    def _join_node(self, reports: Reports) -> None:
        window = self.window
        self._connections = (
            reports.meeting_changed.connect(self.show_meeting),
            reports.link_changed.connect(self._take_link),
            reports.secrets_changed.connect(self.reading.set_secrets),
            reports.pointed.connect(self._take_pointing),
            reports.documents_changed.connect(window.set_documents),
            reports.documents_changed.connect(self._take_documents),
            reports.waiting_changed.connect(window.set_waiting),
            reports.unheard_changed.connect(window.set_unheard),
            reports.succession_changed.connect(window.set_succession),
            reports.closing_code_changed.connect(window.set_closing_code),
            reports.notice.connect(self.show_notice),
        )

    def _take_link(self, status: LinkStatus) -> None:
        self.window.set_link(status)
        if isinstance(status, InStep):
            self.news.set_level()

    def _take_documents(self, documents: tuple[DocumentStatus, ...]) -> None:
        """Put on the shelf what has arrived; what was handed out before is read from the opening on."""
        self._documents = documents
        self.reading.set_documents(() if self.meeting.awaits_opening else documents)

    def _may_read(self) -> bool:
        """Whether the meeting was opened; else say so."""
        if self.meeting.awaits_opening:
            words = self.tr("The documents can be read once the meeting is open.")
            self.window.show_notice(words, Severity.INFO)
        return not self.meeting.awaits_opening

    def _choose_document(self, document: str) -> None:
        if not self._may_read():
            return
        self._send(lambda node: node.look_at(document))  # also one that is still on its way comes first
        self._go_to(document, None)

    def _open_beside(self, document: str) -> None:
        if self._may_read():
            self._send(lambda node: node.look_at(document))
            self.reading.beside.show_document(document)

    def _take_place(self, document: str, page: int) -> None:
        self.window.set_place(document, page, self.shelf.version)
        if document:
            self._send(lambda node: node.look_at(document))

    def _go_to_comment(self, anchor: Anchor) -> None:
        """Where a comment was made: on the page and the version that its author read; there is a way back."""
        here = self.shelf.place
        self._go_to_place(anchor.document, anchor.page, anchor.sha256)
        if here is not None and self.shelf.place != here:
            self._left_for_comment = here
            self.window.offer_return(here)

    def _return(self) -> None:
        """Back to the page that was left for a comment."""
        left, self._left_for_comment = self._left_for_comment, None
        if left is not None:
            self._go_to(left.document, left.page)

    def _go_to_place(self, document: str, page: int, version: str) -> None:
        if not self._may_read():
            return
        found = self.meeting.known_document(document)
        made_on = found.bytes_under(Anchor(document, page, version)) if found else ""
        if found is None or found.withdrawn_ms or made_on not in ("", found.sha256):
            self._look_for_oneself()
            self.reading.open_version(document, made_on, page)
        else:
            self._go_to(document, page)

    def _go_to(self, document: str, page: int | None) -> None:
        self._look_for_oneself()
        if not self.reading.choose(document, page):
            self.window.show_notice(self.reading.why_not_here(document), Severity.INFO)

    def _look_for_oneself(self) -> None:
        """Stop following; while nobody presents there is nothing to part from."""
        self.following.part()

    def _set_following(self, following: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.shelf.await_nothing()
        if following:
            self.following.follow()
        else:
            self.following.stop()

    def _take_pointing(self, pointing: Pointing) -> None:
        self.following.point(pointing)
        self.reading.beside.point(pointing)

    def _show_presenter(self) -> None:
        self.window.show_presenter(self.following.presentation, following=self.following.is_on)

    def _post(self, draft: CommentDraft) -> None:
        def posted(_comment: str) -> None:
            if self._connections:
                self.window.clear_draft()  # what was typed since stays, in the composer and as a draft
            elif self._drafts.draft(self.meeting.meeting) == draft:  # this desk was left meanwhile
                self._drafts.keep(self.meeting.meeting, None)

        self._send(lambda node: node.post(draft), posted)

    def _send(
        self, act: Callable[[Node], Coroutine[Any, Any, T]], on_result: Callable[[T], object] | None = None
    ) -> None:
        self._commands.send(act, on_result=on_result, on_error=self._warn)

    def _warn(self, sentence: str) -> None:
        if self._connections:  # else the desk was left, and its window is gone
            self.window.show_notice(sentence, Severity.WARNING)

    def _rekey(self) -> None:
        """Get a key of one's own and start over in the lobby, where the code is asked for."""

        def failed(sentence: str) -> None:
            self._warn(sentence)
            if self._connections:
                self.window.copied.release()

        def done(_device: str) -> None:
            self._leave()
            self.rekeyed.emit()

        self._commands.send(lambda node: node.rekey(), on_result=done, on_error=failed)

    def show_notice(self, notice: Notice) -> None:
        """Say it above the columns; what needs more than a sentence has a place of its own."""
        if notice.code == "cloned_device":
            self.window.copied.tell()
            return
        if not tell_standing(self.window.notice, notice):
            self.window.show_notice(notice_sentence(notice), notice.severity)


def _goes_along(meeting: Meeting, place: Anchor | None) -> bool:
    """Whether a seat that opens follows: who was reading something else goes on reading it."""
    shown = meeting.presentation
    if place is None or shown is None:
        return True
    return (shown.document, shown.page) == (place.document, place.page)
