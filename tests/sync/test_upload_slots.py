"""Who is sent to: few at a time, in their order, who is urgent first, and nobody for ever."""

import asyncio

import pytest

from sync.upload_slots import LINE_PER_DEVICE, NoSlotError, Slot, UploadSlots
from tests.fakes import run


async def enter(slots: UploadSlots, device: str = "a", *, urgent: bool = False) -> Slot:
    return await slots.enter(device, urgent=urgent, wait_s=30)


def test_the_next_comes_when_one_leaves_and_who_is_urgent_before_all() -> None:
    async def play() -> None:
        slots, came = UploadSlots(1), list[str]()

        async def stand(name: str, *, urgent: bool = False) -> None:
            slot = await enter(slots, name, urgent=urgent)
            came.append(name)
            slot.leave()

        first = await enter(slots)
        tasks = [asyncio.create_task(stand(name)) for name in ("b", "c")]
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(stand("d", urgent=True)))
        await asyncio.sleep(0)
        assert came == []
        first.leave()
        await asyncio.gather(*tasks)
        assert came == ["d", "b", "c"]

    run(play())


def test_a_place_that_is_given_back_twice_is_one_place() -> None:
    async def play() -> None:
        slots = UploadSlots(1)
        first = await enter(slots)
        first.park()
        second = await enter(slots)
        first.leave()
        with pytest.raises(NoSlotError):
            await slots.enter("c", urgent=False, wait_s=0)
        second.leave()
        (await enter(slots)).leave()

    run(play())


def test_who_gives_up_waiting_takes_no_place() -> None:
    async def play() -> None:
        slots = UploadSlots(1)
        first = await enter(slots)
        waiting = asyncio.create_task(enter(slots, "b"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        first.leave()
        (await enter(slots, "c")).leave()

    run(play())


def test_the_line_has_an_end_for_all_and_for_each() -> None:
    async def play() -> None:
        slots = UploadSlots(0, line=LINE_PER_DEVICE + 1)
        waiting = [asyncio.create_task(enter(slots, "greedy")) for _ in range(LINE_PER_DEVICE)]
        await asyncio.sleep(0)
        with pytest.raises(NoSlotError):
            await enter(slots, "greedy")
        waiting.append(asyncio.create_task(enter(slots, "b")))
        await asyncio.sleep(0)
        with pytest.raises(NoSlotError):
            await enter(slots, "c")
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    run(play())


def test_while_people_write_fewer_are_sent_to_but_who_is_urgent_at_once() -> None:
    async def play() -> None:
        slots = UploadSlots(4)
        slots.leave_room(is_wanted=True)
        both = [await enter(slots), await enter(slots, "b")]
        waiting = asyncio.create_task(enter(slots, "c"))
        await asyncio.sleep(0)
        assert not waiting.done()
        urgent = await enter(slots, "d", urgent=True)
        assert not waiting.done()
        slots.leave_room(is_wanted=False)
        for slot in (*both, urgent, await waiting):
            slot.leave()

    run(play())
