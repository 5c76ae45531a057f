"""Joins the chair's window and the projector to the meeting."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QMetaObject, QObject

from app.alike_desk import AlikeDesk
from app.bridge import Reports
from app.certificate_saving import CertificateSaving
from app.commands import Commands
from app.document_desk import DocumentDesk
from app.drafts import Drafts
from app.invitation import qr_image
from app.meeting_reading import MeetingReading
from app.presenting import Presenting, join_presenting_bar
from app.projector import Projector
from app.reading_room import ReadingRoom
from app.record_desk import RecordDeskWork
from app.scripts import Scripts
from app.sentences import notice_sentence
from app.steering import join_steering
from app.storage_notice import tell_standing
from sync.keys import mark
from sync.meeting import Anchor, CommentDraft, Meeting
from sync.node import Node
from sync.status import InStep, Notice, Severity
from sync.wire import MARK_LENGTH
from widgets.chair_window import ChairWindow
from widgets.projector_content import ProjectorPage

T = TypeVar("T")


class Chair(QObject):
    """The chair's desk: what its buttons do, and what the room sees on the projector."""

    of_chair = True
    window_class: type[ChairWindow] = ChairWindow

    def __init__(
        self,
        meeting: Meeting,
        device: str,
        reports: Reports,
        commands: Commands,
        drafts: Drafts,  # noqa: ARG002 - every desk is built alike; the chair's has no composer yet
        room: ReadingRoom,
        *,
        leave: Callable[[], None],
        parent: QObject | None = None,
        place: Anchor | None = None,
    ) -> None:
        super().__init__(parent)
        self._device = device
        self._commands = commands
        self._leave = leave
        self._connections: tuple[QMetaObject.Connection, ...] = ()
        self.meeting = meeting
        self.reading = MeetingReading(room, meeting.meeting, self)
        self.reader, self.shelf = self.reading.reader, self.reading.shelf
        self.window = self.window_class(self.reading.widget, now_ms=reports.meeting_ms)
        self.documents = DocumentDesk(
            self.window,
            commands,
            room.documents,
            self,
            is_linked=lambda: self.of_chair or isinstance(reports.link, InStep),
        )
        self.screening = Projector(self.window, room, now_ms=reports.meeting_ms, parent=self)
        self.projector = self.screening.window
        self.presenting = Presenting(self.shelf, device, self._send, self)
        self._certificates = CertificateSaving(self.window, commands, room.tasks, self)
        self._records = RecordDeskWork(commands, room.tasks, room.policy, self)
        self._records.serve(self.window.record, self.window.show_notice)
        self._alike = AlikeDesk(room.tasks, room.left_apart, meeting.meeting, self)
        self._join_window()
        self._join_node(reports)
        self._show_invitation()
        self.reading.set_secrets(reports.secrets)
        self.show_meeting(meeting)
        self.window.set_link(reports.link)
        self.window.set_presence(reports.presence)
        self.window.set_seat_questions(reports.seat_questions)
        self.window.set_documents(reports.documents)
        self.window.set_succession(reports.succession)
        self._show_closing_code(reports.closing_code)
        self._return_to_place(meeting, place)
        self.reading.set_documents(reports.documents)
        self.screening.set_documents(reports.documents)
        for warning in room.policy_warnings:
            self.window.show_notice(warning, Severity.WARNING)
        if reports.standing is not None:
            self.show_notice(reports.standing)
        self.open_projector()

    def put_down(self) -> None:
        """Keep what is being read, and hear of nothing more."""
        if self._connections:
            for connection in self._connections:
                QObject.disconnect(connection)
            self._connections = ()
            self._alike.close()
            self._records.close()
            self.documents.close()
            self.presenting.close()
            self.reading.close()

    def close(self) -> None:
        """Close both windows for good and end the render workers."""
        self.put_down()
        self.screening.close()
        self.window.close()
        self.window.deleteLater()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the newest state of the meeting at the desk and in the room."""
        self.meeting = meeting
        self.window.set_meeting(meeting, self._device)
        self._alike.set_meeting(meeting)
        self.documents.set_meeting(meeting)
        self.screening.set_meeting(meeting)
        member = meeting.member(self._device)
        self.reading.set_owner(member)
        self.reading.set_meeting(meeting)
        self.presenting.set_meeting(meeting)

    def serve_scripts(self, scripts: Scripts) -> None:
        """Show the chair's own words beside each item, and keep what is written there."""
        meeting, panel = self.meeting.meeting, self.window.agenda.script
        panel.set_scripts(scripts.of(meeting))
        panel.script_changed.connect(lambda item, text: scripts.write(meeting, item, text))
        self._connections += (
            scripts.changed.connect(lambda _meeting: panel.set_scripts(scripts.of(meeting))),
        )

    def _join_window(self) -> None:
        window = self.window
        window.item_opened.connect(lambda item: self._send(lambda node: node.open_agenda(item)))
        window.next_item.connect(self._open_next_item)
        window.spotlight_requested.connect(lambda comment: self._send(lambda node: node.spotlight(comment)))
        window.answered.connect(lambda comment, body: self._send(lambda node: node.answer(comment, body)))
        window.reopened.connect(lambda comment: self._send(lambda node: node.reopen(comment)))
        window.hidden.connect(lambda comment, reason: self._send(lambda node: node.hide(comment, reason)))
        window.unhidden.connect(lambda comment: self._send(lambda node: node.unhide(comment)))
        join_steering(window, self._send)
        window.replied.connect(self._reply)
        window.released.connect(self._release)
        window.moderation_chosen.connect(lambda mode: self._send(lambda node: node.set_moderation(mode)))
        window.grouped.connect(
            lambda comments, group: self._send(lambda node: node.group(comments, group=group))
        )
        window.apart.connect(self._alike.keep_apart)
        self._alike.suggested.connect(window.incoming.set_suggestions)
        window.presentation_stopped.connect(self.presenting.stop)
        join_presenting_bar(window.presenting, self.presenting, self.shelf)
        window.projector_page_chosen.connect(self._show_projector_page)
        window.collect_requested.connect(lambda document: self._send(lambda node: node.collect(document)))
        window.certificate_requested.connect(self._certificates.ask)
        window.meeting_open_requested.connect(lambda: self._send(lambda node: node.open_meeting()))
        window.meeting_end_requested.connect(lambda: self._send(lambda node: node.end()))
        window.chair_handed_over.connect(  # its question has said what becomes of a secret vote
            lambda device: self._send(lambda node: node.transfer_chair(device, uncounted=True))
        )
        window.device_removed.connect(lambda device: self._send(lambda node: node.remove(device)))
        window.replacement_answered.connect(
            lambda device, accept: self._send(lambda node: node.replace_device(device, accept=accept))
        )
        window.reissued.connect(lambda events: self._send(lambda node: node.reissue(events)))
        window.document_chosen.connect(self._choose_document)
        window.closed.connect(self.screening.place.give_up)
        self.documents.done.connect(lambda words: window.show_notice(words, Severity.INFO))
        self.documents.failed.connect(lambda words: window.show_notice(words, Severity.WARNING))
        self.reading.notice.connect(lambda words: window.show_notice(words, Severity.INFO))
        self.reading.warning.connect(lambda words: window.show_notice(words, Severity.WARNING))
        self.shelf.page_counts_changed.connect(window.set_page_counts)
        self.shelf.problems_changed.connect(window.set_problems)
        self.shelf.place_changed.connect(self._page_turned)

    def _join_node(self, reports: Reports) -> None:
        window = self.window
        self._connections = (
            reports.meeting_changed.connect(self.show_meeting),
            reports.link_changed.connect(window.set_link),
            reports.secrets_changed.connect(self.reading.set_secrets),
            reports.documents_changed.connect(window.set_documents),
            reports.documents_changed.connect(self.reading.set_documents),
            reports.documents_changed.connect(self.screening.set_documents),
            reports.presence_changed.connect(window.set_presence),
            reports.seat_questions_changed.connect(window.set_seat_questions),
            reports.succession_changed.connect(window.set_succession),
            reports.closing_code_changed.connect(self._show_closing_code),
            reports.code_changed.connect(self._show_invitation),
            reports.notice.connect(self.show_notice),
            reports.pointed.connect(self.screening.point),
        )

    def _return_to_place(self, meeting: Meeting, place: Anchor | None) -> None:
        """The page that was open before; what oneself presents goes before, lest it moves everywhere."""
        shown = meeting.presentation
        if shown and shown.presenter == self._device:
            self.shelf.show_document(shown.document, shown.page)
        elif place:
            self.shelf.show_document(place.document, place.page)

    def _show_closing_code(self, code: str) -> None:
        self.window.set_closing_code(code)
        self.projector.set_closing_code(code)

    def _choose_document(self, document: str) -> None:
        self._send(lambda node: node.look_at(document))  # also one that is still on its way comes first
        if not self.reading.choose(document):
            self.window.show_notice(self.reading.why_not_here(document), Severity.INFO)

    def _reply(self, comment: str, body: str) -> None:
        """Answer in the thread, as a comment of the item that the other one belongs to."""
        found = next((each for each in self.meeting.comments if each.comment == comment), None)
        if found is not None:
            draft = CommentDraft(body, agenda=found.agenda, reply_to=comment)
            self._send(lambda node: node.post(draft))

    def _release(self, comments: Sequence[str]) -> None:
        async def release(node: Node) -> None:
            for comment in comments:
                await node.release(comment)

        self._send(release)

    def _open_next_item(self) -> None:
        items = [item.item for item in self.meeting.agenda]
        current = self.meeting.current_item
        following = items.index(current) + 1 if current in items else 0
        if following < len(items):
            self._send(lambda node: node.open_agenda(items[following]))

    def _page_turned(self, document: str, _page: int) -> None:
        if document and self.reader.widget.isVisible():  # else it lies ready behind the comments
            self._send(lambda node: node.look_at(document))

    def _show_projector_page(self, page: ProjectorPage) -> None:
        self.screening.set_page(page)
        self.window.set_projector_page(page)

    def _show_invitation(self, _code: str = "") -> None:
        """Ask the node for the present code and invite string, and show them in the room."""

        async def invitation(node: Node) -> tuple[str, str]:
            return node.code, node.invite

        def show(invited: tuple[str, str]) -> None:
            if not self._connections:
                return  # the desk was left meanwhile
            code, invite = invited
            sign = mark(self.meeting.meeting[:MARK_LENGTH])  # what lobbies show beside this meeting
            guide = (invite, qr_image(invite), sign)
            self.window.set_code(code)
            self.window.set_guide(*guide)
            self.projector.set_code(code)
            self.projector.set_guide(*guide)

        self._send(invitation, show)

    def open_projector(self) -> None:
        """Show what the room sees: on the second screen, as soon as there is one."""
        self.screening.open()

    def _send(
        self, act: Callable[[Node], Coroutine[Any, Any, T]], on_result: Callable[[T], object] | None = None
    ) -> None:
        self._commands.send(
            act,
            on_result=on_result,
            on_error=self._warn,
        )

    def _warn(self, sentence: str) -> None:
        if self._connections:  # else the desk was left, and its window is gone
            self.window.show_notice(sentence, Severity.WARNING)

    def show_notice(self, notice: Notice) -> None:
        """Say it above the columns."""
        if not tell_standing(self.window.notice, notice):
            self.window.show_notice(notice_sentence(notice), notice.severity)
