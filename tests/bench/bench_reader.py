"""How fast pages appear: `python -m tests.bench.bench_reader [FILE...]` prints one JSON object a line.

Without files it takes three of the sample meeting.

For each file: the first page in a new program, page turns (key press to all pixels painted), far jumps
against `mutool draw` of the same page and size, then for all files the memory of all processes; at last the
longest time for which the window did not react while a page of many seconds was drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def main(arguments: list[str]) -> int:
    """Measure the files and print."""
    files = [Path(argument) for argument in arguments] or sorted(SAMPLE.glob("*.pdf"))[1:4]
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        sys.stderr.write(f"usage: python -m tests.bench.bench_reader [FILE...]; not there: {missing}\n")
        return 2
    from tests.bench.reader_measurements import measure  # workers load this module again, and need no Qt

    measure(files)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
