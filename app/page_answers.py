"""Answers about single pages of one open document: asked once, kept within bounds, not asked in vain."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inquiries import Inquiries, Inquiry
    from app.page_requests import Request, Result

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is kept; what was needed least lately goes first."""

    pages: int
    cost: int


class PageAnswers(Generic[Answer]):
    """``read`` gives the answer that a result holds, or None where it is a failure."""

    def __init__(
        self,
        inquiries: Inquiries,
        *,
        request: Callable[[int], Request],
        read: Callable[[Result], Answer | None],
        cost: Callable[[Answer], int],
        bounds: Bounds,
        on_news: Callable[[int], None],
    ) -> None:
        self._inquiries = inquiries
        self._request, self._read, self._cost = request, read, cost
        self._bounds, self._on_news = bounds, on_news
        self._kept: OrderedDict[int, Answer] = OrderedDict()
        self._spent = 0
        self._failed: set[int] = set()
        self._asked: dict[int, Inquiry] = {}

    def get(self, page: int) -> Answer | None:
        """What is known of a page now."""
        answer = self._kept.get(page)
        if answer is not None:
            self._kept.move_to_end(page)
        return answer

    def want(self, page: int, urgency: int) -> None:
        """Ask, unless that was done; who needs it sooner than it was asked for asks anew."""
        if page in self._kept or page in self._failed:
            return
        asked = self._asked.get(page)
        if asked is not None:
            if asked.urgency <= urgency:
                return
            self._inquiries.withdraw(asked)
        self._asked[page] = self._inquiries.ask(self._request(page), partial(self._take, page), urgency)

    def keep_asking(self, pages: set[int]) -> None:
        """Withdraw what was asked about all other pages."""
        for page in self._asked.keys() - pages:
            self._inquiries.withdraw(self._asked.pop(page))

    def has_failed(self, page: int) -> bool:
        """Whether it cannot be found out."""
        return page in self._failed

    def close(self) -> None:
        """Withdraw and forget everything."""
        self.keep_asking(set())
        self._kept.clear()
        self._spent = 0

    def _take(self, page: int, result: Result) -> None:
        self._asked.pop(page, None)
        answer = self._read(result)
        if answer is None:
            self._failed.add(page)
        else:
            self._kept[page] = answer
            self._spent += self._cost(answer)
            self._drop_oldest()
        self._on_news(page)

    def _drop_oldest(self) -> None:
        while len(self._kept) > 1 and (
            len(self._kept) > self._bounds.pages or self._spent > self._bounds.cost
        ):
            _page, answer = self._kept.popitem(last=False)
            self._spent -= self._cost(answer)
