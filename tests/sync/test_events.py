import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.bodies import KINDS, parse_body
from sync.body_json import MAX_BODY_BYTES, dump_object, load_object
from sync.clock import MAX_COUNTER, MAX_MS, HybridTime
from sync.errors import BadEvent
from sync.events import Event, decode, encode, new_log_id, restore, sign_event
from sync.keys import DeviceKey
from tests.sync.strategies import (
    ANNE,
    BEN,
    CHAIR,
    DISCUSSION_BODIES,
    START_MS,
    Writer,
    create,
    paper,
    replacement,
)

EXAMPLES: dict[str, dict[str, Any]] = {
    "meeting.create": {"title": "会議", "seats": [{"number": "1"}], "policy": {"deputies": ["2"]}},
    "roster.add": {"device": ANNE.device, "seat": "2", "name": "神", "role": "member"},
    "roster.remove": {"device": ANNE.device, "upto": {"0" * 16: 3}},
    "chair.transfer": {"to": ANNE.device, "term": 1},
    "chair.claim": {"term": 1, "seen": [0, 3]},
    "cut": {"have": {"0" * 16: 3}},
    "log.fork": {name: {"header": "A" * 10, "signature": "A" * 86} for name in ("first", "second")},
    "agenda.set": {"items": [{"item": "a", "title": "議題", "minutes": None}]},
    "agenda.open": {"item": "a"},
    "document.add": paper(),
    "document.replace": replacement(),
    "document.withdraw": {"version": "A" * 43},
    "document.collected": {"documents": ["A" * 43]},
    "comment.add": {"body": "意見", "document": "A" * 43, "page": 2, "version_sha256": "1" * 64},
    "comment.edit": {"body": "訂正"},
    "reaction.set": {"on": True},
    "presenter.set": {"document": "A" * 43, "page": 1},
    **DISCUSSION_BODIES,
}


def example(kind: str) -> Event:
    writer = Writer(CHAIR)
    if kind != "meeting.create":
        create(writer)
    target = "A" * 43 if KINDS[kind].target != "none" else ""
    return writer.say(kind, EXAMPLES.get(kind, {}), target)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_survives_the_wire(kind: str) -> None:
    event = example(kind)
    again = decode(encode(event))
    assert again == event
    assert again.body == event.body
    assert restore(event.header, event.signature, event.body_bytes) == event


@pytest.mark.parametrize("kind", KINDS)
def test_the_header_is_the_canonical_json_of_itself(kind: str) -> None:
    header = example(kind).header
    assert dump_object(json.loads(header)) == header


@given(body=st.text(st.characters(codec="utf-8"), min_size=1, max_size=2_000))
def test_texts_are_kept_as_typed(body: str) -> None:
    create(writer := Writer(CHAIR))
    event = decode(encode(writer.post(body)))
    assert event.body is not None
    assert event.body["body"] == body


@pytest.mark.parametrize("kind", KINDS)
def test_only_droppable_bodies_may_be_missing(kind: str) -> None:
    event = example(kind)
    frame = encode(event.without_body())
    if KINDS[kind].droppable:
        again = decode(frame)
        assert (again.body, again.body_bytes, again.event_id) == (None, None, event.event_id)
    else:
        with pytest.raises(BadEvent, match="without its body"):
            decode(frame)


def test_an_unknown_kind_passes_unread() -> None:
    create(writer := Writer(CHAIR))
    event = writer.say("future.kind", {"anything": [1, {"x": None}]}, "A" * 43)
    again = decode(encode(event))
    assert (again.body, again.body_bytes) == (None, event.body_bytes)


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found(place: int, bit: int) -> None:
    frame = bytearray(encode(example("comment.add")))
    frame[place % len(frame)] ^= 1 << bit
    with pytest.raises(BadEvent):
        decode(bytes(frame))


@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda tail: b"\x01\x01\x00" + tail))
def test_garbage_is_a_bad_event(frame: bytes) -> None:
    with pytest.raises(BadEvent):
        decode(frame)


@given(cut=st.integers(0))
def test_a_frame_that_was_cut_is_refused(cut: int) -> None:
    frame = encode(example("comment.add"))
    with pytest.raises(BadEvent):
        decode(frame[: cut % len(frame)])


def test_a_frame_with_something_behind_it_is_refused() -> None:
    with pytest.raises(BadEvent, match="length"):
        decode(encode(example("comment.add")) + b"x")


def test_sizes_are_checked_before_anything_else() -> None:
    with pytest.raises(BadEvent, match="frame is too large"):
        decode(b"\x01" + bytes(200_000))
    with pytest.raises(BadEvent, match="header is too large"):
        decode(b"\x01\xff\xff" + bytes(66_000))
    with pytest.raises(BadEvent, match="body is too large"):
        decode(b"\x01\x00\x01" + bytes(65) + (MAX_BODY_BYTES + 1).to_bytes(4, "big"))


