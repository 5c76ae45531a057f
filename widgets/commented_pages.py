"""How many comments were made on each page of a document; only what changed is counted anew."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sync.meeting import Anchor
from widgets.comment_runs import Runs
from widgets.shown_comments import is_public

if TYPE_CHECKING:
    from sync.meeting import Comment, Meeting


class CommentedPages:
    """Asked about one version of a document after the other, as the meeting goes on."""

    def __init__(self) -> None:
        self._runs = Runs(_counted)

    def on(self, meeting: Meeting, document: str, sha256: str) -> dict[int, int]:
        """How many comments that everybody may see were made on each page of these bytes; pages from 0."""
        counts: dict[int, int] = {}
        found = meeting.document(document)
        for run in self._runs.of(meeting.comments) if found else ():
            for (named, page, version), count in run.items():
                if found and named == document and found.bytes_under(Anchor(named, page, version)) == sha256:
                    counts[page - 1] = counts.get(page - 1, 0) + count
        return counts


def _counted(run: tuple[Comment, ...]) -> Counter[tuple[str, int, str]]:
    anchors = (each.anchor for each in run if each.anchor and is_public(each))
    return Counter([(anchor.document, anchor.page, anchor.sha256) for anchor in anchors])
