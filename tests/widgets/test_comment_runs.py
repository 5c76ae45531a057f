from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets import desk
from widgets.comment_runs import RUN, Runs, changes

if TYPE_CHECKING:
    from sync.meeting import Comment

MANY = tuple(desk.comment(f"c{n}", minute=n) for n in range(3 * RUN + 7))
POOL = [desk.comment(name) for name in "abcdefgh"]
LISTS = st.lists(st.tuples(st.sampled_from(POOL), st.booleans()), unique_by=lambda each: each[0].comment)


def names(comments: list[Comment]) -> list[str]:
    return [each.comment for each in comments]


def test_only_the_run_in_which_something_changed_is_looked_through_again() -> None:
    looked: list[int] = []
    runs = Runs(lambda run: looked.append(len(run)) or len(run))  # type: ignore[func-returns-value] # notes
    assert sum(runs.of(MANY)) == len(MANY)
    looked.clear()
    other = list(MANY)
    other[RUN + 3] = replace(MANY[RUN + 3], answered=True)
    assert sum(runs.of((*other, desk.comment("new")))) == len(MANY) + 1
    assert looked == [RUN, 8]
    assert sum(runs.of(MANY[:5])) == 5


def test_among_thousands_what_came_at_the_end_and_what_changed_is_found() -> None:
    other = list(MANY)
    other[2] = replace(MANY[2], answered=True)
    found = changes(MANY, (*other, desk.comment("new")))
    assert names(found.came) == ["new"]
    assert found.changed == [(MANY[2], other[2])]
    assert found.first == len(MANY)
    assert not found.gone
    assert not found.moved


def test_what_comes_in_the_middle_moves_nothing() -> None:
    other = [*MANY[:300], desk.comment("new"), *MANY[300:]]
    other[500] = replace(other[500], hidden=True)
    found = changes(MANY, tuple(other))
    assert (names(found.came), found.first, found.moved) == (["new"], 300, False)
    assert [new.comment for _, new in found.changed] == ["c499"]


@settings(deadline=None)
@given(LISTS, LISTS)
def test_every_difference_is_found(
    before: list[tuple[Comment, bool]], after: list[tuple[Comment, bool]]
) -> None:
    old, new = (
        tuple(replace(each, answered=True) if is_changed else each for each, is_changed in state)
        for state in (before, after)
    )
    found = changes(old, new)
    known, there = ({each.comment: each for each in state} for state in (old, new))
    assert {each.comment for each in found.came} == there.keys() - known.keys()
    assert {each.comment for each in found.gone} == known.keys() - there.keys()
    both = [name for name in known if name in there]
    different = {name for name in both if known[name] != there[name]}
    assert different <= {each.comment for _, each in found.changed} <= set(both)
    assert all((known[a.comment], there[b.comment]) == (a, b) for a, b in found.changed)
    assert found.moved == (both != [name for name in there if name in known])
    assert [each.comment for each in old[: found.first]] == [each.comment for each in new[: found.first]]
