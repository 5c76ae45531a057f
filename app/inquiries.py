"""Questions about documents beside drawing: each is asked when a worker has time, and can be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from app.document_problem import DocumentProblem
from app.page_requests import Failure, Request, Result, Withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from app.documents import Documents

NEEDED_NOW = 1  # somebody waits for the answer: text below the mouse, a link, the outline
NEEDED_SOON = 4
BACKGROUND = 9


@dataclass(eq=False)
class Inquiry:
    """One question; ``tries`` counts workers that died over it."""

    request: Request
    on_result: Callable[[Result], None]
    urgency: int
    order: int
    tries: int = 0
    is_withdrawn: bool = field(default=False)


class Inquiries:
    """Asks the workers of ``documents``; each answer is delivered once, on the GUI thread."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._order = count()
        self._waiting: list[Inquiry] = []
        self._asked: list[Inquiry] = []
        documents.add_source(self)

    def ask(self, request: Request, on_result: Callable[[Result], None], urgency: int) -> Inquiry:
        """Ask; ``on_result`` gets the answer or a Failure, unless the question is withdrawn before."""
        inquiry = Inquiry(request, on_result, urgency, next(self._order))
        self._waiting.append(inquiry)
        self._documents.assign()
        return inquiry

    def withdraw(self, inquiry: Inquiry) -> None:
        """Nobody wants to know any more; its ``on_result`` is not called."""
        inquiry.is_withdrawn = True
        if inquiry in self._waiting:
            self._waiting.remove(inquiry)

    def close(self) -> None:
        """Withdraw everything and ask nothing more."""
        for inquiry in (*self._waiting, *self._asked):
            inquiry.is_withdrawn = True
        self._waiting.clear()
        self._documents.remove_source(self)

    # What the workers ask.

    def urgency(self) -> int | None:
        """How urgent the next question is."""
        return min((inquiry.urgency for inquiry in self._waiting), default=None)

    def take_request(self) -> Request:
        """The most urgent question, the oldest of these."""
        inquiry = min(self._waiting, key=lambda waiting: (waiting.urgency, waiting.order))
        self._waiting.remove(inquiry)
        self._asked.append(inquiry)
        return inquiry.request

    def is_wanted(self, request: Request) -> bool:
        """Whether somebody still waits for the answer."""
        return any(inquiry.request is request and not inquiry.is_withdrawn for inquiry in self._asked)

    def receive(self, request: Request, result: Result) -> None:
        """Deliver an answer; what was stopped for something else, or lost its worker once, is asked again."""
        inquiry = next(asked for asked in self._asked if asked.request is request)
        self._asked.remove(inquiry)
        if inquiry.is_withdrawn:
            return
        match result:
            case Withdrawn():
                self._waiting.append(inquiry)
            case Failure(DocumentProblem.WORKER_DIED) if inquiry.tries == 0:
                inquiry.tries = 1
                self._waiting.append(inquiry)
            case _:
                inquiry.on_result(result)

    def receive_sketch(self, request: Request, picture: QImage) -> None:
        """Nothing is drawn here."""
