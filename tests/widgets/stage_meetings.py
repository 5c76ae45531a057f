"""Meetings for every page of the projector."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from sync.discussion import (
    RAISED,
    YES_NO_OPTIONS,
    AgendaClock,
    Ballot,
    Floor,
    FloorRequest,
    Group,
    ItemTime,
    LookBack,
    LookBackAnswer,
    Majority,
    Outcome,
    Poll,
    PollKind,
    Region,
    Speech,
)
from sync.meeting import Anchor, Meeting, Phase, Presentation
from tests.widgets import desk
from widgets.projector_content import PagePicture, PageTrouble, ProjectorPage
from widgets.projector_stage import ProjectorStage

LONG = "これは長い意見です。" * 200
ELIGIBLE = tuple(f"device{number}" for number in range(1, 25))
POLL = Poll(
    "p1",
    "証明書の窓口から「書かない窓口」を試行することに賛成ですか。",
    PollKind.YES_NO,
    YES_NO_OPTIONS,
    desk.NOW_MS,
    quorum=13,
    majority=Majority.SIMPLE,
    eligible=ELIGIBLE,
    voted=ELIGIBLE[:18],
    ballots=(Ballot("b1", "device3", desk.NOW_MS, (0,)),),
    tally=(12, 4, 2),
)
CLOSED_POLL = replace(POLL, closed_ms=desk.NOW_MS, outcome=Outcome.CARRIED)
MANY = replace(
    POLL,
    question=LONG[:480],
    kind=PollKind.MULTIPLE,
    options=tuple(f"選択肢{number} " + "長い説明" * 12 for number in range(20)),
    tally=tuple(range(20)),
)
HANDS = replace(POLL, kind=PollKind.HANDS, options=(RAISED,), tally=(7,), majority=Majority.NONE)
NAUGHTY = json.loads((Path(__file__).parent / "naughty_strings.json").read_text("utf-8"))


def alike(count: int = 5) -> Meeting:
    """A group of comments, put before the room."""
    comments = [
        desk.comment(f"g{n}", minute=n, seat=str(n + 1), body=f"待ち時間が長い {n}") for n in range(count)
    ]
    group = Group("group", tuple(one.comment for one in comments), "窓口の待ち時間")
    return replace(
        desk.meeting(desk.comment("other", body="別の意見"), *comments, spotlight="group"), groups=(group,)
    )


def speaking(waiting: int = 7) -> Meeting:
    """Seat 12 speaks, over its limit; the item pauses."""
    queue = tuple(FloorRequest(f"r{n}", f"device{n + 1}", desk.NOW_MS) for n in range(waiting))
    speech = Speech("s", "device12", desk.NOW_MS - 200_000, limit_s=180)
    clock = AgendaClock((ItemTime("two", 1_300_000),), desk.NOW_MS - 1)
    return replace(desk.meeting(), floor=Floor(queue, (speech,)), clock=clock)


def presented(*bodies: str, zoom: int = 0) -> Meeting:
    """A page of a document with comments on it."""
    comments = [
        replace(
            desk.comment(f"a{n}", minute=n, body=body),
            anchor=Anchor("doc1", 5, region=Region(1000, 2000, 3000, 500)),
        )
        for n, body in enumerate(bodies)
    ]
    return replace(desk.meeting(*comments), presentation=Presentation("doc1", 5, "device1", zoom=zoom))


def closed() -> Meeting:
    """After the end, with answers to the look-back."""
    answers = tuple(LookBackAnswer(f"device{n}", ("5",), desk.NOW_MS) for n in range(1, 19))
    lookback = LookBack("l", (), desk.NOW_MS, answers)
    return replace(desk.full_meeting(), phase=Phase.CLOSED, lookback=lookback)


def cases() -> dict[str, tuple[Meeting, ProjectorPage]]:
    """Every page, with little and with too much on it."""
    full = desk.full_meeting()
    bodies = ("長い意見です。" * 250, "短い", "a" * 2000, "改\n" * 900)
    crowded = desk.meeting(
        *(desk.comment(f"c{n}", minute=n, body=body) for n, body in enumerate(bodies)), spotlight="c0"
    )
    nothing = replace(desk.meeting(), agenda=(), current_item="")
    page = ProjectorPage
    return {
        "wall": (full, page.WALL),
        "wall, crowded": (crowded, page.WALL),
        "wall, empty": (desk.meeting(), page.WALL),
        "wall, group": (alike(), page.WALL),
        "one": (full, page.SINGLE),
        "one, long": (crowded, page.SINGLE),
        "one, none": (desk.meeting(), page.SINGLE),
        "one, answered": (
            desk.meeting(
                replace(desk.comment("c1", body=LONG[:600]), answered=True, answer="来月から。" * 60),
                spotlight="c1",
            ),
            page.SINGLE,
        ),
        "group": (alike(), page.SINGLE),
        "group, large": (alike(60), page.SINGLE),
        "page": (presented("ここが分からない。", LONG), page.DOCUMENT),
        "page, alone": (presented(), page.DOCUMENT),
        "page, near": (presented("ここ", zoom=2500), page.DOCUMENT),
        "page, none": (desk.meeting(), page.DOCUMENT),
        "poll": (replace(desk.meeting(), polls=(POLL,)), page.POLL),
        "poll, closed": (replace(desk.meeting(), polls=(CLOSED_POLL,)), page.POLL),
        "poll, many": (replace(desk.meeting(), polls=(MANY,)), page.POLL),
        "poll, hands": (replace(desk.meeting(), polls=(HANDS,)), page.POLL),
        "poll, none": (desk.meeting(), page.POLL),
        "floor": (speaking(), page.FLOOR),
        "floor, many": (speaking(24), page.FLOOR),
        "floor, nobody": (desk.meeting(), page.FLOOR),
        "floor, nothing": (nothing, page.FLOOR),
        "guide": (full, page.GUIDE),
        "message": (full, page.MESSAGE),
        "closed": (closed(), page.WALL),
    }


def stage_with(meeting: Meeting, page: ProjectorPage, width: float = 1920.0) -> ProjectorStage:
    """A stage that was told everything."""
    stage = ProjectorStage(now_ms=lambda: desk.NOW_MS)
    stage.set_width(width)
    stage.set_meeting(meeting)
    stage.set_page(page)
    stage.set_code("482913")
    stage.set_guide("kurumaza:1?a=192.0.2.2:47810,198.51.100.7:47810&m=x", None, "A7 3K")
    stage.set_message("休憩 14:30まで")
    paper = QImage(200, 283, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    stage.set_picture(PagePicture("doc1", 5, paper, 200 / 283, PageTrouble.NONE))
    return stage
