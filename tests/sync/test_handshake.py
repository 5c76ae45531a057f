"""Who gets in: inputs and outputs of both machines, without a socket."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

from dataclasses import replace

import pytest

from sync.errors import KurumazaError
from sync.handshake import ClientHandshake, Credentials, Door, RefusalError, ServerHandshake, Step, new_nonce
from sync.keys import DeviceKey
from sync.wire import PROTOCOL_VERSION, Ask, Auth, Bye, Confirm, Hello, Pake, SeatRequest, Welcome

MEETING = "M" * 43
CODE = "482913"
CHAIR, SEAT, STRANGER = DeviceKey.generate(), DeviceKey.generate(), DeviceKey.generate()


class FakeDoor(Door):
    """A door with one meeting; counts what it was asked."""

    def __init__(self, members: set[str] | None = None, code: str = CODE) -> None:
        self.members = members or set()
        self.code = code
        self.begun: list[str] = []
        self.succeeded: list[str] = []
        self.failed = 0

    def meeting_for(self, named: str) -> str:
        return MEETING if MEETING.startswith(named) else ""

    def is_member(self, meeting: str, device: str) -> bool:
        return device in self.members

    def begin_attempt(self, meeting: str, device: str) -> str:
        self.begun.append(device)
        return self.code

    def attempt_succeeded(self, meeting: str, device: str) -> None:
        self.succeeded.append(device)

    def attempt_failed(self, meeting: str) -> None:
        self.failed += 1


def server(door: FakeDoor) -> ServerHandshake:
    return ServerHandshake(CHAIR.device, "0" * 16, door)


def client(key: DeviceKey = SEAT, *, at: str = CHAIR.device, **credentials: str) -> ClientHandshake:
    return ClientHandshake(key.device, "1" * 16, at, Credentials(**credentials), key.sign)


def play(caller: ClientHandshake, called: ServerHandshake) -> list[object]:
    """Let both talk; gives everything that was said. The server welcomes as the transport does."""
    said: list[object] = []
    to_server: list[object] = [caller.start()]
    while to_server:
        to_client: list[object] = []
        for message in to_server:
            said.append(message)
            to_client += called.receive(message)  # type: ignore[arg-type] # every message is one
        if called.seat_request is not None:
            called.admitted()
        if called.step is Step.DONE:
            to_client.append(Welcome(MEETING, new_nonce(), CHAIR.device))
        to_server = []
        for message in to_client:
            said.append(message)
            to_server += caller.receive(message)  # type: ignore[arg-type] # every message is one
    return said


def test_the_right_code_lets_a_new_device_in() -> None:
    door, caller = FakeDoor(), client(code=CODE, name="総務部長", seat="4")
    called = server(door)
    said = play(caller, called)
    assert [type(message) for message in said] == [
        Hello, Hello, Auth, Ask, Pake, Pake, Confirm, Confirm, SeatRequest, Welcome,
    ]  # fmt: skip
    assert called.seat_request == SeatRequest("総務部長", "4")
    assert caller.welcome is not None
    assert (door.begun, door.succeeded, door.failed) == ([SEAT.device], [SEAT.device], 0)


def test_a_member_that_knows_the_chair_needs_no_code() -> None:
    caller = client(meeting=MEETING, expected=CHAIR.device)
    said = play(caller, server(FakeDoor({SEAT.device})))
    assert [type(message) for message in said] == [Hello, Hello, Auth, Welcome]


def test_a_wrong_code_is_counted_and_tells_nothing() -> None:
    door, caller = FakeDoor(), client(code="000000", name="秘密", seat="4")
    called = server(door)
    with pytest.raises(RefusalError) as caught:
        play(caller, called)
    called.abandoned()
    assert caught.value.code == "wrong_code"
    assert called.seat_request is None
    assert caller.welcome is None
    assert (len(door.begun), door.succeeded, door.failed) == (1, [], 1)


def test_hanging_up_before_the_proof_counts_as_a_wrong_code() -> None:
    door, caller = FakeDoor(), client(code="000000")
    called = server(door)
    (hello,) = called.receive(caller.start())
    (auth,) = caller.receive(hello)
    (ask,) = called.receive(auth)
    (pake,) = caller.receive(ask)
    called.receive(pake)
    called.abandoned()
    called.abandoned()
    assert (len(door.begun), door.failed) == (1, 1)


def test_a_replayed_signature_is_refused() -> None:
    door = FakeDoor({SEAT.device})
    caller = client(meeting=MEETING, expected=CHAIR.device)
    hello = caller.start()
    first, second = server(door), server(door)
    (auth,) = caller.receive(first.receive(hello)[0])
    second.receive(hello)
    with pytest.raises(RefusalError, match="did not prove its key"):
        second.receive(auth)
    assert second.step is Step.AUTH


def test_nobody_comes_in_under_another_key() -> None:
    called = server(FakeDoor({SEAT.device}))
    thief = ClientHandshake(
        SEAT.device, "1" * 16, CHAIR.device, Credentials(MEETING, CHAIR.device), STRANGER.sign
    )
    with pytest.raises(RefusalError):
        play(thief, called)


def test_a_relay_in_the_middle_gains_nothing_from_the_signature() -> None:
    """The relay shows its own certificate, so the client signs for the relay's key."""
    caller = client(at=STRANGER.device, code=CODE)
    called = server(FakeDoor({SEAT.device}))
    (hello,) = called.receive(caller.start())
    assert isinstance(hello, Hello)
    with pytest.raises(RefusalError, match="another key"):
        caller.receive(hello)
    (auth,) = caller.receive(Hello(STRANGER.device, "2" * 16, hello.nonce))
    with pytest.raises(RefusalError, match="did not prove its key"):
        called.receive(auth)


