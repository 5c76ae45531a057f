"""The right column of a seat: comments of this page, this item or the whole meeting, and the composer."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sync.meeting import Anchor, Comment, CommentDraft, Phase, Role
from widgets.comment_card import CardAction
from widgets.comment_edit import EditPanel
from widgets.comment_list import CommentList
from widgets.comment_model import CommentRow, comment_rows, visible_comments
from widgets.composer import Composer
from widgets.theme import Look, set_look
from widgets.wording import anchor_words, author_words, binding_names, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.meeting import Meeting


PAGE_MS = 100  # pages may turn faster than anybody reads what is said about them


class Tab(IntEnum):
    """Which comments are shown."""

    PAGE = 0
    ITEM = 1
    ALL = 2


def with_replies(comments: Iterable[Comment], chosen: Iterable[str]) -> list[Comment]:
    """The chosen comments and every answer to one of them; answers stand after what they answer."""
    ids = set(chosen)
    found = []
    for comment in comments:
        if comment.comment in ids or comment.reply_to in ids:
            ids.add(comment.comment)
            found.append(comment)
    return found


class CommentPanel(QFrame):
    """Shows the comments and lets one write, change, withdraw, answer and agree."""

    submitted = Signal(CommentDraft)
    draft_changed = Signal(CommentDraft)
    reacted = Signal(str, bool)
    edited = Signal(str, str)
    deleted = Signal(str)
    place_chosen = Signal(str, int, str)  # document, page, and the bytes that the comment was made on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.PANEL)
        self._meeting: Meeting | None = None
        self._me = ""
        self._waiting: frozenset[str] = frozenset()
        self._unheard: frozenset[str] = frozenset()
        self._expelled = False
        self._place: Anchor | None = None
        self._item = ""
        self._mine: frozenset[str] | None = None
        self._page_timer = QTimer(self, singleShot=True, interval=PAGE_MS)
        self._tabs = QTabBar()
        self._tabs.setExpanding(True)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setAccessibleName(self.tr("Which comments to show"))
        for _ in Tab:
            self._tabs.addTab("")
        self._tabs.setCurrentIndex(Tab.ITEM)
        self.list = CommentList()
        self.composer = Composer()
        self.edit_panel = EditPanel()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.composer)
        self._stack.addWidget(self.edit_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self.list, 1)
        column.addWidget(self._stack)
        self._join()
        self._show_edit(editing=False)
        self._name_tabs({})

    def _join(self) -> None:
        self._page_timer.timeout.connect(self._show_comments)
        self._tabs.currentChanged.connect(lambda _: self._show_comments())
        self.list.acted.connect(self._act)
        self.composer.submitted.connect(self.submitted)
        self.composer.draft_changed.connect(self.draft_changed)
        self.composer.agenda_changed.connect(lambda _: self._show_rule())
        self.edit_panel.saved.connect(self.edited)
        self.edit_panel.cancelled.connect(self._end_edit)

    # -- what it is told ------------------------------------------------------------------------

    def set_meeting(self, meeting: Meeting, me: str, item: str) -> None:
        """Show the comments as they are now; `item` is the agenda item that one looks at."""
        self._meeting, self._me = meeting, me
        self._end_edit_when_done()
        self.composer.set_closed(self._closed_words())
        self.set_item(item)
        self._show_here()
        self._show_rule()
        self._show_what_was_posted(meeting)

    def set_item(self, item: str) -> None:
        """Look at another agenda item; a comment that belongs to no page goes there."""
        self._item = item
        self.composer.set_item(item)
        self._show_comments()

    def set_waiting(self, waiting: frozenset[str]) -> None:
        """Mark one's own comments that have not reached the chair's PC."""
        self._waiting = waiting
        self._show_comments()

    def set_unheard(self, unheard: frozenset[str]) -> None:
        """Mark those of them that have not reached anybody."""
        self._unheard = unheard
        self._show_comments()

    def set_expelled(self, *, expelled: bool) -> None:
        """Whether the chair removed this PC: then it reads what it has, and posts nothing."""
        if expelled != self._expelled:
            self._expelled = expelled
            self.composer.set_closed(self._closed_words())
            self._show_comments()

    def set_place(self, document: str, page: int, version: str = "") -> None:
        """The page that the reader shows now, and the bytes it is of; an empty document for none."""
        self._place = Anchor(document, page, version) if document else None
        self._show_here()
        if not self._page_timer.isActive():
            self._page_timer.start()

    def set_draft(self, draft: CommentDraft) -> None:
        """Go on with what was being written."""
        label = self._place_words(draft.anchor) if draft.anchor else ""
        self.composer.set_draft(draft, label, self._author_of(draft.reply_to))

    def show_tab(self, tab: Tab) -> None:
        """Show these comments."""
        self._tabs.setCurrentIndex(tab)

    def release(self) -> None:
        """What was being sent did not go through: it can be sent again."""
        self.composer.release()

    # -- what it shows --------------------------------------------------------------------------

    def _show_comments(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        shown = visible_comments(meeting.comments, self._me)
        chosen = {
            Tab.PAGE: with_replies(shown, (c.comment for c in shown if self._is_here(c))),
            Tab.ITEM: with_replies(shown, (c.comment for c in shown if c.agenda == self._item)),
            Tab.ALL: list(shown),
        }
        self._name_tabs({tab: len(comments) for tab, comments in chosen.items()})
        everything = {comment.comment: comment for comment in meeting.comments}
        tab = Tab(self._tabs.currentIndex())
        self.list.set_empty_words(self._empty_words(tab))
        documents = {each.document: each for item in meeting.agenda for each in item.documents}
        documents |= {each.document: each for each in meeting.withdrawn}
        rows = comment_rows(
            chosen[tab],
            self._me,
            self._waiting,
            documents,
            everything,
            unheard=self._unheard,
            may_react=not self._closed_words(),
        )
        self.list.show_rows(rows)

    def _is_here(self, comment: Comment) -> bool:
        """Whether it was made on the page that is shown, of the version that is shown."""
        place, anchor = self._place, comment.anchor
        document = self._meeting.document(place.document) if self._meeting and place else None
        if anchor is None or place is None or document is None:
            return False
        shown = place.sha256 or document.sha256
        return (anchor.document, anchor.page) == (place.document, place.page) and (
            document.bytes_under(anchor) == shown
        )

    def _show_what_was_posted(self, meeting: Meeting) -> None:
        """Whoever posts sees it at once: where the open tab does not have it, the one with all opens."""
        mine = frozenset(c.comment for c in meeting.comments if c.author == self._me)
        new = mine - (mine if self._mine is None else self._mine)
        self._mine = mine
        if any(self.list.comments.row_of(comment) < 0 for comment in new):
            self.show_tab(Tab.ALL)
        rows = [self.list.comments.row_of(comment) for comment in new]
        if rows:
            self.list.scrollTo(self.list.comments.index(max(rows)))

    def _name_tabs(self, counts: dict[Tab, int]) -> None:
        words = {
            Tab.PAGE: self.tr("This page {count}"),
            Tab.ITEM: self.tr("This item {count}"),
            Tab.ALL: self.tr("All {count}"),
        }
        for tab, text in words.items():
            self._tabs.setTabText(tab, text.format(count=counts.get(tab, 0)))

    def _empty_words(self, tab: Tab) -> str:
        if self._meeting is not None and self._meeting.awaits_opening:
            return self.tr("No comments yet.")
        return {
            Tab.PAGE: self.tr("No comments on this page yet."),
            Tab.ITEM: self.tr("No comments on this item yet. Yours can be the first."),
            Tab.ALL: self.tr("No comments yet. Yours can be the first."),
        }[tab]

    def _show_here(self) -> None:
        place, meeting = self._place, self._meeting
        document = meeting.document(place.document) if meeting and place else None
        agenda = document.agenda if document else ""
        label = self._place_words(place) if place else ""
        self.composer.set_place(agenda, place if document else None, label)

    def _show_rule(self) -> None:
        if self._meeting is not None:
            item = self._meeting.agenda_item(self.composer.draft().agenda)
            self.composer.set_policy(binding_names(self._meeting.policy.names, item))

    def _place_words(self, place: Anchor) -> str:
        document = self._meeting.known_document(place.document) if self._meeting else None
        return anchor_words(document, place) if document else place_words("", place.page)

    def _comment(self, comment: str) -> Comment | None:
        comments = self._meeting.comments if self._meeting else ()
        return next((c for c in comments if c.comment == comment), None)

    def _author_of(self, comment: str) -> str:
        found = self._comment(comment)
        return author_words(found, own=found.author == self._me) if found else ""

    def _closed_words(self) -> str:
        meeting = self._meeting
        member = meeting.member(self._me) if meeting else None
        if meeting and meeting.phase is Phase.CLOSED:
            return self.tr("The meeting is closed. Nothing more can be posted.")
        if meeting and meeting.awaits_opening:
            return self.tr("The meeting is not open yet. Comments can be posted once it is open.")
        if self._expelled:
            return self.tr("The chair removed this PC from the meeting. Nothing more can be posted here.")
        if member and member.role is Role.OBSERVER:
            return self.tr("Observers read along and do not post.")
        return ""

    # -- what a person does ---------------------------------------------------------------------

    def _act(self, comment: str, action: str) -> None:
        number = self.list.comments.row_of(comment)
        if number < 0:
            return
        row = self.list.comments.row_at(number)
        match CardAction(action):
            case CardAction.AGREE:
                self.reacted.emit(comment, not row.agreed)
            case CardAction.REPLY:
                self._reply(row)
            case CardAction.PLACE if row.comment.anchor:
                anchor = row.comment.anchor
                self.place_chosen.emit(anchor.document, anchor.page, anchor.sha256)
            case CardAction.EDIT:
                self._show_edit(editing=True)
                self.edit_panel.start(comment, row.comment.body)
            case CardAction.YES:
                self.deleted.emit(comment)

    def _reply(self, row: CommentRow) -> None:
        self._show_edit(editing=False)
        self.composer.set_reply(row.comment.comment, author_words(row.comment, own=row.own))
        self.composer.focus_text()

    def _show_edit(self, *, editing: bool) -> None:
        self._stack.setCurrentWidget(self.edit_panel if editing else self.composer)

    def _end_edit(self) -> None:
        self._show_edit(editing=False)
        self.list.setFocus()

    def _end_edit_when_done(self) -> None:
        """Leave the editor once the meeting has the new text: until then nothing of it may be lost."""
        if self._stack.currentWidget() is not self.edit_panel:
            return
        comment = self._comment(self.edit_panel.comment)
        if comment is None or comment.deleted or comment.body == self.edit_panel.sent:
            self._end_edit()
