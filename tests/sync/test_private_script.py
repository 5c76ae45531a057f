"""The chair's own words for an item are read from the meeting file, and are in nothing that travels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sync.digest import meeting_json
from tests.fakes import Room, plan, run
from tests.sync.test_node import CODE

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "次は反対の人から聞く"


def test_no_event_no_file_and_no_bundle_of_a_hosted_meeting_has_the_script(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path / "room") as room:
            chair = await room.node("chair")
            made = plan(tmp_path / "files", documents=0)
            items = tuple(replace(item, script=WORDS) for item in made.agenda)
            await chair.node.host(replace(made, agenda=items), CODE)
            meeting = chair.node.meeting()
            assert meeting is not None
            assert WORDS not in str(meeting_json(meeting))
            await chair.node.pack(tmp_path / "room" / "carried.kurumaza")

    run(play())
    kept = [path for path in (tmp_path / "room").rglob("*") if path.is_file()]
    assert any(path.suffix == ".kurumaza" for path in kept)
    for path in kept:
        found = path.read_bytes()
        assert WORDS.encode() not in found, path
        assert WORDS.encode("unicode_escape") not in found, path
