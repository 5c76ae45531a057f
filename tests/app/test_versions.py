from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app import versions
from app.document_problem import DocumentProblem
from app.page_requests import (
    Failure,
    FingerprintPages,
    FingerprintsFound,
    OpenDocument,
    Opened,
    Request,
    Result,
)
from app.tasks import Tasks
from app.versions import HeldVersion, PageChanges, Versions, compare_pages
from tests.app.fake_documents import FakeDocuments

OLD, NEW = HeldVersion("sha-old", "old.pdf"), HeldVersion("sha-new", "new.pdf")
WAIT_MS = 20_000


# -- comparing -------------------------------------------------------------------------------------


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[str], list[str], set[int], list[int]]:
    """A document and its revision, with what was altered or inserted (new) and removed (old)."""
    old = [f"page {number}" for number in range(draw(st.integers(1, 30)))]
    new: list[str] = []
    changed: set[int] = set()
    removed: list[int] = []
    for number, digest in enumerate(old):
        act = draw(st.sampled_from(["keep", "keep", "keep", "alter", "remove"]))
        if act == "keep":
            for fresh in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
                changed.add(len(new))
                new.append(f"inserted before {number}, {fresh}")
            new.append(digest)
        elif act == "alter":
            changed.add(len(new))
            new.append(f"altered {number}")
        else:
            removed.append(number)
    return old, new, changed, removed


@given(revisions())
def test_what_was_altered_or_inserted_is_found_and_nothing_else(
    revision: tuple[list[str], list[str], set[int], list[int]],
) -> None:
    old, new, changed, _removed = revision
    assert compare_pages(old, new).changed == changed


pages = st.lists(st.sampled_from(["a", "b", "c", "blank", ""]), max_size=25)


@given(pages, pages, st.sampled_from([0, 3, versions.MOST_PAIRS]))
@settings(max_examples=300)
def test_the_match_is_in_order_and_claims_no_more_than_is_equal(
    old: list[str], new: list[str], most_pairs: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "MOST_PAIRS", most_pairs)
        found = compare_pages(old, new)
    pairs = sorted(found.old_to_new.items())
    assert [later for _, later in pairs] == sorted({later for _, later in pairs})
    assert all(0 <= page < len(new) for page in found.old_to_new.values())
    unchanged = {before: after for before, after in pairs if after not in found.changed}
    assert all(old[before] == new[after] != versions.UNKNOWN for before, after in unchanged.items())
    assert found.changed | set(unchanged.values()) == set(range(len(new)))
    assert set(found.removed) == set(range(len(old))) - set(found.old_to_new)
    assert all(0 <= found.place_of(page) <= len(new) for page in range(len(old)))


@given(revisions(), st.integers(0, 29))
def test_who_read_a_page_that_is_still_there_goes_on_reading_it(
    revision: tuple[list[str], list[str], set[int], list[int]], page: int
) -> None:
    old, new, _changed, _removed = revision
    if page < len(old) and old[page] in new:
        assert new[compare_pages(old, new).place_of(page)] == old[page]


def test_a_new_cover_changes_one_page_and_moves_the_others() -> None:
    found = compare_pages(["1", "2", "3"], ["cover", "1", "2", "3"])
    assert found == PageChanges(frozenset({0}), (), {0: 1, 1: 2, 2: 3})
    assert [found.place_of(page) for page in range(3)] == [1, 2, 3]


def test_an_altered_page_keeps_its_place_and_a_removed_one_gives_it_to_the_next() -> None:
    found = compare_pages(["1", "2", "3", "4"], ["1", "two", "4"])
    assert found.changed == {1}
    assert found.removed == (2,)
    assert [found.place_of(page) for page in range(4)] == [0, 1, 2, 2]


def test_thousands_of_blank_pages_are_compared_in_no_time() -> None:
    old = ["blank", "a"] * 1_000
    found = compare_pages(old, ["cover", *old[:1_000], "b", *old[1_000:]])
    assert found.changed == {0, 1_001}
    assert found.removed == ()


# -- in the background -----------------------------------------------------------------------------


