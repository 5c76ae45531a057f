from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from sync.discussion import Group
from sync.meeting import Comment, Meeting, Names, Phase
from tests.widgets import desk
from widgets.incoming_cards import CardAction, CardKind, IncomingCard, Order, Shown, Sight, arrange
from widgets.incoming_model import ACTIONS_ROLE, CARD_ROLE, COMMENT_ROLE, IncomingModel, alike_key
from widgets.incoming_words import card_body, card_in_words, marks_of

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

OLD = desk.comment("old", minute=0, agreed=3)
MID = desk.comment("mid", minute=1, item="one")
NEW = desk.comment("new", minute=2, agreed=1)
ANSWERED = replace(desk.comment("answered", minute=3), answered=True)
HIDDEN = replace(desk.comment("hidden", minute=4), hidden=True)
DELETED = replace(desk.comment("deleted", minute=5), deleted=True, body="")
EVERYTHING = desk.meeting(OLD, MID, NEW, ANSWERED, HIDDEN, DELETED)


def rows(model: IncomingModel) -> list[str]:
    return [model.index(row).data(COMMENT_ROLE).comment for row in range(model.rowCount())]


def test_nothing_can_be_done_once_the_meeting_is_closed() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(NEW))
    assert model.index(0).data(ACTIONS_ROLE)
    model.set_meeting(replace(desk.meeting(NEW), phase=Phase.CLOSED))
    assert model.index(0).data(ACTIONS_ROLE) == ()


def test_the_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = IncomingModel()
    model.set_meeting(EVERYTHING)
    qtmodeltester.check(model)


def test_while_held_only_words_change_and_what_is_new_is_counted(qtbot: QtBot) -> None:
    model = IncomingModel()
    model.set_shown(Shown.UNANSWERED)
    model.set_meeting(desk.meeting(OLD, MID))
    model.set_held(held=True)
    with qtbot.waitSignals([model.waiting_changed, model.dataChanged]):
        model.set_meeting(desk.meeting(replace(OLD, answered=True), MID, NEW))
    assert rows(model) == ["mid", "old"]
    assert model.index(1).data(COMMENT_ROLE).answered
    with qtbot.waitSignal(model.waiting_changed) as waiting:
        model.set_held(held=False)
    assert waiting.args == [0]
    assert rows(model) == ["new", "mid"]


def test_an_index_follows_its_comment() -> None:
    model = IncomingModel()
    model.set_order(Order.AGREED)
    model.set_meeting(desk.meeting(OLD, MID, NEW))
    kept = QPersistentModelIndex(model.index(model.row_of("mid")))
    loved = replace(MID, agreed=frozenset("abcdefgh"))
    model.set_meeting(desk.meeting(OLD, loved, NEW, desk.comment("newest", minute=9)))
    assert rows(model)[0] == "mid"
    assert kept.data(COMMENT_ROLE).comment == "mid"


def test_both_the_old_and_the_new_spotlight_are_painted_anew() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, MID, NEW, spotlight="old"))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    model.set_meeting(desk.meeting(OLD, MID, NEW, spotlight="new"))
    assert sorted(changed) == [0, 2]


def test_a_row_in_words_keeps_a_withheld_name_to_itself() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(replace(NEW, shown=Names.WITHHELD)))
    words = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "山田" not in words
    assert NEW.body in words


class Mirror:
    """Follows the signals of a model as a view does."""

    def __init__(self, model: IncomingModel) -> None:
        self._model = model
        self.rows: list[str] = rows(model)
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.layoutChanged.connect(self._replace)

    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.rows[first:first] = rows(self._model)[first : last + 1]

    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.rows[first : last + 1]

    def _replace(self) -> None:
        self.rows = rows(self._model)


COMMENTS = st.builds(
    lambda number, agreed, flags: replace(
        desk.comment(f"c{number}", minute=number, agreed=agreed), answered=flags[0], deleted=flags[1]
    ),
    st.integers(0, 8),
    st.integers(0, 3),
    st.tuples(st.booleans(), st.booleans()),
)
STATES = st.lists(COMMENTS, max_size=9, unique_by=lambda comment: comment.comment)


@settings(deadline=None)  # a busy machine is no error
@given(
    states=st.lists(st.tuples(STATES, st.booleans()), min_size=1, max_size=6), order=st.sampled_from(Order)
)
def test_a_view_that_follows_the_signals_sees_the_same(
    states: list[tuple[list[Comment], bool]], order: Order
) -> None:
    model = IncomingModel()
    model.set_order(order)
    model.set_shown(Shown.UNANSWERED)
    mirror = Mirror(model)
    for comments, held in states:
        model.set_held(held=held)
        model.set_meeting(desk.meeting(*comments))
        assert mirror.rows == rows(model)
    model.set_held(held=False)
    last = desk.meeting(*states[-1][0])
    assert rows(model) == mirror.rows == arrange(last, Sight(order, Shown.UNANSWERED))


def test_an_empty_list_takes_in_what_comes_even_while_it_is_pointed_at() -> None:
    model = IncomingModel()
    model.set_held(held=True)
    model.set_meeting(desk.meeting(OLD))
    assert rows(model) == ["old"]


def test_a_comment_that_came_late_is_marked() -> None:
    late = replace(desk.comment("c1"), late=True)
    card = IncomingCard("c1", CardKind.COMMENT, late, projected=True)
    assert marks_of(card) == ["On the projector", "◷ Arrived late"]
    assert "Arrived late" in card_in_words(card)


