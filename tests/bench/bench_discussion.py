"""How fast the discussion is: `python -m tests.bench.bench_discussion [NAME...]` prints JSON lines.

`follow`: the presenter's page, from the command at the chair's PC until a seat's window has painted it,
against the time until the nodes of the other seats had applied it, in the same run; and what a presenter who
points all the time costs a comment. `load`: desk and projector with 300 seats, 10,000 comments and 50 more a
second. `desk`: the list of the desk alone, opening, scrolling, sorting; `seat`: that of a seat. `alike`:
grouping 1,000 comments. Times are milliseconds. All programs share the cores of one PC here.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.programs import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def follow(folder: Path) -> None:
    """Measure a seat that follows the presenter."""
    from tests.bench.follow_measurements import measure  # workers load this module again, and need no Qt

    measure(folder)


def load(folder: Path) -> None:
    """Measure the whole desk under load."""
    from tests.bench.load_measurements import measure

    measure(folder)


def desk(_: Path) -> None:
    """Measure the list of the desk."""
    from tests.bench.bench_desk import main as measure

    measure()


def seat(_: Path) -> None:
    """Measure the list of a seat."""
    from tests.bench.bench_seat_list import main as measure

    measure()


def alike(_: Path) -> None:
    """Measure the search for alike comments."""
    from tests.bench.bench_alike import made_up, time_grouping

    say(time_grouping(made_up()))


MEASUREMENTS: dict[str, Callable[[Path], None]] = {
    "follow": follow,
    "load": load,
    "desk": desk,
    "seat": seat,
    "alike": alike,
}


def main(names: Sequence[str]) -> int:
    """Measure these, or all."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.stderr.write(f"usage: python -m tests.bench.bench_discussion [{' | '.join(MEASUREMENTS)}]...\n")
        return 2
    for name in names or MEASUREMENTS:
        with tempfile.TemporaryDirectory() as folder:
            MEASUREMENTS[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
