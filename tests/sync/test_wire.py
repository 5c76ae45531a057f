"""What stands on the wire, and what is refused there."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.body_checks import MAX_PAGE
from sync.discussion import PAGE_UNITS, Pointing
from sync.discussion_kinds import MAX_ZOOM
from sync.keys import to_base64url
from sync.wire import (
    MAX_BATCH_EVENTS,
    MAX_CHUNKS,
    MAX_CONTROL_SIZE,
    MAX_MESSAGE_SIZE,
    MAX_PEER_ADDRESSES,
    MAX_PEERS,
    Ask,
    Auth,
    BlobHave,
    Bye,
    Confirm,
    Echo,
    Events,
    Grant,
    Have,
    Hello,
    Holds,
    Key,
    Message,
    Pake,
    Peers,
    Point,
    SeatRequest,
    State,
    Want,
    Welcome,
    WireError,
    decode,
    encode,
)
from tests.mutations import messages as broken_from
from tests.soak.wire import accepts_message, fuzz, inputs

ids = st.text("ABCDEFxyz0189_-", min_size=43, max_size=43)
marks = st.text("ABCDEFxyz0189_-", min_size=11, max_size=11)
log_ids = st.text("0123456789abcdef", min_size=16, max_size=16)
logs = st.dictionaries(log_ids, st.integers(0, 2**32 - 1), max_size=20)
hexes = st.binary(min_size=1, max_size=64).map(bytes.hex)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
counts = st.integers(0, 2**53 - 1)

places = st.lists(st.just("10.0.0.1:47810"), max_size=5).map(tuple)

units = st.integers(0, PAGE_UNITS)
pointings = st.builds(
    lambda place, pointer: Pointing(*place, *pointer),
    st.tuples(
        st.binary(min_size=32, max_size=32).map(to_base64url),
        st.integers(1, MAX_PAGE),
        st.integers(0, MAX_ZOOM),
        units,
        units,
    ),
    st.just((-1, -1)) | st.tuples(units, units),
)

messages: st.SearchStrategy[Message] = st.one_of(
    st.builds(Hello, ids, log_ids, ids, st.one_of(st.just(""), marks, ids)),
    st.builds(Hello, ids, log_ids, ids, ids, st.just(1), st.just(("point",))),
    st.builds(Point, pointings),
    st.builds(Auth, hexes, st.booleans()),
    st.just(Ask()),
    st.builds(Pake, hexes),
    st.builds(Confirm, hexes),
    st.builds(SeatRequest, texts, texts),
    st.builds(Welcome, ids, ids, ids, st.lists(st.just("10.0.0.1:47810"), max_size=5).map(tuple)),
    st.builds(Have, logs, st.booleans()),
    st.builds(Events, st.lists(st.binary(max_size=50), min_size=1, max_size=9).map(tuple)),
    st.builds(Want, logs),
    st.builds(State, st.binary(min_size=32, max_size=32), st.integers(0, 65535)),
    st.builds(BlobHave, counts, counts, st.booleans()),
    st.builds(Echo, st.integers(0, 2**64 - 1), st.booleans()),
    st.builds(Bye, st.sampled_from(["wrong_code", "not_the_chair"]), texts, places),
    st.builds(Peers, st.dictionaries(ids, places, max_size=MAX_PEERS)),
    st.builds(Key, st.binary(min_size=32, max_size=32).map(bytes.hex), st.just("") | ids),
    st.builds(Grant, ids, st.binary(min_size=32, max_size=32).map(bytes.hex)),
    st.integers(1, MAX_CHUNKS).flatmap(
        lambda chunks: st.builds(
            Holds,
            st.binary(min_size=32, max_size=32).map(bytes.hex),
            st.just(chunks),
            st.integers(0, 2**chunks - 1),
        )
    ),
)


@given(messages)
def test_every_message_survives_the_wire(message: Message) -> None:
    assert decode(encode(message)) == message


@given(messages, st.data())
def test_a_cut_message_is_refused_and_never_half_read(message: Message, data: st.DataObject) -> None:
    whole = encode(message)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(WireError):
        decode(cut)


@given(st.binary(max_size=400))
def test_garbage_is_refused_or_is_a_message(data: bytes) -> None:
    try:
        message = decode(data)
    except WireError:
        return
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00{}",
        b"\x7f{}",
        b"\x01" + b"[" * 5000,
        b"\x1f" + b" " * (MAX_CONTROL_SIZE + 1),
        b"\x10" + b"\x01" + (2**32 - 1).to_bytes(4, "big"),
        b"\x11" + (MAX_BATCH_EVENTS + 1).to_bytes(2, "big") + b"\x00" * 4 * (MAX_BATCH_EVENTS + 1),
        b"\x11\x00\x01" + (2**31).to_bytes(4, "big"),
        b"\x11\x00\x00",
        b"\x10" + b"\x00" * (MAX_MESSAGE_SIZE + 1),
        b"\x03[]",
        b'\x04{"message":"zz"}',
        b'\x1f{"code":"DROP TABLE","message":""}',
        b'\x14{"complete":1,"have":0,"total":0}',
        b'\x14{"complete":true,"have":-1,"total":0}',
        b'\x14{"complete":true,"have":1.0,"total":0}',
        b'\x06{"name":"x","seat":"1","seat":"2"}',
        b'\x06{"name":"\\ud800","seat":"1"}',
        b"\x19" + bytes(34),
        b"\x19" + bytes(32) + b"\x01\x00\x00",
        b"\x19" + bytes(32) + b"\x04\x00\x03" + b"\x07",
        b"\x19" + bytes(32) + b"\x01\x00\x03" + b"\x08",
        b"\x19" + bytes(32) + b"\x01\x00\x03" + b"\x07\x00",
        b"\x19" + bytes(32) + b"\x01\xff\xff" + bytes(8192),
    ],
)
def test_what_breaks_the_form_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


def test_a_welcome_with_too_many_addresses_is_refused() -> None:
    value = {"meeting": "A" * 43, "token": "B" * 43, "chair": "C" * 43, "addresses": ["x:1"] * 33}
    with pytest.raises(WireError):
        decode(b"\x07" + json.dumps(value).encode())


def test_a_log_named_twice_is_refused() -> None:
    entry = bytes(8) + (1).to_bytes(4, "big")
    with pytest.raises(WireError):
        decode(b"\x12\x00\x02" + entry * 2)


@pytest.mark.parametrize(
    "peers",
    [
        None,
        [],
        {"short": []},
        {"A" * 43: "10.0.0.1:1"},
        {"A" * 43: [1]},
        {"A" * 43: ["x" * 101]},
        {"A" * 43: ["10.0.0.1:1"] * (MAX_PEER_ADDRESSES + 1)},
        {f"{number:043d}": [] for number in range(MAX_PEERS + 1)},
    ],
)
def test_hints_beyond_their_limits_are_refused(peers: object) -> None:
    with pytest.raises(WireError):
        decode(b"\x16" + json.dumps({"peers": peers}).encode())


def test_the_longest_hints_fit_into_a_message() -> None:
    where = tuple(f"255.255.255.{number}:65535" for number in range(100, 100 + MAX_PEER_ADDRESSES))
    hints = Peers({f"{number:043d}": where for number in range(MAX_PEERS)})
    assert decode(encode(hints)) == hints
    assert len(encode(hints)) < MAX_CONTROL_SIZE


def test_every_kind_of_message_is_among_those_that_are_broken() -> None:
    assert {type(decode(data)) for data in broken_from()} == set(get_args(Message))


def test_twenty_thousand_broken_inputs_are_refused_or_are_what_they_say() -> None:
    outcome = fuzz(20_000, inputs(seed=1))
    assert outcome.findings == []
    assert 0 < outcome.accepted < outcome.inputs


def test_a_decoder_that_raises_something_else_is_noticed() -> None:
    def careless(data: bytes) -> bool:
        return bool(data[3]) and accepts_message(data)

    outcome = fuzz(
        2_000, ((careless, data[: 3 + number % 2]) for number, (_, data) in enumerate(inputs(seed=2)))
    )
    assert any("IndexError" in finding for finding in outcome.findings)


def test_row_25_a_control_message_is_measured_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def note(body: bytes) -> dict[str, object]:
        read.append(len(body))
        return {}

    monkeypatch.setattr("sync.wire.load_object", note)
    for size in (MAX_CONTROL_SIZE + 1, MAX_MESSAGE_SIZE + 1):
        with pytest.raises(WireError, match="too large"):
            decode(b"\x06" + b" " * size)
    assert read == []
    with pytest.raises(WireError):
        decode(b"\x06" + b" " * MAX_CONTROL_SIZE)
    assert read == [MAX_CONTROL_SIZE]


DOCUMENT = to_base64url(bytes(32))


@pytest.mark.parametrize(
    "said",
    [
        Pointing(DOCUMENT, 0),
        Pointing(DOCUMENT, MAX_PAGE + 1),
        Pointing(DOCUMENT, 1, zoom=-1),
        Pointing(DOCUMENT, 1, zoom=MAX_ZOOM + 1),
        Pointing(DOCUMENT, 1, x=-1),
        Pointing(DOCUMENT, 1, y=PAGE_UNITS + 1),
        Pointing(DOCUMENT, 1, pointer_x=-1, pointer_y=5),
        Pointing(DOCUMENT, 1, pointer_x=0, pointer_y=PAGE_UNITS + 1),
        Pointing("x", 1),
    ],
)
def test_a_pointing_that_no_page_has_is_not_said(said: Pointing) -> None:
    with pytest.raises(ValueError, match=r"point|id"):
        encode(Point(said))


@given(st.binary(min_size=46, max_size=46))
def test_whatever_bytes_say_a_pointing_that_is_taken_lies_on_a_page(said: bytes) -> None:
    try:
        message = decode(b"\x1a" + said)
    except WireError:
        return
    assert isinstance(message, Point)
    assert encode(message) == b"\x1a" + said
    assert 1 <= message.pointing.page <= MAX_PAGE
    assert -1 <= message.pointing.pointer_x <= PAGE_UNITS


@pytest.mark.parametrize("size", [0, 45, 47, 400])
def test_a_pointing_has_one_size(size: int) -> None:
    with pytest.raises(WireError):
        decode(b"\x1a" + bytes(size))
