from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.page_history import MOST_STOPS, PageHistory, Stop, is_same_stop
from widgets.page_layout import Place


def at(page: int, y: float = 0.0, document: str = "one") -> Stop:
    return Stop(document, Place(page, 0.0, y))


def test_back_and_forward_lead_along_the_jumps() -> None:
    history = PageHistory()
    assert not history.can_go_back
    assert not history.can_go_forward
    history.jump(at(0), at(40))
    history.jump(at(42), at(99))  # it was read on for two pages before
    assert history.back(at(99)) == at(42)
    assert history.back(at(42)) == at(0)
    assert (history.back(at(0)), history.can_go_back) == (None, False)
    assert history.forward(at(0)) == at(42)
    assert history.forward(at(42)) == at(99)
    assert (history.forward(at(99)), history.can_go_forward) == (None, False)


def test_forward_returns_to_where_one_scrolled_before_going_back() -> None:
    history = PageHistory()
    history.jump(at(0), at(40))
    assert history.back(at(44, 0.5)) == at(0)
    assert history.forward(at(0)) == at(44, 0.5)


def test_a_jump_forgets_what_lay_ahead() -> None:
    history = PageHistory()
    history.jump(at(0), at(40))
    history.back(at(40))
    history.jump(at(0), at(7))
    assert not history.can_go_forward
    assert history.back(at(7)) == at(0)


def test_a_jump_to_the_same_place_is_none() -> None:
    history = PageHistory()
    history.jump(at(3, 0.5), at(3, 0.505))
    assert not history.can_go_back
    history.jump(at(3, 0.5), at(3, 0.8))  # further down the same page
    assert history.can_go_back


def test_back_does_not_stand_still_where_one_walked_back_already() -> None:
    history = PageHistory()
    history.jump(at(0), at(20))
    history.jump(at(20), at(40))
    assert history.back(at(20)) == at(0)


def test_jumps_lead_from_document_to_document_until_one_is_gone() -> None:
    history = PageHistory()
    history.jump(at(5), at(0, document="two"))
    history.jump(at(1, document="two"), at(9))
    assert history.back(at(9)) == at(1, document="two")
    history.forget("two")
    assert history.forward(at(3)) == at(9)
    assert history.back(at(9)) == at(3)
    assert history.back(at(3)) == at(5)
    history.clear()
    assert not history.can_go_back
    assert not history.can_go_forward


def test_only_so_many_are_kept() -> None:
    history = PageHistory()
    for page in range(3 * MOST_STOPS):
        history.jump(at(page), at(page + 1))
    steps, here = 0, at(3 * MOST_STOPS)
    while (before := history.back(here)) is not None:
        steps, here = steps + 1, before
    assert steps == MOST_STOPS - 1


stops = st.builds(at, st.integers(0, 4), st.sampled_from([0.0, 0.5]), st.sampled_from(["one", "two"]))
acts = st.one_of(
    st.tuples(st.just("jump"), stops, stops),
    st.tuples(st.just("back"), stops, stops),
    st.tuples(st.just("forward"), stops, stops),
    st.tuples(st.just("forget"), stops, stops),
)


@given(st.lists(acts, max_size=40))
def test_whatever_one_does_the_history_stays_in_order(steps: list[tuple[str, Stop, Stop]]) -> None:
    history = PageHistory()
    for act, one, other in steps:
        match act:
            case "jump":
                history.jump(one, other)
                if not is_same_stop(one, other):
                    assert not history.can_go_forward
                    assert history.can_go_back
            case "back":
                found = history.back(one)
                assert found is None or history.can_go_forward
            case "forward":
                found = history.forward(one)
                assert found is None or history.can_go_back
            case _:
                history.forget(one.document)
                others = [stop for number, stop in enumerate(history._stops) if number != history._here]
                assert all(stop.document != one.document for stop in others)
        kept = history._stops
        assert 0 <= history._here < max(1, len(kept))
        if act in ("jump", "forget"):
            assert not any(is_same_stop(*pair) for pair in pairwise(kept))
