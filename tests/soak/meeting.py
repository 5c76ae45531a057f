"""Runs a thousand simulated meetings; of each one that breaks a promise it prints the schedule.

python -m tests.soak.meeting --seeds 1000 --first 0
"""

from __future__ import annotations

import argparse
import sys
import time
from multiprocessing import get_context

from tests.simulator.checks import problems
from tests.simulator.schedule import schedule_of
from tests.simulator.world import run

HUNDREDS = 200
HUNDREDS_EVERY = 250


def meeting(seed: int) -> tuple[int, int, str]:
    """Run one seed: the seed, how many events were acknowledged, and what went wrong with its schedule."""
    schedule = schedule_of(seed, HUNDREDS if seed % HUNDREDS_EVERY == HUNDREDS_EVERY - 1 else 0)
    try:
        world = run(schedule)
        found = problems(world)
    except Exception as error:  # noqa: BLE001 - whatever it is, the seed that shows it has to be told
        return seed, 0, f"{schedule}\n{type(error).__name__}: {error}"
    return seed, len(world.acknowledged), "\n".join([str(schedule), *found]) if found else ""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run many simulated meetings.")
    parser.add_argument("--seeds", type=int, default=1_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    failed: list[int] = []
    events = 0
    with get_context("spawn").Pool(chosen.processes) as pool:
        seeds = range(chosen.first, chosen.first + chosen.seeds)
        for number, (seed, acknowledged, report) in enumerate(pool.imap_unordered(meeting, seeds), 1):
            events += acknowledged
            if report:
                failed.append(seed)
                print(report, flush=True)
            if number % 100 == 0:
                print(f"{number} meetings, {len(failed)} failed", flush=True)
    took = time.monotonic() - started
    print(f"{chosen.seeds} meetings, {events:,} events in {took:.0f} s; failed: {sorted(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
