"""The record as JSON for other programs: the form stands in docs/console.md and stays."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from app.record_words import SECOND_MS, local

if TYPE_CHECKING:
    from pathlib import Path

    from app.record_values import Progress, Record

FORM: Final = "kurumaza/record/1"
LENGTHS: Final = frozenset({"spent_ms", "spoken_ms"})


def write_json(record: Record, path: Path, progress: Progress) -> None:
    """Write it. Raises OSError, and what `progress` raises when it is stopped."""
    written = json.dumps(record_json(record), ensure_ascii=False, indent=1)
    progress(0.5)
    path.write_text(written + "\n", encoding="utf-8")


def record_json(record: Record) -> dict[str, Any]:
    """The record as JSON values: times with their zone or null, lengths in seconds, kinds by their words."""
    plain: dict[str, Any] = _plain(record)
    return {"form": FORM, **plain}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return dict(_field(field.name, getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _field(name: str, value: Any) -> tuple[str, Any]:
    """`posted_ms` becomes `posted`, `spent_ms` becomes `spent_s`; kinds are listed by name."""
    if name in LENGTHS:
        return name.replace("_ms", "_s"), round(value / SECOND_MS)
    if name == "kinds":
        return name, {str(kind): count for kind, count in value}
    if name.endswith("_ms"):
        return name.removesuffix("_ms"), local(value).isoformat(timespec="seconds") if value else None
    return name, _plain(value)
