"""Uses the windows of one process as a person would, told by lines of JSON; answers with what they show.

Only `--script` starts it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.demo_hands import StepFailed, click_row, replace_text

if TYPE_CHECKING:  # both come after the lobby is shown
    from app.demo_desk import DemoDesk
    from app.desktop import Desktop


def take_input() -> TextIO:
    """What standard input would have given, for us alone; whatever we start finds nothing there.

    On Windows a new process waits at its start while somebody else reads the input that it inherits.
    """
    standard = sys.stdin.fileno()
    ours = os.dup(standard)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, standard)
    os.close(nothing)
    return os.fdopen(ours, encoding="utf-8")


class DemoPlayer(QObject):
    """Takes one step after the other from standard input and answers each on standard output."""

    _line_read = Signal(str)

    def __init__(self, desktop: Desktop) -> None:
        super().__init__(desktop)
        self._desktop = desktop
        self._listening = False
        self._listening_wanted = False
        self._line_read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        desktop.listening.connect(self._node_listens)
        self._steps: dict[str, Callable[..., dict[str, Any] | None]] = {
            name.removeprefix("_do_"): getattr(self, name) for name in dir(self) if name.startswith("_do_")
        }

    def listen(self) -> None:
        """Read steps until standard input ends; its end closes the windows."""
        threading.Thread(target=self._read, args=[take_input()], name="demo-steps", daemon=True).start()

    def _read(self, steps: TextIO) -> None:
        for line in steps:
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
            if name == "when_listening" and not self._listening:
                self._listening_wanted = True
                return
            take = self._steps.get(name) or getattr(self._desk(), f"do_{name}")
            self._answer({"ok": True, **(take(**step) or {})})
        except (StepFailed, AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            self._answer({"ok": False, "error": f"{type(error).__name__}: {error}"})

    def _answer(self, answer: dict[str, Any]) -> None:
        try:
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
        except OSError:  # the script is gone: close the windows, as at the end of its steps
            QApplication.quit()

    @Slot()
    def _node_listens(self) -> None:
        self._listening = True
        if self._listening_wanted:
            self._answer({"ok": True})

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
        return self._desk().look()

    def _do_when_painted(self) -> None:
        window = self._desktop.lobby_window
        if not window.isVisible():
            raise StepFailed("the lobby is not shown")
        window.repaint()

    def _do_when_listening(self) -> None:
        """Answered at once when the node listens already."""

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

    def _do_picture(self, window: str, path: str) -> None:
        widgets: dict[str, QWidget] = {"lobby": self._desktop.lobby_window}
        if self._desktop.desk is not None:
            widgets |= self._desk().windows()
        if not widgets[window].grab().save(path):
            raise StepFailed(f"the picture {path} could not be written")

    def _do_quit(self) -> None:
        QApplication.closeAllWindows()

    def _desk(self) -> DemoDesk:
        from app.demo_desk import DemoDesk

        if self._desktop.desk is None:
            raise StepFailed("no meeting is open")
        return DemoDesk(self._desktop.desk, self._desktop.reports)
