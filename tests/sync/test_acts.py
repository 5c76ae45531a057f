"""What a member's command means when it does not say everything."""

import asyncio
from dataclasses import replace
from pathlib import Path

from sync.meeting import Anchor, CommentDraft
from tests.fakes import Room, plan, run


def test_a_comment_without_an_item_belongs_where_it_was_made(tmp_path: Path) -> None:
    async def day() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            planned = plan(tmp_path / "files", size=1_000, seats=False)
            first, second = planned.agenda
            await chair.node.host(replace(planned, agenda=(second, first)))
            meeting = chair.node.meeting()
            assert meeting is not None
            document = meeting.agenda[1].documents[0].document

            await chair.node.post(CommentDraft("どこでもない"))
            await chair.node.open_agenda("1")
            of_document = await chair.node.post(CommentDraft("資料の議題", anchor=Anchor(document, 2)))
            await chair.node.post(CommentDraft("返信は元と同じ", reply_to=of_document))
            await chair.node.post(CommentDraft("いまの議題"))
            await chair.node.post(CommentDraft("言ったとおり", agenda="2"))

            meeting = chair.node.meeting()
            assert meeting is not None
            assert {comment.body: comment.agenda for comment in meeting.comments} == {
                "どこでもない": "",
                "資料の議題": "2",
                "返信は元と同じ": "2",
                "いまの議題": "1",
                "言ったとおり": "2",
            }

    run(asyncio.wait_for(day(), 30))