def test_a_relay_in_the_middle_cannot_pass_on_the_code() -> None:
    """The relay authenticates to the chair as itself and hands the PAKE messages through."""
    door = FakeDoor()
    caller = client(at=STRANGER.device, code=CODE)
    relay = client(STRANGER, code="unknown")
    called = server(door)
    (from_chair,) = called.receive(relay.start())
    (relay_auth,) = relay.receive(from_chair)
    (ask,) = called.receive(relay_auth)
    caller.start()
    assert isinstance(from_chair, Hello)
    caller.receive(Hello(STRANGER.device, "2" * 16, from_chair.nonce))
    (pake,) = caller.receive(ask)
    (answer,) = called.receive(pake)
    (confirm,) = caller.receive(answer)
    with pytest.raises(RefusalError) as caught:
        called.receive(confirm)
    assert caught.value.code == "wrong_code"
    assert door.succeeded == []


def test_a_pinned_key_that_differs_ends_before_a_word() -> None:
    with pytest.raises(RefusalError) as caught:
        client(expected=STRANGER.device).start()
    assert caught.value.code == "wrong_meeting"


def test_a_server_that_skips_the_code_is_not_believed() -> None:
    caller = client(code=CODE)
    caller.start()
    caller.receive(Hello(CHAIR.device, "0" * 16, new_nonce()))
    with pytest.raises(RefusalError, match="did not prove"):
        caller.receive(Welcome(MEETING, new_nonce(), CHAIR.device))


def test_a_server_that_does_not_know_the_code_is_not_told_the_name() -> None:
    caller = client(code=CODE, name="秘密", seat="4")
    door = FakeDoor(code="111111")
    called = server(door)
    (auth,) = caller.receive(called.receive(caller.start())[0])
    (pake,) = caller.receive(called.receive(auth)[0])
    confirm = caller.receive(called.receive(pake)[0])
    assert confirm
    with pytest.raises(RefusalError):
        caller.receive(Confirm("00" * 32))
    assert caller.welcome is None


def test_the_code_is_asked_even_of_a_member_that_does_not_know_the_chair() -> None:
    caller = client(code=CODE)
    said = play(caller, server(FakeDoor({SEAT.device})))
    assert Ask() in said


def test_without_a_code_a_stranger_hears_so() -> None:
    with pytest.raises(RefusalError) as caught:
        play(client(expected=CHAIR.device), server(FakeDoor()))
    assert caught.value.code == "not_a_member"


def test_another_meeting_is_not_held_here() -> None:
    with pytest.raises(RefusalError) as caught:
        play(client(meeting="N" * 43, code=CODE), server(FakeDoor()))
    assert caught.value.code == "wrong_meeting"


@pytest.mark.parametrize("message", [Auth("00"), Pake("00"), Confirm("00"), SeatRequest("", ""), Ask()])
def test_a_message_out_of_order_ends_it(message: object) -> None:
    with pytest.raises(KurumazaError) as caught:
        server(FakeDoor()).receive(message)  # type: ignore[arg-type] # every one is a message
    assert caught.value.code == "bad_argument"


def test_a_bye_carries_its_reason_to_the_person() -> None:
    caller = client(code=CODE)
    caller.start()
    with pytest.raises(RefusalError) as caught:
        caller.receive(Bye("seat_taken", "Another PC already sits at seat 4."))
    assert (caught.value.code, caught.value.message) == ("seat_taken", "Another PC already sits at seat 4.")


@pytest.mark.parametrize("message", ["00", "42" + "ff" * 32, "41" + "00" * 32, "53" + "11" * 32])
def test_a_point_that_is_none_is_a_wrong_code(message: str) -> None:
    called, caller = server(FakeDoor()), client(code=CODE)
    (auth,) = caller.receive(called.receive(caller.start())[0])
    called.receive(auth)
    with pytest.raises(RefusalError) as caught:
        called.receive(Pake(message))
    assert caught.value.code == "wrong_code"


def test_row_28_programs_that_speak_different_versions_say_so_on_either_side_and_nothing_else() -> None:
    """Also between devices that know each other: there is no falling back to an older version."""
    door = FakeDoor({SEAT.device})
    for ours, theirs in ((PROTOCOL_VERSION, PROTOCOL_VERSION + 1), (PROTOCOL_VERSION, 0)):
        hello = replace(client(meeting=MEETING, expected=CHAIR.device).start(), version=theirs)
        called = server(door)
        with pytest.raises(RefusalError) as caught:
            called.receive(hello)
        assert (caught.value.code, called.step) == ("wrong_version", Step.HELLO)
        caller = client(meeting=MEETING, expected=CHAIR.device)
        (answer,) = server(door).receive(caller.start())
        assert isinstance(answer, Hello)
        assert answer.version == ours
        with pytest.raises(RefusalError) as caught:
            caller.receive(replace(answer, version=theirs))
        assert (caught.value.code, caller.step) == ("wrong_version", Step.HELLO)
    assert door.begun == []
