"""Marks what was found on the pages that a view shows."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from app.inquiries import NEEDED_NOW, NEEDED_SOON
from app.page_requests import ReadText, Result, TextFound
from widgets.page_layout import Place
from widgets.page_text import no_text
from widgets.search_hits import SearchHits, found_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inquiries import Inquiries, Inquiry
    from app.search import Search
    from widgets.page_layer import PageLayer
    from widgets.page_text import PageText
    from widgets.search_results import SearchHit, SearchQuery, SearchResults

KEPT_TEXTS: Final = 12  # pages of which a densely printed one has 5,000 letters


class LayeredView(Protocol):
    """What a page view does for a layer."""

    def add_layer(self, layer: PageLayer) -> None:
        """Paint this over the pages."""

    def refresh_part(self, page: int, left: float, top: float, right: float, bottom: float) -> None:
        """The layer has changed there."""

    @property
    def visible_pages(self) -> list[int]:
        """The pages that are to be seen."""


class SearchHighlights(QObject):
    """Keeps the layer of one view level with what is looked for; pages are read as they are seen."""

    hit_placed = Signal(object)  # Place of the hit that was chosen; the top of its page where it is not known

    def __init__(
        self, search: Search, inquiries: Inquiries, view: LayeredView, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._inquiries = inquiries
        self._view = view
        self._key = ""
        self._path = ""
        self._sought: SearchQuery | None = None
        self._chosen: SearchHit | None = None
        self._texts: OrderedDict[int, PageText] = OrderedDict()
        self._unreadable: set[int] = set()  # pages that may hang a worker are asked for once
        self._asked: dict[int, Inquiry] = {}
        self._for_text: dict[int, list[Callable[[PageText], object]]] = {}
        self.layer = SearchHits(self)
        # Later, because pages are wanted while they are painted.
        self.layer.page_wanted.connect(self._mark, Qt.ConnectionType.QueuedConnection)
        view.add_layer(self.layer)
        search.results_changed.connect(self._follow)

    def set_document(self, key: str, path: str) -> None:
        """Another document is in the view, or the same one at another path."""
        if (key, path) == (self._key, self._path):
            return
        self._withdraw()
        self._texts.clear()
        self._unreadable.clear()
        self._key, self._path = key, path
        self._restart()
        if self._chosen is not None and self._chosen.key == key:
            self.show_hit(self._chosen)

    def show_hit(self, hit: SearchHit) -> None:
        """Mark this one as the current one; ``hit_placed`` follows once its document is in the view."""
        self._chosen = hit
        if hit.key == self._key:
            self.layer.set_current(hit.page, hit.start)
            self._refresh()
            self._read(hit.page, partial(self._place, hit), NEEDED_NOW)

    def close(self) -> None:
        """Mark nothing more."""
        self._search.results_changed.disconnect(self._follow)
        self._withdraw()
        self.layer.clear()

    def _follow(self, results: SearchResults) -> None:
        """Mark anew when something else is looked for; more pages in the index change nothing here."""
        query = results.query
        sought = self._sought
        self._sought = query
        if sought is None or (sought.text, sought.ignore_marks) != (query.text, query.ignore_marks):
            self._chosen = None
            self._restart()

    def _restart(self) -> None:
        if self._sought is not None and self._sought.text.strip() and self._path:
            self.layer.start()
        else:
            self.layer.clear()
        self._refresh()

    def _refresh(self) -> None:
        for page in self._view.visible_pages:
            self._view.refresh_part(page, 0, 0, 1, 1)

    def _mark(self, page: int) -> None:
        self._read(page, partial(self._find_in, page), NEEDED_SOON)

    def _find_in(self, page: int, text: PageText) -> None:
        key = self._key

        def show(spans: list[tuple[int, int]]) -> None:
            if key == self._key:
                self.layer.set_page(page, found_places(text, spans))
                self._view.refresh_part(page, 0, 0, 1, 1)

        self._search.spans(text.text, show)

    def _place(self, hit: SearchHit, text: PageText) -> None:
        if hit != self._chosen:
            return
        places = found_places(text, [(hit.start, hit.end)])
        boxes = places[0].boxes if places else ()
        left, top, right, bottom = boxes[0] if boxes else (0.0, 0.0, 0.0, 0.0)
        self.hit_placed.emit(Place(hit.page, (left + right) / 2, (top + bottom) / 2))

    def _read(self, page: int, on_text: Callable[[PageText], object], urgency: int) -> None:
        """Get the text of a page, once for all who want it."""
        if page in self._texts:
            self._texts.move_to_end(page)
            on_text(self._texts[page])
            return
        if page in self._unreadable:
            on_text(no_text())
            return
        self._for_text.setdefault(page, []).append(on_text)
        if page not in self._asked:
            request = ReadText(self._path, page)
            self._asked[page] = self._inquiries.ask(request, partial(self._receive, page), urgency)

    def _receive(self, page: int, result: Result) -> None:
        self._asked.pop(page, None)
        waiting = self._for_text.pop(page, [])
        if isinstance(result, TextFound):
            text = self._texts[page] = result.text
            while len(self._texts) > KEPT_TEXTS:
                self._texts.popitem(last=False)
        else:
            text = no_text()
            self._unreadable.add(page)
        for on_text in waiting:
            on_text(text)

    def _withdraw(self) -> None:
        for inquiry in self._asked.values():
            self._inquiries.withdraw(inquiry)
        self._asked.clear()
        self._for_text.clear()
