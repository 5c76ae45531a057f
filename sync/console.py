"""`kurumaza node`: a device without a screen, told by JSON lines on stdin, answering on stdout."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import math
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import platformdirs

from sync.address import DEFAULT_PORT, split_address
from sync.console_commands import Arguments, Commands
from sync.console_output import ConsoleOutput
from sync.console_record import Exporter
from sync.console_reports import Reports
from sync.errors import KurumazaError
from sync.node import Node, NodeOptions
from sync.node_thread import new_loop

MAX_LINE: Final = 1024 * 1024
READ_SIZE: Final = 64 * 1024
MAX_WAITING: Final = 1_000

logger = logging.getLogger(__name__)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurumaza node", description="A device without a screen, told by JSON lines on standard input."
    )
    parser.add_argument("--profile", type=Path, help="folder of this device's key and meetings")
    parser.add_argument("--listen", default=f"0.0.0.0:{DEFAULT_PORT}", metavar="HOST:PORT")
    parser.add_argument("--no-mdns", action="store_true", help="neither announce nor look for meetings")
    parser.add_argument("--no-broadcast", action="store_true", help="send no directed broadcasts")
    parser.add_argument(
        "--interface", action="append", default=[], metavar="IP", help="use this adapter alone"
    )
    parser.add_argument("--peer", action="append", default=[], metavar="HOST:PORT", help="also call here")
    parser.add_argument("--name", default=socket.gethostname(), help="name of this PC, shown in lobbies")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"), default="warning")
    parser.add_argument("--lang", choices=("ja", "en"), help=argparse.SUPPRESS)
    return parser


def _options(arguments: list[str]) -> tuple[NodeOptions, str]:
    parser = _parser()
    found = parser.parse_args(arguments)
    try:
        host, port = split_address(found.listen)
        for peer in found.peer:
            split_address(peer)
    except KurumazaError as error:
        parser.error(error.message)
    profile = found.profile or Path(platformdirs.user_data_dir("Kurumaza", appauthor=False))
    options = NodeOptions(
        profile=profile,
        listen_host=host,
        listen_port=port,
        mdns=not found.no_mdns,
        broadcast=not found.no_broadcast,
        interfaces=tuple(found.interface),
        peers=tuple(found.peer),
        device_name=found.name,
    )
    return options, str(found.log_level)


class Console:
    """Reads commands, runs them side by side, writes each answer whole."""

    def __init__(
        self, options: NodeOptions, input_fd: int, output: IO[bytes], exporter: Exporter | None = None
    ) -> None:
        self._input = input_fd
        self._output = ConsoleOutput(output)
        self.write = self._output.write
        self._reports = Reports(self.write)
        self._node = Node(options, self._reports.listener())
        self._commands = Commands(self._node, exporter)
        self._running: set[asyncio.Task[None]] = set()
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(MAX_WAITING)

    async def run(self) -> None:
        """Start the node and obey until `quit` or the end of stdin. KurumazaError if it cannot start."""
        self._output.start()
        try:
            await self._obey_all()
        finally:
            await asyncio.to_thread(self._output.close)

    async def _obey_all(self) -> None:
        await self._node.start()
        try:
            self._reports.follow(self._node)
            reader = threading.Thread(
                target=self._read, args=(asyncio.get_running_loop(),), name="kurumaza-stdin", daemon=True
            )
            reader.start()
            while (line := await self._queue.get()) != b"":
                if not self._obey(line):
                    break
            if self._running:
                await asyncio.wait(self._running, timeout=5.0)
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
            await self._node.stop()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread of its own, because Windows cannot wait for a pipe in a loop."""
        for line in _lines(self._input):
            try:
                asyncio.run_coroutine_threadsafe(self._queue.put(line), loop).result()
            except (RuntimeError, CancelledError):  # the node ended while a line came
                return

    def _obey(self, line: bytes) -> bool:
        """Begin a command; False for `quit`."""
        command_id: Any = None
        try:
            command = _parse(line)
            command_id = command.pop("id", None)
            do = command.pop("do", None)
            if not isinstance(do, str):
                raise KurumazaError("bad_argument", "do is missing.")
            if do == "quit":
                self.write({"id": command_id, "ok": True})
                return False
            prepared = self._commands.prepare(do, Arguments(command))
        except KurumazaError as error:
            self._fail(command_id, error)
            return True
        task = asyncio.get_running_loop().create_task(self._answer(command_id, prepared))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return True

    async def _answer(self, command_id: Any, prepared: Callable[[], Any]) -> None:
        try:
            given = await prepared()
        except KurumazaError as error:
            self._fail(command_id, error)
        except Exception:  # the edge of the loop: the caller has to hear that nothing came of it
            logger.exception("a command failed unexpectedly")
            self._fail(command_id, KurumazaError("internal", "Something unexpected went wrong."))
        else:
            self.write({"id": command_id, "ok": True, **given})

    def _fail(self, command_id: Any, error: KurumazaError) -> None:
        self.write({"id": command_id, "ok": False, "error": error.code, "message": error.message})


def _lines(descriptor: int) -> Iterator[bytes]:
    """Each line without its end, cut at MAX_LINE; b"" at the end of the input, empty lines are left out.

    Read without the buffer of Python, whose lock a waiting thread would hold when the program ends.
    """
    rest = b""
    while data := os.read(descriptor, READ_SIZE):
        *whole, rest = (rest + data).split(b"\n")
        yield from (line[:MAX_LINE] for line in whole if line.strip())
        rest = rest[:MAX_LINE]
    if rest.strip():
        yield rest
    yield b""


def _parse(line: bytes) -> dict[str, Any]:
    if len(line) >= MAX_LINE:
        raise KurumazaError("bad_json", f"A line may have {MAX_LINE:,} bytes.")
    try:
        command = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise KurumazaError("bad_json", "The line is no JSON.") from error
    if not isinstance(command, dict):
        raise KurumazaError("bad_json", "A command is a JSON object.")
    return command


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    """What JSON writes as a number and Python reads as infinite could not be written as JSON again."""
    value = float(digits)
    if math.isinf(value):
        raise ValueError(f"{digits[:20]} is too large")
    return value


async def _live(console: Console) -> None:
    with awake_at_signals():
        await console.run()


@contextmanager
def awake_at_signals() -> Iterator[None]:
    """Let Ctrl+C end the wait of the loop: on Windows waiting for sockets is not interrupted by it."""
    loop = asyncio.get_running_loop()
    ear, bell = socket.socketpair()
    with ear, bell:
        ear.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
        bell.setblocking(False)  # noqa: FBT003 - the name of the method says what it means
        loop.add_reader(ear, ear.recv, READ_SIZE)
        before = signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            loop.remove_reader(ear)


def run(argv: list[str] | None = None, exporter: Exporter | None = None) -> int:
    """Run the console with these options of `node`; the exit code: 0 done, 1 failed, 2 wrong usage."""
    options, level = _options(sys.argv[1:] if argv is None else argv)
    logging.basicConfig(
        stream=sys.stderr, level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_live(Console(options, sys.stdin.fileno(), sys.stdout.buffer, exporter)))
    except KurumazaError as error:
        sys.stderr.write(f"kurumaza node: {error.message}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(run())
