"""How soon ink follows the pen: `python -m tests.bench.bench_ink` prints one JSON object a line."""

from __future__ import annotations

import sys

from tests.bench.ink_measurements import measure


def main() -> int:
    """Measure and print."""
    measure()
    return 0


if __name__ == "__main__":
    sys.exit(main())
