from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.alike_desk import MOST, AlikeDesk, Comparable
from app.left_apart import LeftApart
from app.tasks import Tasks
from sync.meeting import Phase
from tests.app.papers import ME, comment, meeting

SAME = "支所で先に試してほしい。"


@pytest.fixture
def alike(qtbot: QtBot, tmp_path: Path) -> Iterator[AlikeDesk]:
    tasks = Tasks()
    kept = LeftApart(tmp_path / "left-apart.json", tasks)
    desk = AlikeDesk(tasks, kept, "m", pause_ms=0)
    yield desk
    desk.close()
    kept.close()
    tasks.close()


def names(*comments: object) -> list[str]:
    return [name for name, _text in Comparable().of(meeting(*comments))]  # type: ignore[arg-type] # comments


def test_only_what_is_open_and_shown_is_compared() -> None:
    assert names(
        comment("open", author=ME),
        comment("answered", answered=True),
        comment("hidden", hidden=True),
        comment("deleted", deleted=True),
        comment("held", held=True),
        comment("grouped", group="g"),
        comment("reply", reply_to="open"),
    ) == ["open"]


def test_of_very_many_the_newest_are_compared() -> None:
    found = names(*(comment(str(number)) for number in range(MOST + 5)))
    assert (len(found), found[0]) == (MOST, "5")


def test_after_the_close_nothing_is_compared() -> None:
    assert Comparable().of(replace(meeting(comment("a")), phase=Phase.CLOSED)) == ()


def test_it_looks_by_itself_and_tells_once(alike: AlikeDesk, qtbot: QtBot) -> None:
    present = meeting(comment("a", body=SAME), comment("b", body=SAME))
    with qtbot.waitSignal(alike.suggested) as told:
        alike.set_meeting(present)
    assert told.args == [(("a", "b"),)]
    with qtbot.assertNotEmitted(alike.suggested):
        alike.set_meeting(present)
        alike._look()
        qtbot.waitUntil(lambda: not alike._running)


def test_what_was_grouped_or_answered_meanwhile_is_offered_no_more(alike: AlikeDesk, qtbot: QtBot) -> None:
    pair = [comment(name, body=SAME) for name in "ab"]
    with qtbot.waitSignal(alike.suggested):
        alike.set_meeting(meeting(*pair))
    with qtbot.waitSignal(alike.suggested) as told:
        alike.set_meeting(meeting(*(replace(each, group="g") for each in pair)))
    assert told.args == [()]


def test_two_that_were_left_apart_come_back_with_no_third(alike: AlikeDesk, qtbot: QtBot) -> None:
    trio = [comment(name, body=SAME) for name in "abc"]
    with qtbot.waitSignal(alike.suggested):
        alike.set_meeting(meeting(*trio[:2]))
    with qtbot.waitSignal(alike.suggested):
        alike.keep_apart("ab")
    with qtbot.waitSignal(alike.suggested) as told:
        alike.set_meeting(meeting(*trio))
    [group] = told.args[0]
    assert not {"a", "b"} <= set(group)
