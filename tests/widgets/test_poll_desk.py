from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sync.discussion import RAISED, Majority, Outcome, Poll, PollDraft, PollKind, Results
from sync.meeting import Phase
from tests.widgets import desk
from tests.widgets.polls import CARRIED, LOOKBACK, RUNNING, SECRET, VOTERS
from widgets.poll_card import TallyBars
from widgets.poll_desk import PollDesk
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from sync.meeting import Meeting
    from widgets.poll_card import PollCard

TITLE = "窓口業務の見直し"


@pytest.fixture
def panel(qtbot: QtBot) -> PollDesk:
    panel = PollDesk()
    qtbot.addWidget(panel)
    panel.resize(700, 900)
    panel.show()
    panel.set_meeting(desk.meeting())
    return panel


@pytest.fixture(params=list(TextSize))
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TextSize]:
    apply_theme(qapp, request.param)
    yield request.param
    apply_theme(qapp, TextSize.SMALL)


def having(*polls: Poll) -> Meeting:
    return replace(desk.meeting(), polls=polls)


def drafted(panel: PollDesk, qtbot: QtBot) -> PollDraft:
    with qtbot.waitSignal(panel.opened) as opened:
        panel.form.open_button.click()
    draft = opened.args[0]
    assert isinstance(draft, PollDraft)
    return draft


def shown(panel: PollDesk, poll: Poll) -> PollCard:
    panel.set_meeting(having(poll))
    (card,) = [card for card in (*panel.present, *panel.earlier) if not card.isHidden()]
    return card


def test_for_and_against_are_asked_in_one_press(panel: PollDesk, qtbot: QtBot) -> None:
    """About the present item, with its title where no question was written."""
    with qtbot.waitSignal(panel.opened) as opened:
        panel.form.yes_no_button.click()
    assert opened.args == [PollDraft(TITLE, PollKind.YES_NO, agenda="two")]
    panel.form.question.setText("試行に賛成ですか")
    with qtbot.waitSignal(panel.opened) as opened:
        panel.form.hands_button.click()
    assert opened.args == [PollDraft("試行に賛成ですか", PollKind.HANDS, agenda="two")]


def test_a_motion_with_all_that_can_be_chosen(panel: PollDesk, qtbot: QtBot) -> None:
    form = panel.form
    form.question.setText(" 試行に賛成ですか ")
    form.majority.choose(Majority.TWO_THIRDS.value)
    form.results.choose(Results.AT_CLOSE.value)
    form.quorum.setText("13")
    form.secret.setChecked(True)
    form.for_item.setChecked(False)
    assert drafted(panel, qtbot) == PollDraft(
        "試行に賛成ですか",
        PollKind.YES_NO,
        (),
        secret=True,
        results=Results.AT_CLOSE,
        quorum=13,
        majority=Majority.TWO_THIRDS,
    )


def choose_kind(panel: PollDesk, kind: PollKind) -> None:
    panel.form.kind.choose(kind.value)
    panel.form.kind.chosen.emit(kind.value)


@pytest.mark.parametrize("kind", [PollKind.CHOICE, PollKind.MULTIPLE])
def test_options_are_lines(panel: PollDesk, qtbot: QtBot, kind: PollKind) -> None:
    choose_kind(panel, kind)
    assert panel.form.options.isVisible()
    assert not panel.form.majority.isVisible()
    panel.form.options.setPlainText(" 市民課 \n\n税務課\n福祉課\n")
    draft = drafted(panel, qtbot)
    assert (draft.kind, draft.options) == (kind, ("市民課", "税務課", "福祉課"))
    assert draft.majority is Majority.NONE


def test_a_scale_has_five_steps_unless_others_are_written(panel: PollDesk, qtbot: QtBot) -> None:
    choose_kind(panel, PollKind.SCALE)
    assert drafted(panel, qtbot).options == ("1", "2", "3", "4", "5")
    choose_kind(panel, PollKind.CHOICE)
    assert panel.form.options.toPlainText() == ""


