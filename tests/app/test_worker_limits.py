"""The limits of a worker; those of Windows are asked of a stand-in that notes what it was asked."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import Any

import pytest

from app.worker_limits import (
    BELOW_NORMAL,
    EXTENDED_LIMITS,
    LIMIT_PROCESS_MEMORY,
    MEMORY_LIMIT_BYTES,
    NO_BOX_FOR_A_CRASH,
    JobLimits,
    limit_memory,
    lower_priority,
)

JOB, MYSELF = 0x1_0000_0004, 0xFFFF_FFFF_FFFF_FFFF


class Kernel:
    """Windows as far as a worker asks it; `refused` names a function that fails."""

    def __init__(self, refused: str = "") -> None:
        self.refused = refused
        self.asked: dict[str, tuple[Any, ...]] = {}

    def _answer(self, name: str, *arguments: Any) -> int:
        self.asked[name] = arguments
        return 0 if name == self.refused else 1

    def SetErrorMode(self, mode: int) -> int:  # noqa: N802 - named by Windows
        return self._answer("SetErrorMode", mode)

    def CreateJobObjectW(self, _security: None, _name: None) -> int:  # noqa: N802 - named by Windows
        return JOB * self._answer("CreateJobObjectW")

    def GetCurrentProcess(self) -> int:  # noqa: N802 - named by Windows
        return MYSELF

    def SetInformationJobObject(self, job: int, kind: int, limits: Any, size: int) -> int:  # noqa: N802 - named by Windows
        found = JobLimits.from_buffer_copy(ctypes.string_at(ctypes.addressof(limits._obj), size))
        return self._answer("SetInformationJobObject", job, kind, found.flags, found.process_memory)

    def AssignProcessToJobObject(self, job: int, process: int) -> int:  # noqa: N802 - named by Windows
        return self._answer("AssignProcessToJobObject", job, process)

    def SetPriorityClass(self, process: int, level: int) -> int:  # noqa: N802 - named by Windows
        return self._answer("SetPriorityClass", process, level)


def test_the_structure_is_laid_out_as_windows_reads_it() -> None:
    assert ctypes.sizeof(JobLimits) == 144
    assert JobLimits.flags.offset == 16
    assert JobLimits.io_counters.offset == 64
    assert JobLimits.process_memory.offset == 112


def test_on_windows_a_job_limits_the_memory_and_a_crash_asks_nobody() -> None:
    kernel = Kernel()
    assert limit_memory(kernel)
    assert kernel.asked == {
        "SetErrorMode": (NO_BOX_FOR_A_CRASH,),
        "CreateJobObjectW": (),
        "SetInformationJobObject": (JOB, EXTENDED_LIMITS, LIMIT_PROCESS_MEMORY, MEMORY_LIMIT_BYTES),
        "AssignProcessToJobObject": (JOB, MYSELF),
    }


@pytest.mark.parametrize(
    "refused", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_windows_that_sets_no_limit_is_told(refused: str) -> None:
    assert not limit_memory(Kernel(refused))


def test_on_windows_the_window_comes_first() -> None:
    kernel = Kernel()
    lower_priority(kernel)
    assert kernel.asked == {"SetPriorityClass": (MYSELF, BELOW_NORMAL)}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space are POSIX's")
def test_here_more_memory_than_the_limit_is_refused() -> None:
    code = (
        "from app.worker_limits import MEMORY_LIMIT_BYTES, limit_memory\n"
        "assert limit_memory()\n"
        "try:\n    bytearray(MEMORY_LIMIT_BYTES)\nexcept MemoryError:\n    print('refused')\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout == "refused\n"
