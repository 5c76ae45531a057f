from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search_file import open_index
from app.search_index import IndexFull, Progress, SearchCancelled, SearchIndex
from app.search_keys import fold, search_key
from sync.errors import StorageUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

NAUGHTY = json.loads((Path(__file__).parents[1] / "sync" / "naughty.json").read_text("utf-8"))
TEXTS = ("防災の予算\n令和6年度", "窓口の見直し", "", "予算の見直しと予 算")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "search.db"


@pytest.fixture
def index(path: Path) -> Iterator[SearchIndex]:
    opened = open_index(path)
    yield opened
    opened.close()


def fill(index: SearchIndex, digest: str = "d1", texts: tuple[str | None, ...] = TEXTS) -> Progress:
    index.begin(digest, len(texts))
    return index.store(digest, 0, texts)


def found(index: SearchIndex, query: str, digest: str = "d1", *, ignore_marks: bool = True) -> list[str]:
    hits = index.search(digest, search_key(query, ignore_marks=ignore_marks)).hits
    return [f"{hit.page}:{hit.context_before}[{hit.hit}]{hit.context_after}" for hit in hits]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("予算", ["0:防災の[予算]令和6年度", "3:[予算]の見直しと予算", "3:予算の見直しと[予算]"]),
        ("防", ["0:[防]災の予算令和6年度"]),
        ("６年度", ["0:防災の予算令和[6年度]"]),
        (
            "見直し　の",
            ["1:窓口[の]見直し", "1:窓口の[見直し]", "3:予算[の]見直しと予算", "3:予算の[見直し]と予算"],
        ),
        ("予算 防災の", ["0:[防災の]予算令和6年度", "0:防災の[予算]令和6年度"]),
        ("防災計画", []),
        ("予算 防犯", []),
    ],
)
def test_hits_have_their_page_and_context(index: SearchIndex, query: str, hits: list[str]) -> None:
    fill(index)
    assert found(index, query) == hits


def test_documents_do_not_mix(index: SearchIndex) -> None:
    fill(index, "d1")
    fill(index, "d2", ("予算", "別の資料"))
    assert len(found(index, "予算", "d1")) == 3
    assert found(index, "予算", "d2") == ["0:[予算]"]
    assert found(index, "別の資料", "d1") == []
    assert found(index, "予算", "unknown") == []


def test_a_page_that_could_not_be_read_is_told(index: SearchIndex) -> None:
    assert fill(index, texts=("本文", None, None)) == Progress(3, 2, has_text=True)


def test_a_document_of_pictures_has_no_text(index: SearchIndex) -> None:
    assert fill(index, texts=("", " \n", "\x0c")) == Progress(3, 0, has_text=False)


def test_it_goes_on_where_it_was_ended(path: Path) -> None:
    first = open_index(path)
    first.begin("d1", 4)
    first.store("d1", 0, TEXTS[:2])
    first.close()
    second = open_index(path)
    assert second.begin("d1", 4) == Progress(2, 0, has_text=True)
    second.store("d1", 2, TEXTS[2:])
    assert len(found(second, "予算")) == 3
    second.close()


