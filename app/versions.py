"""Which pages of a document changed from one version to the next, found out in the background."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.commands import log_unexpected
from app.inquiries import BACKGROUND, Inquiries
from app.page_requests import Failure, FingerprintPages, FingerprintsFound, OpenDocument, Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.documents import Documents
    from app.inquiries import Inquiry
    from app.page_requests import Result
    from app.tasks import Tasks

UNKNOWN = ""  # the digest of a page that could not be read; equal to no page, not even to another such one
MOST_PAGES = 5_000  # of a version; nobody asks what changed in more, and comparing them would take long
MOST_PAIRS = 40_000  # of equal pages (200 blank ones in both); beyond, the first is only that of the first
MOST_UNREADABLE = 12  # each may cost a worker
PAGES_PER_REQUEST = 16
KEPT_DIGESTS = 24  # versions
KEPT_CHANGES = 64  # pairs of versions


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One version of a document that is on this device."""

    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class PageChanges:
    """What became of the pages, counted from 0.

    `old_to_new` also has pages that were altered in their place; those of them, and pages that are new, are
    `changed`. A page that only got another number is not.
    """

    changed: frozenset[int]  # of the new version
    removed: tuple[int, ...]  # of the old version
    old_to_new: Mapping[int, int] = field(default_factory=dict)

    def place_of(self, old_page: int) -> int:
        """Where to go on reading: the same page, or where it would stand had it not been removed."""
        if old_page in self.old_to_new:
            return self.old_to_new[old_page]
        kept = sorted(self.old_to_new)
        before = bisect_left(kept, old_page) - 1
        return self.old_to_new[kept[before]] + 1 if before >= 0 else 0

    def origin_of(self, new_page: int) -> int:
        """The page of the old version to be held against one of the new; before a new page, the last one."""
        earlier = [(new, old) for old, new in self.old_to_new.items() if new <= new_page]
        return max(earlier)[1] if earlier else 0

    def next_changed(self, page: int) -> int | None:
        """The changed page after this one, round again after the last."""
        after = [changed for changed in self.changed if changed > page]
        return min(after or self.changed, default=None)


def compare_pages(old: Sequence[str], new: Sequence[str]) -> PageChanges:
    """Match the pages of two versions by their digests, as sequences."""
    changed: set[int] = set()
    removed: list[int] = []
    old_to_new: dict[int, int] = {}
    for kind, old_from, old_to, new_from, new_to in _opcodes(
        _comparable(old, "old"), _comparable(new, "new")
    ):
        if kind != "equal":
            changed.update(range(new_from, new_to))
        old_to_new.update(zip(range(old_from, old_to), range(new_from, new_to), strict=False))
        removed.extend(range(old_from + min(old_to - old_from, new_to - new_from), old_to))
    return PageChanges(frozenset(changed), tuple(removed), old_to_new)


