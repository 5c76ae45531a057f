"""Keys of confidential documents: wrapped on the disk, given only for their own name, destroyed."""

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.content_keys import ContentKeys, KeyMissing
from sync.erasure import erase
from sync.errors import KurumazaError, StorageUnavailable
from sync.key_wrapping import DeviceKeyWrapping, wrapping_for
from sync.keys import DeviceKey
from sync.sealing import SealBroken, key_id

KEY = bytes(range(32))
DEVICE = DeviceKey.generate()


def keys(folder: Path, device: DeviceKey = DEVICE) -> ContentKeys:
    return ContentKeys(folder, wrapping_for(device))


def test_a_key_is_found_again_and_lies_nowhere_in_the_clear(tmp_path: Path) -> None:
    name = keys(tmp_path).make()
    key = keys(tmp_path).key(name)
    assert key_id(key) == name
    (file,) = tmp_path.iterdir()
    assert key not in file.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_key_is_not_kept_under_the_name_that_was_asked_for(tmp_path: Path) -> None:
    for key in (bytes(32), KEY[:-1], b""):
        with pytest.raises(KurumazaError) as refused:
            keys(tmp_path).keep(key_id(KEY), key)
        assert refused.value.code == "seal_broken"
    assert not list(tmp_path.iterdir())


def test_a_name_that_is_no_name_touches_no_file(tmp_path: Path) -> None:
    with pytest.raises(KurumazaError):
        keys(tmp_path).destroy("../device")


def test_what_was_destroyed_is_gone_for_this_start_and_every_other(tmp_path: Path) -> None:
    kept = keys(tmp_path)
    name = kept.make()
    assert kept.destroy(name)
    assert not kept.destroy(name)
    assert not kept.holds(name)
    with pytest.raises(KeyMissing):
        kept.key(name)
    assert not keys(tmp_path).holds(name)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there the system wraps by the person")
@pytest.mark.expected_log("cannot be opened here")
def test_the_profile_of_another_device_key_opens_nothing(tmp_path: Path) -> None:
    name = keys(tmp_path).make()
    other = keys(tmp_path, DeviceKey.generate())
    assert not other.holds(name)
    assert (tmp_path / f"{name}.key").is_file()


@pytest.mark.expected_log("cannot be opened here")
def test_a_key_under_the_name_of_another_does_not_open(tmp_path: Path) -> None:
    name = keys(tmp_path).make()
    (tmp_path / f"{name}.key").rename(tmp_path / f"{key_id(KEY)}.key")
    assert not keys(tmp_path).holds(key_id(KEY))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs rights that can be taken")
def test_a_disk_that_refuses_is_said_in_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o500)
    with pytest.raises(StorageUnavailable, match="cannot be kept"):
        keys(folder).make()


def test_a_file_in_the_place_of_the_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"")
    with pytest.raises(StorageUnavailable, match="cannot be kept"):
        keys(tmp_path / "keys").make()


@given(key=st.binary(min_size=32, max_size=32), name=st.binary(max_size=64), place=st.integers(0))
def test_wrapping_gives_the_key_back_and_notices_every_change(key: bytes, name: bytes, place: int) -> None:
    wrapping = DeviceKeyWrapping(DEVICE)
    wrapped = wrapping.wrap(key, name)
    assert wrapping.unwrap(wrapped, name) == key
    damaged = bytearray(wrapped)
    damaged[place % len(damaged)] ^= 1
    for other, called in ((bytes(damaged), name), (wrapped, name + b"x"), (wrapped[:20], name)):
        with pytest.raises(SealBroken):
            wrapping.unwrap(other, called)


def test_a_derived_key_is_of_one_purpose(tmp_path: Path) -> None:
    assert DEVICE.derive(b"a") == DEVICE.derive(b"a")
    assert DEVICE.derive(b"a") != DEVICE.derive(b"b")
    assert DEVICE.derive(b"a") != DeviceKey.generate().derive(b"a")


@given(st.integers(0, 30), st.integers(0, 40))
def test_erasing_overwrites_what_it_is_told_and_no_more(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int
) -> None:
    path = tmp_path_factory.mktemp("erased") / "file"
    path.write_bytes(bytes(30))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "unlink", lambda *_args, **_options: None)
        assert erase(path, start, length)
    left = path.read_bytes()
    assert len(left) == 30
    assert not any(left[:start])
    assert not any(left[start + length :])
    assert erase(path)
    assert not erase(path)
