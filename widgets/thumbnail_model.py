"""The pages of a document as rows of a Qt model, with the small pictures there are of them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.page_labels import page_label
from widgets.page_layout import whole_page
from widgets.page_marks import NO_MARKS, PageMarks, mark_words
from widgets.wording import tooltip_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QImage

    from widgets.page_layout import Size, Tile

THUMBNAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PICTURE_BYTES = 16 << 20  # of all pictures together
TALLEST = 1.45  # times the width; an A4 page has 1.41, what is taller gets narrower


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One page as it is painted small."""

    page: int
    label: str
    marks: PageMarks = NO_MARKS
    is_current: bool = False
    has_failed: bool = False


def fitted_size(size_pt: Size, side: float) -> tuple[int, int]:
    """How large a page is in the list when its box is ``side`` wide."""
    factor = min(side / size_pt[0], side * TALLEST / size_pt[1])
    return max(2, round(size_pt[0] * factor)), max(2, round(size_pt[1] * factor))


class ThumbnailModel(QAbstractListModel):
    """One row for each page; keeps the pictures that were seen last."""

    def __init__(self, parent: QObject | None = None, *, most_bytes: int = PICTURE_BYTES) -> None:
        super().__init__(parent)
        self._most_bytes = most_bytes
        self._sizes_pt: list[Size] = []
        self._labels: Sequence[str] = ()
        self._marks: dict[int, PageMarks] = {}
        self._page = -1
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._used_bytes = 0
        self._failed: set[int] = set()
        self._unfinished: set[int] = set()
        self._tallest = 0.0  # the height of the highest page, in widths of the box

    # What is shown.

    def set_pages(self, sizes_pt: Sequence[Size], labels: Sequence[str] = ()) -> None:
        """Show a document; nothing of the one before stays."""
        self.beginResetModel()
        self._sizes_pt = list(sizes_pt)
        self._labels = labels
        self._marks, self._page = {}, -1
        self._pictures.clear()
        self._used_bytes = 0
        self._failed.clear()
        self._unfinished.clear()
        self._tallest = _tallest(sizes_pt)
        self.endResetModel()

    def set_page_sizes(self, first: int, sizes_pt: Sequence[Size]) -> bool:
        """Correct assumed sizes; whether rows need more room than before."""
        last = min(first + len(sizes_pt), len(self._sizes_pt))
        if not 0 <= first < last:
            return False
        self._sizes_pt[first:last] = sizes_pt[: last - first]
        self._announce(first, last - 1)
        before, self._tallest = self._tallest, max(self._tallest, _tallest(sizes_pt))
        return self._tallest > before

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages; empty where it counts from 1."""
        self._labels = labels
        self._announce(0, len(self._sizes_pt) - 1)

    def set_marks(self, marks: Mapping[int, PageMarks]) -> None:
        """What pages carry; replaces what they carried before."""
        found = {page: of_page for page, of_page in marks.items() if of_page != NO_MARKS}
        pages = found.keys() | self._marks.keys()
        changed = sorted(page for page in pages if found.get(page) != self._marks.get(page))
        self._marks = found
        for first, last in _runs(changed):
            self._announce(first, last)

    def set_current(self, page: int) -> None:
        """The page in front."""
        before, self._page = self._page, page
        if before != page:
            self._announce(before, before)
            self._announce(page, page)

    def set_picture(self, page: int, picture: QImage, *, is_finished: bool = True) -> None:
        """Show a picture, and give up those that were not seen for longest."""
        if not 0 <= page < len(self._sizes_pt) or picture.isNull():
            return
        self._drop(page)
        self._failed.discard(page)
        self._pictures[page] = picture
        if not is_finished:
            self._unfinished.add(page)
        self._used_bytes += picture.sizeInBytes()
        while self._used_bytes > self._most_bytes and len(self._pictures) > 1:
            self._drop(next(iter(self._pictures)))
        self._announce(page, page)

    def set_failed(self, page: int) -> None:
        """A page that cannot be drawn small is not asked for again; what there is of it stays."""
        if 0 <= page < len(self._sizes_pt):
            self._failed.add(page)
            self._announce(page, page)

    # What the list asks.

    @property
    def used_bytes(self) -> int:
        """How many bytes of pictures are kept now."""
        return self._used_bytes

    @property
    def current_page(self) -> int:
        """The page in front, -1 for none."""
        return self._page

    def picture(self, page: int) -> QImage | None:
        """The picture of a page at whatever size, which now counts as just seen."""
        picture = self._pictures.get(page)
        if picture is not None:
            self._pictures.move_to_end(page)
        return picture

    def picture_size(self, page: int, side: float) -> tuple[int, int]:
        """How large a page is when its box is ``side`` wide."""
        return fitted_size(self._sizes_pt[page], side)

    def tile(self, page: int, side_px: float) -> Tile:
        """What has to be drawn of a page."""
        return whole_page(page, *self.picture_size(page, side_px))

    def lacks(self, page: int, side_px: float) -> bool:
        """Whether a page needs to be drawn, or drawn anew at another size."""
        if page in self._failed:
            return False
        if page in self._unfinished:
            return True
        picture = self._pictures.get(page)
        return picture is None or (picture.width(), picture.height()) != self.picture_size(page, side_px)

    def tallest(self, side: float) -> int:
        """How high the highest page is when boxes are ``side`` wide."""
        return max(2, round(side * self._tallest))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many pages there are."""
        return 0 if parent.isValid() else len(self._sizes_pt)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The row itself, the label of its page, or all of it in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._sizes_pt):
            return None
        page = index.row()
        match role:
            case _ if role == THUMBNAIL_ROLE:
                return Thumbnail(
                    page,
                    page_label(page, self._labels),
                    self._marks.get(page, NO_MARKS),
                    page == self._page,
                    page in self._failed and page not in self._pictures,
                )
            case Qt.ItemDataRole.DisplayRole:
                return page_label(page, self._labels)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_words("\n".join(self._words(page)[1:]))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._words(page))
            case _:
                return None

    def _words(self, page: int) -> list[str]:
        label, number = page_label(page, self._labels), str(page + 1)
        words = [self.tr("Page %1 of %2").replace("%2", str(len(self._sizes_pt))).replace("%1", number)]
        if label != number:
            words[0] = self.tr("Page {label} ({number} of {count})").format(
                label=label, number=number, count=len(self._sizes_pt)
            )
        if page == self._page:
            words.append(self.tr("in front now"))
        words += mark_words(self._marks.get(page, NO_MARKS))
        if page in self._failed:
            words.append(self.tr("cannot be drawn"))
        return words

    def _drop(self, page: int) -> None:
        self._unfinished.discard(page)
        picture = self._pictures.pop(page, None)
        if picture is not None:
            self._used_bytes -= picture.sizeInBytes()

    def _announce(self, first: int, last: int) -> None:
        if 0 <= first <= last < len(self._sizes_pt):
            self.dataChanged.emit(self.index(first), self.index(last))


def _runs(pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring pages together, as first and last."""
    first = 0
    for number, page in enumerate(pages):
        if number + 1 == len(pages) or pages[number + 1] != page + 1:
            yield pages[first], page
            first = number + 1


def _tallest(sizes_pt: Sequence[Size]) -> float:
    """The height of the highest page in widths of the box."""
    return max((fitted_size(size, 1000)[1] / 1000 for size in set(sizes_pt)), default=0.0)
