import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.admission import chosen_seat
from sync.digest import meeting_json
from sync.errors import TextEmpty, TextTooLong
from sync.events import decode, encode
from sync.fold import Fold
from sync.meeting import Meeting
from sync.text import checked_body, checked_line, clean_body, clean_line, natural_key
from tests.sync.strategies import ANNE, CHAIR, Writer, admit, create

NAUGHTY: list[str] = json.loads(Path(__file__).with_name("naughty.json").read_text("utf-8"))
FORBIDDEN = {
    *(chr(code) for code in range(0x20) if chr(code) not in "\n\t"),
    *(chr(code) for code in range(0x7F, 0xA0)),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff",
    *(chr(code) for code in range(0xD800, 0xE000)),
}

anything = st.text() | st.text(st.sampled_from(sorted(FORBIDDEN) + list("a\n\t 　神\u200d\ufe0f")))


@given(anything)
def test_row_26_nothing_unsafe_is_left_and_nothing_else_is_lost(text: str) -> None:
    cleaned = clean_body(text)
    assert not set(cleaned) & FORBIDDEN
    breaks = text.replace("\r\n", "\n").replace("\r", "\n")
    assert cleaned == "".join(sign for sign in breaks if sign not in FORBIDDEN)


@given(anything)
def test_a_line_is_one_line_and_cleaning_again_changes_nothing(text: str) -> None:
    line = clean_line(text)
    assert not set(line) & (FORBIDDEN | set("\n\t\r\u2028\u2029"))
    assert clean_line(line) == line == line.strip()
    assert clean_body(clean_body(text)) == clean_body(text)


@pytest.mark.parametrize(
    "kept", ["神", "\ufa19", "葛\U000e0100飾", "👩\u200d💻", "❤\ufe0f", "か\u3099", "𠮷", "\u200e", "①"]
)
def test_row_26_what_people_write_is_kept_as_typed_and_never_normalised(kept: str) -> None:
    assert clean_line(kept) == clean_body(kept) == kept


def test_limits_count_characters_after_cleaning() -> None:
    assert checked_body("𠮷" * 2_000 + "\u200b", "comment") == "𠮷" * 2_000
    with pytest.raises(TextTooLong, match="2,001 characters; 2,000 are allowed") as caught:
        checked_body("𠮷" * 2_001, "comment")
    assert caught.value.code == "too_long"
    assert checked_line(" 議題\n一 ", "title", 10) == "議題 一"
    with pytest.raises(TextTooLong):
        checked_line("x" * 11, "title", 10)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u200b\u2060", "　"])
def test_nothing_visible_is_empty(blank: str) -> None:
    with pytest.raises(TextEmpty) as caught:
        checked_body(blank, "comment")
    assert caught.value.code == "empty"


def test_numbers_sort_by_value_whatever_their_width() -> None:
    names = ["資料10", "資料２", "資料1-10", "資料", "資料１-2", "資料1"]
    assert sorted(names, key=natural_key) == ["資料", "資料1", "資料１-2", "資料1-10", "資料２", "資料10"]


@given(st.lists(anything))
def test_every_text_has_a_natural_place(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_texts_travel_as_body_name_seat_and_title(text: str) -> None:
    """A text is taken or refused in words; what was taken reaches the meeting of another device."""
    chair, anne = Writer(CHAIR), Writer(ANNE)
    title = clean_line(text)[:200] or "題"
    events = [create(chair, title=title, room=title)]
    anne.meeting = chair.meeting
    events.append(admit(chair, ANNE, position=2, name=clean_line(text)[:100], seat=clean_line(text)[:20]))
    try:
        body = checked_body(text, "comment")
    except (TextEmpty, TextTooLong) as error:
        body = error.message
    events.append(anne.post(body))
    fold = Fold()
    for event in events:
        fold.apply(decode(encode(event)))
    meeting = fold.meeting()
    assert meeting is not None
    assert (meeting.title, meeting.comments[0].body) == (title, body)
    assert json.loads(json.dumps(meeting_json(meeting)))["title"] == title
    assert len(fold.digest()) == 64


HOSTILE = "議\u202e長\u2067の\u200b発\ufeff言\x07\x9b"
KEPT = "\ufa19\uf9c3 葛\U000e0100飾 👩\u200d💻 ❤\ufe0f か\u3099"


def test_row_26_what_another_program_signed_is_clean_in_the_meeting_and_stays_as_typed() -> None:
    """The writer cleans nothing: whoever shows the meeting does."""
    chair, anne = Writer(CHAIR), Writer(ANNE)
    events = [create(chair, title=HOSTILE + KEPT)]
    anne.meeting = chair.meeting
    events.append(admit(chair, ANNE, position=2, name=HOSTILE + KEPT, seat=HOSTILE))
    events.append(anne.post(HOSTILE + "\n" + KEPT))
    fold = Fold()
    for event in events:
        fold.apply(decode(encode(event)))
    meeting = fold.meeting()
    assert meeting is not None
    (member,) = meeting.members
    (comment,) = meeting.comments
    assert (member.name, member.seat) == ("議長の発言" + KEPT, "議長の発言")
    assert (comment.name, comment.body) == ("議長の発言" + KEPT, "議長の発言\n" + KEPT)
    assert meeting.title == "議長の発言" + KEPT


def test_row_26_a_name_that_is_typed_to_join_or_to_post_goes_clean_and_unchanged_to_the_chair() -> None:
    meeting = Meeting("M" * 43, "会議", "chair")
    member = chosen_seat(meeting, "device", HOSTILE + KEPT, " ２\u200b ")
    assert (member.name, member.seat) == ("議長の発言" + KEPT, "２")
    assert checked_body(HOSTILE + KEPT, "comment") == "議長の発言" + KEPT
    assert unicodedata.normalize("NFC", KEPT) != KEPT  # so it can be seen whether anybody did it
