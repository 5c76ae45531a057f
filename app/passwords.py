"""The passwords of one meeting's documents, in memory only, and how a locked document is opened with them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.inquiries import NEEDED_NOW, Inquiries
from app.page_requests import Failure, OpenDocument, Opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.inquiries import Inquiry
    from app.page_requests import Result

MOST_KEPT = 8  # each is tried on a locked document before anybody is asked
MOST_LETTERS = 127  # more than any PDF reads
WRONG = frozenset(
    {"encrypted", "wrong_password"}
)  # what a worker says while the password is not the right one


class PasswordTaker(Protocol):
    """The document workers, which open a file with the password that it was given last."""

    def set_password(self, path: str, password: str) -> None:
        """Open this file with this password from now on; an empty one is forgotten."""


class Passwords:
    """What opened documents of this meeting, newest first; on no disk, in no log, forgotten at its end."""

    def __init__(self) -> None:
        self._known: list[str] = []

    def __repr__(self) -> str:
        return f"Passwords({len(self._known)} known)"

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._known))

    def keep(self, password: str) -> None:
        """Remember a password that was right."""
        if password in self._known:
            self._known.remove(password)
        self._known.insert(0, password)
        del self._known[MOST_KEPT:]

    def forget(self) -> None:
        """Know nothing any more."""
        self._known.clear()


class _Attempt:
    """One document and what is still to be tried on it."""

    def __init__(self, path: Path, key: str, candidates: list[str], *, asked_for: bool) -> None:
        self.path = path
        self.key = key
        self.candidates = candidates
        self.asked_for = asked_for  # the person typed it, and has to be told when it is wrong
        self.inquiry: Inquiry | None = None


class Unlocking(QObject):
    """Opens locked documents: first with what opened others of this meeting, then with what is typed.

    Whoever shows documents opens one anew when it is ``unlocked``, and asks when a password is ``wanted``.
    """

    unlocked = Signal(str)  # key of the document
    wanted = Signal(str)  # nothing that is known opens it
    refused = Signal(str)  # what was typed does not open it
    failed = Signal(str, object)  # it has another DocumentProblem

    def __init__(
        self,
        inquiries: Inquiries,
        workers: PasswordTaker,
        passwords: Passwords,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiries = inquiries
        self._workers = workers
        self._passwords = passwords
        self._attempts: dict[str, _Attempt] = {}  # by key
        self._given: set[str] = set()  # paths for which the workers hold a password

    def unlock(self, path: Path, key: str) -> None:
        """Try what is known; ``unlocked`` or ``wanted`` follows."""
        self._start(_Attempt(path, key, list(self._passwords), asked_for=False))

    def try_password(self, path: Path, key: str, password: str) -> None:
        """Try what somebody typed; ``unlocked`` or ``refused`` follows."""
        self._start(_Attempt(path, key, _as_meant(password), asked_for=True))

    def has_opened(self, path: str) -> bool:
        """Whether a file was opened by a password; what it says must not lie in clear anywhere."""
        return path in self._given

    def close(self) -> None:
        """Try nothing more and forget every password."""
        for attempt in self._attempts.values():
            if attempt.inquiry is not None:
                self._inquiries.withdraw(attempt.inquiry)
        self._attempts.clear()
        self._passwords.forget()
        for path in self._given:
            self._workers.set_password(path, "")
        self._given.clear()

    def _start(self, attempt: _Attempt) -> None:
        before = self._attempts.pop(attempt.key, None)
        if before is not None and before.inquiry is not None:
            self._inquiries.withdraw(before.inquiry)
        self._attempts[attempt.key] = attempt
        self._try_next(attempt)

    def _try_next(self, attempt: _Attempt) -> None:
        if not attempt.candidates:
            del self._attempts[attempt.key]
            self._give(attempt, "")
            (self.refused if attempt.asked_for else self.wanted).emit(attempt.key)
            return
        password = attempt.candidates.pop(0)
        self._give(attempt, password)
        attempt.inquiry = self._inquiries.ask(
            OpenDocument(str(attempt.path)),
            lambda result: self._tried(attempt, password, result),
            NEEDED_NOW,
        )

    def _give(self, attempt: _Attempt, password: str) -> None:
        path = str(attempt.path)
        (self._given.add if password else self._given.discard)(path)
        self._workers.set_password(path, password)

    def _tried(self, attempt: _Attempt, password: str, result: Result) -> None:
        attempt.inquiry = None
        match result:
            case Opened():
                del self._attempts[attempt.key]
                self._passwords.keep(password)
                self.unlocked.emit(attempt.key)
            case Failure(problem) if problem.value not in WRONG:
                del self._attempts[attempt.key]
                self.failed.emit(attempt.key, problem)
            case _:
                self._try_next(attempt)


def _as_meant(password: str) -> list[str]:
    """What was typed, and the same in half-width letters in case a Japanese keyboard made them wide."""
    typed = password[:MOST_LETTERS]
    narrow = unicodedata.normalize("NFKC", typed)[:MOST_LETTERS]
    return list(dict.fromkeys([typed, narrow]))
