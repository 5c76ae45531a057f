"""Comments on parts of the pages of one reader: what is drawn there, and how a new one finds its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from sync.discussion import Region
from sync.meeting import Anchor
from widgets.note_tool import NoteTool
from widgets.region_layer import RegionLayer
from widgets.region_marks import marks_on, region_around
from widgets.region_offer import RegionOffer
from widgets.region_tool import RegionTool
from widgets.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.reader import DocumentReader
    from app.study import Study
    from sync.meeting import Comment, Meeting
    from widgets.page_layout import Place
    from widgets.page_text import Corners

MOST_QUOTED = 300  # characters; as many as travel with a comment


class PageComments(QObject):
    """`place` gives the document in the reader and its bytes, two empty words where it is of no meeting."""

    placed = Signal(Anchor)
    chosen = Signal(str)  # comment whose part of the page was clicked
    notice = Signal(str)  # one sentence for the person
    hint_over = Signal(str)  # the sentence that nobody needs any more: the frame is drawn or given up

    def __init__(self, reader: DocumentReader, study: Study, place: Callable[[], tuple[str, str]]) -> None:
        super().__init__(reader)
        self.reader = reader
        self._study = study
        self._place = place
        self._is_allowed = False
        self._meeting: Meeting | None = None
        view = reader.widget.view
        self.layer = RegionLayer(view, self._is_free)
        self.tool = RegionTool(view)
        self.offer = RegionOffer(view, self._selected)
        self.layer.chosen.connect(self.chosen)
        self.tool.drawn.connect(self._take_drawn)
        self.tool.armed_changed.connect(self._tell_armed)
        self.offer.clicked.connect(self.begin)
        study.text.selection.selection_changed.connect(lambda _: self.offer.offer_soon())
        reader.left.connect(self._clear)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+K"), reader.widget, self.begin)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # there may be two readers
        study.add_action(self.tr("Comment on a part of the page (Ctrl+Shift+K)"), self.begin)

    def set_allowed(self, *, allowed: bool) -> None:
        """Whether comments can be posted here and now."""
        self._is_allowed = allowed
        if not allowed:
            self.tool.arm(on=False)
            self.offer.hide()

    def show(self, comments: Sequence[Comment], meeting: Meeting, written: Anchor | None = None) -> None:
        """Draw the parts of pages that these comments belong to, and the one that is written about."""
        self._meeting = meeting
        document, version = self._place()
        is_here = written is not None and (written.document, written.sha256) == (document, version)
        self.layer.set_written(written if is_here else None)
        self.layer.set_marks(marks_on(comments, meeting, document, version) if document else {})

    def _clear(self) -> None:
        self.layer.set_marks({})
        self.layer.set_written(None)

    def begin(self) -> None:
        """Write about what is selected; where nothing is, the next drag draws the part of the page."""
        document, _version = self._place()
        if not self._is_allowed:
            return
        if not document or not self.reader.widget.is_showing_pages:
            self.notice.emit(self.tr("Only pages of the meeting's documents take comments."))
            return
        selected = self._selected()
        region = region_around(selected[1]) if selected else None
        if selected is not None and region is not None:
            self._tell(selected[0], region, self._quote(selected[0]))
            self._study.text.selection.clear()
            return
        self.tool.arm()
        self.reader.widget.view.setFocus()

    def _selected(self) -> tuple[int, list[Corners]] | None:
        """The first page of the selection, from 0, and its rectangles there."""
        if not self._is_allowed or not self._place()[0]:
            return None
        selection = self._study.text.selection
        page = min(selection.selection.ranges, default=None)
        rectangles = selection.rectangles(page) if page is not None else []
        return (page, rectangles) if page is not None and rectangles else None

    def _quote(self, page: int) -> str:
        """The words that are selected there; nothing of what must not leave its document."""
        found = self._meeting.known_document(self._place()[0]) if self._meeting else None
        if not self._study.may_quote or found is None or found.confidential:
            return ""
        return one_line(self._study.text.selection.text_on(page))[:MOST_QUOTED]

    def _tell_armed(self, is_armed: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        hint = self.tr("Drag a frame around what you write about. Esc gives it up.")
        (self.notice if is_armed else self.hint_over).emit(hint)

    def _take_drawn(self, page: int, region: Region) -> None:
        self._tell(page, region, "")

    def _tell(self, page: int, region: Region, quote: str) -> None:
        document, version = self._place()
        if document:
            self.placed.emit(Anchor(document, page + 1, version, region, quote))

    def _is_free(self, place: Place) -> bool:
        """Whether a click there neither draws nor follows a link."""
        is_reading = self._study.notes.desk.tool is NoteTool.READ and not self.tool.is_armed
        return is_reading and self._study.text.links.cursor_at(place) is None
