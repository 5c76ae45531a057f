"""Prints pages of a document: a worker draws them in bands, which go to the printer one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from app.page_requests import Drawn, DrawTile, MeasurePages, PageSizes
from sync.replacement import put_in_place
from widgets.page_layout import Box, Tile
from widgets.print_panel import PaperFit, PrintChoice, PrintPanel
from widgets.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from app.inquiries import Inquiries, Inquiry
    from app.page_requests import Result
    from widgets.page_layout import Size

PRINTING = 6  # whoever reads comes first
DRAW_DPI = 300
COARSE_DPI = 100  # for a page that is too heavy otherwise
DRAW_LIMIT_S = 30.0  # paper may take longer than a screen
BAND_PIXELS = 80_000  # more would hold up the window while it is written
PT_PER_INCH = 72
PORTRAIT = (1.0, 2.0)
LINE_FONT_SCALE = 0.7
LINE_COLOUR = "#566472"


@dataclass(frozen=True, slots=True)
class Printable:
    """A document that can be printed, and what may be painted over its pages.

    `paint_notes` paints in points of the page; `line` stands at the foot of every sheet.
    """

    path: str
    title: str
    pages: int
    paint_notes: Callable[[QPainter, int, Size], None] | None = None
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page on its paper: where it lies there, in pixels of the printer, and how it is drawn."""

    page: int
    size_pt: Size
    area: QRectF
    width_px: int
    height_px: int
    part: Box  # of the drawing, that is on the paper


