"""How fast words are found: `python -m tests.bench.bench_search [FILE...]` prints one JSON object a line.

A made-up Japanese document of 500 pages comes first, then the files. For each: how long reading it into the
index takes, how large the index is, and queries of one to ten letters cold and indexed, in the same run as
PyMuPDF's own search over all pages. At last whether every form of a word is found, and ten such documents.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Measure and print."""
    files = [Path(argument) for argument in arguments]
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        sys.stderr.write(f"usage: python -m tests.bench.bench_search [FILE...]; not there: {missing}\n")
        return 2
    from tests.bench.search_measurements import measure  # workers load this module again, and need no Qt

    measure(files)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
