"""What a presenter does with pages, told to the room: at once while it moves, as an event once it rests."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from sync.discussion import Pointing
from sync.meeting import Phase
from widgets.page_presenting import PagePresenting
from widgets.wording import document_words, place_words

if TYPE_CHECKING:
    from app.shelf import Shelf
    from sync.meeting import Meeting
    from sync.node import Node
    from widgets.presenting_bar import PresentingBar

SAY_MS = 33
REST_MS = 500
STILL_MS = 2_000  # a presenter who does not move says so, for those who came or lost a word

Send = Callable[[Callable[["Node"], Coroutine[Any, Any, object]]], object]


class Presenting(QObject):
    """Of the chair's desk and of a seat alike. Only the document that is presented is told, no other."""

    changed = Signal()

    def __init__(self, shelf: Shelf, device: str, send: Send, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shows_pointer = True
        self._shelf = shelf
        self._device = device
        self._send = send
        self.meeting: Meeting | None = None
        self._pages = PagePresenting(shelf.reader.widget.view)
        self._said: Pointing | None = None
        self._since_said = QElapsedTimer()
        self._saying = QTimer(self, singleShot=True, interval=SAY_MS)
        self._saying.timeout.connect(self._say)
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._rest)
        self._still = QTimer(self, interval=STILL_MS)
        self._still.timeout.connect(self._say_again)
        self._pages.changed.connect(self._move)
        shelf.place_changed.connect(self._turn)

    @property
    def may(self) -> bool:
        """Whether this device may present: the chair's, or the one that was given the role."""
        meeting = self.meeting
        if meeting is None or meeting.phase is Phase.CLOSED or meeting.awaits_opening:
            return False
        return self._device in (meeting.chair, meeting.presenter)

    @property
    def is_on(self) -> bool:
        """Whether it presents now."""
        shown = self.meeting.presentation if self.meeting else None
        return shown is not None and shown.presenter == self._device and self.may

    def set_meeting(self, meeting: Meeting) -> None:
        """Take who may present, and what is presented."""
        self.meeting = meeting
        if not self.is_on:
            self._saying.stop()
            self._resting.stop()
            self._still.stop()
        elif not self._still.isActive():
            self._still.start()
            self._move()
        self.changed.emit()

    def present_here(self) -> None:
        """Show the page that is open here at every seat that follows."""
        if self._shelf.place is not None:
            self._resting.stop()
            self._present(self._pointing())

    def stop(self) -> None:
        """Present nothing any more."""
        self._send(lambda node: node.present(""))

    def call(self) -> None:
        """Ask everybody to look at the page that is open here."""
        place = self._shelf.place
        if place is not None:
            self._send(lambda node: node.call_to_look(place.document, place.page))

    def show_pointer(self, *, on: bool) -> None:
        """Whether the others see where one points here."""
        self.shows_pointer = on
        self._move()

    def close(self) -> None:
        """Say nothing any more."""
        for timer in (self._saying, self._resting, self._still):
            timer.stop()
        self.meeting = None

    def _is_presented(self) -> bool:
        """Whether what is presented is what is open here."""
        shown = self.meeting.presentation if self.meeting else None
        return self.is_on and shown is not None and shown.document == self._shelf.document

    def _pointing(self) -> Pointing:
        view, place = self._shelf.reader.widget.view, self._shelf.place
        document, page = (place.document, place.page) if place else (self._shelf.document, 1)
        if not view.page_count or not view.isVisible():
            return Pointing(document, page)
        return self._pages.pointing(document, with_pointer=self.shows_pointer)

    def _turn(self, document: str, _page: int) -> None:
        if document:
            self._move()

    def _move(self) -> None:
        """Something moved: say it soon, and write it down once all rests."""
        if not self._is_presented() or self._shelf.place is None:
            return
        if not self._saying.isActive():
            gone_ms = self._since_said.elapsed() if self._since_said.isValid() else SAY_MS
            self._saying.start(max(0, SAY_MS - gone_ms))
        self._resting.start()

    def _say(self) -> None:
        if self._is_presented() and self._shelf.reader.widget.view.isVisible():
            pointing = self._pointing()
            if pointing != self._said:
                self._said = pointing
                self._since_said.start()
                self._send(lambda node: node.point(pointing))

    def _say_again(self) -> None:
        self._said = None
        self._say()

    def _rest(self) -> None:
        shown = self.meeting.presentation if self.meeting else None
        if shown is None or not self._is_presented() or self._shelf.place is None:
            return
        here = self._pointing()
        if not self._shelf.reader.widget.view.isVisible() and here.page == shown.page:
            return  # it lies behind something else, and nothing was turned there
        if (here.page, here.zoom, here.x, here.y) != (shown.page, shown.zoom, shown.x, shown.y):
            self._present(here)

    def _present(self, here: Pointing) -> None:
        self._send(lambda node: node.present(here.document, here.page, zoom=here.zoom, x=here.x, y=here.y))


def join_presenting_bar(bar: PresentingBar, presenting: Presenting, shelf: Shelf) -> None:
    """Let the buttons of a presenter do what they say, and the bar say how things are."""

    def show() -> None:
        meeting = presenting.meeting
        shown = meeting.presentation if meeting and presenting.is_on else None
        document = meeting.document(shown.document) if meeting and shown else None
        place = place_words(document_words(document), shown.page) if shown and document else ""
        bar.offer(offered=presenting.may)
        is_here = shown is not None and shelf.place is not None and shelf.document == shown.document
        bar.show_state(place=place, can_show=presenting.may and shelf.place is not None, is_here=is_here)

    bar.present_requested.connect(presenting.present_here)
    bar.stop_requested.connect(presenting.stop)
    bar.call_requested.connect(presenting.call)
    bar.pointer_toggled.connect(lambda on: presenting.show_pointer(on=on))
    presenting.changed.connect(show)
    shelf.place_changed.connect(lambda _document, _page: show())
