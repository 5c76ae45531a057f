"""The invitation as a QR picture for the projector."""

from __future__ import annotations

import io

import segno
from PySide6.QtGui import QImage

MODULE_PX = 8


def qr_image(invite: str) -> QImage | None:
    """A QR code of the invite string with its quiet zone; None when there is nothing to invite to."""
    if not invite:
        return None
    picture = io.BytesIO()
    segno.make(invite, error="m").save(picture, kind="png", scale=MODULE_PX)
    return QImage.fromData(picture.getvalue())
