"""What lies over a page: flags of comments in the margin, and what a page says when it cannot be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.page_pictures import PageState

if TYPE_CHECKING:
    from collections.abc import Mapping

FLAG_HEIGHT = 36
FLAG_HEIGHT_ON_PAGE = 0.3  # of the page, unless that part is scrolled away
OVER_EDGE = 14  # of the page, into the margin
FLAG_STYLE = (
    "QPushButton { background: #1f4e79; color: white; border: 1px solid #1f4e79; border-radius: 12px;"
    " border-bottom-right-radius: 3px; padding: 2px 10px; font-weight: bold; min-height: 32px; }"
    "QPushButton:hover { background: #2a6496; } QPushButton:focus { border: 2px solid #ffbf47; }"
)
NOTICE_STYLE = (
    "QFrame#pageNotice { background: #fff8ee; border: 1px solid #9a6700; border-radius: 8px; }"
    "QLabel { color: #1d2733; }"
)


class CommentFlags(QObject):
    """One button for each visible page that has comments."""

    clicked = Signal(int)  # page

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._counts: dict[int, int] = {}
        self._flags: dict[int, QPushButton] = {}

    def set_counts(self, counts: Mapping[int, int]) -> bool:
        """How many comments each page has; pages without one may be left out. False if that is known."""
        before, self._counts = self._counts, {page: count for page, count in counts.items() if count > 0}
        if before == self._counts:
            return False
        for page in [page for page in self._flags if page not in self._counts]:
            _remove(self._flags.pop(page))
        for page, flag in self._flags.items():
            self._label(page, flag)
        return True

    def place(self, pages: Mapping[int, QRect]) -> None:
        """Put the flags beside these pages, which are given in the coordinates of the viewport."""
        for page in [page for page in self._flags if page not in pages]:
            _remove(self._flags.pop(page))
        for page, box in pages.items():
            if page in self._counts:
                has_right_neighbour = any(
                    other.left() > box.right() and other.top() <= box.bottom() and box.top() <= other.bottom()
                    for other in pages.values()
                )
                self._put(self._flag(page), box, at_left=has_right_neighbour)

    def _flag(self, page: int) -> QPushButton:
        if page not in self._flags:
            flag = QPushButton(self._viewport)
            flag.setStyleSheet(FLAG_STYLE)
            flag.setCursor(Qt.CursorShape.PointingHandCursor)
            flag.clicked.connect(lambda _checked=False, page=page: self.clicked.emit(page))
            self._flags[page] = flag
            self._label(page, flag)
        return self._flags[page]

    def _label(self, page: int, flag: QPushButton) -> None:
        flag.setText(self.tr("Comments %1").replace("%1", str(self._counts[page])))
        described = self.tr("%n comment(s) on page %1", "", self._counts[page]).replace("%1", str(page + 1))
        flag.setAccessibleName(described)
        flag.setToolTip(described)
        flag.adjustSize()

    def _put(self, flag: QPushButton, box: QRect, *, at_left: bool) -> None:
        """At the outer edge of a page."""
        seen = box.intersected(self._viewport.rect())
        if seen.height() < FLAG_HEIGHT:
            flag.hide()
            return
        flag.adjustSize()
        y = box.top() + round(box.height() * FLAG_HEIGHT_ON_PAGE)
        y = min(max(y, seen.top() + 8), seen.bottom() - flag.height() - 4)
        x = min(box.right() + OVER_EDGE, self._viewport.width() - 2) - flag.width()
        if at_left:
            x = max(box.left() - OVER_EDGE, 2)
        flag.move(max(0, x), y)
        flag.show()
        flag.raise_()  # above a notice


class PageNotice(QFrame):
    """Says on a page that it is still being drawn or cannot be drawn."""

    retry_asked = Signal(int)

    def __init__(self, page: int, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("pageNotice")
        self.setStyleSheet(NOTICE_STYLE)
        self._page = page
        self._state: PageState | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._retry = QPushButton(self.tr("Try again"), self)
        self._retry.setMinimumHeight(36)
        self._retry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._retry.clicked.connect(lambda: self.retry_asked.emit(self._page))
        layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addWidget(self._retry, alignment=Qt.AlignmentFlag.AlignHCenter)

    @property
    def state(self) -> PageState | None:
        """What it says now."""
        return self._state

    def show_state(self, state: PageState) -> None:
        """Say it."""
        if state is self._state:
            return
        self._state = state
        texts = {
            PageState.DRAWING: self.tr("Still drawing this page…"),
            PageState.TOO_SLOW: self.tr("This page could not be drawn: it takes too long."),
            PageState.FAILED: self.tr("This page could not be drawn."),
        }
        self._text.setText(texts[state])
        self._retry.setVisible(state is not PageState.DRAWING)
        self._retry.setAccessibleName(self.tr("Try again to draw page %1").replace("%1", str(self._page + 1)))
        self.setAccessibleName(texts[state])

    def put_on(self, box: QRect) -> None:
        """Stand in the upper part of what is visible of the page."""
        viewport = self.parentWidget()
        seen = box.intersected(viewport.rect()) if viewport is not None else box
        width = min(max(seen.width() - 16, 120), 420)
        self.setFixedWidth(width)
        self.adjustSize()
        top = seen.top() + max(8, min(80, (seen.height() - self.height()) // 2))
        self.move(seen.left() + (seen.width() - width) // 2, top)
        self.show()


class PageNotices(QObject):
    """A notice on each visible page about which there is something to say."""

    retry_asked = Signal(int)  # page

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._states: dict[int, PageState] = {}
        self._notices: dict[int, PageNotice] = {}

    def set_states(self, states: Mapping[int, PageState]) -> None:
        """What there is to say, for each page; the notices change when they are placed next."""
        self._states = dict(states)

    def place(self, pages: Mapping[int, QRect]) -> None:
        """Put the notices on these pages, which are given in the coordinates of the viewport."""
        for page in [page for page in self._notices if page not in pages or page not in self._states]:
            _remove(self._notices.pop(page))
        for page in pages.keys() & self._states.keys():
            if page not in self._notices:
                self._notices[page] = PageNotice(page, self._viewport)
                self._notices[page].retry_asked.connect(self.retry_asked)
            self._notices[page].show_state(self._states[page])
            self._notices[page].put_on(pages[page])


def _remove(widget: QWidget) -> None:
    widget.hide()  # now; it is deleted once no event of its own is being handled
    widget.deleteLater()
