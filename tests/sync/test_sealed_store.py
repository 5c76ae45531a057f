"""Confidential files: sealed before they touch the disk, opened by their key alone, destroyed for good."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.blobs import SMALLEST_CHUNK as CHUNK_SIZE
from sync.blobs import BlobStore, DamagedChunkError, Manifest
from sync.content_keys import ContentKeys, KeyMissing
from sync.errors import KurumazaError
from sync.key_wrapping import DeviceKeyWrapping
from sync.keys import DeviceKey
from sync.sealed_store import SealedStore
from sync.sealing import (
    HEADER_SIZE,
    Head,
    SealBroken,
    key_id,
    new_header,
    read_head,
    read_whole,
    seal_chunk,
    secret_of,
    unseal_chunk,
)

MARK = "住民の個人情報".encode()
CONTENT = MARK + random.Random(7).randbytes(2 * CHUNK_SIZE + 1234) + MARK  # noqa: S311 - the same in each run
KEY = bytes(range(32))
DEVICE = DeviceKey.generate()


def chunks_of(content: bytes) -> list[bytes]:
    return [content[at : at + CHUNK_SIZE] for at in range(0, len(content), CHUNK_SIZE)]


def manifest(content: bytes = CONTENT, key: bytes = KEY) -> Manifest:
    return Manifest(
        hashlib.sha256(content).hexdigest(),
        len(content),
        CHUNK_SIZE,
        tuple(hashlib.sha256(chunk).hexdigest() for chunk in chunks_of(content)),
        key_id(key),
    )


def store(folder: Path, *keys: bytes) -> BlobStore:
    kept = ContentKeys(folder / "keys", DeviceKeyWrapping(DEVICE))
    for key in keys:
        kept.keep(key_id(key), key)
    return BlobStore(folder / "documents", lambda documents: SealedStore(documents, kept))


def everything_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def filled(folder: Path) -> BlobStore:
    blobs = store(folder, KEY)
    for index, chunk in enumerate(chunks_of(CONTENT)):
        blobs.write_chunk(manifest(), index, chunk)
    blobs.finish(manifest())
    return blobs


def test_an_imported_file_is_sealed_and_gives_every_chunk_back(tmp_path: Path) -> None:
    source = tmp_path / "極秘.pdf"
    source.write_bytes(CONTENT)
    blobs = store(tmp_path / "profile", KEY)
    found = blobs.import_file(source, key_id(KEY))
    assert found == manifest()
    assert blobs.path(found.sha256) is None
    path = blobs.whole(found)
    assert path is not None
    assert path.suffix == ".sealed"
    assert blobs.held(found) == (len(CONTENT), True)
    assert [blobs.read_held(found, index) for index in range(3)] == chunks_of(CONTENT)
    assert read_whole(path, blobs.sealed.secrets()[str(path)]) == CONTENT
    assert MARK not in everything_below(tmp_path / "profile")


def test_a_file_that_changes_while_it_is_sealed_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "極秘.pdf"
    source.write_bytes(CONTENT[:-1] + b"x")
    blobs = store(tmp_path / "profile", KEY)
    with pytest.raises(KurumazaError) as refused:
        blobs.sealed.import_file(source, manifest())
    assert refused.value.code == "document_unavailable"
    assert blobs.whole(manifest()) is None
    assert list((tmp_path / "profile" / "documents").iterdir()) == []


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(3)))
def test_chunks_may_come_in_any_order_and_from_several_starts(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("profile")
    wanted = manifest()
    for place, index in enumerate(order):
        blobs = store(folder, KEY)  # as after a kill between any two chunks
        assert sorted(blobs.missing(wanted)) == sorted(order[place:])
        assert blobs.whole(wanted) is None
        blobs.write_chunk(wanted, index, chunks_of(CONTENT)[index])
        assert MARK not in everything_below(folder)
    path = store(folder).finish(wanted)
    after = store(folder)
    assert after.held(wanted) == (len(CONTENT), True)
    assert read_whole(path, after.sealed.secrets()[str(path)]) == CONTENT
    assert [each.name for each in (folder / "documents").iterdir()] == [path.name]


@pytest.mark.parametrize("data", [b"", CONTENT[: CHUNK_SIZE - 1], chunks_of(CONTENT)[1]])
def test_a_wrong_chunk_is_thrown_away(tmp_path: Path, data: bytes) -> None:
    blobs = store(tmp_path, KEY)
    with pytest.raises(DamagedChunkError):
        blobs.write_chunk(manifest(), 0, data)
    assert blobs.held(manifest()) == (0, False)


def test_a_chunk_that_is_here_is_given_before_the_others_are(tmp_path: Path) -> None:
    blobs = store(tmp_path, KEY)
    with pytest.raises(KurumazaError, match="not here"):
        blobs.read_held(manifest(), 1)
    blobs.write_chunk(manifest(), 1, chunks_of(CONTENT)[1])
    assert blobs.read_held(manifest(), 1) == chunks_of(CONTENT)[1]
    with pytest.raises(KurumazaError, match="not here"):
        blobs.read_held(manifest(), 0)


def test_without_its_key_nothing_is_kept_and_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        store(tmp_path / "none").write_chunk(manifest(), 0, chunks_of(CONTENT)[0])
    assert not everything_below(tmp_path / "none")
    filled(tmp_path / "had").sealed.keys.destroy(key_id(KEY))
    blind = store(tmp_path / "had")
    assert blind.whole(manifest()) is None
    with pytest.raises(KurumazaError):
        blind.read_held(manifest(), 0)


def test_a_device_that_keeps_nothing_confidential_says_so(tmp_path: Path) -> None:
    with pytest.raises(KurumazaError, match="keeps no confidential"):
        BlobStore(tmp_path).held(manifest())


def test_two_meetings_with_the_same_document_have_keys_of_their_own(tmp_path: Path) -> None:
    other = bytes(32)
    filled(tmp_path)
    blobs = store(tmp_path, other)
    assert blobs.held(manifest(key=other)) == (0, False)
    for index, chunk in enumerate(chunks_of(CONTENT)):
        blobs.write_chunk(manifest(key=other), index, chunk)
    blobs.finish(manifest(key=other))
    assert blobs.sealed.erase(manifest())
    assert blobs.held(manifest()) == (0, False)
    assert blobs.read_held(manifest(key=other), 0) == chunks_of(CONTENT)[0]


def test_a_chunk_damaged_on_the_disk_is_found_at_the_end_and_fetched_again(tmp_path: Path) -> None:
    blobs, wanted = store(tmp_path, KEY), manifest()
    for index, chunk in enumerate(chunks_of(CONTENT)):
        blobs.write_chunk(wanted, index, chunk)
    (part,) = (tmp_path / "documents").glob("*.part")
    damaged = bytearray(part.read_bytes())
    damaged[HEADER_SIZE + CHUNK_SIZE + 100] ^= 1
    part.write_bytes(damaged)
    with pytest.raises(DamagedChunkError):
        blobs.finish(wanted)
    assert blobs.missing(wanted) == [1]
    blobs.write_chunk(wanted, 1, chunks_of(CONTENT)[1])
    assert blobs.finish(wanted).is_file()


def test_chunks_that_are_right_in_a_whole_that_is_not_are_all_fetched_again(tmp_path: Path) -> None:
    blobs, wanted = store(tmp_path, KEY), replace(manifest(), sha256="ab" * 32)
    for index, chunk in enumerate(chunks_of(CONTENT)):
        blobs.write_chunk(wanted, index, chunk)
    with pytest.raises(DamagedChunkError):
        blobs.finish(wanted)
    assert blobs.missing(wanted) == [0, 1, 2]


def test_what_was_begun_with_a_broken_header_is_begun_anew(tmp_path: Path) -> None:
    blobs, wanted = store(tmp_path, KEY), manifest()
    blobs.write_chunk(wanted, 0, chunks_of(CONTENT)[0])
    (part,) = (tmp_path / "documents").glob("*.part")
    part.write_bytes(part.read_bytes()[: HEADER_SIZE - 1])
    blobs.write_chunk(wanted, 1, chunks_of(CONTENT)[1])
    assert blobs.missing(wanted) == [0, 2]


def test_an_empty_file_is_whole_at_once(tmp_path: Path) -> None:
    blobs, wanted = store(tmp_path, KEY), manifest(b"")
    path = blobs.finish(wanted)
    assert read_whole(path, blobs.sealed.secrets()[str(path)]) == b""
    lying = replace(wanted, sha256="cd" * 32)
    with pytest.raises(DamagedChunkError):
        blobs.finish(lying)


def test_what_was_erased_leaves_no_secret_and_takes_nothing_that_is_still_on_its_way(tmp_path: Path) -> None:
    blobs = filled(tmp_path)
    path = blobs.whole(manifest())
    assert path is not None
    secret = blobs.sealed.secrets()[str(path)]
    copy = path.read_bytes()
    assert blobs.sealed.erase(manifest())
    assert not blobs.sealed.erase(manifest())
    assert not path.exists()
    assert blobs.sealed.secrets() == {}
    with pytest.raises(KeyMissing):
        blobs.write_chunk(manifest(), 0, chunks_of(CONTENT)[0])
    assert secret not in copy
    assert blobs.missing(manifest()) == [0, 1, 2]  # the chair hands it out again
    blobs.write_chunk(manifest(), 0, chunks_of(CONTENT)[0])


def test_erasing_overwrites_the_secret_before_the_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = filled(tmp_path)
    path = blobs.whole(manifest())
    assert path is not None
    before = path.read_bytes()[:HEADER_SIZE]
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_options: None)
    blobs.sealed.erase(manifest())
    after = path.read_bytes()
    assert read_head(after) == read_head(before)
    with pytest.raises(SealBroken):
        secret_of(KEY, after)


# -- bytes ---------------------------------------------------------------------------------------


@given(data=st.binary(max_size=200), index=st.integers(0, 899))
def test_a_chunk_opens_only_at_its_place_in_its_file(data: bytes, index: int) -> None:
    head = Head(CHUNK_SIZE, 900 * CHUNK_SIZE, key_id(KEY), "ab" * 32)
    secret = secret_of(KEY, new_header(KEY, head))
    sealed = seal_chunk(secret, head, index, data)
    assert unseal_chunk(secret, head, index, sealed) == data
    for other, place in (
        (replace(head, sha256="cd" * 32), index),
        (replace(head, size=1), index),
        (head, 900),
    ):
        with pytest.raises(SealBroken):
            unseal_chunk(secret, other, place, sealed)


@given(data=st.binary(max_size=64), place=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_is_found(data: bytes, place: int, bit: int) -> None:
    head = Head(CHUNK_SIZE, 10, key_id(KEY), "ab" * 32)
    secret = secret_of(KEY, new_header(KEY, head))
    sealed = bytearray(seal_chunk(secret, head, 0, data))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        unseal_chunk(secret, head, 0, bytes(sealed))


@given(st.binary(max_size=HEADER_SIZE + 10))
def test_no_bytes_make_a_head_raise_anything_else(data: bytes) -> None:
    try:
        head = read_head(data)
    except SealBroken:
        return
    assert head.packed() == data[: len(head.packed())]


@pytest.mark.parametrize("change", ["cut", "longer_than_it_is", "magic"])
def test_a_damaged_file_is_not_read_as_something_else(tmp_path: Path, change: str) -> None:
    blobs = filled(tmp_path)
    path = blobs.whole(manifest())
    assert path is not None
    secret = blobs.sealed.secrets()[str(path)]
    data = path.read_bytes()
    damaged = {
        "cut": data[:-1],
        "longer_than_it_is": data[:12] + (2**40).to_bytes(8, "big") + data[20:],
        "magic": b"x" + data[1:],
    }[change]
    path.write_bytes(damaged)
    with pytest.raises(SealBroken):
        read_whole(path, secret)
