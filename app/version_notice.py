"""Joins the bar about a replaced document to the shelf, to what changed, and to the place beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from widgets.changed_marks import ChangedMarks
from widgets.version_bar import VersionBar, VersionNews
from widgets.wording import clock_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.shelf import Replacement, Shelf
    from app.versions import HeldVersion, PageChanges, Versions
    from sync.meeting import Meeting


class VersionNotice(QObject):
    """Shows what became of the document in front; a bar that was closed stays so for this version."""

    def __init__(
        self,
        shelf: Shelf,
        versions: Versions,
        *,
        open_beside: Callable[[Replacement, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._versions = versions
        self._open_beside = open_beside
        self._meeting: Meeting | None = None
        self._replacement: Replacement | None = None
        self._changes: PageChanges | None = None
        self._is_looking = False
        self._closed: set[tuple[str, str]] = set()  # document, sha256 of the new version
        self.bar = VersionBar()
        self.marks = ChangedMarks()
        shelf.reader.widget.view.add_layer(self.marks)
        self.bar.next_asked.connect(self._go_to_next)
        self.bar.old_version_asked.connect(self._show_old)
        self.bar.closed.connect(self._close)
        shelf.replacement_changed.connect(self._show)
        versions.compared.connect(self._take)

    def set_meeting(self, meeting: Meeting) -> None:
        """Take the numbers of versions from the agenda."""
        self._meeting = meeting
        self._refresh()

    def _show(self, replacement: Replacement | None) -> None:
        before, self._replacement = self._replacement, replacement
        if before is not None and before != replacement:
            self._versions.withdraw(before.old, before.new)
        self._changes = None
        self._is_looking = replacement is not None
        self._refresh()
        if replacement is not None:
            self._versions.compare(replacement.old, replacement.new)

    def _take(self, old: HeldVersion, new: HeldVersion, changes: PageChanges | None) -> None:
        self._shelf.take_changes(old, new, changes)
        shown = self._replacement
        if shown is not None and (shown.old, shown.new) == (old, new):
            self._changes, self._is_looking = changes, False
            self._refresh()

    def _refresh(self) -> None:
        self.marks.set_pages(self._changes.changed if self._changes else frozenset())
        self._shelf.reader.widget.view.viewport().update()
        shown = self._replacement
        if shown is None or (shown.document, shown.new.sha256) in self._closed:
            self.bar.show_news(None)
        else:
            self.bar.show_news(self._news(shown))

    def _news(self, shown: Replacement) -> VersionNews:
        document = self._meeting.document(shown.document) if self._meeting else None
        number = document.version if document else 0
        old = document.version_of(shown.old.sha256) if document else None
        new = document.version_of(shown.new.sha256) if document else None
        told = VersionNews(number, is_looking=self._is_looking)
        if old is not None and old.withdrawn_ms:
            told = replace(told, withdrawn=old.number)
        elif new is not None:
            told = replace(told, number=new.number, time=clock_words(new.at_ms), reason=new.reason)
        if self._changes is None:
            return told
        return replace(told, changed=len(self._changes.changed), removed=len(self._changes.removed))

    def _go_to_next(self) -> None:
        view = self._shelf.reader.widget.view
        page = self._changes.next_changed(view.current_page) if self._changes else None
        if page is not None:
            view.turn_to(page)  # the person goes there, and no longer follows a presenter

    def _show_old(self) -> None:
        if self._replacement is not None:
            page = self._shelf.reader.page
            self._open_beside(self._replacement, self._changes.origin_of(page) if self._changes else page)

    def _close(self) -> None:
        if self._replacement is not None:
            self._closed.add((self._replacement.document, self._replacement.new.sha256))