class PrintJob(QObject):
    """Prints page after page; at any time there is one band of one page in memory."""

    progressed = Signal(int, int)  # pages done, of how many
    finished = Signal(object)  # pages, from 0, that could not be drawn
    failed = Signal()  # the printer, or the file, takes nothing

    def __init__(
        self,
        inquiries: Inquiries,
        what: Printable,
        choice: PrintChoice,
        printer: QPrinter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiries = inquiries
        self._what = what
        self._choice = choice
        self._printer = printer
        self._painter = QPainter()
        self._asked: Inquiry | None = None
        self._done = 0
        self._spoilt: list[int] = []
        self._is_over = False
        self._file = _FileBeside(printer)

    def start(self) -> None:
        """Begin with the first page."""
        self.progressed.emit(0, len(self._choice.pages))
        self._measure()

    def cancel(self) -> None:
        """Print nothing more; a sheet that is half done comes out only where the printer cannot help it."""
        if not self._is_over:
            self._end(abort=True)

    def _measure(self) -> None:
        page = self._choice.pages[self._done]
        request = MeasurePages(self._what.path, page, 1)
        self._asked = self._inquiries.ask(request, lambda result: self._measured(page, result), PRINTING)

    def _measured(self, page: int, result: Result) -> None:
        size = result.sizes[0] if isinstance(result, PageSizes) else None
        if not self._begin_sheet(size or PORTRAIT):
            self._end(abort=True)
            self.failed.emit()
        elif size is None:
            self._spoil(page)
        else:
            sheet = self._laid_out(page, size, DRAW_DPI)
            self._draw(sheet, sheet.part.top)

    def _laid_out(self, page: int, size: Size, dpi: int) -> _Sheet:
        return _sheet(page, size, self._paper(), self._printer.resolution(), dpi, self._choice.fit)

    def _begin_sheet(self, size: Size) -> bool:
        """Turn the paper as the page needs it; the first sheet opens the printer."""
        wide = size[0] > size[1]
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        if self._painter.isActive():
            return bool(self._printer.newPage())
        if not self._painter.begin(self._printer):
            return False
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # letters, not photographs
        return True

    def _paper(self) -> QRectF:
        """What can be printed on, in pixels of the printer."""
        size = self._printer.pageLayout().paintRectPixels(self._printer.resolution()).size()
        return QRectF(0, 0, size.width(), size.height())

    def _draw(self, sheet: _Sheet, top: int) -> None:
        rows = max(1, BAND_PIXELS // max(1, sheet.part.width))
        below = min(top + rows, sheet.part.bottom)
        overlap = min(below + 1, sheet.part.bottom)  # so that no light shines between two bands
        band = Box(sheet.part.left, top, sheet.part.right, overlap)
        tile = Tile(sheet.page, sheet.width_px, sheet.height_px, band)
        request = DrawTile(self._what.path, tile, DRAW_LIMIT_S)
        self._asked = self._inquiries.ask(
            request, lambda result: self._drawn(sheet, band, below, result), PRINTING
        )

    def _drawn(self, sheet: _Sheet, band: Box, below: int, result: Result) -> None:
        if not isinstance(result, Drawn):
            self._draw_coarser(sheet)
            return
        self._paint(sheet, band, result.picture)
        if below < sheet.part.bottom:
            self._draw(sheet, below)
        else:
            self._paint_over(sheet)
            self._finish_sheet()

    def _draw_coarser(self, sheet: _Sheet) -> None:
        coarse = self._laid_out(sheet.page, sheet.size_pt, COARSE_DPI)
        if sheet.width_px <= coarse.width_px:
            self._painter.fillRect(sheet.area, Qt.GlobalColor.white)  # bands that came before it failed
            self._spoil(sheet.page)
        else:
            self._draw(coarse, coarse.part.top)

    def _paint(self, sheet: _Sheet, band: Box, picture: QImage) -> None:
        across, down = sheet.area.width() / sheet.width_px, sheet.area.height() / sheet.height_px
        place = QRectF(
            sheet.area.left() + band.left * across,
            sheet.area.top() + band.top * down,
            band.width * across,
            band.height * down,
        )
        self._painter.drawImage(place, picture)

    def _paint_over(self, sheet: _Sheet) -> None:
        if not self._choice.with_notes or self._what.paint_notes is None:
            return
        self._painter.save()
        self._painter.setClipRect(sheet.area.intersected(self._paper()))
        self._painter.translate(sheet.area.topLeft())
        self._painter.scale(sheet.area.width() / sheet.size_pt[0], sheet.area.height() / sheet.size_pt[1])
        self._what.paint_notes(self._painter, sheet.page, sheet.size_pt)
        self._painter.restore()

    def _spoil(self, page: int) -> None:
        """Say on the paper that its page is missing, so that nobody takes the rest for the whole."""
        self._spoilt.append(page)
        words = self.tr("Page %1 could not be drawn.").replace("%1", str(page + 1))
        self._painter.setPen(QColor(Qt.GlobalColor.black))
        self._painter.setFont(current_theme().font())
        self._painter.drawText(self._paper(), Qt.AlignmentFlag.AlignCenter, words)
        self._finish_sheet()

    def _finish_sheet(self) -> None:
        if self._what.line:
            self._painter.setPen(QColor(LINE_COLOUR))
            self._painter.setFont(current_theme().font(LINE_FONT_SCALE))
            foot = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            self._painter.drawText(self._paper(), foot, self._what.line)
        self._done += 1
        self.progressed.emit(self._done, len(self._choice.pages))
        if self._is_over:
            return  # cancelled by whoever heard of it
        if self._done < len(self._choice.pages):
            self._measure()
        elif self._end(abort=False):
            self.finished.emit(tuple(self._spoilt))
        else:
            self.failed.emit()

    def _end(self, *, abort: bool) -> bool:
        self._is_over = True
        if self._asked is not None:
            self._inquiries.withdraw(self._asked)
            self._asked = None
        if abort and self._painter.isActive():
            self._printer.abort()
        is_written = self._painter.end() if self._painter.isActive() else False
        return self._file.close(keep=not abort and is_written)


class _FileBeside:
    """Where the printer is a PDF file, it is written beside and put in its place when it is whole."""

    def __init__(self, printer: QPrinter) -> None:
        name = printer.outputFileName()
        self._target = Path(name) if name else None
        if self._target is not None:
            self._beside = self._target.with_name(f"{self._target.name}.part.pdf")
            printer.setOutputFileName(str(self._beside))

    def close(self, *, keep: bool) -> bool:
        """Whether all went well."""
        if self._target is None:
            return keep
        try:
            if keep:
                put_in_place(self._beside, self._target)
            else:
                self._beside.unlink(missing_ok=True)
        except OSError:
            return False
        return keep


def _sheet(page: int, size_pt: Size, paper: QRectF, resolution: int, dpi: int, fit: PaperFit) -> _Sheet:
    """Lay a page in the middle of its paper."""
    full_w, full_h = size_pt[0] * resolution / PT_PER_INCH, size_pt[1] * resolution / PT_PER_INCH
    scale = min(paper.width() / full_w, paper.height() / full_h) if fit is PaperFit.PAPER else 1.0
    area = QRectF(0, 0, full_w * scale, full_h * scale)
    area.moveCenter(paper.center())
    per_px = resolution / min(dpi, resolution)
    width_px, height_px = max(1, round(area.width() / per_px)), max(1, round(area.height() / per_px))
    seen = area.intersected(paper)
    across, down = width_px / area.width(), height_px / area.height()
    part = Box(
        max(0, int((seen.left() - area.left()) * across)),
        max(0, int((seen.top() - area.top()) * down)),
        min(width_px, round((seen.right() - area.left()) * across)),
        min(height_px, round((seen.bottom() - area.top()) * down)),
    )
    return _Sheet(page, size_pt, area, width_px, height_px, part)


def ask_printer(parent: QWidget, title: str, chosen: Callable[[QPrinter], None]) -> None:
    """Let the person choose a printer in the system's own dialog, which holds nothing else up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for option in (
        QPrintDialog.PrintDialogOption.PrintPageRange,
        QPrintDialog.PrintDialogOption.PrintSelection,
        QPrintDialog.PrintDialogOption.PrintCurrentPage,
    ):
        dialog.setOption(option, on=False)  # chosen in the panel already
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)  # QPrintDialog's own wants a slot by its name


class Printing(QObject):
    """Joins the panel to the printer; one document is printed at a time."""

    def __init__(
        self,
        inquiries: Inquiries,
        panel: PrintPanel,
        *,
        choose_printer: Callable[[QWidget, str, Callable[[QPrinter], None]], None] = ask_printer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiries = inquiries
        self._panel = panel
        self._choose_printer = choose_printer
        self._what: Printable | None = None
        self._refusal = ""
        self._job: PrintJob | None = None
        panel.print_asked.connect(self._ask)
        panel.cancel_asked.connect(self._cancel)

    @property
    def is_printing(self) -> bool:
        """Whether pages are on their way."""
        return self._job is not None

    def offer(self, what: Printable, current: int, refusal: str) -> None:
        """Show what can be printed, or the refusal; while something is printed, how far it has come."""
        if self._job is not None:
            self._panel.show()
            return
        self._what, self._refusal = what, refusal
        has_notes = what.paint_notes is not None
        self._panel.offer(what.title, what.pages, current, refusal=refusal, has_notes=has_notes)

    def refuse(self, refusal: str) -> None:
        """From now on it is forbidden: also what is being printed ends."""
        self._refusal = refusal
        if self._job is not None:
            self._stop()
            self._panel.show_outcome(refusal)

    def close(self) -> None:
        """Print nothing more."""
        self._stop()
        self._what = None

    def _ask(self, choice: PrintChoice) -> None:
        what = self._what
        if what is not None and not self._refusal and self._job is None:
            self._choose_printer(self._panel, what.title, lambda printer: self._print(what, choice, printer))

    def _print(self, what: Printable, choice: PrintChoice, printer: QPrinter) -> None:
        if self._what is not what or self._refusal or self._job is not None:
            return  # much may have happened while the printer was chosen
        job = self._job = PrintJob(self._inquiries, what, choice, printer, self)
        job.progressed.connect(self._panel.show_progress)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.start()

    def _finished(self, spoilt: tuple[int, ...]) -> None:
        self._forget_job()
        if spoilt:
            pages = ", ".join(str(page + 1) for page in spoilt[:20])
            words = self.tr("Printed, but these pages could not be drawn: %1").replace("%1", pages)
        else:
            words = self.tr("All pages have been handed to the printer.")
        self._panel.show_outcome(words)

    def _failed(self) -> None:
        self._forget_job()
        self._panel.show_outcome(
            self.tr("It could not be printed. Check the printer, or the folder if you print into a file.")
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._stop()
            self._panel.show_outcome(self.tr("Printing was stopped."))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._forget_job()

    def _forget_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
