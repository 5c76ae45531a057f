"""Meetings and comments as the tests of the widgets need them."""

from __future__ import annotations

from sync.meeting import AgendaItem, Anchor, Comment, CommentKind, Document, Meeting, Member, Names, Phase

ME = "device-me"
NOON_MS = 1_795_000_000_000
DOCUMENT = Document("doc-1", "現状と課題", "資料2-1", "item-2", "sha-1", 1_000)
OTHER_DOCUMENT = Document("doc-2", "手順", "資料4", "item-4", "sha-2", 1_000)
AGENDA = (
    AgendaItem("item-2", 2, "窓口業務の見直し", 20, documents=(DOCUMENT,)),
    AgendaItem("item-4", 4, "災害時の会議運営", 15, names=Names.WITHHELD, documents=(OTHER_DOCUMENT,)),
)
PAGE_5 = Anchor("doc-1", 5)


def comment(name: str, body: str = "窓口を減らす。", author: str = "device-4", **more: object) -> Comment:
    """A named opinion of seat 4 on item 2, unless told otherwise."""
    values: dict[str, object] = {
        "comment": name,
        "author": author,
        "seat": "4",
        "name": "山田 花子",
        "department": "市民課",
        "shown": Names.NAMED,
        "kind": CommentKind.OPINION,
        "body": body,
        "at_ms": NOON_MS,
        "agenda": "item-2",
    }
    return Comment(**(values | more))  # type: ignore[arg-type] # the names are those of the fields


def meeting(*comments: Comment, **more: object) -> Meeting:
    """An open meeting that has come to item 2; `ME` sits at seat 12."""
    values: dict[str, object] = {
        "meeting": "meeting-1",
        "title": "第3回 DX本部会議",
        "chair": "device-chair",
        "phase": Phase.OPEN,
        "members": (Member(ME, "12", "総務課長"), Member("device-4", "4", "山田 花子", "市民課")),
        "agenda": AGENDA,
        "current_item": "item-2",
        "current_since_ms": NOON_MS,
        "comments": comments,
    }
    return Meeting(**(values | more))  # type: ignore[arg-type] # the names are those of the fields
