"""The menu in which somebody chooses how the record of a meeting is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from widgets.record_wish import RecordForm
from widgets.wording import button_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from widgets.record_wish import RecordSubject


class RecordMenu(QMenu):
    """Says first whether the record is whole, or why none can be written here."""

    chosen = Signal(object, bool)  # RecordForm, whether with withheld names
    opening = Signal()  # the last moment to tell it something

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Write the record"))
        self.setAccessibleName(self.title())
        self._refusal = ""
        self._busy = False
        self._subject: RecordSubject | None = None
        self.aboutToShow.connect(self._fill)

    def set_refusal(self, words: str) -> None:
        """Why nobody may write one on this PC; "" where they may."""
        self._refusal = words

    def set_subject(self, subject: RecordSubject) -> None:
        """The record of this meeting."""
        self._subject = subject

    def set_busy(self, *, busy: bool) -> None:
        """One file after the other."""
        self._busy = busy

    def _fill(self) -> None:
        self.opening.emit()
        self.clear()
        if self._refusal or self._busy or self._subject is None:
            words = self._refusal or self.tr("A record is being written just now")
            self.addAction(button_words(words)).setEnabled(False)
            return
        is_closed = self._subject.is_closed
        state = self.tr("The meeting is closed: the whole record")
        if not is_closed:
            state = self.tr("The meeting is not closed: the record so far")
        self.addAction(button_words(state)).setEnabled(False)
        self._add_forms(self, with_names=False)
        if self._subject.may_name:
            self.addSeparator()
            words = self.tr("For the secretariat's file, with the withheld names")
            self._add_forms(self.addMenu(words), with_names=True)

    def _add_forms(self, menu: QMenu, *, with_names: bool) -> None:
        for form, words in (
            (RecordForm.DOCX, self.tr("Minutes to go on writing (Word)…")),
            (RecordForm.PDF, self.tr("Minutes to print (PDF)…")),
            (RecordForm.XLSX, self.tr("All tables (Excel)…")),
            (RecordForm.CSV, self.tr("Comments alone (CSV)…")),
            (RecordForm.JSON, self.tr("For other programs (JSON)…")),
        ):
            menu.addAction(words, partial(self.chosen.emit, form, with_names))
