"""PDF files of a few hundred bytes, written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

A4 = (595, 842)
RED_SHEET = b"1 0 0 rg 0 0 20000 20000 re f"
GREEN_TOP_LEFT = b"0 1 0 rg 0 421 297.5 421 re f"  # of an A4 page
ENDLESS = b"q 1 0 0 rg " + b"0 0 595 842 re f* " * 400_000 + b"Q"


def pdf(contents: Sequence[bytes], sizes: Sequence[tuple[float, float]] = (A4,)) -> bytes:
    """One page for each content stream; the last size counts for all further pages."""
    pages = len(contents)
    kids = " ".join(f"{3 + 2 * page} 0 R" for page in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()]
    for page, content in enumerate(contents):
        width, height = sizes[min(page, len(sizes) - 1)]
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {4 + 2 * page} 0 R>>"
        objects.append(head.encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return assemble(objects)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Number the objects and write the cross-reference table."""
    result, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return result + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(result))
    )


def plain_pdf(pages: int) -> bytes:
    """Pages of one red sheet each."""
    return pdf([RED_SHEET] * pages)


def no_pages_pdf() -> bytes:
    """A document without a page."""
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])


def locked_pdf() -> bytes:
    """A document that needs a password: the empty one does not pass the check of its dictionary."""
    trailer = b"/Encrypt 5 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length 2>>stream\nq\nendstream",
            b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>",
        ],
        trailer,
    )
