"""Joins a Reader widget to the documents and what is drawn of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.document_problem import DocumentProblem
from app.document_sentences import MAY_GO_BETTER, problem_advice, problem_sentence
from app.documents import Documents
from app.rendering import Rendering
from app.tile_cache import TileCache
from widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from widgets.page_layout import Size
    from widgets.page_pictures import WantedTiles


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that can be read now; ``key`` is the same wherever its file lies.

    ``document`` stays the same when a file is replaced by a newer version, ``key`` does not.
    """

    path: Path
    key: str
    document: str
    pages: int = 0


class DocumentReader(QObject):
    """One document at a time, and the page at which each was left."""

    opened = Signal(str, int)  # key, pages
    arrived = Signal(object)  # OpenedDocument: its pages are shown from now on
    left = Signal()  # what was was shown is gone
    inspected = Signal(str, int)  # key, pages
    refused = Signal(str, str)  # key, what is wrong in one sentence
    page_changed = Signal(int)
    user_moved = Signal()
    anchor_clicked = Signal(int)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        documents: Documents | None = None,
        cache: TileCache | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents or Documents(self)
        self._owns_documents = documents is None
        self._documents.start_early()
        self._cache = cache or TileCache()
        self._rendering: Rendering | None = None
        self._shown: OpenedDocument | None = None
        self._start_page = 0
        self._left_at: dict[str, int] = {}
        self._inspecting: dict[str, str] = {}
        self.widget = Reader()
        view = self.widget.view
        view.tiles_wanted.connect(self._want)
        view.retry_asked.connect(self._retry_page)
        view.page_changed.connect(self._keep_page)
        view.user_moved.connect(self.user_moved)
        view.anchor_clicked.connect(self.anchor_clicked)
        self.widget.retry_asked.connect(self._open_again)
        self._documents.inspected.connect(self._inspection_done)

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        return self.widget.view.current_page if self.widget.is_showing_pages else self._start_page

    @property
    def document(self) -> OpenedDocument | None:
        """What can be read now."""
        return self._shown if self.widget.is_showing_pages else None

    def open(self, path: Path, key: str, page: int | None = None, *, document: str = "") -> None:
        """Show a document at a page, from 0, or where it was left; ``opened`` or ``refused`` follows."""
        self._stop()
        if self._shown is None or self._shown.key != key:
            self.widget.view.set_anchors({})
        self._shown = OpenedDocument(path, key, document or key)
        self._start_page = self._left_at.get(key, 0) if page is None else page
        self.widget.show_message(self.tr("Opening the document…"))
        rendering = Rendering(self._documents, self._cache, str(path), key)
        rendering.opened.connect(self._show)
        rendering.failed.connect(self._show_problem)
        rendering.sizes_known.connect(self.widget.view.set_page_sizes)
        rendering.page_drawn.connect(self.widget.view.refresh_page)
        rendering.states_changed.connect(self.widget.view.set_page_states)
        self._rendering = rendering
        rendering.start()

    def go_to_page(self, page: int) -> None:
        """Bring a page to the front, from 0, also of a document that is still being opened."""
        if self.widget.is_showing_pages:
            self.widget.view.go_to_page(page)
        else:
            self._start_page = max(0, page)

    def set_anchors(self, counts: Mapping[int, int]) -> None:
        """How many comments each page has."""
        self.widget.view.set_anchors(counts)

    def inspect(self, path: Path, key: str) -> None:
        """Count the pages of a received file; ``inspected`` or ``refused`` follows."""
        self._inspecting[str(path)] = key
        self._documents.inspect(str(path))

    def close(self) -> None:
        """Show nothing, and end the workers."""
        self._stop()
        self.widget.view.clear()
        if self._owns_documents:
            self._documents.close()

    def _stop(self) -> None:
        if self._rendering is not None:
            self._rendering.close()
            self._rendering = None
            self.left.emit()

    def _show(self, sizes_pt: list[Size]) -> None:
        if self._rendering is not None and self._shown is not None:
            self._shown = replace(self._shown, pages=len(sizes_pt))
            self.widget.show_pages(sizes_pt, self._rendering, self._start_page)
            self.arrived.emit(self._shown)
            self.opened.emit(self._shown.key, len(sizes_pt))

    def _show_problem(self, problem: DocumentProblem) -> None:
        if self._shown is None:
            return
        sentence = problem_sentence(problem)
        self.widget.show_message(sentence, problem_advice(problem), can_retry=problem in MAY_GO_BETTER)
        self.refused.emit(self._shown.key, sentence)

    def _open_again(self) -> None:
        if self._shown is not None:
            self.open(self._shown.path, self._shown.key, self._start_page, document=self._shown.document)

    def _want(self, wanted: WantedTiles) -> None:
        if self._rendering is not None:
            self._rendering.want(wanted)

    def _retry_page(self, page: int) -> None:
        if self._rendering is not None:
            self._rendering.retry(page)

    def _keep_page(self, page: int) -> None:
        if self._shown is not None:
            self._left_at[self._shown.key] = page
        self.page_changed.emit(page)

    def _inspection_done(self, path: str, outcome: int | DocumentProblem) -> None:
        key = self._inspecting.pop(path, None)
        if key is None:
            return
        if isinstance(outcome, DocumentProblem):
            self.refused.emit(key, problem_sentence(outcome))
        else:
            self.inspected.emit(key, outcome)
