"""What can be wrong with a received document, as a value; usable without Qt and without a PDF library."""

from __future__ import annotations

from enum import StrEnum

HEAD_BYTES = 1024  # readers agree that the PDF signature may stand this far into a file
SMALLEST_PDF_BYTES = 32  # "%PDF-1.0", a trailer and "%%EOF" need more than this

_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")
_IMAGE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x0cjP  ")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


class DocumentProblem(StrEnum):
    """Why a document, or one page of it, cannot be shown."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    WEB_PAGE = "web_page"
    IMAGE = "image"
    OFFICE = "office"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a problem, not a password
    BROKEN = "broken"
    NO_PAGES = "no_pages"
    TOO_SLOW = "too_slow"
    WORKER_DIED = "worker_died"
    PAGE_BROKEN = "page_broken"


def problem_of_head(head: bytes, size_bytes: int) -> DocumentProblem | None:
    """What the first bytes of a file already tell; None when it may be a PDF."""
    if size_bytes == 0:
        return DocumentProblem.EMPTY
    head = head[:HEAD_BYTES]
    if b"%PDF-" in head:
        return None if size_bytes >= SMALLEST_PDF_BYTES else DocumentProblem.BROKEN
    if head.startswith(_IMAGE) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return DocumentProblem.IMAGE
    if head.startswith(_OFFICE):
        return DocumentProblem.OFFICE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        return DocumentProblem.WEB_PAGE
    return DocumentProblem.NOT_PDF
