"""A seat's list with thousands of comments: `python -m tests.bench.bench_seat_list` prints a JSON line.

How long the list of 10,000 takes to open and to scroll, and what each state of the meeting costs while more
come in; `worked` is processor time of the window's thread, which other programs change little.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import replace

from tests.bench.programs import say

COMMENTS, STATES, AT_ONCE = 10_000, 100, 4


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tests.widgets import desk
    from widgets.comment_panel import CommentPanel
    from widgets.theme import TextSize, apply_theme, new_application

    application = QApplication.instance() or new_application("bench")
    assert isinstance(application, QApplication)
    apply_theme(application, TextSize.SMALL)
    comments = [
        replace(desk.comment(f"c{n}", body="支所では回線が細い。" * (1 + n % 9)), at_ms=desk.NOW_MS + n)
        for n in range(COMMENTS)
    ]
    panel = CommentPanel(lambda: desk.NOW_MS)
    panel.resize(420, 700)
    panel.show()

    def show() -> float:
        meeting = desk.meeting(*comments)
        began = time.thread_time()
        panel.set_meeting(meeting, "device2", "two")
        application.processEvents()
        return (time.thread_time() - began) * 1e3

    opened, bar = show(), panel.list.verticalScrollBar()
    steps = []
    for number in range(200):
        began = time.thread_time()
        bar.setValue(number * bar.maximum() // 200)
        application.processEvents()
        steps.append((time.thread_time() - began) * 1e3)
    shown = []
    for number in range(COMMENTS, COMMENTS + STATES * AT_ONCE, AT_ONCE):
        comments += [
            replace(desk.comment(f"c{number + n}"), at_ms=desk.NOW_MS + number + n) for n in range(AT_ONCE)
        ]
        old = number * 37 % COMMENTS
        comments[old] = replace(comments[old], agreed=comments[old].agreed | {f"seat{number}"})
        shown.append(show())
    say(
        {
            "bench": "seat_list",
            "comments": COMMENTS,
            "open_worked_ms": round(opened, 1),
            "scroll_step_worked_ms": {
                "median": round(statistics.median(steps), 1),
                "max": round(max(steps), 1),
            },
            "state_worked_ms": {
                "median": round(statistics.median(shown), 1),
                "max": round(max(shown), 1),
            },
            "listed": panel.list.comments.rowCount(),
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
