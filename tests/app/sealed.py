"""Confidential documents for tests: sealed as a meeting seals them."""

from __future__ import annotations

from pathlib import Path

from sync.blobs import BlobStore
from sync.content_keys import ContentKeys
from sync.key_wrapping import DeviceKeyWrapping
from sync.keys import DeviceKey
from sync.sealed_store import SealedStore


def seal_file(folder: Path, source: Path) -> tuple[Path, str, bytes]:
    """Seal a file below a folder; its path there, the digest of the document, and what opens it."""
    keys = ContentKeys(folder / "keys", DeviceKeyWrapping(DeviceKey.generate()))
    store = BlobStore(folder / "documents", lambda documents: SealedStore(documents, keys))
    manifest = store.import_file(source, keys.make())
    path = store.whole(manifest)
    assert path is not None
    return path, manifest.sha256, store.sealed.secrets()[str(path)]


def everything_below(folder: Path) -> bytes:
    """All bytes of all files of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
