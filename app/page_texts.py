"""The texts of pages of one open document: asked when needed, kept within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.inquiries import NEEDED_NOW
from app.page_answers import Bounds, PageAnswers
from app.page_requests import ReadText, TextFound
from widgets.page_text import PageText, no_text

if TYPE_CHECKING:
    from app.inquiries import Inquiries
    from app.page_requests import Result

BYTES_PER_CHARACTER = 12  # eight of its box, and up to four of the letter
BOUNDS = Bounds(pages=200, cost=32 << 20)


class PageTexts(QObject):
    """A page whose text could not be read counts as empty; ``has_failed`` tells the two apart."""

    came = Signal(int)  # page: its text is there, or will never be

    def __init__(
        self, inquiries: Inquiries, path: str, parent: QObject | None = None, *, bounds: Bounds = BOUNDS
    ) -> None:
        super().__init__(parent)
        self._answers = PageAnswers[PageText](
            inquiries,
            request=lambda page: ReadText(path, page),
            read=_text,
            cost=lambda text: BYTES_PER_CHARACTER * len(text.text),
            bounds=bounds,
            on_news=self.came.emit,
        )

    def get(self, page: int) -> PageText | None:
        """The text of a page, None while it is not known; asks nothing."""
        return no_text() if self._answers.has_failed(page) else self._answers.get(page)

    def want(self, page: int, urgency: int = NEEDED_NOW) -> None:
        """Ask for the text of a page unless it is known; ``came`` tells."""
        self._answers.want(page, urgency)

    def has_failed(self, page: int) -> bool:
        """Whether the text of a page took too long or cannot be read."""
        return self._answers.has_failed(page)

    def close(self) -> None:
        """Withdraw all questions and forget all texts, because the document is closed."""
        self._answers.close()


def _text(result: Result) -> PageText | None:
    return result.text if isinstance(result, TextFound) else None
