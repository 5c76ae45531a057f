from __future__ import annotations

from pathlib import Path

import pytest

from app import worker_links
from app.document_problem import DocumentProblem
from app.page_requests import Failure, LinksFound, OutlineFound, ReadLinks, ReadOutline, is_address
from tests.app.asking import Asking
from tests.app.sheet_pdf import document, page, stream, words
from widgets.document_details import Heading, PageLink

MEDIA = b"/MediaBox[0 0 400 600]"
AREA = b"/Rect[100 300 200 360]"
SEEN = (0.25, 0.4, 0.5, 0.5)  # the same area 0..1 from the top


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    return Asking(tmp_path)


def two_pages(annotations: bytes = b"", catalog: bytes = b"", *objects: bytes, turned: int = 0) -> bytes:
    """Page one (3) has the annotations; page two (5) is turned; further objects are numbered from 7."""
    pages = [
        page(4, MEDIA + b"/Annots[" + annotations + b"]"),
        stream(words((40, 500, b"one"))),
        page(6, MEDIA + b"/Rotate %d" % turned),
        stream(words((40, 500, b"two"))),
    ]
    return document([*pages, *objects], [3, 5], catalog)


def link(action: bytes) -> bytes:
    return b"<</Type/Annot/Subtype/Link" + AREA + action + b">>"


@pytest.mark.parametrize(
    ("action", "found"),
    [
        (b"/Dest[5 0 R/XYZ 100 450 0]", PageLink(*SEEN, page=1, x=0.25, y=0.25)),
        (b"/A<</S/GoTo/D[5 0 R/Fit]>>", PageLink(*SEEN, page=1)),
        (b"/A<</S/GoTo/D(chapter)>>", PageLink(*SEEN, page=1, x=0.5, y=0.75)),
        (
            b"/A<</S/URI/URI(https://example.jp/a?b=1#c)>>",
            PageLink(*SEEN, address="https://example.jp/a?b=1#c"),
        ),
        (b"/A<</S/URI/URI(mailto:soumu@example.jp)>>", PageLink(*SEEN, address="mailto:soumu@example.jp")),
        (b"/A<</S/URI/URI(file:///etc/passwd)>>", None),
        (b"/A<</S/URI/URI(javascript:alert\\(1\\))>>", None),
        (b"/A<</S/URI/URI(https://example.jp/ and more)>>", None),
        (b"/A<</S/Launch/F(calc.exe)>>", None),
        (b"/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>", None),
        (b"/A<</S/JavaScript/JS(app.alert\\(1\\))>>", None),
        (b"/A<</S/GoTo/D(no such name)>>", None),
    ],
)
def test_links_lead_to_pages_and_to_addresses_and_nowhere_else(
    asking: Asking, action: bytes, found: PageLink | None
) -> None:
    names = b"/Dests<</chapter[5 0 R/XYZ 200 150 0]>>"
    path = asking.write(two_pages(link(action), names))
    assert asking.ask(ReadLinks(path, 0)) == LinksFound(() if found is None else (found,))


def test_a_place_on_a_turned_page_is_where_it_is_seen(asking: Asking) -> None:
    path = asking.write(two_pages(link(b"/Dest[5 0 R/XYZ 100 450 0]"), turned=90))
    found = asking.ask(ReadLinks(path, 0))
    assert isinstance(found, LinksFound)
    assert (found.links[0].x, found.links[0].y) == (0.75, 0.25)  # 450 of 600 from the left, 100 of 400 down


def test_links_are_not_followed_beyond_their_number(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_links, "MAX_LINKS", 3)
    path = asking.write(two_pages(link(b"/Dest[5 0 R/Fit]") * 9))
    found = asking.ask(ReadLinks(path, 0))
    assert isinstance(found, LinksFound)
    assert len(found.links) == 3


def test_a_page_that_is_not_there_has_no_links(asking: Asking) -> None:
    assert asking.ask(ReadLinks(asking.write(two_pages()), 2)) == Failure(DocumentProblem.PAGE_BROKEN)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://www.city.example.jp/資料", True),
        ("HTTP://EXAMPLE.JP", True),
        ("https:///nowhere", False),
        ("https://example.jp/\u202egpj.exe", False),
        ("https://example.jp/\n", False),
        ("ftp://example.jp", False),
        ("https://e.jp/" + "a" * 2_000, False),
        ("", False),
    ],
)
def test_an_address_is_of_the_web_or_of_mail_and_shows_what_it_is(text: str, is_one: bool) -> None:
    assert is_address(text) == is_one


# -- outline -----------------------------------------------------------------------------------


