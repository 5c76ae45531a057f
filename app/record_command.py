"""`kurumaza export`: writes the record of a kept meeting of a profile that no other program has open."""

from __future__ import annotations

import asyncio
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from app.policy import device_policy
from app.record_export import Wish, counts_of, permitted_record
from app.record_process import speaking
from app.record_writing import beside, write_form
from app.terminal import complain, say
from sync.errors import KurumazaError
from sync.profile import Profile, Resources, now_ms, open_resources
from sync.recorded import Recorded, recorded_in
from widgets.record_wish import RecordForm as Form

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
                recorded = asyncio.run(_recorded(has, invocation.target))
            finally:
                has.log.close()
        finally:
            profile.unlock()
        say(_write(recorded, invocation))
    except KurumazaError as error:
        complain(error.message)
        return 1
    return 0


def _write(recorded: Recorded, invocation: Invocation) -> str:
    wish = Wish(Form(invocation.format), Path(invocation.output), invocation.language, invocation.with_names)
    record = permitted_record(recorded, wish, device_policy().policy)
    with beside(wish.target) as path, speaking(wish.form, wish.language):
        write_form(record, wish.form, path, lambda _share: None)
    counted = ", ".join(f"{count} {name}" for name, count in counts_of(record).items())
    return f"{wish.target}: {counted}"


async def _recorded(has: Resources, wanted: str) -> Recorded:
    meeting = _chosen(has, wanted)
    journal, _clock = has.kept(meeting)
    return await recorded_in(journal, has.key.device, now_ms())


def _chosen(has: Resources, wanted: str) -> str:
    """The meeting of this id, or the only one whose id or title begins so."""
    meetings = tuple(has.log.meetings())
    if wanted in meetings:
        return wanted
    found = [meeting for meeting in meetings if meeting.startswith(wanted)]
    titles = {meeting: _title(has, meeting) for meeting in meetings} if not found else {}
    by_title = [meeting for meeting, title in titles.items() if title.startswith(_folded(wanted))]
    exact = [meeting for meeting in by_title if titles[meeting] == _folded(wanted)]
    found = found or (exact if len(exact) == 1 else by_title)
    if len(found) != 1:
        raise KurumazaError(
            "no_meeting",
            f"Which meeting? Name one of: {', '.join(found)}." if found else "There is no such meeting here.",
        )
    return found[0]


def _title(has: Resources, meeting: str) -> str:
    state = has.kept(meeting)[0].fold.meeting()
    return _folded(state.title) if state is not None else ""


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
