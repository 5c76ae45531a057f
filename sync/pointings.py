"""Where the presenter is at this moment: said by who presents, passed on by the chair's PC, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from sync.errors import KurumazaError
from sync.meeting import Meeting, Phase
from sync.pointing_form import pack_pointing
from sync.throttle import Throttle
from sync.wire import WireError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.conversation import Conversation
    from sync.discussion import Pointing
    from sync.place import Place

SAY_S: Final = 1 / 30
PASS_ON_S: Final = 1 / 50
"""Shorter than `SAY_S`, lest what comes a little early waits for a whole further turn."""

MAX_STRAYS: Final = 600
"""So many may come over one link from a device that does not present: it may have lost the role just now."""


class Circle(Protocol):
    """What is asked of the meeting that it belongs to."""

    conversations: list[Conversation]
    meeting_id: str

    @property
    def hosting(self) -> bool:
        """Whether this device is the chair's PC."""

    @property
    def chair(self) -> Conversation | None:
        """The conversation with the chair's PC, while there is one."""

    def meeting(self) -> Meeting | None:
        """The meeting as it stands."""


class Pointings:
    """Of one meeting at one device. The newest one is all there is; what was not sent yet gives way to it.

    It is listened to over two kinds of links: that of the device which presents, and that of the chair's PC.
    """

    def __init__(self, circle: Circle, place: Place) -> None:
        self._circle = circle
        self._device = place.device
        self._place = place
        self._said: Pointing | None = None
        self._heard: tuple[Pointing, str] | None = None  # with the device that said it
        self._saying = Throttle(self._say, SAY_S)
        self._passing = Throttle(self._pass_on, PASS_ON_S)

    def point(self, pointing: Pointing) -> None:
        """Say where this device points; nobody is told unless it presents, and that is no failure."""
        try:
            pack_pointing(pointing)
        except ValueError as error:
            raise KurumazaError("bad_argument", str(error)) from error
        if self._presenter() == self._device:
            self._said = pointing
            self._saying.poke()

    def heard(self, source: Conversation, pointing: Pointing) -> None:
        """A peer says where the presenter is. WireError when it goes on saying so without the role."""
        meeting, presenter, device = self._circle.meeting(), self._presenter(), source.link.device
        is_of_chair = meeting is not None and device == meeting.chair
        if presenter in ("", self._device) or not (is_of_chair or device == presenter):
            source.strays += not is_of_chair
            if source.strays > MAX_STRAYS:
                raise WireError("a device that does not present points")
        elif meeting is not None and meeting.document(pointing.document) is not None:
            source.strays = 0
            self._heard = (pointing, device)
            self._passing.poke()

    def stop(self) -> None:
        """Say and report nothing more."""
        self._saying.stop()
        self._passing.stop()

    def _presenter(self) -> str:
        """The device that presents and may do so, "" for none."""
        meeting = self._circle.meeting()
        if meeting is None or meeting.presentation is None or meeting.phase is Phase.CLOSED:
            return ""
        presenter = meeting.presentation.presenter
        return presenter if presenter in (meeting.chair, meeting.presenter) else ""

    def _say(self) -> None:
        pointing, chair = self._said, self._circle.chair
        if pointing is None or self._presenter() != self._device:
            return
        self._send(pointing, [chair] if chair is not None else self._circle.conversations)
        self._report(pointing)

    def _pass_on(self) -> None:
        if self._heard is None:
            return
        pointing, device = self._heard
        if self._circle.hosting:
            self._send(pointing, [each for each in self._circle.conversations if each.link.device != device])
        self._report(pointing)

    def _report(self, pointing: Pointing) -> None:
        if self._place.is_current(self._circle.meeting_id):
            self._place.listener.pointed(pointing)

    @staticmethod
    def _send(pointing: Pointing, conversations: Iterable[Conversation]) -> None:
        for conversation in conversations:
            conversation.point(pointing)
