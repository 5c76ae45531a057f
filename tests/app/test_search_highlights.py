from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage, QPainter

from app.document_problem import DocumentProblem
from app.page_requests import Failure, ReadText, TextFound
from app.search_highlights import SearchHighlights
from app.search_keys import fold, search_key
from widgets.page_text import PageText
from widgets.page_view import PageView
from widgets.search_results import SearchHit, SearchQuery, SearchResults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from widgets.page_layer import PageLayer
    from widgets.page_layout import Place

PAGES = ("予算と防災", "予\n算", "防災")


def page_text(text: str) -> PageText:
    text += "\n"
    boxes = array(
        "H", [side for place in range(len(text)) for side in (place * 100, 0, place * 100 + 90, 90)]
    )
    return PageText(text, boxes, (False,) * text.count("\n"))


class FakeSearch(QObject):
    results_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.query = SearchQuery()

    def find(self, text: str) -> None:
        self.query = SearchQuery(text)
        self.results_changed.emit(SearchResults(self.query))

    def spans(self, text: str, on_spans: Callable[[list[tuple[int, int]]], object]) -> None:
        on_spans(search_key(self.query.text).hits(fold(text)))


class FakeInquiries:
    def __init__(self) -> None:
        self.asked: list[ReadText] = []
        self.withdrawn: list[object] = []
        self._answers: list[Callable[[object], None]] = []

    def ask(self, request: ReadText, on_result: Callable[[object], None], _urgency: int) -> object:
        self.asked.append(request)
        self._answers.append(on_result)
        return request

    def withdraw(self, inquiry: object) -> None:
        self.withdrawn.append(inquiry)

    def answer(self, result: object = None) -> None:
        answers, self._answers = self._answers, []
        for request, on_result in zip(self.asked[-len(answers) :], answers, strict=True):
            on_result(result or TextFound(page_text(PAGES[request.page])))


class FakeView:
    def __init__(self) -> None:
        self.layers: list[PageLayer] = []
        self.refreshed: list[int] = []

    def add_layer(self, layer: PageLayer) -> None:
        self.layers.append(layer)

    def refresh_part(self, page: int, left: float, top: float, right: float, bottom: float) -> None:
        assert (left, top, right, bottom) == (0, 0, 1, 1)
        self.refreshed.append(page)

    @property
    def visible_pages(self) -> list[int]:
        return [0, 1]


class Scene:
    def __init__(self, qtbot: QtBot) -> None:
        self.search, self.workers, self.view = FakeSearch(), FakeInquiries(), FakeView()
        self.marks = SearchHighlights(self.search, self.workers, self.view)  # type: ignore[arg-type] # fakes
        self.placed: list[Place] = []
        self.marks.hit_placed.connect(self.placed.append)
        self.qtbot = qtbot

    def paint(self, page: int) -> None:
        """Paint as the view does, and let what it asked for get through."""
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        self.view.layers[0].paint(painter, page, (20.0, 20.0))
        painter.end()
        QCoreApplication.processEvents()

    def starts(self, page: int) -> list[int]:
        return [place.start for place in self.marks.layer.places(page)]


def test_a_page_view_is_a_view_for_it(qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    search = FakeSearch()
    marks = SearchHighlights(search, FakeInquiries(), view)  # type: ignore[arg-type] # fakes
    marks.set_document("sha", "a.pdf")
    search.find("予算")
    assert view._layers == [marks.layer]
    marks.close()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(qtbot)
    made.marks.set_document("sha", "a.pdf")
    made.view.refreshed.clear()
    yield made
    made.marks.close()


def hit(page: int, start: int, end: int, key: str = "sha") -> SearchHit:
    return SearchHit(key, page, start, end, "", "", "")


def test_a_page_is_marked_once_it_has_been_read(scene: Scene) -> None:
    scene.search.find("予算")
    assert scene.view.refreshed == [0, 1], "so that what is seen is painted anew"
    scene.paint(1)
    scene.workers.answer()
    assert scene.workers.asked == [ReadText("a.pdf", 1)]
    assert scene.starts(1) == [0]
    assert len(scene.marks.layer.places(1)[0].boxes) == 2
    assert scene.view.refreshed[-1] == 1


def test_the_text_of_a_page_is_read_once(scene: Scene) -> None:
    for words in ("予算", "防災"):
        scene.search.find(words)
        scene.paint(0)
        if words == "予算":
            scene.workers.answer()
    assert scene.starts(0) == [3]
    assert len(scene.workers.asked) == 1


def test_further_pages_in_the_index_change_nothing(scene: Scene) -> None:
    scene.search.find("予算")
    scene.paint(0)
    scene.workers.answer()
    scene.search.find("予算")
    assert scene.starts(0) == [0]


def test_a_page_that_hangs_its_worker_is_asked_for_once(scene: Scene) -> None:
    for words in ("予", "予算"):
        scene.search.find(words)
        scene.paint(0)
        if words == "予":
            scene.workers.answer(Failure(DocumentProblem.TOO_SLOW))
    assert len(scene.workers.asked) == 1
    assert scene.starts(0) == []


def test_the_chosen_hit_tells_its_place(scene: Scene) -> None:
    scene.search.find("防災")
    scene.marks.show_hit(hit(0, 3, 5))
    scene.workers.answer()
    assert scene.placed[0].page == 0
    assert scene.placed[0].x == pytest.approx(395 / 65_535, abs=1e-4)
    assert scene.marks.layer._current == (0, 3)


def test_the_chosen_hit_of_another_document_waits_for_it(scene: Scene) -> None:
    scene.search.find("防災")
    scene.marks.show_hit(hit(2, 0, 2, "other"))
    assert scene.workers.asked == []
    scene.marks.set_document("other", "b.pdf")
    scene.workers.answer()
    assert scene.workers.asked == [ReadText("b.pdf", 2)]
    assert [place.page for place in scene.placed] == [2]


def test_a_hit_whose_page_cannot_be_read_leads_to_the_page(scene: Scene) -> None:
    scene.search.find("防災")
    scene.marks.show_hit(hit(2, 0, 2))
    scene.workers.answer(Failure(DocumentProblem.TOO_SLOW))
    assert [(place.page, place.y) for place in scene.placed] == [(2, 0.0)]


def test_another_document_withdraws_what_was_asked(scene: Scene) -> None:
    scene.search.find("予算")
    scene.paint(0)
    scene.marks.set_document("other", "b.pdf")
    assert scene.workers.withdrawn == [ReadText("a.pdf", 0)]
    assert scene.starts(0) == []


def test_nothing_is_marked_when_nothing_is_looked_for(scene: Scene) -> None:
    scene.search.find("予算")
    scene.paint(0)
    scene.workers.answer()
    scene.search.find("  ")
    scene.paint(0)
    assert scene.starts(0) == []
    assert len(scene.workers.asked) == 1
