"""What happened to the documents of a meeting, newest first, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.wording import clock_words, document_title, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sync.meeting import Document, DocumentVersion, Meeting


class Change(StrEnum):
    """What became of a document."""

    ADDED = "added"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    VERSION_WITHDRAWN = "version withdrawn"


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """One thing that happened; `key` is the same on every look, and `is_new` until the person looked."""

    key: str
    change: Change
    document: str
    title: str
    at_ms: int
    number: int = 0
    reason: str = ""
    can_open: bool = True
    is_new: bool = False


def document_news(meeting: Meeting) -> tuple[DocumentNews, ...]:
    """Everything that was added, replaced and withdrawn; what happened last stands first."""
    documents = [document for item in meeting.agenda for document in item.documents]
    found = [news for document in (*documents, *meeting.withdrawn) for news in _news_of(document)]
    return tuple(sorted(found, key=lambda news: (news.at_ms, news.number, news.key), reverse=True))


def _news_of(document: Document) -> Iterator[DocumentNews]:
    for version in document.versions:
        change = Change.REPLACED if version.number > 1 else Change.ADDED
        yield _news(document, version, version.event, change, version.at_ms)
        if version.withdrawn_ms and not document.withdrawn_ms:
            key = f"withdrawn {version.event}"
            yield _news(document, version, key, Change.VERSION_WITHDRAWN, version.withdrawn_ms)
    if document.withdrawn_ms:
        key, title = f"withdrawn {document.document} whole", document_title(document)
        at_ms = document.withdrawn_ms
        yield DocumentNews(key, Change.WITHDRAWN, document.document, title, at_ms, can_open=False)


def _news(document: Document, version: DocumentVersion, key: str, change: Change, at_ms: int) -> DocumentNews:
    return DocumentNews(
        key,
        change,
        document.document,
        document_title(document),
        at_ms,
        version.number,
        version.reason if change is Change.REPLACED else "",
        can_open=not document.withdrawn_ms,
    )


def change_words(news: DocumentNews) -> str:
    """What happened, in a few words with a sign."""
    translate = QCoreApplication.translate
    return {
        Change.ADDED: "＋ " + translate("DocumentNews", "Added"),
        Change.REPLACED: "⇄ " + translate("DocumentNews", "Replaced by version %1"),
        Change.WITHDRAWN: "✕ " + translate("DocumentNews", "Withdrawn"),
        Change.VERSION_WITHDRAWN: "✕ " + translate("DocumentNews", "Version %1 withdrawn"),
    }[news.change].replace("%1", str(news.number))


def news_lines(news: DocumentNews) -> tuple[str, ...]:
    """What happened and when, to what, and why."""
    fresh = QCoreApplication.translate("DocumentNews", "NEW") + " " if news.is_new else ""
    lines = [f"{fresh}{change_words(news)}　{clock_words(news.at_ms)}", news.title]
    if news.reason:
        reason = QCoreApplication.translate("DocumentNews", "Reason: %1")
        lines.append(reason.replace("%1", one_line(news.reason)))
    return tuple(lines)
