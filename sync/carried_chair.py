"""Whose meeting a bundle is: found by following its events, without taking anything over."""

from __future__ import annotations

from itertools import chain

from sync.bundle_contents import BundleContents, Known
from sync.errors import KurumazaError
from sync.fold import Fold
from sync.journal import Journal
from sync.meeting import Phase


def check_chair(bundle: BundleContents, journal: Journal, device: str) -> None:
    """KurumazaError unless who merges this bundle can go on as the chair. Blocks: call it in a thread."""
    bundle.check(Known(dict(journal.have()), dict(journal.manifests)))
    fold = Fold()
    for event in chain(journal.events(), chain.from_iterable(bundle.batches())):
        fold.apply(event)
    meeting = fold.meeting()
    if meeting is None or meeting.chair != device:
        raise KurumazaError(
            "not_the_chair",
            "The chair of the meeting in the file is another PC. Merge the file to take part at this one.",
        )
    if meeting.phase is Phase.CLOSED:
        raise KurumazaError("meeting_closed", "The meeting in the file is closed.")
