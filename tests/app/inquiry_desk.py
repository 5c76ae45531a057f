"""Inquiries without workers: the test answers what is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.inquiries import Inquiry

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.page_requests import Request, Result


@dataclass
class InquiryDesk:
    """Keeps what was asked until it is answered or withdrawn."""

    open: list[Inquiry] = field(default_factory=list)

    def ask(self, request: Request, on_result: Callable[[Result], None], urgency: int) -> Inquiry:
        inquiry = Inquiry(request, on_result, urgency, len(self.open))
        self.open.append(inquiry)
        return inquiry

    def withdraw(self, inquiry: Inquiry) -> None:
        self.open.remove(inquiry)

    def answer(self, result: Result) -> Request:
        """Answer the oldest question."""
        inquiry = self.open.pop(0)
        inquiry.on_result(result)
        return inquiry.request
