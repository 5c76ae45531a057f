"""Starts a worker process, without Qt: the worker loads its library while the program still loads Qt."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING

from app.worker_process import serve

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

SLOT_BYTES = 12 << 20  # pages of it that were never drawn on take no memory

Serve = Callable[[Connection, str], None]


@dataclass
class StartedWorker:
    """A process that may still be loading, the pipe to it, and the memory it draws into."""

    process: SpawnProcess
    connection: Connection
    memory: SharedMemory


def start_worker(target: Serve = serve) -> StartedWorker:
    """Start a process; raises OSError when the system has no memory or process to give."""
    context = multiprocessing.get_context("spawn")
    memory = SharedMemory(create=True, size=SLOT_BYTES)
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, memory.name), daemon=True)
    try:
        process.start()
    except OSError:
        ours.close()
        memory.unlink()
        memory.close()
        raise
    finally:
        theirs.close()
    return StartedWorker(process, ours, memory)  # type: ignore[arg-type, unused-ignore] # Windows' has another name