def test_hands_are_never_raised_in_secret(panel: PollDesk, qtbot: QtBot) -> None:
    panel.form.secret.setChecked(True)
    choose_kind(panel, PollKind.HANDS)
    assert not panel.form.secret.isVisible()
    assert panel.form.secrecy.text().startswith("Open:")
    draft = drafted(panel, qtbot)
    assert not draft.secret
    assert draft.options == ()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", "Write 2 to 20 options"),
        ("一つ", "Write 2 to 20 options"),
        ("\n".join(map(str, range(21))), "Write 2 to 20 options"),
        ("同じ\n同じ", "Two options are the same."),
        ("x" * 201 + "\ny", "An option may have 200 letters."),
    ],
)
def test_what_is_missing_is_said_before_anything_is_asked(
    panel: PollDesk, qtbot: QtBot, options: str, words: str
) -> None:
    choose_kind(panel, PollKind.CHOICE)
    panel.form.options.setPlainText(options)
    with qtbot.assertNotEmitted(panel.opened):
        panel.form.open_button.click()
    assert panel.form.problem.text().startswith(words)


def test_without_a_question_and_an_item_nothing_is_asked(panel: PollDesk, qtbot: QtBot) -> None:
    panel.set_meeting(replace(desk.meeting(), current_item=""))
    with qtbot.assertNotEmitted(panel.opened):
        panel.form.yes_no_button.click()
    assert panel.form.problem.isVisible()


def test_who_can_know_what_is_said_before_it_is_asked(panel: PollDesk) -> None:
    assert panel.form.secrecy.text().startswith("Open: every seat and the record can see")
    panel.form.secret.setChecked(True)
    words = panel.form.secrecy.text()
    assert words.startswith("Secret: every seat can see who voted.")
    assert "Only the chair's PC can open the ballots" in words


def test_a_running_poll_tells_how_many_and_who_not_yet(panel: PollDesk, qtbot: QtBot) -> None:
    card = shown(panel, RUNNING)
    assert card.turnout.text() == "18 of 24 seats have voted"
    assert card.missing.text() == "Not yet: seats 19, 20, 21, 22, 23, 24"
    assert (card.meter.value(), card.meter.maximum()) == (18, 24)
    assert [row[2].text() for row in card.bars.rows] == ["10", "6", "2"]
    assert card.quorum.text() == "✓ Quorum reached: 18 votes, 13 needed"
    assert not card.outcome.isVisible()
    with qtbot.waitSignal(panel.close_requested) as asked:
        card.close_button.click()
    assert asked.args == ["p1"]


def test_numbers_wait_for_the_close_where_that_was_promised(panel: PollDesk) -> None:
    """On the desk too: its screen is often mirrored."""
    card = shown(panel, replace(RUNNING, results=Results.AT_CLOSE))
    assert not card.bars.isVisible()
    assert card.hidden_words.text() == "The numbers are shown after the close, on this screen too."


def test_of_a_secret_poll_it_is_known_who_voted_and_nothing_else(panel: PollDesk) -> None:
    card = shown(panel, SECRET)
    assert card.turnout.text() == "18 of 24 seats have voted"
    assert card.missing.isVisible()
    assert not card.bars.isVisible()
    assert card.hidden_words.text() == "The ballots are counted at the close."
    assert card.secrecy.isVisible()


def test_hands_are_counted_and_nobody_is_asked_for_one(panel: PollDesk) -> None:
    hands = replace(RUNNING, kind=PollKind.HANDS, options=(RAISED,), tally=(7,), voted=VOTERS[:7], quorum=0)
    card = shown(panel, hands)
    assert card.turnout.text() == "7 of 24 seats raised a hand"
    assert card.missing.text() == ""
    assert card.bars.rows[0][0].text() == "Hand raised"


@pytest.mark.parametrize(
    ("changed", "words", "look"),
    [
        ({}, "✓ Carried", "ok"),
        ({"outcome": Outcome.REJECTED}, "× Rejected", "warning"),
        ({"outcome": Outcome.NO_QUORUM}, "! No quorum: nothing is decided", "warning"),
        ({"outcome": Outcome.NONE}, "Counted", "ok"),
        (
            {"outcome": Outcome.UNCOUNTED, "tally": (), "secret": True},
            "! This secret poll cannot be counted any more. Please vote again.",
            "error",
        ),
    ],
)
def test_what_was_decided_is_said_in_words(
    panel: PollDesk, changed: dict[str, object], words: str, look: str
) -> None:
    card = shown(panel, replace(CARRIED, **changed))  # type: ignore[arg-type] # the names are those of the fields
    assert card.outcome.text() == words
    assert card.outcome.property("look") == look
    assert not card.close_button.isVisible()


