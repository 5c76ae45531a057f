"""Where the projector's window is: on the screen that is not the chair's, and nowhere while there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget


class Placed(Protocol):
    """The window, as much of it as is moved about."""

    def open_on(self, screen: QScreen | None) -> None:
        """Fill a screen; without one, be a small window."""

    def put_away(self) -> None:
        """Be seen nowhere."""


def second_screen(desk: QScreen | None = None) -> QScreen | None:
    """The screen that is not the chair's own, where one is connected; mirrored screens count as one."""
    first = desk or QGuiApplication.primaryScreen()
    for screen in QGuiApplication.screens():
        if screen is not first and screen.geometry() != first.geometry():
            return screen
    return None


class ProjectorPlace(QObject):
    """Moves the window when screens come, go or change, and never lays it over the chair's desk."""

    changed = Signal()

    def __init__(
        self,
        window: Placed,
        desk: QWidget,
        parent: QObject | None = None,
        *,
        find: Callable[[QScreen | None], QScreen | None] = second_screen,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._find = find
        self._wanted = True
        self._watched: list[QScreen] = []
        self.screen: QScreen | None = None  # that it fills
        self.in_window = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there is one while windows are built
        app.screenAdded.connect(self._take_screen)
        app.screenRemoved.connect(self._lose_screen)
        app.primaryScreenChanged.connect(self.settle)
        for screen in QGuiApplication.screens():
            self._watch(screen)
        desk.installEventFilter(self)

    @property
    def is_shown(self) -> bool:
        """Whether anybody can see it."""
        return self.screen is not None or self.in_window

    def show(self) -> None:
        """On the second screen where there is one; else it waits until there is."""
        self._wanted = True
        self.settle()

    def show_in_window(self) -> None:
        """As a small window beside the desk, which can be shared or dragged."""
        self._wanted, self.in_window, self.screen = True, True, None
        self._window.open_on(None)
        self.changed.emit()

    def give_up(self) -> None:
        """Somebody closed it: it stays away until it is asked for."""
        self._wanted = False
        self.screen, self.in_window = None, False
        self._window.put_away()
        self.changed.emit()

    def close(self) -> None:
        """Follow the screens no longer."""
        self._desk.removeEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - as above
        app.screenAdded.disconnect(self._take_screen)
        app.screenRemoved.disconnect(self._lose_screen)
        app.primaryScreenChanged.disconnect(self.settle)
        for screen in self._watched:
            screen.geometryChanged.disconnect(self._move)
        self._watched.clear()

    def settle(self, *_screen: object) -> None:
        """Be where it belongs now."""
        if not self._wanted:
            return
        found = self._find(self._desk.screen())
        if found is not None:
            self.screen, self.in_window = found, False
            self._window.open_on(found)
        elif not self.in_window:
            self.screen = None
            self._window.put_away()  # the system would lay it over the desk
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The desk was carried to another screen."""
        moved = event.type() == QEvent.Type.ScreenChangeInternal
        if moved and self.screen is not None and self._desk.screen() is self.screen:
            self.settle()
        return super().eventFilter(watched, event)

    def _take_screen(self, screen: QScreen) -> None:
        self._watch(screen)
        self.settle()

    def _lose_screen(self, screen: QScreen) -> None:
        if screen in self._watched:
            screen.geometryChanged.disconnect(self._move)
            self._watched.remove(screen)
        self.settle()

    def _watch(self, screen: QScreen) -> None:
        if screen not in self._watched:
            screen.geometryChanged.connect(self._move)
            self._watched.append(screen)

    def _move(self, *_geometry: object) -> None:
        """A screen was set beside another one, over it, or to another size."""
        self.settle()
