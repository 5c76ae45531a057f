"""A disk that can be filled to the last byte: a real one where mounting is permitted, or SQLite's word."""

import contextlib
import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.fakes import RunningNode

# ruff: noqa: ARG002 - one of the two disks needs no node

SIZE = 32 * 1024 * 1024
_BLOCK = 4_096


class Disk(ABC):
    """Where a profile lies; `leave` says how many bytes are free from now on, None: plenty."""

    folder: Path

    @abstractmethod
    def leave(self, free: int | None, node: RunningNode | None = None) -> None:
        """Use up everything but so much."""


def fill(folder: Path) -> Path:
    """Use up the disk of a folder to the last byte; the file that does."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(_BLOCK))
    assert shutil.disk_usage(folder).free == 0
    return filler


class MountedDisk(Disk):
    """A real file system of 32 MiB in memory; the system itself refuses what is too much."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def leave(self, free: int | None, node: RunningNode | None = None) -> None:
        """Write a file that leaves so much."""
        self._filler.unlink(missing_ok=True)
        if free is None:
            return
        with self._filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            left = shutil.disk_usage(self.folder).free - free
            while left > 0:
                left -= file.write(bytes(min(left, _BLOCK if left < 16 * _BLOCK else 16 * _BLOCK)))


class PretendedDisk(Disk):
    """SQLite refuses as on a full disk, because its file may have no more pages; documents are told so."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._free = SIZE
        patch.setattr(
            shutil, "disk_usage", lambda _folder: SimpleNamespace(total=SIZE, used=0, free=self._free)
        )

    def leave(self, free: int | None, node: RunningNode | None = None) -> None:
        """Limit the pages of the node's log to those that it has."""
        self._free = SIZE if free is None else free
        if node is not None and node.node._resources is not None:
            connection = node.node._resources.log._connection
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            limit = pages if free == 0 else 2**30
            connection.execute(f"PRAGMA max_page_count = {limit}")


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, gone afterwards; skips the test where mounting is not permitted."""
    folder.mkdir()
    command = [
        "mount",
        "-t",
        "tmpfs",
        "-o",
        ",".join((f"size={SIZE}", *options)),
        "kurumaza-test",
        str(folder),
    ]
    if os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a disk needs an administrator on Linux")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting a disk is not permitted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def small_disk(kind: str, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A disk of this kind, "mounted" or "pretended"."""
    if kind == "mounted":
        with mounted(folder):
            yield MountedDisk(folder)
    else:
        folder.mkdir()
        yield PretendedDisk(folder, patch)
