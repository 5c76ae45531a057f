"""The sample meeting that ships is the one its source makes, and its pages can be read and searched."""

import tomllib
from pathlib import Path

import pymupdf
import pytest

from resources import make_sample

SAMPLE = make_sample.FOLDER
PAGES = {
    "01_minutes.pdf": 4,
    "02-1_counters_today.pdf": 12,
    "02-2_survey.pdf": 8,
    "03_paperless_plan.pdf": 7,
    "04_disaster.pdf": 5,
    "05_schedule.pdf": 3,
}
MAX_BYTES = 150_000
A3_POINTS = 1150


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    make_sample.write(folder)
    return folder


def texts(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def test_the_folder_holds_the_meeting_and_its_documents() -> None:
    assert {path.name for path in SAMPLE.iterdir()} == {*PAGES, "meeting.toml"}


@pytest.mark.parametrize("name", PAGES)
def test_the_source_makes_the_pages_that_ship(made: Path, name: str) -> None:
    assert texts(made / name) == texts(SAMPLE / name)
    assert len(texts(SAMPLE / name)) == PAGES[name]
    assert (SAMPLE / name).stat().st_size < MAX_BYTES


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_name_and_its_fonts_in_the_file(name: str) -> None:
    with pymupdf.open(SAMPLE / name) as document:
        assert [number for _, _, number in document.get_toc()] == list(range(1, PAGES[name] + 1))
        for page in document:
            assert page.get_text().strip()
            for xref, extension, *_ in page.get_fonts():
                assert extension == "ttf"
                assert document.extract_font(xref)[3]


def test_the_meeting_is_the_one_that_the_source_makes(made: Path) -> None:
    assert (SAMPLE / "meeting.toml").read_bytes() == (made / "meeting.toml").read_bytes()


def test_the_meeting_names_every_document_once_and_seats_that_exist() -> None:
    meeting = tomllib.loads((SAMPLE / "meeting.toml").read_text("utf-8"))
    named = [document["file"] for item in meeting["agenda"] for document in item["documents"]]
    seats = {seat["number"] for seat in meeting["seats"]}
    assert sorted(named) == sorted(PAGES)
    assert len(meeting["agenda"]) == 5
    assert seats == set(range(1, 13))
    assert {item["presenter"] for item in meeting["agenda"]} | set(meeting["policy"]["deputies"]) <= seats
    assert [seat["number"] for seat in meeting["seats"] if seat["role"] == "chair"] == [1]


def test_one_page_is_a_wide_a3_sheet() -> None:
    with pymupdf.open(SAMPLE / "02-2_survey.pdf") as document:
        wide = [page.number + 1 for page in document if page.rect.width > A3_POINTS > page.rect.height]
    assert wide == [6]
