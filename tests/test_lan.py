"""Real nodes on real cables: a room of network namespaces, or loopback where those cannot be had."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.lan.lan import Lan, why_not
from tests.lan.place import CODE, Room, heard_after, level

CLOCK_LIBRARIES = (
    Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
    Path("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
)


@pytest.fixture(scope="session")
def no_namespaces() -> str:
    """Why there can be no room of namespaces, "" if there can."""
    return why_not()


@pytest.fixture
def room(tmp_path: Path, no_namespaces: str) -> Iterator[Callable[..., Room]]:
    """Builds a room for some hosts, with cables if possible."""
    with ExitStack() as stack:

        def build(hosts: int, *options: str) -> Room:
            if no_namespaces:
                return stack.enter_context(Room(tmp_path, None, "--no-mdns"))
            return stack.enter_context(Room(tmp_path, stack.enter_context(Lan(hosts)), *options))

        yield build


@pytest.fixture
def cabled(room: Callable[..., Room], no_namespaces: str) -> Callable[..., tuple[Room, Lan]]:
    """Builds a room whose cables can be pulled; skips where that cannot be."""
    if no_namespaces:
        pytest.skip(no_namespaces)

    def build(hosts: int, *options: str) -> tuple[Room, Lan]:
        built = room(hosts, *options)
        assert built.lan is not None
        return built, built.lan

    return build


def bodies(answer: dict[str, Any]) -> list[str]:
    """What the comments of an answered meeting say."""
    return [comment["body"] for comment in answer["meeting"]["comments"]]


def test_row_17_where_multicast_is_blocked_a_broadcast_finds_the_meeting(cabled) -> None:
    room, lan = cabled(2, "--no-mdns")
    lan.block_multicast()
    chair, seat = room.start(0), room.start(1)
    seat.report("ready")
    meeting = chair.do("host", file=str(room.meeting_file(2)), code=CODE)["meeting"]
    found = seat.find(
        lambda line: line.get("report") == "meeting_found" and meeting.startswith(line["meeting"]), limit_s=5
    )
    seat.do("join", meeting=found["meeting"], code=CODE, seat="1")


def test_row_17_where_multicast_is_blocked_an_address_is_enough(cabled) -> None:
    room, lan = cabled(3)
    lan.block_multicast()
    chair, seat, late = (room.start(host) for host in range(3))
    address = chair.report("ready")["listen"][0]
    meeting = chair.do("host", file=str(room.meeting_file(3)), code=CODE)["meeting"]
    seat.report("ready")
    seat.do("join", address=address, code=CODE, seat="1")
    lan.block_multicast(blocked=False)
    late.report("ready")

    def found(answer: dict[str, Any]) -> bool:
        return any(meeting.startswith(each["meeting"]) for each in answer["meetings"])

    late.until("browse", found)
    late.do("join", meeting=meeting, code=CODE, seat="2")
    heard_after(late, "自分で見つけた", chair, seat)
    level(chair, seat, late)


def test_row_1_the_chairs_pc_loses_power_and_returns(room) -> None:
    chair, one, two = (built := room(3)).open(3)
    port = int(chair.report("ready")["listen"][0].rpartition(":")[2])
    before = chair.do("post", body="停電の前")["comment"]
    for seat in (one, two):
        seat.report("comment", comment=before)
    marks = [seat.lines for seat in (one, two)]
    built.kill(chair)
    for seat, mark in zip((one, two), marks, strict=True):
        seat.find(lambda line: line.get("report") == "link" and line["state"] != "InStep", mark)
    one.do("post", body="停電の間")
    chair = built.start(0, port=port)
    chair.report("comment", body="停電の間")
    two.report("comment", body="停電の間")
    one.find(lambda line: line.get("report") == "link" and line["state"] == "InStep", marks[0])
    heard_after(two, "停電の後", chair, one)
    level(chair, one, two)
    assert bodies(chair.do("meeting")) == ["停電の前", "停電の間", "停電の後"]


def test_row_19_a_cable_is_pulled_for_five_seconds(cabled) -> None:
    room, lan = cabled(3, "--no-mdns")
    chair, one, two = room.open(3)
    lan.pull(1)
    pulled = time.monotonic()
    one.do("post", body="線が抜けた席から")
    two.do("post", body="線が抜けた席へ")
    chair.report("comment", body="線が抜けた席へ")
    time.sleep(max(0.0, pulled + 5 - time.monotonic()))  # the length of the break is what is tried
    assert "線が抜けた席から" not in bodies(chair.do("meeting"))
    lan.plug(1)
    for node in (chair, two):
        node.report("comment", body="線が抜けた席から")
    one.report("comment", body="線が抜けた席へ")
    level(chair, one, two)


def test_row_18_seats_that_reach_only_the_chairs_pc_are_in_step(cabled) -> None:
    room, lan = cabled(4, "--no-mdns")
    lan.isolate_clients()
    chair, *seats = room.open(4)
    for seat in seats:
        heard_after(seat, f"{seat.name}から", chair, *(each for each in seats if each is not seat))
    level(chair, *seats)


def test_a_slow_cable_that_loses_frames_loses_no_word(cabled) -> None:
    room, lan = cabled(3, "--no-mdns")
    lan.spoil(1, delay_ms=200, loss=0.05)
    chair, one, two = room.open(3)
    texts = [f"遠い席から{number}" for number in range(20)]
    for text in texts:
        one.do("post", body=text)
    two.report("comment", body=texts[-1])
    level(chair, one, two)
    assert bodies(two.do("meeting")) == texts


def test_row_1_without_the_chairs_pc_seats_hear_each_other_and_a_deputy_takes_over(room) -> None:
    chair, *seats = (built := room(7)).open(7, deputies=(1, 2))
    port = int(chair.report("ready")["listen"][0].rpartition(":")[2])
    creator = chair.report("ready")["device"]
    for seat in seats:  # four dialled neighbours each; two links are the least that shows that they exist
        seat.until("peers", lambda answer: len({peer["device"] for peer in answer["peers"]}) > 2)
    built.kill(chair)
    for n, seat in enumerate(seats):
        heard_after(seat, f"議長なしで{n}", *seats[:n], *seats[n + 1 :])

    deputy = seats[0]
    claimed = deputy.do("claim_chair")
    assert claimed["ok"]
    device = deputy.report("ready")["device"]
    for seat in seats:
        seat.report("chair", device=device, term=1)
    deputy.do("agenda", item="1")
    heard_after(seats[3], "新しい議長へ", *seats[:3], *seats[4:])

    chair = built.start(0, port=port)  # the old one returns and steps down
    chair.report("chair", device=device, term=1)
    level(chair, *seats)
    refused = chair.answer(chair.send("agenda", item=""))
    assert (refused["ok"], refused["error"]) == (False, "not_allowed")
    assert creator != device
    deputy.do("transfer_chair", device=creator)
    for node in (chair, *seats):
        node.report("chair", device=creator, term=2)
    level(chair, *seats)


def test_row_2_a_room_cut_in_two_goes_on_and_is_one_again(cabled) -> None:
    room, lan = cabled(6, "--no-mdns")
    nodes = room.open(6)
    here, there = nodes[:3], nodes[3:]
    for node in nodes:  # of five others, four are called: then each half hangs together by itself
        node.until("peers", lambda answer: len({peer["device"] for peer in answer["peers"]}) >= 4)
    lan.split(range(3, 6))
    for half, name in ((here, "窓側"), (there, "廊下側")):
        for node in half:
            node.do("post", body=f"{name}の{node.name}")
        for node in half:
            node.until("meeting", lambda answer, name=name: sum(name in b for b in bodies(answer)) == 3)
    assert not any("廊下側" in body for body in bodies(nodes[0].do("meeting")))
    lan.heal()
    for node in nodes:
        node.until("meeting", lambda answer: len(bodies(answer)) == 6)
    level(*nodes)
    assert len({tuple(bodies(node.do("meeting"))) for node in nodes}) == 1


def test_row_3_two_deputies_take_over_in_two_halves_and_one_remains(cabled) -> None:
    room, lan = cabled(6, "--no-mdns")
    chair, *seats = room.open(6, deputies=(1, 4))
    first, second = seats[0], seats[3]
    room.kill(chair)
    lan.split((4, 5))
    for deputy in (first, second):
        deputy.do("claim_chair")
        deputy.report("chair", device=deputy.report("ready")["device"], term=1)
    second.do("agenda", item="1")
    mark = second.lines
    lan.heal()
    for seat in seats:
        seat.until("meeting", lambda answer: answer["meeting"]["chair"] == first.report("ready")["device"])
    second.report("chair", mark, device=first.report("ready")["device"], term=1)
    level(*seats)
    heard_after(second, "負けた議長から", *(seat for seat in seats if seat is not second))


def test_row_4_a_pc_that_believes_in_next_year_disturbs_nobody(room) -> None:
    library = next((path for path in CLOCK_LIBRARIES if path.exists()), None)
    if library is None:
        pytest.skip("libfaketime is not installed")
    wrong = {"LD_PRELOAD": str(library), "FAKETIME": "+365d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    built = room(3)
    chair, one = built.start(0), built.start(1)
    lost = built.start(2, environment={**wrong, "DONT_FAKE_MONOTONIC": "1"})
    address = chair.report("ready")["listen"][0]
    chair.do("host", file=str(built.meeting_file(3)), code=CODE)
    for host, node in ((1, one), (2, lost)):
        node.report("ready")
        node.do("join", address=address, code=CODE, seat=str(host))
    said = []
    for number, (poster, *others) in enumerate(((one, chair, lost), (lost, chair, one), (one, chair, lost))):
        said.append(f"順番{number}")
        heard_after(poster, said[-1], *others)
    level(chair, one, lost)
    for node in (chair, one, lost):
        assert bodies(node.do("meeting")) == said
    at = [comment["at_ms"] for comment in chair.do("meeting")["meeting"]["comments"]]
    assert max(at) - min(at) < 60_000
