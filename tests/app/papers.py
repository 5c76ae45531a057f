"""Meetings with documents that lie on the disk, and how far they have arrived."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sync.meeting import (
    AgendaItem,
    Anchor,
    Comment,
    CommentKind,
    Document,
    Meeting,
    Member,
    Names,
    Phase,
    Presentation,
    Role,
    Seat,
)
from sync.status import DocumentStatus
from tests.app.small_pdf import plain_pdf

ME, CHAIR = "device-me", "device-chair"
PAGES = {"one": 3, "two": 5}


def meeting(*comments: Comment, shown: Presentation | None = None, current: str = "first") -> Meeting:
    """Two items of one document each; `ME` sits at seat 12."""
    documents = {
        name: Document(name, f"資料 {name}", "", item, f"sha-{name}", 1_000)
        for name, item in (("one", "first"), ("two", "second"))
    }
    return Meeting(
        "m" * 43,
        "試験の会議",
        CHAIR,
        phase=Phase.OPEN,
        seats=(Seat("1", "市長", role=Role.CHAIR), Seat("12", "総務課長")),
        members=(Member(CHAIR, "1", "市長", role=Role.CHAIR), Member(ME, "12", "総務課長")),
        agenda=(
            AgendaItem("first", 1, "開会", documents=(documents["one"],)),
            AgendaItem("second", 2, "窓口", documents=(documents["two"],)),
        ),
        current_item=current,
        comments=comments,
        presentation=shown,
    )


def presenting(document: str, page: int, presenter: str = CHAIR) -> Meeting:
    return meeting(shown=Presentation(document, page, presenter))


def comment(name: str, document: str = "one", page: int = 1, **more: object) -> Comment:
    here = Comment(
        name,
        CHAIR,
        "1",
        "市長",
        "",
        Names.NAMED,
        CommentKind.OPINION,
        "意見",
        1,
        "first",
        anchor=Anchor(document, page),
    )
    return replace(here, **more)  # type: ignore[arg-type] # the names are those of the fields


def on_its_way(name: str) -> DocumentStatus:
    return DocumentStatus(name, f"sha-{name}", 1_000, 10, complete=False)


def arrived(folder: Path, name: str) -> DocumentStatus:
    path = folder / f"{name}.pdf"
    path.write_bytes(plain_pdf(PAGES[name]))
    return DocumentStatus(name, f"sha-{name}", 1_000, 1_000, complete=True, path=str(path))
