from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer

from app import search_reading
from app.document_problem import DocumentProblem
from app.documents import Documents
from app.inquiries import Inquiries
from app.page_requests import Failure, ReadTexts, TextsFound
from app.search import Search
from app.search_file import open_index
from app.search_reading import MOST_UNREADABLE, Searchable
from tests.app.small_pdf import pdf
from widgets.search_results import SearchQuery, SearchResults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

HELVETICA = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
BROKEN = Failure(DocumentProblem.PAGE_BROKEN)


@dataclass
class FakeInquiries:
    """Answers from texts by path, a page that has none being broken; holds the answers back when told."""

    texts: dict[str, list[str | None]]
    asked: list[ReadTexts] = field(default_factory=list)
    urgencies: list[int] = field(default_factory=list)
    withdrawn: list[object] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)
    is_held: bool = False

    def ask(self, request: ReadTexts, on_result: Callable[[Any], None], urgency: int) -> object:
        self.asked.append(request)
        self.urgencies.append(urgency)
        self.waiting.append(lambda: on_result(self._answer(request)))
        if not self.is_held:
            QTimer.singleShot(0, self.release)
        return request

    def release(self) -> None:
        waiting, self.waiting = self.waiting, []
        for answer in waiting:
            answer()

    def withdraw(self, inquiry: object) -> None:
        self.withdrawn.append(inquiry)
        self.waiting.clear()

    def _answer(self, request: ReadTexts) -> object:
        if request.path not in self.texts:
            return Failure(DocumentProblem.ENCRYPTED)
        texts = self.texts[request.path][request.first : request.first + request.count]
        readable = tuple(text for text in texts if text is not None)
        return TextsFound(request.first, readable) if len(readable) == len(texts) else BROKEN


class Desk:
    """A search, the workers it asks, and what it told last."""

    def __init__(self, qtbot: QtBot, path: Path | None, texts: dict[str, list[str | None]]) -> None:
        self.qtbot = qtbot
        self.workers = FakeInquiries(texts)
        self.search = Search(self.workers, path)  # type: ignore[arg-type] # it asks and withdraws as Inquiries does
        self.told: list[SearchResults] = []
        self.search.results_changed.connect(self.told.append)

    def take(self, *names: str, keep: bool = True) -> None:
        pages = {name: len(self.workers.texts.get(name, [""])) for name in names}
        self.search.set_documents(
            [Searchable(f"sha-{name}", name, pages[name], f"資料{name}", keep=keep) for name in names]
        )

    def find(self, text: str, *, everywhere: bool = True) -> SearchResults:
        """Look for this until every document in question has been read."""
        self.told.clear()
        self.search.find(SearchQuery(text, everywhere=everywhere))

        def is_done() -> bool:
            last = self.told[-1] if self.told else None
            return (
                last is not None
                and last.query == self.search.query
                and all(one.is_complete or one.is_stopped for one in last.documents)
            )

        self.qtbot.waitUntil(is_done, timeout=10_000)
        return self.told[-1]

    def places(self, text: str, *, everywhere: bool = True) -> list[str]:
        return [f"{hit.key}:{hit.page}" for hit in self.find(text, everywhere=everywhere).hits]


