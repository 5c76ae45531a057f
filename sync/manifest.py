"""What a document file is made of: its chunks and their digests, and the key that seals it, if any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sync.errors import KurumazaError, StorageFull, StorageUnavailable, is_disk_full

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DamagedChunkError(KurumazaError):
    """These bytes are not the chunk that was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "document_unavailable", "A piece of the document arrived damaged and was thrown away."
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file is made of; sizes in bytes, digests in hexadecimal.

    `key` names the key of a confidential file and is empty for all others.
    """

    sha256: str
    size: int
    chunk_size: int
    chunks: tuple[str, ...]
    key: str = ""

    def length(self, index: int) -> int:
        """Bytes of one chunk; only the last one may be short."""
        return min(self.chunk_size, self.size - index * self.chunk_size)


def manifest_of(body: Mapping[str, Any]) -> Manifest:
    """The manifest inside the checked body of a document.add."""
    return Manifest(
        body["sha256"], body["size"], body["chunk_size"], tuple(body["chunks"]), body.get("key", "")
    )


def is_digest(text: str) -> bool:
    """Whether this is a SHA-256 in hexadecimal: the only name that a file may have here."""
    return _DIGEST.fullmatch(text) is not None


@contextmanager
def storage(what: str) -> Iterator[None]:
    """Say of what the disk refuses that it cannot be done."""
    try:
        yield
    except OSError as error:
        refused = StorageFull if is_disk_full(error) else StorageUnavailable
        raise refused(f"{what}: {error.strerror or error}.") from error
