"""All pages small, one below the other, with what is to be found on them; a click goes to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.icons import IconName, icon
from widgets.page_marks import PageMarks, mark_signs
from widgets.theme import Theme, current_theme
from widgets.thumbnail_model import THUMBNAIL_ROLE, Thumbnail, ThumbnailModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent

    from widgets.page_layout import Size, Tile

WIDEST = 160  # of a picture, in pixels of the desktop
DESIGN_WIDTH = 128
MARKS_WIDTH = 46
SIDE = 8
ABOVE, BELOW = 8, 6
LABEL = 0.87
COUNT = 0.75
MOST_COUNTED = 99
ASK_AFTER_MS = 30  # what is only passed by is not drawn
BROWSING_MS = 8_000  # for so long after the person moved the list, it does not move by itself


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints the picture with its frame, the label of the page below, and its marks at the right."""

    def __init__(self, view: ThumbnailList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """The same for every page, so that ten thousand need not be measured."""
        return QSize(self._view.viewport().width(), self._view.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one page."""
        row = index.data(THUMBNAIL_ROLE)
        if not isinstance(row, Thumbnail):
            return
        theme, rect = current_theme(), option.rect
        palette = theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if row.is_current:
            painter.fillRect(rect, QColor(palette.ai_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.background))
        box = self._view.picture_box(rect)
        paper = self._paint_paper(painter, row, box, theme)
        if row.is_current:
            painter.setPen(QPen(QColor(palette.ai), 4))
            painter.drawRect(paper.adjusted(-2, -2, 2, 2))
        self._paint_label(
            painter, row, QRect(box.left(), box.bottom() + 4, box.width(), rect.height()), theme
        )
        self._paint_marks(painter, row.marks, rect, theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 5, 5)
        painter.restore()

    def _paint_paper(self, painter: QPainter, row: Thumbnail, box: QRect, theme: Theme) -> QRect:
        width, height = self._view.pages.picture_size(row.page, box.width())
        paper = QRect(box.left() + (box.width() - width) // 2, box.bottom() + 1 - height, width, height)
        picture = self._view.pages.picture(row.page)
        if picture is not None:
            painter.drawImage(paper, picture)
        else:
            painter.fillRect(paper, QColor("white"))
        if row.has_failed:
            side = min(theme.px(24), height, width)
            spot = QRect(0, 0, side, side)
            spot.moveCenter(paper.center())
            icon(IconName.WARNING, "#9a5b00").paint(painter, spot)
        painter.setPen(QPen(QColor(theme.palette.frame), 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        return paper

    def _paint_label(self, painter: QPainter, row: Thumbnail, area: QRect, theme: Theme) -> None:
        font = theme.font(LABEL, QFont.Weight.Bold if row.is_current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.palette.ai if row.is_current else theme.palette.ink))
        words = QFontMetrics(font).elidedText(row.label, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _paint_marks(self, painter: QPainter, marks: PageMarks, rect: QRect, theme: Theme) -> None:
        signs = mark_signs(marks)
        if not signs:
            return
        side = theme.px(17)
        left = rect.right() - theme.px(MARKS_WIDTH) - 2
        step = min(side + 5, (rect.height() - 6) // len(signs))
        painter.setFont(theme.font(COUNT, QFont.Weight.Bold))
        painter.setPen(QColor(theme.palette.ink))
        for number, (name, count) in enumerate(signs):
            spot = QRect(left, rect.top() + ABOVE + number * step, side, side)
            icon(name, theme.palette.ai).paint(painter, spot)
            if count:
                words = str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"
                area = QRect(spot.right() + 3, spot.top(), rect.right() - spot.right(), side)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class ThumbnailList(QListView):
    """Asks for the pictures of the pages in view and no others, and follows the page in front."""

    page_chosen = Signal(int)
    pictures_wanted = Signal(object)  # tuple of pages in view that lack a picture, from the top; may be empty

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = ThumbnailModel(self)
        self._wanted: tuple[int, ...] = ()
        self._ask_timer = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._ask_timer.timeout.connect(self._ask)
        self._browsing = QTimer(self, singleShot=True, interval=BROWSING_MS)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setModel(self.pages)
        self.setAccessibleName(self.tr("Pages, small"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a steady width
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._choose)
        bar = self.verticalScrollBar()
        bar.actionTriggered.connect(lambda _action: self._browse())
        bar.valueChanged.connect(lambda _value: self._ask_soon())
        bar.rangeChanged.connect(lambda *_range: self._ask_soon())

    # What is shown.

    def set_pages(self, sizes_pt: Sequence[Size], labels: Sequence[str] = ()) -> None:
        """Show the pages of a document; sizes may be assumed until they are measured."""
        self._browsing.stop()
        self.pages.set_pages(sizes_pt, labels)
        self.scrollToTop()
        self._ask_soon()

    def set_page_sizes(self, first: int, sizes_pt: Sequence[Size]) -> None:
        """Correct assumed sizes; the page at the top stays there."""
        at_top = self.indexAt(self.viewport().rect().topLeft())
        if self.pages.set_page_sizes(first, sizes_pt):
            self._lay_out(at_top)
        self._ask_soon()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages."""
        self.pages.set_labels(labels)

    def set_marks(self, marks: Mapping[int, PageMarks]) -> None:
        """What pages carry; replaces what they carried before."""
        self.pages.set_marks(marks)

    def set_current(self, page: int) -> None:
        """Frame the page in front, and bring it into view unless the person is looking elsewhere here."""
        if page == self.pages.current_page:
            return
        self.pages.set_current(page)
        if self.is_browsing:
            return
        index = self.pages.index(page)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def set_picture(self, page: int, picture: QImage) -> None:
        """Show a picture of a page."""
        self.pages.set_picture(page, picture)

    def set_sketch(self, page: int, picture: QImage) -> None:
        """Show what there is so far of a page that takes long."""
        self.pages.set_picture(page, picture, is_finished=False)

    def set_failed(self, page: int) -> None:
        """A page cannot be drawn."""
        self.pages.set_failed(page)

    # What others ask.

    @property
    def is_browsing(self) -> bool:
        """Whether the person moves about in the list: it does not move by itself then."""
        return self._browsing.isActive() or self.verticalScrollBar().isSliderDown()

    def tile(self, page: int) -> Tile:
        """What has to be drawn for the picture of a page."""
        return self.pages.tile(page, self._side_px())

    def row_height(self) -> int:
        """How high every row is: the highest page and its label."""
        label = QFontMetrics(current_theme().font(LABEL, QFont.Weight.Bold)).height()
        return max(36, ABOVE + self.pages.tallest(self._side()) + 4 + label + BELOW)

    def picture_box(self, rect: QRect) -> QRect:
        """Where in its row the picture of a page stands."""
        theme, side = current_theme(), self._side()
        room = rect.width() - theme.px(MARKS_WIDTH)
        left = rect.left() + max(SIDE - 2, (room - side) // 2)
        return QRect(left, rect.top() + ABOVE, side, self.pages.tallest(side))

    # What a person does.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Space go to a page; arrows only move along the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._browse()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll."""
        super().wheelEvent(event)
        self._browse()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._browsing.stop()
            self.page_chosen.emit(index.row())

    def _browse(self) -> None:
        self._browsing.start()

    # What is in view.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the page in front."""
        super().showEvent(event)
        index = self.pages.index(self.pages.current_page)
        if index.isValid() and not self.is_browsing:
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._ask_soon()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Withdraw what is not seen any more."""
        super().hideEvent(event)
        self._browsing.stop()
        self._ask_timer.stop()
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width may need other pictures."""
        at_top = self.indexAt(self.viewport().rect().topLeft())
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out(at_top)
        self._ask_soon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange) and hasattr(self, "_browsing"):
            self._lay_out(self.indexAt(self.viewport().rect().topLeft()))
            self._ask_soon()

    def _lay_out(self, at_top: QModelIndex) -> None:
        self.scheduleDelayedItemsLayout()
        if at_top.isValid():
            self.executeDelayedItemsLayout()
            self.scrollTo(at_top, QAbstractItemView.ScrollHint.PositionAtTop)

    def _side(self) -> int:
        theme = current_theme()
        room = self.viewport().width() - theme.px(MARKS_WIDTH) - 2 * SIDE
        return max(24, min(theme.px(DESIGN_WIDTH), WIDEST, room))

    def _side_px(self) -> float:
        return self._side() * self.devicePixelRatioF()

    def _ask_soon(self) -> None:
        if not self._ask_timer.isActive():
            self._ask_timer.start()

    def _ask(self) -> None:
        wanted = tuple(page for page in self._pages_in_view() if self.pages.lacks(page, self._side_px()))
        if wanted or self._wanted:
            self._wanted = wanted
            self.pictures_wanted.emit(wanted)

    def _pages_in_view(self) -> range:
        count = self.pages.rowCount()
        if not count or not self.isVisible():
            return range(0)
        view = self.viewport().rect()
        first, last = self.indexAt(view.topLeft()), self.indexAt(view.bottomLeft())
        return range(max(first.row(), 0), (last.row() if last.isValid() else count - 1) + 1)
