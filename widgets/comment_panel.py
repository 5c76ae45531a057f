"""The right column of a seat: comments of this page, this item or the whole meeting, and the composer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from sync.meeting import Anchor, Comment, CommentDraft, Moderation, Phase, Role
from widgets.comment_choice import CommentChoice
from widgets.comment_edit import EditPanel
from widgets.comment_list import CommentList
from widgets.comment_pieces import CardAction
from widgets.comment_rows import CommentRow, CommentRows, RowFacts
from widgets.comment_runs import Runs
from widgets.comment_threads import root_of
from widgets.composer import Composer
from widgets.floor_bar import FloorBar
from widgets.held_label import HeldLabel
from widgets.listed_comments import ListedComments
from widgets.region_marks import FramedComments, frame_numbers
from widgets.return_bar import ReturnBar
from widgets.shown_comments import (
    EVERYTHING,
    Filter,
    Tab,
    visible_comments,
)
from widgets.theme import Look, set_look
from widgets.wording import anchor_words, author_words, binding_names, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sync.meeting import Meeting

PAGE_MS = 100  # pages may turn faster than anybody reads what is said about them


class CommentPanel(QFrame):
    """Shows the comments and lets one write, change, withdraw, answer and agree."""

    submitted = Signal(CommentDraft)
    draft_changed = Signal(CommentDraft)
    reacted = Signal(str, bool)
    edited = Signal(str, str)
    deleted = Signal(str)
    place_chosen = Signal(Anchor)
    region_asked = Signal()
    region_changed = Signal(object)  # Anchor with the part of a page that is written about, None for none
    pointed = Signal(str)  # the comment that somebody points at; empty for none
    escaped = Signal()  # Esc had nothing to give up where a comment is written

    def __init__(self, clock: Callable[[], int] | None = None, parent: QWidget | None = None) -> None:
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
        self._posted: frozenset[str] = frozenset()
        self._page_timer = QTimer(self, singleShot=True, interval=PAGE_MS)
        self._unfolded: frozenset[str] = frozenset()  # threads of which all answers are shown
        self._rows = CommentRows()
        self._listed = ListedComments()
        self._framed = FramedComments()
        self._own: tuple[str, Runs[frozenset[str]]] | None = None
        self._shown_before: tuple[object, ...] = ()
        self.choice = CommentChoice()
        self.held = HeldLabel()
        self.way_back = ReturnBar()
        self.list = CommentList()
        self.composer = Composer()
        self.edit_panel = EditPanel()
        self.floor = FloorBar(clock)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.composer)
        self._stack.addWidget(self.edit_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.choice)
        column.addWidget(self.held)
        column.addWidget(self.way_back)
        column.addWidget(self.list, 1)
        column.addWidget(self._stack)
        column.addWidget(self.floor)
        self._join()
        self._show_edit(editing=False)

    def _join(self) -> None:
        self._page_timer.timeout.connect(self._show_comments)
        self.choice.changed.connect(self._show_comments)
        self.list.acted.connect(self._act)
        self.list.pointed.connect(self.pointed)
        self.composer.region_asked.connect(self.region_asked)
        self.composer.region_changed.connect(self.region_changed)
        self.composer.left.connect(self.list.setFocus)
        self.composer.escaped.connect(self.escaped)
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
        self._show_whether_open()
        self.held.set_meeting(meeting)
        self.floor.set_meeting(meeting, me, allowed=not self._closed_words())
        self._unfold_what_was_posted(meeting)
        self.set_item(item)
        self._show_here()
        self._show_rule()
        self._show_what_was_posted()

    def set_item(self, item: str) -> None:
        """Look at another agenda item; a comment that belongs to no page goes there."""
        self._item = item
        self.composer.set_item(item)
        self._show_comments()

    def set_waiting(self, waiting: frozenset[str]) -> None:
        """Mark one's own comments that have not reached the chair's PC."""
        self._waiting = waiting
        self.floor.set_waiting(waiting)
        self._show_comments()

    def set_unheard(self, unheard: frozenset[str]) -> None:
        """Mark those of them that have not reached anybody."""
        self._unheard = unheard
        self._show_comments()

    def set_expelled(self, *, expelled: bool) -> None:
        """Whether the chair removed this PC: then it reads what it has, and posts nothing."""
        if expelled != self._expelled:
            self._expelled = expelled
            self._show_whether_open()
            if self._meeting is not None:
                self.floor.set_meeting(self._meeting, self._me, allowed=not self._closed_words())
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
        found = self._comment(draft.reply_to)
        self.composer.set_draft(draft, label, self._author_of(draft.reply_to), found.agenda if found else "")

    def attach(self, anchor: Anchor) -> None:
        """Write about a part of a page, of whatever document that is."""
        document = self._meeting.document(anchor.document) if self._meeting else None
        if document is None or self._closed_words():
            return
        self._show_edit(editing=False)
        self.composer.attach(document.agenda, anchor, self._place_words(anchor))
        self.composer.focus_text()

    def show_tab(self, tab: Tab) -> None:
        """Show these comments."""
        self.choice.show_tab(tab)

    def show_comment(self, comment: str) -> None:
        """Bring a comment into view, in the open tab if it is there, else among all."""
        if self.list.comments.row_of(comment) < 0:
            self._unfold({comment})
            self._show_comments()
        if self.list.comments.row_of(comment) < 0:
            self.show_tab(Tab.ALL)
        if self.list.show_comment(comment):
            self.list.setFocus()

    def release(self) -> None:
        """What was being sent did not go through: it can be sent again."""
        self.composer.release()
        self.floor.release()

    # -- what it shows --------------------------------------------------------------------------

    def _show_comments(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        tab, by = self.choice.tab, self.choice.filter
        item, document = self._item, meeting.document(self._place.document) if self._place else None
        tabs: dict[Tab, tuple[object, Callable[[Comment], bool]]] = {
            Tab.PAGE: ((self._place, document), self._is_here),
            Tab.ITEM: (item, lambda comment: comment.agenda == item),
            Tab.ALL: (None, lambda _comment: True),
        }
        self._listed.follow(meeting.comments, self._me, tabs, tab, by)
        tallies = self._listed.tallies
        counts = {each: len(tally.ids) for each, tally in tallies.items()}
        self.choice.name(counts, tallies[tab].mine, tallies[tab].unanswered)
        self.list.set_empty_words(self._empty_words(tab, by))
        self.list.show_rows(self._make_rows(meeting))
        asked = (tab, by, self._item if tab is Tab.ITEM else self._place if tab is Tab.PAGE else None)
        if self._shown_before != (*asked, self._unfolded):
            self._shown_before = (*asked, self._unfolded)
            self.list.forget_news()  # it came because the person asked for it

    def _make_rows(self, meeting: Meeting) -> tuple[CommentRow, ...]:
        documents = {each.document: each for item in meeting.agenda for each in item.documents}
        documents |= {each.document: each for each in meeting.withdrawn}
        framed = visible_comments(self._framed.of(meeting.comments), self._me)
        before = self._rows.facts
        facts = RowFacts(
            self._me,
            self._waiting,
            documents,
            self._listed.known,
            self._unheard,
            frame_numbers(framed, meeting),
            may_react=not self._closed_words(),
            over=meeting.phase is Phase.CLOSED,
        )
        anew, listing = self._rows.set_facts(facts), self._listed.listing
        listing.touch((before.waiting ^ facts.waiting) | (before.unheard ^ facts.unheard))
        if before.frames != facts.frames:
            listing.touch(name for name, _number in before.frames.items() ^ facts.frames.items())
        return listing.rows(self._rows, self._unfolded, anew=anew)

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

    def _unfold_what_was_posted(self, meeting: Meeting) -> None:
        """Find out what this seat posted since; an answer unfolds the thread that it belongs to."""
        if self._own is None or self._own[0] != self._me:
            self._own = self._me, Runs(partial(_written_by, self._me))
        mine = frozenset().union(*self._own[1].of(meeting.comments))
        self._posted = mine - (mine if self._mine is None else self._mine)
        self._mine = mine
        if self._posted:
            self._unfold(self._posted)

    def _unfold(self, comments: Collection[str]) -> None:
        meeting = self._meeting
        if meeting is not None:
            shown = visible_comments(meeting.comments, self._me)
            self._unfolded |= {root for one in comments if (root := root_of(shown, one))}

    def _show_what_was_posted(self) -> None:
        """Whoever posts sees it at once: where the open tab does not have it, the one with all opens."""
        if any(self.list.comments.row_of(comment) < 0 for comment in self._posted):
            self.show_tab(Tab.ALL)
        rows = [self.list.comments.row_of(comment) for comment in self._posted]
        self._posted = frozenset()
        if rows:
            self.list.scrollTo(self.list.comments.index(max(rows)))

    def _empty_words(self, tab: Tab, by: Filter) -> str:
        if self._meeting is not None and (self._meeting.awaits_opening or not self._is_member):
            return self.tr("No comments yet.")
        if by != EVERYTHING:
            return self.tr("No comments of this kind here.")
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
            holds = self._meeting.moderation is Moderation.HOLD
            is_other = item is not None and item.item != self._meeting.current_item
            self.composer.set_policy(
                binding_names(self._meeting.policy.names, item),
                holds=holds,
                other_item=item.number if item is not None and is_other else 0,
            )

    def _place_words(self, place: Anchor) -> str:
        document = self._meeting.known_document(place.document) if self._meeting else None
        return anchor_words(document, place) if document else place_words("", place.page)

    def _comment(self, comment: str) -> Comment | None:
        comments = self._meeting.comments if self._meeting else ()
        return next((c for c in comments if c.comment == comment), None)

    def _author_of(self, comment: str) -> str:
        found = self._comment(comment)
        return author_words(found, own=found.author == self._me) if found else ""

    @property
    def may_post(self) -> bool:
        """Whether this seat can post here and now."""
        return self._meeting is not None and not self._closed_words()

    def _show_whether_open(self) -> None:
        reads_only = not self._is_member and not self._expelled
        self.composer.set_closed(self._closed_words(), reads_only=reads_only)

    @property
    def _is_member(self) -> bool:
        return self._meeting is None or self._meeting.member(self._me) is not None

    def _closed_words(self) -> str:
        meeting = self._meeting
        member = meeting.member(self._me) if meeting else None
        if meeting and meeting.phase is Phase.CLOSED:
            return self.tr("The meeting is closed. Nothing more can be posted.")
        if meeting and meeting.awaits_opening:
            return self.tr("The meeting is not open yet. Comments can be posted once it is open.")
        if self._expelled:
            return self.tr("The chair removed this PC from the meeting. Nothing more can be posted here.")
        if meeting and member is None:
            return self.tr(
                "This PC has this meeting from a file and is no part of it: you can read. "
                "To post, leave it and join with its code."
            )
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
                self.place_chosen.emit(row.comment.anchor)
            case CardAction.THREAD:
                self._unfolded ^= {comment}
                self._show_comments()
            case CardAction.EDIT:
                self._show_edit(editing=True)
                self.edit_panel.start(comment, row.comment.body)
            case CardAction.YES:
                self.deleted.emit(comment)

    def _reply(self, row: CommentRow) -> None:
        self._show_edit(editing=False)
        author = author_words(row.comment, own=row.own)
        self.composer.set_reply(row.comment.comment, author, row.comment.agenda)
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


def _written_by(author: str, run: tuple[Comment, ...]) -> frozenset[str]:
    return frozenset([each.comment for each in run if each.author == author])
