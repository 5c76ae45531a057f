from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.document_problem import DocumentProblem
from app.documents import Documents
from app.inquiries import BACKGROUND, NEEDED_NOW, NEEDED_SOON, Inquiries
from app.page_requests import Failure, OutlineFound, ReadOutline, Result, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = OutlineFound(())
DIED = Failure(DocumentProblem.WORKER_DIED)


class IdleDocuments(Documents):
    """Has no worker: the test is the worker."""

    def assign(self) -> None:
        pass


@pytest.fixture
def inquiries(qapp: object) -> Iterator[Inquiries]:
    del qapp
    documents = IdleDocuments()
    yield Inquiries(documents)
    documents.close()


def test_the_most_urgent_question_is_asked_first_and_the_oldest_of_these(inquiries: Inquiries) -> None:
    for name, urgency in (("a", BACKGROUND), ("b", NEEDED_SOON), ("c", NEEDED_NOW), ("d", NEEDED_NOW)):
        inquiries.ask(ReadOutline(name), lambda _result: None, urgency)
    asked = []
    while (urgency := inquiries.urgency()) is not None:
        asked.append((urgency, inquiries.take_request().path))
    assert asked == [(NEEDED_NOW, "c"), (NEEDED_NOW, "d"), (NEEDED_SOON, "b"), (BACKGROUND, "a")]


def test_an_answer_comes_once_to_who_asked_also_when_two_ask_the_same(inquiries: Inquiries) -> None:
    first: list[Result] = []
    second: list[Result] = []
    inquiries.ask(ReadOutline("a"), first.append, NEEDED_NOW)
    inquiries.ask(ReadOutline("a"), second.append, NEEDED_NOW)
    requests = [inquiries.take_request(), inquiries.take_request()]
    inquiries.receive(requests[1], FOUND)
    assert (first, second) == ([], [FOUND])
    inquiries.receive(requests[0], FOUND)
    assert (first, second) == ([FOUND], [FOUND])


def test_a_withdrawn_question_is_not_asked_and_not_answered(inquiries: Inquiries) -> None:
    results: list[Result] = []
    waiting = inquiries.ask(ReadOutline("a"), results.append, NEEDED_NOW)
    inquiries.withdraw(waiting)
    assert inquiries.urgency() is None
    asked = inquiries.ask(ReadOutline("b"), results.append, NEEDED_NOW)
    request = inquiries.take_request()
    assert inquiries.is_wanted(request)
    inquiries.withdraw(asked)
    assert not inquiries.is_wanted(request)
    inquiries.receive(request, FOUND)
    assert results == []


def test_what_was_stopped_is_asked_again_and_a_second_death_is_told(inquiries: Inquiries) -> None:
    results: list[Result] = []
    inquiries.ask(ReadOutline("a"), results.append, NEEDED_NOW)
    for outcome in (Withdrawn(), Withdrawn(), DIED):
        inquiries.receive(inquiries.take_request(), outcome)
        assert results == []
    inquiries.receive(inquiries.take_request(), DIED)
    assert results == [DIED]
    assert inquiries.urgency() is None


def test_nothing_is_asked_or_told_after_closing(inquiries: Inquiries) -> None:
    results: list[Result] = []
    inquiries.ask(ReadOutline("a"), results.append, NEEDED_NOW)
    request = inquiries.take_request()
    inquiries.ask(ReadOutline("b"), results.append, NEEDED_NOW)
    inquiries.close()
    assert inquiries.urgency() is None
    inquiries.receive(request, FOUND)
    assert results == []
