"""The reader: pages with their tool bar, or a sentence in place of pages, and what can stand beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from widgets.enlarge_tool import EnlargeTool
from widgets.page_arrangement import PageMode
from widgets.page_layout import Fit, Size
from widgets.page_view import PageView
from widgets.reader_bar import ReaderBar
from widgets.reader_message import ReaderMessage
from widgets.view_menu import ViewChoices, ViewMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from widgets.page_pictures import Pictures
    from widgets.view_state import ViewState

PAGES_LEAST_WIDTH = 160


class Reader(QWidget):
    """A page view, its bar, a panel at its left, strips above it, and what stands in its stead."""

    retry_asked = Signal()  # to open the document once more
    full_screen_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.bar = ReaderBar(self)
        self._message = ReaderMessage(self)
        self._message.retry_asked.connect(self.retry_asked)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.view)
        self._strips = QVBoxLayout()
        self._strips.setSpacing(0)
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._columns.setHandleWidth(5)
        self._columns.addWidget(self._stack)
        self._columns.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(self._strips)
        layout.addWidget(self._columns, 1)
        self._enlarging = EnlargeTool(self.view)
        self._choices = ViewChoices()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._join()
        self.show_message(self.tr("Choose a document from the agenda."))

    # What others put into it.

    def add_tool(self, tool: QWidget) -> None:
        """Put a further button at the right end of the tool bar."""
        self.bar.add_tool(tool)

    def add_strip(self, strip: QWidget) -> None:
        """Put something above the pages, below what is there already."""
        self._strips.addWidget(strip)

    def set_panel(self, panel: QWidget) -> None:
        """Put a panel at the left of the pages; who made it shows and hides it."""
        self._columns.insertWidget(0, panel)
        self._columns.setCollapsible(1, False)  # noqa: FBT003 - Qt has no keyword for it
        self._columns.setStretchFactor(0, 0)
        self._columns.setStretchFactor(1, 1)
        self._stack.setMinimumWidth(PAGES_LEAST_WIDTH)

    def add_beside(self, panel: QWidget) -> None:
        """Put a panel at the right of the pages; who made it shows and hides it."""
        self._columns.addWidget(panel)

    def add_page(self, page: QWidget) -> None:
        """Something that can stand in place of pages, as a question for a password."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show one of these in place of pages."""
        self.view.clear()
        self._stack.setCurrentWidget(page)
        self._enable(0)

    def show_bar(self, *, shown: bool) -> None:
        """Show the tool bar or leave all room to the pages."""
        self.bar.setVisible(shown)

    # What is shown.

    def show_pages(
        self,
        sizes_pt: Sequence[Size],
        pictures: Pictures,
        page: int = 0,
        state: ViewState | None = None,
        labels: Sequence[str] = (),
    ) -> None:
        """Show a document from ``page`` on, or as it was left."""
        focus = self.focusWidget()
        had_focus = focus is not None and (self._stack.isAncestorOf(focus) or focus is self)
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(sizes_pt, pictures, page, state)
        self.bar.set_pages(len(sizes_pt), labels)
        if had_focus:
            self.view.setFocus()
        self._show_page(self.view.current_page)
        self._show_zoom()

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages."""
        self.bar.set_pages(self.view.page_count, labels)
        self._show_page(self.view.current_page)

    def show_message(self, title: str, detail: str = "", *, can_retry: bool = False) -> None:
        """Show a sentence in place of pages."""
        self._message.say(title, detail, can_retry=can_retry)
        self.show_page(self._message)

    @property
    def is_showing_pages(self) -> bool:
        """Whether a document is shown, not a sentence."""
        return self._stack.currentWidget() is self.view

    def set_full_screen(self, *, is_on: bool) -> None:
        """Whether the window fills the screen, as the menu tells."""
        self._choose(replace(self._choices, full_screen=is_on))

    # Qt.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out of the bar what does not fit."""
        super().resizeEvent(event)
        self.bar.make_room(self.width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower than all buttons together, because some can be left out."""
        return QSize(320, 200)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The keys belong to what is shown."""
        super().focusInEvent(event)
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def _join(self) -> None:
        view, bar = self.view, self.bar
        view.page_changed.connect(self._show_page)
        view.zoom_changed.connect(self._show_zoom)
        view.arrangement_changed.connect(self._show_arrangement)
        view.enlarged_changed.connect(lambda _on: self._show_enlarging())
        self._enlarging.armed_changed.connect(lambda _on: self._show_enlarging())
        bar.page_asked.connect(self._go_to_page)
        bar.step_asked.connect(view.turn_by)
        bar.zoom_step_asked.connect(view.zoom_step)
        bar.fit_chosen.connect(self._fit)
        bar.zoom_chosen.connect(self._zoom)
        bar.two_pages_toggled.connect(
            lambda on: self._set_mode(PageMode.TWO_PAGES if on else PageMode.CONTINUOUS)
        )
        bar.enlarge_toggled.connect(self._enlarge)
        bar.given_up.connect(self.setFocus)
        self._join_menu(bar.menu)
        keys = {"Ctrl+G": self._focus_number, "Ctrl+R": lambda: view.turn_pages(1)}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _join_menu(self, menu: ViewMenu) -> None:
        view = self.view
        menu.mode_chosen.connect(self._set_mode)
        menu.cover_alone_chosen.connect(lambda on: view.set_mode(view.mode, cover_alone=on))
        menu.right_to_left_chosen.connect(lambda on: view.set_mode(view.mode, right_to_left=on))
        menu.turn_asked.connect(view.turn_pages)
        menu.shade_chosen.connect(view.set_shade)
        menu.line_reader_chosen.connect(self._set_line_reader)
        menu.large_cursor_chosen.connect(self._set_large_cursor)
        menu.full_screen_chosen.connect(self.full_screen_asked)

    def _set_mode(self, mode: PageMode) -> None:
        self.view.set_mode(mode)
        self.view.setFocus()

    def _set_line_reader(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.view.set_line_reader(on=on, vertical=self.view.is_right_to_left)
        self._choose(replace(self._choices, line_reader=on))

    def _set_large_cursor(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        self.view.set_large_cursor(on=on)
        self._choose(replace(self._choices, large_cursor=on))

    def _choose(self, choices: ViewChoices) -> None:
        self._choices = choices
        self.bar.menu.set_choices(self._choices)

    def _show_arrangement(self) -> None:
        arrangement = self.view.arrangement
        choices = replace(
            self._choices,
            mode=arrangement.mode,
            cover_alone=arrangement.cover_alone,
            right_to_left=arrangement.right_to_left,
            shade=self.view.shade,
        )
        self._choose(choices)
        self.bar.two_pages.setChecked(arrangement.is_paired)
        self._show_page(self.view.current_page)

    def _enlarge(self, on: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if on:
            self._enlarging.arm(on=True)
        else:
            self._enlarging.arm(on=False)
            self.view.leave_enlarged()
        self.view.setFocus()

    def _show_enlarging(self) -> None:
        self.bar.enlarge.setChecked(self.view.is_enlarged or self._enlarging.is_armed)
        self._show_zoom()

    def _enable(self, pages: int) -> None:
        self.bar.set_pages(pages)

    def _show_page(self, page: int) -> None:
        if self.view.page_count:
            view = self.view
            self.bar.set_page(page, can_go_back=view.can_turn(-1), can_go_on=view.can_turn(1))
            self._show_zoom()

    def _show_zoom(self) -> None:
        self.bar.set_zoom(self.view.fit, self.view.zoom)

    def _fit(self, fit: Fit) -> None:
        if fit is Fit.PAGE:
            self.view.fit_page()
        else:
            self.view.fit_width()
        self.view.setFocus()

    def _zoom(self, zoom: float) -> None:
        self.view.set_zoom(zoom)
        self.view.setFocus()

    def _go_to_page(self, page: int) -> None:
        self.view.turn_to(page)
        self.view.setFocus()

    def _focus_number(self) -> None:
        self.bar.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
