"""One document as it follows from what was said about it: its versions, and what was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sync.meeting import Document, DocumentVersion
from sync.registers import office_order
from sync.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sync.registers import Act

DOCUMENT_KINDS: Final = frozenset(
    ("document.add", "document.replace", "document.withdraw", "document.collect")
)
"""What the secretariat may say as well; from its device that moves no position of authority."""


@dataclass(slots=True)
class DocumentStatements:
    """Everything said about one document so far, in whatever order; the add may come last."""

    add: Act | None = None
    replaces: list[Act] = field(default_factory=list)
    withdrawals: list[Act] = field(default_factory=list)

    def counted(self, counts: Callable[[Act], bool]) -> DocumentStatements:
        """Return what of it counts now."""
        return DocumentStatements(
            self.add if self.add is not None and counts(self.add) else None,
            [act for act in self.replaces if counts(act)],
            [act for act in self.withdrawals if counts(act)],
        )

    def versions(self) -> list[Act]:
        """Return what brought a file, in the order of authority; nothing before the document was added."""
        if self.add is None:
            return []
        return [self.add, *office_order(self.replaces)]

    def is_sealed(self) -> bool:
        """Say whether any version has a key, also one that was replaced or withdrawn."""
        return any((act.body or {})["key"] for act in self.versions())


def build_document(
    said: DocumentStatements,
    when_ms: Callable[[Act], int],
    *,
    confidential: bool = False,
    collected: bool = False,
) -> Document | None:
    """Make the document that was added; None while only other things were said about it.

    Versions are numbered in the order of authority, and the newest that is not withdrawn is the present one.
    A withdrawal is final, of one version as of all; without a version left the document is withdrawn.
    """
    if said.add is None:
        return None
    acts = said.versions()
    gone = {(act.body or {})["version"]: max(1, when_ms(act)) for act in _latest_first(said.withdrawals)}
    versions = tuple(
        DocumentVersion(
            number=number,
            sha256=(act.body or {})["sha256"],
            size=(act.body or {})["size"],
            at_ms=when_ms(act),
            reason=clean_line((act.body or {}).get("reason", "")),
            event=act.event_id,
            withdrawn_ms=gone.get(act.event_id, 0),
            key=(act.body or {})["key"],
        )
        for number, act in enumerate(acts, start=1)
    )
    left = [version for version in versions if not version.withdrawn_ms]
    withdrawn_ms = gone.get("", 0) or (0 if left else max(version.withdrawn_ms for version in versions))
    present = left[-1] if left else versions[-1]
    counted = acts[: present.number]
    return Document(
        document=said.add.event_id,
        title=_last_said(counted, "title"),
        label=_last_said(counted, "label"),
        agenda=(said.add.body or {})["agenda"],
        sha256=present.sha256,
        size=present.size,
        version=present.number,
        versions=versions,
        withdrawn_ms=withdrawn_ms,
        confidential=confidential,
        key=present.key,
        collected=collected,
    )


def _latest_first(withdrawals: Iterable[Act]) -> list[Act]:
    """The first withdrawal of a version says when, whatever is repeated later."""
    return office_order(withdrawals)[::-1]


def _last_said(acts: Iterable[Act], name: str) -> str:
    """The newest title or label; a replacement that says none keeps the one before."""
    said = [clean_line((act.body or {})[name]) for act in acts]
    return next((text for text in reversed(said) if text), "")
