"""Feeds the decoders of messages and events with millions of broken inputs.

    python -m tests.soak.wire --inputs 10000000 --seed 1

Only WireError and BadEvent may come out; what is accepted must be written again as it came. Half of the
events are signed after they were broken, so that the checks behind the signature meet broken bytes as well.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

from sync.errors import BadEvent
from sync.events import decode as decode_event
from sync.events import encode as encode_event
from sync.keys import to_base64url
from sync.wire import WireError
from sync.wire import decode as decode_message
from sync.wire import encode as encode_message
from tests.mutations import Mutator, frames, messages
from tests.sync.strategies import CHAIR

SLOW_S = 0.25
GROWTH_KIB = 64 * 1024
PART = 100_000

Decoder = Callable[[bytes], bool]
"""Reads an input: True if it was accepted, False if it was refused as it should be."""


@dataclass
class Outcome:
    """What a run saw. A finding is a sentence and the input in hexadecimal."""

    inputs: int = 0
    accepted: int = 0
    slowest_s: float = 0.0
    findings: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take what another run saw into this one."""
        self.inputs += other.inputs
        self.accepted += other.accepted
        self.slowest_s = max(self.slowest_s, other.slowest_s)
        self.findings += other.findings


def accepts_message(data: bytes) -> bool:
    """Read a message as it comes from a peer."""
    try:
        message = decode_message(data)
    except WireError:
        return False
    if decode_message(encode_message(message)) != message:
        raise AssertionError("a message is not written as it was read")
    return True


def accepts_event(data: bytes) -> bool:
    """Read the frame of an event as it comes from a peer."""
    try:
        event = decode_event(data)
    except BadEvent:
        return False
    if encode_event(event) != data:
        raise AssertionError("an event is not written as it was read")
    return True


def signed(frame: bytes) -> bytes:
    """Give a broken frame the digest, length and signature that belong to its bytes, where they have room."""
    end = 3 + int.from_bytes(frame[1:3], "big")
    header, body = frame[3:end], frame[end + 68 :]
    for name, value in ((b'"x":"', to_base64url(hashlib.sha256(body).digest()).encode()), (b'"n":', b"")):
        at = header.find(name) + len(name)
        if at < len(name):
            return frame
        if value:
            header = header[:at] + value + header[at + 43 :]
        else:
            header = header[:at] + str(len(body)).encode() + header[header.find(b",", at) :]
    if len(header) > 0xFFFF:
        return frame
    signature = CHAIR.sign(b"kurumaza/event/1\x00" + header)
    size = len(header).to_bytes(2, "big")
    return b"".join((frame[:1], size, header, signature, len(body).to_bytes(4, "big"), body))


def inputs(seed: int) -> Iterator[tuple[Decoder, bytes]]:
    """Broken inputs without end, each with the decoder it is for: three messages to one event."""
    spoken, written = Mutator(seed, messages()), Mutator(~seed, frames())
    while True:
        for _ in range(3):
            yield accepts_message, spoken.next()
            yield accepts_message, spoken.next()
            yield accepts_message, spoken.next()
            yield accepts_event, written.next()
        yield accepts_event, signed(written.next())


def fuzz(count: int, source: Iterator[tuple[Decoder, bytes]]) -> Outcome:
    """Read so many inputs."""
    outcome = Outcome()
    for decoder, data in source:
        started = time.thread_time()
        try:
            outcome.accepted += decoder(data)
        except Exception as error:  # noqa: BLE001 - finding the ones nobody expects is what this is for
            outcome.findings.append(f"{type(error).__name__}: {error}: {data.hex()}")
        took = time.thread_time() - started
        outcome.slowest_s = max(outcome.slowest_s, took)
        if took > SLOW_S:
            outcome.findings.append(f"{took:.2f} s: {data.hex()}")
        outcome.inputs += 1
        if outcome.inputs >= count:
            break
    return outcome


def memory_kib() -> int:
    """The most memory this process ever held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fuzz_part(job: tuple[int, int]) -> Outcome:
    """One part of a run, in a process of its own; memory that grows with the inputs is a finding."""
    count, seed = job
    source = inputs(seed)
    outcome = fuzz(min(count, 2_000), source)
    before = memory_kib()
    if count > outcome.inputs:
        outcome.add(fuzz(count - outcome.inputs, source))
    if memory_kib() - before > GROWTH_KIB:
        outcome.findings.append(f"memory grew from {before} to {memory_kib()} KiB with seed {seed}")
    return outcome


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Feed the decoders of the wire with broken inputs.")
    parser.add_argument("--inputs", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    jobs = [
        (min(PART, chosen.inputs - first), chosen.seed * 1_000_000 + first // PART)
        for first in range(0, chosen.inputs, PART)
    ]
    total = Outcome()
    with get_context("spawn").Pool(chosen.processes) as pool:
        for number, outcome in enumerate(pool.imap_unordered(fuzz_part, jobs), 1):
            total.add(outcome)
            if number % 10 == 0 or outcome.findings:
                print(f"{total.inputs:,} inputs, {len(total.findings)} findings", flush=True)
    for finding in total.findings[:20]:
        print(finding[:2_000])
    print(
        f"{total.inputs:,} inputs in {time.monotonic() - started:.0f} s, {total.accepted:,} accepted,"
        f" slowest {total.slowest_s * 1000:.1f} ms, {len(total.findings)} findings"
    )
    return 1 if total.findings else 0


if __name__ == "__main__":
    sys.exit(main())
