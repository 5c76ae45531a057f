"""How fast pages appear: `python -m tests.bench.bench_reader [FILE...]` prints one JSON object a line.

Without files it takes three of the sample meeting; the last is always a made-up one of 500 Japanese pages.

For each file: the first page in a new program, page turns (key press to all pixels painted), far jumps
against `mutool draw` of the same page and size; opening in a running program beside PyMuPDF in its own
thread, scrolling at 60 Hz, steps of the zoom, and paging to the end; then for all files the memory of all
processes; at last the longest time for which the window did not react while a page of many seconds was drawn.
"""

from __future__ import annotations

import sys
import tempfile
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
    from tests.bench.search_measurements import japanese_pdf

    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "500 pages.pdf"
        japanese_pdf(long)
        measure([*files, long])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
