"""Takes a PDF of this PC into the store, and says what is wrong with a file that cannot be shared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sync.blobs import BlobStore, Manifest
from sync.errors import KurumazaError, system_reason
from sync.pdf_check import PdfFault, pdf_fault


def import_pdf(blobs: BlobStore, path: Path, key: str = "") -> Manifest:
    """Check a file and copy it into the store, sealed if a key is named. Raises KurumazaError.

    Blocks on the disk; call it in a thread.
    """
    try:
        _check(path)
        return blobs.import_file(path, key)
    except (OSError, ValueError) as error:
        raise KurumazaError(
            "file_unreadable", f"The file {path.name} cannot be read: {system_reason(error)}."
        ) from error


def manifest_body(manifest: Manifest) -> dict[str, Any]:
    """The manifest as the body of a document.add or document.replace carries it."""
    return {
        "sha256": manifest.sha256,
        "size": manifest.size,
        "chunk_size": manifest.chunk_size,
        "chunks": list(manifest.chunks),
        "key": manifest.key,
    }


def _check(path: Path) -> None:
    match pdf_fault(path):
        case PdfFault.NO_PDF:
            raise KurumazaError("not_a_pdf", f"{path.name} is no PDF file.")
        case PdfFault.TOO_LARGE:
            raise KurumazaError("document_too_large", f"The file {path.name} is larger than 2 GB.")
