"""Where the presenter is at this moment: who is listened to, who passes it on, and what it never delays."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sync.discussion import Pointing
from sync.errors import KurumazaError
from sync.link import Link
from sync.meeting import AgendaItem, Document, Meeting, Phase, Presentation
from sync.pointings import MAX_STRAYS, Pointings
from sync.wire import TAKES_POINT, Bye, Point, WireError, decode, encode
from tests.fakes import FakeSocket, Reported, Room, connected, run
from tests.sync.test_circle import became, full_room
from tests.sync.test_conversation import Side, sides

CHAIR, PRESENTER, OTHER, DOCUMENT = (letter * 42 + "A" for letter in "CPOA")
HERE = Pointing(DOCUMENT, 3, 1500, 2000, 3000, 4000, 5000)


def meeting(presenter: str = PRESENTER, shown_by: str = PRESENTER, **more: Any) -> Meeting:
    document = Document(DOCUMENT, "予算", "", "1", "0" * 64, 1)
    item = AgendaItem("1", 1, "議題", documents=(document,))
    shown = Presentation(DOCUMENT, 1, shown_by) if shown_by else None
    return Meeting("M" * 43, "会議", CHAIR, agenda=(item,), presentation=shown, presenter=presenter, **more)


class Talk:
    """As much of a conversation as pointings use."""

    def __init__(self, device: str) -> None:
        self.link = Link(FakeSocket(), device, "M" * 43, "memory", "in")
        self.strays = 0
        self.said: list[Pointing] = []

    def point(self, pointing: Pointing) -> None:
        self.said.append(pointing)


class Desk:
    """One device of a meeting: what it says to whom, and what it reports."""

    def __init__(self, device: str, shown: Meeting) -> None:
        self.meeting_id, self.shown = shown.meeting, shown
        self.hosting = device == shown.chair
        self.talks = {each: Talk(each) for each in (CHAIR, PRESENTER, OTHER) if each != device}
        self.reported = Reported()
        place = SimpleNamespace(device=device, listener=self.reported.listener(), is_current=bool)
        self.pointings = Pointings(cast("Any", self), cast("Any", place))

    @property
    def conversations(self) -> list[Talk]:
        return list(self.talks.values())

    @property
    def chair(self) -> Talk | None:
        return self.talks.get(CHAIR)

    def meeting(self) -> Meeting:
        return self.shown

    def heard(self, device: str, pointing: Pointing = HERE) -> None:
        self.pointings.heard(cast("Any", self.talks[device]), pointing)

    async def told(self) -> dict[str, list[Pointing]]:
        """What went to whom, once all that is due has gone."""
        await asyncio.sleep(0.1)
        return {device: talk.said for device, talk in self.talks.items() if talk.said}

    def shows(self) -> list[Pointing]:
        return self.reported.of("pointed")


def test_a_seat_that_presents_tells_the_chairs_pc_and_that_tells_the_others() -> None:
    async def play() -> None:
        seat, chair, other = (Desk(device, meeting()) for device in (PRESENTER, CHAIR, OTHER))
        seat.pointings.point(HERE)
        assert await seat.told() == {CHAIR: [HERE]}
        chair.heard(PRESENTER)
        assert await chair.told() == {OTHER: [HERE]}
        other.heard(CHAIR)
        assert await other.told() == {}
        assert seat.shows() == chair.shows() == other.shows() == [HERE]

    run(play())


def test_without_the_chairs_pc_a_presenter_tells_its_neighbours_itself() -> None:
    async def play() -> None:
        seat, other = Desk(PRESENTER, meeting()), Desk(OTHER, meeting())
        del seat.talks[CHAIR]
        seat.pointings.point(HERE)
        assert await seat.told() == {OTHER: [HERE]}
        other.heard(PRESENTER)
        await other.told()
        assert other.shows() == [HERE]

    run(play())


@pytest.mark.parametrize(
    ("at", "source", "shown"),
    [
        (CHAIR, OTHER, meeting()),  # has no role at all
        (CHAIR, PRESENTER, meeting(presenter="")),  # had it, and it was taken back
        (CHAIR, PRESENTER, meeting(shown_by=CHAIR)),  # may present, but the chair does now
        (CHAIR, PRESENTER, meeting(shown_by="")),  # nobody presents
        (CHAIR, PRESENTER, meeting(phase=Phase.CLOSED)),
        (OTHER, PRESENTER, meeting(presenter="")),
        (OTHER, CHAIR, meeting(shown_by="")),
        (PRESENTER, OTHER, meeting()),
        (PRESENTER, CHAIR, meeting()),  # what it said itself and comes back
    ],
)
def test_whoever_does_not_present_is_not_listened_to(at: str, source: str, shown: Meeting) -> None:
    async def play() -> None:
        desk = Desk(at, shown)
        desk.heard(source)
        assert (await desk.told(), desk.shows()) == ({}, [])
        assert desk.talks[source].strays == (source != CHAIR)

    run(play())


def test_a_page_of_no_document_of_the_agenda_is_not_shown() -> None:
    async def play() -> None:
        desk = Desk(OTHER, meeting())
        desk.heard(CHAIR, replace(HERE, document=OTHER))
        await desk.told()
        assert desk.shows() == []

    run(play())


def test_who_goes_on_pointing_without_the_role_is_sent_away() -> None:
    desk = Desk(CHAIR, meeting())
    for _ in range(MAX_STRAYS):
        desk.heard(OTHER)
    with pytest.raises(WireError):
        desk.heard(OTHER)


def test_who_does_not_present_says_nothing_and_nothing_impossible_is_said() -> None:
    async def play() -> None:
        desk = Desk(OTHER, meeting())
        desk.pointings.point(HERE)
        assert (await desk.told(), desk.shows()) == ({}, [])
        with pytest.raises(KurumazaError):
            desk.pointings.point(replace(HERE, page=0))

    run(play())


def test_of_many_at_once_only_the_first_and_the_newest_go() -> None:
    async def play() -> None:
        desk = Desk(PRESENTER, meeting())
        said = [replace(HERE, x=number) for number in range(200)]
        for number, pointing in enumerate(said):
            desk.pointings.point(pointing)
            if not number:
                await asyncio.sleep(0)  # the first one leaves at once
        assert (await desk.told())[CHAIR] == [said[0], said[-1]]

    run(play())


class Stuck(FakeSocket):
    """A way that takes nothing for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.free = asyncio.Event()

    async def send_bytes(self, data: bytes) -> None:
        self.sent.append(data)
        await self.free.wait()


