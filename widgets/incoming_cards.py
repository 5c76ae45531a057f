"""What the chair's stream of comments consists of: cards, what can be done with each, and their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

from sync.meeting import CommentKind, Names
from widgets.comment_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.discussion import Group
    from sync.meeting import Comment, Meeting

THIS_ITEM = "@this"
ALL_ITEMS = "@all"
BY_TIME = attrgetter("at_ms")
LONG_TEXT = 240  # letters, about six lines: more is folded, so that several comments are in view
LONG_LINES = 6
ALIKE = "alike:"  # how the keys of suggestions begin


class Order(StrEnum):
    """What stands at the top."""

    NEWEST = "newest"
    OLDEST = "oldest"
    AGREED = "agreed"


class Shown(StrEnum):
    """Which comments are listed."""

    ALL = "all"
    UNANSWERED = "unanswered"
    QUESTIONS = "questions"
    HELD = "held"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class CardAction(StrEnum):
    """What a button of a card does."""

    PROJECT = "project"
    STOP = "stop"
    RELEASE = "release"
    ANSWER = "answer"
    REOPEN = "reopen"
    REPLY = "reply"
    CHOOSE = "choose"  # to put it together with others
    UNCHOOSE = "unchoose"
    OPEN = "open"
    FOLD = "fold"
    TAKE_OUT = "take_out"
    DISSOLVE = "dissolve"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    HIDE = "hide"
    UNHIDE = "unhide"
    MORE = "more"  # read a long text to its end
    LESS = "less"
    AUTHOR = "author"  # the secretariat looks whose it is
    NO_AUTHOR = "no_author"


class CardKind(StrEnum):
    """What a card stands for: a comment, a group, a comment inside a group, or comments that look alike."""

    COMMENT = "comment"
    GROUP = "group"
    MEMBER = "member"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class IncomingCard:
    """One card; `comment` speaks for all `members` of a group or of a suggestion."""

    key: str
    kind: CardKind
    comment: Comment
    members: tuple[Comment, ...] = ()
    group: str = ""
    title: str = ""
    place: str = ""
    quote: str = ""
    replies: int = 0
    projected: bool = False
    chosen: bool = False
    opened: bool = False
    unfolded: bool = False
    tells_author: bool = False  # at the secretariat's desk, while it is asked
    actions: tuple[CardAction, ...] = ()

    @property
    def agreed(self) -> int:
        """How many agree; who agrees with two of a group counts once."""
        if not self.members:
            return len(self.comment.agreed)
        return len(frozenset().union(*(member.agreed for member in self.members)))


@dataclass(frozen=True, slots=True)
class Sight:
    """How the chair looks at the stream; `item` is an agenda item, `THIS_ITEM` or `ALL_ITEMS`."""

    order: Order = Order.NEWEST
    shown: Shown = Shown.ALL
    item: str = ALL_ITEMS
    opened: frozenset[str] = field(default_factory=frozenset)  # groups whose members are listed


def is_open(comment: Comment, chair: str = "") -> bool:
    """Whether somebody has still to deal with it; what the chair said needs nothing."""
    done = comment.answered or comment.hidden or comment.deleted
    return not done and (not chair or comment.author != chair)


def live_members(group: Group, comments: dict[str, Comment]) -> tuple[Comment, ...]:
    """The comments of a group that the room may see; one that is hidden or held speaks for nobody."""
    found = (comments.get(each) for each in group.comments)
    return tuple(c for c in found if c is not None and not (c.deleted or c.hidden or c.held))


def _is_of_kind(comment: Comment, shown: Shown, chair: str) -> bool:
    """Whether a choice lists a comment."""
    match shown:
        case Shown.ALL:
            return True
        case Shown.UNANSWERED:
            return is_open(comment, chair)
        case Shown.QUESTIONS:
            return comment.kind is CommentKind.QUESTION and not comment.hidden
        case Shown.HELD:
            return comment.held and not comment.hidden
        case Shown.ANSWERED:
            return comment.answered and not comment.hidden
        case Shown.HIDDEN:
            return comment.hidden


def _listed(comments: list[Comment], shown: Shown, chair: str) -> list[Comment]:
    """Those of these comments that a choice lists; written out, because there may be ten thousand."""
    match shown:
        case Shown.ALL:
            return comments
        case Shown.UNANSWERED:
            return [
                c
                for c in comments
                if not (c.answered or c.hidden or c.deleted) and c.author != (chair or None)
            ]
        case Shown.QUESTIONS:
            return [c for c in comments if c.kind is CommentKind.QUESTION and not c.hidden]
        case Shown.HELD:
            return [c for c in comments if c.held and not c.hidden]
        case Shown.ANSWERED:
            return [c for c in comments if c.answered and not c.hidden]
        case Shown.HIDDEN:
            return [c for c in comments if c.hidden]


def _of_item(meeting: Meeting, item: str) -> list[Comment]:
    """What its author did not withdraw, of one item or of all."""
    wanted = meeting.current_item if item == THIS_ITEM else item
    if item == ALL_ITEMS or not wanted:
        return [each for each in meeting.comments if not each.deleted]
    return [each for each in meeting.comments if each.agenda == wanted and not each.deleted]


def is_listed(comment: Comment, meeting: Meeting, sight: Sight) -> bool:
    """Whether a comment is one of those looked at; what is on the projector is, whatever is chosen."""
    wanted = meeting.current_item if sight.item == THIS_ITEM else sight.item
    if comment.deleted or (wanted not in ("", ALL_ITEMS) and comment.agenda != wanted):
        return False
    if meeting.spotlight and meeting.spotlight in (comment.comment, comment.group):
        return True
    return _is_of_kind(comment, sight.shown, meeting.chair)


class Counts:
    """How many comments each choice would list, of every item; only what changed is counted anew."""

    def __init__(self) -> None:
        self._chair = ""
        self._runs = Runs(self._count)

    def of(self, meeting: Meeting, item: str) -> dict[Shown, int]:
        """How many comments each choice would list."""
        if meeting.chair != self._chair:
            self._chair, self._runs = meeting.chair, Runs(self._count)
        wanted = meeting.current_item if item == THIS_ITEM else item
        runs = self._runs.of(meeting.comments)
        if item == ALL_ITEMS or not wanted:
            found = [counted for run in runs for counted in run.values()]
        else:
            found = [run[wanted] for run in runs if wanted in run]
        return {shown: sum(counted[shown] for counted in found) for shown in Shown}

    def _count(self, run: tuple[Comment, ...]) -> dict[str, Counter[Shown]]:
        """By item."""
        items: dict[str, list[Comment]] = {}
        for each in run:
            if not each.deleted:
                items.setdefault(each.agenda, []).append(each)
        return {
            item: Counter({shown: len(_listed(comments, shown, self._chair)) for shown in Shown})
            for item, comments in items.items()
        }


def arrange(meeting: Meeting, sight: Sight) -> list[str]:
    """The keys of the cards to list, in order; a group stands where the comment that speaks for it does."""
    comments = _of_item(meeting, sight.item)
    kept = _listed(comments, sight.shown, meeting.chair)
    if meeting.spotlight and kept is not comments:
        kept = _with_spotlight(comments, kept, meeting.spotlight)
    groups = groups_of(meeting)
    if groups:
        kept = _leads(meeting, kept, groups)
    if sight.order is Order.OLDEST:
        kept.sort(key=BY_TIME)
    else:
        kept.reverse()
        kept.sort(key=BY_TIME, reverse=True)
    if sight.order is Order.AGREED:
        weight = {members[0].comment: _union(members) for members in groups.values()}
        kept.sort(key=lambda each: -weight.get(each.comment, len(each.agreed)))
    if not sight.opened:
        return [each.comment for each in kept]
    return [key for each in kept for key in _with_members(each, groups, sight.opened)]


def _with_spotlight(comments: list[Comment], kept: list[Comment], spotlight: str) -> list[Comment]:
    """What is on the projector stays in the list, whatever is chosen."""
    listed = {each.comment for each in kept}
    return [each for each in comments if each.comment in listed or spotlight in (each.comment, each.group)]


def groups_of(meeting: Meeting, known: dict[str, Comment] | None = None) -> dict[str, tuple[Comment, ...]]:
    """The members of each group that has at least two to be seen; `known` are the comments by their ids."""
    if not meeting.groups:
        return {}
    comments = {each.comment: each for each in meeting.comments} if known is None else known
    found = {group.group: live_members(group, comments) for group in meeting.groups}
    return {group: members for group, members in found.items() if len(members) > 1}


def _leads(meeting: Meeting, kept: list[Comment], groups: dict[str, tuple[Comment, ...]]) -> list[Comment]:
    """In place of the comments of a group, once, the one that speaks for it; in the order of the meeting."""
    found: set[str] = set()
    for each in kept:
        members = groups.get(each.group)
        is_apart = members is None or each.hidden or each.held
        found.add(each.comment if members is None or is_apart else members[0].comment)
    return [each for each in meeting.comments if each.comment in found]


def _union(members: Iterable[Comment]) -> int:
    return len(frozenset().union(*(member.agreed for member in members)))


def _with_members(
    lead: Comment, groups: dict[str, tuple[Comment, ...]], opened: frozenset[str]
) -> Iterable[str]:
    yield lead.comment
    members = groups.get(lead.group, ())
    if lead.group in opened and members and members[0].comment == lead.comment:
        yield from (each.comment for each in members[1:])


def is_long(text: str) -> bool:
    """Whether a text is folded until somebody wants to read all of it."""
    return len(text) > LONG_TEXT or text.count("\n") >= LONG_LINES


def actions_of(card: IncomingCard, *, of_chair: bool = True) -> tuple[CardAction, ...]:
    """What can be done with a card now; only the chair projects."""
    found = _acts(card, of_chair=of_chair)
    if card.kind is CardKind.SUGGESTION or not is_long(card.comment.body):
        return found
    return (*found, CardAction.LESS if card.unfolded else CardAction.MORE)


def asks_of(card: IncomingCard) -> tuple[CardAction, ...]:
    """What only the menu offers, at the secretariat's desk: whose a comment without a name is."""
    if card.kind is CardKind.SUGGESTION or card.comment.deleted or card.comment.shown is Names.NAMED:
        return ()
    return (CardAction.NO_AUTHOR if card.tells_author else CardAction.AUTHOR,)


def _acts(  # noqa: PLR0911 - one answer a kind of card
    card: IncomingCard, *, of_chair: bool
) -> tuple[CardAction, ...]:
    comment = card.comment
    if card.kind is CardKind.SUGGESTION:
        return (CardAction.CONFIRM, CardAction.DISMISS)
    if comment.deleted:
        return ()
    if comment.hidden:
        return (CardAction.UNHIDE,)
    if comment.held:
        return (CardAction.RELEASE, CardAction.HIDE)
    project = (CardAction.STOP if card.projected else CardAction.PROJECT,) if of_chair else ()
    answered = all(each.answered for each in card.members) if card.members else comment.answered
    answer = CardAction.REOPEN if answered else CardAction.ANSWER
    if card.kind is CardKind.MEMBER:
        return (*project, answer, CardAction.TAKE_OUT, CardAction.HIDE)
    choose = CardAction.UNCHOOSE if card.chosen else CardAction.CHOOSE
    if card.kind is CardKind.GROUP:
        fold = CardAction.FOLD if card.opened else CardAction.OPEN
        return (*project, answer, CardAction.REPLY, fold, choose, CardAction.DISSOLVE)
    return (*project, answer, CardAction.REPLY, choose, CardAction.HIDE)
