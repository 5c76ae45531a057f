"""The link to the others in words, with a dot beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from sync.status import CatchingUp, Ended, InStep, LinkStatus, OnOurOwn, Searching, WithOthers
from widgets.bar_label import BarLabel
from widgets.theme import Look, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import DOT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


ROUNDING = 2  # letters end between pixels; one that does not fit by half of one would become dots


class LinkLabel(BarLabel):
    """A quiet sentence in the bar; a lost network is no alarm."""

    def __init__(self, parent: QWidget | None = None, *, of_chair: bool = False) -> None:
        super().__init__(parent)
        self._of_chair = of_chair
        self._short = ""
        self._brief = False
        self.set_link(Searching())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its usual words are whole at every text size; titles give way first."""
        least = super().minimumSizeHint()
        usual = max(self._short_width(), current_theme().px(200))
        return QSize(max(least.width(), min(self.sizeHint().width(), usual)), least.height())

    def set_link(self, status: LinkStatus) -> None:
        """Show the newest state; the sign differs too, so that colour is never alone."""
        sign, words, look, more = self._picture(status)
        self._short = f"{sign} {self._short_words(status) or words}"
        self.show_text(f"{sign} {words}")
        show_tooltip(self, f"{words}\n{more}".strip())
        self.setAccessibleName(self.tr("State of the link: {words}").format(words=words))
        set_look(self, look)
        self.update()

    def set_brief(self, *, brief: bool) -> None:
        """Take no more room than the short words need: the bar has more to show."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole sentence, or the short words where it was told to be brief."""
        whole = super().sizeHint()
        if not self._brief:
            return whole
        return QSize(min(whole.width(), self._short_width()), whole.height())

    def words_for(self, width: int) -> str:
        """The short words where the whole sentence has no room."""
        whole = self.text()
        needed = QFontMetrics(self.font()).horizontalAdvance(whole)
        return whole if needed <= width else self._short

    def _short_width(self) -> int:
        exact = QFontMetrics(self.font()).horizontalAdvance(self._short) + self._sides()
        return exact + ROUNDING

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
            case WithOthers(seats, waiting):
                words = self.tr("No link to the chair. Linked with other seats (%n seat(s))", "", seats)
                more = self.tr("The meeting goes on between these seats. The chair gets it all later.")
                if waiting:
                    words += DOT + self.tr("%n comment(s) have not reached anybody", "", waiting)
                return "◑", words, Look.WARNING, more
            case OnOurOwn(waiting):
                words = self.tr("Linked with nobody. What you post is saved on this PC")
                more = self.tr("You can go on reading and posting. Everything goes out by itself later.")
                if waiting:
                    words += DOT + self.tr("%n comment(s) have not reached anybody", "", waiting)
                return "○", words, Look.WARNING, more
            case Ended(reason):
                return "■", self._end_words(reason), Look.SUB, ""

    def _end_words(self, reason: str) -> str:
        match reason:
            case "removed":
                return self.tr("The chair removed this PC")
            case "left":
                return self.tr("This PC has left the meeting")
            case _:
                return self.tr("The meeting has ended")

    def _short_words(self, status: LinkStatus) -> str:
        """What matters most, for a bar that is full; nothing where the whole is short already."""
        match status:
            case WithOthers(seats, 0):
                return self.tr("Without the chair (%n seat(s))", "", seats)
            case WithOthers(_, waiting):
                return self.tr("Without the chair, %n waiting", "", waiting)
            case OnOurOwn(0):
                return self.tr("Linked with nobody")
            case OnOurOwn(waiting):
                return self.tr("Linked with nobody, %n waiting", "", waiting)
            case _:
                return ""
