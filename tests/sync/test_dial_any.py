"""Calling one of several addresses where strangers may say no."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import contextlib
from collections.abc import AsyncIterator, Sequence

import pytest

from sync.errors import KurumazaError
from sync.handshake import Credentials
from sync.keys import DeviceKey
from sync.transport import MAX_REFUSALS, Server, dial_any
from tests.fakes import run
from tests.sync.test_transport import CHAIR, CODE, MEETING, SEAT, FakeHost, listening


@contextlib.asynccontextmanager
async def refusing(*codes: str) -> AsyncIterator[tuple[list[str], list[str]]]:
    """Ports of forgers that say no before anything is proven: their addresses, and who was asked in turn."""
    asked: list[str] = []

    class Nay(FakeHost):
        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

        def meeting_for(self, named: str) -> str:
            asked.append(self.code)
            raise KurumazaError(self.code, "No.")

    servers = [Server(DeviceKey.generate(), "0" * 16, Nay(code)) for code in codes]
    ports = [await server.start("127.0.0.1", 0) for server in servers]
    try:
        yield [f"127.0.0.1:{port}" for port in ports], asked
    finally:
        for server in servers:
            await server.stop()


async def _first(addresses: Sequence[str]) -> str:
    return addresses[0]


def test_only_a_few_that_say_no_are_asked_and_the_first_one_is_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.transport.first_reachable", _first)

    async def play() -> None:
        async with refusing("code_locked", "removed", *["wrong_code"] * 4) as (addresses, asked):
            with pytest.raises(KurumazaError) as caught:
                await dial_any(addresses, SEAT, "1" * 16, Credentials(code=CODE))
            assert caught.value.code == "code_locked"
            assert len(asked) == MAX_REFUSALS + 1

    run(play())


def test_a_wrong_code_is_tried_once_however_many_addresses_a_pc_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.transport.first_reachable", _first)

    async def play() -> None:
        async with refusing("wrong_code") as ((address,), asked):
            again = address.replace("127.0.0.1", "localhost")
            with pytest.raises(KurumazaError) as caught:
                await dial_any([address, again], SEAT, "1" * 16, Credentials(code=CODE))
            assert caught.value.code == "wrong_code"
            assert len(asked) == 1

    run(play())


def test_what_the_expected_key_says_is_believed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    async def first(addresses: Sequence[str]) -> str:
        called.append(addresses[0])
        return addresses[0]

    monkeypatch.setattr("sync.transport.first_reachable", first)

    async def play() -> None:
        async with listening() as port, refusing("wrong_code") as (addresses, _):
            known = Credentials(MEETING, CHAIR.device, "000000")
            with pytest.raises(KurumazaError) as caught:
                await dial_any([port.address, *addresses], SEAT, "1" * 16, known)
            assert caught.value.code == "wrong_code"
            assert called == [port.address]

    run(play())
