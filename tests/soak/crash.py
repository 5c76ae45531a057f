"""`dev.py soak crash [KILLS]`: 200 kills of posting nodes, and how many confirmed comments that lost."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.crash_trial import CrashTrial, Outcome

KILLS: Final = 200
IN_ONE_MEETING: Final = 20


def main(kills: int) -> int:
    """Kill in meetings of twenty kills each; the exit code."""
    total, began = Outcome(), time.monotonic()
    while total.kills < kills:
        with tempfile.TemporaryDirectory() as folder:
            seed = total.kills
            outcome = CrashTrial(Path(folder), seed).run(min(IN_ONE_MEETING, kills - total.kills))
        total.kills += outcome.kills
        total.confirmed += outcome.confirmed
        total.unconfirmed += outcome.unconfirmed
        total.lost += outcome.lost
        total.differing += outcome.differing
        if outcome.lost or outcome.differing:
            sys.stdout.write(f"seed {seed}: lost {outcome.lost}, differing {outcome.differing}\n")
    figures = {
        "kills": total.kills,
        "confirmed": total.confirmed,
        "confirmed_and_lost": len(total.lost),
        "kept_unconfirmed": total.unconfirmed,
        "ended_differing": total.differing,
        "seconds": round(time.monotonic() - began),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 1 if total.lost or total.differing else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS))
