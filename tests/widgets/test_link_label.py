from __future__ import annotations

from typing import TYPE_CHECKING

from sync.status import CatchingUp, Ended, InStep, LinkStatus, OnOurOwn, Searching, WithOthers
from widgets.link_label import LinkLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

STATES: tuple[LinkStatus, ...] = (
    Searching(),
    InStep(24),
    CatchingUp(7),
    OnOurOwn(0),
    OnOurOwn(3),
    WithOthers(5, 0),
    WithOthers(6, 2),
    Ended("The chair closed it <b>"),
)


def test_every_state_has_words_of_its_own(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    seen = []
    for state in STATES:
        label.set_link(state)
        seen.append(label.text())
        assert label.accessibleName().endswith(label.text()[2:])
    assert len(set(seen)) == len(STATES)
    assert "24" in seen[1]
    assert "3" in seen[4]
    assert "<b>" not in label.toolTip()


def test_good_and_bad_differ_in_sign_too(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    label.set_link(InStep(2))
    good = label.text()[0], label.property("look")
    label.set_link(OnOurOwn(1))
    bad = label.text()[0], label.property("look")
    assert good[0] != bad[0]
    assert good[1] != bad[1]


def test_the_chair_is_told_of_the_meeting_and_not_of_itself(qtbot: QtBot) -> None:
    label = LinkLabel(of_chair=True)
    qtbot.addWidget(label)
    label.set_link(InStep(3))
    assert "The meeting is open" in label.text()
    assert "chair" not in label.text()


def test_a_screen_reader_is_not_read_the_markup_of_the_tooltip(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    for status in (InStep(3), OnOurOwn(2)):
        label.set_link(status)
        assert label.accessibleDescription()
        assert "<" not in label.accessibleDescription()


def test_a_bar_that_is_full_says_what_matters_in_short_words(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    label.set_link(WithOthers(6, 2))
    assert "6 seat" in label.text()
    assert "2 comment" in label.text()
    whole = label.sizeHint().width()
    assert label.words_for(whole) == label.text()
    assert label.words_for(whole // 2) == "◑ Without the chair, 2 waiting"
    label.set_brief(brief=True)
    assert label.sizeHint().width() < whole // 2
    assert label.accessibleName().endswith(label.text()[2:])  # a screen reader hears all of it


def test_why_it_ended_is_said_as_it_is(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    said = []
    for reason in ("closed", "removed", "left"):
        label.set_link(Ended(reason))
        said.append(label.text())
    assert said == [
        "■ The meeting has ended",
        "■ The chair removed this PC",
        "■ This PC has left the meeting",
    ]


def test_without_the_chair_is_never_an_alarm(qtbot: QtBot) -> None:
    label = LinkLabel()
    qtbot.addWidget(label)
    for status in (WithOthers(3, 1), OnOurOwn(1)):
        label.set_link(status)
        assert label.property("look") == "warning"
