"""How far what a person said last about a poll or a look-back has come."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

SETTLE_MS = 500  # until then the node has told what of it has not arrived


class Delivery(Enum):
    """From being saved here to being at the chair's PC."""

    SAVING = auto()
    UNHEARD = auto()
    HEARD = auto()
    REACHED = auto()


class Deliveries(QObject):
    """Of one panel. The node tells what waits, by the events and by what they are about."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events: dict[str, str] = {}  # the newest event about each thing
        self._saving = ""
        self._waiting: frozenset[str] = frozenset()
        self._unheard: frozenset[str] = frozenset()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.changed)

    def send(self, about: str) -> None:
        """Something was said, and is to be saved."""
        self._saving = about

    def confirm(self, about: str, event: str) -> None:
        """It is saved, as this event."""
        self._saving = ""
        self._events[about] = event
        self._settling.start()
        self.changed.emit()

    def fail(self) -> None:
        """It was not saved."""
        self._saving = ""

    def set_waiting(self, waiting: frozenset[str]) -> None:
        """What of this device has not reached the chair's PC."""
        self._waiting = waiting
        if waiting & set(self._events.values()):
            self._settling.stop()
        self.changed.emit()

    def set_unheard(self, unheard: frozenset[str]) -> None:
        """What of it has not reached anybody."""
        self._unheard = unheard
        self.changed.emit()

    def of(self, about: str, *, recorded: str = "", is_recorded: bool = False) -> Delivery:
        """How far it is; `recorded` is the event in the record, which may be silent about that one."""
        # of a secret ballot the meeting tells no event, and a restart forgets which it was
        names = {self._events.get(about) or recorded, about}
        if names & self._waiting:
            return Delivery.UNHEARD if names & self._unheard else Delivery.HEARD
        if self._settling.isActive() or (self._saving == about and not is_recorded):
            return Delivery.SAVING
        return Delivery.REACHED
