"""Joins a Reader widget to the documents and what is drawn of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.document_problem import DocumentProblem
from app.document_sentences import MAY_GO_BETTER, problem_advice, problem_sentence
from app.documents import Documents
from app.rendering import Rendering
from app.tile_cache import TileCache
from widgets.password_panel import PasswordPanel
from widgets.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.passwords import Unlocking
    from widgets.page_layout import Size
    from widgets.page_pictures import WantedTiles
    from widgets.view_state import ViewState


LOCKED = (DocumentProblem.ENCRYPTED, DocumentProblem.WRONG_PASSWORD)


class Places(Protocol):
    """Remembers how each document was left."""

    def state(self, key: str) -> ViewState | None:
        """How this document was left."""

    def keep(self, key: str, state: ViewState) -> None:
        """Remember how it looks now."""


class LeftPlaces:
    """Remembers it as long as the reader is there."""

    def __init__(self) -> None:
        self._states: dict[str, ViewState] = {}

    def state(self, key: str) -> ViewState | None:
        """How this document was left."""
        return self._states.get(key)

    def keep(self, key: str, state: ViewState) -> None:
        """Remember how it looks now."""
        self._states[key] = state


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
    sizes_known = Signal(int, object)  # first page, sizes in points
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
        places: Places | None = None,
        unlocking: Unlocking | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = documents or Documents(self)
        self._owns_documents = documents is None
        self._documents.start_early()
        self._cache = cache or TileCache()
        self._rendering: Rendering | None = None
        self._shown: OpenedDocument | None = None
        self._start_page: int | None = None
        self._places = places or LeftPlaces()
        self._unlocking = unlocking
        self._inspecting: dict[str, str] = {}
        self.title = ""  # of what is open, for questions about it
        self.sizes_pt: list[Size] = []
        self.was_known = False  # somebody has looked at it before, and chosen how
        self.widget = Reader()
        view = self.widget.view
        view.tiles_wanted.connect(self._want)
        view.retry_asked.connect(self._retry_page)
        view.page_changed.connect(self._keep_page)
        view.user_moved.connect(self.user_moved)
        view.anchor_clicked.connect(self.anchor_clicked)
        view.zoom_changed.connect(self._keep_place)
        view.arrangement_changed.connect(self._keep_place)
        self.widget.retry_asked.connect(self._open_again)
        if unlocking is not None:
            self._ask_for_passwords(unlocking)
        self._documents.inspected.connect(self._inspection_done)

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        if self.widget.is_showing_pages:
            return self.widget.view.current_page
        if self._start_page is not None or self._shown is None:
            return self._start_page or 0
        left = self._places.state(self._shown.key)
        return left.page if left is not None else 0

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
        self._start_page = page
        self.widget.show_message(self.tr("Opening the document…"))
        rendering = Rendering(self._documents, self._cache, str(path), key)
        rendering.opened.connect(self._show)
        rendering.failed.connect(self._show_problem)
        rendering.sizes_known.connect(self.widget.view.set_page_sizes)
        rendering.sizes_known.connect(self.sizes_known)
        rendering.page_drawn.connect(self.widget.view.refresh_page)
        rendering.states_changed.connect(self.widget.view.set_page_states)
        self._rendering = rendering
        rendering.start()

    def put_away(self, sentence: str) -> None:
        """Show this sentence in place of what was open, which nobody shall read any more."""
        self._stop()
        self._shown = None
        self.widget.view.set_anchors({})
        self.widget.show_message(sentence)

    def go_to_page(self, page: int) -> None:
        """Bring a page to the front, from 0, also of a document that is still being opened."""
        if self.widget.is_showing_pages:
            self.widget.view.go_to_page(page)
        else:
            self._start_page = max(0, page)

    def set_labels(self, labels: Sequence[str]) -> None:
        """What the document calls its pages."""
        self.widget.set_labels(labels)

    def set_anchors(self, counts: Mapping[int, int]) -> None:
        """How many comments each page has."""
        self.widget.view.set_anchors(counts)

    def inspect(self, path: Path, key: str) -> None:
        """Count the pages of a received file; ``inspected`` or ``refused`` follows."""
        self._inspecting[str(path)] = key
        self._documents.inspect(str(path))

    def take_away(self, sentence: str) -> None:
        """Show nothing of what was open any more, but a sentence."""
        self._stop()
        self._shown = None
        self.widget.view.clear()
        self.widget.show_message(sentence)

    def close(self) -> None:
        """Show nothing, and end the workers."""
        self._documents.inspected.disconnect(self._inspection_done)  # what comes late is for nobody
        self._inspecting.clear()
        self._stop()
        self._shown = None
        self.widget.view.clear()
        if self._owns_documents:
            self._documents.close()

    def _stop(self) -> None:
        self._keep_place()
        if self._rendering is not None:
            self._rendering.close()
            self._rendering = None
            self.left.emit()

    def _show(self, sizes_pt: list[Size]) -> None:
        if self._rendering is not None and self._shown is not None:
            self._shown = replace(self._shown, pages=len(sizes_pt))
            state = self._places.state(self._shown.key)
            start = self._start_page
            if state is not None and start is not None and start != state.page:
                state = replace(state, page=start, x=0.5, y=0.0)
            self.sizes_pt = sizes_pt
            self.was_known = state is not None
            self.widget.show_pages(sizes_pt, self._rendering, start or 0, state)
            self.arrived.emit(self._shown)
            self.opened.emit(self._shown.key, len(sizes_pt))

    def _show_problem(self, problem: DocumentProblem) -> None:
        if self._shown is None:
            return
        if self._unlocking is not None and problem in LOCKED:
            self.widget.show_message(self.tr("Opening the document…"))
            self._unlocking.unlock(self._shown.path, self._shown.key)
            self.refused.emit(self._shown.key, problem_sentence(problem))
            return
        sentence = problem_sentence(problem)
        self.widget.show_message(sentence, problem_advice(problem), can_retry=problem in MAY_GO_BETTER)
        self.refused.emit(self._shown.key, sentence)

    def _open_again(self) -> None:
        if self._shown is not None:
            shown = self._shown
            self.open(shown.path, shown.key, self._start_page, document=shown.document)

    def _want(self, wanted: WantedTiles) -> None:
        if self._rendering is not None:
            self._rendering.want(wanted)

    def _retry_page(self, page: int) -> None:
        if self._rendering is not None:
            self._rendering.retry(page)

    def _keep_page(self, page: int) -> None:
        self._keep_place()
        self.page_changed.emit(page)

    def _keep_place(self) -> None:
        if self._shown is not None and self.widget.is_showing_pages and self.widget.view.page_count:
            self._places.keep(self._shown.key, self.widget.view.view_state())

    def _ask_for_passwords(self, unlocking: Unlocking) -> None:
        self._password = panel = PasswordPanel()
        self.widget.add_page(panel)
        unlocking.wanted.connect(self._ask_for_password)
        unlocking.refused.connect(self._refuse_password)
        unlocking.unlocked.connect(self._unlocked)
        unlocking.failed.connect(self._fail_unlocking)
        panel.password_given.connect(self._try_password)

    def _ask_for_password(self, key: str) -> None:
        if self._is_shown(key):
            self._password.ask(self.title)
            self.widget.show_page(self._password)

    def _refuse_password(self, key: str) -> None:
        if self._is_shown(key):
            self._password.say_wrong()

    def _fail_unlocking(self, key: str, problem: DocumentProblem) -> None:
        if self._is_shown(key):
            self._show_problem(problem)

    def _try_password(self, password: str) -> None:
        if self._unlocking is not None and self._shown is not None:
            self._password.set_busy(busy=True)
            self._unlocking.try_password(self._shown.path, self._shown.key, password)

    def _unlocked(self, key: str) -> None:
        if self._is_shown(key):
            self._password.forget()
            self._open_again()

    def _is_shown(self, key: str) -> bool:
        return self._shown is not None and self._shown.key == key

    def _inspection_done(self, path: str, outcome: int | DocumentProblem) -> None:
        key = self._inspecting.pop(path, None)
        if key is None:
            return
        if isinstance(outcome, DocumentProblem):
            self.refused.emit(key, problem_sentence(outcome))
        else:
            self.inspected.emit(key, outcome)
