"""What can go wrong, as a tree; each error is one English sentence and a code that windows translate by.

    KurumazaError                 code, message
    ├── BadEvent                  bad_event            an event that breaks the rules of its form
    ├── BadKey                    bad_argument         no device key of ours: wrong kind, wrong length
    ├── TextError
    │   ├── TextTooLong           too_long
    │   └── TextEmpty             empty
    ├── MeetingFileError          meeting_file         with the line and the key where known
    └── StorageError
        ├── StorageUnavailable    storage_unavailable  locked, unplugged, not permitted: the person can act
        │   ├── SpaceLow          space_low            what is left is kept for comments
        │   └── StorageFull       storage_full         nothing more can be saved until there is room
        ├── StorageNewer          storage_newer        written by a newer Kurumaza
        └── StorageDamaged        storage_damaged      not our file, or broken

Errors without a class of their own are raised as `KurumazaError(code, message)`.
"""

# ruff: noqa: N818 - an error is named by what is wrong; the tree says that it is one

from __future__ import annotations

import errno
import re
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_ON_WINDOWS: Final = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_PLACE: Final = re.compile(r"%([1-9])")


def filled(phrase: str, values: tuple[str, ...]) -> str:
    """Put the values at the places %1, %2 … of a phrase; a value that holds such a mark stays as it is."""
    return _PLACE.sub(
        lambda found: values[int(found[1]) - 1] if int(found[1]) <= len(values) else found[0], phrase
    )


NAME_UNUSABLE: Final = "its name cannot be used"


def system_reason(error: OSError | ValueError) -> str:
    """Why the system did not open something; ValueError is what Python says of names that no system takes."""
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else NAME_UNUSABLE


def is_disk_full(error: OSError) -> bool:
    """Whether the system refused because there is no room, or no more for this person."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS


class KurumazaError(Exception):
    """Something a person can be told in one sentence; `code` is what the console gives as `error`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BadEvent(KurumazaError):
    """These bytes are no event that may be stored."""

    def __init__(self, message: str) -> None:
        super().__init__("bad_event", message)


class BadKey(KurumazaError):
    """This is no Ed25519 key or certificate of a device."""

    def __init__(self, message: str) -> None:
        super().__init__("bad_argument", message)


class TextError(KurumazaError):
    """A text from a person that cannot be taken as it is."""


class TextTooLong(TextError):
    """The text has more characters than its field may hold."""

    def __init__(self, what: str, limit: int, length: int) -> None:
        super().__init__("too_long", f"The {what} has {length:,} characters; {limit:,} are allowed.")


class TextEmpty(TextError):
    """Nothing that can be seen was written."""

    def __init__(self, what: str) -> None:
        super().__init__("empty", f"The {what} is empty.")


class MeetingFileError(KurumazaError):
    """The meeting file or folder cannot be used; `line` counts from 1, 0 when no line is to blame.

    `reason` is a fixed phrase whose places %1, %2 … are filled by `values`, so that windows can translate it;
    `file` is empty when the reason says itself what it is about.
    """

    def __init__(
        self,
        reason: str,
        *values: str,
        file: str = "",
        line: int = 0,
        key: str = "",
    ) -> None:
        places = ", ".join(([f"line {line}"] if line else []) + ([key] if key else []))
        super().__init__(
            "meeting_file",
            ": ".join([part for part in (file, places) if part] + [filled(reason, values)]),
        )
        self.reason = reason
        self.values = values
        self.file = file
        self.line = line
        self.key = key


class StorageError(KurumazaError):
    """What is kept on this device cannot be read or written."""


class StorageUnavailable(StorageError):
    """The disk refused for now: locked, read-only, full or gone. Trying again later may help."""

    def __init__(self, message: str) -> None:
        super().__init__("storage_unavailable", message)


class SpaceLow(StorageUnavailable):
    """There is room, but it is kept for comments; documents wait."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "space_low"


class StorageFull(StorageUnavailable):
    """The disk has no room: nothing can be saved for now, everything that is here can be read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.code = "storage_full"


class StorageNewer(StorageError):
    """The file was written by a newer version; it was left as it is."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            "storage_newer",
            f"{path} was written by a newer Kurumaza (format {found}); this one knows format {known}.",
        )
        self.found = found
        self.known = known


class StorageDamaged(StorageError):
    """The file is not ours or broken; it was left as it is."""

    def __init__(self, message: str) -> None:
        super().__init__("storage_damaged", message)
