"""Chooses which comments are shown: of this page, of this item or all; one's own; those without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QTabBar, QVBoxLayout, QWidget

from widgets.flow_layout import FlowLayout
from widgets.shown_comments import Filter, Tab
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

TARGET = 36  # the least height of a button


class CommentChoice(QFrame):
    """Three tabs, and two buttons that narrow what the open tab shows; all of them say how many there are."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._tabs = QTabBar()
        self._tabs.setExpanding(True)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setAccessibleName(self.tr("Which comments to show"))
        for _ in Tab:
            self._tabs.addTab("")
        self._tabs.setCurrentIndex(Tab.ITEM)
        self._mine, self._unanswered = self._button(), self._button()
        row = FlowLayout()
        for button in (self._mine, self._unanswered):
            row.addWidget(button)
        row.setContentsMargins(10, 3, 10, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addLayout(row)
        self._tabs.currentChanged.connect(lambda _: self.changed.emit())
        self.name({}, 0, 0)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setMinimumHeight(TARGET)
        set_look(button, Look.FILTER)
        button.toggled.connect(lambda _: self.changed.emit())
        return button

    @property
    def tab(self) -> Tab:
        """The open tab."""
        return Tab(self._tabs.currentIndex())

    @property
    def filter(self) -> Filter:
        """What narrows it."""
        return Filter(self._mine.isChecked(), self._unanswered.isChecked())

    def show_tab(self, tab: Tab) -> None:
        """Open this tab with nothing narrowed."""
        self._mine.setChecked(False)
        self._unanswered.setChecked(False)
        self._tabs.setCurrentIndex(tab)

    def name(self, counts: Mapping[Tab, int], mine: int, unanswered: int) -> None:
        """Say how many comments each has; the two buttons count within the open tab."""
        words = {
            Tab.PAGE: self.tr("This page {count}"),
            Tab.ITEM: self.tr("This item {count}"),
            Tab.ALL: self.tr("All {count}"),
        }
        for tab, text in words.items():
            self._tabs.setTabText(tab, text.format(count=counts.get(tab, 0)))
        self._mine.setText(self.tr("Mine {count}").format(count=mine))
        self._unanswered.setText(self.tr("Unanswered {count}").format(count=unanswered))