def _chairs_link(socket: FakeSocket, chair: Side, seat: Side, *takes: str) -> Link:
    link = chair.link(socket, seat, "in")
    link.takes = frozenset(takes)
    return link


def _points(sent: list[bytes]) -> list[Pointing]:
    found = [decode(data) for data in sent]
    return [message.pointing for message in found if isinstance(message, Point)]


def test_on_a_busy_link_all_but_the_newest_pointing_are_dropped(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        socket = Stuck()
        talk = asyncio.create_task(chair.session.talk(_chairs_link(socket, chair, seat, TAKES_POINT)))
        await became(lambda: socket.sent)
        (conversation,) = chair.session.conversations
        for x in range(100):
            conversation.point(replace(HERE, x=x))
            await asyncio.sleep(0)
        assert _points(socket.sent) == []
        socket.free.set()
        await became(lambda: _points(socket.sent))
        assert _points(socket.sent) == [replace(HERE, x=99)]
        await socket.close()
        await talk
        await chair.stop()
        await seat.stop()

    run(play())


def test_a_program_that_does_not_know_of_pointings_is_sent_none(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        near, _far = connected()
        talk = asyncio.create_task(chair.session.talk(_chairs_link(near, chair, seat)))
        await became(lambda: chair.session.conversations)
        chair.session.conversations[0].point(HERE)
        await asyncio.sleep(0.05)
        assert near.sent
        assert _points(near.sent) == []
        await near.close()
        await talk
        await chair.stop()
        await seat.stop()

    run(play())


def test_a_seat_without_the_role_that_points_on_and_on_loses_its_link(tmp_path: Path) -> None:
    async def play() -> None:
        chair, seat = sides(tmp_path)
        chair.session.start()
        chair.admit(seat)
        near, far = connected()
        talk = asyncio.create_task(chair.session.talk(chair.link(near, seat, "in")))
        for _ in range(MAX_STRAYS + 1):
            await far.send_bytes(encode(Point(HERE)))
        await talk
        assert any(isinstance(decode(data), Bye) for data in near.sent)
        assert chair.reported.of("pointed") == []
        await chair.stop()
        await seat.stop()

    run(play())


def test_real_nodes_the_chairs_pointing_reaches_every_seat_and_that_of_a_seat_nobody(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            found = chair.node.meeting()
            assert found is not None
            document = found.agenda[0].documents[0].document
            await chair.node.present(document, 2)
            for seat in (one, two):
                await seat.until(lambda seat=seat: seat.node.meeting().presentation)
            here = replace(HERE, document=document)
            await one.node.point(here)
            await chair.node.point(replace(here, page=5))
            for node in (chair, one, two):
                await node.until(lambda node=node: node.reported.of("pointed"))
                assert node.reported.of("pointed") == [replace(here, page=5)]

    run(play())


def test_real_nodes_a_seat_that_was_given_the_role_is_followed_until_it_is_taken_back(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair, one, two = await full_room(room, tmp_path, "2", "3")
            found = chair.node.meeting()
            assert found is not None
            here = replace(HERE, document=found.agenda[0].documents[0].document)
            await chair.node.give_presenter(one.node.device)
            await one.until(lambda: one.node.meeting().presenter == one.node.device)
            await one.node.present(here.document, here.page, zoom=here.zoom, x=here.x, y=here.y)
            for node in (chair, two):
                await node.until(lambda node=node: node.node.meeting().presentation)
            await two.node.point(replace(here, page=9))
            await one.node.point(here)
            for node in (chair, one, two):
                await node.until(lambda node=node: node.reported.of("pointed"))
                assert node.reported.of("pointed") == [here]
            shown = two.node.meeting()
            assert shown is not None
            assert shown.presentation == Presentation(
                here.document, here.page, one.node.device, here.zoom, here.x, here.y
            )
            await chair.node.give_presenter("")
            await one.until(lambda: not one.node.meeting().presenter)
            await one.node.point(replace(here, page=7))
            await chair.node.present(here.document, 8)
            await two.until(lambda: two.node.meeting().presentation.presenter == chair.node.device)
            await chair.node.point(replace(here, page=8))
            await two.until(lambda: len(two.reported.of("pointed")) == 2)
            assert two.reported.of("pointed")[1].page == 8

    run(play())
