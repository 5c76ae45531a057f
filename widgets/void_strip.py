"""What was said in the chair's name by another chair: a list, and one press to say it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.flow_layout import FlowLayout
from widgets.theme import Look, current_theme, set_look
from widgets.wording import one_line

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from sync.status import VoidAct

ROWS_IN_VIEW = 3
ROW_HEIGHT = 36
ADMISSION = "roster.add"
EVENT_ROLE = Qt.ItemDataRole.UserRole


def act_words(act: VoidAct) -> str:
    """What was done, and to what."""
    translate = QCoreApplication.translate
    words = {
        ADMISSION: translate("VoidStrip", "A PC was admitted"),
        "roster.remove": translate("VoidStrip", "A PC was made to leave"),
        "agenda.open": translate("VoidStrip", "An item of the agenda was opened"),
        "agenda.pause": translate("VoidStrip", "The clock of the agenda was stopped or started"),
        "agenda.set": translate("VoidStrip", "The agenda was changed"),
        "document.add": translate("VoidStrip", "A document was added"),
        "document.replace": translate("VoidStrip", "A document was replaced"),
        "document.withdraw": translate("VoidStrip", "A document was withdrawn"),
        "comment.group": translate("VoidStrip", "Alike comments were put together"),
        "comment.release": translate("VoidStrip", "A held comment was released"),
        "floor.grant": translate("VoidStrip", "Somebody was given the floor"),
        "moderation.set": translate("VoidStrip", "The rule for holding comments was changed"),
        "presenter.give": translate("VoidStrip", "A seat was asked to present"),
        "spotlight.set": translate("VoidStrip", "A comment was projected"),
        "presenter.set": translate("VoidStrip", "A page was shown on all seats"),
        "meeting.open": translate("VoidStrip", "The meeting was opened"),
        "meeting.close": translate("VoidStrip", "The meeting was closed"),
    }.get(act.kind, translate("VoidStrip", "Something else was done"))
    return f"{words}: {one_line(act.subject)}" if act.subject else words


class VoidStrip(QFrame):
    """Shown while there are acts that do not count; those that were put aside are not asked about again."""

    reissued = Signal(object)  # the events to say again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self._acts: tuple[VoidAct, ...] = ()
        self._answered: set[str] = set()
        self.words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was done meanwhile"))
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.again = QPushButton(self.tr("Make the marked ones count"))
        set_look(self.again, Look.PRIMARY)
        self.put_aside = QPushButton(self.tr("Do not"))
        below = FlowLayout(spacing=10)
        for button in (self.again, self.put_aside):
            button.setMinimumHeight(36)
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.list)
        column.addLayout(below)
        self.list.itemChanged.connect(lambda _item: self._offer())
        self.again.clicked.connect(self._reissue)
        self.put_aside.clicked.connect(self._put_aside)
        self.hide()

    def set_acts(self, acts: tuple[VoidAct, ...]) -> None:
        """Ask about these; what is marked already stays so, new admissions are marked."""
        acts = tuple(act for act in acts if act.event not in self._answered)
        if acts == self._acts:
            return
        unmarked = {event for event, marked in self._marks().items() if not marked}
        marked = {event for event, marked in self._marks().items() if marked}
        self._acts = acts
        current = self.list.currentRow()
        self.list.clear()
        for act in acts:
            item = QListWidgetItem(act_words(act), self.list)
            item.setData(EVENT_ROLE, act.event)
            item.setToolTip(act_words(act))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            wanted = act.event in marked or (act.kind == ADMISSION and act.event not in unmarked)
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(min(max(0, current), len(acts) - 1))
        words = self.tr("While there were two chairs, %n thing(s) were done that do not count", "", len(acts))
        self.words.setText(words)
        self.setAccessibleName(words)
        self._size()
        self._offer()
        self.setVisible(bool(acts))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape puts them aside."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside.click()
        else:
            super().keyPressEvent(event)

    def _marks(self) -> dict[str, bool]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return {item.data(EVENT_ROLE): item.checkState() == Qt.CheckState.Checked for item in items}

    def _offer(self) -> None:
        self.again.setEnabled(any(self._marks().values()))

    def _reissue(self) -> None:
        """All have been decided: the marked ones are said again, the others stay void."""
        chosen = tuple(event for event, marked in self._marks().items() if marked)
        self._put_aside()
        self.reissued.emit(chosen)

    def _put_aside(self) -> None:
        self._answered.update(act.event for act in self._acts)
        self.set_acts(())

    def _size(self) -> None:
        rows = max(1, min(ROWS_IN_VIEW, self.list.count()))
        row = max(ROW_HEIGHT, current_theme().px(ROW_HEIGHT - 6))
        for number in range(self.list.count()):
            self.list.item(number).setSizeHint(QSize(row, row))
        self.list.setFixedHeight(rows * row + 2 * self.list.frameWidth() + 4)