class House:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.files = {
            "old.pdf": [f"p{n}" for n in range(40)],
            "new.pdf": ["x", *(f"p{n}" for n in range(40))],
        }
        self.unreadable: set[tuple[str, int]] = set()
        self.documents = FakeDocuments(self.answer)
        self.tasks = Tasks()
        self.versions = Versions(self.documents, self.tasks)  # type: ignore[arg-type] # it gives out work alike
        self.told: list[tuple[HeldVersion, HeldVersion, PageChanges | None]] = []
        self.versions.compared.connect(lambda *told: self.told.append(told))

    def answer(self, request: Request) -> Result:
        if request.path not in self.files:
            return Failure(DocumentProblem.ENCRYPTED)
        pages = self.files[request.path]
        match request:
            case OpenDocument():
                return Opened(len(pages), ((595.0, 842.0),))
            case FingerprintPages(path, first, count):
                if any((path, page) in self.unreadable for page in range(first, first + count)):
                    return Failure(DocumentProblem.TOO_SLOW)
                return FingerprintsFound(first, tuple(pages[first : first + count]))
        raise AssertionError(request)

    def wait(self, count: int = 1) -> PageChanges | None:
        self.qtbot.waitUntil(lambda: len(self.told) >= count, timeout=WAIT_MS)
        return self.told[-1][2]

    def asked_pages(self, path: str) -> list[int]:
        return [
            page
            for request in self.documents.asked
            if isinstance(request, FingerprintPages) and request.path == path
            for page in range(request.first, request.first + request.count)
        ]


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    made = House(qtbot)
    yield made
    made.versions.close()
    made.tasks.close()


def test_two_files_are_read_once_each_and_compared(house: House) -> None:
    house.versions.compare(OLD, NEW)
    house.versions.compare(OLD, NEW)
    found = house.wait()
    assert found is not None
    assert found.changed == {0}
    assert house.asked_pages("old.pdf") == list(range(40))
    assert house.asked_pages("new.pdf") == list(range(41))
    asked = len(house.documents.asked)
    house.versions.compare(OLD, NEW)
    assert house.wait(2) == found
    assert len(house.told) == 2
    assert len(house.documents.asked) == asked
    assert house.versions.changes(OLD, NEW) == found


def test_a_page_that_cannot_be_read_counts_as_changed(house: House) -> None:
    house.unreadable = {("old.pdf", 20), ("new.pdf", 21)}
    house.versions.compare(OLD, NEW)
    found = house.wait()
    assert found is not None
    assert found.changed == {0, 21}
    assert found.old_to_new[20] == 21


@pytest.mark.parametrize("trouble", ["cannot be opened", "has too many pages", "has too many bad pages"])
def test_what_cannot_be_compared_is_told_and_asked_again_later(
    house: House, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = house.files["new.pdf"]
    if trouble == "cannot be opened":
        del house.files["new.pdf"]
    elif trouble == "has too many pages":
        monkeypatch.setattr(versions, "MOST_PAGES", 40)
    else:
        house.unreadable = {("new.pdf", page) for page in range(41)}
    house.versions.compare(OLD, NEW)
    assert house.wait() is None
    house.files["new.pdf"], house.unreadable = pages, set()
    monkeypatch.setattr(versions, "MOST_PAGES", 41)
    house.versions.compare(OLD, NEW)
    assert house.wait(2) is not None


def test_what_nobody_wants_any_more_is_not_read_on(house: House) -> None:
    house.documents.is_held = True
    house.versions.compare(OLD, NEW)
    house.versions.withdraw(OLD, NEW)
    other = HeldVersion("sha-other", "old.pdf")
    house.versions.compare(other, NEW)
    house.documents.release()
    house.wait()
    assert [told[:2] for told in house.told] == [(other, NEW)]


def test_after_closing_nothing_is_told(house: House, qtbot: QtBot) -> None:
    house.versions.compare(OLD, NEW)
    qtbot.waitUntil(lambda: house.asked_pages("new.pdf") != [], timeout=WAIT_MS)
    versions_ = house.versions
    versions_.close()
    house.versions = Versions(house.documents, house.tasks)  # type: ignore[arg-type] # as above
    house.versions.compared.connect(lambda *told: house.told.append(told))
    house.versions.compare(OLD, NEW)
    house.wait()
    assert len(house.told) == 1
