"""Plays the afternoon of a folder that has its real PDFs: python -m tests.scenario FOLDER."""

import sys
import tempfile
import time
from pathlib import Path

from tests.lan.lan import Lan
from tests.scenario.afternoon import HOSTS, Afternoon
from tests.scenario.material import read_material

with tempfile.TemporaryDirectory() as folder, Lan(HOSTS) as lan:
    begun = time.monotonic()
    afternoon = Afternoon(read_material(Path(sys.argv[1])), Path(folder), lan, everybody=True)
    afternoon.play()
    print(  # noqa: T201 - a program for the terminal
        f"{len(afternoon.material.steps)} steps in {time.monotonic() - begun:.0f} s, {afternoon.digest}"
    )