def _opcodes(first: list[str], second: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What turns one into the other; what both begin and end with is set aside, to be quick."""
    start = _equal_at_start(first, second)
    end = _equal_at_start(first[start:][::-1], second[start:][::-1])
    middle, other = first[start : len(first) - end], second[start : len(second) - end]
    if _pairs(middle, other) > MOST_PAIRS:
        middle, other = _numbered(middle), _numbered(other)
    yield "equal", 0, start, 0, start
    for kind, *ends in SequenceMatcher(None, middle, other, autojunk=False).get_opcodes():
        old_from, old_to, new_from, new_to = (start + place for place in ends)
        yield kind, old_from, old_to, new_from, new_to
    yield "equal", len(first) - end, len(first), len(second) - end, len(second)


def _equal_at_start(first: Sequence[str], second: Sequence[str]) -> int:
    pairs = zip(first, second, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))


def _comparable(digests: Sequence[str], version: str) -> list[str]:
    return [digest or f"{version} {page}" for page, digest in enumerate(digests)]


def _pairs(first: Sequence[str], second: Sequence[str]) -> int:
    often = Counter(second)
    return sum(count * often[digest] for digest, count in Counter(first).items())


def _numbered(digests: Sequence[str]) -> list[str]:
    """The n-th of several equal pages is equal to the n-th alone: many blank pages would take very long."""
    seen: Counter[str] = Counter()
    result = []
    for digest in digests:
        seen[digest] += 1
        result.append(f"{digest} {seen[digest]}")
    return result


class Versions(QObject):
    """Compares versions when the workers have nothing better to do, each pair once; kept in memory."""

    compared = Signal(object, object, object)  # old and new HeldVersion, PageChanges (None: cannot be told)

    def __init__(self, documents: Documents, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inquiries = Inquiries(documents)
        self._tasks = tasks
        self._digests: OrderedDict[str, tuple[str, ...]] = OrderedDict()  # by sha256
        self._changes: OrderedDict[tuple[str, str], PageChanges] = OrderedDict()
        self._wanted: list[tuple[HeldVersion, HeldVersion]] = []
        self._reading: _Reading | None = None
        self._comparing: tuple[HeldVersion, HeldVersion] | None = None

    def changes(self, old: HeldVersion, new: HeldVersion) -> PageChanges | None:
        """What is known already of this pair."""
        return self._changes.get((old.sha256, new.sha256))

    def compare(self, old: HeldVersion, new: HeldVersion) -> None:
        """Find out what changed; ``compared`` tells, at once when it is known."""
        known = self.changes(old, new)
        if known is not None:
            self.compared.emit(old, new, known)
        elif (old, new) not in self._wanted and self._comparing != (old, new):
            self._wanted.append((old, new))
            self._go_on()

    def withdraw(self, old: HeldVersion, new: HeldVersion) -> None:
        """Nobody wants to know any more; pages already read are kept."""
        if (old, new) in self._wanted:
            self._wanted.remove((old, new))
        if self._reading is not None and not any(self._reading.version in pair for pair in self._wanted):
            self._reading.stop()
            self._reading = None
        self._go_on()

    def close(self) -> None:
        """Ask for nothing more and tell nothing more."""
        self._wanted.clear()
        self._comparing = None
        self._reading = None
        self._inquiries.close()

    def _go_on(self) -> None:
        while self._wanted and self._reading is None and self._comparing is None:
            old, new = self._wanted[0]
            unread = next((version for version in (old, new) if version.sha256 not in self._digests), None)
            if unread is None:
                self._wanted.pop(0)
                self._match(old, new)
            else:
                self._reading = _Reading(self._inquiries, unread, self._read)
                self._reading.start()

    def _read(self, version: HeldVersion, digests: tuple[str, ...]) -> None:
        self._reading = None
        if digests:
            self._digests[version.sha256] = digests
            while len(self._digests) > KEPT_DIGESTS:
                self._digests.popitem(last=False)
        else:
            in_vain = [pair for pair in self._wanted if version in pair]
            self._wanted = [pair for pair in self._wanted if version not in pair]
            for old, new in in_vain:
                self.compared.emit(old, new, None)
        self._go_on()

    def _match(self, old: HeldVersion, new: HeldVersion) -> None:
        first, second = self._digests[old.sha256], self._digests[new.sha256]
        self._comparing = (old, new)

        def failed(error: Exception) -> None:
            log_unexpected("Comparing two versions failed", error)
            self._matched(old, new, None)

        self._tasks.run(
            lambda: compare_pages(first, second), lambda changes: self._matched(old, new, changes), failed
        )

    def _matched(self, old: HeldVersion, new: HeldVersion, changes: PageChanges | None) -> None:
        if self._comparing != (old, new):
            return  # closed meanwhile
        self._comparing = None
        if changes is not None:
            self._changes[old.sha256, new.sha256] = changes
            while len(self._changes) > KEPT_CHANGES:
                self._changes.popitem(last=False)
        self.compared.emit(old, new, changes)
        self._go_on()


class _Reading:
    """Reads the digests of one version, some pages at a time; a page that cannot be read is left out."""

    def __init__(
        self,
        inquiries: Inquiries,
        version: HeldVersion,
        done: Callable[[HeldVersion, tuple[str, ...]], None],
    ) -> None:
        self.version = version
        self._inquiries = inquiries
        self._done = done
        self._pages = 0
        self._digests: list[str] = []
        self._unreadable = 0
        self._one_by_one_to = 0
        self._asked: Inquiry | None = None

    def start(self) -> None:
        self._asked = self._inquiries.ask(OpenDocument(self.version.path), self._opened, BACKGROUND)

    def stop(self) -> None:
        if self._asked is not None:
            self._inquiries.withdraw(self._asked)

    def _opened(self, result: Result) -> None:
        match result:
            case Opened(pages) if pages <= MOST_PAGES:
                self._pages = pages
                self._ask()
            case _:
                self._done(self.version, ())

    def _ask(self) -> None:
        first = len(self._digests)
        if first >= self._pages:
            self._done(self.version, tuple(self._digests))
            return
        count = 1 if first < self._one_by_one_to else min(PAGES_PER_REQUEST, self._pages - first)
        request = FingerprintPages(self.version.path, first, count)
        self._asked = self._inquiries.ask(request, lambda result: self._received(request, result), BACKGROUND)

    def _received(self, request: FingerprintPages, result: Result) -> None:
        match result:
            case FingerprintsFound(first, digests) if first == len(self._digests) and digests:
                self._digests.extend(digests[: request.count])
            case Failure() if request.count > 1:
                self._one_by_one_to = request.first + request.count  # one of them is to blame
            case _:
                self._unreadable += 1
                self._digests.append(UNKNOWN)
        if self._unreadable > MOST_UNREADABLE:
            self._done(self.version, ())
        else:
            self._ask()
