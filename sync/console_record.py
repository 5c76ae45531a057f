"""The command of the console that writes the record of a meeting; what writes it is given by the program."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, Protocol

from sync.errors import KurumazaError
from sync.node import Node
from sync.recorded import Recorded

FORMATS: Final = ("docx", "xlsx", "pdf", "csv", "json")
LANGUAGES: Final = ("ja", "en")


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def optional_text(self, name: str) -> str: ...
    def one_of(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str: ...
    def flag(self, name: str, *, default: bool | None = None) -> bool: ...


class Exporter(Protocol):
    """Writes a file; called in a thread."""

    def __call__(
        self, recorded: Recorded, form: str, path: Path, *, language: str, with_names: bool
    ) -> dict[str, Any]:
        """Return how much is in it; KurumazaError when it cannot or may not be written."""


def export(
    exporter: Exporter | None, node: Node, arguments: _Arguments
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Of the meeting that is open here, or of a `kept` one."""
    form, path = arguments.one_of("format", FORMATS), Path(arguments.text("path"))
    language = arguments.one_of("language", LANGUAGES, LANGUAGES[0])
    with_names = arguments.flag("with_names", default=False)
    kept = arguments.optional_text("kept")

    async def run() -> dict[str, Any]:
        if exporter is None:
            raise KurumazaError("unknown_command", "This program cannot write records.")
        recorded = await (node.stored_meetings().recorded(kept) if kept else node.recorded())
        counted = await asyncio.to_thread(
            exporter, recorded, form, path, language=language, with_names=with_names
        )
        return {"path": str(path), **counted}

    return run
