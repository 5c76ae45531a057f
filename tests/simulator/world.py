"""Runs a schedule: the room, what its people do, what breaks, and the quiet afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import sync.conversation
from sync.clock import HybridTime
from sync.events import Event, encode, sign_event
from sync.meeting import Comment
from sync.wire import Events, Have
from sync.wire import encode as encode_message
from tests.simulator import debating, polling
from tests.simulator.network import Network, Weather
from tests.simulator.node import START_MS, SimNode
from tests.simulator.schedule import LIES, YEAR_MS, Schedule, Step
from tests.simulator.virtual_loop import VirtualLoop

CHAIRS = (
    *("agenda", "open_item", "spotlight", "admit", "cut", "transfer", "reissue"),
    *debating.BY_CHAIR,
    *polling.BY_CHAIR,
)
MODERATING = ("hide", "unhide", "answer", "reopen")
REDIAL_S = 1.0
QUIET_S = 240.0
STEADY_S = 5.0


@dataclass
class World:
    """Everything that is true, also what no node knows.

    `acknowledged` are the events whose writing returned.
    """

    schedule: Schedule
    nodes: list[SimNode]
    network: Network
    chance: random.Random
    meeting: str = ""
    acknowledged: dict[str, Event] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    admissions: list[tuple[str, int]] = field(default_factory=list)
    quiet_after_s: float = 0.0

    def honest(self) -> list[SimNode]:
        return [node for node in self.nodes if node.honest]


def run(schedule: Schedule) -> World:
    """Let a schedule happen and give the world as it is after the quiet."""
    loop = VirtualLoop()
    state = random.getstate()
    random.seed(schedule.seed)  # a conversation spreads its ticks by chance
    try:
        with decoding_once():
            world = loop.run_until_complete(_live(schedule))
        world.failures += loop.failures
        return world
    finally:
        random.setstate(state)
        loop.close()


@contextlib.contextmanager
def decoding_once() -> Iterator[None]:
    """Check each frame once and remember the outcome: all nodes would find the same."""
    real = sync.conversation.decode
    sync.conversation.decode = lru_cache(maxsize=None)(real)
    try:
        yield
    finally:
        sync.conversation.decode = real


async def _live(schedule: Schedule) -> World:
    chance = random.Random(schedule.seed + 1)  # noqa: S311 - has to repeat, guards nothing
    nodes = [SimNode(number, chance) for number in range(schedule.nodes)]
    world = World(schedule, nodes, Network(random.Random(schedule.seed + 2)), chance)  # noqa: S311 - the same
    if schedule.liar is not None:
        nodes[schedule.liar].honest = False
    _found(world)
    dialling = asyncio.create_task(_dial(world))
    loop = asyncio.get_running_loop()
    for step in schedule.steps:
        await asyncio.sleep(max(0.0, step.at - loop.time()))
        await perform(world, step)
    await _settle(world)
    dialling.cancel()
    await asyncio.gather(dialling, return_exceptions=True)
    for node in nodes:
        await node.stop(crash=False)
    return world


def _found(world: World) -> None:
    first = world.nodes[0]
    seats = [{"number": str(node.number), "role": "member"} for node in world.nodes]
    event = sign_event(
        first.key,
        meeting="",
        log=world.chance.randbytes(8).hex(),
        sequence=1,
        previous="",
        time=HybridTime(START_MS),
        wall_ms=START_MS,
        authority=(0, 1),
        kind="meeting.create",
        body={"title": "本部会議", "seats": seats, "policy": {"deputies": ["1", "2"]}, "nonce": "0" * 32},
    )
    first.log.append(event)
    world.meeting = event.meeting
    world.acknowledged[event.event_id] = event
    for node in world.nodes:
        node.start(world.meeting)
        _admit(world, node)


def _admit(world: World, node: SimNode) -> None:
    role = "chair" if node.number == 0 else "secretariat" if node.number == 3 else "member"
    body = {"device": node.device, "seat": str(node.number), "name": f"職員{node.number}", "role": role}
    chair = _chair(world)
    if chair is None or _wrote(world, chair, chair.write("roster.add", "", body)) is None:
        world.admissions.append((node.device, node.number))


def _chair(world: World) -> SimNode | None:
    return next((node for node in world.nodes if node.up and node.honest and node.hosting), None)


def _wrote(world: World, node: SimNode, event: Event | None) -> Event | None:
    if event is not None and node.honest:
        world.acknowledged[event.event_id] = event
    return event


async def _dial(world: World) -> None:
    """Every node calls whom it lacks, again and again, as its caller does."""
    while True:
        await asyncio.sleep(world.chance.uniform(0.5, 1.5) * REDIAL_S)
        by_device = {node.device: node for node in world.nodes}
        for node in world.nodes:
            if not node.up:
                continue
            talking = {conversation.link.device for conversation in node.conversations}
            wanted = node.calls() or [world.nodes[number].device for number in (0, 1, 2)]
            for device in wanted:
                other = by_device.get(device)
                if device not in talking and other is not None and other is not node:
                    _connect(world, node, other)


def _connect(world: World, node: SimNode, other: SimNode) -> None:
    if other.up and world.network.reaches(node.number, other.number):
        near, far = world.network.connect(node.number, other.number)
        node.talk(near, other.device, "out")
        other.talk(far, node.device, "in")


async def _settle(world: World) -> None:
    """Nothing breaks any more: everybody is there, and there is time until all hold the same."""
    world.network.heal()
    world.network.weather = Weather()
    loop = asyncio.get_running_loop()
    for node in world.nodes:
        node.log.full = False
        if not node.up:
            node.start(world.meeting)
    began, steady = loop.time(), 0.0
    while loop.time() - began < QUIET_S and steady < STEADY_S:
        await asyncio.sleep(1.0)
        _late_admissions(world)
        have = [node.have() for node in world.honest()]
        steady = (
            steady + 1.0
            if all(each == have[0] for each in have) and (not world.admissions or _chair(world) is None)
            else 0.0
        )
    world.quiet_after_s = loop.time() - began - steady
    await asyncio.sleep(1.0)  # what arrived last is saved


def _late_admissions(world: World) -> None:
    waiting, world.admissions = world.admissions, []
    for device, number in waiting:
        if world.nodes[number].device == device:
            _admit(world, world.nodes[number])


async def perform(world: World, step: Step) -> None:
    """Let one step happen; one that is impossible now does not."""
    node = world.nodes[step.node]
    fault = _FAULTS.get(step.kind)
    if fault is not None:
        result = fault(world, node, step.pick)
        if result is not None:
            await result
    elif node.up:
        _act(world, node, step)


def _act(world: World, node: SimNode, step: Step) -> None:  # noqa: C901, PLR0912 - one case a command
    if step.kind in (*MODERATING, *debating.BY_MODERATOR) and not node.hosting:
        node = world.nodes[3] if step.pick % 2 else world.nodes[0]
    if step.kind in CHAIRS:
        hosts = [each for each in world.honest() if each.up and each.hosting]
        if not hosts:
            return
        node = hosts[step.pick % len(hosts)]
    elif step.kind == "claim":
        node = world.nodes[step.pick % 3]
    if not node.up:
        return
    meeting = node.meeting()
    if meeting is None:
        return
    others = [comment for comment in meeting.comments if not comment.deleted]
    own = [comment for comment in others if comment.author == node.device]
    chosen, mine = _pick(others, step.pick), _pick(own, step.pick)
    text = f"意見 {step.node} {step.at}"
    event = None
    match step.kind:
        case "post":
            event = node.write("comment.add", "", {"body": text, "agenda": "ab"[step.pick % 2]})
        case "reply" if chosen:
            event = node.write("comment.add", "", {"body": text, "reply_to": chosen.comment})
        case "edit" if mine:
            event = node.write("comment.edit", mine.comment, {"body": text})
        case "delete" if mine and not node.has_two_faces:  # what is forgotten then stays so: PROTOCOL, 7
            event = node.write("comment.delete", mine.comment)
            if event is not None and node.honest:
                world.withdrawn.add(mine.comment)
        case "react" if chosen:
            event = node.write("reaction.set", chosen.comment, {"on": step.pick % 3 > 0})
        case "hide" if chosen:
            event = node.write("comment.hide", chosen.comment, {"reason": text})
        case "unhide" if chosen:
            event = node.write("comment.unhide", chosen.comment)
        case "answer" if chosen:
            event = node.write("comment.answer", chosen.comment, {"body": text})
        case "reopen" if chosen:
            event = node.write("comment.reopen", chosen.comment)
        case "agenda":
            items = [
                {"item": item, "title": f"議題{item}", "presenter": "23"["ab".index(item)]}
                for item in "ab"[: 1 + step.pick % 2]
            ]
            event = node.write("agenda.set", "", {"items": items})
        case "open_item":
            event = node.write("agenda.open", "", {"item": ("a", "b", "")[step.pick % 3]})
        case "spotlight":
            event = node.write("spotlight.set", chosen.comment if chosen and step.pick % 4 else "")
        case "cut":
            event = _cut(node)
        case "transfer":
            others = [member.device for member in meeting.members if member.device != node.device]
            if others:
                body = {"to": others[step.pick % len(others)], "term": meeting.term + 1}
                event = node.write("chair.transfer", "", body)
        case "claim" if node.device in meeting.successors and not node.hosting:
            seen = list(node.journal.fold.authority())
            event = node.write("chair.claim", "", {"term": meeting.term + 1, "seen": seen})
        case "reissue":
            for act in node.journal.fold.void():
                _wrote(world, node, node.write(act.kind, act.target, act.body))
        case "admit":
            _admit(world, world.nodes[step.pick % len(world.nodes)])
        case _ if (
            debated := debating.said(
                step.kind, meeting, node.device, step.pick, node.journal.fold.newest_text
            )
        ) is not None:
            event = node.write(*debated)
        case _:
            event = polling.poll_act(node, meeting, step)
    _wrote(world, node, event)


def _cut(node: SimNode) -> Event | None:
    changed = node.journal.fold.uncut(node.journal.have())
    return node.write("cut", "", {"have": changed}) if changed else None


def _pick(comments: list[Comment], pick: int) -> Comment | None:
    return comments[pick % len(comments)] if comments else None


def _split(world: World, _node: SimNode, pick: int) -> None:
    chance = random.Random(pick)  # noqa: S311 - has to repeat, guards nothing
    world.network.split({node.number: chance.randrange(2) for node in world.nodes})


def _weather(world: World, _node: SimNode, pick: int) -> None:
    chance = random.Random(pick)  # noqa: S311 - has to repeat, guards nothing
    world.network.weather = Weather(
        chance.choice((0, 0.02, 0.3)),
        chance.choice((0, 0.2)),
        chance.random() < 0.5,
        chance.choice((0.02, 2)),
    )


async def _restart(world: World, node: SimNode, pick: int) -> None:
    await _go_down(world, node, pick, crash=False)


async def _crash(world: World, node: SimNode, pick: int) -> None:
    await _go_down(world, node, pick, crash=True)


async def _go_down(world: World, node: SimNode, pick: int, *, crash: bool) -> None:
    if not node.up:
        return
    await node.stop(crash=crash)
    asyncio.get_running_loop().call_later(pick % 10, _come_back, world, node)


def _come_back(world: World, node: SimNode) -> None:
    if not node.up:
        node.start(world.meeting)


async def _lose_disk(world: World, node: SimNode, _pick: int) -> None:
    """A device that lost everything comes back as another one; what nobody else has on disk is lost."""
    if node.number == 0 or not node.honest or not node.up:
        return
    await node.stop(crash=True)
    node.new_disk()
    kept = {event.event_id for other in world.honest() for event in other.log.events(world.meeting)}
    world.lost |= world.acknowledged.keys() - kept
    world.withdrawn -= {
        event.target
        for event_id, event in world.acknowledged.items()
        if event_id in world.lost and event.kind == "comment.delete"
    }
    node.start(world.meeting)
    _admit(world, node)


def _clock(_world: World, node: SimNode, pick: int) -> None:
    node.clock_ms = (-YEAR_MS, YEAR_MS, -90_000, 45_000, 0, -(START_MS + 1))[pick % 6]


def _remove(world: World, node: SimNode, pick: int) -> None:
    chair = _chair(world)
    if chair is None or node.number == 0 or pick % 3 == 0:
        return
    upto = chair.log.have_of(world.meeting, node.device)
    _wrote(world, chair, chair.write("roster.remove", "", {"device": node.device, "upto": upto}))


def _open(world: World, _node: SimNode, pick: int) -> None:
    chair = _chair(world)
    if chair is not None:
        _wrote(world, chair, _cut(chair))
        _wrote(world, chair, chair.write("meeting.open" if pick % 4 else "meeting.close"))


def _fill_disk(_world: World, node: SimNode, _pick: int) -> None:
    node.log.full = True


def _free_disk(world: World, _node: SimNode, _pick: int) -> None:
    for node in world.nodes:
        node.log.full = False


def _cut_wire(world: World, _node: SimNode, pick: int) -> None:
    if world.network.wires:
        world.network.wires[pick % len(world.network.wires)].drop()


def _heal(world: World, _node: SimNode, _pick: int) -> None:
    world.network.heal()


async def _lie(world: World, node: SimNode, pick: int) -> None:
    """The liar writes what no honest device would, and tells it to everybody it talks with."""
    if not node.up or node.log.full:
        return
    node.journal.save_now()
    lie = LIES[pick % len(LIES)]
    loop = asyncio.get_running_loop()
    now = START_MS + int(loop.time() * 1_000)
    if lie == "giant_have":
        message = Have({f"{number:016x}": 2**32 - 1 for number in range(19_000)}, full=True)
        await _shout(node, encode_message(message))
        return
    if lie in ("two_faces", "taken_back"):
        await _two_faces(node, pick, now, taken_back=lie == "taken_back")
        return
    kinds = {
        "wrong_term": "roster.add",
        "false_authority": "roster.add",
        "false_claim": "chair.claim",
        "false_cut": "cut",
    }
    event = _crafted(
        node,
        time=HybridTime(now + {"far_future": 100 * YEAR_MS, "long_ago": -now}.get(lie, 0)),
        authority={
            "wrong_term": (7, 1),
            "false_authority": (0, 3),
            "false_claim": (1, 1),
            "false_cut": (0, 9),
        }.get(lie, (0, 1)),
        kind=kinds.get(lie, "comment.add"),
        body=_lie_body(lie, node, pick),
        skip=5 if lie == "gap" else 0,
    )
    if lie == "gap":
        await _shout(node, encode_message(Events((encode(event),))))
    elif lie == "for_another":
        forged = event.header.replace(node.device.encode(), world.nodes[0].device.encode())
        frame = encode(replace(event, header=forged))
        await _shout(node, encode_message(Events((frame,))))
    else:
        node.log.append(event)
        node.journal._apply(event)
        node.journal._saved.update(node.journal.have())
        node._spread((event,), None)


def _lie_body(lie: str, node: SimNode, pick: int) -> dict[str, Any]:
    if lie in ("wrong_term", "false_authority"):
        return {"device": node.device, "role": "chair"}
    if lie == "false_claim":
        return {"term": 1, "seen": [0, 2]}
    if lie == "false_cut":
        return {"have": dict(node.journal.have())}
    return {"body": f"嘘 {pick}"}


async def _two_faces(node: SimNode, pick: int, now: int, *, taken_back: bool) -> None:
    """Tell one half of the peers one thing and the others another, both in the same place of the log.

    `taken_back` makes one of them withdraw an own comment whose text honest devices then forget.
    """
    meeting = node.meeting()
    own = [
        comment
        for comment in (meeting.comments if meeting else ())
        if comment.author == node.device and not comment.deleted
    ]
    node.has_two_faces = True
    common: dict[str, Any] = {"time": HybridTime(now), "authority": (0, 1), "skip": 0}
    kept = _crafted(node, kind="comment.add", body={"body": f"表 {pick}"}, **common)
    if taken_back and own:
        target = own[pick % len(own)].comment
        other = _crafted(node, kind="comment.delete", target=target, body={}, **common)
    else:
        other = _crafted(node, kind="comment.add", body={"body": f"裏 {pick}"}, **common)
    for number, conversation in enumerate(list(node.conversations)):
        frame = encode((kept, other)[number % 2])
        with contextlib.suppress(ConnectionError):  # who was found out is cut off
            await conversation.link.socket.send_bytes(encode_message(Events((frame,))))
    node.log.append(kept)
    node.journal._apply(kept)
    node.journal._saved.update(node.journal.have())
    node._spread((kept,), None)


def _crafted(node: SimNode, *, skip: int, **fields: Any) -> Event:
    journal = node.journal
    sequence, previous = node.log.head(journal.meeting_id, journal._log_id)
    return sign_event(
        node.key,
        meeting=journal.meeting_id,
        log=journal._log_id,
        sequence=sequence + 1 + skip,
        previous="A" * 43 if skip else previous,
        wall_ms=0,
        **fields,
    )


async def _shout(node: SimNode, data: bytes) -> None:
    for conversation in list(node.conversations):
        with contextlib.suppress(ConnectionError):  # who was found out is cut off
            await conversation.link.socket.send_bytes(data)


_FAULTS = {
    "split": _split,
    "heal": _heal,
    "weather": _weather,
    "restart": _restart,
    "crash": _crash,
    "lose_disk": _lose_disk,
    "clock": _clock,
    "remove": _remove,
    "open": _open,
    "fill_disk": _fill_disk,
    "free_disk": _free_disk,
    "cut_wire": _cut_wire,
    "lie": _lie,
}
