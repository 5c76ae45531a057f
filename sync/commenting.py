"""The comments of one meeting as they follow from what was said, each built anew only when it may change."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sync.comments import NameRules, Order, SortedComments, Statements, build, counted_edits
from sync.digest import canonical
from sync.meeting import Moderation, Names, Role
from sync.moderating import ModerationRules
from sync.registers import own_order
from sync.void_acts import ANSWERS, MODERATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.clock import HybridTime
    from sync.discussion import Group
    from sync.meeting import Comment
    from sync.registers import Act
    from sync.standing import Standing

RELEASE: Final = "comment.release"
COMMENT_KINDS: Final = frozenset(
    ("comment.add", "comment.edit", "comment.delete", *MODERATION, *ANSWERS, RELEASE, "reaction.set")
)
_TIMED: Final = ("comment.add", "comment.edit", "reaction.set")


class Commenting:
    """Takes what is said about comments, and hears of whatever else may change how they count."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._when = standing.time_of
        self._rules = NameRules()
        self._moderation = ModerationRules(standing.cuts)
        self._group_of: dict[str, str] = {}
        self._statements: dict[str, Statements] = {}
        self._touched: dict[str, set[str]] = {}  # device -> comments it said something about
        self._spoken: dict[str, list[tuple[int, str, Act]]] = {}  # log -> sequence, comment, act
        self._early: list[tuple[Act, str]] = []  # moderation at positions that the chair has not reached
        self._deleted: dict[str, None] = {}  # comments withdrawn by their authors, in a stable order
        self._order = Order(self._statements, standing.time_of)
        self._sorted = SortedComments()
        self._fragments: dict[str, str] = {}
        self._dirty: set[str] = set()

    def receive(self, act: Act) -> bool:
        """Take an event about a comment; whether it counts is decided when the comment is built."""
        comment = act.event_id if act.kind == "comment.add" else act.target
        said = self._statements.setdefault(comment, Statements())
        if act.kind == "comment.add":
            said.add = act
            self._order.link(comment, said.parent)
        elif act.kind == "comment.edit":
            if act.body is None:
                return False
            said.edits.append(act)
        elif act.kind == "comment.delete":
            said.deleted_by.add(act.device)
        elif act.kind in MODERATION:
            said.moderation.append(act)
        elif act.kind in ANSWERS:
            said.answers.append(act)
        elif act.kind == RELEASE:
            said.releases.append(act)
        else:
            said.reactions.setdefault(act.device, []).append(act)
        self._touched.setdefault(act.device, set()).add(comment)
        self._dirty.add(comment)
        self._expect(act, comment)
        if said.deleted:
            self._deleted[comment] = None
        if act.kind in ("comment.add", "comment.delete"):
            self._dirty |= self._order.update(comment)
        return True

    def moderation(self) -> Moderation:
        """Return the rule for what is posted now."""
        return self._moderation.newest

    def follow_policy(self, names: Names, moderation: Moderation) -> None:
        """Take the rules of the meeting."""
        self._rules.policy = names
        self._moderation.policy = moderation

    def follow_moderation(self, act: Act) -> None:
        """Take a moderation.set that counts: whatever it holds or lets go is built anew."""
        self._moderation.set(act)
        for key, comment in self._sorted.built.items():
            said = self._statements[key]
            if said.edits or (said.add is not None and self._waits(said, said.add) is not comment.held):
                self._dirty.add(key)

    def follow_groups(self, groups: Iterable[Group]) -> None:
        """Tell every comment the group it is in."""
        before = self._group_of
        self._group_of = {comment: group.group for group in groups for comment in group.comments}
        for key in before.keys() | self._group_of.keys():
            comment, group = self.built(key), self._group_of.get(key, "")
            if comment is not None and comment.group != group:
                self._sorted.renew(replace(comment, group=group))
                self._fragments.pop(key, None)

    def follow_agenda(self, act: Act) -> None:
        """Take the rules for names of an agenda.set that counts."""
        changed = {
            item["item"]
            for item in (act.body or {})["items"]
            if self._rules.set(item["item"], act.authority, Names(item["names"]))
        }
        self._dirty.update(key for key, said in self._statements.items() if said.agenda in changed)

    def follow_roster(self, device: str) -> None:
        """What a device said may count in another way: it was admitted or removed."""
        for each in self._standing.roster.of_seats(device):  # an agreement is that of a seat
            self._dirty |= self._touched.get(each, set())

    def follow_position(self) -> bool:
        """The chair came further with authority; True if a comment may change."""
        reached = [each for each in self._early if self._standing.is_reached(each[0].authority)]
        if reached:
            self._early = [each for each in self._early if not self._standing.is_reached(each[0].authority)]
            self._dirty.update(comment for _, comment in reached)
        return bool(reached)

    def follow_cut(self, act: Act) -> None:
        """Take a cut that counts: what it moves in time is built anew."""
        cuts = self._standing.cuts
        have = (act.body or {})["have"]
        reached = {log: cuts.reach(log) for log in have}
        ruled_anew = self._moderation.is_older(act)
        if not cuts.add(act):
            self._retime(spoken for log in self._spoken.values() for spoken in log)
            reached = have
        for log, sequence in have.items():
            spoken = self._spoken.get(log, [])
            first, last = (bisect_left(spoken, (each + 1,)) for each in (reached[log], sequence))
            self._retime(
                each
                for each in spoken[first:last]
                if ruled_anew or cuts.time_of(each[2]) != each[2].time or cuts.is_late(each[2])
            )

    def follow_closing(self) -> None:
        """The record of the closed meeting has another end: any comment may be late."""
        self._dirty.update(self._statements)

    def rebuild(self) -> set[str]:
        """Build every comment anew that may have changed, and return those."""
        for key in self._dirty:
            comment = self._build(self._statements[key])
            self._fragments.pop(key, None)
            if comment is None:
                self._sorted.remove(key)
            else:
                self._sorted.put(comment, self._order.key(key))
        rebuilt, self._dirty = self._dirty, set()
        return rebuilt

    def ordered(self) -> tuple[Comment, ...]:
        """Return all in the order of display."""
        return self._sorted.ordered()

    def built(self, comment: str) -> Comment | None:
        """Return a comment that the meeting has."""
        return self._sorted.built.get(comment)

    def newest_text(self, comment: str) -> str:
        """Return the edit that gives a comment its text, "" while that is the first one."""
        said = self._statements.get(comment, Statements())
        edits = self._edits(said)
        return edits[-1].event_id if edits else ""

    def fragment(self, comment: Comment) -> str:
        """Return the canonical JSON of a comment."""
        fragment = self._fragments.get(comment.comment)
        if fragment is None:
            fragment = self._fragments[comment.comment] = canonical(comment)
        return fragment

    def droppable_bodies(self) -> tuple[str, ...]:
        """Return the events whose bodies hold text of withdrawn comments and need not be kept."""
        return tuple(event for key in self._deleted for event in self._statements[key].body_ids())

    def _expect(self, act: Act, comment: str) -> None:
        """Remember what a cut, or a position of the chair, may make count in another way."""
        if act.kind in _TIMED:
            spoken = self._spoken.setdefault(act.log, [])
            if spoken and spoken[-1][0] > act.sequence:
                insort(spoken, (act.sequence, comment, act), key=_place)
            else:  # nearly always: the events of a log come in order
                spoken.append((act.sequence, comment, act))
        elif act.kind != "comment.delete" and not self._standing.is_reached(act.authority):
            self._early.append((act, comment))

    def _retime(self, spoken: Iterable[tuple[int, str, Act]]) -> None:
        for _, comment, act in spoken:
            self._dirty.add(comment)
            if act.kind == "comment.add":
                self._dirty |= self._order.update(comment)

    def _waits(self, said: Statements, text: Act) -> bool:
        """Say whether a text of a comment, its first one or an edit, waits for somebody to release it."""
        if self._moderation.rule_of(text) is not Moderation.HOLD:
            return False
        if self._standing.from_chair(text) or self._standing.roster.role_at(text) is Role.SECRETARIAT:
            return False  # whoever releases need not be asked
        # Of a withdrawn one no text is left that a release could be too old for.
        name = "" if text is said.add else text.event_id
        releases = (act for act in said.releases if said.deleted or (act.body or {})["text"] == name)
        return not any(self._standing.moderates(act) for act in releases)

    def _edits(self, said: Statements) -> list[Act]:
        """Return what makes the text: of a comment in the record of a closed meeting, what that has too."""
        return counted_edits(
            said, lambda act: self._standing.from_member(act) and not self._is_after(act, said), self._when
        )

    def _is_after(self, edit: Act, said: Statements) -> bool:
        """Say whether the record of the closed meeting has a comment, and not this edit of it."""
        is_outside = self._standing.is_outside
        return said.add is not None and is_outside(edit) and not is_outside(said.add)

    def _agreed(self, said: Statements) -> frozenset[str]:
        """Return whose agreement counts: one for a seat, whichever of its devices gave it.

        What the present device says decides, where it says something; before that, the newest of the others.
        """
        standing = self._standing
        by_seat: dict[str, dict[str, Act]] = {}
        for device, acts in said.reactions.items():
            counted = [act for act in acts if standing.from_member(act) and not standing.is_outside(act)]
            if counted:
                newest = own_order(counted, self._when)[-1]
                by_seat.setdefault(standing.roster.heir(device), {})[device] = newest
        decides = {
            device: newest.get(device) or max(newest.values(), key=self._author_key)
            for device, newest in by_seat.items()
        }
        return frozenset(device for device, act in decides.items() if (act.body or {})["on"])

    def _author_key(self, act: Act) -> tuple[HybridTime, str, int]:
        return (self._when(act), act.log, act.sequence)

    def _build(self, said: Statements) -> Comment | None:
        standing, add = self._standing, said.add
        if add is None or not standing.from_member(add):
            return None
        author = standing.roster.member(add.device)
        if author is None:
            return None
        return build(
            said,
            author,
            lambda wish: self._rules.shown(said.agenda, add.authority, wish),
            edits=self._edits(said),
            after_close=counted_edits(
                said, lambda act: standing.from_member(act) and self._is_after(act, said), self._when
            ),
            agreed=self._agreed(said),
            moderates=standing.moderates,
            when=self._when,
            late=standing.is_late(add),
            waits=lambda text: self._waits(said, text),
            group=self._group_of.get(add.event_id, ""),
        )


def _place(spoken: tuple[int, str, Act]) -> tuple[int, str]:
    return spoken[:2]