def test_the_signature_of_another_device_is_refused() -> None:
    event = example("comment.add")
    with pytest.raises(BadEvent, match="signature"):
        decode(encode(dataclasses.replace(event, signature=BEN.sign(event.header))))


def test_the_signature_is_bound_to_its_purpose() -> None:
    event = example("comment.add")
    with pytest.raises(BadEvent, match="signature"):
        decode(encode(dataclasses.replace(event, signature=CHAIR.sign(event.header))))


def resigned(change: dict[str, Any], key: DeviceKey = CHAIR, *, spaced: bool = False) -> bytes:
    """Frame a comment whose header was changed and signed again."""
    event = example("comment.add")
    fields = {**json.loads(event.header), **change}
    header = json.dumps(fields).encode() if spaced else dump_object(fields)
    signature = key.sign(b"kurumaza/event/1\x00" + header)
    return encode(dataclasses.replace(event, header=header, signature=signature))


def test_a_header_signed_again_is_good_as_it_was() -> None:
    assert decode(resigned({})).kind == "comment.add"


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"extra": 1},
        {"s": 0},
        {"s": 2**53},
        {"s": -1},
        {"s": 1.0},
        {"s": 1},
        {"s": "2"},
        {"p": ""},
        {"p": "A" * 42 + "B"},
        {"m": ""},
        {"m": "A" * 42},
        {"d": "!" * 43},
        {"l": "0" * 15},
        {"l": "G" * 16},
        {"t": [MAX_MS + 1, 0]},
        {"t": [0, MAX_COUNTER + 1]},
        {"t": [0]},
        {"t": [0, 0, 0]},
        {"w": MAX_MS + 1},
        {"w": None},
        {"a": [2**53, 0]},
        {"a": [0, 2**53]},
        {"k": "comment"},
        {"k": "Comment.add"},
        {"k": "comment.add\n"},
        {"k": "meeting.create"},
        {"r": "A" * 43},
        {"x": "A" * 43},
        {"n": 1},
        {"n": MAX_BODY_BYTES + 1},
    ],
)
def test_headers_out_of_form_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadEvent):
        decode(resigned(change))


def test_a_header_written_another_way_is_refused() -> None:
    with pytest.raises(BadEvent, match="form"):
        decode(resigned({}, spaced=True))


def test_a_known_kind_needs_its_target() -> None:
    create(writer := Writer(CHAIR))
    with pytest.raises(BadEvent, match="needs a target"):
        writer.say("comment.hide")
    with pytest.raises(BadEvent, match="no target"):
        writer.say("meeting.open", target="A" * 43)


WRONG_BODIES: list[tuple[str, bytes]] = [
    ("comment.add", b""),
    ("comment.add", b"[]"),
    ("comment.add", b"null"),
    ("comment.add", b"{}"),
    ("comment.add", b'{"body":"a","body":"b"}'),
    ("comment.add", b'{"body":1}'),
    ("comment.add", b'{"body":""}'),
    ("comment.add", '{"body":"%s"}'.replace("%s", "あ" * 2_001).encode()),
    ("comment.add", b'{"body":"\xff"}'),
    ("comment.add", b'{"body":"\\ud800"}'),
    ("comment.add", b'{"body":"a","x":"\\udfff"}'),
    ("comment.add", b'{"body":"a\nb"}'),
    ("comment.add", b'{"body":"a","page":1.0}'),
    ("comment.add", b'{"body":"a","page":1e2}'),
    ("comment.add", b'{"body":"a","page":true}'),
    ("comment.add", b'{"body":"a","page":-1}'),
    ("comment.add", b'{"body":"a","page":100000}'),
    ("comment.add", b'{"body":"a","x":NaN}'),
    ("comment.add", b'{"body":"a","x":Infinity}'),
    ("comment.add", b'{"body":"a","x":9007199254740992}'),
    ("comment.add", b'{"body":"a","x":' + b"9" * 5_000 + b"}"),
    ("comment.add", b'{"body":"a","x":' + b"[" * 30_000 + b"]" * 30_000 + b"}"),
    ("comment.add", b'{"x":' * 9 + b"1" + b"}" * 9),
    ("comment.add", b'{"body":"a","shown":"open"}'),
    ("comment.add", b'{"body":"a","kind":"joke"}'),
    ("comment.add", b'{"body":"a","reply_to":"short"}'),
    ("comment.add", b'{"body":"a","agenda":"a\\u202e"}'),
    ("comment.add", b'{"body":"a"} x'),
    ("comment.add", b'{"body":"' + b"[" * 20 + b'\\"' * 30_000),
    ("meeting.create", b'{"title":""}'),
    ("meeting.create", b'{"title":"a","policy":[]}'),
    ("meeting.create", b'{"title":"a","policy":{"names":"all"}}'),
    ("meeting.create", b'{"title":"a","policy":{"confidential":0}}'),
    ("meeting.create", b'{"title":"a","seats":[{"number":1}]}'),
    ("meeting.create", b'{"title":"a","seats":{}}'),
    ("roster.add", b'{"device":"x"}'),
    ("roster.remove", b'{"device":"%s","upto":{"x":1}}' % ANNE.device.encode()),
    ("roster.remove", b'{"device":"%s","upto":[]}' % ANNE.device.encode()),
    ("agenda.set", b'{"items":[{"item":"a","title":"x"},{"item":"a","title":"y"}]}'),
    ("agenda.set", b'{"items":[{"item":"a","title":"x","minutes":1441}]}'),
    ("document.add", dump_object({**paper(), "size": 1})),
    ("document.add", dump_object({**paper(), "chunk_size": 1_048_577})),
    ("document.add", dump_object({**paper(), "chunk_size": 1})),
    ("document.add", dump_object({**paper(), "sha256": "A" * 64})),
    ("document.replace", dump_object({**replacement(), "size": 1})),
    ("document.replace", dump_object({**replacement(), "reason": "x" * 201})),
    ("document.replace", dump_object({"reason": "", "title": "資料"})),
    ("document.withdraw", dump_object({"version": "1"})),
    ("comment.add", dump_object({"body": "意見", "version_sha256": "A" * 64})),
    ("comment.add", dump_object({"body": "意見", "version_sha256": None})),
    ("reaction.set", b'{"on":1}'),
]


