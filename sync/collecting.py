"""Confidential documents that the chair called in, and which devices said that they destroyed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sync.meeting import Collection, CollectionReceipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.clock import HybridTime
    from sync.document_versions import DocumentStatements
    from sync.registers import Act

COLLECTED: Final = "document.collected"


class Collecting:
    """Takes `document.collect` of the chair and `document.collected` of members, in any order."""

    def __init__(self) -> None:
        self._acts: list[Act] = []
        self._receipts: dict[str, list[Act]] = {}

    def add(self, act: Act) -> None:
        """Take a document.collect that counts."""
        self._acts.append(act)
        self._acts.sort(key=lambda each: each.authority_key)

    def receive(self, act: Act) -> bool:
        """Take a document.collected; whether it counts is decided when the meeting is built."""
        self._receipts.setdefault(act.target, []).append(act)
        return True

    def include(self, said: DocumentStatements, *, confidential: bool) -> bool:
        """Say whether a document was called in, for good: by name, or with all there were.

        `confidential` is that of the meeting. A version that comes later is called in as the others are.
        """
        added = said.add
        if added is None or not (confidential or said.is_sealed()):
            return False
        return any(
            act.target == added.event_id or (not act.target and act.authority_key > added.authority_key)
            for act in self._acts
        )

    def include_all(self, act: Act) -> bool:
        """Say whether everything was called in, in the term of an act or a later one."""
        return any(not each.target and each.authority[0] >= act.authority[0] for each in self._acts)

    def values(
        self, accepts: Callable[[Act], bool], time_of: Callable[[Act], HybridTime]
    ) -> tuple[Collection, ...]:
        """Return what was called in, in order, each with the first word of every device that counts."""
        return tuple(
            Collection(act.event_id, act.target, time_of(act).ms, self._receipts_of(act, accepts, time_of))
            for act in self._acts
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
