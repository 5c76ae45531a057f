"""The sample meeting with a first document that was replaced, and one that was withdrawn."""

from __future__ import annotations

from dataclasses import replace

from sync.meeting import Document, DocumentVersion, Meeting

AT_MS = 1_800_000_000_000
FIRST, SECOND = "sha-old", "sha-one"


def versioned(meeting: Meeting, *, first_withdrawn_ms: int = 0) -> Meeting:
    """Document one in its second version, whose bytes are those of the sample."""
    item = meeting.agenda[0]
    versions = (
        DocumentVersion(1, FIRST, 900, AT_MS, "", "one", first_withdrawn_ms),
        DocumentVersion(2, SECOND, 1_000, AT_MS + 60_000, "誤記の訂正", "replaced-one"),
    )
    one = replace(item.documents[0], version=2, versions=versions)
    return replace(meeting, agenda=(replace(item, documents=(one,)), *meeting.agenda[1:]))


def without(meeting: Meeting, document: str) -> Meeting:
    """The same after the chair withdrew a document."""
    gone = meeting.document(document)
    assert gone is not None
    agenda = tuple(
        replace(item, documents=tuple(each for each in item.documents if each is not gone))
        for item in meeting.agenda
    )
    withdrawn: Document = replace(gone, withdrawn_ms=AT_MS + 120_000)
    return replace(meeting, agenda=agenda, withdrawn=(*meeting.withdrawn, withdrawn))