@pytest.mark.parametrize(("kind", "body"), WRONG_BODIES, ids=range(len(WRONG_BODIES)))
def test_bodies_out_of_form_are_refused(kind: str, body: bytes) -> None:
    with pytest.raises(BadEvent):
        parse_body(kind, body)


def test_fields_of_a_newer_version_are_left_out_and_absent_ones_get_their_default() -> None:
    body = parse_body("comment.add", b'{"body":"a","mood":{"deep":[1]}}')
    assert body == {
        "body": "a",
        "kind": "opinion",
        "agenda": "",
        "document": "",
        "page": 0,
        "reply_to": "",
        "shown": "named",
        "version_sha256": "",
        "region": None,
        "quote": "",
    }


def test_brackets_in_texts_are_no_depth() -> None:
    assert load_object(dump_object({"body": '[{"\\' * 100})) == {"body": '[{"\\' * 100}


def test_row_25_limits_are_in_characters_not_in_bytes() -> None:
    create(writer := Writer(CHAIR))
    assert decode(encode(writer.post("𠮷" * 2_000))).body is not None
    with pytest.raises(BadEvent, match="body: a text of 1 to 2000 characters"):
        writer.post("𠮷" * 2_001)


def test_nothing_too_large_is_ever_signed() -> None:
    with pytest.raises(BadEvent, match="too large"):
        sign_event(
            CHAIR,
            meeting="",
            log=new_log_id(),
            sequence=1,
            previous="",
            time=HybridTime(START_MS),
            wall_ms=START_MS,
            authority=(0, 1),
            kind="meeting.create",
            body={"title": "a", "more": "x" * MAX_BODY_BYTES},
        )


def test_the_first_event_names_the_meeting() -> None:
    event = create(Writer(CHAIR))
    assert event.meeting == event.event_id
    assert json.loads(event.header)["m"] == ""


class Unread:
    """Stands for the parser where nothing may come so far."""

    def decode(self, _text: str) -> None:
        raise AssertionError("it was parsed")


TOO_MUCH = {
    "a huge comment": b'{"body":"' + b"a" * MAX_BODY_BYTES + b'"}',
    "deep lists": b'{"body":"a","x":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "deep objects": b'{"x":' * 9 + b"1" + b"}" * 9,
    "bad UTF-8": b'{"body":"\xff\xfe"}',
    "an overlong form of a slash": b'{"body":"\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"body":"\xed\xa0\x80"}',
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_row_25_size_depth_and_utf_8_are_checked_before_anything_is_parsed(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr("sync.body_json._DECODER", Unread())
    with pytest.raises(BadEvent):
        parse_body("comment.add", TOO_MUCH[what])
    with pytest.raises(AssertionError, match="it was parsed"):  # what is in order comes through to it
        parse_body("comment.add", b'{"body":"a"}')


@pytest.mark.parametrize("twice", [b'{"body":"a","body":"b"}', b'{"body":"a","x":{"y":1,"y":1}}'])
def test_row_25_a_key_that_stands_twice_is_refused(twice: bytes) -> None:
    with pytest.raises(BadEvent):
        parse_body("comment.add", twice)
