from __future__ import annotations

import pytest

from app.document_problem import DocumentProblem
from app.inquiries import NEEDED_NOW, NEEDED_SOON
from app.page_answers import Bounds
from app.page_requests import Failure, LinksFound, ReadText, TextFound
from app.page_texts import BYTES_PER_CHARACTER, PageTexts
from tests.app.inquiry_desk import InquiryDesk
from tests.widgets.page_texts import horizontal
from widgets.page_text import no_text

ONE, TWO = horizontal("一頁目"), horizontal("二頁目")


@pytest.fixture
def desk() -> InquiryDesk:
    return InquiryDesk()


def texts(desk: InquiryDesk, bounds: Bounds | None = None) -> tuple[PageTexts, list[int]]:
    made = PageTexts(desk, "a.pdf", bounds=bounds or Bounds(10, 1 << 20))
    came: list[int] = []
    made.came.connect(came.append)
    return made, came


def test_a_text_is_asked_for_once_and_kept(desk: InquiryDesk) -> None:
    pages, came = texts(desk)
    assert pages.get(3) is None
    assert desk.open == []
    pages.want(3)
    pages.want(3)
    assert len(desk.open) == 1
    assert desk.answer(TextFound(ONE)) == ReadText("a.pdf", 3)
    assert came == [3]
    assert pages.get(3) is ONE
    pages.want(3)
    assert desk.open == []


def test_what_is_needed_sooner_is_asked_sooner(desk: InquiryDesk) -> None:
    pages, _came = texts(desk)
    pages.want(3, NEEDED_SOON)
    pages.want(3, NEEDED_NOW)
    pages.want(3, NEEDED_SOON)
    assert [inquiry.urgency for inquiry in desk.open] == [NEEDED_NOW]


@pytest.mark.parametrize("problem", [DocumentProblem.WORKER_DIED, DocumentProblem.TOO_SLOW])
def test_a_text_that_failed_counts_as_empty_and_is_not_asked_for_again(
    desk: InquiryDesk, problem: DocumentProblem
) -> None:
    pages, came = texts(desk)
    pages.want(3)
    desk.answer(Failure(problem))
    pages.want(3)
    assert desk.open == []
    assert came == [3]
    assert pages.get(3) == no_text()
    assert pages.has_failed(3)
    assert not pages.has_failed(4)


def test_an_answer_to_something_else_is_a_failure(desk: InquiryDesk) -> None:
    pages, _came = texts(desk)
    pages.want(3)
    desk.answer(LinksFound(()))
    assert pages.has_failed(3)


def test_what_was_needed_least_lately_is_forgotten_first(desk: InquiryDesk) -> None:
    pages, _came = texts(desk, Bounds(2, 1 << 20))
    for page in (0, 1):
        pages.want(page)
        desk.answer(TextFound(ONE))
    assert pages.get(0) is ONE
    pages.want(2)
    desk.answer(TextFound(TWO))
    assert (pages.get(0), pages.get(1), pages.get(2)) == (ONE, None, TWO)
    pages.want(1)
    assert len(desk.open) == 1


def test_texts_have_a_limit_in_bytes(desk: InquiryDesk) -> None:
    size = BYTES_PER_CHARACTER * len(ONE.text)
    pages, _came = texts(desk, Bounds(100, 3 * size))
    for page in range(20):
        pages.want(page)
        desk.answer(TextFound(ONE))
    assert [page for page in range(20) if pages.get(page)] == [17, 18, 19]


def test_closing_withdraws_and_forgets(desk: InquiryDesk) -> None:
    pages, came = texts(desk)
    pages.want(0)
    desk.answer(TextFound(ONE))
    pages.want(1)
    pages.close()
    assert desk.open == []
    assert pages.get(0) is None
    assert came == [0]
