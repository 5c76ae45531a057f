"""What stands on every page of the projector, and that all of it can be read from the last row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF

from sync.discussion import Majority, Outcome, Results
from sync.meeting import Anchor, Meeting, Names, Phase, Presentation
from tests.widgets import desk, stage_meetings
from tests.widgets.stage_meetings import CLOSED_POLL, NAUGHTY, POLL, cases, stage_with
from widgets.projector_card import meta_rows
from widgets.projector_choices import ProjectorChoices
from widgets.projector_clock import clock_line, item_clock
from widgets.projector_content import PagePicture, PageTrouble, ProjectorPage
from widgets.projector_document import page_area, page_rectangle
from widgets.projector_frame import spaced_code
from widgets.projector_guide import typed_address
from widgets.projector_sheet import Box, Line, Picture, Sheet, Stamp, Words
from widgets.projector_text import CANVAS_HEIGHT, fit_text, laid_out, text_width
from widgets.projector_view import picture_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

WIDTHS = {"16:9": 1920.0, "1366x768": 1080 * 1366 / 768, "4:3": 1440.0}
FAR = ProjectorChoices(farthest_m=40, screen_m=2)


@pytest.fixture(scope="module", autouse=True)
def fonts(qapp: QApplication) -> QApplication:
    return qapp


def sheet(meeting: Meeting, page: ProjectorPage, width: float = 1920.0) -> Sheet:
    return stage_with(meeting, page, width).sheet


def words(meeting: Meeting, page: ProjectorPage) -> str:
    return "\n".join(sheet(meeting, page).texts)


def all_turns(meeting: Meeting, page: ProjectorPage, width: float = 1920.0) -> list[Sheet]:
    stage = stage_with(meeting, page, width)
    found = [stage.sheet]
    for _turn in range(stage.sheet.pages - 1):
        stage.turn(1)
        found.append(stage.sheet)
    return found


def assert_readable(found: Sheet) -> None:
    area = QRectF(-1, -1, found.width + 2, CANVAS_HEIGHT + 2)
    for item in found.items:
        if isinstance(item, Words | Line):
            assert item.size >= CANVAS_HEIGHT / 25, item.text
            assert item.bottom <= CANVAS_HEIGHT + 1, item.text
        seen = item.within if isinstance(item, Picture) and item.within is not None else item.area
        assert area.contains(seen) or seen.isEmpty(), item


def assert_apart(found: Sheet) -> None:
    """No words lie over other words, and each that stands in a box stays in it."""
    items = [item for item in found.items if isinstance(item, Words | Line) and item.text]
    boxes = [item.area for item in found.items if isinstance(item, Box) and item.area.height() > 100]
    places = [(item.text, _taken(item)) for item in items]
    for number, (text, place) in enumerate(places):
        for other, taken in places[number + 1 :]:
            assert not place.intersects(taken), (text[:40], other[:40])
        for box in boxes:
            assert not place.intersects(box) or box.adjusted(-1, -1, 1, 1).contains(place), text[:40]


def _taken(item: Words | Line) -> QRectF:
    """The middle of the lines, without the space above and below, which neighbours may share."""
    height = item.size * 0.8
    if isinstance(item, Line):
        return QRectF(item.area.left(), item.area.center().y() - height / 2, item.area.width(), height)
    spare = item.size * 0.26
    return QRectF(
        item.area.left(),
        item.area.top() + spare,
        item.area.width(),
        item.bottom - item.area.top() - 2 * spare,
    )


@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
@pytest.mark.parametrize("case", list(cases()))
def test_no_word_is_too_small_over_another_or_beyond_the_edge(case: str, width: float) -> None:
    meeting, page = cases()[case]
    for found in all_turns(meeting, page, width)[:12]:
        assert_readable(found)
        assert_apart(found)


@pytest.mark.parametrize("width", [1920.0, 1440.0])
@pytest.mark.parametrize("case", list(cases()))
def test_nothing_that_is_begun_is_left_out(case: str, width: float) -> None:
    """Over all turns every line of every wrapped text has been shown."""
    meeting, page = cases()[case]
    shown: dict[tuple[str, float, float], set[int]] = {}
    for found in all_turns(meeting, page, width):
        for item in found.items:
            if isinstance(item, Words):
                lines = shown.setdefault((item.text, item.area.width(), item.size), set())
                lines.update(range(item.first, item.first + item.count))
    for (text, wide, size), lines in shown.items():
        bold = max(laid_out(text, wide, size, bold=each).lineCount() for each in (False, True))
        plain = min(laid_out(text, wide, size, bold=each).lineCount() for each in (False, True))
        assert plain <= len(lines) <= bold, text[:40]


@pytest.mark.parametrize("case", list(cases()))
def test_also_where_the_farthest_seat_asks_for_very_large_letters(case: str) -> None:
    meeting, page = cases()[case]
    stage = stage_with(meeting, page, 1440.0)
    stage.set_choices(FAR)
    least = min(item.size for item in stage.sheet.items if isinstance(item, Words | Line))
    assert least > 90
    assert_readable(stage.sheet)


def test_the_wall_shows_item_clock_counts_and_code() -> None:
    meeting = desk.full_meeting()
    stage = stage_with(meeting, ProjectorPage.WALL)
    stage.set_seat_counts(15, 24)
    texts = stage.sheet.texts
    assert "Item 2  窓口業務の見直し" in texts
    assert "12:30 left" in texts
    assert any("Comments: 5　15 of 24 seats have posted" in text for text in texts)
    assert "482 913" in texts


def test_hidden_deleted_held_and_withheld_things_are_never_on_any_page() -> None:
    anchor = Anchor("doc1", 5)
    comments = tuple(
        replace(comment, anchor=anchor)
        for comment in (
            replace(desk.comment("h", body="隠した文"), hidden=True),
            replace(desk.comment("d", body="消した文"), deleted=True),
            replace(desk.comment("k", body="止めた文"), held=True),
            replace(desk.comment("r", body="止めた文への返信"), reply_to="k"),
            desk.comment("w", body="名前のない文", shown=Names.WITHHELD),
            replace(desk.comment("p", body="課だけの文", shown=Names.DEPARTMENT), department="税務課"),
        )
    )
    groups = stage_meetings.alike().groups
    everything = ""
    for spotlight in ("", "h", "d", "k", "w", "group"):
        for page in ProjectorPage:
            for phase in (Phase.OPEN, Phase.CLOSED):
                meeting = replace(
                    desk.meeting(*comments, spotlight=spotlight),
                    phase=phase,
                    groups=(replace(groups[0], comments=("h", "k", "d", "w", "p")),),
                    presentation=Presentation("doc1", 5, "device1"),
                )
                everything += "".join("".join(one.texts) for one in all_turns(meeting, page))
    assert "名前のない文" in everything
    assert "課だけの文" in everything
    for never in ("隠した文", "消した文", "止めた文", "山田", "Seat 4"):
        assert never not in everything


def test_one_comment_is_larger_than_on_the_wall() -> None:
    body = "7回の記入のうち、法令で必要なものはいくつですか。"

    def size(page: ProjectorPage) -> float:
        found = sheet(desk.full_meeting(), page).items
        return max(item.size for item in found if isinstance(item, Words) and item.text == body)

    assert size(ProjectorPage.SINGLE) > 1.5 * size(ProjectorPage.WALL)


def test_an_answer_stands_below_its_comment() -> None:
    answered = replace(desk.comment("c"), answered=True, answer="来月から始めます。")
    found = words(desk.meeting(answered, spotlight="c"), ProjectorPage.SINGLE)
    assert "✓ Answer: 来月から始めます。" in found


def test_empty_pages_say_why() -> None:
    empty = desk.meeting()
    assert "No comments on this yet. What do you think?" in words(empty, ProjectorPage.WALL)
    assert "No comment is chosen now" in words(empty, ProjectorPage.SINGLE)
    assert "No page is presented now" in words(empty, ProjectorPage.DOCUMENT)
    assert "No poll has been opened yet" in words(empty, ProjectorPage.POLL)
    assert "Nobody speaks now" in words(empty, ProjectorPage.FLOOR)
    assert sheet(empty, ProjectorPage.BLANK).items == ()


def test_a_long_comment_is_all_there_over_its_turns() -> None:
    body = "".join(f"{number}番目の文です。" for number in range(400))
    meeting = desk.meeting(desk.comment("c", body=body), spotlight="c")
    turns = all_turns(meeting, ProjectorPage.SINGLE)
    parts = [item for found in turns for item in found.items if isinstance(item, Words) and item.text == body]
    assert len(turns) > 2
    assert [part.first for part in parts] == [n * parts[0].count for n in range(len(parts))]
    assert f"2/{len(turns)}" in turns[1].texts


def test_a_group_is_one_card_with_its_count_and_beginnings() -> None:
    found = words(stage_meetings.alike(5), ProjectorPage.SINGLE)
    assert "5 alike" in found
    assert "窓口の待ち時間" in found
    assert found.count("待ち時間が長い") == 5
    assert "別の意見" not in found


def test_a_heading_that_is_a_comment_is_not_said_twice() -> None:
    group = stage_meetings.alike(2)
    found = words(replace(group, groups=(replace(group.groups[0], title=""),)), ProjectorPage.SINGLE)
    assert found.count("待ち時間が長い 0") == 1


@pytest.mark.parametrize(("message", "lines"), [("14時30分まで休憩します", 1), ("休憩します。" * 8, 2)])
def test_a_short_message_stands_on_one_line(message: str, lines: int) -> None:
    stage = stage_with(desk.meeting(), ProjectorPage.MESSAGE)
    stage.set_message(message)
    (found,) = [item for item in stage.sheet.items if isinstance(item, Words)]
    assert min(found.count, 2) == lines


def test_the_wall_says_how_many_have_no_room() -> None:
    few = (desk.comment(f"c{n}", body="短い意見です。") for n in range(3))
    assert not any(" more" in text for text in sheet(desk.meeting(*few), ProjectorPage.WALL).texts)
    many = tuple(desk.comment(f"c{n}", body="窓口の待ち時間が長い。" * 5) for n in range(9))
    found = sheet(desk.meeting(*many), ProjectorPage.WALL)
    shown = sum("待ち時間" in item.text for item in found.items if isinstance(item, Words))
    assert f"and {9 - shown} more" in "\n".join(found.texts).replace("(s)", "")
    assert_apart(found)


def test_members_of_a_large_group_come_in_turn() -> None:
    found = "\n".join(
        text for one in all_turns(stage_meetings.alike(30), ProjectorPage.SINGLE) for text in one.texts
    )
    assert all(f"待ち時間が長い {number}" in found for number in range(30))


def test_the_page_fills_what_the_presenter_shows_of_it() -> None:
    place = QRectF(0, 0, 800, 600)
    whole = Presentation("doc1", 5, "device1")
    beside = page_area(QRectF(0, 0, 1800, 800), 0.7, whole, beside=True)
    assert beside.width() / beside.height() == pytest.approx(0.7)
    near = replace(whole, zoom=2000, x=5000, y=5000)
    page = page_rectangle(place, 0.7, near)
    assert page.width() == pytest.approx(1600)
    assert page.center().x() == pytest.approx(400)
    assert page.center().y() == pytest.approx(300)
    corner = page_rectangle(place, 0.7, replace(near, x=0, y=0))
    assert (corner.left(), corner.top()) == (0, 0), "nothing beside the paper is shown"


def test_only_the_picture_of_this_very_page_is_shown() -> None:
    stage = stage_with(stage_meetings.presented("ここ"), ProjectorPage.DOCUMENT)
    assert any(isinstance(item, Picture) for item in stage.sheet.items)
    old = stage.content.picture
    stage.set_picture(replace(old, page=4))
    assert not any(isinstance(item, Picture) for item in stage.sheet.items)
    stage.set_picture(PagePicture("doc1", 5, trouble=PageTrouble.FAILED))
    assert "This page cannot be shown here" in stage.sheet.texts
    collected = stage_meetings.presented()
    item = replace(collected.agenda[1], documents=(replace(desk.DOCUMENT, collected=True),))
    gone = replace(collected, agenda=(collected.agenda[0], item))
    stage.set_meeting(gone)
    stage.set_picture(old)
    assert not any(isinstance(each, Picture) for each in stage.sheet.items)


def test_a_confidential_page_is_shown_under_a_watermark() -> None:
    meeting = replace(stage_meetings.presented(), room="第1委員会室")
    assert not any(isinstance(item, Stamp) for item in sheet(meeting, ProjectorPage.DOCUMENT).items)
    item = replace(meeting.agenda[1], documents=(replace(desk.DOCUMENT, confidential=True),))
    secret = replace(meeting, agenda=(meeting.agenda[0], item))
    found = sheet(secret, ProjectorPage.DOCUMENT)
    stamp = next(each for each in found.items if isinstance(each, Stamp))
    assert "Confidential   第1委員会室   2027-" in stamp.words
    assert picture_of(found) != picture_of(replace(found, items=found.items[:-1]))


def test_a_poll_shows_how_many_have_voted_and_how() -> None:
    found = words(replace(desk.meeting(), polls=(POLL,)), ProjectorPage.POLL)
    assert "18 of 24 seats have voted" in found
    assert "Yes" in found
    assert "12" in found
    assert "carried by more yes than no　quorum 13" in found


def test_no_votes_are_known_before_they_may_be() -> None:
    for hidden in (replace(POLL, results=Results.AT_CLOSE), replace(POLL, secret=True, tally=(), key="k")):
        found = sheet(replace(desk.meeting(), polls=(hidden,)), ProjectorPage.POLL)
        assert not {"12", "4", "2"} & set(found.texts)
        assert "18 of 24 seats have voted" in found.texts


def test_no_ballot_of_a_person_is_ever_on_the_projector() -> None:
    found = words(replace(desk.meeting(), polls=(CLOSED_POLL,)), ProjectorPage.POLL)
    assert "device3" not in found
    assert "Seat 3" not in found
    assert "山田" not in found


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (Outcome.CARRIED, "○ Carried"),
        (Outcome.REJECTED, "× Rejected"),
        (Outcome.NO_QUORUM, "No quorum"),
        (Outcome.UNCOUNTED, "Not counted"),
        (Outcome.NONE, "The poll is closed"),
    ],
)
def test_what_was_decided_stands_in_big_words(outcome: Outcome, shown: str) -> None:
    poll = replace(CLOSED_POLL, outcome=outcome, majority=Majority.TWO_THIRDS)
    found = sheet(replace(desk.meeting(), polls=(poll,)), ProjectorPage.POLL)
    line = next(item for item in found.items if isinstance(item, Line) and item.text == shown)
    assert line.size >= 60


def test_all_options_come_in_turn() -> None:
    meeting = replace(desk.meeting(), polls=(stage_meetings.MANY,))
    found = "".join(text for one in all_turns(meeting, ProjectorPage.POLL) for text in one.texts)
    assert all(f"選択肢{number} " in found for number in range(20))


def test_the_floor_shows_who_speaks_for_how_long_and_who_waits() -> None:
    found = words(stage_meetings.speaking(5), ProjectorPage.FLOOR)
    for expected in ("Seat 12", "3:20", "0:20 over the limit of 3:00", "1. Seat 1", "5. Seat 5", "‖ paused"):
        assert expected in found, expected
    assert "+1:40" in found


def test_the_clock_of_an_item_counts_pauses_and_what_was_before() -> None:
    meeting = desk.meeting()
    assert clock_line(item_clock(meeting, desk.NOW_MS)) == "12:30 left"
    assert clock_line(item_clock(meeting, desk.NOW_MS + 900_000)) == "2:30 over"
    paused = stage_meetings.speaking()
    assert clock_line(item_clock(paused, desk.NOW_MS + 999_000)) == "1:40 over　‖ paused"
    assert item_clock(replace(meeting, current_item=""), desk.NOW_MS) is None


def test_the_end_thanks_and_counts() -> None:
    found = words(stage_meetings.closed(), ProjectorPage.WALL)
    assert "Thank you for taking part" in found
    assert "Comments: 5" in found
    assert "Look-back: answers from 18 seats" in found
    assert "The record is still arriving" in found
    assert "482 913" not in found


def test_the_guide_has_code_room_and_address() -> None:
    meeting = replace(desk.meeting(), room="第1委員会室")
    found = words(meeting, ProjectorPage.GUIDE)
    for expected in ("482 913", "第1委員会室", "192.0.2.2:47810", "A7 3K"):
        assert expected in found


def test_every_naughty_string_stays_in_its_place() -> None:
    for text in NAUGHTY:
        comment = replace(
            desk.comment("c", body=text, seat=text[:20]),
            name=text[:60],
            department=text[:60],
            author="device4",
        )
        meeting = replace(desk.meeting(comment, desk.comment("d"), spotlight="c"), title=text[:200])
        for page in (ProjectorPage.WALL, ProjectorPage.SINGLE):
            found = sheet(meeting, page)
            assert_readable(found)
            assert_apart(found)
            picture_of(found, (480, 270))
            joined = "".join(found.texts)
            assert not any(mark in joined for mark in "\u202a\u202b\u202d\u202e\u200b\x00\x07")


def test_who_writes_from_right_to_left_turns_nothing_beside_the_name() -> None:
    comment = replace(desk.comment("c", agreed=3), name="مرحبا", department="שלום")
    rows = meta_rows(desk.meeting(comment), comment, 1800, 44)
    assert rows[0].endswith("▲ 3 agree")
    assert "\u2068مرحبا\u2069" in rows[0]


def test_the_rows_above_a_comment() -> None:
    meeting = desk.full_meeting()
    comment = meeting.comments[0]
    common = "？ Question　Seat 4 市民課 山田　資料2-1 p.5　▲ 6"
    assert meta_rows(meeting, comment, 1800, 44) == (f"{common} agree",)
    assert meta_rows(meeting, comment, 700, 44) == (
        "？ Question　Seat 4 市民課 山田",
        "資料2-1 p.5　▲ 6 agree",
    )
    late = replace(comment, late=True)
    assert "　◷ Arrived late　▲ 6 agree" in meta_rows(meeting, late, 1800, 44)[0]


def test_a_code_is_read_in_two_groups() -> None:
    assert spaced_code("482913") == "482 913"
    assert spaced_code("") == ""


@pytest.mark.parametrize(
    ("invite", "shown"),
    [
        ("kurumaza:1?a=192.0.2.2:47810&m=abc&k=def", "192.0.2.2:47810"),
        ("kurumaza:1?m=abc&a=192.0.2.2:1,10.0.0.7:2,10.0.0.8:3&k=d", "192.0.2.2:1\n10.0.0.7:2"),
        ("pc-k101.example:47810", "pc-k101.example:47810"),
    ],
)
def test_the_room_is_shown_an_address_that_people_can_type(invite: str, shown: str) -> None:
    assert typed_address(invite) == shown


def test_a_group_shows_every_word_where_there_is_room() -> None:
    meeting = stage_meetings.alike(3)
    long = "まず福祉部と消防で、避難行動要支援者の地図から試してはどうか。" * 2
    comments = tuple(replace(c, body=long) if c.comment == "g1" else c for c in meeting.comments)
    found = sheet(replace(meeting, comments=comments), ProjectorPage.SINGLE)
    rows = [item for item in found.items if isinstance(item, Words)][1:]
    assert any(long in item.text for item in rows), "not cut with an ellipsis"
    assert len({item.size for item in rows}) == 1
    assert_readable(found)
    assert_apart(found)


def test_a_full_bar_is_everybody_who_voted() -> None:
    found = sheet(replace(desk.meeting(), polls=(CLOSED_POLL,)), ProjectorPage.POLL)
    bars = [item.area.width() for item in found.items if isinstance(item, Box)]
    assert max(bars[1::2]) == pytest.approx(bars[0] * 12 / 18)


def test_one_word_does_not_stand_on_a_line_of_its_own() -> None:
    text = "都市計画図を庁内のどの課が、月に何回使っていますか。"
    width = text_width(text, 66.0) * 0.95
    fitted = fit_text(text, width, 400.0, largest=66.0)
    assert fitted.lines == 1
    assert fitted.size == pytest.approx(66.0 * 0.9)
