"""Real nodes on loopback: comments that wait for their release, and a seat that presents beside the chair."""

import asyncio
from pathlib import Path

import pytest

from sync.errors import KurumazaError
from sync.meeting import CommentDraft, Meeting, Moderation
from tests.fakes import Room, RunningNode, run
from tests.sync.test_node import complete, joined, level, opened, texts


def meeting_of(running: RunningNode) -> Meeting:
    meeting = running.node.meeting()
    assert meeting is not None
    return meeting


def held(running: RunningNode) -> list[bool]:
    return [comment.held for comment in meeting_of(running).comments]


def test_a_held_comment_waits_on_every_pc_until_the_secretariat_releases_it(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files")
            one, office = await joined(room, chair, "2"), await joined(room, chair, "23")
            await one.node.post(CommentDraft("規則の前"))
            await chair.until(lambda: texts(chair) == ["規則の前"])
            await chair.node.set_moderation(Moderation.HOLD)
            await one.until(lambda: meeting_of(one).moderation is Moderation.HOLD)
            waiting = await one.node.post(CommentDraft("規則の後"))
            await chair.node.spotlight("")
            await level(chair, one, office)
            for each in (chair, one, office):
                assert held(each) == [False, True]
            await chair.until(lambda: len(chair.reported.of("comment_applied")) == 2)
            assert [comment.held for comment, _ in chair.reported.of("comment_applied")] == [False, True]

            with pytest.raises(KurumazaError) as caught:
                await one.node.release(waiting)
            assert caught.value.code == "not_allowed"
            with pytest.raises(KurumazaError) as caught:
                await chair.node.spotlight(waiting)
            assert caught.value.code == "not_released"
            await office.node.release(waiting)
            await chair.until(lambda: held(chair) == [False, False])
            await chair.node.spotlight(waiting)
            await chair.until(lambda: meeting_of(chair).spotlight == waiting)
            await level(chair, one, office)
            assert held(one) == [False, False]

            await one.node.edit(waiting, "書き直し")
            await level(chair, one, office)
            assert held(one) == held(chair) == [False, True]
            assert meeting_of(office).spotlight == ""
            await office.node.release(waiting)
            await level(chair, one, office)
            assert held(one) == [False, False]

            one = (await room.stop(one), await room.node("seat2"))[1]
            await level(chair, one, office)
            assert held(one) == [False, False]

    run(asyncio.wait_for(play(), 60))


def test_a_seat_presents_for_a_while_and_what_it_says_afterwards_turns_no_page(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await opened(room, tmp_path / "files", size=1_000)
            one, two = await joined(room, chair, "2"), await joined(room, chair, "3")
            await one.until(lambda: complete(one))
            document = meeting_of(one).agenda[0].documents[0].document
            with pytest.raises(KurumazaError) as caught:
                await one.node.present(document, 2)
            assert caught.value.code == "not_presenter"
            await chair.node.give_presenter(one.node.device)
            await one.until(lambda: meeting_of(one).presenter == one.node.device)
            await one.node.present(document, 2, zoom=1_500, x=2_500, y=7_500)
            await one.node.call_to_look(document, 2)
            await two.until(lambda: meeting_of(two).call)
            shown = meeting_of(two).presentation
            assert shown is not None
            assert (shown.page, shown.presenter, shown.zoom, shown.x) == (2, one.node.device, 1_500, 2_500)
            await chair.until(lambda: meeting_of(chair).presentation == shown)
            await chair.node.present(document, 1)
            await level(chair, one, two)
            assert (meeting_of(one).presentation or shown).presenter == chair.node.device
            await one.node.present(document, 3)
            await chair.until(lambda: meeting_of(chair).presentation != shown)
            await level(chair, one, two)
            assert (meeting_of(two).presentation or shown).page == 3

            await chair.node.give_presenter("")
            await one.until(lambda: meeting_of(one).presenter == "")
            with pytest.raises(KurumazaError) as caught:
                await one.node.present(document, 1)
            assert caught.value.code == "not_presenter"
            await level(chair, one, two)
            assert (meeting_of(chair).presentation or shown).page == 3  # nothing jumps under the room's eyes

    run(asyncio.wait_for(play(), 90))