def test_a_batch_is_stored_whole_or_not_at_all(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    index.begin("d1", 4)
    add = SearchIndex._add

    def break_at_the_second(self: SearchIndex, number: int, page: object) -> None:
        if number % 2:
            raise OSError(28, "No space left on device")
        add(self, number, page)  # type: ignore[arg-type] # what it was called with

    monkeypatch.setattr(SearchIndex, "_add", break_at_the_second)
    with pytest.raises(StorageUnavailable):
        index.store("d1", 0, TEXTS)
    assert index.progress("d1").indexed == 0


def test_two_programs_may_index_the_same_document(path: Path) -> None:
    one, other = open_index(path), open_index(path)
    one.begin("d1", 4)
    other.begin("d1", 4)
    one.store("d1", 0, TEXTS[:3])
    other.store("d1", 0, TEXTS[:2])
    other.store("d1", 2, TEXTS[2:])
    assert len(found(one, "予算")) == len(found(other, "予算")) == 3
    one.close()
    other.close()


def test_another_program_that_writes_is_waited_for_later(path: Path, index: SearchIndex) -> None:
    index.begin("d1", 4)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    index._connection.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(StorageUnavailable):
        index.store("d1", 0, TEXTS)
    assert found(index, "予算") == [], "reading goes on"
    other.rollback()
    other.close()
    assert index.store("d1", 0, TEXTS).indexed == 4


def damage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photo (name TEXT)")
    connection.close()


def newer(path: Path) -> None:
    open_index(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize("spoil", [damage, foreign, newer])
def test_a_file_that_is_of_no_use_is_put_aside_and_built_anew(path: Path, spoil: object) -> None:
    path.parent.mkdir(parents=True)
    spoil(path)  # type: ignore[operator] # one of the three above
    before = path.read_bytes()
    index = open_index(path)
    fill(index)
    assert len(found(index, "予算")) == 3
    index.close()
    assert path.with_name("search.db.aside").read_bytes() == before
    again = open_index(path)
    assert again.begin("d1", 4).indexed == 4, "the new one is kept"
    again.close()


def test_where_nothing_can_be_written_it_stays_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = open_index(tmp_path / "file" / "search.db")
    fill(index)
    assert len(found(index, "予算")) == 3
    index.close()


def test_nothing_is_written_without_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    index = open_index(None)
    fill(index)
    assert len(found(index, "予算")) == 3
    index.close()
    assert not list(tmp_path.iterdir())


def test_what_is_forgotten_leaves_no_trace(path: Path, index: SearchIndex) -> None:
    fill(index, "d1", ("秘密の計画書",))
    fill(index, "d2", ("公開の計画書",))
    index.forget("d1")
    assert found(index, "計画書", "d1") == []
    assert found(index, "計画書", "d2") == ["0:公開の[計画書]"]
    index._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    assert "公開の計画書".encode() in data
    assert "秘密".encode() not in data


def test_the_oldest_documents_make_room(path: Path) -> None:
    text = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(20_000))
    small = open_index(path)
    fill(small, "old", (text,))
    fill(small, "older than nothing", (text,))
    small.close()
    index = open_index(path, max_bytes=1_000)
    fill(index, "new", (text,))
    index.begin("old", 1)
    left = index._connection.execute("SELECT digest FROM document ORDER BY digest").fetchall()
    assert ("new",) in left
    assert len(left) == 3, "the oldest went, and was begun anew"
    assert index.progress("old").indexed == 0
    index.begin("older than nothing", 1)
    with pytest.raises(IndexFull):
        index.store("old", 0, (text,))
    index.close()


def test_the_first_thousand_are_listed_and_all_are_counted(index: SearchIndex) -> None:
    fill(index, texts=("市" * 700, "市" * 700, "市" * 700))
    result = index.search("d1", search_key("市"))
    assert (len(result.hits), result.count) == (1_000, 2_100)
    strict = index.search("d1", search_key("市", ignore_marks=False))
    assert (strict.hits, strict.count) == (result.hits, 2_100)


def test_a_search_stops_when_nobody_wants_it(index: SearchIndex) -> None:
    fill(index)
    with pytest.raises(SearchCancelled):
        index.search("d1", search_key("予算"), is_wanted=lambda: False)


def test_a_document_with_another_number_of_pages_is_read_anew(index: SearchIndex) -> None:
    fill(index)
    assert index.begin("d1", 5) == Progress(0, 0, has_text=False)


def test_letters_that_no_file_takes_are_found_all_the_same(index: SearchIndex) -> None:
    fill(index, texts=("前\ud800予算\0後",))
    assert found(index, "予算") == ["0:前?[予算\0]後"]
    assert found(index, "前予算後") == ["0:[前?予算\0後]"]


@pytest.mark.parametrize("text", NAUGHTY)
def test_what_is_naughty_is_taken_literally(index: SearchIndex, text: str) -> None:
    fill(index, texts=("前のページ", f"前書き\n{text}\n後書き", "% _ \" ' * ( ) NEAR AND OR NOT"))
    key = search_key(text)
    if not key.is_empty:
        assert 1 in {hit.page for hit in index.search("d1", key).hits}


@pytest.mark.parametrize(
    "query", ['"', "'", "%", "_", "%%%", "___", "***", "AND", "a OR b", '"""', "x:y", "^ab", "(((", "\\\\\\"]
)
def test_signs_of_sql_and_of_the_index_mean_themselves(index: SearchIndex, query: str) -> None:
    fill(index, texts=("何もない", f"ここに{query}ある"))
    assert {hit.page for hit in index.search("d1", search_key(query)).hits} == {1}


WORDS = st.text(st.sampled_from("市役所ガがｶﾞー－国國ab-A \n\"'%_"), min_size=1, max_size=8)


@given(
    pages=st.lists(st.text(st.sampled_from("市役所ガがｶﾞー－国國ab-A \n\"'%_"), max_size=40), max_size=4),
    query=WORDS,
)
def test_the_index_finds_what_reading_every_page_finds(pages: list[str], query: str) -> None:
    index = open_index(None)
    index.begin("d1", len(pages) or 1)
    index.store("d1", 0, pages)
    for ignore_marks in (True, False):
        key = search_key(query, ignore_marks=ignore_marks)
        by_reading = [(page, *span) for page, text in enumerate(pages) for span in key.hits(fold(text))]
        result = index.search("d1", key)
        assert [(hit.page, hit.start, hit.end) for hit in result.hits] == by_reading
        assert result.count == len(by_reading)
    index.close()
