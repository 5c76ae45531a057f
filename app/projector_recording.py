"""Saves what is on the projector as a picture: one press, a name with the time, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QDateTime, QIODevice, QStandardPaths

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST_OF_ONE_SECOND = 100


def pictures_folder() -> Path:
    """Where the person looks for pictures."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(found or Path.home()) / "Kurumaza"


def picture_name(at_ms: int, number: int = 1) -> str:
    """`projector-20261006-143005.png`, by the clock of this PC."""
    moment = QDateTime.fromMSecsSinceEpoch(at_ms).toString("yyyyMMdd-HHmmss")
    return f"projector-{moment}{'' if number == 1 else f'-{number}'}.png"


def png_bytes(image: QImage) -> bytes:
    """The picture as the bytes of a PNG file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload] # the stubs want bytes, Qt a string
        raise OSError("the picture could not be written")
    buffer.close()
    return bytes(held.data())


def save_picture(image: QImage, folder: Path, at_ms: int) -> Path:
    """Write it beside what is there already. Raises OSError."""
    content = png_bytes(image)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, MOST_OF_ONE_SECOND):
        path = folder / picture_name(at_ms, number)
        try:
            file = path.open("xb")
        except FileExistsError:
            continue
        with file:
            file.write(content)
        return path
    raise FileExistsError(f"{folder} has too many pictures of this second")
