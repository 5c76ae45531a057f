"""Where somebody looks for words: the field, what to look through, what was found and how far."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import IconButton, IconName
from widgets.search_card import HitRow
from widgets.search_list import SearchList
from widgets.search_results import SearchQuery, SearchResults
from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from widgets.search_results import SearchedDocument, SearchHit

TARGET = 36  # the least width and height of a button
TYPING_MS = 120  # after the last key, so that a word is not looked for letter by letter
MOST_TYPED = 200
PANEL_WIDTH = 320


class SearchPanel(QFrame):
    """Told what was found; says what is looked for and which hit is wanted."""

    query_changed = Signal(object)  # SearchQuery
    hit_chosen = Signal(object)  # SearchHit
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._results = SearchResults(SearchQuery())
        self._sent = SearchQuery()
        self._place = ("", 0)
        self._chosen: SearchHit | None = None  # the last hit that somebody went to
        self._goes_to_first = False  # Enter came before the results
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._send)
        self._make_field()
        self._make_options()
        self._make_summary()
        self.list = SearchList(self)
        self.list.hit_chosen.connect(self._choose)
        self._arrange()
        self._show_words()

    # -- what it is told ------------------------------------------------------------------------

    def show_results(self, results: SearchResults) -> None:
        """Show what was found; results of an older query are not shown any more."""
        if results.query != self._sent:
            return
        is_new = results.query != self._results.query
        self._results = results
        documents = {document.key: document for document in results.documents}
        if is_new:
            self._chosen = None
            self.list.set_rows(())
        self.list.set_rows(tuple(self._row(hit, documents) for hit in results.hits))
        self._show_words()
        if self._goes_to_first and results.hits:
            self._goes_to_first = False
            self.next_hit()

    def set_place(self, key: str, page: int) -> None:
        """What the person reads now: *next* begins there."""
        self._place = (key, page)

    def offer_everywhere(self, *, offered: bool) -> None:
        """Let one choose between this document and all; there is nothing to choose with one alone."""
        self._scope_row.setVisible(offered)
        if not offered:
            self._here.setChecked(True)
            self._typed()

    def start(self, text: str = "") -> None:
        """Let somebody type; a text that was selected on a page is looked for at once."""
        if text:
            self._field.setText(text[:MOST_TYPED])
            self._send()
        elif self._field.text() and self._sent.text != self._field.text():
            self._send()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    # -- what can be asked of it ----------------------------------------------------------------

    def next_hit(self) -> None:
        """Go to the next hit; the first time to the first one from the page that is read."""
        self._go(1)

    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._go(-1)

    def close_search(self) -> None:
        """Look for nothing any more; what was typed stays for the next time."""
        self._typing.stop()
        self._goes_to_first = False
        self._sent = SearchQuery()
        self.query_changed.emit(self._sent)
        self.show_results(SearchResults(self._sent))
        self.closed.emit()

    @property
    def query(self) -> SearchQuery:
        """What the field and the options say."""
        return SearchQuery(
            self._field.text(),
            everywhere=self._everywhere.isChecked(),
            ignore_marks=self._ignore_marks.isChecked(),
        )

    # -- building -------------------------------------------------------------------------------

    def _make_field(self) -> None:
        self._title = QLabel(self.tr("Search"), self)
        set_look(self._title, Look.LARGE)
        self._field = QLineEdit(self)
        self._field.setMinimumHeight(TARGET)
        self._field.setMaxLength(MOST_TYPED)
        self._field.setPlaceholderText(self.tr("Words to look for"))
        self._field.setAccessibleName(self.tr("Words to look for"))
        self._field.textChanged.connect(self._typed)  # not called for what an input method has not committed
        self._field.returnPressed.connect(self._enter)
        self._field.installEventFilter(self)
        self._clear = self._icon_button(IconName.CLEAR, self.tr("Clear the words"))
        self._clear.clicked.connect(self._clear_words)
        self._close = self._icon_button(IconName.CLOSE, self.tr("Close the search (Esc)"))
        self._close.clicked.connect(self.close_search)

    def _make_options(self) -> None:
        self._scope_row = QWidget(self)
        self._here = QPushButton(self.tr("This document"), self._scope_row)
        self._everywhere = QPushButton(self.tr("All documents"), self._scope_row)
        group = QButtonGroup(self)
        row = QHBoxLayout(self._scope_row)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self._here, self._everywhere):
            set_look(button, Look.CHOICE)
            button.setCheckable(True)
            button.setMinimumHeight(TARGET)
            group.addButton(button)
            row.addWidget(button, 1)
        self._here.setChecked(True)
        group.buttonToggled.connect(self._option_changed)
        self._ignore_marks = QCheckBox(self.tr("Ignore marks of long vowels"), self)
        self._ignore_marks.setChecked(True)
        self._ignore_marks.setMinimumHeight(TARGET)
        self._ignore_marks.toggled.connect(self._option_changed)

    def _make_summary(self) -> None:
        self._count = QLabel(self)
        self._count.setWordWrap(True)
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._previous = self._icon_button(IconName.PREVIOUS_HIT, self.tr("Previous place (Shift+F3)"))
        self._previous.clicked.connect(self.previous_hit)
        self._next = self._icon_button(IconName.NEXT_HIT, self.tr("Next place (F3)"))
        self._next.clicked.connect(self.next_hit)
        self._detail = QLabel(self)
        self._detail.setWordWrap(True)
        set_look(self._detail, Look.SUB)

    def _icon_button(self, name: IconName, words: str) -> IconButton:
        button = IconButton(name, words, self)
        button.setMinimumSize(TARGET, TARGET)
        set_look(button, Look.QUIET)
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 8, 0)
        top.setSpacing(4)
        for parts in (
            (self._title, self._close),
            (self._field, self._clear),
            (self._count, self._previous, self._next),
        ):
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(parts[0], 1)
            for part in parts[1:]:
                row.addWidget(part)
            top.addLayout(row)
        top.insertWidget(2, self._scope_row)
        top.insertWidget(3, self._ignore_marks)
        top.addWidget(self._detail)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        order = (
            self._field,
            self._clear,
            self._here,
            self._everywhere,
            self._ignore_marks,
            self._previous,
            self._next,
            self.list,
            self._close,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.setFocusProxy(self._field)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the comments are."""
        return QSize(PANEL_WIDTH, super().sizeHint().height())

    # -- what the person does -------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The arrows walk through the list while one types."""
        if watched is self._field and event.type() is QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined] # it is a QKeyEvent
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.list.go_by(1 if key == Qt.Key.Key_Down else -1, self._first_row())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes, F3 goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif event.key() == Qt.Key.Key_F3:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._goes_to_first = False
        self._clear.setEnabled(bool(self._field.text()))
        self._typing.start()

    def _option_changed(self) -> None:
        self._send()

    def _clear_words(self) -> None:
        self._field.clear()
        self._send()
        self._field.setFocus()

    def _enter(self) -> None:
        """Look at once for what was typed; where it was found already, go to the current hit or the next."""
        if self.query != self._sent or self._results.query != self._sent:
            self._send()
            self._goes_to_first = True
        elif self.list.current is not None and self.list.current != self._chosen:
            self.list.choose_current()
        else:
            self.next_hit()

    def _send(self) -> None:
        self._typing.stop()
        query = self.query
        if query == self._sent:
            return
        self._sent = query
        self._goes_to_first = False
        self.query_changed.emit(query)

    def _choose(self, hit: SearchHit) -> None:
        self._chosen = hit
        self.hit_chosen.emit(hit)

    def _go(self, step: int) -> None:
        if self.query != self._sent:
            self._send()
            self._goes_to_first = True
            return
        first = self._first_row()
        self.list.go_by(step, first if step > 0 else first - 1)
        self.list.choose_current()

    def _first_row(self) -> int:
        """The first hit from the page that is read on; the very first one where none follows."""
        order = {document.key: number for number, document in enumerate(self._results.documents)}
        here = (order.get(self._place[0], -1), self._place[1])
        places = ((order.get(row.hit.key, -1), row.hit.page) for row in self.list.hits.rows)
        return next((number for number, place in enumerate(places) if place >= here), 0)

    # -- what it shows --------------------------------------------------------------------------

    def _row(self, hit: SearchHit, documents: dict[str, SearchedDocument]) -> HitRow:
        document = documents.get(hit.key)
        if document is None:
            return HitRow(hit, str(hit.page + 1))
        return HitRow(hit, document.label(hit.page), document.title if self._sent.everywhere else "")

    def _show_words(self) -> None:
        has_hits = bool(self._results.hits)
        self._count.setText(self._count_words())
        for step in (self._previous, self._next):  # a sentence needs their room
            step.setVisible(bool(self._results.hits))
        self._detail.setText("\n".join(self._detail_words()))
        self._detail.setVisible(bool(self._detail.text()))
        self._previous.setEnabled(has_hits)
        self._next.setEnabled(has_hits)
        self._clear.setEnabled(bool(self._field.text()))

    def _count_words(self) -> str:
        """How many places there are, or why there is none."""
        results = self._results
        if not results.query.text.strip():
            return ""
        if results.is_cut:
            counts = (f"{results.count:,}", f"{len(results.hits):,}")
            text = self.tr("%1 places, the first %2 listed")
            return text.replace("%1", counts[0]).replace("%2", counts[1])
        if results.count:
            return self.tr("%n place(s)", "", results.count)
        return self._none_words(results.documents)

    def _none_words(self, documents: tuple[SearchedDocument, ...]) -> str:
        if not documents:
            return self.tr("There is no document to look through.")
        if all(document.is_picture for document in documents):
            return self.tr("There are no letters here (pictures)")
        if all(document.is_complete or document.is_stopped for document in documents):
            return self.tr("Not found")
        return self.tr("Nothing found so far")

    def _detail_words(self) -> list[str]:
        """How far the text is known, as far as that matters for what was found."""
        results, documents = self._results, self._results.documents
        if not results.query.text.strip():
            return []
        words = []
        going_on = [one for one in documents if not (one.is_complete or one.is_stopped)]
        if going_on:
            text = self.tr("Reading the text: %1 of %2 pages")
            done = sum(document.indexed for document in going_on)
            text = text.replace("%1", f"{done:,}")
            words.append(text.replace("%2", f"{sum(document.pages for document in going_on):,}"))
        pictures = sum(document.is_picture for document in documents)
        if 0 < pictures < len(documents):
            words.append(self.tr("%n document(s) without letters (pictures)", "", pictures))
        unreadable = sum(document.unreadable for document in documents)
        if unreadable:
            words.append(self.tr("%n page(s) could not be read", "", unreadable))
        stopped = sum(document.is_stopped for document in documents)
        if stopped:
            words.append(self.tr("%n document(s) could not be read to the end", "", stopped))
        return words
