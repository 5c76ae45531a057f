"""Comments as they follow from what was said about each of them, and the order in which they are shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sync.discussion import Region
from sync.meeting import Anchor, Comment, CommentKind, Member, Names, Version
from sync.registers import office_order, own_order
from sync.text import clean_body, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sync.body_checks import Body
    from sync.clock import HybridTime
    from sync.registers import Act

Position = tuple[int, int, int]
"""Effective time in ms, counter, and how many replies deep a comment was pushed behind its parent."""

OrderKey = tuple[int, int, int, str, str, int, str]

_LEVELS: Final = {Names.OPEN: 0, Names.NAMED: 0, Names.DEPARTMENT: 1, Names.WITHHELD: 2}
_SHOWN: Final = (Names.NAMED, Names.DEPARTMENT, Names.WITHHELD)


def stricter(one: Names, other: Names) -> Names:
    """Return the rule that shows less of the author; OPEN gives way to any other."""
    if Names.OPEN in (one, other):
        return other if one is Names.OPEN else one
    return max(one, other, key=_LEVELS.__getitem__)


@dataclass(slots=True)
class Statements:
    """Everything said about one comment so far; what counts of it is decided when the comment is built."""

    add: Act | None = None
    edits: list[Act] = field(default_factory=list)
    deleted_by: set[str] = field(default_factory=set)
    moderation: list[Act] = field(default_factory=list)
    answers: list[Act] = field(default_factory=list)
    releases: list[Act] = field(default_factory=list)
    reactions: dict[str, list[Act]] = field(default_factory=dict)

    @property
    def deleted(self) -> bool:
        """Whether its author withdrew it; final whatever the roster says, since bodies are dropped."""
        return self.add is not None and self.add.device in self.deleted_by

    @property
    def parent(self) -> str:
        """The comment it replies to; a withdrawn one replies to nothing, as its body is gone."""
        if self.add is None or self.add.body is None or self.deleted:
            return ""
        reply_to: str = self.add.body["reply_to"]
        return reply_to

    @property
    def agenda(self) -> str:
        """The agenda item it belongs to, as far as its body is here."""
        if self.add is None or self.add.body is None or self.deleted:
            return ""
        return clean_line(self.add.body["agenda"])

    def body_ids(self) -> Iterable[str]:
        """Return the events whose bodies hold a text of this comment."""
        return [act.event_id for act in (self.add, *self.edits) if act is not None and act.body is not None]


def counted_edits(
    said: Statements, accepts: Callable[[Act], bool], when: Callable[[Act], HybridTime]
) -> list[Act]:
    """Return the edits of the author that count, the newest one last; none once it is withdrawn."""
    if said.add is None or said.deleted:
        return []
    own = (edit for edit in said.edits if edit.device == said.add.device and accepts(edit))
    return own_order(own, when)


def build(
    said: Statements,
    author: Member,
    shown: Callable[[Names], Names],
    *,
    edits: Iterable[Act],
    after_close: Iterable[Act],
    agreed: frozenset[str],
    moderates: Callable[[Act], bool],
    when: Callable[[Act], HybridTime],
    late: bool,
    waits: Callable[[Act], bool],
    group: str,
) -> Comment | None:
    """Make the comment of an admitted author; None while its text is missing.

    `shown` says what the rules make of the author's wish. `edits` are those that count, `after_close` those
    that the record of the closed meeting does not have. `waits` says which text waits for its release: the
    newest one decides about the comment, and no other one that still waits is shown with it.

    A withdrawn comment keeps only who and when, so that it is the same whether its body was dropped or not.
    """
    add = said.add
    if add is None or (add.body is None and not said.deleted):
        return None
    hidden = _newest(said.moderation, moderates)
    hides = hidden is not None and hidden.kind == "comment.hide"
    hide_reason = clean_body((hidden.body or {})["reason"]) if hidden is not None and hides else ""
    if said.deleted or add.body is None:
        return Comment(
            comment=add.event_id,
            author=author.device,
            seat=author.seat,
            name=author.name,
            department=author.department,
            shown=Names.WITHHELD,
            kind=CommentKind.OPINION,
            body="",
            at_ms=when(add).ms,
            hidden=hides,
            hide_reason=hide_reason,
            deleted=True,
            late=late,
            held=waits(add),
        )
    body = add.body
    *earlier, newest = (add, *edits)
    answer = _newest(said.answers, moderates)
    answers = answer is not None and answer.kind == "comment.answer"
    return Comment(
        comment=add.event_id,
        author=author.device,
        seat=author.seat,
        name=author.name,
        department=author.department,
        shown=shown(Names(body["shown"])),
        kind=CommentKind(body["kind"]),
        body=clean_body((newest.body or {})["body"]),
        at_ms=when(add).ms,
        agenda=said.agenda,
        anchor=_anchor(body),
        reply_to=body["reply_to"],
        agreed=agreed,
        hidden=hides,
        hide_reason=hide_reason,
        answered=answers,
        answer=clean_body((answer.body or {})["body"]) if answer is not None and answers else "",
        versions=_versions(earlier, when, waits),
        late=late,
        held=waits(newest),
        group=group,
        late_edits=_versions(after_close, when, waits),
    )


def _versions(
    texts: Iterable[Act], when: Callable[[Act], HybridTime], waits: Callable[[Act], bool]
) -> tuple[Version, ...]:
    return tuple(
        Version(clean_body((act.body or {})["body"]), when(act).ms) for act in texts if not waits(act)
    )


def _anchor(body: Body) -> Anchor | None:
    if not body["document"]:
        return None
    region = Region(**body["region"]) if body["region"] else None
    quote = clean_body(body["quote"])
    return Anchor(body["document"], max(1, body["page"]), body["version_sha256"], region, quote)


def _newest(acts: list[Act], counts: Callable[[Act], bool]) -> Act | None:
    """Return the newest act of moderation that counts."""
    counted = office_order(filter(counts, acts))
    return counted[-1] if counted else None


class Order:
    """The order of display: effective time, then device, log and sequence; a reply is after its parent."""

    def __init__(self, statements: dict[str, Statements], when: Callable[[Act], HybridTime]) -> None:
        self._statements = statements
        self._when = when
        self._positions: dict[str, Position] = {}
        self._children: dict[str, list[str]] = {}

    def link(self, comment: str, parent: str) -> None:
        """Note that a comment replies to another one, which may not be here yet."""
        if parent:
            self._children.setdefault(parent, []).append(comment)

    def update(self, comment: str) -> set[str]:
        """Find the place of a comment anew, and of the replies that hang on it; returns those that moved."""
        moved: set[str] = set()
        waiting = [comment]
        while waiting:
            each = waiting.pop()
            position = self._position(each)
            if position is not None and position != self._positions.get(each):
                self._positions[each] = position
                moved.add(each)
                waiting += self._children.get(each, ())
        return moved

    def key(self, comment: str) -> OrderKey:
        """Return what sorts a comment among the others."""
        add = self._statements[comment].add
        if add is None:
            raise KeyError(comment)
        return (*self._positions[comment], add.device, add.log, add.sequence, comment)

    def _position(self, comment: str) -> Position | None:
        said = self._statements[comment]
        if said.add is None:
            return None
        time = self._when(said.add)
        own = (time.ms, time.counter, 0)
        above = self._positions.get(said.parent)
        if above is not None and above[:2] >= own[:2]:
            return (above[0], above[1], above[2] + 1)
        return own


class SortedComments:
    """The built comments in their order; changing a few of many is quick."""

    def __init__(self) -> None:
        self._keys: list[OrderKey] = []
        self._comments: list[Comment] = []  # at the places of their keys
        self._key_of: dict[str, OrderKey] = {}
        self.built: dict[str, Comment] = {}

    def put(self, comment: Comment, key: OrderKey) -> None:
        """Show a comment, or show it anew at its present place."""
        if self._key_of.get(comment.comment) == key:
            self._comments[bisect_left(self._keys, key)] = comment
        else:
            self.remove(comment.comment)
            at = bisect_left(self._keys, key)
            self._keys.insert(at, key)
            self._comments.insert(at, comment)
            self._key_of[comment.comment] = key
        self.built[comment.comment] = comment

    def renew(self, comment: Comment) -> None:
        """Show a comment that is shown anew, at its place."""
        self.put(comment, self._key_of[comment.comment])

    def remove(self, comment: str) -> None:
        """Show a comment no longer; nothing happens if it was not shown."""
        old = self._key_of.pop(comment, None)
        if old is not None:
            at = bisect_left(self._keys, old)
            del self._keys[at], self._comments[at]
            del self.built[comment]

    def ordered(self) -> tuple[Comment, ...]:
        """Return all in the order of display."""
        return tuple(self._comments)


class NameRules:
    """How much of an author each agenda item lets a screen show, over time.

    A comment is bound by the rule its author knew and by every later one: a rule can be made stricter for
    what was posted, never weaker. What the author asks for counts only where that rule leaves the choice; who
    did not know yet of one that takes it away was promised to be shown no further.
    """

    def __init__(self) -> None:
        self.policy = Names.OPEN
        self._rules: dict[str, list[tuple[tuple[int, int], Names]]] = {}

    def set(self, item: str, position: tuple[int, int], names: Names) -> bool:
        """Note the rule an agenda.set at this position gives an item; True if comments may change."""
        rules = self._rules.setdefault(item, [])
        at = bisect_right(rules, (position, names))
        same = at > 0 and rules[at - 1][1] is names
        rules.insert(at, (position, names))
        return not same

    def shown(self, item: str, position: tuple[int, int], wish: Names) -> Names:
        """Return how the author of a comment in an item is shown, who had applied authority up to here."""
        rule = known = self.policy
        rules = self._rules.get(item, ())
        for index, (since, names) in enumerate(rules):
            until = rules[index + 1][0] if index + 1 < len(rules) else None
            if since <= position:
                known = stricter(self.policy, names)
            if since > position or until is None or until > position:
                rule = stricter(rule, names)
        asked = _LEVELS[wish] if known is Names.OPEN else 0
        return _SHOWN[max(asked, _LEVELS[rule])]
