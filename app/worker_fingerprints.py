"""A digest of what a page says and looks like, by which two versions of a document are compared.

Two pages are the same here when they say the same characters in the same order, white space aside, and when
they look the same from some distance: drawn 96 pixels large, in sixteen levels of grey. What a program
changes by writing the file anew (numbers, compression, order of objects) makes no difference, nor does a
shade that the eye does not tell apart. Another word, a moved line or another picture does. Of a scanned page
a single character may change unnoticed.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from pymupdf import mupdf

from app.page_requests import DIGEST_BYTES

SIDE_PX = 96
WHITE = 255

_LEVELS = bytes(min((value + 8) >> 4, 15) for value in range(256))


def fingerprint(page: Any, size: tuple[float, float], text: str) -> str:
    """The digest of a page that says this; raises what MuPDF raises."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    digest.update("".join(text.split()).encode("utf-8", "replace"))
    scale = SIDE_PX / max(size)
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    digest.update(b"\0%d %d\0" % (width, height))
    digest.update(_greys(page, size, width, height).translate(_LEVELS))
    return digest.hexdigest()


def _greys(page: Any, size: tuple[float, float], width: int, height: int) -> bytearray:
    greys = bytearray(width * height)
    picture = mupdf.fz_new_pixmap_with_bbox_and_data(
        mupdf.fz_device_gray(),
        mupdf.FzIrect(0, 0, width, height),
        mupdf.FzSeparations(),
        0,
        mupdf.python_mutable_buffer_data(memoryview(greys)),
    )
    mupdf.fz_clear_pixmap_with_value(picture, WHITE)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), picture)
    mupdf.fz_run_page(
        page,
        device,
        mupdf.FzMatrix(width / size[0], 0, 0, height / size[1], 0, 0),
        mupdf.FzCookie(),
    )
    mupdf.fz_close_device(device)
    return greys
