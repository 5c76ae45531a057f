"""Confidential documents that were called in, and which devices said that they destroyed them."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Final

from sync.meeting import Collection, CollectionReceipt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sync.clock import HybridTime
    from sync.document_versions import DocumentStatements
    from sync.registers import Act

COLLECTED: Final = "document.collected"


class Collecting:
    """Takes `document.collect` and `document.collected`, in any order; what counts is decided when asked."""

    def __init__(self) -> None:
        self._acts: list[Act] = []
        self._receipts: dict[str, list[Act]] = {}

    def add(self, act: Act) -> None:
        """Take a document.collect."""
        insort(self._acts, act, key=lambda each: each.authority_key)

    def receive(self, act: Act) -> bool:
        """Take a document.collected; whether it counts is decided when the meeting is built."""
        self._receipts.setdefault(act.target, []).append(act)
        return True

    def counted(self, counts: Callable[[Act], bool]) -> tuple[Act, ...]:
        """Return every document.collect that counts, in the order of authority."""
        return tuple(act for act in self._acts if counts(act))

    def values(
        self,
        counts: Callable[[Act], bool],
        accepts: Callable[[Act], bool],
        time_of: Callable[[Act], HybridTime],
    ) -> tuple[Collection, ...]:
        """Return what was called in, in order, each with the first word of every device that counts."""
        return tuple(
            Collection(
                act.event_id,
                act.target,
                time_of(act).ms,
                self._receipts_of(act, accepts, time_of),
                act.device,
            )
            for act in self.counted(counts)
        )

    def _receipts_of(
        self, collect: Act, accepts: Callable[[Act], bool], time_of: Callable[[Act], HybridTime]
    ) -> tuple[CollectionReceipt, ...]:
        first: dict[str, CollectionReceipt] = {}
        said = [act for act in self._receipts.get(collect.event_id, ()) if accepts(act)]
        for act in sorted(said, key=lambda each: (each.time, each.log, each.sequence)):
            documents = tuple((act.body or {})["documents"])
            receipt = CollectionReceipt(act.event_id, act.device, time_of(act).ms, documents)
            first.setdefault(act.device, receipt)
        return tuple(first[device] for device in sorted(first))


def is_called_in(said: DocumentStatements, collects: Iterable[Act], *, confidential: bool) -> bool:
    """Say whether a document was called in, for good: by name, or with all there were.

    `confidential` is that of the meeting. A version that comes later is called in as the others are.
    """
    added = said.add
    if added is None or not (confidential or said.is_sealed()):
        return False
    return any(
        act.target == added.event_id or (not act.target and act.authority_key > added.authority_key)
        for act in collects
    )
