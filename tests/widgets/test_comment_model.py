from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from sync.meeting import Version
from tests.widgets.samples import DOCUMENT, ME, PAGE_5, comment
from widgets.comment_model import CommentListModel, kept_in_order
from widgets.comment_rows import comment_rows, row_in_words

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

    from sync.meeting import Comment

SIGN = {"own": "*", "waiting": "…", "hidden": "#", "agreed": "▲"}


def picture(*comments: Comment, waiting: frozenset[str] = frozenset()) -> str:
    """The list as one sees it: a row per comment, signs for what is mine, waiting, hidden, agreed."""
    rows = comment_rows(comments, ME, waiting)
    marks = [
        "".join(
            sign
            for sign, on in zip(SIGN.values(), (r.own, r.waiting, r.comment.hidden, r.agreed), strict=True)
            if on
        )
        for r in rows
    ]
    return " ".join(row.comment.comment + mark for row, mark in zip(rows, marks, strict=True))


class Announced:
    """Builds a copy of the list out of nothing but what the model announces."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.model = model
        self.copy: list[str] = []
        self.changed: list[str] = []
        model.rowsInserted.connect(self._came)
        model.rowsRemoved.connect(self._went)
        model.dataChanged.connect(self._altered)

    def _text(self, row: int) -> str:
        return str(self.model.index(row, 0).data())

    def _came(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.copy[first:first] = [self._text(row) for row in range(first, last + 1)]

    def _went(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.copy[first : last + 1]

    def _altered(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.copy[row] = self._text(row)
            self.changed.append(self.copy[row])


def test_rows_show_what_is_mine_waiting_and_hidden() -> None:
    seen = picture(
        comment("a"),
        comment("b", author=ME),
        comment("c", author=ME),
        comment("d", hidden=True),
        comment("e", hidden=True, author=ME),
        comment("f", deleted=True, body=""),
        comment("g", agreed=frozenset({ME, "x"})),
        waiting=frozenset({"c"}),
    )
    assert seen == "a b* c*… e*# g▲"


def test_answer_to_a_withdrawn_or_hidden_comment_says_so_and_no_more() -> None:
    withdrawn = comment("a", deleted=True, body="")
    hidden = comment("h", body="秘密", hidden=True)
    everything = {c.comment: c for c in (withdrawn, hidden)}
    rows = comment_rows([comment("b", reply_to="a"), comment("c", reply_to="h")], ME, everything=everything)
    assert rows[0].quote == "Seat 4 市民課 山田 花子: (withdrawn)"
    assert rows[1].quote == "a comment that is not shown"


def test_one_cannot_agree_with_oneself() -> None:
    own, other = comment_rows([comment("a", author=ME), comment("b")], ME)
    assert (own.may_react, other.may_react) == (False, True)
    assert not any(row.may_react for row in comment_rows([comment("b")], ME, may_react=False))


def test_row_is_spoken_whole() -> None:
    written = comment(
        "a", "本文", author=ME, anchor=PAGE_5, agreed=frozenset({"x"}), answered=True, answer="はい",
        versions=(Version("前", 1),),
    )  # fmt: skip
    (row,) = comment_rows([written], ME, frozenset({"a"}), {"doc-1": DOCUMENT}, unheard=frozenset({"a"}))
    words = row_in_words(row)
    for part in ("Opinion", "You", "資料2-1 p.5", "本文", "Answered. はい", "Agree: 1", "waiting to be sent"):
        assert part in words


def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = CommentListModel()
    qtmodeltester.check(model)
    model.set_comments([comment("a"), comment("b"), comment("c")], ME)
    model.set_comments([comment("b", "anders"), comment("d"), comment("a")], ME)
    model.set_comments([], ME)
    assert model.rowCount() == 0


def test_only_what_differs_is_announced() -> None:
    model = CommentListModel()
    model.set_comments([comment("a", "1"), comment("b", "2"), comment("c", "3")], ME)
    seen = Announced(model)
    seen.copy = ["1", "2", "3"]
    model.set_comments([comment("a", "1"), comment("b", "2!"), comment("x", "4"), comment("c", "3")], ME)
    assert seen.copy == ["1", "2!", "4", "3"]
    assert seen.changed == ["2!"]


@given(
    lists=st.lists(
        st.lists(
            st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("12")), unique_by=lambda pair: pair[0]
        ),
        max_size=6,
    )
)
def test_announcements_alone_tell_the_whole_story(lists: list[list[tuple[str, str]]]) -> None:
    model = CommentListModel()
    seen = Announced(model)
    for pairs in lists:
        model.set_comments([comment(name, name + text) for name, text in pairs], ME)
        shown = [model.index(row).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]
        assert shown == [name + text for name, text in pairs]
        assert seen.copy == shown


def test_one_that_moves_does_not_take_the_others_along() -> None:
    assert kept_in_order("abcdef", "fabcde") == set("abcde")
    assert kept_in_order("abcdef", "bcadef") == set("bcdef")


@given(old=st.permutations("abcdef"), new=st.permutations("abcdef"))
def test_what_is_kept_stands_in_the_same_order_in_both(old: list[str], new: list[str]) -> None:
    kept = kept_in_order(old, new)
    assert kept
    assert [c for c in old if c in kept] == [c for c in new if c in kept]


def test_what_is_said_to_have_arrived_has_arrived_there() -> None:
    mine = comment("a", author=ME)
    for waiting, unheard, words in (
        ({"a"}, {"a"}, "Saved on this PC, waiting to be sent"),
        ({"a"}, set(), "Reached other seats"),
        (set(), set(), "Reached the chair"),
    ):
        (row,) = comment_rows([mine], ME, frozenset(waiting), unheard=frozenset(unheard))
        assert row_in_words(row).endswith(words)
