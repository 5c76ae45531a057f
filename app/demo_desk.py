"""The steps of the demonstration at a seat and at the chair's desk; loaded once a meeting is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from app.bridge import Reports
from app.chair import Chair
from app.demo_hands import StepFailed, click_row, replace_text, type_text
from app.seat import Seat
from sync.digest import canonical, digest_of
from sync.meeting import CommentKind, Meeting
from widgets.agenda_model import ROW_ROLE
from widgets.incoming_model import COMMENT_ROLE
from widgets.projector_content import ProjectorPage, spotlighted
from widgets.shown_comments import Tab
from widgets.wording import kind_label


class DemoDesk:
    """What can be done and seen in the windows of a meeting."""

    def __init__(self, desk: Chair | Seat, reports: Reports) -> None:
        self._open_desk = desk
        self._reports = reports

    def windows(self) -> dict[str, QWidget]:
        """The windows of this desk by their names."""
        desk = self._open_desk
        if isinstance(desk, Chair):
            return {"chair": desk.window, "projector": desk.projector}
        return {"seat": desk.window}

    def look(self) -> dict[str, Any]:
        """What the windows show now."""
        desk = self._open_desk
        meeting = desk.meeting
        seen: dict[str, Any] = {
            "title": meeting.title,
            "meeting": meeting.meeting,
            "phase": meeting.phase.value,
            "digest": digest_of(meeting, [canonical(comment) for comment in meeting.comments]),
            "item": meeting.current_item,
            "documents": len(self._reports.documents),
            "complete": sum(status.complete for status in self._reports.documents),
            "document": self._document_title(meeting, desk.shelf.document),
            "page": desk.reader.page,
            "pages": desk.reader.widget.view.page_count,
            "sharp": desk.reader.widget.view.is_complete(),
        }
        return seen | (self._look_at_seat(desk) if isinstance(desk, Seat) else self._look_at_chair(desk))

    def do_open_document(self, row: int) -> None:
        """Click the row-th document of the agenda, counted from 1."""
        agenda = self._seat().window.agenda
        model = agenda.model()
        documents = [
            number for number in range(model.rowCount()) if model.index(number, 0).data(ROW_ROLE).document
        ]
        click_row(agenda, documents[row - 1])

    def do_turn_page(self) -> None:
        """Press PageDown until the next page is in front."""
        view = self._open_desk.reader.widget.view
        before = view.current_page
        for _press in range(10):  # a page may be taller than the window
            QTest.keyClick(view, Qt.Key.Key_PageDown)
            if view.current_page > before:
                return
        raise StepFailed("the page did not turn")

    def do_write(self, text: str, kind: str = "opinion") -> None:
        """Choose a kind and type a text, without posting it."""
        composer = self._seat().window.comments.composer
        label = kind_label(CommentKind(kind))
        buttons = [button for button in composer.findChildren(QPushButton) if button.text() == label]
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        composer.focus_text()
        type_text(self._focused(composer), text)

    def do_clear(self) -> None:
        """Empty the composer."""
        composer = self._seat().window.comments.composer
        composer.focus_text()
        replace_text(self._focused(composer), "")

    def do_post(self, text: str, kind: str = "opinion") -> None:
        """Write a comment and post it by Ctrl+Enter."""
        self.do_write(text, kind)
        field = self._focused(self._seat().window.comments.composer)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def do_agree(self, text: str) -> None:
        """Agree with a comment, or take it back."""
        self._press_comment(text, Qt.Key.Key_Space)

    def do_withdraw(self, text: str) -> None:
        """Withdraw one's own comment, with its confirmation."""
        self._press_comment(text, Qt.Key.Key_Delete)
        QTest.keyClick(self._seat().window.comments.list, Qt.Key.Key_Y)

    def do_show_all(self) -> None:
        """Look at the comments of every item."""
        self._seat().window.comments.show_tab(Tab.ALL)

    def do_end(self) -> None:
        """Close the meeting."""
        chair = self._chair()
        chair.window.meeting_end_requested.emit()

    def do_next_item(self) -> None:
        """Press the button for the next item."""
        QTest.mouseClick(self._chair().window.agenda.next_button, Qt.MouseButton.LeftButton)

    def do_project(self, text: str) -> None:
        """Project a comment by its key."""
        self._press_card(text, Qt.Key.Key_P)

    def do_answer(self, text: str) -> None:
        """Mark a comment as answered by its key, without words."""
        self._press_card(text, Qt.Key.Key_A)
        words = self._focused(self._chair().window.incoming.editor)
        QTest.keyClick(words, Qt.Key.Key_Return)

    def do_hide(self, text: str) -> None:
        """Hide a comment by its key, without a reason."""
        self._press_card(text, Qt.Key.Key_H)
        reason = self._focused(self._chair().window.incoming.editor)
        QTest.keyClick(reason, Qt.Key.Key_Return)

    def do_projector_page(self, page: str) -> None:
        """Press the button of a projector page."""
        button = self._chair().window.room.pages[ProjectorPage(page)]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _look_at_seat(self, seat: Seat) -> dict[str, Any]:
        panel = seat.window.comments
        model = panel.list.comments
        return {
            "window": "seat",
            "comments": [model.row_at(row).comment.body for row in range(model.rowCount())],
            "agreed": {
                model.row_at(row).comment.body: len(model.row_at(row).comment.agreed)
                for row in range(model.rowCount())
            },
            "waiting": len(self._reports.waiting),
            "composer": panel.composer.draft().body,
            "link": seat.window.bar.link_text(),
            "agenda": self._rows_in_words(seat.window.agenda),
        }

    def _look_at_chair(self, chair: Chair) -> dict[str, Any]:
        on_wall = chair.projector.view.content.meeting
        shown = spotlighted(on_wall) if on_wall else None
        return {
            "window": "chair",
            "code": chair.window.code_text(),
            "invite": chair.projector.view.content.invite,
            "connected": sum(
                presence.connected and presence.device != chair.meeting.chair
                for presence in self._reports.presence
            ),
            "comments": self._listed(chair),
            "projected": shown.body if shown else "",
            "waiting": 0,
        }

    def _listed(self, chair: Chair) -> list[str]:
        model = chair.window.incoming.list.comments
        return [model.index(row, 0).data(COMMENT_ROLE).body for row in range(model.rowCount())]

    def _rows_in_words(self, view: QAbstractItemView) -> list[str]:
        model = view.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def _document_title(self, meeting: Meeting, document: str) -> str:
        found = meeting.document(document)
        return found.title if found else ""

    def _press_comment(self, text: str, key: Qt.Key) -> None:
        listed = self._seat().window.comments.list
        model = listed.comments
        for row in range(model.rowCount()):
            if model.row_at(row).comment.body == text:
                listed.setCurrentIndex(model.index(row, 0))
                QTest.keyClick(listed, key)
                return
        raise StepFailed("the comment is not shown")

    def _press_card(self, text: str, key: Qt.Key) -> None:
        listed = self._chair().window.incoming.list
        bodies = self._listed(self._chair())
        if text not in bodies:
            raise StepFailed("the comment is not in the chair's list")
        index = listed.model().index(bodies.index(text), 0)
        listed.setCurrentIndex(index)
        QTest.keyClick(listed, key)

    def _focused(self, inside: QWidget) -> QWidget:
        focus = inside.window().focusWidget()
        if focus is None or not inside.isAncestorOf(focus):
            raise StepFailed("the keyboard is not where it should be")
        return focus

    def _seat(self) -> Seat:
        desk = self._open_desk
        if not isinstance(desk, Seat):
            raise StepFailed("this is the chair")
        return desk

    def _chair(self) -> Chair:
        desk = self._open_desk
        if not isinstance(desk, Chair):
            raise StepFailed("this is a seat")
        return desk
