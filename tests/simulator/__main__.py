"""Runs one seed and prints what happened: `python -m tests.simulator --seed 7`."""

from __future__ import annotations

import argparse
import sys

from tests.simulator.checks import problems
from tests.simulator.schedule import schedule_of
from tests.simulator.world import run

parser = argparse.ArgumentParser(description="Run one simulated meeting.")
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--nodes", type=int, default=0)
parser.add_argument("--steps", type=int, default=0)
chosen = parser.parse_args()
schedule = schedule_of(chosen.seed, chosen.nodes, chosen.steps)
print(schedule)
world = run(schedule)
print(
    f"{len(world.acknowledged)} events acknowledged, {len(world.lost)} lost with a disk,"
    f" {world.network.messages} messages, level {world.quiet_after_s:.0f} s after the last fault"
)
found = problems(world)
print(*found, sep="\n")
sys.exit(1 if found else 0)
