"""Start to usable lobby, against an empty PySide6 window started the same way in the same run.

`python -m tests.bench.bench_start` prints one JSON line: medians in seconds and their ratio (budget: 1.5).
Usable means: painted, and a step through the event loop is answered. The node listens a little later.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)
def told():
    print("shown", flush=True)
    application.quit()
window = Window()
window.resize(1366, 768)
window.show()
sys.exit(application.exec())
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def time_empty_window() -> float:
    """Seconds from starting Python to the first paint of an empty window."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", EMPTY_WINDOW], stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - started
    if line.strip() != "shown":
        raise RuntimeError("the empty window was not shown")
    return seconds


def time_lobby(profile: Path) -> tuple[float, float]:
    """Seconds from starting Python to a lobby that is painted and answers, and to a node that listens."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(profile), "--listen", ":0", "--script"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes to the lobby")
        times = []
        for step in ("when_painted", "when_listening"):
            process.stdin.write(json.dumps({"do": step}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            times.append(time.perf_counter() - started)
            if not answer.get("ok"):
                raise RuntimeError(f"the lobby did not become usable: {answer}")
        process.stdin.write(json.dumps({"do": "quit"}) + "\n")
        process.stdin.flush()
        process.wait(timeout=30)
    return times[0], times[1]


def main() -> int:
    """Run both in turn and print the medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        time_empty_window(), time_lobby(profile)  # warm the file cache
        pairs = [(time_empty_window(), time_lobby(profile)) for _ in range(RUNS)]
    empty = statistics.median(pair[0] for pair in pairs)
    lobby = statistics.median(pair[1][0] for pair in pairs)
    listening = statistics.median(pair[1][1] for pair in pairs)
    ratio = statistics.median(pair[1][0] / pair[0] for pair in pairs)
    sys.stdout.write(
        json.dumps(
            {
                "bench": "start",
                "runs": RUNS,
                "empty_window_s": round(empty, 3),
                "usable_lobby_s": round(lobby, 3),
                "node_listens_s": round(listening, 3),
                "ratio": round(ratio, 2),
            }
        )
        + "\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
