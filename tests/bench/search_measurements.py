"""What `bench_search` measures; a module of its own, because worker processes load the main module again."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from app.documents import Documents
from app.inquiries import Inquiries
from app.search import Search
from app.search_file import open_index
from app.search_reading import Searchable
from tests.bench.reader_measurements import percentile, summary
from widgets.search_results import SearchQuery, SearchResults

PAGES = 500
LINES, LETTERS = 34, 40
RUNS = 7
MANY = 10  # documents
GIVE_UP_S = 300.0
BUDGET_MS = 50
KANJI = "市長予算防災計画会議資料住民窓口業務見直改善年度実績調査結果報告書案件委員説明部課施設整備事業費"
KANA = "のにはをがとてでもらしれるたない、。"
# The same three words in forms that a search has to take for the same; each stands on every page.
FORMS = {
    "ICT": ("ICT", "ＩＣＴ", "ict"),
    "タブレット": ("タブレット", "たぶれっと", "ﾀﾌﾞﾚｯﾄ"),
    "国": ("国", "國", "國"),
}
QUERIES = ("予", "予算", "ICT", "タブレット", "防災計画会議資料住民")


class Sought:
    """A search over one document in a process of its own workers."""

    def __init__(self, file: Path, index: Path, pages: int) -> None:
        self.documents = Documents()
        self.search = Search(Inquiries(self.documents), index)
        self._told: list[SearchResults] = []
        self.search.results_changed.connect(self._told.append)
        self._document = Searchable("sha-of-it", str(file), pages)

    def begin(self) -> None:
        """Start reading."""
        self.search.set_documents([self._document])
        self.search.set_current(self._document.key)

    def find(self, text: str) -> tuple[float, SearchResults]:
        """Seconds until the first hit was told, and the results with which the document had been read."""
        self._told.clear()
        self.search.find(SearchQuery(text))
        start, first = time.perf_counter(), 0.0
        while True:
            QCoreApplication.processEvents()
            now = time.perf_counter() - start
            told = self._told[-1] if self._told else None
            if told is not None and not first and told.count:
                first = now
            if told is not None and told.documents and told.documents[0].is_complete:
                return first or now, told
            if now > GIVE_UP_S:
                raise TimeoutError(text)
            time.sleep(0.0002)

    def close(self) -> None:
        """End thread and workers."""
        self.search.close()
        self.documents.close()


def japanese_pdf(file: Path) -> None:
    """Write many pages of made-up Japanese, with words in several forms."""
    import pymupdf  # the baseline; the program itself loads it in workers alone

    chance = random.Random(3)  # noqa: S311 - no secret
    document = pymupdf.open()
    for number in range(PAGES):
        page = document.new_page()
        forms = "".join(each[number % 3] + "の" for each in FORMS.values())
        lines = ["".join(chance.choice(KANJI + KANA) for _letter in range(LETTERS)) for _line in range(LINES)]
        lines[chance.randrange(LINES)] = forms + "防災計画会議資料住民"
        for row, line in enumerate(lines):
            page.insert_text((50, 60 + 21 * row), line, fontname="japan", fontsize=12)
    document.save(file)


def by_the_library(file: Path, texts: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """How long PyMuPDF takes to search every page, and what it finds."""
    import pymupdf

    document = pymupdf.open(file)
    found: dict[str, dict[str, float]] = {}
    for text in texts:
        start, first, hits = time.perf_counter(), 0.0, 0
        for page in document:
            hits += len(page.search_for(text))
            if hits and not first:
                first = time.perf_counter() - start
        found[text] = {
            "first_ms": round(first * 1000, 1),
            "all_ms": round((time.perf_counter() - start) * 1000, 1),
            "hits": hits,
        }
    return found


def measure_file(file: Path) -> dict[str, Any]:
    """Everything about one document, each query in the same run as its baseline."""
    import pymupdf

    pages = len(pymupdf.open(file))
    result: dict[str, Any] = {"what": "search", "file": file.name, "pages": pages}
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "search.db"
        cold = Sought(file, index, pages)
        gaps = Gaps()
        start = time.perf_counter()
        cold.begin()
        first, told = cold.find(QUERIES[1])
        result["index_build_s"] = round(time.perf_counter() - start, 2)
        result["cold_first_hit_ms"] = round(first * 1000, 1)
        result["gui_gap_while_reading_p99_ms"], result["gui_gap_while_reading_max_ms"] = gaps.told()
        result["hits_when_read"] = told.count
        cold.close()
        result["index_mb"] = round(size_mb(index), 1)
        warm = Sought(file, index, pages)
        start = time.perf_counter()
        warm.begin()
        warm.find(QUERIES[1])
        result["opened_with_index_ms"] = round((time.perf_counter() - start) * 1000, 1)
        library = by_the_library(file, QUERIES)
        result["queries"] = [measure_query(warm, text, library[text]) for text in QUERIES]
        warm.close()
    worst = max(query["all"]["median_ms"] for query in result["queries"])
    return result | {"budget_ms": BUDGET_MS, "worst_median_ms": worst, "within_budget": worst <= BUDGET_MS}


def measure_query(warm: Sought, text: str, library: dict[str, float]) -> dict[str, Any]:
    """One query several times; another one in between, so that nothing is told from before."""
    times, told = [], None
    for _run in range(RUNS):
        warm.find("")
        start = time.perf_counter()
        _first, told = warm.find(text)
        times.append(time.perf_counter() - start)
    return {
        "letters": len(text),
        "query": text,
        "all": summary(times),
        "hits": told.count if told else 0,
        "library": library,
    }


class Gaps:
    """How long the window does not react, by a timer of one millisecond."""

    def __init__(self) -> None:
        self._ticks = [time.perf_counter()]
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(lambda: self._ticks.append(time.perf_counter()))
        self._timer.start()

    def told(self) -> tuple[float, float]:
        """The 99th percentile and the longest, in milliseconds."""
        self._timer.stop()
        gaps = [after - before for before, after in pairwise(self._ticks)]
        return round(percentile(gaps, 0.99) * 1000, 1), round(max(gaps) * 1000, 1)


def size_mb(index: Path) -> float:
    """How large the file is, with nothing left beside it."""
    connection = sqlite3.connect(index)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return index.stat().st_size / (1 << 20)


def measure_forms(file: Path) -> dict[str, Any]:
    """Whether every form of a word is found by every other."""
    import pymupdf

    pages = len(pymupdf.open(file))
    found: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        sought = Sought(file, Path(folder) / "search.db", pages)
        sought.begin()
        for word, forms in FORMS.items():
            found[word] = [sought.find(form)[1].count for form in forms]
        sought.close()
    return {"what": "search forms", "pages": pages, "hits_by_form": found}


def measure_many() -> dict[str, Any]:
    """Queries in an index of ten documents of 500 pages, without workers."""
    from app.search_keys import search_key

    chance = random.Random(4)  # noqa: S311 - no secret
    texts = ["".join(chance.choice(KANJI + KANA) for _letter in range(1_360)) for _page in range(PAGES)]
    index = open_index(None, max_bytes=1 << 30)
    start = time.perf_counter()
    for number in range(MANY):
        index.begin(str(number), PAGES)
        index.store(str(number), 0, texts)
    built = time.perf_counter() - start
    times = {}
    for text in QUERIES:
        start, count = time.perf_counter(), 0
        for number in range(MANY):
            count += index.search(str(number), search_key(text), most=1_000 if number == 0 else 0).count
        times[text] = {"all_ms": round((time.perf_counter() - start) * 1000, 1), "hits": count}
    index.close()
    return {"what": "search 5,000 pages", "build_s": round(built, 1), "queries": times}


def measure(files: list[Path]) -> None:
    """Measure and print."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "japanese-500.pdf"
        japanese_pdf(made)
        lines = [measure_file(file) for file in (made, *files)]
        lines += [measure_forms(made), measure_many()]
    for line in lines:
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    del application
