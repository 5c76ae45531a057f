"""What happens in a simulated meeting, drawn from a seed: who does what, what goes wrong, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass

YEAR_MS = 365 * 24 * 3_600_000
ACTS = (
    ("post", 30), ("reply", 12), ("edit", 8), ("delete", 5), ("react", 10), ("hide", 5), ("unhide", 2),
    ("answer", 3), ("reopen", 1), ("agenda", 2), ("open_item", 2), ("spotlight", 2), ("admit", 2), ("cut", 6),
    ("hold", 3), ("release", 3), ("group", 4), ("ask_floor", 6), ("unask", 2), ("give_floor", 4), ("done", 3),
    ("pause", 2), ("give_pages", 2), ("page", 3),
    ("ask", 4), ("vote", 20), ("close_poll", 4), ("look_back", 1), ("look_answer", 4),
)  # fmt: skip
FAULTS = (
    ("split", 3), ("heal", 4), ("weather", 4), ("restart", 4), ("crash", 5), ("lose_disk", 2), ("clock", 4),
    ("remove", 2), ("fill_disk", 2), ("free_disk", 3), ("cut_wire", 4), ("lie", 6), ("open", 1),
    ("transfer", 3), ("claim", 6), ("reissue", 2),
)  # fmt: skip
LIES = (
    "far_future", "long_ago", "wrong_term", "false_authority", "for_another", "giant_have", "gap",
    "two_faces", "two_faces", "false_claim", "false_cut", "taken_back",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One thing that happens: at a moment (s), to a node; `pick` chooses what it is about."""

    at: float
    kind: str
    node: int
    pick: int = 0

    def __str__(self) -> str:
        return f"{self.at:7.2f} s  node {self.node:<3} {self.kind} {self.pick}"


@dataclass(frozen=True)
class Schedule:
    """A seed and what follows from it."""

    seed: int
    nodes: int
    liar: int | None
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = [
            f"seed {self.seed}: {self.nodes} nodes, " + (f"node {self.liar} lies" if self.liar else "no liar")
        ]
        return "\n".join([*lines, *map(str, self.steps)])


def schedule_of(seed: int, nodes: int = 0, steps: int = 0) -> Schedule:
    """Draw a schedule; every fiftieth seed is a room of sixty with few words."""
    chance = random.Random(seed)  # noqa: S311 - has to repeat, guards nothing
    crowd = seed % 50 == 49
    nodes = nodes or (60 if crowd else chance.randint(4, 9))
    steps = steps or (20 if crowd else chance.randint(30, 90))
    liar = chance.randrange(3, nodes) if chance.random() < 0.4 else None
    moments = sorted(round(chance.uniform(1, 60), 3) for _ in range(steps))
    return Schedule(seed, nodes, liar, tuple(_step(chance, at, nodes, liar) for at in moments))


def _step(chance: random.Random, at: float, nodes: int, liar: int | None) -> Step:
    table = FAULTS if chance.random() < 0.3 else ACTS
    (kind,) = chance.choices([name for name, _ in table], [weight for _, weight in table])
    if kind == "lie":
        return Step(at, "lie" if liar else "post", liar or 0, chance.randrange(1_000))
    return Step(at, kind, chance.randrange(nodes), chance.randrange(1_000_000))
