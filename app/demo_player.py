"""Uses the windows of one process as a person would, told by lines of JSON; answers with what they show.

Keys and clicks go through Qt's event system to the real widgets. Only `--script` starts it.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget

from app.chair import Chair
from app.seat import Seat
from sync.digest import canonical, digest_of
from sync.meeting import CommentKind, Meeting
from widgets.agenda_model import ROW_ROLE
from widgets.comment_panel import Tab
from widgets.incoming_model import COMMENT_ROLE
from widgets.projector_content import ProjectorPage, spotlighted
from widgets.wording import kind_label

if TYPE_CHECKING:
    from app.desktop import Desktop


class StepFailed(Exception):  # noqa: N818 - named for what happened
    """A step that cannot be taken in the window that is open now."""


def type_text(widget: QWidget, text: str) -> None:
    """Enter text as an input method hands it over, line by line."""
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        event = QInputMethodEvent()
        event.setCommitString(line)
        QApplication.sendEvent(widget, event)


def replace_text(widget: QWidget, text: str) -> None:
    """Select what stands in a field and type over it."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    type_text(widget, text)


def click_row(view: QAbstractItemView, row: int) -> None:
    """Click the middle of a row."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(index).center(),
    )


class DemoPlayer(QObject):
    """Takes one step after the other from standard input and answers each on standard output."""

    _line_read = Signal(str)

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._usable = False
        self._usable_wanted = False
        self._line_read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        desktop.usable.connect(self._became_usable)
        self._steps: dict[str, Callable[..., dict[str, Any] | None]] = {
            name.removeprefix("_do_"): getattr(self, name) for name in dir(self) if name.startswith("_do_")
        }

    def listen(self) -> None:
        """Read steps until standard input ends; its end closes the windows."""
        threading.Thread(target=self._read, name="demo-steps", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._line_read.emit(line)
        self._line_read.emit("")

    @Slot(str)
    def _take(self, line: str) -> None:
        if not line:
            QApplication.quit()
            return
        try:
            step = json.loads(line)
            name = step.pop("do")
            if name == "when_usable" and not self._usable:
                self._usable_wanted = True
                return
            self._answer({"ok": True, **(self._steps[name](**step) or {})})
        except (StepFailed, KeyError, TypeError, ValueError) as error:
            self._answer({"ok": False, "error": f"{type(error).__name__}: {error}"})

    def _answer(self, answer: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    @Slot()
    def _became_usable(self) -> None:
        self._usable = True
        if self._usable_wanted:
            self._answer({"ok": True})

    # -- steps ---------------------------------------------------------------------------------

    def _do_look(self) -> dict[str, Any]:
        desk = self._desktop.desk
        if desk is None:
            lobby = self._desktop.lobby_window
            found = [meeting.meeting for meeting in self._desktop.reports.found]
            return {
                "window": "lobby",
                "meetings": lobby.meetings.model().rowCount(),
                "found": found,
                "error": lobby.join_panel.error(),
            }
        meeting = desk.meeting
        seen: dict[str, Any] = {
            "title": meeting.title,
            "meeting": meeting.meeting,
            "phase": meeting.phase.value,
            "digest": digest_of(meeting, [canonical(comment) for comment in meeting.comments]),
            "item": meeting.current_item,
            "documents": len(self._desktop.reports.documents),
            "complete": sum(status.complete for status in self._desktop.reports.documents),
            "document": self._document_title(meeting, desk.shelf.document),
            "page": desk.reader.page,
            "pages": desk.reader.widget.view.page_count,
            "sharp": desk.reader.widget.view.is_complete(),
        }
        return seen | (self._look_at_seat(desk) if isinstance(desk, Seat) else self._look_at_chair(desk))

    def _do_when_usable(self) -> None:
        """Answered at once when it is usable already."""

    def _do_fill_in(self, code: str, seat: str, name: str, meeting: str = "", address: str = "") -> None:
        window = self._desktop.lobby_window
        panel = window.join_panel
        if address:
            QTest.mouseClick(window.address_button, Qt.MouseButton.LeftButton)
            replace_text(panel.address, address)
        else:
            found = [candidate.meeting for candidate in self._desktop.reports.found]
            click_row(window.meetings, found.index(meeting) if meeting else 0)
        replace_text(panel.code, "")
        QTest.keyClicks(panel.code, code)
        replace_text(panel.seat, seat)
        replace_text(panel.name, name)

    def _do_press_join(self) -> None:
        button = self._desktop.lobby_window.join_panel.join_button
        if not button.isEnabled():
            raise StepFailed("the button to join cannot be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _do_open_document(self, row: int) -> None:
        """Click the row-th document of the agenda, counted from 1."""
        agenda = self._seat().window.agenda
        model = agenda.model()
        documents = [
            number for number in range(model.rowCount()) if model.index(number, 0).data(ROW_ROLE).document
        ]
        click_row(agenda, documents[row - 1])

    def _do_turn_page(self) -> None:
        view = self._desk().reader.widget.view
        before = view.current_page
        for _press in range(10):  # a page may be taller than the window
            QTest.keyClick(view, Qt.Key.Key_PageDown)
            if view.current_page > before:
                return
        raise StepFailed("the page did not turn")

    def _do_write(self, text: str, kind: str = "opinion") -> None:
        composer = self._seat().window.comments.composer
        label = kind_label(CommentKind(kind))
        buttons = [button for button in composer.findChildren(QPushButton) if button.text() == label]
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        composer.focus_text()
        type_text(self._focused(composer), text)

    def _do_clear(self) -> None:
        composer = self._seat().window.comments.composer
        composer.focus_text()
        replace_text(self._focused(composer), "")

    def _do_post(self, text: str, kind: str = "opinion") -> None:
        self._do_write(text, kind)
        field = self._focused(self._seat().window.comments.composer)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def _do_agree(self, text: str) -> None:
        self._press_comment(text, Qt.Key.Key_Space)

    def _do_withdraw(self, text: str) -> None:
        self._press_comment(text, Qt.Key.Key_Delete)
        QTest.keyClick(self._seat().window.comments.list, Qt.Key.Key_Y)

    def _do_show_all(self) -> None:
        """Look at the comments of every item."""
        self._seat().window.comments.show_tab(Tab.ALL)

    def _do_end(self) -> None:
        chair = self._chair()
        chair.window.meeting_end_requested.emit()

    def _do_next_item(self) -> None:
        QTest.mouseClick(self._chair().window.agenda.next_button, Qt.MouseButton.LeftButton)

    def _do_project(self, text: str) -> None:
        self._press_card(text, Qt.Key.Key_P)

    def _do_answer(self, text: str) -> None:
        self._press_card(text, Qt.Key.Key_A)

    def _do_hide(self, text: str) -> None:
        self._press_card(text, Qt.Key.Key_H)
        reason = self._focused(self._chair().window.incoming.hide_strip)
        QTest.keyClick(reason, Qt.Key.Key_Return)

    def _do_projector_page(self, page: str) -> None:
        button = self._chair().window.room.pages[ProjectorPage(page)]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _do_picture(self, window: str, path: str) -> None:
        desk = self._desktop.desk
        widgets: dict[str, QWidget] = {"lobby": self._desktop.lobby_window}
        if desk is not None:
            widgets[type(desk).__name__.lower()] = desk.window
        if isinstance(desk, Chair):
            widgets["projector"] = desk.projector
        if not widgets[window].grab().save(path):
            raise StepFailed(f"the picture {path} could not be written")

    def _do_quit(self) -> None:
        QApplication.closeAllWindows()

    # -- what is looked at ---------------------------------------------------------------------

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
            "waiting": len(self._desktop.reports.waiting),
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
                for presence in self._desktop.reports.presence
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

    def _desk(self) -> Chair | Seat:
        if self._desktop.desk is None:
            raise StepFailed("no meeting is open")
        return self._desktop.desk

    def _seat(self) -> Seat:
        desk = self._desk()
        if not isinstance(desk, Seat):
            raise StepFailed("this is the chair")
        return desk

    def _chair(self) -> Chair:
        desk = self._desk()
        if not isinstance(desk, Chair):
            raise StepFailed("this is a seat")
        return desk
