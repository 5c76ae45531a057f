"""What the chair can change of one agenda item: its minutes, and who is named in it before it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from sync.meeting import Names, Phase
from widgets.agenda_clock import ItemState, item_clock
from widgets.theme import Look, set_look
from widgets.wording import item_words, one_line, shortened_title

if TYPE_CHECKING:
    from sync.meeting import AgendaItem, Meeting

STEP_MINUTES: Final = 5
MOST_MINUTES: Final = 1_440
TARGET: Final = 36
PRESENT: Final = (ItemState.RUNNING, ItemState.PAUSED)


class ItemDesk(QWidget):
    """Shows the item that is chosen in the list, else the present one, and moves its minutes."""

    minutes_changed = Signal(str, int)  # item, minutes
    names_chosen = Signal(str, Names)  # item, who is named in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: AgendaItem | None = None
        self.title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.title, Look.SUB)
        self.less = QPushButton(self.tr("−%n min", "", STEP_MINUTES))
        self.more = QPushButton(self.tr("+%n min", "", STEP_MINUTES))
        self._menu = QMenu(self)
        self.names_button = QPushButton(self.tr("Names") + " ▾")
        self.names_button.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._list_names)
        set_look(self.names_button, Look.CHOICE)
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self.title, 1)
        above.addWidget(self.names_button)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.less, self.more):
            set_look(button, Look.CHOICE)
            row.addWidget(button, 1)
        for button in (self.less, self.more, self.names_button):
            button.setMinimumHeight(TARGET)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(above)
        layout.addLayout(row)
        self.less.clicked.connect(lambda: self._move(-STEP_MINUTES))
        self.more.clicked.connect(lambda: self._move(STEP_MINUTES))
        self.hide()

    def show_item(self, meeting: Meeting, item: AgendaItem | None, now_ms: int) -> None:
        """Offer what can be changed of this item now; nothing of one that is done or of a closed meeting."""
        self._item = item
        state = item_clock(meeting, item, now_ms).state if item else ItemState.DONE
        changes = meeting.phase is not Phase.CLOSED and (state is ItemState.COMING or state in PRESENT)
        self.setVisible(item is not None and changes)
        if item is None:
            return
        minutes = self.tr("no minutes set") if item.minutes is None else self.tr("%n min", "", item.minutes)
        self.title.setText(f"{shortened_title(item_words(item))}: {minutes}")
        self.less.setEnabled(bool(item.minutes))
        self.more.setEnabled((item.minutes or 0) < MOST_MINUTES)
        self.less.setAccessibleName(self._named(self.tr("%n minute(s) less for “%1”", "", STEP_MINUTES)))
        self.more.setAccessibleName(self._named(self.tr("%n minute(s) more for “%1”", "", STEP_MINUTES)))
        rule = self.tr("Who is named in “%1”: %2")
        self.names_button.setAccessibleName(self._named(rule).replace("%2", names_rule_words(item.names)))
        self.names_button.setEnabled(state is ItemState.COMING)
        tip = self.tr("Can be set until the item is opened. What was promised is not changed afterwards.")
        self.names_button.setToolTip(tip)

    def _named(self, words: str) -> str:
        return words.replace("%1", one_line(self._item.title)) if self._item else words

    def _move(self, minutes: int) -> None:
        if self._item is not None:
            moved = min(MOST_MINUTES, max(0, (self._item.minutes or 0) + minutes))
            self.minutes_changed.emit(self._item.item, moved)

    def _list_names(self) -> None:
        menu, item = self._menu, self._item
        menu.clear()
        if item is None:
            return
        menu.addAction(self.tr("Who is named in this item?")).setEnabled(False)
        group = QActionGroup(menu)
        for names in Names:
            action = menu.addAction(names_rule_words(names))
            action.setCheckable(True)
            action.setChecked(item.names is names)
            action.triggered.connect(lambda _=False, names=names: self.names_chosen.emit(item.item, names))
            group.addAction(action)


def names_rule_words(names: Names) -> str:
    """A rule for names in plain words."""
    translate = QCoreApplication.translate
    return {
        Names.OPEN: translate("ItemDesk", "As in the whole meeting"),
        Names.NAMED: translate("ItemDesk", "Seat and name are shown"),
        Names.DEPARTMENT: translate("ItemDesk", "Only the department is shown"),
        Names.WITHHELD: translate("ItemDesk", "No name is shown; the record keeps it"),
    }[names]
