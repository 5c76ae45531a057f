from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.document_problem import DocumentProblem
from app.inquiries import Inquiries
from app.page_requests import Failure, OpenDocument, Opened, Request, Result
from app.passwords import MOST_KEPT, Passwords, Unlocking
from tests.app.fake_documents import FakeDocuments

WAIT_MS = 20_000


class Door:
    """Files and what opens each; all that was told of them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.right = {"a.pdf": "himitsu", "b.pdf": "himitsu", "c.pdf": "Kaigi2026"}
        self.documents = FakeDocuments(self.answer)
        self.inquiries = Inquiries(self.documents)  # type: ignore[arg-type] # it gives out work alike
        self.passwords = Passwords()
        self.unlocking = Unlocking(self.inquiries, self.documents, self.passwords)
        self.told: list[tuple[str, ...]] = []
        self.unlocking.unlocked.connect(lambda key: self.told.append(("unlocked", key)))
        self.unlocking.wanted.connect(lambda key: self.told.append(("wanted", key)))
        self.unlocking.refused.connect(lambda key: self.told.append(("refused", key)))
        self.unlocking.failed.connect(lambda key, problem: self.told.append(("failed", key, str(problem))))

    def answer(self, request: Request) -> Result:
        assert isinstance(request, OpenDocument)
        given = next((word for path, word in reversed(self.documents.passwords) if path == request.path), "")
        if request.path not in self.right:
            return Failure(DocumentProblem.BROKEN)
        if given == self.right[request.path]:
            return Opened(3, ((595.0, 842.0),))
        return Failure(DocumentProblem.ENCRYPTED)

    def wait(self, *expected: tuple[str, ...]) -> None:
        self.qtbot.waitUntil(lambda: len(self.told) >= len(expected), timeout=WAIT_MS)
        assert self.told == list(expected)


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[Door]:
    made = Door(qtbot)
    yield made
    made.unlocking.close()
    made.inquiries.close()


def test_a_password_is_asked_for_once_in_a_meeting(door: Door) -> None:
    door.unlocking.unlock(Path("a.pdf"), "sha-a")
    door.wait(("wanted", "sha-a"))
    assert door.documents.passwords == [("a.pdf", "")]
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "himitsu")
    door.wait(("wanted", "sha-a"), ("unlocked", "sha-a"))
    door.unlocking.unlock(Path("b.pdf"), "sha-b")
    door.wait(("wanted", "sha-a"), ("unlocked", "sha-a"), ("unlocked", "sha-b"))


def test_a_wrong_password_is_refused_and_not_kept(door: Door) -> None:
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "chigau")
    door.wait(("refused", "sha-a"))
    assert len(door.passwords) == 0
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "himitsu")
    door.wait(("refused", "sha-a"), ("unlocked", "sha-a"))


def test_what_opened_another_document_is_tried_and_then_asked_for(door: Door) -> None:
    door.passwords.keep("himitsu")
    door.passwords.keep("naisho")
    door.unlocking.unlock(Path("c.pdf"), "sha-c")
    door.wait(("wanted", "sha-c"))
    assert door.documents.passwords == [("c.pdf", "naisho"), ("c.pdf", "himitsu"), ("c.pdf", "")]


def test_wide_letters_are_taken_as_they_were_meant(door: Door) -> None:
    door.unlocking.try_password(Path("c.pdf"), "sha-c", "Ｋａｉｇｉ２０２６")
    door.wait(("unlocked", "sha-c"))
    assert list(door.passwords) == ["Kaigi2026"]


def test_another_problem_than_the_password_is_told(door: Door) -> None:
    door.unlocking.try_password(Path("gone.pdf"), "sha-x", "himitsu")
    door.wait(("failed", "sha-x", "broken"))
    assert len(door.passwords) == 0


def test_what_is_typed_meanwhile_replaces_what_is_being_tried(door: Door) -> None:
    door.documents.is_held = True
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "chigau")
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "himitsu")
    door.documents.release()
    door.wait(("unlocked", "sha-a"))


def test_leaving_the_meeting_forgets_everything(door: Door) -> None:
    door.unlocking.try_password(Path("a.pdf"), "sha-a", "himitsu")
    door.wait(("unlocked", "sha-a"))
    door.documents.is_held = True
    door.unlocking.try_password(Path("c.pdf"), "sha-c", "Kaigi2026")
    door.unlocking.close()
    assert len(door.passwords) == 0
    held = dict(door.documents.passwords)  # the last of each path
    assert held == {"a.pdf": "", "c.pdf": ""}
    door.documents.release()
    door.unlocking.unlock(Path("b.pdf"), "sha-b")
    door.wait(("unlocked", "sha-a"), ("wanted", "sha-b"))
    door.documents.passwords.clear()
    gc.collect()
    assert "himitsu" not in str(vars(door.unlocking)) + str(vars(door.passwords))


def test_only_so_many_are_kept_and_none_is_shown() -> None:
    passwords = Passwords()
    for number in range(MOST_KEPT + 3):
        passwords.keep(f"secret-{number}")
    passwords.keep("secret-9")
    assert len(passwords) == MOST_KEPT
    assert next(iter(passwords)) == "secret-9"
    assert "secret" not in f"{passwords!r} {passwords}"