@pytest.fixture
def desks(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(path: Path | None = None, **texts: list[str | None]) -> Desk:
        made.append(Desk(qtbot, path, texts))
        return made[-1]

    yield make
    for desk in made:
        desk.search.close()


def test_hits_come_in_the_order_of_the_documents(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算", "", "予算"], b=["何もない", "予 算"])
    desk.take("b", "a")
    assert desk.places("予算") == ["sha-b:1", "sha-a:0", "sha-a:2"]


def test_one_document_or_all(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算"], b=["予算"])
    desk.take("a", "b")
    desk.search.set_current("sha-b")
    assert desk.places("予算", everywhere=False) == ["sha-b:0"]
    assert desk.places("予算") == ["sha-a:0", "sha-b:0"]
    desk.search.find(SearchQuery("予算"))
    desk.search.set_current("sha-a")
    desk.qtbot.waitUntil(lambda: [hit.key for hit in desk.told[-1].hits] == ["sha-a"])


def test_the_document_in_front_is_read_first_and_at_once_when_somebody_waits(
    desks: Callable[..., Desk],
) -> None:
    desk = desks(a=["一"] * 20, b=["二"] * 20)
    desk.workers.is_held = True
    desk.search.set_current("sha-b")
    desk.take("a", "b")
    desk.qtbot.waitUntil(lambda: bool(desk.workers.asked))
    assert desk.workers.asked[0].path == "b"
    assert desk.workers.urgencies == [9]
    desk.search.find(SearchQuery("二"))
    desk.workers.is_held = False
    desk.workers.release()
    desk.qtbot.waitUntil(lambda: len(desk.workers.asked) == 6)
    assert [request.path for request in desk.workers.asked] == ["b"] * 3 + ["a"] * 3
    assert desk.workers.urgencies[1] == 4


def test_results_follow_the_pages_that_come_in(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["市"] * 20)
    desk.workers.is_held = True
    desk.take("a")
    desk.search.find(SearchQuery("市", everywhere=True))
    desk.qtbot.waitUntil(lambda: bool(desk.workers.waiting) and bool(desk.told))
    assert (desk.told[-1].count, desk.told[-1].documents[0].indexed) == (0, 0)
    desk.workers.release()
    desk.qtbot.waitUntil(lambda: desk.told[-1].count == 8)
    assert (desk.told[-1].documents[0].indexed, desk.told[-1].documents[0].pages) == (8, 20)
    desk.workers.is_held = False
    desk.workers.release()
    desk.qtbot.waitUntil(lambda: desk.told[-1].count == 20)


def test_what_was_read_once_is_not_read_again(desks: Callable[..., Desk], tmp_path: Path) -> None:
    path = tmp_path / "search.db"
    first = desks(path, a=["予算"] * 10)
    first.take("a")
    first.find("予算")
    first.search.close()
    second = desks(path, a=["予算"] * 10)
    second.take("a")
    assert len(second.places("予算")) == 10
    assert second.workers.asked == []


def test_a_confidential_document_leaves_nothing_on_the_disk(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    path = tmp_path / "search.db"
    desk = desks(path, a=["公開の計画"], b=["秘密の計画"])
    desk.take("a", "b")
    desk.find("計画")
    desk.take("a", "b", keep=False)
    assert desk.places("計画") == ["sha-a:0", "sha-b:0"], "it can be searched all the same"
    desk.search.close()
    left = sqlite3.connect(path)
    assert left.execute("SELECT count(*) FROM page").fetchone() == (0,)
    left.close()


def test_a_page_that_cannot_be_read_leaves_the_others(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算", None, "予算", *["予算"] * 20])
    desk.take("a")
    results = desk.find("予算")
    assert [hit.page for hit in results.hits] == [0, *range(2, 23)]
    assert results.documents[0].unreadable == 1
    assert len(desk.workers.asked) < 15, "the pages behind it are read several at once again"


def test_a_document_without_any_readable_page_is_left_alone(desks: Callable[..., Desk]) -> None:
    desk = desks(a=[None] * 100, b=["予算"])
    desk.take("a", "b")
    results = desk.find("予算")
    assert [hit.key for hit in results.hits] == ["sha-b"]
    assert [document.is_stopped for document in results.documents] == [True, False]
    assert results.documents[0].unreadable == MOST_UNREADABLE


def test_a_locked_document_is_read_once_it_is_open(desks: Callable[..., Desk]) -> None:
    desk = desks()
    desk.take("a")
    assert desk.find("予算").documents[0].is_stopped
    desk.workers.texts["a"] = ["予算"]
    desk.search.try_again("sha-a")
    desk.qtbot.waitUntil(lambda: desk.told[-1].count == 1)


def test_a_document_of_pictures_says_so(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["", " "], b=["字"])
    desk.take("a", "b")
    assert [document.is_picture for document in desk.find("予算").documents] == [True, False]


def test_only_the_newest_query_is_answered(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算と防災"])
    desk.take("a")
    desk.find("予")
    before = len(desk.told)
    for text in ("予", "予算", "防", "防災"):
        desk.search.find(SearchQuery(text, everywhere=True))
    desk.qtbot.waitUntil(lambda: len(desk.told) > before)
    assert [results.query.text for results in desk.told[before:]] == ["防災"]


def test_nothing_typed_is_answered_at_once(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算"])
    desk.take("a")
    desk.find("予算")
    desk.search.find(SearchQuery("", everywhere=True))
    assert (desk.told[-1].query.text, desk.told[-1].hits) == ("", ())


def test_places_in_the_text_of_a_page(desks: Callable[..., Desk]) -> None:
    desk = desks()
    desk.search.find(SearchQuery("予算"))
    told: list[object] = []
    desk.search.spans("前の予\n算", told.append)
    desk.qtbot.waitUntil(lambda: bool(told))
    assert told == [[(2, 5)]]
    desk.search.spans("予算", told.append)
    desk.search.find(SearchQuery(""))
    desk.search.spans("予算", told.append)
    assert told[1:] == [[]], "what is not looked for any more is not told"


def test_a_file_that_breaks_while_it_is_used_is_built_anew(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    path = tmp_path / "search.db"
    desk = desks(path, a=["予算"] * 40)
    desk.take("a")
    assert desk.find("予算").count == 40
    desk.search._thread.do(
        lambda indexes: indexes.of(keep=True)._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"),
        lambda _row: None,
        lambda _error: None,
    )
    desk.search._thread.do(
        lambda indexes: indexes.of(keep=True)._connection.execute("UPDATE page SET starts = x'0102'"),
        lambda _row: None,
        lambda _error: None,
    )
    desk.search.find(SearchQuery("予", everywhere=True))
    desk.qtbot.waitUntil(
        lambda: desk.told[-1].query.text == "予" and desk.told[-1].count == 40, timeout=10_000
    )
    assert path.with_name("search.db.aside").exists()


def test_a_disk_that_refuses_is_tried_again(
    desks: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_reading, "TRY_AGAIN_MS", 300)
    monkeypatch.setattr("app.search_file.BUSY_S", 0.01)
    path = tmp_path / "search.db"
    open_index(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    desk = desks(path, a=["予算"] * 10)
    desk.workers.is_held = True
    desk.take("a")
    desk.qtbot.waitUntil(lambda: bool(desk.workers.waiting))
    other.execute("BEGIN IMMEDIATE")
    desk.workers.release()
    desk.qtbot.waitUntil(desk.search._reading._try_again.isActive)
    other.rollback()
    other.close()
    desk.workers.is_held = False
    assert desk.find("予算").count == 10


def test_what_is_looked_for_is_not_logged(
    desks: Callable[..., Desk], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = desks(a=["機密の本文"])
    desk.take("a", "missing")
    desk.find("機密")
    assert "機密" not in caplog.text


def test_closing_withdraws_what_is_asked(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算"])
    desk.workers.is_held = True
    desk.take("a")
    desk.qtbot.waitUntil(lambda: bool(desk.workers.waiting))
    desk.search.close()
    assert len(desk.workers.withdrawn) == 1
    desk.search.close()


def test_real_workers_read_for_it(qtbot: QtBot, tmp_path: Path) -> None:
    pages = [b"BT /F 20 Tf 80 150 Td (%s) Tj ET" % text for text in (b"Budget 2024", b"nothing", b"BUD-GET")]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(pages).replace(b"/MediaBox", HELVETICA + b"/MediaBox"))
    documents = Documents()
    search = Search(Inquiries(documents), tmp_path / "search.db")
    told: list[SearchResults] = []
    search.results_changed.connect(told.append)
    search.set_documents([Searchable("sha", str(file), 3)])
    search.find(SearchQuery("ｂｕｄｇｅｔ", everywhere=True))
    qtbot.waitUntil(
        lambda: bool(told and told[-1].documents) and told[-1].documents[0].is_complete, timeout=20_000
    )
    assert [(hit.page, hit.hit, hit.context_after) for hit in told[-1].hits] == [(0, "Budget", " 2024")]
    search.find(SearchQuery("bud-get", everywhere=True))
    qtbot.waitUntil(lambda: told[-1].query.text == "bud-get")
    assert [(hit.page, hit.hit) for hit in told[-1].hits] == [(0, "Budget"), (2, "BUD-GET")]
    search.close()
    documents.close()


def test_what_was_found_too_late_is_not_told_as_the_newer_thing(desks: Callable[..., Desk]) -> None:
    desk = desks(a=["予算", "予算", "防災"])
    desk.take("a")
    desk.find("予")
    desk.told.clear()
    desk.search.find(SearchQuery("予算", everywhere=True))
    desk.search._thread._thread.submit(int).result()  # it has been found, and nobody has been told yet
    desk.search.find(SearchQuery("防災", everywhere=True))
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    assert [(results.query.text, results.count) for results in desk.told] == [("防災", 1)]
