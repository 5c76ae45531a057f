"""Starts what the command line asks for."""

from __future__ import annotations

import gc
import logging
import sys
from typing import TYPE_CHECKING

from app.command_line import Invocation, parse
from app.paths import ProfilePaths

if TYPE_CHECKING:
    from pathlib import Path

LOG_BYTES = 1_000_000


class LogFile(logging.Handler):
    """A small rotating file, loaded and opened with its first record: a start that goes well has none."""

    def __init__(self, path: Path) -> None:
        """Raises OSError when nothing can be written there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
        super().__init__()  # not before: logging closes at the end what was begun
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; logging calls this under the lock of this handler."""
        if self._file is None:
            from app.rotating_log import RotatingLog

            try:
                self._file = RotatingLog(self._path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
            except OSError:  # the disk is full: the next record tries again, and the windows say so
                return
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()
        super().close()


def configure_logging(invocation: Invocation) -> None:
    """Log to stderr, and to a small rotating file in the profile; neither holds bodies, codes or keys."""
    handlers: list[logging.Handler] = []
    problem: OSError | None = None
    if sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    if invocation.command in ("", "chair", "join"):
        path = ProfilePaths(invocation.profile).log
        try:
            handlers.append(LogFile(path))
        except OSError as error:
            problem = error
    logging.basicConfig(
        level=invocation.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
    )
    if problem:
        logging.getLogger(__name__).warning("No log can be written: %s", problem)


def run_node(invocation: Invocation) -> int:
    """Run a device without a screen, where there is a console or a pipe to speak with."""
    if sys.stdin is None or sys.stdout is None:
        from app.terminal import complain

        complain("node speaks over standard input and output; start it with kurumaza-console")
        return 2
    from app.record_console import export
    from sync.console import run

    return run(["--profile", str(invocation.profile), *invocation.rest], export)


def run_without_screen(invocation: Invocation) -> int:
    """Run what has no windows."""
    if invocation.command == "node":
        return run_node(invocation)
    if invocation.command == "export":
        from app import record_command

        return record_command.run(invocation)
    from app import bundle_command

    return bundle_command.run(invocation)


def main(arguments: list[str] | None = None) -> int:
    """Run one invocation; 0 done, 1 failed (one sentence on stderr), 2 wrong usage."""
    invocation = parse(sys.argv[1:] if arguments is None else arguments)
    if invocation.command != "node":  # the console reads its own --log-level
        configure_logging(invocation)
    if invocation.self_test or invocation.command in ("node", "bundle", "export", "demo"):
        gc.enable()  # programs with windows look for garbage in a way of their own (`app.garbage`)
    # Each branch imports only what it needs: a node starts without Qt, and the lobby without the demo.
    if invocation.self_test:
        from app import selftest

        return selftest.run()
    match invocation.command:
        case "node" | "bundle" | "export":
            return run_without_screen(invocation)
        case "demo":
            from app import demo

            return demo.run(invocation)
        case "open":
            from app import open_file

            return open_file.run(invocation)
        case _:
            from app import desktop

            if invocation.script:
                from app.demo_player import DemoPlayer

                return desktop.run(invocation, lambda built: DemoPlayer(built).listen())
            return desktop.run(invocation)
