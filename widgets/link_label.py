"""The link to the others in words, with a dot beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from sync.status import CatchingUp, Ended, InStep, LinkStatus, OnOurOwn, Searching
from widgets.bar_label import BarLabel
from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LinkLabel(BarLabel):
    """A quiet sentence in the bar; a lost network is no alarm."""

    def __init__(self, parent: QWidget | None = None, *, of_chair: bool = False) -> None:
        super().__init__(parent)
        self._of_chair = of_chair
        self.set_link(Searching())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its usual words are whole at every text size; titles give way first."""
        least = super().minimumSizeHint()
        return QSize(
            max(least.width(), min(self.sizeHint().width(), current_theme().px(200))), least.height()
        )

    def set_link(self, status: LinkStatus) -> None:
        """Show the newest state; the sign differs too, so that colour is never alone."""
        sign, words, look, more = self._picture(status)
        self.show_text(f"{sign} {words}")
        show_tooltip(self, f"{words}\n{more}".strip())
        self.setAccessibleName(self.tr("State of the link: {words}").format(words=words))
        set_look(self, look)

    def _picture(self, status: LinkStatus) -> tuple[str, str, Look, str]:
        match status:
            case Searching():
                more = self.tr("You can read and write already; what you post is saved on this PC.")
                return "○", self.tr("Looking for the meeting"), Look.WARNING, more
            case InStep(seats):
                words = self.tr("In step with the chair (%n seat(s))", "", seats)
                if self._of_chair:
                    words = self.tr("The meeting is open (%n seat(s))", "", seats)
                return "●", words, Look.OK, ""
            case CatchingUp(missing):
                more = self.tr("%n message(s) still to come", "", missing)
                return "◐", self.tr("Catching up with the chair"), Look.OK, more
            case OnOurOwn(0):
                more = self.tr("You can go on reading and posting. Everything is saved on this PC.")
                return "○", self.tr("No link to the chair"), Look.WARNING, more
            case OnOurOwn(waiting):
                more = self.tr("They are saved on this PC and go out by themselves.")
                words = self.tr("No link to the chair, %n comment(s) waiting", "", waiting)
                return "○", words, Look.WARNING, more
            case Ended(reason):
                return "■", self.tr("The meeting has ended"), Look.SUB, reason
