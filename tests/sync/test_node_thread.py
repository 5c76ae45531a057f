"""What the loop of a node says about errors that nobody caught."""

import asyncio
import logging
import socket
from collections.abc import Callable

import pytest

from sync.node_thread import new_loop


class Transport:
    """Loses its protocol twice, as a transport of CPython 3.11 can."""

    _protocol: asyncio.Protocol | None = None
    _socket: socket.socket | None = None

    def _call_connection_lost(self) -> None:
        try:
            self._protocol.connection_lost(None)  # type: ignore[union-attr] # that is the mistake
        finally:
            self._socket.close()  # type: ignore[union-attr] # and the same once more

    def _feed(self) -> None:
        self._protocol.data_received(b"")  # type: ignore[union-attr] # another mistake, which has to be told


def run_callback(callback: Callable[[], None]) -> None:
    loop = new_loop()
    try:
        loop.call_soon(callback)
        loop.call_soon(loop.stop)
        loop.run_forever()
    finally:
        loop.close()


def test_a_second_goodbye_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        run_callback(Transport()._call_connection_lost)
    assert [record.levelname for record in caplog.records if record.name == "sync.node_thread"] == ["DEBUG"]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.expected_log("Exception in callback")
def test_any_other_error_is_told(caplog: pytest.LogCaptureFixture) -> None:
    run_callback(Transport()._feed)
    assert "data_received" in caplog.text
