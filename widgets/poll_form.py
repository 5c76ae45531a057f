"""Where the chair prepares a poll: question, kind, options, open or secret, and how it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sync.discussion import Majority, PollDraft, PollKind, Results
from widgets.choice_button import ChoiceButton
from widgets.poll_wording import kind_words, majority_words, results_words, secrecy_words
from widgets.theme import Look, set_look
from widgets.wording import item_words, one_line

if TYPE_CHECKING:
    from sync.discussion import Poll
    from sync.meeting import AgendaItem

MOST_OPTIONS: Final = 20
MOST_OPTION_LETTERS: Final = 200
MOST_QUESTION_LETTERS: Final = 500
MOST_QUORUM: Final = 10_000
FEWEST_OPTIONS: Final = 2
TARGET: Final = 36
QUORUM_WIDTH: Final = 120
SCALE: Final = "1\n2\n3\n4\n5"
WITH_OPTIONS: Final = (PollKind.CHOICE, PollKind.MULTIPLE, PollKind.SCALE)
SECRET_KINDS: Final = tuple(kind for kind in PollKind if kind is not PollKind.HANDS)


class OptionsEdit(QPlainTextEdit):
    """A few lines, one an option; Tab goes on to the next control."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Five lines."""
        return QSize(240, 5 * self.fontMetrics().lineSpacing() + 24)


