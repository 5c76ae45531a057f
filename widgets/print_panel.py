"""What is printed of a document, how it fits the paper, and how far printing has come."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.choice_button import ChoiceButton
from widgets.icons import IconButton, IconName
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TARGET = 36  # the least width and height of a button
MOST_LETTERS = 200  # of what is typed as page numbers
_SPAN = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")


class PaperFit(StrEnum):
    """How large a page comes onto the paper."""

    PAPER = "paper"
    ACTUAL = "actual"


class Which(StrEnum):
    """Which pages."""

    ALL = "all"
    CURRENT = "current"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What the person wants; pages from 0, in this order."""

    pages: tuple[int, ...]
    fit: PaperFit = PaperFit.PAPER
    with_notes: bool = False


def page_numbers(text: str, count: int) -> tuple[int, ...]:
    """The pages, from 0, that somebody wrote as "1-3, 8"; none where it cannot be read or names no page."""
    plain = unicodedata.normalize("NFKC", text[:MOST_LETTERS])
    plain = re.sub(r"[〜~ー–—−‐]", "-", plain).replace("、", ",").replace(" ", "")
    found: list[int] = []
    for part in plain.split(","):
        match = _SPAN.fullmatch(part)
        if match is None:
            return ()
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= count:
            return ()
        found.extend(range(first - 1, last))
    return tuple(dict.fromkeys(found))


class PrintPanel(QFrame):
    """Stands beside or above the pages and is no dialog: who prints can go on reading."""

    print_asked = Signal(object)  # PrintChoice
    cancel_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._pages = 0
        self._current = 0
        self._is_printing = False
        self._title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._title, Look.LARGE)
        self._close = IconButton(IconName.CLOSE, self.tr("Close"))
        set_look(self._close, Look.QUIET)
        self._close.setMinimumSize(TARGET, TARGET)
        self._close.clicked.connect(self.close_panel)
        self._said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._which = ChoiceButton(
            self.tr("Pages"),
            (
                (Which.ALL, self.tr("All pages")),
                (Which.CURRENT, self.tr("This page")),
                (Which.SOME, self.tr("Some pages")),
            ),
        )
        self._which.chosen.connect(self._show_choice)
        self._numbers = QLineEdit()
        self._numbers.setMaxLength(MOST_LETTERS)
        self._numbers.setPlaceholderText(self.tr("such as 1-3, 8"))
        self._numbers.setAccessibleName(self.tr("Page numbers, such as 1-3, 8"))
        self._numbers.setMinimumHeight(TARGET)
        self._numbers.textChanged.connect(self._show_choice)
        self._numbers.returnPressed.connect(self._ask)
        self._fit = ChoiceButton(
            self.tr("Size"),
            ((PaperFit.PAPER, self.tr("Fit to the paper")), (PaperFit.ACTUAL, self.tr("Actual size"))),
        )
        self._notes = QCheckBox(self.tr("Print my notes too"))
        self._print = QPushButton(self.tr("Choose a printer…"))
        set_look(self._print, Look.PRIMARY)
        self._print.clicked.connect(self._ask)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How far printing has come"))
        self._cancel = QPushButton(self.tr("Stop printing"))
        self._cancel.clicked.connect(self.cancel_asked)
        for button in (self._which, self._fit, self._print, self._cancel):
            button.setMinimumHeight(TARGET)
        self._arrange()
        self.hide()

    @property
    def said(self) -> str:
        """What is said in words now."""
        return self._said.text()

    def offer(
        self, title: str, pages: int, current: int, *, refusal: str = "", has_notes: bool = False
    ) -> None:
        """Offer to print a document, or say who forbids it; `current` counts from 0."""
        self._pages, self._current = pages, current
        self._title.setText(self.tr("Print %1").replace("%1", title))
        self.setAccessibleName(self._title.text())
        self._notes.setChecked(False)  # what is private is printed only when somebody says so, each time
        self._set_state(printing=False, refusal=refusal, has_notes=has_notes)
        self.show()
        (self._close if refusal else self._which).setFocus()

    def set_current(self, page: int) -> None:
        """The page in front, from 0, which "this page" means."""
        self._current = page

    def show_progress(self, done: int, total: int) -> None:
        """So many pages are on their way to the printer."""
        if not self._is_printing:
            self._set_state(printing=True)
            self._cancel.setFocus()
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._say(self.tr("Printing: %1 of %2 pages").replace("%1", str(done)).replace("%2", str(total)))

    def show_outcome(self, sentence: str) -> None:
        """Printing has ended like this."""
        had_focus = self._cancel.hasFocus()
        self._set_state(printing=False, has_notes=not self._notes.isHidden())
        self._say(sentence)
        if had_focus:
            self._print.setFocus()

    def close_panel(self) -> None:
        """Close it; printing goes on and can be stopped where it is opened again."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        self._choices = QFrame()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        for part in (self._which, self._numbers, self._fit, self._notes, self._print):
            choices.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._progress)
        column.addWidget(self._cancel)
        column.addWidget(self._choices)

    def _set_state(self, *, printing: bool, refusal: str = "", has_notes: bool = False) -> None:
        self._is_printing = printing
        self._choices.setVisible(not printing and not refusal)
        self._progress.setVisible(printing)
        self._cancel.setVisible(printing)
        if not printing:
            self._notes.setVisible(has_notes)
        self._say(refusal)
        self._show_choice()

    def _chosen_pages(self) -> tuple[int, ...]:
        match self._which.value:
            case Which.ALL:
                return tuple(range(self._pages))
            case Which.CURRENT:
                return (self._current,) if self._current < self._pages else ()
            case _:
                return page_numbers(self._numbers.text(), self._pages)

    def _show_choice(self) -> None:
        is_some = self._which.value == Which.SOME
        self._numbers.setVisible(is_some)
        wrong = is_some and bool(self._numbers.text()) and not self._chosen_pages()
        if not self._is_printing and self._choices.isVisibleTo(self):
            words = self.tr("Enter page numbers from 1 to %1, such as 1-3, 8.").replace(
                "%1", str(self._pages)
            )
            self._say(words if wrong else "")

    def _ask(self) -> None:
        pages = self._chosen_pages()
        if pages:
            self.print_asked.emit(
                PrintChoice(
                    pages,
                    PaperFit(self._fit.value),
                    self._notes.isVisibleTo(self) and self._notes.isChecked(),
                )
            )
        else:
            self._numbers.setFocus()
            self._say(
                self.tr("Enter page numbers from 1 to %1, such as 1-3, 8.").replace("%1", str(self._pages))
            )

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
