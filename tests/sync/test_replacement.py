"""Files that somebody has open cannot be replaced on Windows; played here with a stand-in for its answer."""

from pathlib import Path

import pytest

from sync.blobs import BlobStore
from sync.errors import StorageUnavailable
from sync.replacement import put_in_place


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    path = tmp_path / "a.new"
    path.write_text("new", "utf-8")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    return path


class Windows:
    """Refuses to replace files of some name as long as somebody has them open."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, times: int) -> None:
        self.left = times
        self.pauses: list[float] = []
        really = Path.replace

        def replace(path: Path, target: Path) -> Path:
            if target.name == name and self.left:
                self.left -= 1
                raise PermissionError(13, "in use by another program")
            return really(path, target)

        patch.setattr(Path, "replace", replace)


def test_a_file_is_replaced_when_the_scanner_lets_go(
    beside: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(monkeypatch, "a", 3)
    put_in_place(beside, target, platform="win32", pause=windows.pauses.append)
    assert target.read_text("utf-8") == "new"
    assert not beside.exists()
    assert len(windows.pauses) == 3


def test_a_file_that_stays_open_is_told_and_nothing_changed(
    beside: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(monkeypatch, "a", 1_000)
    with pytest.raises(PermissionError):
        put_in_place(beside, target, platform="win32", pause=windows.pauses.append)
    assert (target.read_text("utf-8"), beside.read_text("utf-8")) == ("old", "new")
    assert sum(windows.pauses) < 0.5


def test_elsewhere_a_refusal_is_final(beside: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Windows(monkeypatch, "a", 1)
    with pytest.raises(PermissionError):
        put_in_place(beside, target, platform="linux", pause=windows.pauses.append)
    assert windows.pauses == []


def test_a_document_that_is_being_read_can_be_imported_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "paper.pdf"
    source.write_bytes(b"%PDF-1.7 one")
    store = BlobStore(tmp_path / "store")
    first = store.import_file(source)
    Windows(monkeypatch, f"{first.sha256}.pdf", 1_000)
    assert store.import_file(source) == first
    assert [path.name for path in (tmp_path / "store").iterdir()] == [f"{first.sha256}.pdf"]


def test_a_damaged_document_that_cannot_be_replaced_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "paper.pdf"
    source.write_bytes(b"%PDF-1.7 one")
    store = BlobStore(tmp_path / "store")
    found = store.path(store.import_file(source).sha256)
    assert found is not None
    found.write_bytes(b"%PDF-1.7 two")
    Windows(monkeypatch, found.name, 1_000)
    with pytest.raises(StorageUnavailable, match="cannot be stored"):
        store.import_file(source)
