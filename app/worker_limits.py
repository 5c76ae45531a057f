"""What a worker process may use: memory, and the processor only when the window does not need it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Any

MEMORY_LIMIT_BYTES = 1536 << 20
LARGE_BLOCK_BYTES = 256 << 10

BELOW_NORMAL = 0x4000
LIMIT_PROCESS_MEMORY = 0x100
EXTENDED_LIMITS = 9
NO_BOX_FOR_A_CRASH = 0x0001 | 0x0002


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of Windows; sizes in bytes, times in 100 ns."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_working_set", ctypes.c_size_t),
        ("largest_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def windows_kernel() -> Any:
    """The functions of Windows that are used here; its handles are as wide as pointers."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore] # on Windows alone
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    kernel.SetInformationJobObject.argtypes = (
        ctypes.c_void_p,
        ctypes.c_int,
        ctypes.c_void_p,
        ctypes.c_uint32,
    )
    return kernel


def limit_memory(kernel: Any = None) -> bool:
    """A file of a few kilobytes can ask for gigabytes; where the system can, it refuses (True)."""
    if kernel is None and sys.platform == "win32":
        kernel = windows_kernel()
    if kernel is not None:
        return _limit_in_job(kernel)
    return _limit_address_space()


def _limit_address_space() -> bool:
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT_BYTES, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    return sys.platform != "win32"


def _limit_in_job(kernel: Any) -> bool:
    """Put this process into a job of Windows that has the limit; the job ends with the process."""
    kernel.SetErrorMode(NO_BOX_FOR_A_CRASH)  # a new process takes the place of a dead one: nobody is asked
    limits = JobLimits(flags=LIMIT_PROCESS_MEMORY, process_memory=MEMORY_LIMIT_BYTES)
    job = kernel.CreateJobObjectW(None, None)
    size = ctypes.sizeof(limits)
    return bool(
        job
        and kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), size)
        and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    )


def lower_priority(kernel: Any = None) -> None:
    """Drawing must not take the processor from the window in front of the person."""
    if kernel is None and sys.platform == "win32":
        kernel = windows_kernel()
    if kernel is not None:
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
    elif sys.platform != "win32":
        os.nice(5)


def end_with_the_program() -> None:
    """Let the system end this process with the one that asks, also in the middle of a page."""
    if sys.platform == "linux":  # elsewhere the self-destruction of each request does it, some seconds later
        set_death_signal = 1
        prctl = getattr(ctypes.CDLL(None), "prctl", None)
        if prctl is not None:
            prctl(set_death_signal, signal.SIGKILL)


def return_memory_early() -> None:
    """Let the C library give large blocks back at once; it would keep what one large picture needed."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none
        if mallopt is not None:
            trim_threshold, mmap_threshold = -1, -3
            mallopt(mmap_threshold, LARGE_BLOCK_BYTES)
            mallopt(trim_threshold, LARGE_BLOCK_BYTES)
