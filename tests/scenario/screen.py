"""Screens without a monitor: an X server for each PC, and the real pointer and keys of that PC."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Self

LIMIT_S = 60.0
WIDTH, HEIGHT = 1366, 768
PROJECTOR = (1280, 720)
PROGRAMS = ("Xvfb", "openbox", "xdotool", "xrandr", "import")
PIECE = 80  # milliseconds between two turns of the wheel
MILLIMETRES = 25.4 / 96


def drawn_screens(folder: Path) -> str:
    """The platform of Qt that draws the same two screens into memory, where no X server is wanted."""
    names = (("PANEL", 0, WIDTH, HEIGHT), ("PROJECTOR", WIDTH, *PROJECTOR))
    density = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": name, "x": left, "y": 0, "width": width, "height": height, **density}
        for name, left, width, height in names
    ]
    described = folder / "screens.json"
    folder.mkdir(parents=True, exist_ok=True)
    described.write_text(json.dumps({"screens": screens}), "utf-8")
    return f"offscreen:configfile={described}"


def missing() -> tuple[str, ...]:
    """Which programs this needs and the PC does not have."""
    return tuple(name for name in PROGRAMS if shutil.which(name) is None)


class Screen:
    """One PC's screen, with a second one beside it where a projector is plugged in."""

    def __init__(self, display: str, *, projector: bool = False) -> None:
        self.display = display
        self._projector = projector
        self._environment = {**os.environ, "DISPLAY": display}
        self._programs: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        width = WIDTH + (PROJECTOR[0] if self._projector else 0)
        server = ["Xvfb", self.display, "-screen", "0", f"{width}x{HEIGHT}x24", "-noreset"]
        self._start(*server, "-nolisten", "tcp", "-dpi", "96")
        deadline = time.monotonic() + LIMIT_S
        while self._run("xdotool", "getdisplaygeometry", check=False).returncode:
            assert time.monotonic() < deadline, f"no X server on {self.display}"
            time.sleep(0.1)
        if self._projector:
            self._monitor("PANEL", WIDTH, HEIGHT, 0, "screen")
            self.plug()
        self._start("openbox", "--sm-disable")
        return self

    def __exit__(self, *_: object) -> None:
        for program in reversed(self._programs):
            program.terminate()
            program.wait(LIMIT_S)

    def plug(self) -> None:
        """Plug the projector in."""
        self._monitor("PROJECTOR", *PROJECTOR, WIDTH, "none")

    def unplug(self) -> None:
        """Pull its cable."""
        self._run("xrandr", "--delmonitor", "PROJECTOR")

    def click(self, x: int, y: int, *, button: int = 1, times: int = 1) -> None:
        """Move the pointer there and press."""
        times_ = ("--repeat", str(times), "--delay", str(PIECE))
        self._run("xdotool", "mousemove", str(x), str(y), "click", *times_, str(button))

    def rest(self) -> None:
        """Take the pointer out of the way: what it points at does not move."""
        self._run("xdotool", "mousemove", str(WIDTH // 2), "2")

    def press(self, *keys: str) -> None:
        """Press keys, as "ctrl+v"."""
        self._run("xdotool", "key", "--clearmodifiers", "--delay", "40", *keys)

    def picture(self, path: Path, *, projector: bool = False) -> None:
        """Save what one screen shows."""
        width, height, left = (*PROJECTOR, WIDTH) if projector else (WIDTH, HEIGHT, 0)
        crop = f"{width}x{height}+{left}+0"
        fast = ("-define", "png:compression-level=2")
        self._run("import", "-silent", "-window", "root", "-crop", crop, "+repage", *fast, str(path))

    def _monitor(self, name: str, width: int, height: int, left: int, output: str) -> None:
        across, down = (round(length * MILLIMETRES) for length in (width, height))
        place = f"{width}/{across}x{height}/{down}+{left}+0"
        self._run("xrandr", "--setmonitor", name, place, output)

    def _start(self, *command: str) -> None:
        quiet = subprocess.DEVNULL
        self._programs.append(
            subprocess.Popen(
                command, env=self._environment, stdout=quiet, stderr=quiet, start_new_session=True
            )
        )

    def _run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command, env=self._environment, check=check, capture_output=True, timeout=LIMIT_S
        )
