"""Files by their digest: chunks in any order, damage, interruption, a full disk."""

import hashlib
import itertools
import random
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.blobs import (
    CHUNK_SIZE,
    MAX_CHUNK_SIZE,
    MAX_CHUNKS,
    SMALLEST_CHUNK,
    BlobStore,
    DamagedChunkError,
    Manifest,
    chunk_size_for,
    manifest_of,
)
from sync.errors import KurumazaError, SpaceLow

CONTENT = random.Random(5).randbytes(2 * CHUNK_SIZE + 1234)  # noqa: S311 - the same in each run


def manifest(content: bytes = CONTENT) -> Manifest:
    chunks = [content[at : at + CHUNK_SIZE] for at in range(0, len(content), CHUNK_SIZE)]
    return Manifest(
        hashlib.sha256(content).hexdigest(),
        len(content),
        CHUNK_SIZE,
        tuple(hashlib.sha256(chunk).hexdigest() for chunk in chunks),
    )


def chunk(index: int) -> bytes:
    return CONTENT[index * CHUNK_SIZE : (index + 1) * CHUNK_SIZE]


def test_an_imported_file_is_readable_at_once(tmp_path: Path) -> None:
    source = tmp_path / "資料1.pdf"
    source.write_bytes(CONTENT)
    store = BlobStore(tmp_path / "store")
    found = store.import_file(source)
    assert (found.sha256, found.size) == (manifest().sha256, len(CONTENT))
    sizes = [found.length(index) for index in range(len(found.chunks))]
    ends = [sum(sizes[:number]) for number in range(len(sizes) + 1)]
    pieces = [CONTENT[start:end] for start, end in itertools.pairwise(ends)]
    assert [hashlib.sha256(piece).hexdigest() for piece in pieces] == list(found.chunks)
    assert b"".join(pieces) == CONTENT
    path = store.path(found.sha256)
    assert path is not None
    assert path.name == f"{found.sha256}.pdf"
    assert path.read_bytes() == CONTENT
    assert store.held(found) == (len(CONTENT), True)
    assert [store.read_chunk(found.sha256, index, CHUNK_SIZE) for index in range(3)] == [
        chunk(0),
        chunk(1),
        chunk(2),
    ]


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(3)))
def test_chunks_may_come_in_any_order_and_from_several_starts(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    wanted = manifest()
    for place, index in enumerate(order):
        store = BlobStore(folder)  # as after a kill between any two chunks
        assert sorted(store.missing(wanted)) == sorted(order[place:])
        assert store.path(wanted.sha256) is None
        store.write_chunk(wanted, index, chunk(index))
        store.write_chunk(wanted, index, chunk(index))
    assert BlobStore(folder).finish(wanted).read_bytes() == CONTENT
    assert [path.name for path in folder.iterdir()] == [f"{wanted.sha256}.pdf"]


@pytest.mark.parametrize("data", [b"", chunk(0)[:-1], chunk(1), chunk(0)[:-1] + b"x"])
def test_a_wrong_chunk_is_thrown_away(tmp_path: Path, data: bytes) -> None:
    store = BlobStore(tmp_path)
    with pytest.raises(DamagedChunkError):
        store.write_chunk(manifest(), 0, data)
    assert store.held(manifest()) == (0, False)


def test_a_chunk_lost_by_the_disk_is_found_at_the_end_and_fetched_again(tmp_path: Path) -> None:
    store, wanted = BlobStore(tmp_path), manifest()
    for index in range(3):
        store.write_chunk(wanted, index, chunk(index))
    part = tmp_path / f"{wanted.sha256}.part"
    damaged = bytearray(part.read_bytes())
    damaged[CHUNK_SIZE : 2 * CHUNK_SIZE] = bytes(CHUNK_SIZE)
    part.write_bytes(damaged)
    with pytest.raises(DamagedChunkError):
        store.finish(wanted)
    assert store.path(wanted.sha256) is None
    assert store.missing(wanted) == [1]
    store.write_chunk(wanted, 1, chunk(1))
    assert store.finish(wanted).read_bytes() == CONTENT


def test_a_whole_digest_that_was_signed_wrong_never_becomes_readable(tmp_path: Path) -> None:
    good = manifest()
    wrong = Manifest("0" * 64, good.size, good.chunk_size, good.chunks)
    store = BlobStore(tmp_path)
    for index in range(3):
        store.write_chunk(wrong, index, chunk(index))
    with pytest.raises(DamagedChunkError):
        store.finish(wrong)
    assert store.path(wrong.sha256) is None


def test_a_map_without_its_part_or_of_another_size_counts_nothing(tmp_path: Path) -> None:
    wanted = manifest()
    (tmp_path / f"{wanted.sha256}.map").write_bytes(b"\x01\x01\x01")
    assert BlobStore(tmp_path).missing(wanted) == [0, 1, 2]
    (tmp_path / f"{wanted.sha256}.part").write_bytes(CONTENT)
    (tmp_path / f"{wanted.sha256}.map").write_bytes(b"\x01")
    assert BlobStore(tmp_path).missing(wanted) == [0, 1, 2]


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    wanted = manifest(b"")
    store = BlobStore(tmp_path)
    assert store.missing(wanted) == []
    assert store.finish(wanted).read_bytes() == b""


def test_row_13_a_nearly_full_disk_stops_documents_before_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(total=10**9, used=10**9, free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(SpaceLow):
        BlobStore(tmp_path).write_chunk(manifest(), 0, chunk(0))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "", "0" * 63, "0" * 64 + "/x"])
def test_only_a_digest_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(KurumazaError):
        BlobStore(tmp_path).path(name)


def test_what_an_interrupted_import_left_is_cleaned_up(tmp_path: Path) -> None:
    (tmp_path / "abc.importing").write_bytes(b"half")
    BlobStore(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_source_leaves_nothing(tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "store")
    with pytest.raises(FileNotFoundError):
        store.import_file(tmp_path / "no.pdf")
    assert list((tmp_path / "store").iterdir()) == []


@given(st.integers(0, MAX_CHUNKS * MAX_CHUNK_SIZE))
def test_the_list_of_chunks_always_fits_into_an_event(size: int) -> None:
    chunk_size = chunk_size_for(size)
    assert -(-size // chunk_size) <= MAX_CHUNKS
    assert chunk_size % SMALLEST_CHUNK == 0
    assert chunk_size <= CHUNK_SIZE or size > MAX_CHUNKS * CHUNK_SIZE


def test_a_file_beyond_all_limits_is_refused() -> None:
    with pytest.raises(KurumazaError):
        chunk_size_for(MAX_CHUNKS * MAX_CHUNK_SIZE + 1)


def test_a_manifest_is_read_from_the_body_of_its_event() -> None:
    wanted = manifest()
    body = {
        "title": "資料1",
        "sha256": wanted.sha256,
        "size": wanted.size,
        "chunk_size": wanted.chunk_size,
        "chunks": wanted.chunks,
    }
    assert manifest_of(body) == wanted
    assert [wanted.length(index) for index in range(3)] == [CHUNK_SIZE, CHUNK_SIZE, 1234]
