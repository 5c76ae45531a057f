from hypothesis import given
from hypothesis import strategies as st

from sync.beacon_packet import MAX_NAME_BYTES, PACKET_SIZE, Call, decode_call, encode_call

INSTANCE = "00112233445566aa"
marks = st.from_regex(r"[A-Za-z0-9_-]{11}", fullmatch=True)


@given(marks, st.integers(1, 65_535), st.booleans())
def test_a_call_arrives_as_it_was_told(mark: str, port: int, confidential: bool) -> None:
    call = Call(INSTANCE, port, mark, "" if confidential else "議長席PC", confidential)
    assert decode_call(encode_call(call)) == call


def test_a_question_is_as_long_as_its_answer() -> None:
    question, answer = Call(INSTANCE, asking=True), Call(INSTANCE, 47810, "a" * 11, "議" * 40)
    assert len(encode_call(question)) == len(encode_call(answer)) == PACKET_SIZE
    assert decode_call(encode_call(question)) == question


def test_a_long_name_is_cut_between_two_characters() -> None:
    found = decode_call(encode_call(Call(INSTANCE, 47810, "a" * 11, "あ" * 40 + "x")))
    assert found is not None
    assert found.name == "あ" * (MAX_NAME_BYTES // 3)


def test_a_confidential_meeting_tells_no_name() -> None:
    found = decode_call(encode_call(Call(INSTANCE, 47810, "a" * 11, "人事課", confidential=True)))
    assert found is not None
    assert found.name == ""


@given(st.binary(max_size=PACKET_SIZE + 20) | st.binary(min_size=PACKET_SIZE, max_size=PACKET_SIZE))
def test_whatever_arrives_is_a_call_or_nothing(data: bytes) -> None:
    found = decode_call(data)
    assert found is None or len(data) == PACKET_SIZE


@given(st.integers(0, PACKET_SIZE - 1), st.integers(0, 255))
def test_a_changed_byte_never_brings_more_than_a_call_may_say(at: int, value: int) -> None:
    data = bytearray(encode_call(Call(INSTANCE, 47810, "a" * 11, "議長席PC")))
    data[at] = value
    found = decode_call(bytes(data))
    if found is not None:
        assert len(found.name.encode()) <= 3 * MAX_NAME_BYTES
        assert found.asking or (found.port and len(found.mark) == 11)


def test_a_meeting_without_a_port_or_with_a_strange_mark_is_none() -> None:
    good = encode_call(Call(INSTANCE, 47810, "a" * 11))
    assert decode_call(good.replace(b"a" * 11, b"a" * 10 + b"\xff")) is None
    assert decode_call(good.replace((47810).to_bytes(2, "big"), bytes(2))) is None
    assert decode_call(good.replace(b"KRMZ", b"KRMX")) is None
