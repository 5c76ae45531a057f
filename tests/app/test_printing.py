from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEventLoop, QMarginsF, QSize
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import printing
from app.document_problem import DocumentProblem
from app.documents import Documents
from app.inquiries import Inquiries
from app.page_requests import (
    Drawn,
    DrawTile,
    Failure,
    MeasurePages,
    OpenDocument,
    Opened,
    PageSizes,
    Request,
    Result,
)
from app.printing import Printable, Printing, ask_printer
from tests.app.fake_documents import FakeDocuments
from tests.app.small_pdf import A4, GREEN_TOP_LEFT, RED_SHEET, pdf
from widgets.page_layout import Box, Tile
from widgets.print_panel import PaperFit, PrintChoice, PrintPanel

if TYPE_CHECKING:
    from widgets.page_layout import Size

WAIT_MS = 60_000
A4_LANDSCAPE = (842, 595)
RED, GREEN, BLUE, WHITE = "#ff0000", "#00ff00", "#0000ff", "#ffffff"


def pdf_printer(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    return printer


class Office:
    """A panel, a printer that writes a PDF, and real workers to look at what came out."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.target = folder / "printed.pdf"
        self.documents = Documents()
        self.inquiries = Inquiries(self.documents)
        self.panel = PrintPanel()
        qtbot.addWidget(self.panel)
        self.chosen: list[Callable[[QPrinter], None]] = []
        self.printing = self.make_printing(self.inquiries)
        self.done: list[tuple[int, int]] = []

    def make_printing(self, inquiries: Inquiries) -> Printing:
        def choose(_parent: QWidget, _title: str, chosen: Callable[[QPrinter], None]) -> None:
            self.chosen.append(chosen)

        return Printing(inquiries, self.panel, choose_printer=choose)

    def ask(self, what: Printable, choice: PrintChoice, refusal: str = "") -> None:
        self.printing.offer(what, 0, refusal)
        self.panel.print_asked.emit(choice)

    def print(self, what: Printable, choice: PrintChoice) -> None:
        self.ask(what, choice)
        self.chosen.pop()(pdf_printer(self.target))
        self.wait_for_end()

    def wait_for_end(self) -> None:
        self.qtbot.waitUntil(lambda: not self.printing.is_printing, timeout=WAIT_MS)

    def answer(self, request: Request) -> Result:
        answers: list[Result] = []
        loop = QEventLoop()

        def take(result: Result) -> None:
            answers.append(result)
            loop.quit()

        self.inquiries.ask(request, take, 0)
        if not answers:
            loop.exec()
        return answers[0]

    def printed_sizes(self) -> list[Size]:
        opened = self.answer(OpenDocument(str(self.target)))
        assert isinstance(opened, Opened)
        return [(round(width), round(height)) for width, height in opened.sizes]

    def printed(self, page: int, size: Size = A4) -> QImage:
        width, height = round(size[0]), round(size[1])
        drawn = self.answer(DrawTile(str(self.target), Tile(page, width, height, Box(0, 0, width, height))))
        assert isinstance(drawn, Drawn)
        return drawn.picture

    def close(self) -> None:
        self.printing.close()
        self.inquiries.close()
        self.documents.close()


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, tmp_path)
    yield made
    made.close()


def paper(folder: Path, contents: list[bytes], sizes: list[tuple[float, float]] | None = None) -> Printable:
    path = folder / "資料.pdf"
    path.write_bytes(pdf(contents, sizes or [A4]))
    return Printable(str(path), "資料2", len(contents))


def colours(picture: QImage, *places: tuple[float, float]) -> list[str]:
    return [
        picture.pixelColor(round(x * (picture.width() - 1)), round(y * (picture.height() - 1))).name()
        for x, y in places
    ]


def test_the_chosen_pages_come_out_as_they_are(office: Office, tmp_path: Path) -> None:
    what = paper(tmp_path, [GREEN_TOP_LEFT, b"", RED_SHEET])
    office.print(what, PrintChoice((2, 0)))
    assert office.panel.said == "All pages have been handed to the printer."
    assert office.printed_sizes() == [A4, A4]
    assert colours(office.printed(0), (0.02, 0.02), (0.98, 0.98), (0.5, 0.5)) == [RED] * 3
    corners = colours(office.printed(1), (0.05, 0.05), (0.45, 0.45), (0.55, 0.45), (0.45, 0.55))
    assert corners == [GREEN, GREEN, WHITE, WHITE]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["printed.pdf", "資料.pdf"]


def test_no_seam_is_seen_between_the_bands(office: Office, tmp_path: Path) -> None:
    office.print(paper(tmp_path, [RED_SHEET]), PrintChoice((0,)))
    picture = office.printed(0, (595 * 2, 842 * 2))
    seams = {picture.pixelColor(x, y).name() for x in (600, 1_100) for y in range(4, 1_680)}
    assert seams == {RED}


def test_each_page_turns_its_paper(office: Office, tmp_path: Path) -> None:
    what = paper(tmp_path, [RED_SHEET] * 3, [A4, (1_191, 842), A4])
    office.print(what, PrintChoice((0, 1, 2)))
    assert office.printed_sizes() == [A4, A4_LANDSCAPE, A4]
    assert colours(office.printed(1, A4_LANDSCAPE), (0.02, 0.5), (0.98, 0.5), (0.5, 0.98)) == [RED] * 3


@pytest.mark.parametrize(("fit", "corner"), [(PaperFit.PAPER, RED), (PaperFit.ACTUAL, WHITE)])
def test_a_small_page_fills_the_paper_or_keeps_its_size(
    office: Office, tmp_path: Path, fit: PaperFit, corner: str
) -> None:
    office.print(paper(tmp_path, [RED_SHEET], [(298, 421)]), PrintChoice((0,), fit))
    assert colours(office.printed(0), (0.5, 0.5), (0.1, 0.1), (0.9, 0.9)) == [RED, corner, corner]


def test_of_a_page_larger_than_the_paper_the_middle_is_printed_at_its_size(
    office: Office, tmp_path: Path
) -> None:
    middle = b"1 0 0 rg 297.5 421 595 842 re f"  # of a page of twice A4 each way
    office.print(paper(tmp_path, [middle], [(1_190, 1_684)]), PrintChoice((0,), PaperFit.ACTUAL))
    assert colours(office.printed(0), (0.02, 0.02), (0.98, 0.98), (0.5, 0.5)) == [RED] * 3


@pytest.mark.parametrize("with_notes", [False, True])
def test_notes_are_painted_where_they_stand_on_the_page(
    office: Office, tmp_path: Path, with_notes: bool
) -> None:
    told: list[tuple[int, Size]] = []

    def paint(painter: QPainter, page: int, size_pt: Size) -> None:
        told.append((page, size_pt))
        painter.fillRect(0, 0, round(size_pt[0] / 2), round(size_pt[1] / 2), QColor(BLUE))
        painter.fillRect(-500, -500, 400, 400, QColor(BLUE))  # outside of the page

    plain = paper(tmp_path, [b"", RED_SHEET], [A4, (842, 842)])
    what = Printable(plain.path, plain.title, plain.pages, paint)
    office.print(what, PrintChoice((1,), with_notes=with_notes))
    found = colours(office.printed(0), (0.1, 0.3), (0.45, 0.45), (0.6, 0.6), (0.1, 0.05))
    assert found == ([BLUE, BLUE, RED, WHITE] if with_notes else [RED, RED, RED, WHITE])
    assert told == ([(1, (842.0, 842.0))] if with_notes else [])


def test_a_line_stands_at_the_foot_of_every_sheet(office: Office, tmp_path: Path) -> None:
    plain = paper(tmp_path, [b"", b""])
    office.print(Printable(plain.path, plain.title, 2, line="第3回 本部会議 席12"), PrintChoice((0, 1)))
    for page in (0, 1):
        picture = office.printed(page)
        rows = {y for y in range(842) for x in range(595) if picture.pixelColor(x, y).lightness() < 200}
        assert rows
        assert min(rows) > 800


# -- what goes wrong -------------------------------------------------------------------------------


class Bench(Office):
    """The same with a worker that a test lays out."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.heavy: set[int] = set()
        self.hopeless: set[int] = set()
        self.fake = FakeDocuments(self.draw)
        self.fake_inquiries = Inquiries(self.fake)  # type: ignore[arg-type] # it gives out work alike
        self.printing.close()
        self.panel.print_asked.disconnect()
        self.panel.cancel_asked.disconnect()
        self.printing = self.make_printing(self.fake_inquiries)
        self.what = Printable("a.pdf", "資料2", 5)

    def draw(self, request: Request) -> Result:
        if isinstance(request, MeasurePages):
            if request.first == 4:
                return Failure(DocumentProblem.PAGE_BROKEN)
            return PageSizes(request.first, ((595.0, 842.0),))
        assert isinstance(request, DrawTile)
        tile = request.tile
        if tile.page in self.hopeless or (tile.page in self.heavy and tile.width_px > 1_000):
            return Failure(DocumentProblem.TOO_SLOW)
        assert tile.pixels <= printing.BAND_PIXELS * 1.1
        picture = QImage(QSize(tile.part.width, tile.part.height), QImage.Format.Format_RGB32)
        picture.fill(QColor(RED))
        return Drawn(picture)

    def start(self, *pages: int) -> None:
        self.ask(self.what, PrintChoice(pages))
        self.chosen.pop()(pdf_printer(self.target))

    def drawn_pages(self) -> list[int]:
        tiles = [request.tile for request in self.fake.asked if isinstance(request, DrawTile)]
        return sorted({tile.page for tile in tiles})

    def close(self) -> None:
        super().close()
        self.fake_inquiries.close()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(qtbot, tmp_path)
    yield made
    made.close()


def test_bands_overlap_so_that_no_light_shines_between_them_on_any_printer(bench: Bench) -> None:
    bench.start(0)
    bench.wait_for_end()
    parts = [request.tile.part for request in bench.fake.asked if isinstance(request, DrawTile)]
    assert len(parts) > 10
    assert (parts[0].top, parts[-1].bottom) == (0, 3_508)
    assert all(after.top == before.bottom - 1 for before, after in itertools.pairwise(parts))


def test_a_page_that_is_too_heavy_is_drawn_coarser(bench: Bench) -> None:
    bench.heavy = {1}
    bench.start(0, 1)
    bench.wait_for_end()
    assert bench.panel.said == "All pages have been handed to the printer."
    assert colours(bench.printed(1), (0.02, 0.02), (0.98, 0.98)) == [RED] * 2


def test_a_page_that_cannot_be_drawn_says_so_on_its_paper_and_at_the_end(bench: Bench) -> None:
    bench.hopeless = {1}
    bench.start(0, 1, 4, 2)
    bench.wait_for_end()
    assert bench.panel.said == "Printed, but these pages could not be drawn: 2, 5"
    assert len(bench.printed_sizes()) == 4
    for page in (1, 2):
        middle = bench.printed(page)
        assert any(
            middle.pixelColor(x, y).lightness() < 100 for x in range(100, 500) for y in range(400, 440)
        )


def test_stopping_leaves_nothing_and_asks_for_nothing_more(bench: Bench) -> None:
    bench.target.write_bytes(b"what was there before")
    bench.start(0, 1, 2)
    bench.qtbot.waitUntil(lambda: bench.drawn_pages() == [0, 1], timeout=WAIT_MS)
    bench.panel.cancel_asked.emit()
    assert not bench.printing.is_printing
    assert bench.panel.said == "Printing was stopped."
    assert [path.name for path in bench.target.parent.iterdir()] == ["printed.pdf"]
    assert bench.target.read_bytes() == b"what was there before"
    bench.start(3)
    bench.wait_for_end()
    assert 2 not in bench.drawn_pages()


def test_when_it_is_forbidden_meanwhile_it_ends_and_says_why(bench: Bench) -> None:
    bench.start(0, 1, 2)
    bench.qtbot.waitUntil(lambda: bench.drawn_pages() == [0, 1], timeout=WAIT_MS)
    bench.printing.refuse("会議の決まりです。")
    assert not bench.printing.is_printing
    assert bench.panel.said == "会議の決まりです。"
    bench.panel.print_asked.emit(PrintChoice((0,)))
    assert bench.chosen == []
    assert not bench.target.exists()


def test_what_is_forbidden_is_not_printed_even_if_asked(bench: Bench) -> None:
    bench.ask(bench.what, PrintChoice((0,)), refusal="会議の決まりです。")
    assert bench.chosen == []
    assert bench.panel.said == "会議の決まりです。"


def test_a_printer_chosen_after_another_document_was_opened_prints_nothing(bench: Bench) -> None:
    bench.ask(bench.what, PrintChoice((0,)))
    bench.printing.offer(Printable("b.pdf", "資料3", 2), 0, "")
    bench.chosen.pop()(pdf_printer(bench.target))
    assert not bench.printing.is_printing
    assert bench.fake.asked == []


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt says it too
def test_a_folder_that_takes_no_file_is_told(bench: Bench, qtbot: QtBot) -> None:
    bench.target = bench.target.parent / "gone" / "printed.pdf"
    bench.ask(bench.what, PrintChoice((0,)))
    with qtbot.captureExceptions() as raised:
        bench.chosen.pop()(pdf_printer(bench.target))
        bench.wait_for_end()
    assert raised == []
    assert "could not be printed" in bench.panel.said


def test_the_dialog_of_the_system_holds_nothing_up(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    chosen: list[QPrinter] = []
    ask_printer(parent, "資料2", chosen.append)
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QPrintDialog))
    assert dialog.isVisible()
    assert chosen == []
    dialog.reject()
    assert chosen == []
