"""Builds every object of the desktop program once and hands each its collaborators."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from app.bridge import NodeSignals, Reports
from app.carrying import Carrying
from app.command_line import Invocation
from app.commands import Commands, log_unexpected
from app.forgetting import Forgetting
from app.garbage import GarbageCollection
from app.kept_desk import KeptDesk
from app.language import install_language, language_of
from app.lobby import Lobby
from app.paths import ProfilePaths, resource
from app.sentences import error_sentence
from app.settings import Settings
from app.tasks import Tasks
from widgets.lobby_window import JoinRequest, LobbyWindow
from widgets.theme import TextSize, apply_theme, new_application

if TYPE_CHECKING:  # the lobby is shown before these are loaded
    from subprocess import Popen

    from app.chair import Chair
    from app.drafts import Drafts
    from app.interruption import Interruption
    from app.reading_room import ReadingRoom
    from app.scripts import Scripts
    from app.seat import Seat
    from sync.meeting import Anchor, Meeting
    from sync.node_thread import NodeThread
    from sync.status import Notice

UNSEEN_LOAD_MS = 1000  # a window that nobody can see, on a locked screen, is not painted
SWITCH_S = 0.001
"""After so long the thread of the node gives way to the window: while it loads, and with every comment."""

logger = logging.getLogger(__name__)


def load_node(options: dict[str, Any]) -> NodeThread:
    """Import all that a meeting needs, in a thread, while the lobby can be used; gives a node to start."""
    sys.setswitchinterval(SWITCH_S)
    import socket

    from app.policy import device_policy, retention
    from sync.node import NodeOptions
    from sync.node_thread import NodeThread

    for desk in ("app.chair", "app.secretariat", "app.seat", "app.drafts"):
        importlib.import_module(desk)
    listener = options.pop("listener")()
    rule = retention(device_policy().policy)
    return NodeThread(NodeOptions(device_name=socket.gethostname(), retention=rule, **options), listener)


def tell(sentence: str, window: QWidget | None = None) -> None:
    """Say on the console why the program ends; in a box where it was started from an icon."""
    if sys.stderr is None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.critical(window, "Kurumaza", sentence)
    else:
        sys.stderr.write(f"kurumaza: {sentence}\n")


def _chair_lost(meeting: Meeting) -> Notice:
    """Told to who was the chair until now; it stays until it is closed."""
    from sync.status import Notice, Severity

    chair = meeting.member(meeting.chair)
    if chair is None or not chair.seat:
        text = "The chair is at another PC now. This PC is a seat again."
        return Notice(Severity.WARNING, "chair_lost_unseated", text)
    text = f"The chair is at seat {chair.seat} now. This PC is a seat again."
    return Notice(Severity.WARNING, "chair_lost", text, (chair.seat,))


def _code_new() -> Notice:
    """Told to who is the chair from now on: who wants in needs another code than before."""
    from sync.status import Notice, Severity

    return Notice(Severity.INFO, "code_new", "The code of the meeting is a new one.")


class Desktop(QObject):
    """One running program: the lobby first, then the windows of the meeting that this device is in."""

    listening = Signal()

    def __init__(self, application: QApplication, invocation: Invocation) -> None:
        super().__init__()
        self.exit_code = 0
        self.desk: Chair | Seat | None = None
        self._application = application
        self._invocation = invocation
        self._paths = ProfilePaths(invocation.profile)
        self._settings = Settings.load(self._paths.settings)
        self._translators: tuple[QTranslator, ...] = ()
        self._install_language()
        apply_theme(application, self._chosen_text_size())
        self._tasks = Tasks(self)
        self._signals = NodeSignals(self)
        self.reports = Reports(self._signals, self)
        self._thread: NodeThread | None = None
        self._commands = Commands(self._tasks)
        self._kept_desk = KeptDesk(self._commands, self._tasks, self._paths, self)
        self._drafts: Drafts | None = None
        self._scripts: Scripts | None = None
        self._room: ReadingRoom | None = None
        self._interruption: Interruption | None = None
        self._garbage: GarbageCollection | None = None
        self._programs: list[Popen[bytes]] = []  # those that have ended are let go when another starts
        self._wants_desk = False  # whether the secretariat is at its desk or at its seat
        self._load_timer = QTimer(self, singleShot=True)
        self._load_timer.timeout.connect(self._load_node)
        self.reports.meeting_changed.connect(self._show_meeting)
        self.carrying = Carrying(self._commands, self)
        self.lobby_window = self._new_lobby_window()
        self.lobby = Lobby(
            self.lobby_window,
            self.reports,
            self._commands,
            self._tasks,
            start_program=self._start_program,
            take=self.carrying.take,
            settings=lambda: self._settings,
            choose=self._choose,
            parent=self,
        )
        self.carrying.busy_changed.connect(self.lobby.set_carrying)
        self.lobby.scripted.connect(lambda meeting, found: self._open_scripts().take_in(meeting, found))
        self._forgetting = Forgetting(
            self._commands, self._tasks, self._paths, lambda: self.desk is None, self._forget_words, self
        )
        self._kept_desk.removed.connect(self._forgetting.look)
        self.listening.connect(self._forgetting.look)
        self.lobby_window.show()

    def start(self) -> None:
        """Start the node once the lobby is seen; one that cannot start ends the program with one sentence."""
        self._load_timer.start(UNSEEN_LOAD_MS)
        self.lobby_window.painted.connect(self._hasten_load)
        invocation = self._invocation
        if invocation.command == "chair":
            self.lobby.host(Path(invocation.target), invocation.code)
        elif invocation.command == "join" and (invocation.target or invocation.code):
            request = JoinRequest(
                meeting="",
                address_or_invite=invocation.target,
                code=invocation.code,
                seat=invocation.seat or self._settings.seat,
                name=invocation.name or self._settings.name,
            )
            if invocation.target:
                self.lobby.join(request)
            else:
                self.lobby.join_first_found(request, invocation.meeting)

    def close(self) -> None:
        """Save what was being written and stop the node."""
        self._load_timer.stop()
        if self._drafts:
            self._drafts.save()
        if self.desk:
            self.desk.close()
        if self._scripts:
            self._scripts.close()
        self._close_room()
        self._tasks.close()
        self._forgetting.close()
        if self._thread:
            self._thread.stop()
        if self._interruption:
            self._interruption.close()
        if self._garbage:
            self._garbage.close()

    def _hasten_load(self) -> None:
        if self._load_timer.isActive():
            self._load_timer.start(0)

    def _load_node(self) -> None:
        invocation = self._invocation
        options: dict[str, Any] = {
            "profile": invocation.profile,
            "mdns": invocation.mdns,
            "broadcast": invocation.mdns,
            "listener": self._signals.listener,
        }
        if invocation.listen:
            host, _, port = invocation.listen.rpartition(":")
            options["listen_port"] = int(port)
            if host:
                options["listen_host"] = host
        self._tasks.run(partial(load_node, options), self._start_node, self._start_failed)

    def _start_node(self, thread: NodeThread) -> None:
        gc.freeze()  # what was loaded stays, and need not be looked through again
        self._garbage = GarbageCollection(self)
        try:
            self._open_drafts()
        except OSError as error:
            self._start_failed(error)
            return
        from app.interruption import Interruption

        self._interruption = Interruption(self._application.quit, self)
        self._thread = thread
        thread.start()
        self._commands.connect_node(thread)
        self._tasks.follow(thread.started, lambda _none: self.listening.emit(), self._start_failed)

    def _new_lobby_window(self) -> LobbyWindow:
        window = LobbyWindow()
        window.text_size_changed.connect(self._choose_text_size)
        window.set_language(self._language())
        window.language_chosen.connect(self._choose_language)
        self.carrying.serve(window.carry, window.show_notice)
        self._kept_desk.show_in(window)
        return window

    def _open_lobby(self) -> None:
        """Show a new window of the lobby in place of the one before."""
        before, self.lobby_window = self.lobby_window, self._new_lobby_window()
        self.lobby.show_in(self.lobby_window)
        self.lobby_window.show()
        before.close()
        before.deleteLater()

    def _open_drafts(self) -> Drafts:
        from app.drafts import Drafts

        if self._drafts is None:
            self._drafts = Drafts(self._paths.drafts, self)
        return self._drafts

    def _open_scripts(self) -> Scripts:
        from app.scripts import Scripts

        if self._scripts is None:
            self._scripts = Scripts(self._paths.scripts, self._tasks, self)
        return self._scripts

    def _start_failed(self, error: Exception) -> None:
        log_unexpected("The node did not start", error)
        self.exit_code = 1
        tell(error_sentence(error), self.lobby_window)
        self._application.exit(1)

    def _show_meeting(self, meeting: Meeting) -> None:
        """Give this device its desk, or another one where the chair has come or gone."""
        if self.desk is None:
            from app.reading_room import ReadingRoom

            self._room = ReadingRoom(self._paths, self._tasks, self)
            self.desk = self._new_desk(meeting, self._room)
            self.desk.window.show()
            self.lobby.stop_looking()
            self.lobby_window.close()
        elif self._room is not None and type(self.desk) is not self._desk_class(meeting):
            self._replace_desk(meeting, self.desk, self._room)

    def _is_chair(self, meeting: Meeting) -> bool:
        return meeting.chair == self.reports.device

    def _desk_class(self, meeting: Meeting) -> type[Chair | Seat]:
        """The chair's desk, the secretariat's if it was asked for, or a seat."""
        from app.chair import Chair
        from app.seat import Seat
        from app.secretariat import Secretariat

        if self._is_chair(meeting):
            return Chair
        helps = self.reports.device in meeting.secretariat
        return Secretariat if helps and self._wants_desk else Seat

    def _toggle_desk(self, wanted: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        """The secretariat goes from its seat to its desk, or back."""
        self._wants_desk = wanted
        if self.desk is not None:
            self._show_meeting(self.desk.meeting)

    def _new_desk(self, meeting: Meeting, room: ReadingRoom, place: Anchor | None = None) -> Chair | Seat:
        from app.chair import Chair
        from app.seat import Seat
        from app.secretariat import Secretariat

        desk = self._desk_class(meeting)(
            meeting,
            self.reports.device,
            self.reports,
            self._commands,
            self._open_drafts(),
            room,
            leave=self._leave,
            parent=self,
            place=place,
        )
        if isinstance(desk, Seat):
            desk.rekeyed.connect(self.lobby.tell_new_key)
        if isinstance(desk, Chair) and desk.of_chair:  # the secretariat's desk has none of them
            desk.serve_scripts(self._open_scripts())
        if isinstance(desk, Seat | Secretariat):
            desk.desk_toggled.connect(self._toggle_desk, Qt.ConnectionType.QueuedConnection)
        desk.window.text_size_changed.connect(self._choose_text_size)
        self.carrying.serve(desk.window.carry, desk.window.show_notice)
        return desk

    def _replace_desk(self, meeting: Meeting, before: Chair | Seat, room: ReadingRoom) -> None:
        """The new window stands where the old one stood, at the same page, before the old one goes."""
        self._open_drafts().save()
        place = before.shelf.place
        before.put_down()
        self.desk = after = self._new_desk(meeting, room, place)
        was_active = before.window.isActiveWindow()
        after.window.setGeometry(before.window.normalGeometry())
        after.window.setWindowState(before.window.windowState())  # maximised stays maximised
        after.window.show()
        if was_active:
            after.window.activateWindow()
        before.close()
        before.deleteLater()
        if before.of_chair or after.of_chair:
            after.show_notice(_chair_lost(meeting) if before.of_chair else _code_new())

    def _leave(self) -> None:
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        if self._drafts:
            self._drafts.save()
        self.reports.forget_meeting()
        self._open_lobby()
        desk.close()
        desk.deleteLater()
        self._close_room()
        self._forgetting.look()

    def _forget_words(self, meeting: str) -> None:
        """Keep neither a draft for a meeting that was removed from this PC, nor its chair's scripts."""
        drafts = self._open_drafts()
        drafts.keep(meeting, None)
        drafts.save()
        self._open_scripts().forget(meeting)

    def _close_room(self) -> None:
        room, self._room = self._room, None
        if room is not None:
            room.close()
            room.deleteLater()

    def _choose(self, settings: Settings) -> None:
        self._settings = settings
        try:
            settings.save(self._paths.settings)
        except OSError as error:
            logger.warning("The settings could not be saved: %s", error.strerror)

    def _choose_text_size(self, size: TextSize) -> None:
        apply_theme(self._application, size)
        self._choose(replace(self._settings, text_size=size.value))

    def _choose_language(self, language: str) -> None:
        """Texts are made when a window is built, so the lobby is built anew."""
        self._invocation = replace(self._invocation, language="")
        self._choose(replace(self._settings, language=language))
        self._install_language()
        self._open_lobby()

    def _chosen_text_size(self) -> TextSize:
        chosen = self._settings.text_size
        return TextSize(chosen) if chosen in list(TextSize) else TextSize.SMALL

    def _language(self) -> str:
        return language_of(self._invocation.language or self._settings.language)

    def _install_language(self) -> None:
        self._translators = install_language(
            self._application, self._language(), instead_of=self._translators
        )

    def _start_program(self, arguments: list[str]) -> None:
        import subprocess

        from app.program import program

        command = program(["--lang", self._language(), *arguments])
        try:
            started = subprocess.Popen(command, close_fds=True)  # noqa: S603 - this program itself
        except OSError as error:
            self.lobby_window.set_join_error(error_sentence(error))
            return
        self._programs = [*(each for each in self._programs if each.poll() is None), started]


def run(invocation: Invocation, prepare: Callable[[Desktop], None] | None = None) -> int:
    """Show the windows until the last one is closed; `prepare` sees the built program before it starts."""
    application = QApplication.instance() or new_application(sys.argv[0])
    if not isinstance(application, QApplication):
        raise TypeError("windows need a QApplication")
    application.setApplicationName("Kurumaza")
    application.setWindowIcon(QIcon(str(resource("icons", "kurumaza.png"))))  # Windows takes none by itself
    try:
        desktop = Desktop(application, invocation)
    except OSError as error:  # the profile cannot be read: nothing was shown and nothing changed
        tell(error_sentence(error))
        return 1
    if prepare:
        prepare(desktop)
    desktop.start()
    try:
        code = application.exec()
    finally:
        desktop.close()
    return desktop.exit_code or code
