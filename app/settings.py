"""The choices of this device, typed, saved by atomic replacement."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sync.replacement import put_in_place

MAX_FILE_BYTES = 1_000_000

logger = logging.getLogger(__name__)


def read_json(path: Path, most_bytes: int = MAX_FILE_BYTES) -> dict[str, Any]:
    """The object in a small JSON file; empty when there is none. A damaged file is kept aside."""
    try:
        if path.stat().st_size > most_bytes:
            raise ValueError("file is too large")
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict):
            raise TypeError("not an object")
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, RecursionError):
        logger.warning("%s is damaged; it is kept as %s.damaged and started anew", path.name, path.name)
        path.replace(path.with_name(path.name + ".damaged"))
        return {}
    return found


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write beside, then replace: a crash leaves the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=True, indent=1)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(beside, path)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that outlive the program; an unknown or mistyped value in the file counts as not chosen."""

    language: str = ""
    text_size: str = "small"
    seat: str = ""
    name: str = ""

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read the settings; what is missing or of a wrong type keeps its default."""
        found = read_json(path)
        known = {
            field.name: found[field.name]
            for field in fields(cls)
            if isinstance(found.get(field.name), str) and len(found[field.name]) <= 200
        }
        return cls(**known)

    def save(self, path: Path) -> None:
        """Save by atomic replacement. Raises OSError."""
        write_json(path, asdict(self))
