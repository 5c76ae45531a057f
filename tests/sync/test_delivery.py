"""Receipts: the chair and the secretariat see which seats hold what, and opened it where that is shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from sync.delivery import MAX_FILES, Delivery
from sync.meeting import Opening, Policy
from sync.node import Node
from sync.status import SeatPresence
from sync.wire import Holds
from tests.fakes import Room, RunningNode, plan, run
from tests.sync.test_node import CODE, level


def seen(node: RunningNode, device: str) -> SeatPresence:
    return next(one for one in node.node.presence() if one.device == device)


def sha256_of(node: Node) -> str:
    return node.documents()[0].sha256


@pytest.mark.parametrize("opening", list(Opening))
def test_the_chair_and_the_secretariat_see_who_holds_and_opened_what(
    tmp_path: Path, opening: Opening
) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(replace(plan(tmp_path / "files"), policy=Policy(opening=opening)), CODE)
            helper, seat = await room.node("helper"), await room.node("seat")
            await helper.node.join(address=chair.address, code=CODE, seat="23")
            await seat.node.join(address=chair.address, code=CODE, seat="3")
            await level(chair, helper, seat)
            for each in (helper, seat):
                await each.until(lambda each=each: each.node.documents()[0].complete)
            sha256, device = sha256_of(seat.node), seat.node.device
            for keeper in (chair, helper):
                await keeper.until(lambda keeper=keeper: sha256 in seen(keeper, device).held)
                assert seen(keeper, device).opened == frozenset()
            await seat.node.look_at(seat.node.documents()[0].document)
            if opening is Opening.SHOWN:
                for keeper in (chair, helper):
                    await keeper.until(lambda keeper=keeper: sha256 in seen(keeper, device).opened)
                await room.stop(seat)
                await chair.until(lambda: not seen(chair, device).connected)
                assert sha256 in seen(chair, device).held  # what is known is not forgotten
            else:
                await helper.node.look_at(helper.node.documents()[0].document)
                await level(chair, helper, seat)
                assert seen(chair, device).opened == seen(chair, helper.node.device).opened == frozenset()
            assert seat.node.presence() == ()

    run(play())


def test_what_was_opened_is_told_again_after_a_restart(tmp_path: Path) -> None:
    async def play() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(plan(tmp_path / "files"), CODE)
            seat = await room.node("seat")
            await seat.node.join(address=chair.address, code=CODE, seat="3")
            await seat.until(lambda: seat.node.documents()[0].complete)
            await seat.node.look_at(seat.node.documents()[0].document)
            sha256, device = sha256_of(seat.node), seat.node.device
            await chair.until(lambda: sha256 in seen(chair, device).opened)
            await room.stop(seat)
            await room.stop(chair)
            chair = await room.node("chair")
            assert sha256 in seen(chair, device).held  # said before, and not forgotten
            seat = await room.node("seat")
            await chair.until(lambda: sha256 in seen(chair, device).opened)

    run(play())


def test_a_seat_that_lost_a_file_is_no_longer_counted_and_nobody_fills_the_memory() -> None:
    delivery = Delivery()
    assert delivery.heard("seat", Holds("a" * 64, 2, 0b11))
    assert not delivery.heard("seat", Holds("a" * 64, 2, 0b11))
    assert delivery.held("seat") == {"a" * 64}
    assert delivery.heard("seat", Holds("a" * 64, 2, 0b01))
    assert delivery.held("seat") == frozenset()
    for number in range(2 * MAX_FILES):
        delivery.heard("greedy", Holds(f"{number:064x}", 1, 1, opened=True))
    assert len(delivery.held("greedy")) == len(delivery.opened("greedy")) == MAX_FILES
