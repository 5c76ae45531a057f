"""What somebody was writing when the program ended, one draft for each meeting; never sent anywhere."""

from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.settings import read_json, write_json
from sync.blobs import is_digest
from sync.discussion import PAGE_UNITS, Region
from sync.meeting import Anchor, CommentDraft, CommentKind

SAVE_AFTER_MS = 200

logger = logging.getLogger(__name__)


def _to_json(draft: CommentDraft) -> dict[str, Any]:
    return {
        "body": draft.body,
        "kind": draft.kind.value,
        "agenda": draft.agenda,
        "document": draft.anchor.document if draft.anchor else "",
        "page": draft.anchor.page if draft.anchor else 0,
        "version": draft.anchor.sha256 if draft.anchor else "",
        "region": _region_to_json(draft.anchor.region if draft.anchor else None),
        "quote": draft.anchor.quote if draft.anchor else "",
        "reply_to": draft.reply_to,
        "name_withheld": draft.name_withheld,
    }


def _region_to_json(region: Region | None) -> list[int]:
    return [region.left, region.top, region.width, region.height] if region is not None else []


def _region_from_json(found: object) -> Region | None:
    if not isinstance(found, list) or len(found) != len(fields(Region)):
        return None
    if not all(type(part) is int and 0 <= part <= PAGE_UNITS for part in found):
        return None
    region = Region(*found)
    return region if region.width and region.height else None


def _from_json(found: object) -> CommentDraft | None:
    if not isinstance(found, dict) or not isinstance(found.get("body"), str):
        return None
    document, page = found.get("document"), found.get("page")
    anchored = isinstance(document, str) and document and type(page) is int and page >= 1
    kind, version = found.get("kind"), found.get("version")
    version = version if isinstance(version, str) and is_digest(version) else ""
    region = _region_from_json(found.get("region"))
    quote = str(found.get("quote", "")) if region is not None else ""
    return CommentDraft(
        body=found["body"],
        kind=CommentKind(kind) if kind in list(CommentKind) else CommentKind.OPINION,
        agenda=str(found.get("agenda", "")),
        anchor=Anchor(str(document), int(str(page)), version, region, quote) if anchored else None,
        reply_to=str(found.get("reply_to", "")),
        name_withheld=found.get("name_withheld") is True,
    )


class Drafts(QObject):
    """Keeps drafts on disk a moment after each change, and at the latest when it is closed."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._drafts = read_json(path)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._saved = True

    def draft(self, meeting: str) -> CommentDraft | None:
        """The unfinished comment of a meeting."""
        return _from_json(self._drafts.get(meeting))

    def keep(self, meeting: str, draft: CommentDraft | None) -> None:
        """Remember a draft, or that there is none any more."""
        if draft is None or not draft.body:
            self._drafts.pop(meeting, None)
        else:
            self._drafts[meeting] = _to_json(draft)
        self._saved = False
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Write what changed. A disk that cannot be written is logged; the text stays on the screen."""
        self._timer.stop()
        if self._saved:
            return
        try:
            write_json(self._path, self._drafts)
        except OSError as error:
            logger.warning("The draft could not be saved: %s", error.strerror)
            return
        self._saved = True
