"""An event loop whose time is made up: waiting costs nothing, and every run happens in the same order."""

from __future__ import annotations

import asyncio
from asyncio import base_events
from collections.abc import Callable
from typing import Any


class StalledError(RuntimeError):
    """Everybody waits, and nothing is left that could happen."""


class VirtualLoop(base_events.BaseEventLoop):
    """Jumps to the next moment at which something is due. Threads are run at once, where they are started."""

    def __init__(self) -> None:
        super().__init__()
        self._moment = 0.0
        self._selector = self
        self.failures: list[str] = []
        self.set_exception_handler(self._failed)

    def time(self) -> float:
        return self._moment

    def select(self, timeout: float | None) -> list[Any]:
        """What the loop calls to wait: there are no sockets, so only time passes."""
        if timeout is None:
            raise StalledError
        self._moment += timeout
        return []

    def run_in_executor(self, _executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever awaits
            done.set_exception(error)
        return done

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def _failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.failures.append(f"{context.get('message')}: {context.get('exception')!r}")
