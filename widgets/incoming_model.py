"""The cards of the chair's stream as a Qt model: sorted, filtered, and at rest while they are held."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sync.meeting import Phase
from widgets.incoming_cards import (
    ALIKE,
    CardAction,
    CardKind,
    IncomingCard,
    Order,
    Shown,
    Sight,
    actions_of,
    asks_of,
    live_members,
)
from widgets.incoming_order import CardOrder
from widgets.incoming_words import beginning, card_in_words
from widgets.wording import anchor_words, author_words, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sync.discussion import Group
    from sync.meeting import Comment, Meeting
    from widgets.comment_runs import Changes
    from widgets.incoming_order import Step

Index = QModelIndex | QPersistentModelIndex
COMMENT_ROLE = int(Qt.ItemDataRole.UserRole)
CARD_ROLE = COMMENT_ROLE + 1
ACTIONS_ROLE = COMMENT_ROLE + 2
MOST_RANGES = 40
READING = (CardAction.OPEN, CardAction.FOLD, CardAction.MORE, CardAction.LESS)


def alike_key(comments: Iterable[str]) -> str:
    """The key of the card that suggests to put these together."""
    return ALIKE + " ".join(comments)


class IncomingModel(QAbstractListModel):
    """Rows of cards; while held, rows stay where they are and only what they say changes."""

    waiting_changed = Signal(int)
    chosen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._order = CardOrder()
        self._groups: dict[str, Group] = {}
        self._suggestions: tuple[tuple[str, ...], ...] = ()
        self._shows_suggestions = False
        self._ids: list[str] = []
        self._in_order = True  # whether they are those that there are to list, in their order
        self._sight = Sight()
        self._chosen: dict[str, None] = {}
        self._unfolded: set[str] = set()
        self._of_chair = True
        self._author_of = ""  # the comment whose author is told; one at a time
        self._held = False
        self._waiting = 0

    @property
    def _comments(self) -> dict[str, Comment]:
        return self._order.comments

    @property
    def chosen(self) -> tuple[str, ...]:
        """The comments that were chosen to be put together, in the order in which they were."""
        return tuple(self._chosen)

    @property
    def sight(self) -> Sight:
        """How the stream is looked at."""
        return self._sight

    def set_of_chair(self, *, of_chair: bool) -> None:
        """Whether what only the chair may do is offered."""
        self._of_chair = of_chair
        self._tell_rows(range(len(self._ids)))

    def set_meeting(self, meeting: Meeting) -> None:
        """Show the comments of this state of the meeting."""
        old, self._meeting = self._meeting, meeting
        if old is None or old.groups != meeting.groups:
            self._groups = {group.group: group for group in meeting.groups}
        changes, steps = self._order.follow(meeting)
        if self._held and self._ids:  # an empty list has nothing that could move away
            self._in_order = self._in_order and steps == []
            if changes.gone:
                self._remove([one for one in self._ids if self._lost(one)])
            shown = self._folded().union(self._ids)
            self._tell_waiting(len(set(self._order.keys).difference(shown)))
        else:
            self._take(steps)
            self._tell_waiting(0)
        self._tell_changes(changes, old, meeting)
        gone = [one for one in self._chosen if one not in self._comments or self._comments[one].deleted]
        for one in gone:
            del self._chosen[one]
        if gone:
            self.chosen_changed.emit()

    def set_order(self, order: Order) -> None:
        """Sort another way, at once."""
        self._look(replace(self._sight, order=order))

    def set_shown(self, shown: Shown) -> None:
        """List other comments, at once."""
        self._look(replace(self._sight, shown=shown))

    def set_item(self, item: str) -> None:
        """List the comments of another item, at once."""
        self._look(replace(self._sight, item=item))

    def _look(self, sight: Sight) -> None:
        self._sight = sight
        self._order.look(sight)
        self.release()

    def set_suggestions(self, suggestions: Sequence[Sequence[str]]) -> None:
        """Know which comments look alike; their cards come in with what waits."""
        self._suggestions = tuple(tuple(each) for each in suggestions)
        if self._shows_suggestions and not self._held:
            self.release()

    def show_suggestions(self, *, on: bool) -> None:
        """List the suggestions at the top, or no longer, at once."""
        self._shows_suggestions = on
        self.release()

    def drop_suggestion(self, key: str) -> None:
        """Take away a card that was just decided upon, also while the others stay where they are."""
        self._suggestions = tuple(each for each in self._suggestions if alike_key(each) != key)
        self._remove([key])

    def choose(self, comment: str, *, on: bool) -> None:
        """Choose a comment to be put together with others, or no longer."""
        self._chosen.pop(comment, None)
        if on:
            self._chosen[comment] = None
        self._tell_row(comment)
        self.chosen_changed.emit()

    def choose_none(self) -> None:
        """Choose nothing any more."""
        chosen, self._chosen = self._chosen, {}
        for comment in chosen:
            self._tell_row(comment)
        self.chosen_changed.emit()

    def set_opened(self, group: str, *, on: bool) -> None:
        """List the members of a group below it, or no longer; nothing else moves."""
        opened = self._sight.opened | {group} if on else self._sight.opened - {group}
        self._sight = replace(self._sight, opened=opened)
        self._order.look(self._sight)
        self._in_order = False  # below, only what belongs to this group comes or goes
        found = self._groups.get(group)
        members = live_members(found, self._comments) if found else ()
        if not members:
            return
        lead, others = members[0].comment, [each.comment for each in members[1:]]
        self._remove(others)
        row = self.row_of(lead)
        if on and row >= 0:
            self._insert_at(row + 1, others)
        self._tell_row(lead)

    def set_unfolded(self, comment: str, *, on: bool) -> None:
        """Show all of a long text, or its beginning."""
        (self._unfolded.add if on else self._unfolded.discard)(comment)
        self._tell_row(comment)

    def tell_author(self, comment: str) -> None:
        """Say whose a comment is, at the secretariat's desk, and of no other one; empty for none."""
        before, self._author_of = self._author_of, comment
        for each in (before, comment):
            self._tell_row(each)

    def asks_at(self, row: int) -> tuple[CardAction, ...]:
        """What only the menu of a card offers; nothing at the chair's desk."""
        return () if self._of_chair else asks_of(self.card_at(row))

    def set_held(self, *, held: bool) -> None:
        """Keep every row in its place, or let new ones in again."""
        let_in = self._held and not held
        self._held = held
        if let_in:
            self.release()

    def release(self) -> None:
        """Let in what waited and put everything in order."""
        if self._meeting is not None:
            self._rearrange(self._target())
        self._tell_waiting(0)

    def held(self) -> tuple[str, ...]:
        """The comments on the listed cards that wait to be released, from top to bottom."""
        held = self._order.held
        return tuple([one for one in self._ids if one in held]) if held else ()

    def row_of(self, key: str) -> int:
        """The row of this card, or -1."""
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

    def comment_at(self, row: int) -> Comment:
        """The comment that the card of a row speaks for."""
        key = self._ids[row]
        return self._comments[key.removeprefix(ALIKE).split(" ")[0] if key.startswith(ALIKE) else key]

    def card_at(self, row: int) -> IncomingCard:
        """The card of a row as it is now."""
        key = self._ids[row]
        if key.startswith(ALIKE):
            members = tuple(self._comments[each] for each in key.removeprefix(ALIKE).split(" "))
            card = IncomingCard(key, CardKind.SUGGESTION, members[0], members)
            return self._with_actions(card)
        return self._with_actions(self._card_of(self._comments[key]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row a card."""
        return 0 if parent.isValid() else len(self._ids)

    def data(  # noqa: PLR0911 - one answer a role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The card, its comment, what can be done with it, or all of it in words."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == COMMENT_ROLE:
            return self.comment_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(self.comment_at(index.row()).body)
        if role == CARD_ROLE:
            return self.card_at(index.row())
        if role == ACTIONS_ROLE:
            return self.card_at(index.row()).actions
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card_in_words(self.card_at(index.row()))
        return None

    def _card_of(self, comment: Comment) -> IncomingCard:
        meeting = self._meeting
        spotlight = meeting.spotlight if meeting else ""
        group = self._groups.get(comment.group) if comment.group else None
        members = live_members(group, self._comments) if group else ()
        if group is None or len(members) < 2 or comment not in members:
            kind, members = CardKind.COMMENT, ()
        elif members[0].comment == comment.comment:
            kind = CardKind.GROUP
        else:
            kind, members = CardKind.MEMBER, ()
        return IncomingCard(
            comment.comment,
            kind,
            comment,
            members,
            group=comment.group if kind is not CardKind.COMMENT else "",
            title=group.title if group else "",
            place=self._place(comment),
            quote=self._quote(comment),
            replies=self._order.replies[comment.comment],
            projected=bool(spotlight)
            and spotlight in (comment.comment, comment.group if kind is CardKind.GROUP else ""),
            chosen=comment.comment in self._chosen,
            opened=comment.group in self._sight.opened,
            unfolded=comment.comment in self._unfolded,
            tells_author=not self._of_chair and comment.comment == self._author_of,
        )

    def _with_actions(self, card: IncomingCard) -> IncomingCard:
        """Nothing but reading can be done once the meeting is closed."""
        actions = actions_of(card, of_chair=self._of_chair)
        if self._meeting is None or self._meeting.phase is Phase.CLOSED:
            actions = tuple(each for each in actions if each in READING)
        return replace(card, actions=actions)

    def _place(self, comment: Comment) -> str:
        if self._meeting is None or comment.anchor is None:
            return ""
        document = self._meeting.known_document(comment.anchor.document)
        return anchor_words(document, comment.anchor) if document else ""

    def _quote(self, comment: Comment) -> str:
        parent = self._comments.get(comment.reply_to) if comment.reply_to else None
        if parent is None or parent.deleted:
            return ""
        return f"↳ {author_words(parent)} {beginning(parent)}"

    def _target(self) -> list[str]:
        return self._suggested() + self._order.keys

    def _suggested(self) -> list[str]:
        """The keys of the suggestions to list."""
        wanted = self._suggestions if self._shows_suggestions else ()
        return [alike_key(each) for each in wanted if self._is_whole(each)]

    def _is_whole(self, comments: Iterable[str]) -> bool:
        """Whether all of these are still there to be put together."""
        found = [self._comments.get(each) for each in comments]
        return all(each is not None and not (each.deleted or each.hidden or each.held) for each in found)

    def _lost(self, key: str) -> bool:
        if key.startswith(ALIKE):
            return any(each not in self._comments for each in key.removeprefix(ALIKE).split(" "))
        return key not in self._comments

    def _folded(self) -> set[str]:
        """Leads of groups one of whose members is listed: they are not new."""
        found: set[str] = set()
        shown = set(self._ids) if self._groups else found
        for group in self._groups.values():
            if not shown.isdisjoint(group.comments):
                found.update(group.comments)
        return found

    def _tell_waiting(self, waiting: int) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(waiting)

    def _tell_changes(self, changes: Changes, old: Meeting | None, new: Meeting) -> None:
        """Announce every row that says something else than before."""
        if old is None or old.phase is not new.phase or old.agenda != new.agenda:
            self._tell_rows(range(len(self._ids)))
            return
        also: set[str] = set()
        if old.spotlight != new.spotlight:
            also |= self._speaking_for(old.spotlight) | self._speaking_for(new.spotlight)
        if old.groups != new.groups:
            also.update(each for group in (*old.groups, *new.groups) for each in group.comments)
        for comment in (*changes.came, *changes.gone, *(each for pair in changes.changed for each in pair)):
            also.update((comment.comment, comment.reply_to))
            if comment.group:
                also |= self._speaking_for(comment.group)
        if len(also) > MOST_RANGES:
            self._tell_rows(row for row, one in enumerate(self._ids) if one in also)
        else:
            self._tell_rows(sorted(row for row in map(self.row_of, filter(None, also)) if row >= 0))

    def _speaking_for(self, spotlight: str) -> set[str]:
        group = self._groups.get(spotlight)
        return {spotlight, *group.comments} if group else {spotlight}

    def _tell_row(self, key: str) -> None:
        row = self.row_of(key)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _tell_rows(self, rows: Iterable[int]) -> None:
        """Announce changed rows in as few ranges as they make."""
        ranges: list[list[int]] = []
        for row in rows:
            if ranges and ranges[-1][1] == row - 1:
                ranges[-1][1] = row
            else:
                ranges.append([row, row])
        if len(ranges) > MOST_RANGES:
            ranges = [[ranges[0][0], ranges[-1][1]]]
        for first, last in ranges:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _take(self, steps: list[Step] | None) -> None:
        """Do what brings the rows into their order again, or put all of them in order."""
        suggested = list(takewhile(lambda key: key.startswith(ALIKE), self._ids))
        if steps is None or not self._in_order or suggested != self._suggested():
            self._rearrange(self._target())
            return
        for step in steps:
            row, to = len(suggested) + step.row, len(suggested) + step.to
            if step.keys:
                self._insert_at(row, step.keys)
            elif step.to < 0:
                self._remove_rows(row, row + step.gone)
            else:
                self._move_row(row, to)

    def _move_row(self, row: int, to: int) -> None:
        """Let a row stand at `to` afterwards."""
        before = to if to < row else to + 1  # Qt wants to know before which one, as they stand now
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), before)
        self._ids.insert(to, self._ids.pop(row))
        self.endMoveRows()

    def _rearrange(self, target: list[str]) -> None:
        self._in_order = True
        wanted = set(target)
        self._remove([one for one in self._ids if one not in wanted])
        known = set(self._ids)
        if [one for one in target if one in known] == self._ids:
            self._insert(target, known)
            return
        self._insert([*self._ids, *(one for one in target if one not in known)], known)
        self._permute(target)

    def _remove(self, gone: Sequence[str]) -> None:
        lost = set(gone)
        row = len(self._ids) - 1 if lost else -1
        while row >= 0:
            first = row
            while first >= 0 and self._ids[first] in lost:
                first -= 1
            if first < row:
                self._remove_rows(first + 1, row + 1)
            row = first - 1

    def _remove_rows(self, row: int, end: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, end - 1)
        del self._ids[row:end]
        self.endRemoveRows()

    def _insert(self, target: list[str], known: set[str]) -> None:
        """Put what is new at its place in the target, whose known rows already stand in this order."""
        start = end = -1
        for row in [row for row, one in enumerate(target) if one not in known]:
            if row != end:
                self._insert_at(start, target[start:end])
                start = row
            end = row + 1
        self._insert_at(start, target[start:end])

    def _insert_at(self, row: int, keys: Sequence[str]) -> None:
        if keys:
            self.beginInsertRows(QModelIndex(), row, row + len(keys) - 1)
            self._ids[row:row] = keys
            self.endInsertRows()

    def _permute(self, target: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        rows = {one: row for row, one in enumerate(target)}
        new = [self.index(rows[self._ids[index.row()]]) for index in old]
        self._ids = list(target)
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