def outline(*items: bytes) -> bytes:
    """Objects from 7 on: 7 is the outline itself."""
    return two_pages(b"", b"/Outlines 7 0 R", b"<</Type/Outlines/First 8 0 R/Last 8 0 R/Count 9>>", *items)


def test_the_outline_is_read_in_order_with_levels_and_places(asking: Asking) -> None:
    path = asking.write(
        outline(
            b"<</Title(One\\001 \\\n)/Parent 7 0 R/Next 10 0 R/First 9 0 R/Last 9 0 R/Dest[3 0 R/Fit]>>",
            b"<</Title<FEFF8CC76599202E0031>/Parent 8 0 R/Dest[5 0 R/XYZ 0 450 0]>>",
            b"<</Title(Nowhere)/Parent 7 0 R/Prev 8 0 R/A<</S/Launch/F(calc.exe)>>>>",
        )
    )
    assert asking.ask(ReadOutline(path)) == OutlineFound(
        (Heading(0, "One", 0), Heading(1, "資料1", 1, 0.25), Heading(0, "Nowhere", None))
    )


@pytest.mark.parametrize(
    ("action", "heading"),
    [
        (b"/Dest/chapter", Heading(0, "A", 1, 0.25)),
        (b"/A<</S/GoTo/D(chapter)>>", Heading(0, "A", 1, 0.25)),
        (b"/A<</S/GoTo/D[1/FitH 150]>>", Heading(0, "A", 1, 0.75)),
        (b"/A<</S/GoTo/D[5 0 R/FitR 0 0 100 300]>>", Heading(0, "A", 1, 0.5)),
        (b"/A<</S/GoTo/D[5 0 R/XYZ null null 2]>>", Heading(0, "A", 1)),
        (b"/A<</S/GoTo/D[5 0 R/XYZ 0 99999999999999999999999999999999999999999 2]>>", Heading(0, "A", 1)),
        (b"/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>", Heading(0, "A", None)),
        (b"/Dest[99 0 R/Fit]", Heading(0, "A", None)),
        (b"/Dest[-1/Fit]", Heading(0, "A", None)),
        (b"/Dest(nowhere)", Heading(0, "A", None)),
        (b"/Dest 7", Heading(0, "A", None)),
        (b"", Heading(0, "A", None)),
    ],
)
def test_an_item_of_the_outline_leads_where_it_says(asking: Asking, action: bytes, heading: Heading) -> None:
    names = b"/Outlines 7 0 R/Dests<</chapter[5 0 R/XYZ 200 450 0]>>"
    path = asking.write(two_pages(b"", names, b"<</First 8 0 R>>", b"<</Title(A)" + action + b">>"))
    assert asking.ask(ReadOutline(path)) == OutlineFound((heading,))


def test_a_document_without_outline_has_no_headings(asking: Asking) -> None:
    assert asking.ask(ReadOutline(asking.write(two_pages()))) == OutlineFound(())


@pytest.mark.parametrize(
    "items",
    [
        [b"<</Title(a)/Parent 7 0 R/Next 8 0 R>>"],
        [b"<</Title(a)/Parent 7 0 R/First 8 0 R/Last 8 0 R>>"],
        [
            b"<</Title(a)/Parent 7 0 R/Next 9 0 R>>",
            b"<</Title(b)/Parent 7 0 R/Prev 8 0 R/Next 8 0 R/First 8 0 R>>",
        ],
        [b"<</Title(a)/Parent 7 0 R/First 7 0 R>>"],
        [b"null"],
    ],
)
def test_an_outline_that_bites_its_tail_ends(asking: Asking, items: list[bytes]) -> None:
    found = asking.ask(ReadOutline(asking.write(outline(*items))))
    assert isinstance(found, OutlineFound)
    assert len(found.headings) < 50


def test_a_deep_and_a_long_outline_stay_within_bounds(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = [
        b"<</Title(%d)/Parent %d 0 R/First %d 0 R/Last %d 0 R>>" % (n, n - 1, n + 1, n + 1)
        for n in range(8, 108)
    ]
    found = asking.ask(ReadOutline(asking.write(outline(*deep, b"<</Title(last)/Parent 107 0 R>>"))))
    assert isinstance(found, OutlineFound)
    assert [heading.level for heading in found.headings] == [*range(64), *[64] * 37]
    monkeypatch.setattr(worker_links, "MAX_HEADINGS", 20)
    long = [b"<</Title(%d)/Parent 7 0 R/Next %d 0 R/Prev %d 0 R>>" % (n, n + 1, n - 1) for n in range(8, 50)]
    found = asking.ask(ReadOutline(asking.write(outline(*long), "long.pdf")))
    assert isinstance(found, OutlineFound)
    assert len(found.headings) == 20