GROUP = Group("g1", ("old", "new", "mid"))


def grouped(*comments: Comment, spotlight: str = "") -> Meeting:
    inside = [replace(each, group="g1") if each.comment in GROUP.comments else each for each in comments]
    return replace(desk.meeting(*inside, spotlight=spotlight), groups=(GROUP,))


def card(model: IncomingModel, key: str) -> IncomingCard:
    found = model.index(model.row_of(key)).data(CARD_ROLE)
    assert isinstance(found, IncomingCard)
    return found


def test_a_group_is_one_card_until_it_is_opened() -> None:
    """
    old (group of 3) | answered   ->   opened: old, new, mid | answered
    """
    model = IncomingModel()
    model.set_meeting(grouped(OLD, MID, NEW, ANSWERED))
    assert rows(model) == ["answered", "old"]
    lead = card(model, "old")
    assert (lead.kind, len(lead.members), lead.agreed) == (CardKind.GROUP, 3, 3)
    model.set_opened("g1", on=True)
    assert rows(model) == ["answered", "old", "new", "mid"]
    assert card(model, "mid").kind is CardKind.MEMBER
    assert CardAction.TAKE_OUT in card(model, "mid").actions
    model.set_meeting(grouped(OLD, MID, NEW, ANSWERED, desk.comment("last", minute=9)))
    assert rows(model) == ["last", "answered", "old", "new", "mid"]
    model.set_opened("g1", on=False)
    assert rows(model) == ["last", "answered", "old"]


def test_the_projected_group_says_so_on_its_own_card(qtbot: QtBot) -> None:
    model = IncomingModel()
    model.set_meeting(grouped(OLD, MID, NEW))
    with qtbot.waitSignal(model.dataChanged):
        model.set_meeting(grouped(OLD, MID, NEW, spotlight="g1"))
    assert card(model, "old").projected
    assert CardAction.STOP in card(model, "old").actions


def test_a_group_formed_while_the_list_is_held_folds_once_it_is_let_go() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, MID, NEW))
    model.set_held(held=True)
    model.set_meeting(grouped(OLD, MID, NEW))
    assert rows(model) == ["new", "mid", "old"]
    assert [card(model, key).kind for key in rows(model)] == [
        CardKind.MEMBER,
        CardKind.MEMBER,
        CardKind.GROUP,
    ]
    model.set_held(held=False)
    assert rows(model) == ["old"]


def test_suggestions_stand_at_the_top_when_they_are_wanted() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, MID, NEW))
    model.set_suggestions([("old", "new")])
    assert model.rowCount() == 3
    model.show_suggestions(on=True)
    key = alike_key(("old", "new"))
    assert model.row_of(key) == 0
    assert card(model, key).actions == (CardAction.CONFIRM, CardAction.DISMISS)
    assert OLD.body in card_in_words(card(model, key))
    model.set_held(held=True)
    model.drop_suggestion(key)
    assert rows(model) == ["new", "mid", "old"]


def test_a_suggestion_goes_with_a_comment_that_is_withdrawn() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, MID, NEW))
    model.set_suggestions([("old", "new")])
    model.show_suggestions(on=True)
    model.set_meeting(desk.meeting(OLD, MID, replace(NEW, deleted=True, body="")))
    assert rows(model) == ["mid", "old"]


def test_what_is_chosen_is_marked_and_forgotten_when_it_is_withdrawn() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, MID))
    model.choose("mid", on=True)
    model.choose("old", on=True)
    assert model.chosen == ("mid", "old")
    assert CardAction.UNCHOOSE in card(model, "mid").actions
    model.set_meeting(desk.meeting(OLD))
    assert model.chosen == ("old",)
    model.choose_none()
    assert not card(model, "old").chosen


def test_a_reply_names_what_it_answers_and_is_counted_there() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(OLD, replace(NEW, reply_to="old")))
    assert card(model, "old").replies == 1
    assert card(model, "new").quote.startswith("↳ Seat 4")


def test_the_secretariat_projects_nothing() -> None:
    model = IncomingModel()
    model.set_of_chair(of_chair=False)
    model.set_meeting(desk.meeting(OLD))
    actions = card(model, "old").actions
    assert CardAction.PROJECT not in actions
    assert {CardAction.ANSWER, CardAction.REPLY, CardAction.CHOOSE, CardAction.HIDE} <= set(actions)


def test_a_long_text_is_folded_until_somebody_reads_on() -> None:
    model = IncomingModel()
    model.set_meeting(desk.meeting(replace(NEW, body="長い意見です。" * 60), replace(OLD, body="一\n" * 9)))
    for key in ("new", "old"):
        folded = card(model, key)
        assert folded.actions[-1] is CardAction.MORE
        assert card_body(folded).endswith("…")
        assert folded.comment.body in card_in_words(folded) or key == "old"
        model.set_unfolded(key, on=True)
        assert card_body(card(model, key)) == card(model, key).comment.body.strip()
        assert card(model, key).actions[-1] is CardAction.LESS
    model.set_meeting(replace(desk.meeting(replace(NEW, body="長い意見です。" * 60)), phase=Phase.CLOSED))
    assert card(model, "new").actions == (CardAction.LESS,)
