"""What the console's `export` does; it loads Qt, which a node without a screen has not, only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from sync.recorded import Recorded


def export(recorded: Recorded, form: str, path: Path, *, language: str, with_names: bool) -> dict[str, Any]:
    """Write the record and count what is in it. Takes a while; raises KurumazaError."""
    from app.policy import device_policy
    from app.record_export import Wish, counts_of
    from app.record_process import write_apart
    from widgets.record_wish import RecordForm as Form

    wish = Wish(Form(form), path, language, with_names)
    record = write_apart(recorded, wish, device_policy().policy, lambda _share: None)
    return counts_of(record)
