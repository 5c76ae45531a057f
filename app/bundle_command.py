"""`kurumaza bundle pack|merge`: carries a meeting of a profile that no other program has open."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from app.terminal import complain, say
from sync.bundle_merging import merge_into_profile, unpacked
from sync.bundle_packing import Scope, pack_meeting
from sync.errors import KurumazaError
from sync.journal import Journal
from sync.profile import Profile, Resources, open_resources

if TYPE_CHECKING:
    from app.command_line import Invocation


def run(invocation: Invocation) -> int:
    """Do it; 0 done, 1 failed with one sentence on stderr."""
    profile = Profile(invocation.profile)
    try:
        profile.lock()
        try:
            has = open_resources(profile)
            try:
                if has.salvaged is not None:
                    complain(has.salvaged.notice().text)
                act = _pack if invocation.action == "pack" else _merge
                say(asyncio.run(act(has, invocation)))
            finally:
                has.log.close()
        finally:
            profile.unlock()
    except KurumazaError as error:
        complain(error.message)
        return 1
    return 0


async def _pack(has: Resources, invocation: Invocation) -> str:
    meeting = _chosen(has, invocation.target)
    journal = Journal(has.log, has.key, has.stamps(has.meeting_clock(meeting)), meeting)
    packed = await pack_meeting(
        journal,
        (has.log, has.blobs, has.key),
        Path(invocation.output),
        Scope(invocation.scope),
        only_missing_for=Path(invocation.other) if invocation.other else None,
    )
    left_out = f"; {packed.left_out} not complete here and left out" if packed.left_out else ""
    withheld = (
        f"; {packed.withheld} confidential and never in such a file, which is not encrypted"
        if packed.withheld
        else ""
    )
    return (
        f"{packed.path}: {packed.events} events, {packed.documents} documents, {packed.size} bytes"
        f"{left_out}{withheld}"
    )


async def _merge(has: Resources, invocation: Invocation) -> str:
    async with unpacked(Path(invocation.target)) as bundle:
        journal = Journal(
            has.log, has.key, has.stamps(has.meeting_clock(bundle.head.meeting)), bundle.head.meeting
        )
        merged = await merge_into_profile(bundle, journal, has.log, has.blobs)
    return (
        f"{merged.meeting}: {merged.events} new events, of them {merged.comments} comments;"
        f" {merged.documents} new documents"
    )


def _chosen(has: Resources, beginning: str) -> str:
    found = [meeting for meeting in has.log.meetings() if meeting.startswith(beginning)]
    if len(found) != 1:
        raise KurumazaError(
            "no_meeting",
            f"Which meeting? Name one of: {', '.join(found)}." if found else "There is no such meeting here.",
        )
    return found[0]