def test_a_closed_poll_tells_who_was_late_and_who_did_not_vote(panel: PollDesk) -> None:
    card = shown(panel, replace(CARRIED, invalid=1))
    assert card.late.text() == "Too late, not counted: seats 23"
    assert card.missing.text() == "Did not vote: seats 23, 24"
    assert card.invalid.text() == "Ballots that could not be read: 1"
    assert "More for than against" in card.about.text()
    card = shown(panel, replace(CARRIED, quorum=23, outcome=Outcome.NO_QUORUM))
    assert card.quorum.text() == "! Quorum not reached: 22 votes, 23 needed"


def test_earlier_polls_stand_below_newest_first_and_cards_are_used_again(panel: PollDesk) -> None:
    other = replace(CARRIED, poll="p0", question="前の問い")
    panel.set_meeting(having(other, CARRIED, SECRET))
    assert [card.poll for card in panel.earlier] == ["p1", "p0"]
    assert [card.poll for card in panel.present] == ["p2"]
    card = panel.present[0]
    panel.set_meeting(having(other, CARRIED, replace(SECRET, voted=VOTERS[:20])))
    assert panel.present == [card]
    assert card.turnout.text() == "20 of 24 seats have voted"


def test_an_opened_poll_empties_the_form_and_other_news_do_not(panel: PollDesk) -> None:
    panel.form.question.setText("次の問い")
    panel.set_meeting(replace(desk.meeting(), comments=(desk.comment("c1"),)))
    assert panel.form.question.text() == "次の問い"
    panel.set_meeting(having(RUNNING))
    assert panel.form.question.text() == ""


def test_a_poll_is_prepared_once_more(panel: PollDesk, qtbot: QtBot) -> None:
    uncounted = replace(CARRIED, outcome=Outcome.UNCOUNTED, tally=(), secret=True)
    shown(panel, uncounted).again_button.click()
    draft = drafted(panel, qtbot)
    assert (draft.question, draft.kind, draft.secret) == (uncounted.question, PollKind.YES_NO, True)
    assert (draft.quorum, draft.majority, draft.options) == (13, Majority.SIMPLE, ())


def test_who_is_not_the_chair_sees_polls_and_asks_none(panel: PollDesk) -> None:
    panel.set_meeting(having(CARRIED, SECRET))
    panel.set_rights(is_chair=False)
    assert not panel.form.isVisible()
    assert not panel.present[0].close_button.isVisible()
    assert not panel.earlier[0].again_button.isVisible()
    assert panel.present[0].isVisible()


def test_a_question_is_never_markup(panel: PollDesk) -> None:
    card = shown(panel, replace(RUNNING, question="<b>太い</b>\u202e"))
    assert card.question.textFormat() is Qt.TextFormat.PlainText
    assert card.question.text() == "<b>太い</b>"


def test_after_the_meeting_nothing_is_asked(panel: PollDesk) -> None:
    panel.set_meeting(replace(having(CARRIED), phase=Phase.CLOSED))
    assert not panel.form.isVisible()
    assert panel.present[0].isVisible()
    assert not panel.present[0].again_button.isVisible()


def test_the_result_that_came_last_stays_above_the_form(panel: PollDesk) -> None:
    other = replace(CARRIED, poll="p0", question="前の問い")
    panel.set_meeting(having(other, CARRIED))
    assert [card.poll for card in panel.present] == ["p1"]
    assert [card.poll for card in panel.earlier] == ["p0"]


