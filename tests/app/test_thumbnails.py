from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from app.document_problem import DocumentProblem
from app.documents import INSPECTION, Documents
from app.inquiries import BACKGROUND, NEEDED_SOON
from app.page_requests import AHEAD_LIMIT_S, Drawn, DrawTile, Failure, Withdrawn
from app.rendering import AHEAD
from app.thumbnails import THUMBNAILS, Thumbnails
from tests.app.small_pdf import GREEN_TOP_LEFT, RED_SHEET, pdf
from widgets.page_layout import Tile, whole_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class IdleDocuments(Documents):
    """Has no worker: the test is the worker."""

    def assign(self) -> None:
        pass


class Sizes:
    """How large pictures are wanted now."""

    width = 100

    def tile(self, page: int) -> Tile:
        return whole_page(page, self.width, 140)


@pytest.fixture
def sizes() -> Sizes:
    return Sizes()


@pytest.fixture
def thumbnails(qapp: object, sizes: Sizes) -> Iterator[Thumbnails]:
    documents = IdleDocuments()
    thumbnails = Thumbnails(documents, "a.pdf", sizes.tile)
    yield thumbnails
    thumbnails.close()
    documents.close()


def picture(tile: Tile) -> QImage:
    image = QImage(tile.width_px, tile.height_px, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def next_page(thumbnails: Thumbnails) -> int:
    """Let a worker draw the next picture."""
    request = thumbnails.take_request()
    thumbnails.receive(request, Drawn(picture(request.tile)))
    return request.tile.page


def test_pictures_come_after_what_somebody_waits_for_and_before_the_background() -> None:
    assert max(AHEAD, NEEDED_SOON, INSPECTION) < THUMBNAILS < BACKGROUND


def test_pages_are_drawn_in_order_and_once(thumbnails: Thumbnails, qtbot: QtBot) -> None:
    assert thumbnails.urgency() is None
    thumbnails.want((4, 5))
    assert thumbnails.urgency() == THUMBNAILS
    first, second = thumbnails.take_request(), thumbnails.take_request()
    assert (first, second.tile.page) == (DrawTile("a.pdf", whole_page(4, 100, 140), AHEAD_LIMIT_S), 5)
    assert thumbnails.urgency() is None
    with qtbot.waitSignal(thumbnails.drawn) as drawn:
        thumbnails.receive(first, Drawn(picture(first.tile)))
    assert drawn.args[0] == 4
    thumbnails.receive(second, Drawn(picture(second.tile)))
    assert thumbnails.urgency() is None


def test_pages_that_left_the_view_are_not_drawn(thumbnails: Thumbnails) -> None:
    thumbnails.want((0, 1, 2))
    request = thumbnails.take_request()
    thumbnails.want((50, 51))
    assert not thumbnails.is_wanted(request)
    thumbnails.receive(request, Withdrawn())
    assert [next_page(thumbnails), next_page(thumbnails)] == [50, 51]
    thumbnails.want((0,))
    assert next_page(thumbnails) == 0
    thumbnails.want(())
    assert thumbnails.urgency() is None


def test_a_picture_that_is_wanted_at_another_size_meanwhile_is_drawn_again(
    thumbnails: Thumbnails, sizes: Sizes
) -> None:
    thumbnails.want((3,))
    request = thumbnails.take_request()
    sizes.width = 120
    thumbnails.receive(request, Drawn(picture(request.tile)))
    assert thumbnails.take_request().tile.width_px == 120


@pytest.mark.parametrize("problem", [DocumentProblem.TOO_SLOW, DocumentProblem.PAGE_BROKEN])
def test_a_page_that_cannot_be_drawn_holds_up_no_other(
    thumbnails: Thumbnails, qtbot: QtBot, problem: DocumentProblem
) -> None:
    thumbnails.want((3, 4))
    request = thumbnails.take_request()
    with qtbot.waitSignal(thumbnails.failed) as failed:
        thumbnails.receive(request, Failure(problem))
    assert failed.args == [3]
    assert next_page(thumbnails) == 4


def test_a_page_that_lost_its_worker_is_tried_once_more(thumbnails: Thumbnails, qtbot: QtBot) -> None:
    thumbnails.want((3,))
    died = Failure(DocumentProblem.WORKER_DIED)
    with qtbot.assertNotEmitted(thumbnails.failed):
        thumbnails.receive(thumbnails.take_request(), died)
    with qtbot.waitSignal(thumbnails.failed):
        thumbnails.receive(thumbnails.take_request(), died)
    assert thumbnails.urgency() is None


def test_a_sketch_is_shown_until_the_picture_is_there(thumbnails: Thumbnails, qtbot: QtBot) -> None:
    thumbnails.want((3,))
    request = thumbnails.take_request()
    with qtbot.waitSignal(thumbnails.sketched) as sketched, qtbot.assertNotEmitted(thumbnails.drawn):
        thumbnails.receive_sketch(request, picture(request.tile))
    assert sketched.args[0] == 3
    assert thumbnails.is_wanted(request)


def test_workers_draw_them(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([RED_SHEET, GREEN_TOP_LEFT], [(595, 842), (842, 595)]))
    documents = Documents()
    thumbnails = Thumbnails(documents, str(path), lambda page: whole_page(page, 60, 80))
    found: dict[int, QImage] = {}
    thumbnails.drawn.connect(found.__setitem__)
    try:
        thumbnails.want((0, 1))
        qtbot.waitUntil(lambda: len(found) == 2, timeout=20_000)
    finally:
        thumbnails.close()
        documents.close()
    assert (found[0].width(), found[0].height()) == (60, 80)
    assert found[0].pixelColor(30, 40) == QColor("red")
