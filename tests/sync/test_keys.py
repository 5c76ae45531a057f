import datetime as dt
import os
import ssl
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import BadKey, StorageDamaged, StorageUnavailable
from sync.keys import DeviceKey, device_of_certificate, from_base64url_32, mark, to_base64url, verify
from tests.sync.strategies import ANNE, BEN


def test_the_same_key_comes_back(tmp_path: Path) -> None:
    first = DeviceKey.load_or_create(tmp_path / "new" / "device.key")
    again = DeviceKey.load_or_create(tmp_path / "new" / "device.key")
    assert again.device == first.device
    assert verify(first.device, again.sign(b"x"), b"x")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["device.key"]


def test_two_profiles_have_two_keys(tmp_path: Path) -> None:
    assert DeviceKey.load_or_create(tmp_path / "a").device != DeviceKey.load_or_create(tmp_path / "b").device


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    DeviceKey.load_or_create(tmp_path / "device.key")
    assert (tmp_path / "device.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"", b"short", b"\x00" * 63, b"\x00" * 65, b"\x00" * 64], ids=range(5))
def test_a_damaged_key_is_refused_and_left_alone(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "device.key"
    path.write_bytes(damage)
    with pytest.raises(StorageDamaged, match="damaged"):
        DeviceKey.load_or_create(path)
    assert path.read_bytes() == damage


def test_a_flipped_bit_in_the_key_is_found(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    DeviceKey.load_or_create(path)
    stored = bytearray(path.read_bytes())
    stored[5] ^= 1
    path.write_bytes(stored)
    with pytest.raises(StorageDamaged, match="halves"):
        DeviceKey.load_or_create(path)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "device.key").mkdir()
    with pytest.raises(StorageUnavailable, match="cannot be read"):
        DeviceKey.load_or_create(tmp_path / "device.key")


def test_a_key_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageUnavailable, match="No space left"):
        DeviceKey.load_or_create(tmp_path / "device.key")
    assert list(tmp_path.iterdir()) == []


def test_a_signature_holds_for_one_device_and_one_message() -> None:
    signature = ANNE.sign(b"message")
    assert verify(ANNE.device, signature, b"message")
    assert not verify(BEN.device, signature, b"message")
    assert not verify(ANNE.device, signature, b"messagf")
    assert not verify(ANNE.device, signature[:-1], b"message")
    assert not verify("nonsense", signature, b"message")


@given(st.binary(min_size=32, max_size=32))
def test_ids_are_43_characters_and_only_written_one_way(raw: bytes) -> None:
    text = to_base64url(raw)
    assert len(text) == 43
    assert from_base64url_32(text) == raw


@pytest.mark.parametrize(
    "text",
    ["", "A" * 42, "A" * 44, "A" * 42 + "B", "A" * 42 + "=", "A" * 42 + "!", "あ" * 43, "A" * 42 + "+"],
)
def test_other_spellings_are_no_ids(text: str) -> None:
    with pytest.raises(BadKey):
        from_base64url_32(text)


def test_marks_are_short_and_tell_devices_apart() -> None:
    assert mark(ANNE.device) != mark(BEN.device)
    assert mark(ANNE.device) == mark(ANNE.device)
    for device in (ANNE.device, BEN.device):
        assert len(mark(device)) == 6
        assert not set(mark(device)) & set("01IO")


def test_the_certificate_carries_the_device_key_and_no_clock_breaks_it(tmp_path: Path) -> None:
    certificate = ANNE.certificate()
    parsed = x509.load_pem_x509_certificate(certificate.cert_pem)
    assert device_of_certificate(parsed.public_bytes(Encoding.DER)) == ANNE.device
    assert parsed.not_valid_before_utc <= dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    assert parsed.not_valid_after_utc >= dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
    pem = tmp_path / "both.pem"
    pem.write_bytes(certificate.cert_pem + certificate.key_pem)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(pem)  # raises if they do not belong together


def test_other_certificates_name_no_device() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, moment, moment + dt.timedelta(days=9))
    with pytest.raises(BadKey, match="without a device key"):
        device_of_certificate(builder.sign(key, SHA256()).public_bytes(Encoding.DER))
    with pytest.raises(BadKey, match="no readable certificate"):
        device_of_certificate(b"\x30\x03\x02\x01")