def test_the_look_back_tells_averages_and_words_but_no_seat(panel: PollDesk) -> None:
    assert not panel.lookback.isVisible()
    panel.set_meeting(replace(desk.meeting(), lookback=LOOKBACK))
    assert panel.lookback.count.text() == "2 of 24 seats answered"
    assert panel.lookback.results.text() == (
        "Was it easy to say what you think?\nAverage 3.5 of 5 (2 answers)\n\n"
        "Was the time of the meeting well spent?\nAverage 5.0 of 5 (1 answers)\n\n"
        "A word for the next meeting\n・もっと時間を。\n・資料は前日までに。"
    )


def test_everything_is_named_large_enough_and_whole(panel: PollDesk, text_size: TextSize) -> None:
    choose_kind(panel, PollKind.CHOICE)
    panel.resize(620, 900)
    panel.set_meeting(replace(having(CARRIED, SECRET, replace(RUNNING, poll="p9")), lookback=LOOKBACK))
    choose_kind(panel, PollKind.MULTIPLE)
    QApplication.processEvents()
    assert desk.unnamed(panel) == [], text_size
    assert desk.too_small(panel) == []
    assert desk.cut_off(panel) == []
    assert desk.overlapping(panel) == []
    assert desk.scrolled_sideways(panel) == []


def test_a_poll_that_was_closed_stays_in_view_and_has_the_keyboard(panel: PollDesk) -> None:
    """Another one was asked later and is closed already."""
    newer = replace(CARRIED, poll="p9", opened_ms=desk.NOW_MS, closed_ms=desk.NOW_MS + 1)
    panel.set_meeting(having(RUNNING, newer))
    (card,) = [each for each in panel.present if not each.isHidden()]
    card.close_button.setFocus()
    panel.set_meeting(having(replace(CARRIED, closed_ms=desk.NOW_MS + 2), newer))
    (after,) = [each for each in panel.present if not each.isHidden()]
    assert after is card
    assert after.poll == "p1"
    assert not after.outcome.isHidden()
    assert panel.focusWidget() is card
    panel.set_meeting(having(replace(CARRIED, closed_ms=desk.NOW_MS + 2), newer, replace(SECRET, poll="p10")))
    assert [each.poll for each in panel.present if not each.isHidden()] == ["p10"]


def test_who_may_vote_votes_at_the_desk(panel: PollDesk, qtbot: QtBot) -> None:
    panel.set_meeting(having(replace(RUNNING, voted=())), "device1")
    card = panel.present[0]
    assert card.ballot.isVisible()
    assert "not voted yet" in card.ballot.state.text()
    with qtbot.waitSignal(panel.voted) as voted:
        card.ballot.buttons.press(2)
    assert voted.args == ["p1", (1,)]
    panel.set_meeting(having(replace(RUNNING, voted=("device1",))), "device1")
    assert "✓" in card.ballot.state.text()
    panel.set_meeting(having(RUNNING), "somebody else")
    assert not card.ballot.isVisible()
    panel.set_meeting(having(CARRIED), "device1")
    assert not card.ballot.isVisible()


def test_when_results_are_shown_is_no_choice_of_a_secret_poll(panel: PollDesk) -> None:
    panel.form.secret.setChecked(True)
    assert not panel.form.results.isEnabled()
    panel.form.secret.setChecked(False)
    assert panel.form.results.isEnabled()


def test_the_desk_shows_options_of_one_beginning_whole(qtbot: QtBot) -> None:
    beginning = "市民センターの整備計画について、令和9年度から3か年で段階的に進めることとし、北側の用地を"
    options = (beginning + "取得する", beginning + "取得しない")
    bars = TallyBars()
    qtbot.addWidget(bars)
    bars.resize(480, 400)
    bars.show()
    poll = Poll("p9", "どちら", PollKind.CHOICE, options, 0, tally=(1, 0))
    bars.show_tally(poll)
    QApplication.processEvents()
    for (words, _bar, number), option in zip(bars.rows, options, strict=True):
        assert words.text() == option
        assert words.width() > bars.width() // 2, "no column of five letters"
        assert words.height() >= words.heightForWidth(words.width())
        assert number.geometry().right() <= bars.width()
    bars.show_tally(replace(poll, options=("甲", "乙")))
    QApplication.processEvents()
    words, bar, _number = bars.rows[0]
    assert bar.geometry().left() > words.geometry().right(), "short words stand beside their bar"
