from __future__ import annotations

from app.document_problem import DocumentProblem
from app.inquiries import NEEDED_SOON
from app.page_links import PageLinks
from app.page_requests import Failure, LinksFound, ReadLinks
from tests.app.inquiry_desk import InquiryDesk
from widgets.document_details import PageLink

LINK = PageLink(0.1, 0.1, 0.3, 0.2, page=4)


def test_links_of_pages_in_view_are_asked_for_and_of_others_no_more() -> None:
    desk = InquiryDesk()
    links = PageLinks(desk, "a.pdf")
    links.show_pages([2, 3])
    links.show_pages([3, 4])
    assert [inquiry.request for inquiry in desk.open] == [ReadLinks("a.pdf", 3), ReadLinks("a.pdf", 4)]
    assert {inquiry.urgency for inquiry in desk.open} == {NEEDED_SOON}


def test_links_come_and_stay_and_a_page_that_failed_has_none() -> None:
    desk = InquiryDesk()
    links = PageLinks(desk, "a.pdf")
    came: list[tuple[int, object]] = []
    links.came.connect(lambda page, found: came.append((page, found)))
    links.show_pages([2, 3])
    desk.answer(LinksFound((LINK,)))
    desk.answer(Failure(DocumentProblem.TOO_SLOW))
    assert came == [(2, (LINK,)), (3, ())]
    links.show_pages([2, 3])
    assert desk.open == []
    assert links.get(2) == (LINK,)
    links.show_pages([9])
    links.close()
    assert desk.open == []
    assert links.get(2) == ()