class PollForm(QFrame):
    """Two templates in one press, and below them everything that can be chosen."""

    drafted = Signal(PollDraft)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self._item: AgendaItem | None = None
        self.yes_no_button = QPushButton(self.tr("For / against / abstain: ask now"))
        self.hands_button = QPushButton(self.tr("Show of hands: ask now"))
        self.question = QLineEdit(maxLength=MOST_QUESTION_LETTERS)
        self.question.setAccessibleName(self.tr("What is asked"))
        self.kind = ChoiceButton(
            self.tr("Kind of poll"), [(kind.value, kind_words(kind)) for kind in PollKind]
        )
        self.options = OptionsEdit()
        set_look(self.options, Look.TEXT)
        self.options.setTabChangesFocus(True)
        self.options.setAccessibleName(self.tr("Options, one on each line"))
        self.options.setPlaceholderText(self.tr("One option on each line, 2 to 20"))
        self.secret = QCheckBox(self.tr("Secret poll"))
        self.secrecy = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.secrecy, Look.SUB)
        self.results = ChoiceButton(
            self.tr("Results"), [(each.value, results_words(each)) for each in Results]
        )
        self.majority = ChoiceButton(
            self.tr("Majority"), [(each.value, majority_words(each)) for each in Majority]
        )
        self.quorum = QLineEdit(maxLength=len(str(MOST_QUORUM)))
        self.quorum.setValidator(QIntValidator(0, MOST_QUORUM, self))
        self.quorum.setPlaceholderText(self.tr("none"))
        self.quorum.setFixedWidth(QUORUM_WIDTH)
        self.quorum.setAccessibleName(self.tr("Quorum: how many have to vote"))
        self.for_item = QCheckBox()
        self.for_item.setChecked(True)
        self.for_item.hide()
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self.problem, Look.WARNING)
        self.problem.hide()
        self.open_button = QPushButton(self.tr("Ask all seats"))
        set_look(self.open_button, Look.PRIMARY)
        self._lay_out()
        self.kind.chosen.connect(self._kind_chosen)
        self.secret.toggled.connect(lambda _on: self._fit())
        self.open_button.clicked.connect(lambda: self._ask(self.draft()))
        self.yes_no_button.clicked.connect(lambda: self._ask(self._template(PollKind.YES_NO)))
        self.hands_button.clicked.connect(lambda: self._ask(self._template(PollKind.HANDS)))
        self.question.returnPressed.connect(self.open_button.click)
        self._fit()

    def set_item(self, item: AgendaItem | None) -> None:
        """Know the present item: what a poll is about, and what it asks where no question was written."""
        if item == self._item:
            return
        self._item = item
        self.for_item.setVisible(item is not None)
        if item is not None:
            self.for_item.setText(self.tr("About item %1, the present one").replace("%1", str(item.number)))
            self.for_item.setAccessibleDescription(item_words(item))
        hint = one_line(item.title) if item else self.tr("What is asked?")
        self.question.setPlaceholderText(hint)

    def clear(self) -> None:
        """The poll was opened: the next one starts anew."""
        self.question.clear()
        self.options.clear()
        self.secret.setChecked(False)
        self.kind.choose(PollKind.YES_NO.value)
        self.results.choose(Results.LIVE.value)
        self.majority.choose(Majority.NONE.value)
        self.quorum.clear()
        self.problem.hide()
        self._fit()

    def prepare(self, poll: Poll) -> None:
        """Fill in what was asked before, so that it can be asked again."""
        self.clear()
        self.question.setText(one_line(poll.question))
        self.kind.choose(poll.kind.value)
        if poll.kind in WITH_OPTIONS:
            self.options.setPlainText("\n".join(one_line(option) for option in poll.options))
        self.secret.setChecked(poll.secret)
        self.results.choose(poll.results.value)
        self.majority.choose(poll.majority.value)
        self.quorum.setText(str(poll.quorum) if poll.quorum else "")
        self._fit()

    def draft(self) -> PollDraft:
        """What is asked, as it stands here."""
        kind = PollKind(self.kind.value)
        decides = kind is PollKind.YES_NO
        return PollDraft(
            question=self._question(),
            kind=kind,
            options=self._options() if kind in WITH_OPTIONS else (),
            secret=self.secret.isChecked() and kind in SECRET_KINDS,
            results=Results(self.results.value),
            quorum=self._quorum(),
            majority=Majority(self.majority.value) if decides else Majority.NONE,
            agenda=self._agenda(),
        )

    def _template(self, kind: PollKind) -> PollDraft:
        return PollDraft(self._question(), kind, agenda=self._agenda())

    def _question(self) -> str:
        """The question, or else the title of the present item."""
        written = self.question.text().strip()
        return written or (one_line(self._item.title) if self._item else "")

    def _quorum(self) -> int:
        """What was typed, and 0 for nothing or a lone sign."""
        written = self.quorum.text()
        return min(MOST_QUORUM, int(written)) if written.isdecimal() else 0

    def _agenda(self) -> str:
        return self._item.item if self._item and self.for_item.isChecked() else ""

    def _options(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.options.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def _ask(self, draft: PollDraft) -> None:
        problem = self._problem(draft)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.drafted.emit(draft)

    def _problem(self, draft: PollDraft) -> str:
        """What is missing, before the node would refuse it."""
        if not draft.question:
            return self.tr("Write the question first.")
        if draft.kind not in WITH_OPTIONS:
            return ""
        if not FEWEST_OPTIONS <= len(draft.options) <= MOST_OPTIONS:
            return self.tr("Write 2 to 20 options, one on each line.")
        if len(set(draft.options)) != len(draft.options):
            return self.tr("Two options are the same.")
        if max(map(len, draft.options)) > MOST_OPTION_LETTERS:
            return self.tr("An option may have 200 letters.")
        return ""

    def _kind_chosen(self, kind: str) -> None:
        if kind == PollKind.SCALE and not self.options.toPlainText().strip():
            self.options.setPlainText(SCALE)
        elif kind != PollKind.SCALE and self.options.toPlainText() == SCALE:
            self.options.clear()
        self._fit()

    def _fit(self) -> None:
        """Show what this kind of poll needs."""
        kind = PollKind(self.kind.value)
        for part in (self.options, self._options_words):
            part.setVisible(kind in WITH_OPTIONS)
        self.majority.setVisible(kind is PollKind.YES_NO)
        self._majority_words.setVisible(kind is PollKind.YES_NO)
        self.secret.setVisible(kind in SECRET_KINDS)
        self.results.setEnabled(
            not (self.secret.isChecked() and kind in SECRET_KINDS)
        )  # counted at the close
        self.secrecy.setText(secrecy_words(secret=self.secret.isChecked() and kind in SECRET_KINDS))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Kind"), self.kind),
            (self.tr("Options"), self.options),
            (self.tr("Majority"), self.majority),
            (self.tr("Quorum"), self.quorum),
            (self.tr("Results"), self.results),
        )
        labels = []
        for row, (words, widget) in enumerate(rows):
            label = QLabel(words)
            label.setBuddy(widget)
            labels.append(label)
            fills = isinstance(widget, QPlainTextEdit)
            grid.addWidget(
                label, row, 0, Qt.AlignmentFlag.AlignTop if fills else Qt.AlignmentFlag.AlignVCenter
            )
            where = Qt.AlignmentFlag(0) if fills else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(widget, row, 1, where)
            if isinstance(widget, QPushButton):
                widget.setMinimumHeight(TARGET)
        self._options_words, self._majority_words = labels[1], labels[2]
        templates = QVBoxLayout()  # beside each other they would be wider than the middle at large text
        for button in (self.yes_no_button, self.hands_button):
            button.setMinimumHeight(TARGET)
            templates.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        heading, asked = QLabel(self.tr("Ask the room")), QLabel(self.tr("What is asked"))
        set_look(heading, Look.TITLE)
        asked.setBuddy(self.question)
        in_short = QLabel(
            self.tr("In one press, with this question or the title of the item:"), wordWrap=True
        )
        in_full = QLabel(self.tr("Or choose everything:"), wordWrap=True)
        for label in (in_short, in_full):
            set_look(label, Look.SUB)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        above = QHBoxLayout()  # in reach without scrolling, however much there is to choose
        above.addWidget(heading, 1)
        above.addWidget(self.open_button)
        layout.addLayout(above)
        layout.addWidget(self.problem)
        for widget in (asked, self.question, in_short):
            layout.addWidget(widget)
        layout.addLayout(templates)
        layout.addSpacing(6)
        layout.addWidget(in_full)
        layout.addLayout(grid)
        for widget in (self.secret, self.secrecy, self.for_item):
            layout.addWidget(widget)
