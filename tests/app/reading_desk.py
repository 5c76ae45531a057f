"""A reader with all that belongs to it, on a profile of its own, with real workers; and papers for it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QLabel

from app.paths import ProfilePaths
from app.reader import DocumentReader
from app.reading_room import ReadingRoom
from app.study import Study
from app.tasks import Tasks
from tests.app.sheet_pdf import FIRST_FREE, document, page, stream, words
from tests.widgets.note_hands import draw, mouse, on_page
from widgets.thumbnail_model import THUMBNAIL_ROLE, Thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pytestqt.qtbot import QtBot

    from widgets.page_marks import PageMarks
    from widgets.page_view import PageView

WAIT_MS = 30_000  # far beyond what anything here takes
PAPER = b"/MediaBox[0 0 400 600]"
LINK_AT = (0.25, 0.5)  # the middle of what `link_to` and `link_out` make


def paper(
    *texts: str, links: Mapping[int, bytes] | None = None, catalog: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """A document with a few words on each page; ``links`` are annotations by page.

    ``more`` are objects that the catalogue names; their numbers follow those of the pages, two for each.
    """
    objects: list[bytes] = []
    for number, text in enumerate(texts):
        annotations = (links or {}).get(number, b"")
        objects += [
            page(FIRST_FREE + 2 * number + 1, PAPER + b"/Annots[" + annotations + b"]"),
            stream(
                words(*((40, 540 - 24 * row, line.encode()) for row, line in enumerate(text.split("\n"))))
            ),
        ]
    objects += more
    return document(objects, [FIRST_FREE + 2 * number for number in range(len(texts))], catalog)


def link_to(number: int) -> bytes:
    """A link in the middle of a page to the top of another one."""
    there = FIRST_FREE + 2 * number
    return b"<</Type/Annot/Subtype/Link/Rect[60 270 140 330]/Dest[%d 0 R/XYZ 0 600 0]>>" % there


def link_out(address: bytes) -> bytes:
    """A link in the middle of a page to an address."""
    return b"<</Type/Annot/Subtype/Link/Rect[60 270 140 330]/A<</S/URI/URI(" + address + b")>>>>"


def locked(data: bytes, password: str, permissions: int = -1) -> bytes:
    """The same document behind a password; with an empty one anybody may read it, within the permissions."""
    with pymupdf.open(stream=data) as whole:
        return bytes(
            whole.tobytes(
                encryption=pymupdf.mupdf.PDF_ENCRYPT_AES_256,
                user_pw=password,
                owner_pw="owner",
                permissions=permissions,
            )
        )


def shelve(folder: Path, data: bytes) -> tuple[Path, str]:
    """Put a document where a meeting keeps it: under its digest."""
    digest = hashlib.sha256(data).hexdigest()
    path = folder / f"{digest}.pdf"
    path.write_bytes(data)
    return path, digest


class ReadingDesk:
    """Read as one person does: the room, one reader and its study."""

    def __init__(self, qtbot: QtBot, folder: Path, meeting: str = "") -> None:
        self.qtbot, self.folder = qtbot, folder
        self.tasks = Tasks()
        self.paths = ProfilePaths(folder / "profile")
        self.room = room = ReadingRoom(self.paths, self.tasks)
        self.reader = DocumentReader(
            documents=room.documents, cache=room.cache, places=room.places, unlocking=room.unlocking
        )
        self.study = Study(self.reader, room, meeting)
        self.notices: list[str] = []
        self.study.notice.connect(self.notices.append)
        qtbot.addWidget(self.reader.widget)
        self.reader.widget.resize(1_000, 800)
        self.reader.widget.show()
        self.reader.widget.activateWindow()
        self.reader.widget.setFocus()
        self._is_closed = False

    @property
    def view(self) -> PageView:
        return self.reader.widget.view

    @property
    def said(self) -> str:
        """All that can be read in the reader now."""
        return " ".join(
            label.text() for label in self.reader.widget.findChildren(QLabel) if label.isVisible()
        )

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def open(self, data: bytes, page: int | None = None, *, document: str = "") -> str:
        """Open a document, and wait until all is known of it; its digest."""
        path, digest = shelve(self.folder, data)
        self.reader.open(path, digest, page, document=document)
        self.wait(lambda: self.shows(digest) and self.study.way.known_details is not None)
        self.view.setFocus()
        return digest

    def shows(self, digest: str) -> bool:
        return self.reader.document is not None and self.reader.document.key == digest

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.view, key, modifier)

    def click(self, place: tuple[float, float], page: int = 0) -> None:
        at = QPointF(*on_page(self.view, *place, page))
        mouse(self.view, QEvent.Type.MouseButtonPress, at)
        mouse(self.view, QEvent.Type.MouseButtonRelease, at)

    def draw(self, *places: tuple[float, float], page: int = 0) -> None:
        draw(self.view, [on_page(self.view, *place, page) for place in places])

    def marks(self, page: int) -> PageMarks:
        """What the small picture of a page carries."""
        model = self.study.way.panel.thumbnails.pages
        row = model.data(model.index(page, 0), THUMBNAIL_ROLE)
        assert isinstance(row, Thumbnail)
        return row.marks

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.study.close()
            self.reader.close()
            self.room.close()
            self.tasks.close()
