"""What came of carrying a meeting by hand, each in one sentence for the person at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.sentences import error_sentence
from sync.errors import KurumazaError, filled
from widgets.carry_values import CarryContent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sync.bundle_merging import Merged
    from sync.bundle_packing import Packed

_WRITING: dict[str, object] = {
    "cancelled": QT_TRANSLATE_NOOP("Carrying", "Stopped. Nothing was written."),
    "storage_unavailable": QT_TRANSLATE_NOOP(
        "Carrying", "There is not enough room there. Nothing was written; make room or use another USB stick."
    ),
    "wrong_meeting": QT_TRANSLATE_NOOP(
        "Carrying", "The list is of another meeting. Nothing was written; choose the list of this one."
    ),
    "bundle_damaged": QT_TRANSLATE_NOOP(
        "Carrying", "The list is damaged or not complete. Nothing was written; have it written once more."
    ),
    "bundle_unreadable": QT_TRANSLATE_NOOP(
        "Carrying", "The list cannot be read. Check that the USB stick is plugged in; nothing was written."
    ),
}
_TAKING: dict[str, object] = {
    "cancelled": QT_TRANSLATE_NOOP(
        "Carrying", "Stopped. What was taken in until then stays; take the file in again for the rest."
    ),
    "storage_unavailable": QT_TRANSLATE_NOOP(
        "Carrying", "There is not enough room on this PC. Make room, then take the file in again."
    ),
    "wrong_version": QT_TRANSLATE_NOOP(
        "Carrying",
        "The file was written by a Kurumaza of another version; nothing was changed. Update the older one.",
    ),
    "bundle_unreadable": QT_TRANSLATE_NOOP(
        "Carrying",
        "The file cannot be read. Check that the USB stick is plugged in, then take the file in again.",
    ),
}


def writing_problem(error: Exception) -> str:
    """Why nothing was written."""
    return _known(error, _WRITING) or error_sentence(error)


def taking_problem(error: Exception) -> str:
    """Why a file was not taken in, or not all of it."""
    return _known(error, _TAKING) or error_sentence(error)


def packed_sentence(packed: Packed, content: CarryContent) -> str:
    """What was written, and what of the documents is not in it."""
    name = packed.path.name
    if content is CarryContent.LIST:
        return filled(_words(QT_TRANSLATE_NOOP("Carrying", "The list was written: %1")), (name,))
    if content is CarryContent.MISSING and not (packed.events or packed.documents or packed.left_out):
        told = _words(
            QT_TRANSLATE_NOOP("Carrying", "The other PC has everything already. The file brings nothing new.")
        )
    elif packed.documents:
        told = filled(
            _words(QT_TRANSLATE_NOOP("Carrying", "Written with %1 document(s): %2")),
            (str(packed.documents), name),
        )
    else:
        told = filled(_words(QT_TRANSLATE_NOOP("Carrying", "Written without documents: %1")), (name,))
    if packed.left_out:
        words = _words(
            QT_TRANSLATE_NOOP("Carrying", "%1 document(s) have not arrived on this PC yet and are not in it.")
        )
        told += " " + filled(words, (str(packed.left_out),))
    if packed.withheld:
        words = _words(
            QT_TRANSLATE_NOOP("Carrying", "%1 confidential document(s) stay behind and are not in it.")
        )
        told += " " + filled(words, (str(packed.withheld),))
    return told


def merged_sentence(merged: Merged, *, is_open: bool) -> str:
    """What was new in the file."""
    counts = (str(merged.comments), str(merged.documents))
    if merged.comments and merged.documents:
        told = filled(
            _words(QT_TRANSLATE_NOOP("Carrying", "%1 comment(s) and %2 document(s) were taken in.")), counts
        )
    elif merged.comments:
        told = filled(_words(QT_TRANSLATE_NOOP("Carrying", "%1 comment(s) were taken in.")), counts)
    elif merged.documents:
        told = filled(_words(QT_TRANSLATE_NOOP("Carrying", "%2 document(s) were taken in.")), counts)
    elif merged.events:
        told = _words(
            QT_TRANSLATE_NOOP(
                "Carrying", "The course of the meeting was taken in; there were no new comments."
            )
        )
    else:
        told = _words(QT_TRANSLATE_NOOP("Carrying", "There was nothing new in the file."))
    closed = _words(QT_TRANSLATE_NOOP("Carrying", "That meeting is closed."))
    return told if is_open else f"{told} {closed}"


def _known(error: Exception, sentences: Mapping[str, object]) -> str:
    sentence = sentences.get(error.code) if isinstance(error, KurumazaError) else None
    return _words(sentence) if sentence else ""


def _words(phrase: object) -> str:
    return QCoreApplication.translate("Carrying", str(phrase))
