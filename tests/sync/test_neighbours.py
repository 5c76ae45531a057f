"""Whom a seat calls: enough of the room, the same from both sides, whatever PC is off."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.neighbours import NEIGHBOURS, neighbours, targets, weight

DEVICES = [f"{number:043d}" for number in range(300)]


def connected(devices: list[str], calls: dict[str, tuple[str, ...]]) -> bool:
    """Whether everybody reaches everybody over those who are on."""
    links: dict[str, set[str]] = {device: set() for device in devices}
    for device in devices:
        for other in calls[device]:
            if other in links:
                links[device].add(other)
                links[other].add(device)
    seen, left = {devices[0]}, [devices[0]]
    while left:
        for other in links[left.pop()] - seen:
            seen.add(other)
            left.append(other)
    return len(seen) == len(devices)


@given(st.sets(st.text("abc", min_size=1, max_size=6), min_size=2, max_size=12))
def test_both_sides_see_the_same_weight_and_nobody_calls_itself(members: set[str]) -> None:
    for one in members:
        chosen = neighbours(one, members)
        assert len(chosen) == min(NEIGHBOURS, len(members) - 1)
        assert one not in chosen
        left_out = members - {one} - set(chosen)
        assert all(weight(near, one) > weight(one, far) for near in chosen for far in left_out)


@pytest.mark.parametrize("count", [2, 3, 5, 8, 30, 100, 300])
def test_a_room_without_a_chair_is_one_circle(count: int) -> None:
    devices = DEVICES[:count]
    assert connected(devices, {device: neighbours(device, devices) for device in devices})


@pytest.mark.parametrize("seed", range(20))
def test_a_room_with_a_third_of_its_pcs_off_is_one_circle_once_they_do_not_answer(seed: int) -> None:
    devices = DEVICES[:100]
    on = Random(seed).sample(devices, 70)  # noqa: S311 - a schedule, no secret
    off = set(devices) - set(on)
    assert connected(on, {device: neighbours(device, devices, off) for device in on})


def test_the_chair_and_its_successors_are_called_by_everybody() -> None:
    calls = targets("seat", ["seat", "chair", "deputy", "x"], "chair", ["creator", "chair", "deputy"])
    assert calls[:3] == ("chair", "creator", "deputy")
    assert set(calls) == {"chair", "creator", "deputy", "x"}
    assert targets("chair", ["chair"], "chair", ["chair"]) == ()
    assert targets("seat", [], "chair", []) == ("chair",)
