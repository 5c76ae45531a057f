"""What all readers of this program share: workers, pictures, and what is remembered of documents here."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.answered_calls import AnsweredCalls
from app.bookmarks import Bookmarks
from app.documents import Documents
from app.inquiries import Inquiries
from app.left_apart import LeftApart
from app.news import SeenNews
from app.note_export import NoteExport
from app.note_moves import NoteMoves
from app.notes import Notes
from app.passwords import Passwords, Unlocking
from app.policy import device_policy
from app.projector_memory import ProjectorMemory
from app.reading_places import ReadingPlaces
from app.sealed_files import digest_of
from app.search import Search
from app.tile_cache import TileCache
from app.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.paths import ProfilePaths
    from app.tasks import Tasks

logger = logging.getLogger(__name__)


class ReadingRoom(QObject):
    """Made once for a meeting, or for the files that were opened alone; closed before its tasks."""

    def __init__(
        self,
        paths: ProfilePaths,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        documents: Documents | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.documents = documents or Documents(self)
        self._owns_documents = documents is None
        self.documents.start_early()
        self.cache = TileCache()
        self._secret_paths: frozenset[str] = frozenset()
        self.inquiries = Inquiries(self.documents)
        self.places = ReadingPlaces(paths.reading_places, tasks, self)
        self.projector = ProjectorMemory(paths.projector, tasks, self)
        self.news = SeenNews(paths.news, tasks, self)
        self.calls = AnsweredCalls(paths.calls, tasks, self)
        self.left_apart = LeftApart(paths.left_apart, tasks, self)
        self.bookmarks = Bookmarks(paths.bookmarks, tasks, self)
        self.notes = Notes(paths.notes, self)
        self.moves = NoteMoves(self.notes, self.inquiries, tasks, self)
        self.export = NoteExport(paths.root, self.inquiries, tasks, self)
        self.search = Search(self.inquiries, paths.search, self)
        self.versions = Versions(self.documents, tasks, self)
        self.unlocking = Unlocking(self.inquiries, self.documents, Passwords())
        found = device_policy()
        self.policy = found.policy
        self.policy_warnings = found.warnings
        for warning in found.warnings:
            logger.warning("%s", warning)

    def set_secrets(self, secrets: Mapping[str, bytes]) -> None:
        """What opens each confidential file; pictures of those that may be read no longer are given up."""
        for path in self._secret_paths - secrets.keys():
            self.cache.forget(digest_of(path))
        self._secret_paths = frozenset(secrets)
        self.documents.set_secrets(secrets)

    def let_go(self, digests: Iterable[str]) -> None:
        """Keep no picture of these files and have none of them open: they were withdrawn, or are damaged."""
        for digest in digests:
            self.cache.forget(digest)
        self.documents.let_go()

    def close(self) -> None:
        """Save what is not saved yet, forget passwords, end the workers."""
        self.search.close()
        self.versions.close()
        self.export.cancel()
        self.moves.close()
        if not self.notes.close():
            logger.error("Some private notes could not be saved")
        self.bookmarks.close()
        self.calls.close()
        self.left_apart.close()
        self.projector.close()
        self.news.close()
        self.places.close()
        self.unlocking.close()
        self.inquiries.close()
        if self._owns_documents:
            self.documents.close()
