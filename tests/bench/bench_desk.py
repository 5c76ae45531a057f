"""The chair's stream with thousands of comments: `python -m tests.bench.bench_desk` prints JSON lines.

How long a list of 10,000 takes to open, to scroll and to sort, and what 50 new comments a second cost while
it is shown: processor time, the longest time the window did not react, and updates a second.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from dataclasses import replace

COMMENTS = 10_000
EACH_SECOND = 50
SECONDS = 5


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QElapsedTimer, QTimer
    from PySide6.QtWidgets import QApplication

    from tests.widgets import desk
    from widgets.incoming_cards import Order
    from widgets.incoming_panel import IncomingPanel
    from widgets.theme import TextSize, apply_theme, new_application

    application = QApplication.instance() or new_application("bench")
    assert isinstance(application, QApplication)
    apply_theme(application, TextSize.SMALL)
    many = [
        desk.comment(f"c{n}", minute=n // 50, agreed=n % 7, body="支所では回線が細い。" * (1 + n % 9))
        for n in range(COMMENTS)
    ]
    meeting = desk.meeting(*many)
    panel = IncomingPanel()
    panel.resize(716, 620)
    panel.show()
    application.processEvents()

    def timed(work: object) -> float:
        start = time.perf_counter()
        work()  # type: ignore[operator] # a callable
        panel.grab()
        return (time.perf_counter() - start) * 1000

    opened = timed(lambda: panel.set_meeting(meeting))
    bar = panel.list.verticalScrollBar()
    steps = [timed(lambda n=n: bar.setValue(n * 97)) for n in range(200)]
    steps += [timed(lambda n=n: bar.setValue(bar.maximum() * n // 100)) for n in range(100)]
    most_agreed = timed(lambda: panel._choose_order(Order.AGREED))
    newest = timed(lambda: panel._choose_order(Order.NEWEST))
    updates: list[float] = []
    comments, sent = list(many), [0]
    lag: list[float] = []
    beat = QElapsedTimer()
    beat.start()

    def tick() -> None:
        lag.append(beat.restart())

    def come() -> None:
        due = int((time.perf_counter() - wall) * EACH_SECOND)
        while sent[0] < due:
            sent[0] += 1
            n = COMMENTS + sent[0]
            comments.append(desk.comment(f"c{n}", minute=n // 50, body="新しい意見です。" * (1 + n % 5)))
            one = comments[n * 37 % COMMENTS]
            comments[n * 37 % COMMENTS] = replace(one, agreed=one.agreed | {f"seat{n}"})
        panel.offer_meeting(replace(meeting, comments=tuple(comments)))

    real = panel.set_meeting

    def counted(shown: object) -> None:
        start = time.perf_counter()
        real(shown)  # type: ignore[arg-type] # a meeting
        updates.append((time.perf_counter() - start) * 1000)

    panel.set_meeting = counted  # type: ignore[method-assign] # measured from outside
    heart, source = QTimer(), QTimer()
    heart.timeout.connect(tick)
    source.timeout.connect(come)
    heart.start(5)
    source.start(1000 // EACH_SECOND)
    cpu, wall = time.process_time(), time.perf_counter()
    QTimer.singleShot(SECONDS * 1000, application.quit)
    application.exec()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    source.stop()
    heart.stop()
    scroll = sorted(steps)
    updates.sort()
    lag.sort()
    print(
        json.dumps(
            {
                "bench": "desk",
                "comments": COMMENTS,
                "open_ms": round(opened, 1),
                "scroll_step_ms": {
                    "median": round(statistics.median(scroll), 1),
                    "p95": round(scroll[len(scroll) * 95 // 100], 1),
                    "max": round(scroll[-1], 1),
                },
                "sort_most_agreed_ms": round(most_agreed, 1),
                "sort_newest_ms": round(newest, 1),
                "new_each_second": round(sent[0] / wall, 1),
                "updates_each_second": round(len(updates) / wall, 1),
                "update_ms": {
                    "median": round(statistics.median(updates), 1),
                    "p95": round(updates[len(updates) * 95 // 100], 1),
                },
                "cpu_share": round(cpu / wall, 2),
                "stall_ms": {"p99": round(lag[len(lag) * 99 // 100], 1), "max": round(lag[-1], 1)},
                "listed": panel.list.comments.rowCount(),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
