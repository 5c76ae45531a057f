"""Turns a prepared plan into a meeting: copies and hashes its files, then writes its first events."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync.blobs import BlobStore, Manifest
from sync.clock import HybridClock
from sync.journal import Journal
from sync.keys import DeviceKey
from sync.log import EventLog
from sync.meeting import Meeting, Opens, Role, Seat
from sync.meeting_file import MeetingPlan, PlannedDocument, PlannedItem
from sync.opening import is_time
from sync.pdf_import import import_pdf, manifest_body
from sync.status import DocumentStatus


@dataclass(frozen=True)
class Hosted:
    """A meeting that is chaired here."""

    meeting: str
    code: str
    invite: str
    documents: tuple[DocumentStatus, ...]


async def found_meeting(
    plan: MeetingPlan, log: EventLog, key: DeviceKey, clock: HybridClock, blobs: BlobStore
) -> Journal:
    """Begin the meeting of a plan on this device, which becomes its chair.

    Every file is read first, so nothing is written when one is missing; a key is made when anything is
    confidential. Raises KurumazaError.
    """
    content_key = await asyncio.to_thread(blobs.sealed.keys.make) if has_confidential(plan) else ""
    manifests = await _import_files(plan, blobs, content_key)
    journal = Journal.found(log, key, clock, _create_body(plan))
    chair = next((seat for seat in plan.seats if seat.role is Role.CHAIR), Seat(""))
    journal.write(
        "roster.add",
        body={
            "device": key.device,
            "seat": chair.number,
            "name": chair.name,
            "department": chair.department,
            "role": Role.CHAIR.value,
        },
    )
    journal.write("agenda.set", body={"items": [_item(number, item) for number, item in plan.numbered()]})
    for number, item in plan.numbered():
        for document in item.documents:
            sealed = is_confidential(plan, document)
            manifest = manifests[document.path, sealed]
            journal.write("document.add", body=_document(number, document, manifest))
    if plan.policy.opens is Opens.AT_ONCE or is_time(plan.starts, clock.now_ms()):
        journal.write("meeting.open")
    return journal


def is_of(plan: MeetingPlan, meeting: Meeting) -> bool:
    """Whether a meeting was begun by such a plan; its documents and items may have changed since."""
    begun = (meeting.title, meeting.organization, meeting.room, meeting.starts, meeting.ends, meeting.seats)
    planned = (plan.title, plan.organization, plan.room, plan.starts, plan.ends, plan.seats)
    return begun == planned


def is_confidential(plan: MeetingPlan, document: PlannedDocument) -> bool:
    """Whether a document is confidential, by itself or with the whole meeting."""
    return plan.policy.confidential or document.confidential


def has_confidential(plan: MeetingPlan) -> bool:
    """Whether any document of a plan is confidential."""
    documents = (document for item in plan.agenda for document in item.documents)
    return any(is_confidential(plan, document) for document in documents)


async def _import_files(
    plan: MeetingPlan, blobs: BlobStore, content_key: str
) -> dict[tuple[Path, bool], Manifest]:
    manifests: dict[tuple[Path, bool], Manifest] = {}
    for item in plan.agenda:
        for document in item.documents:
            sealed = is_confidential(plan, document)
            if (document.path, sealed) in manifests:
                continue
            manifests[document.path, sealed] = await asyncio.to_thread(
                import_pdf, blobs, document.path, content_key if sealed else ""
            )
    return manifests


def _create_body(plan: MeetingPlan) -> Mapping[str, Any]:
    return {
        "title": plan.title,
        "organization": plan.organization,
        "room": plan.room,
        "starts": plan.starts,
        "ends": plan.ends,
        "policy": {
            "names": plan.policy.names.value,
            "moderation": plan.policy.moderation.value,
            "confidential": plan.policy.confidential,
            "deputies": [str(deputy) for deputy in plan.policy.deputies],
            "opening": plan.policy.opening.value,
            "keep": plan.policy.keep.value,
            "keep_days": plan.policy.keep_days,
            "opens": plan.policy.opens.value,
        },
        "seats": [
            {
                "number": seat.number,
                "name": seat.name,
                "department": seat.department,
                "role": seat.role.value,
            }
            for seat in plan.seats
        ],
        "lookback": [{"text": each.text, "kind": each.kind.value} for each in plan.lookback],
    }


def _item(number: str, item: PlannedItem) -> Mapping[str, Any]:
    return {
        "item": number,
        "title": item.title,
        "minutes": item.minutes,
        "presenter": item.presenter,
        "names": item.names.value,
    }


def _document(number: str, document: Any, manifest: Manifest) -> Mapping[str, Any]:
    return {
        "title": document.title,
        "label": document.label,
        "agenda": number,
        **manifest_body(manifest),
    }
