"""What each kind of event about the discussion may say: moderation, polls, floor, presenter, look-back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sync.body_checks import (
    DIGEST,
    MAX_PAGE,
    Body,
    Field,
    Kind,
    Target,
    boolean,
    bounded_text,
    event_id,
    item_id,
    list_of,
    matching,
    one_of,
    optional,
    record_of,
    whole_number,
    wrong,
)
from sync.discussion import PAGE_UNITS, Majority, PollKind, QuestionKind, Results
from sync.meeting import Moderation, Role
from sync.text import MAX_TITLE

MAX_OPTIONS: Final = 20
MAX_OPTION: Final = 200
MAX_QUESTION: Final = 500
MAX_QUESTIONS: Final = 5
MAX_ANSWER: Final = 1_000
MAX_GROUPED: Final = 500
MAX_ZOOM: Final = 64_000
MAX_LIMIT_S: Final = 86_400
MAX_QUOTE: Final = 300
MAX_SEALED: Final = 400
"""Characters of a sealed ballot in base64url."""

_PLACE: Final = whole_number(0, PAGE_UNITS)

PLACE_FIELDS: Final[Mapping[str, Field]] = {
    "zoom": Field(whole_number(0, MAX_ZOOM), 0),
    "x": Field(_PLACE, PAGE_UNITS // 2),
    "y": Field(_PLACE, PAGE_UNITS // 2),
}
"""Which part of a page a presenter shows."""

_RECTANGLE: Final = record_of(
    {
        "left": Field(_PLACE),
        "top": Field(_PLACE),
        "width": Field(whole_number(1, PAGE_UNITS)),
        "height": Field(whole_number(1, PAGE_UNITS)),
    }
)


def REGION(value: Any) -> Body:  # noqa: N802 - a check like the constants beside it
    """The part of a page that a comment is about; it does not reach beyond the page."""
    region: Body = _RECTANGLE(value)
    if region["left"] + region["width"] > PAGE_UNITS or region["top"] + region["height"] > PAGE_UNITS:
        raise wrong("a part of the page")
    return region


_OPTION: Final = bounded_text(MAX_OPTION, least=1)
_QUESTION: Final = {
    "text": Field(bounded_text(MAX_QUESTION), ""),
    "kind": Field(one_of(*QuestionKind), QuestionKind.SCALE.value),
}
_VOTERS: Final[list[Any]] = [Role.CHAIR.value, Role.MEMBER.value]

QUESTIONS: Final = Field(list_of(record_of(_QUESTION), MAX_QUESTIONS), [])
"""What a look-back asks; nothing for the program's own questions."""

DISCUSSION_KINDS: Final[Mapping[str, Kind]] = {
    "moderation.set": Kind({"mode": Field(one_of(*Moderation))}, authority=True),
    "comment.release": Kind({"text": Field(optional(event_id, ""), "")}, Target.NEEDED),
    "comment.group": Kind(
        {
            "comments": Field(list_of(event_id, MAX_GROUPED)),
            "title": Field(bounded_text(MAX_TITLE), ""),
        },
        Target.EITHER,
    ),
    "agenda.pause": Kind({"on": Field(boolean)}, authority=True),
    "presenter.give": Kind({"device": Field(optional(event_id, ""))}, authority=True),
    "presenter.call": Kind({"document": Field(event_id), "page": Field(whole_number(1, MAX_PAGE), 1)}),
    "poll.open": Kind(
        {
            "question": Field(bounded_text(MAX_QUESTION, least=1)),
            "kind": Field(one_of(*PollKind), PollKind.YES_NO.value),
            "options": Field(list_of(_OPTION, MAX_OPTIONS), []),
            "secret": Field(boolean, default=False),
            "results": Field(one_of(*Results), Results.LIVE.value),
            "quorum": Field(whole_number(0, 10_000), 0),
            "majority": Field(one_of(*Majority), Majority.NONE.value),
            "voters": Field(list_of(one_of(*Role), len(Role)), _VOTERS),
            "agenda": Field(optional(item_id, ""), ""),
            "key": Field(optional(DIGEST, ""), ""),
        },
        authority=True,
    ),
    "poll.close": Kind(
        {
            "tally": Field(list_of(whole_number(0, 10_000), MAX_OPTIONS), []),
            "invalid": Field(whole_number(0, 10_000), 0),
        },
        Target.NEEDED,
        authority=True,
    ),
    "ballot.cast": Kind(
        {
            "choices": Field(list_of(whole_number(0, MAX_OPTIONS - 1), MAX_OPTIONS), []),
            "sealed": Field(
                optional(matching(f"[A-Za-z0-9_-]{{1,{MAX_SEALED}}}", "a sealed ballot in base64url"), ""), ""
            ),
        },
        Target.NEEDED,
    ),
    "floor.request": Kind({"agenda": Field(optional(item_id, ""), "")}),
    "floor.withdraw": Kind({}, Target.NEEDED),
    "floor.grant": Kind(
        {"device": Field(event_id), "limit_s": Field(whole_number(0, MAX_LIMIT_S), 0)},
        Target.EITHER,
        authority=True,
    ),
    "floor.done": Kind({}, Target.NEEDED),
    "lookback.open": Kind({"questions": QUESTIONS}, authority=True),
    "lookback.answer": Kind(
        {"answers": Field(list_of(bounded_text(MAX_ANSWER), MAX_QUESTIONS))}, Target.NEEDED
    ),
}
