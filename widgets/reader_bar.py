"""The tool bar of the reader: where one is, how large pages are, and the way to everything else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from widgets.icons import IconName, icon
from widgets.page_layout import Fit
from widgets.page_number_box import PageNumberBox
from widgets.theme import Look, current_theme, set_look
from widgets.view_menu import ViewButton, ViewMenu
from widgets.zoom_box import ZoomBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent

TARGET = 36  # the least width and height of a button
NARROW_SIDES = "padding-left: 3px; padding-right: 3px;"  # one sign needs no more room


class ReaderBar(QFrame):
    """Is told where the reader is, and says what a person wants; leaves out what does not fit."""

    page_asked = Signal(int)  # from 0
    step_asked = Signal(int)  # 1 on, -1 back
    zoom_step_asked = Signal(int)  # 1 larger, -1 smaller
    fit_chosen = Signal(Fit)
    zoom_chosen = Signal(float)
    two_pages_toggled = Signal(bool)
    panel_toggled = Signal(bool)
    enlarge_toggled = Signal(bool)
    writing_toggled = Signal(bool)
    search_toggled = Signal(bool)
    given_up = Signal()  # a field was left without a choice: the keys belong to the pages again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.BAR)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages, self._page = 0, 0
        self.menu = ViewMenu(self)
        self.menu.setTitle(self.tr("View"))
        self.more = QMenu(self)
        self.more.addMenu(self.menu)  # also where the bar has no room for its button
        self.panel = self._button(IconName.PAGES, self.tr("Pages and headings"), toggles=self.panel_toggled)
        self._previous = self._sign("◀", self.tr("Previous page"))
        self._next = self._sign("▶", self.tr("Next page"))
        self.number = PageNumberBox(self)
        self._smaller = self._sign("−", self.tr("Smaller"))
        self.zoom = ZoomBox(self)
        self._larger = self._sign("+", self.tr("Larger"))
        self.two_pages = self._worded(self.tr("Two pages"), self.tr("Two pages side by side"))
        self.two_pages.setCheckable(True)
        self.two_pages.clicked.connect(self.two_pages_toggled)
        self.view = ViewButton(self.menu, self)
        self.enlarge = self._button(
            IconName.ENLARGE, self.tr("Enlarge a part (Ctrl+E)"), toggles=self.enlarge_toggled
        )
        self.writing = self._button(IconName.NOTE, self.tr("Write on the page"), toggles=self.writing_toggled)
        self.search = self._button(IconName.SEARCH, self.tr("Search (Ctrl+F)"), toggles=self.search_toggled)
        self.more_button = self._button(IconName.MORE, self.tr("More"))
        self.more_button.setMenu(self.more)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._words = {self.writing: self.tr("Write"), self.search: self.tr("Search")}
        for button in (self.panel, self.enlarge):
            self.more.addAction(button.accessibleName()).triggered.connect(button.click)
        self.more.addSeparator()
        self._arrange()
        self._join()
        self.set_pages(0)
        self._draw()

    def add_tool(self, tool: QWidget) -> None:
        """Put a further button at the right end."""
        self._row.addWidget(tool)

    def set_pages(self, pages: int, labels: Sequence[str] = ()) -> None:
        """How many pages there are; 0 while nothing can be read."""
        self._pages = pages
        self.number.set_pages(pages, labels)
        self.zoom.set_enabled_for(pages)
        self.number.setVisible(pages > 0)
        for part in (
            self._smaller,
            self._larger,
            self.two_pages,
            self.view,
            self.enlarge,
            self.writing,
        ):
            part.setEnabled(pages > 0)
        self.set_page(min(self._page, max(pages - 1, 0)))
        self.make_room(self.width())

    def set_page(self, page: int, *, can_go_back: bool | None = None, can_go_on: bool | None = None) -> None:
        """The page in front, from 0; whether there is another before and after it."""
        self._page = page
        self.number.set_page(page)
        before = page > 0 if can_go_back is None else can_go_back
        after = page < self._pages - 1 if can_go_on is None else can_go_on
        self._previous.setEnabled(self._pages > 0 and before)
        self._next.setEnabled(self._pages > 0 and after)

    def set_zoom(self, fit: Fit, zoom: float) -> None:
        """What decides the size of pages, and how large they are."""
        self.zoom.set_zoom(fit, zoom)

    def make_room(self, width: int) -> None:
        """Leave out what does not fit, least needed first; everything that goes has keys or a menu."""
        for part in self._optional:
            part.setVisible(True)
        for button, words in self._words.items():
            button.setText(words)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in self._words:
            if self._fits(width):
                return
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for part in self._optional:
            if self._fits(width):
                return
            part.setVisible(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow colours and the text size."""
        super().changeEvent(event)
        kinds = (event.Type.StyleChange, event.Type.FontChange, event.Type.PaletteChange)
        if event.type() in kinds and hasattr(self, "_row"):
            self._draw()
            self.make_room(self.width())

    def _fits(self, width: int) -> bool:
        self._row.invalidate()
        return self._row.sizeHint().width() <= width

    def _arrange(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(5)
        place: tuple[QWidget, ...] = (self.panel, self._previous, self.number, self._next)
        size: tuple[QWidget, ...] = (
            self._smaller,
            self.zoom,
            self._larger,
            self.two_pages,
            self.view,
            self.enlarge,
        )
        for part in place:
            row.addWidget(part)
        row.addSpacing(4)
        for part in size:
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.writing, self.search, self.more_button):
            row.addWidget(part)
        self._optional: tuple[QWidget, ...] = (
            self.enlarge,
            self.two_pages,
            self._larger,
            self._smaller,
            self.zoom,
            self.view,
            self.panel,
        )

    def _join(self) -> None:
        self._previous.clicked.connect(partial(self.step_asked.emit, -1))
        self._next.clicked.connect(partial(self.step_asked.emit, 1))
        self._smaller.clicked.connect(partial(self.zoom_step_asked.emit, -1))
        self._larger.clicked.connect(partial(self.zoom_step_asked.emit, 1))
        self.number.page_chosen.connect(self.page_asked)
        self.zoom.fit_chosen.connect(self.fit_chosen)
        self.zoom.zoom_chosen.connect(self.zoom_chosen)
        self.number.left.connect(self.given_up)
        self.zoom.left.connect(self.given_up)

    def _sign(self, sign: str, words: str) -> QToolButton:
        button = self._worded(sign, words)
        button.setStyleSheet(NARROW_SIDES)
        return button

    def _worded(self, text: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the pages
        button.setMinimumSize(TARGET, TARGET)
        return button

    def _button(self, name: IconName, words: str, *, toggles: SignalInstance | None = None) -> QToolButton:
        button = self._worded("", words)
        button.setProperty("icon_name", name)
        if toggles is not None:
            button.setCheckable(True)
            button.clicked.connect(toggles)
        return button

    def _draw(self) -> None:
        side = current_theme().px(20)
        for button in (self.panel, self.enlarge, self.writing, self.search, self.more_button):
            button.setIconSize(QSize(side, side))
            button.setIcon(icon(IconName(button.property("icon_name"))))
