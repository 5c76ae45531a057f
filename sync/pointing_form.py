"""Where a presenter points, as bytes of one fixed size; what no page has is refused both ways."""

from __future__ import annotations

import struct
from typing import Final

from sync.body_checks import MAX_PAGE
from sync.discussion import PAGE_UNITS, Pointing
from sync.discussion_kinds import MAX_ZOOM
from sync.errors import BadKey
from sync.keys import from_base64url_32, to_base64url

_FORM: Final = struct.Struct(">32sIHHHhh")


def pack_pointing(pointing: Pointing) -> bytes:
    """The bytes of a pointing. ValueError for one that nobody would take."""
    _check(pointing)
    try:
        document = from_base64url_32(pointing.document)
    except BadKey as error:
        raise ValueError("a pointing names a document by its id") from error
    place = (pointing.zoom, pointing.x, pointing.y, pointing.pointer_x, pointing.pointer_y)
    return _FORM.pack(document, pointing.page, *place)


def unpack_pointing(data: bytes) -> Pointing:
    """The pointing that these bytes are. ValueError for what is none."""
    if len(data) != _FORM.size:
        raise ValueError("a pointing has the wrong size")
    document, *where = _FORM.unpack(data)
    pointing = Pointing(to_base64url(document), *where)
    _check(pointing)
    return pointing


def _check(pointing: Pointing) -> None:
    if not 1 <= pointing.page <= MAX_PAGE:
        raise ValueError("a pointing names a page that no document has")
    if not 0 <= pointing.zoom <= MAX_ZOOM:
        raise ValueError("a pointing has a zoom that no view has")
    if not (0 <= pointing.x <= PAGE_UNITS and 0 <= pointing.y <= PAGE_UNITS):
        raise ValueError("a pointing looks beside the page")
    pointer = (pointing.pointer_x, pointing.pointer_y)
    if pointer != (-1, -1) and not all(0 <= part <= PAGE_UNITS for part in pointer):
        raise ValueError("a pointer stands beside the page")
