"""What a person is told of a disk that refuses: once that it does, once that it takes everything again."""

from __future__ import annotations

from collections.abc import Callable

from sync.errors import StorageError, StorageFull
from sync.status import Notice, Severity


class DiskNews:
    """One for each log; all meetings that are kept in it share its news."""

    def __init__(self, tell: Callable[[Notice], object]) -> None:
        self._tell = tell
        self._code = ""

    @property
    def refuses(self) -> bool:
        """Whether the disk refused what was to be saved last."""
        return bool(self._code)

    def refused(self, error: StorageError) -> None:
        """The disk did not take something."""
        if self._code != error.code:
            self._code = error.code
            severity = Severity.WARNING if isinstance(error, StorageFull) else Severity.ERROR
            self._tell(Notice(severity, error.code, error.message))

    def attempt(self, write: Callable[[], object]) -> None:
        """Write what may as well be missing; the person hears early that the disk refuses."""
        try:
            write()
        except StorageError as error:
            self.refused(error)

    def took(self) -> None:
        """The disk took everything."""
        if self._code:
            self._code = ""
            self._tell(Notice(Severity.INFO, "storage_back", "The disk takes everything again."))
