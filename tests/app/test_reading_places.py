from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.page_requests import MAX_PAGES
from app.reading_places import (
    MOST_DOCUMENTS,
    MOST_KEY_LETTERS,
    ReadingPlaces,
    state_from_json,
    state_to_json,
)
from app.tasks import Tasks
from widgets.page_arrangement import PageMode
from widgets.page_layout import MAX_ZOOM, MIN_ZOOM, Fit, Shade
from widgets.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT = ViewState(
    page=41,
    x=0.25,
    y=0.75,
    fit=Fit.ZOOM,
    zoom=1.25,
    mode=PageMode.TWO_PAGES,
    cover_alone=False,
    right_to_left=True,
    turn=3,
    shade=Shade.INVERTED,
)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_document_is_found_as_it_was_left(tasks: Tasks, tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    places = ReadingPlaces(path, tasks)
    places.keep("sha-1", LEFT)
    places.keep("資料 神.pdf", ViewState(page=2))
    places.close()
    again = ReadingPlaces(path, tasks)
    assert (again.state("sha-1"), again.state("資料 神.pdf")) == (LEFT, ViewState(page=2))
    assert again.state("sha-2") is None


def test_what_was_not_read_for_longest_is_given_up(tasks: Tasks, tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    places = ReadingPlaces(path, tasks)
    for number in range(MOST_DOCUMENTS):
        places.keep(f"sha-{number}", ViewState(page=number))
    places.keep("sha-0", ViewState(page=9))
    places.keep("one more", LEFT)
    places.keep("k" * (MOST_KEY_LETTERS + 1), LEFT)
    places.close()
    again = ReadingPlaces(path, tasks)
    assert again.state("sha-0") == ViewState(page=9)
    assert again.state("sha-1") is None
    assert again.state("one more") == LEFT
    assert again.state("k" * (MOST_KEY_LETTERS + 1)) is None
    assert len(json.loads(path.read_text("utf-8"))["documents"]) == MOST_DOCUMENTS


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": -1},
        {"page": MAX_PAGES},
        {"page": 1.5},
        {"page": True},
        {"x": float("nan")},
        {"y": float("inf")},
        {"y": 10**400},
        {"x": "0.5"},
        {"zoom": 0},
        {"zoom": MAX_ZOOM * 1.01},
        {"fit": "huge"},
        {"fit": ["width"]},
        {"mode": {}},
        {"turn": 4},
        {"turn": False},
        {"cover_alone": 1},
        {"shade": None},
    ],
)
def test_a_wrong_value_alone_counts_as_not_kept(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    found = state_from_json(state_to_json(LEFT) | wrong)
    assert getattr(found, name) == getattr(ViewState(), name)
    assert state_to_json(found) == state_to_json(LEFT) | {name: state_to_json(ViewState())[name]}


@pytest.mark.parametrize(
    "found", [5, None, [3, None, {"key": 7}, {"page": 1}], {"sha": {}}, [{"key": "x" * 1_001}]]
)
def test_entries_of_a_wrong_shape_are_none(tasks: Tasks, tmp_path: Path, found: object) -> None:
    path = tmp_path / "places.json"
    path.write_text(json.dumps({"documents": found}), "utf-8")
    assert not ReadingPlaces(path, tasks)._states


states = st.builds(
    ViewState,
    page=st.integers(0, MAX_PAGES - 1),
    x=st.floats(-1, 2).map(lambda x: round(x, 5)),
    y=st.floats(-1, 2).map(lambda y: round(y, 5)),
    fit=st.sampled_from(Fit),
    zoom=st.floats(MIN_ZOOM, MAX_ZOOM).map(lambda zoom: round(zoom, 4)),
    mode=st.sampled_from(PageMode),
    cover_alone=st.booleans(),
    right_to_left=st.booleans(),
    turn=st.integers(0, 3),
    shade=st.sampled_from(Shade),
)


@given(states)
def test_every_view_survives_the_file(state: ViewState) -> None:
    assert state_from_json(json.loads(json.dumps(state_to_json(state)))) == state
