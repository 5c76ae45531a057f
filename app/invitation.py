"""The invitation as a QR picture for the projector."""

from __future__ import annotations

import io
import re

import segno
from PySide6.QtGui import QImage

MODULE_PX = 1
"""Whoever paints it makes each module a whole number of pixels: scaled twice, modules get uneven edges."""
LARGEST_VERSION = 10
"""57 modules a side: on the projector five pixels each, which a tablet in the second row can still read."""
_ADDRESSES = re.compile(r"(?<=[?&]a=)[^&]*")


def qr_image(invite: str) -> QImage | None:
    """A QR code of the invite string with its quiet zone; None when there is nothing to invite to."""
    if not invite:
        return None
    picture = io.BytesIO()
    segno.make(readable(invite), error="m").save(picture, kind="png", scale=MODULE_PX)
    return QImage.fromData(picture.getvalue())


def readable(invite: str) -> str:
    """The invitation with as many of its addresses as modules of a readable size can hold, one at least."""
    found = _ADDRESSES.search(invite)
    addresses = found.group().split(",") if found else []
    shorter = invite
    for count in range(len(addresses) - 1, 0, -1):
        if int(segno.make(shorter, error="m").version) <= LARGEST_VERSION:
            break
        shorter = _ADDRESSES.sub(",".join(addresses[:count]), invite)
    return shorter
