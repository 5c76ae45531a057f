"""Who may write the record of a meeting into a file, and what is in it: for windows and commands alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.policy import Act, Policy
from app.record_making import record_of
from sync.errors import KurumazaError
from widgets.record_wish import RecordForm as Form

if TYPE_CHECKING:
    from app.record_values import Record
    from sync.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: which form, where, in which language, and whether with withheld names."""

    form: Form
    target: Path
    language: str = ""
    with_names: bool = False


def permitted_record(recorded: Recorded, wish: Wish, policy: Policy) -> Record:
    """The record as it may be written here. Raises KurumazaError when it may not."""
    if not policy.permits(Act.EXPORT_RECORD):
        raise KurumazaError(
            "record_forbidden", "Writing records of meetings is switched off on this PC by the IT section."
        )
    if not recorded.may_write:
        raise KurumazaError(
            "record_not_yours", "Only the chair's PC and the secretariat can write the record of a meeting."
        )
    if wish.with_names and not recorded.may_name:
        raise KurumazaError(
            "names_not_yours", "Only the secretariat can write a record with the names that were withheld."
        )
    return record_of(recorded, with_names=wish.with_names)


def counts_of(record: Record) -> dict[str, int]:
    """How much is in it."""
    return {
        "comments": len(record.comments),
        "documents": len(record.documents),
        "polls": len(record.polls),
        "seats": len(record.attendance),
    }
