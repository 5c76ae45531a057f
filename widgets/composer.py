"""Where a comment is written: its kind, its text, the page it belongs to, with or without a name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Anchor, CommentDraft, CommentKind, Names
from widgets.comment_edit import MAX_CHARACTERS, CommentEdit, counter_words
from widgets.flow_layout import FlowLayout
from widgets.icons import IconButton, IconName
from widgets.kind_choice import KindChoice
from widgets.promise_label import PromiseLabel
from widgets.theme import Look, TextSize, current_theme, set_look
from widgets.tooltip import show_tooltip
from widgets.wording import button_words, names_words, shortened

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

TARGET = 36  # the least height of a button
BINDING = (Names.NAMED, Names.DEPARTMENT, Names.WITHHELD)


class Composer(QFrame):
    """Writes one comment at a time; `submitted` keeps the text until `clear` says that it was posted."""

    submitted = Signal(CommentDraft)
    draft_changed = Signal(CommentDraft)
    agenda_changed = Signal(str)
    region_asked = Signal()
    region_changed = Signal(object)  # Anchor with the part of a page that is written about, None for none
    left = Signal()  # an answer was given up by Esc: the keyboard goes back to the comments
    escaped = Signal()  # Esc, and there was nothing to give up

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._here: tuple[str, Anchor | None, str] = ("", None, "")  # what the reader shows now
        self._pinned: tuple[str, Anchor | None, str] | None = None  # what it showed when the text was begun
        self._item = ""
        self._agenda = ""
        self._reply_to = ""
        self._reply_agenda = ""
        self._rule = Names.OPEN
        self._holds = False
        self._is_ruled = False  # whether the present rule was told for the present item
        self._other_item = 0  # the number of the item that this goes to, where the meeting is at another one
        self._about: Anchor | None = None  # the part of a page that this is written about
        self._wants_page: bool | None = None  # what the person chose; None leaves it to the item
        self._news = ""
        self._wish = False
        self._closed = ""
        self._reads_only = False
        self._is_linked = True
        self._sent: str | None = None
        self._build()
        self._arrange()
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
        self._region = IconButton(
            IconName.REGION, self.tr("Choose a part of the page to write about (Ctrl+Shift+K)")
        )
        self._region.setMinimumSize(TARGET, TARGET)
        set_look(self._region, Look.QUIET)
        self._quote = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_look(self._quote, Look.SUB)
        self._quote.hide()
        self._withheld = QCheckBox(self.tr("Withhold my name"))
        self._offline = QLabel(
            self.tr("No link to the chair. What you post is saved on this PC and goes out by itself."),
            wordWrap=True,
        )
        set_look(self._offline, Look.WARNING)
        self._offline.hide()
        self._promise = PromiseLabel()
        set_look(self._promise, Look.SUB)
        self._counter = QLabel()
        set_look(self._counter, Look.SUB)
        self._post = QPushButton(self.tr("Post"))
        self._post.setToolTip(self.tr("Ctrl+Enter"))
        set_look(self._post, Look.PRIMARY)
        self._changed = QLabel(wordWrap=True)
        set_look(self._changed, Look.SUB_WARNING)
        self._changed.hide()

    def _arrange(self) -> None:
        marks = FlowLayout(spacing=3)
        marks.addWidget(self._place)
        marks.addWidget(self._region)
        marks.push_right()
        marks.addWidget(self._counter)
        marks.addWidget(self._post)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._kinds)
        column.addWidget(self._reply)
        column.addWidget(self._edit)
        column.addLayout(marks)
        column.addWidget(self._quote)
        column.addWidget(self._offline)
        column.addWidget(self._changed)
        self._name = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._name.setSpacing(6)
        self._name.addWidget(self._withheld)
        self._name.addWidget(self._promise, 1)
        column.addLayout(self._name)
        self._fold()
        order = (self._region, self._withheld, self._promise, self._post)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _join(self) -> None:
        self._kinds.changed.connect(self._tell)
        self._kinds.picked.connect(self.focus_text)
        self._reply.clicked.connect(self._drop_reply)
        self._edit.textChanged.connect(self._text_changed)
        self._edit.finished.connect(self._submit)
        self._edit.escaped.connect(self._leave)
        self._region.clicked.connect(self.region_asked)
        self._edit.paste_refused.connect(self._refuse_paste)
        self._place.toggled.connect(self._toggle_place)
        self._withheld.clicked.connect(self._choose_withheld)
        self._post.clicked.connect(self._submit)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._fold()

    def _fold(self) -> None:
        """The promise stands below the choice, and beside it where large letters leave no room for that."""
        is_tight = current_theme().size is TextSize.LARGE and not self._offline.isHidden()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._name.setDirection(beside if is_tight else below)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter posts, whatever part of this has the keyboard."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self._submit()
        else:
            super().keyPressEvent(event)

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

    def set_draft(
        self, draft: CommentDraft, label: str = "", reply_label: str = "", reply_agenda: str = ""
    ) -> None:
        """Go on with what was being written; the labels name its page and the author it answers."""
        blocked = QSignalBlocker(self)
        self._kinds.choose(draft.kind)
        if draft.anchor is not None:
            self._pinned = (draft.agenda, draft.anchor, label)
        if draft.body:
            self._wants_page = draft.anchor is not None
        self._choose_page()
        self._wish = draft.name_withheld
        self._edit.setPlainText(draft.body)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        blocked.unblock()
        self.set_reply(draft.reply_to, reply_label, reply_agenda)
        self.set_policy(self._rule, holds=self._holds)
        self._show_place()

    def set_place(self, agenda: str, anchor: Anchor | None, label: str) -> None:
        """Offer the page that the reader shows now; a text stays with the page it was begun on."""
        self._move((agenda, anchor, label), self._item)

    def set_item(self, item: str) -> None:
        """The agenda item of a comment that belongs to no page; a page of another one is not proposed."""
        self._move(self._here, item)

    def attach(self, agenda: str, anchor: Anchor, label: str) -> None:
        """Write about a part of a page, also before the first letter; what is written already goes there."""
        self._pinned = (agenda, anchor, label)
        self._wants_page = True
        self._choose_page()
        self._show_place()
        self._tell()

    def set_reply(self, comment: str, label: str, agenda: str = "") -> None:
        """Answer this comment, or none when it is empty; an answer belongs to the item of what it answers."""
        self._reply_to, self._reply_agenda = comment, agenda if comment else ""
        self._reply.setVisible(bool(comment))
        self._reply.setText(button_words(self.tr("Reply to {author} ✕").format(author=label)))
        self._reply.setAccessibleName(self.tr("Reply to {author}. Press to drop it.").format(author=label))
        self._show_place()
        self._tell()

    def set_policy(self, rule: Names, *, holds: bool = False, other_item: int = 0) -> None:
        """The rule that holds for names, and whether comments are held until the chair has checked them.

        Where a rule binds there is no choice. What changes while somebody writes is said. `other_item` is the
        number of the item whose rule that is, if the meeting is at another one.
        """
        self._other_item = other_item
        if (rule, holds) != (self._rule, self._holds) and self._is_ruled and self._edit.body:
            self._news = self.tr("The rule has changed while you write. Now:")
        self._rule, self._holds, self._is_ruled = rule, holds, True
        self._withheld.setEnabled(rule not in BINDING)
        self._withheld.setChecked(rule is Names.WITHHELD or (rule is Names.OPEN and self._wish))
        self._show_state()

    def set_linked(self, *, linked: bool) -> None:
        """Say where somebody posts that nothing is lost while the chair's PC is not to be reached."""
        self._is_linked = linked
        self._offline.setHidden(linked or self._reads_only)
        self._fold()

    def set_closed(self, reason: str, *, reads_only: bool = False) -> None:
        """Nothing can be posted now, and why; an empty reason opens it again. What was written stays.

        `reads_only`: nor can it later, so there is nothing to write into.
        """
        self._closed, self._reads_only = reason, reads_only
        for part in (self._kinds, self._edit, self._counter, self._post, self._withheld):
            part.setVisible(not reads_only)
        self._offline.setHidden(self._is_linked or reads_only)
        self._show_place()
        self._show_state()

    def clear(self) -> None:
        """The comment was posted. What was typed since then stays."""
        text = self._edit.toPlainText()
        rest = text[len(self._sent) :] if self._sent is not None and text.startswith(self._sent) else text
        self._sent = None
        self._reply_to = self._reply_agenda = self._news = ""
        self._reply.hide()
        self._pinned = None
        self._kinds.choose(CommentKind.OPINION)
        self._edit.setPlainText(rest.lstrip())
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._wants_page = None
        self._choose_page()
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

    def _is_on_region(self) -> bool:
        return self._pinned is not None and self._pinned[1] is not None and self._pinned[1].region is not None

    def _place_now(self) -> tuple[str, Anchor | None, str]:
        if self._reply_to and self._pinned is None:  # an answer stands with what it answers, on no page
            return self._reply_agenda, None, ""
        return self._pinned or self._here

    def _move(self, here: tuple[str, Anchor | None, str], item: str) -> None:
        """Stand on another page or at another item; a press on the page holds until one of both is left."""
        before = (self._here[0], self._here[1].document if self._here[1] else "", self._item)
        self._here, self._item = here, item
        now = (here[0], here[1].document if here[1] else "", item)
        if before != now and self._wants_page and not self._edit.body and not self._is_on_region():
            self._wants_page = None
        self._choose_page()
        self._show_place()

    def _choose_page(self) -> None:
        """Unless the person chose: on the page, but not on one of an item that nobody speaks of."""
        wanted = self._wants_page
        if wanted is None:
            wanted = not self._item or not self._here[0] or self._here[0] == self._item
        with QSignalBlocker(self._place):
            self._place.setChecked(wanted)

    def _text_changed(self) -> None:
        if self._edit.body and self._pinned is None and not self._reply_to:
            self._pinned = self._here
            self._wants_page = self._place.isChecked()  # what is being written stays where it was begun
        elif not self._edit.body:
            self._news = ""
            if not self._is_on_region():
                self._pinned = None
        self._show_place()
        self._tell()

    def _toggle_place(self, attached: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if not attached and self._is_on_region():  # one step back: from the part to the whole page
            self._pinned = self._here if self._edit.body else None
            self._wants_page = True
            self._place.setChecked(True)
            return
        self._wants_page = attached
        if attached and not self._is_on_region():
            self._pinned = self._here if self._edit.body else None
        self._show_place()
        self._tell()

    def _choose_withheld(self, withheld: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self._wish = withheld
        self._show_state()
        self._tell()

    def _leave(self) -> None:
        """Esc: no answer any more, but no letter of it is lost."""
        if self._reply_to:
            self.set_reply("", "")
            self.left.emit()
        else:
            self.escaped.emit()

    def _drop_reply(self) -> None:
        self.set_reply("", "")
        self.focus_text()

    def _show_place(self) -> None:
        agenda, anchor, label = self._place_now()
        self._place.setVisible(anchor is not None and not self._reads_only)
        self._region.setVisible(self._here[1] is not None and not self._closed)
        self._show_quote(anchor)
        if anchor is not None:
            page = f"p.{anchor.page}"
            on_page = self.tr("On {page} ✕") if self._place.isChecked() else self.tr("+ Put on {page}")
            shown = self.tr("On a part of {page} ✕") if anchor.region is not None else on_page
            self._place.setText(shown.format(page=page))
            self._place.setAccessibleName(self.tr("Belongs to {place}").format(place=label or page))
            show_tooltip(self._place, label)
        about = self._attached() if self._is_on_region() else None
        if about != self._about:
            self._about = about
            self.region_changed.emit(about)
        QTimer.singleShot(0, self, self._grow)
        belongs = agenda if self._attached() else self._reply_agenda
        before, self._agenda = self._agenda, belongs or self._item
        if before != self._agenda:
            self._is_ruled = False  # another item has rules of its own; that is no change of a rule
            self.agenda_changed.emit(self._agenda)
        self._show_state()

    def _grow(self) -> None:
        """Ask for another height when a row has more lines: the stack around it does not pass that on."""
        around = self.parentWidget()
        if around is not None:
            around.updateGeometry()

    def _show_quote(self, anchor: Anchor | None) -> None:
        words = shortened(anchor.quote) if anchor is not None else ""
        self._quote.setText(self.tr("“{words}”").format(words=words))
        self._quote.setVisible(bool(words))

    def _show_state(self) -> None:
        length = len(self._edit.body)
        self._counter.setText(counter_words(length))
        set_look(self._counter, Look.ERROR if length > MAX_CHARACTERS else Look.SUB)
        too_long = self.tr("Too long to post: at most {count} characters.").format(
            count=f"{MAX_CHARACTERS:,}"
        )
        promise = names_words(
            self._rule,
            withheld=self._withheld.isChecked(),
            holds=self._holds,
            other_item=self._other_item,
        )
        self._changed.setText(self._news)
        self._changed.setVisible(bool(self._news) and not self._closed)
        self._promise.show_text(self._closed or (too_long if length > MAX_CHARACTERS else promise))
        self._withheld.setAccessibleDescription(promise)
        self._post.setEnabled(0 < length <= MAX_CHARACTERS and not self._closed and self._sent is None)

    def _refuse_paste(self) -> None:
        self._promise.show_text(self.tr("There is too much text to paste. Nothing was pasted."))

    def _submit(self) -> None:
        if self._post.isEnabled() and not self._edit.composing:
            self._sent = self._edit.toPlainText()
            self._post.setEnabled(False)
            self.submitted.emit(self.draft())

    def _tell(self) -> None:
        self._show_state()
        self.draft_changed.emit(self.draft())
