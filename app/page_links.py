"""The links of pages of one open document: asked for pages in view, kept within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.inquiries import NEEDED_SOON
from app.page_answers import Bounds, PageAnswers
from app.page_requests import LinksFound, ReadLinks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.inquiries import Inquiries
    from app.page_requests import Result
    from widgets.document_details import PageLink

BOUNDS = Bounds(pages=300, cost=50_000)  # pages and links together


class PageLinks(QObject):
    """A page whose links could not be read has none."""

    came = Signal(int, object)  # page, tuple of PageLink

    def __init__(
        self, inquiries: Inquiries, path: str, parent: QObject | None = None, *, bounds: Bounds = BOUNDS
    ) -> None:
        super().__init__(parent)
        self._answers = PageAnswers[tuple["PageLink", ...]](
            inquiries,
            request=lambda page: ReadLinks(path, page),
            read=_links,
            cost=len,
            bounds=bounds,
            on_news=lambda page: self.came.emit(page, self.get(page)),
        )

    def get(self, page: int) -> tuple[PageLink, ...]:
        """The links of a page as far as they are known."""
        return self._answers.get(page) or ()

    def show_pages(self, pages: Iterable[int]) -> None:
        """These pages are in view: ask for what is lacking, and for nothing else any more."""
        wanted = set(pages)
        self._answers.keep_asking(wanted)
        for page in sorted(wanted):
            self._answers.want(page, NEEDED_SOON)

    def close(self) -> None:
        """Withdraw all questions and forget all links, because the document is closed."""
        self._answers.close()


def _links(result: Result) -> tuple[PageLink, ...] | None:
    return result.links if isinstance(result, LinksFound) else None
