"""The commands of the console that pack a meeting for a stick and merge one from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from sync.bundle_packing import Scope
from sync.errors import KurumazaError
from sync.node import Node


class _Arguments(Protocol):
    def text(self, name: str, default: str | None = None) -> str: ...
    def optional_text(self, name: str) -> str: ...


def pack(node: Node, arguments: _Arguments) -> Callable[[], Awaitable[dict[str, Any]]]:
    """`path`; `only_missing_for`? is a bundle of the other side; `scope`? everything, events or list."""
    path, other = Path(arguments.text("path")), arguments.optional_text("only_missing_for")
    scope = arguments.optional_text("scope") or Scope.EVERYTHING.value
    if scope not in set(Scope):
        raise KurumazaError("bad_argument", f"scope has to be one of {', '.join(Scope)}.")

    async def run() -> dict[str, Any]:
        packed = await node.pack(
            path,
            Scope(scope),
            only_missing_for=Path(other) if other else None,
        )
        return {
            "path": str(packed.path),
            "meeting": packed.meeting,
            "events": packed.events,
            "documents": packed.documents,
            "left_out": packed.left_out,
            "withheld": packed.withheld,
            "size": packed.size,
        }

    return run


def merge(node: Node, arguments: _Arguments) -> Callable[[], Awaitable[dict[str, Any]]]:
    """`path`."""
    path = Path(arguments.text("path"))

    async def run() -> dict[str, Any]:
        merged = await node.merge(path)
        return {
            "path": str(path),
            "meeting": merged.meeting,
            "packer": merged.packer,
            "events": merged.events,
            "comments": merged.comments,
            "documents": merged.documents,
        }

    return run
