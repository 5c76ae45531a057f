"""Where a comment is written: its kind, its text, the page it belongs to, with or without a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Anchor, CommentDraft, CommentKind, Names
from widgets.comment_edit import MAX_CHARACTERS, CommentEdit, counter_words
from widgets.theme import Look, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import button_words, kind_label, names_words

BINDING = (Names.NAMED, Names.DEPARTMENT, Names.WITHHELD)


class KindChoice(QWidget):
    """Four large buttons, one of them pressed; they stand in two rows where one is too narrow."""

    changed = Signal()
    picked = Signal()  # by the mouse or Alt and a number: the text comes next

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_mouse = False
        self.setAccessibleName(self.tr("Kind of comment"))
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._buttons = {kind: QPushButton(kind_label(kind)) for kind in CommentKind}
        self._columns = 0
        for number, (kind, button) in enumerate(self._buttons.items(), 1):
            set_look(button, Look.CHOICE)
            button.setCheckable(True)
            keys = f"Alt+{number}"
            button.setToolTip(keys)
            button.setAccessibleName(kind_label(kind)[2:])
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            button.installEventFilter(self)
            button.clicked.connect(self._clicked)
            QShortcut(QKeySequence(keys), self, button.click).activated.connect(self.picked)
        self._buttons[CommentKind.OPINION].setChecked(True)
        self._group.buttonToggled.connect(self._tell)
        self._arrange()

    @property
    def kind(self) -> CommentKind:
        """The kind whose button is pressed."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def choose(self, kind: CommentKind) -> None:
        """Press the button of this kind."""
        self._buttons[kind].setChecked(True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two columns are the least."""
        return QSize(2 * self._widest() + self._grid.spacing(), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know what a button is pressed with: who walks with the keys stays among the buttons."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self._by_mouse = event.type() == QEvent.Type.MouseButtonPress
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One row or two, as the words need it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._arrange()

    def _clicked(self) -> None:
        if self._by_mouse:
            self._by_mouse = False
            self.picked.emit()

    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons.values())

    def _arrange(self) -> None:
        fits = self.width() >= 4 * self._widest() + 3 * self._grid.spacing()
        columns = 4 if fits else 2
        if columns != self._columns:
            self._columns = columns
            for number, button in enumerate(self._buttons.values()):
                self._grid.addWidget(button, number // columns, number % columns)

    def _tell(self, _button: object, checked: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if checked:
            self.changed.emit()


class Composer(QFrame):
    """Writes one comment at a time; `submitted` keeps the text until `clear` says that it was posted."""

    submitted = Signal(CommentDraft)
    draft_changed = Signal(CommentDraft)
    agenda_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._here: tuple[str, Anchor | None, str] = ("", None, "")  # what the reader shows now
        self._pinned: tuple[str, Anchor | None, str] | None = None  # what it showed when the text was begun
        self._item = ""
        self._agenda = ""
        self._reply_to = ""
        self._rule = Names.OPEN
        self._wish = False
        self._closed = ""
        self._sent: str | None = None
        self._build()
        self._join()
        self._show_state()

    def _build(self) -> None:
        self._kinds = KindChoice()
        self._reply = QPushButton()
        set_look(self._reply, Look.PILL)
        self._reply.setAccessibleName(self.tr("Reply"))
        self._reply.hide()
        self._edit = CommentEdit(self.tr("Write what you think. Enter makes a new line, Ctrl+Enter posts."))
        self._edit.setAccessibleName(self.tr("Your comment"))
        self._place = QPushButton()
        self._place.setCheckable(True)
        self._place.setChecked(True)
        self._place.setAccessibleName(self.tr("Page"))
        set_look(self._place, Look.PILL)
        self._withheld = QCheckBox(self.tr("Withhold my name"))
        self._offline = QLabel(
            self.tr("No link to the chair. What you post is saved on this PC and goes out by itself."),
            wordWrap=True,
        )
        set_look(self._offline, Look.WARNING)
        self._offline.hide()
        self._promise = QLabel(wordWrap=True)
        self._promise.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_look(self._promise, Look.SUB)
        self._counter = QLabel()
        set_look(self._counter, Look.SUB)
        self._post = QPushButton(self.tr("Post"))
        self._post.setToolTip(self.tr("Ctrl+Enter"))
        set_look(self._post, Look.PRIMARY)
        marks = QHBoxLayout()
        marks.addWidget(self._place)
        marks.addWidget(self._withheld)
        marks.addStretch()
        last = QHBoxLayout()
        last.addWidget(self._promise, 1)
        last.addWidget(self._counter)
        last.addWidget(self._post)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._kinds)
        column.addWidget(self._reply)
        column.addWidget(self._edit)
        column.addLayout(marks)
        column.addWidget(self._offline)
        column.addLayout(last)

    def _join(self) -> None:
        self._kinds.changed.connect(self._tell)
        self._kinds.picked.connect(self.focus_text)
        self._reply.clicked.connect(self._drop_reply)
        self._edit.textChanged.connect(self._text_changed)
        self._edit.finished.connect(self._submit)
        self._edit.paste_refused.connect(self._refuse_paste)
        self._place.toggled.connect(self._toggle_place)
        self._withheld.clicked.connect(self._choose_withheld)
        self._post.clicked.connect(self._submit)

    def draft(self) -> CommentDraft:
        """What would be posted now."""
        return CommentDraft(
            body=self._edit.body,
            kind=self._kinds.kind,
            agenda=self._agenda,
            anchor=self._attached(),
            reply_to=self._reply_to,
            name_withheld=self._withheld.isChecked(),
        )

    def set_draft(self, draft: CommentDraft, label: str = "", reply_label: str = "") -> None:
        """Go on with what was being written; the labels name its page and the author it answers."""
        blocked = QSignalBlocker(self)
        self._kinds.choose(draft.kind)
        if draft.anchor is not None:
            self._pinned = (draft.agenda, draft.anchor, label)
        self._place.setChecked(draft.anchor is not None or not draft.body)
        self._wish = draft.name_withheld
        self._edit.setPlainText(draft.body)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        blocked.unblock()
        self.set_reply(draft.reply_to, reply_label)
        self.set_policy(self._rule)
        self._show_place()

    def set_place(self, agenda: str, anchor: Anchor | None, label: str) -> None:
        """Offer the page that the reader shows now; a text stays with the page it was begun on."""
        self._here = (agenda, anchor, label)
        self._show_place()

    def set_item(self, item: str) -> None:
        """The agenda item of a comment that belongs to no page."""
        self._item = item
        self._show_place()

    def set_reply(self, comment: str, label: str) -> None:
        """Answer this comment, or none when it is empty."""
        self._reply_to = comment
        self._reply.setVisible(bool(comment))
        self._reply.setText(button_words(self.tr("Reply to {author} ✕").format(author=label)))
        self._reply.setAccessibleName(self.tr("Reply to {author}. Press to drop it.").format(author=label))
        self._tell()

    def set_policy(self, rule: Names) -> None:
        """The rule that holds for names; where it binds there is no choice, and a sentence says so."""
        self._rule = rule
        self._withheld.setEnabled(rule not in BINDING)
        self._withheld.setChecked(rule is Names.WITHHELD or (rule is Names.OPEN and self._wish))
        self._show_state()

    def set_linked(self, *, linked: bool) -> None:
        """Say where somebody posts that nothing is lost while the chair's PC is not to be reached."""
        self._offline.setHidden(linked)

    def set_closed(self, reason: str) -> None:
        """Nothing can be posted now, and why; an empty reason opens it again. What was written stays."""
        self._closed = reason
        self._show_state()

    def clear(self) -> None:
        """The comment was posted. What was typed since then stays."""
        text = self._edit.toPlainText()
        rest = text[len(self._sent) :] if self._sent is not None and text.startswith(self._sent) else text
        self._sent = None
        self._reply_to = ""
        self._reply.hide()
        self._pinned = None
        self._kinds.choose(CommentKind.OPINION)
        self._edit.setPlainText(rest.lstrip())
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._place.setChecked(True)
        self._show_place()

    def release(self) -> None:
        """The comment could not be posted: it is still here and can be posted again."""
        self._sent = None
        self._show_state()

    def focus_text(self) -> None:
        """Put the cursor into the text."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _attached(self) -> Anchor | None:
        return self._place_now()[1] if self._place.isChecked() else None

    def _place_now(self) -> tuple[str, Anchor | None, str]:
        return self._pinned or self._here

    def _text_changed(self) -> None:
        if self._edit.body and self._pinned is None:
            self._pinned = self._here
        elif not self._edit.body:
            self._pinned = None
        self._show_place()
        self._tell()

    def _toggle_place(self, attached: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if attached:
            self._pinned = self._here if self._edit.body else None
        self._show_place()
        self._tell()

    def _choose_withheld(self, withheld: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self._wish = withheld
        self._show_state()
        self._tell()

    def _drop_reply(self) -> None:
        self.set_reply("", "")
        self.focus_text()

    def _show_place(self) -> None:
        agenda, anchor, label = self._place_now()
        self._place.setVisible(anchor is not None)
        if anchor is not None:
            page = f"p.{anchor.page}"
            shown = self.tr("On {page} ✕") if self._place.isChecked() else self.tr("+ Put on {page}")
            self._place.setText(shown.format(page=page))
            self._place.setAccessibleName(self.tr("Belongs to {place}").format(place=label or page))
            show_tooltip(self._place, label)
        before, self._agenda = self._agenda, (agenda if self._attached() else "") or self._item
        if before != self._agenda:
            self.agenda_changed.emit(self._agenda)
        self._show_state()

    def _show_state(self) -> None:
        length = len(self._edit.body)
        self._counter.setText(counter_words(length))
        set_look(self._counter, Look.ERROR if length > MAX_CHARACTERS else Look.SUB)
        too_long = self.tr("Too long to post: at most {count} characters.").format(
            count=f"{MAX_CHARACTERS:,}"
        )
        promise = names_words(self._rule, withheld=self._withheld.isChecked())
        self._promise.setText(self._closed or (too_long if length > MAX_CHARACTERS else promise))
        self._withheld.setAccessibleDescription(promise)
        self._post.setEnabled(0 < length <= MAX_CHARACTERS and not self._closed and self._sent is None)

    def _refuse_paste(self) -> None:
        self._promise.setText(self.tr("There is too much text to paste. Nothing was pasted."))

    def _submit(self) -> None:
        if self._post.isEnabled() and not self._edit.composing:
            self._sent = self._edit.toPlainText()
            self._post.setEnabled(False)
            self.submitted.emit(self.draft())

    def _tell(self) -> None:
        self._show_state()
        self.draft_changed.emit(self.draft())
