"""What each kind of event may say: field by field, with types and limits.

`parse_body` gives a mapping that holds exactly the fields of the kind, absent optional ones with their
default, lists as tuples. Fields that are not known here are left out, because a newer version may have added
them; a known field that is wrong makes the whole event a `BadEvent`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sync.body_checks import (
    DIGEST,
    MAX_INT,
    MAX_ITEM_ID,
    MAX_ITEMS,
    MAX_PAGE,
    Body,
    Field,
    Kind,
    Target,
    authority_position,
    boolean,
    bounded_text,
    checked_fields,
    event_id,
    item_id,
    list_of,
    log_bounds,
    matching,
    one_of,
    optional,
    record_of,
    whole_number,
    wrong,
)
from sync.body_json import MAX_BODY_BYTES, load_object
from sync.discussion_kinds import DISCUSSION_KINDS, MAX_QUOTE, PLACE_FIELDS, QUESTIONS, REGION
from sync.errors import BadEvent
from sync.meeting import CommentKind, Keep, Moderation, Names, Opening, Opens, Role
from sync.retention import MAX_KEEP_DAYS
from sync.text import MAX_COMMENT, MAX_NAME, MAX_REASON, MAX_REPLACE_REASON, MAX_SEAT, MAX_TITLE

MAX_SEATS: Final = 500
MAX_COLLECTED: Final = 500
MIN_CHUNK: Final = 131_072
MAX_CHUNK: Final = 128 * MIN_CHUNK
FILE_KINDS: Final = ("document.add", "document.replace")
"""What brings a file, by the manifest in its body."""


def _unique_items(value: Any) -> tuple[Any, ...]:
    items: tuple[Any, ...] = list_of(record_of(_ITEM), MAX_ITEMS)(value)
    if len({item["item"] for item in items}) != len(items):
        raise wrong("agenda items with different ids")
    return items


_NAMES: Final = one_of(*Names)
_ROLE: Final = one_of(*Role)
_SHOWN: Final = one_of(Names.NAMED, Names.DEPARTMENT, Names.WITHHELD)

_POLICY: Final = {
    "names": Field(_NAMES, "open"),
    "moderation": Field(one_of(*Moderation), Moderation.OPEN.value),
    "confidential": Field(boolean, default=False),
    "deputies": Field(list_of(bounded_text(MAX_SEAT, least=1), MAX_ITEMS), []),
    "opening": Field(one_of(*Opening), Opening.SHOWN.value),
    "keep": Field(one_of(*Keep), "all"),
    "keep_days": Field(whole_number(0, MAX_KEEP_DAYS), 0),
    "opens": Field(one_of(*Opens), Opens.AT_ONCE.value),
}
_SEAT: Final = {
    "number": Field(bounded_text(MAX_SEAT, least=1)),
    "name": Field(bounded_text(MAX_NAME), ""),
    "department": Field(bounded_text(MAX_NAME), ""),
    "role": Field(_ROLE, "member"),
}
_ITEM: Final = {
    "item": Field(item_id),
    "title": Field(bounded_text(MAX_TITLE, least=1)),
    "minutes": Field(optional(whole_number(0, 1_440), None), None),
    "presenter": Field(bounded_text(MAX_NAME), ""),
    "names": Field(_NAMES, "open"),
}

_FILE: Final = {
    "sha256": Field(DIGEST),
    "size": Field(whole_number(0, MAX_CHUNK * 1_000)),
    "chunk_size": Field(whole_number(MIN_CHUNK, MAX_CHUNK)),
    "chunks": Field(list_of(DIGEST, 1_000)),
    "key": Field(optional(DIGEST, ""), ""),
}

_SIGNED: Final = {
    "header": Field(matching("[A-Za-z0-9_-]{1,1366}", "a header in base64url")),
    "signature": Field(matching("[A-Za-z0-9_-]{86}", "a signature in base64url")),
}

KINDS: Final[Mapping[str, Kind]] = {
    "meeting.create": Kind(
        {
            "title": Field(bounded_text(MAX_TITLE, least=1)),
            "organization": Field(bounded_text(MAX_TITLE), ""),
            "room": Field(bounded_text(MAX_TITLE), ""),
            "starts": Field(bounded_text(MAX_ITEM_ID), ""),
            "ends": Field(bounded_text(MAX_ITEM_ID), ""),
            "policy": Field(record_of(_POLICY), {}),
            "seats": Field(list_of(record_of(_SEAT), MAX_SEATS), []),
            "lookback": QUESTIONS,
            "nonce": Field(bounded_text(64), ""),
        },
        authority=True,
    ),
    "meeting.open": Kind({}, authority=True),
    "meeting.close": Kind({}, authority=True),
    "chair.transfer": Kind(
        {"to": Field(event_id), "term": Field(whole_number(1, MAX_INT - 1))}, authority=True
    ),
    "chair.claim": Kind(
        {"term": Field(whole_number(1, MAX_INT - 1)), "seen": Field(authority_position)}, authority=True
    ),
    "cut": Kind({"have": Field(log_bounds)}, authority=True),
    "log.fork": Kind({"first": Field(record_of(_SIGNED)), "second": Field(record_of(_SIGNED))}),
    "roster.add": Kind(
        {
            "device": Field(event_id),
            "seat": Field(bounded_text(MAX_SEAT), ""),
            "name": Field(bounded_text(MAX_NAME), ""),
            "department": Field(bounded_text(MAX_NAME), ""),
            "role": Field(_ROLE, "member"),
        },
        authority=True,
    ),
    "roster.remove": Kind({"device": Field(event_id), "upto": Field(log_bounds, {})}, authority=True),
    "agenda.set": Kind({"items": Field(_unique_items)}, authority=True),
    "agenda.open": Kind({"item": Field(optional(item_id, ""))}, authority=True),
    "document.add": Kind(
        {
            "title": Field(bounded_text(MAX_TITLE, least=1)),
            "label": Field(bounded_text(MAX_NAME), ""),
            "agenda": Field(optional(item_id, ""), ""),
            **_FILE,
        },
        authority=True,
    ),
    "document.replace": Kind(
        {
            "title": Field(bounded_text(MAX_TITLE), ""),
            "label": Field(bounded_text(MAX_NAME), ""),
            "reason": Field(bounded_text(MAX_REPLACE_REASON), ""),
            **_FILE,
        },
        Target.NEEDED,
        authority=True,
    ),
    "document.withdraw": Kind({"version": Field(optional(event_id, ""), "")}, Target.NEEDED, authority=True),
    "document.collect": Kind({}, Target.EITHER, authority=True),
    "document.collected": Kind({"documents": Field(list_of(event_id, MAX_COLLECTED))}, Target.NEEDED),
    "comment.add": Kind(
        {
            "kind": Field(one_of(*CommentKind), "opinion"),
            "body": Field(bounded_text(MAX_COMMENT, least=1)),
            "agenda": Field(optional(item_id, ""), ""),
            "document": Field(optional(event_id, ""), ""),
            "page": Field(whole_number(0, MAX_PAGE), 0),
            "reply_to": Field(optional(event_id, ""), ""),
            "shown": Field(_SHOWN, "named"),
            "version_sha256": Field(optional(DIGEST, ""), ""),
            "region": Field(optional(REGION, None), None),
            "quote": Field(bounded_text(MAX_QUOTE), ""),
        },
        droppable=True,
    ),
    "comment.edit": Kind({"body": Field(bounded_text(MAX_COMMENT, least=1))}, Target.NEEDED, droppable=True),
    "comment.delete": Kind({}, Target.NEEDED),
    "comment.hide": Kind({"reason": Field(bounded_text(MAX_REASON), "")}, Target.NEEDED),
    "comment.unhide": Kind({}, Target.NEEDED),
    "comment.answer": Kind({"body": Field(bounded_text(MAX_COMMENT), "")}, Target.NEEDED),
    "comment.reopen": Kind({}, Target.NEEDED),
    "reaction.set": Kind({"on": Field(boolean)}, Target.NEEDED),
    "spotlight.set": Kind({}, Target.EITHER, authority=True),
    "presenter.set": Kind(
        {
            "document": Field(optional(event_id, "")),
            "page": Field(whole_number(0, MAX_PAGE), 0),
            **PLACE_FIELDS,
        },
        authority=True,
    ),
    **DISCUSSION_KINDS,
}


def check_target(kind: str, target: str) -> None:
    """Refuse (BadEvent) a known kind that points at something and must not, or the other way round."""
    form = KINDS.get(kind)
    if form is None or form.target is Target.EITHER:
        return
    if (form.target is Target.NEEDED) != bool(target):
        raise BadEvent(f"{kind} {'needs a' if form.target is Target.NEEDED else 'has no'} target")


def parse_body(kind: str, data: bytes) -> Body | None:
    """Check the body of a known kind and return its fields; None for a kind that is not known here."""
    if len(data) > MAX_BODY_BYTES:
        raise BadEvent(f"the body has {len(data):,} bytes; {MAX_BODY_BYTES:,} are allowed")
    form = KINDS.get(kind)
    if form is None:
        return None
    try:
        value = load_object(data)
        fields = checked_fields(value, form.fields)
    except BadEvent as error:
        raise BadEvent(f"{kind}: {error.message}") from error
    if kind in FILE_KINDS:
        _check_chunks(kind, fields)
    return fields


def _check_chunks(kind: str, fields: Body) -> None:
    chunk_size: int = fields["chunk_size"]
    if chunk_size & (chunk_size - 1):
        raise BadEvent(f"{kind}: chunk_size: a power of two was expected")
    if len(fields["chunks"]) != -(-fields["size"] // chunk_size):
        raise BadEvent(f"{kind}: chunks: one digest for each chunk was expected")
