"""Starts what the command line asks for."""

from __future__ import annotations

import logging
import logging.handlers
import sys

from app.command_line import Invocation, parse
from app.paths import ProfilePaths

LOG_BYTES = 1_000_000


def configure_logging(invocation: Invocation) -> None:
    """Log to stderr, and to a small rotating file in the profile; neither holds bodies, codes or keys."""
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    if invocation.command in ("", "chair", "join"):
        path = ProfilePaths(invocation.profile).log
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handlers.append(
                logging.handlers.RotatingFileHandler(
                    path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
                )
            )
        except OSError as error:
            sys.stderr.write(f"kurumaza: no log can be written in {path.parent}: {error.strerror}\n")
    logging.basicConfig(
        level=invocation.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=handlers,
    )


def main(arguments: list[str] | None = None) -> int:
    """Run one invocation; 0 done, 1 failed (one sentence on stderr), 2 wrong usage."""
    invocation = parse(sys.argv[1:] if arguments is None else arguments)
    if invocation.command != "node":  # the console reads its own --log-level
        configure_logging(invocation)
    # Each branch imports only what it needs: a node starts without Qt, and the lobby without the demo.
    if invocation.self_test:
        from app import selftest

        return selftest.run()
    match invocation.command:
        case "node":
            from sync.console import run as run_node

            return run_node(["--profile", str(invocation.profile), *invocation.rest])
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
