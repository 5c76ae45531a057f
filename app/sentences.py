"""Errors and notices of the node in the words of the person at the screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.meeting_file_sentences import meeting_file_sentence
from sync.errors import KurumazaError, MeetingFileError, filled
from sync.status import Notice

_CONTEXT = "Sentences"

_SENTENCES: dict[str, object] = {
    "not_a_member": QT_TRANSLATE_NOOP(
        "Sentences", "This PC has not been admitted to the meeting. Enter the code shown at the chair's seat."
    ),
    "wrong_code": QT_TRANSLATE_NOOP(
        "Sentences",
        "The code is wrong, or it belongs to another meeting. Check the six digits on the screen.",
    ),
    "flood": QT_TRANSLATE_NOOP(
        "Sentences",
        "The PC at seat %1 sends more than a person can write. You may remove it from the meeting.",
    ),
    "code_locked": QT_TRANSLATE_NOOP(
        "Sentences", "A wrong code was entered too often. Ask the secretariat for help."
    ),
    "crowded": QT_TRANSLATE_NOOP(
        "Sentences", "Very many come in at this moment. Please press the button once more."
    ),
    "meeting_closed": QT_TRANSLATE_NOOP("Sentences", "This meeting is closed."),
    "not_open_yet": QT_TRANSLATE_NOOP("Sentences", "This meeting has not been opened yet."),
    "open_already": QT_TRANSLATE_NOOP("Sentences", "This meeting is open already."),
    "seat_taken": QT_TRANSLATE_NOOP(
        "Sentences", "Another PC already sits at this seat. Check the seat number or ask the secretariat."
    ),
    "seat_in_question": QT_TRANSLATE_NOOP(
        "Sentences", "Another PC is registered at this seat. Waiting for the chair's seat to confirm."
    ),
    "not_found": QT_TRANSLATE_NOOP("Sentences", "It was not found. It may have been removed meanwhile."),
    "unknown_seat": QT_TRANSLATE_NOOP("Sentences", "This meeting has no such seat. Check the seat number."),
    "not_allowed": QT_TRANSLATE_NOOP("Sentences", "Your seat may not do this."),
    "no_meeting": QT_TRANSLATE_NOOP("Sentences", "No meeting is open on this PC."),
    "already_in_meeting": QT_TRANSLATE_NOOP("Sentences", "This PC is in a meeting already. Leave it first."),
    "unreachable": QT_TRANSLATE_NOOP(
        "Sentences", "The chair's PC cannot be reached. Check the cable or the address, and that it is on."
    ),
    "wrong_meeting": QT_TRANSLATE_NOOP(
        "Sentences",
        "The meeting code is wrong, or this is another meeting. Compare the check mark with the one on the"
        " chair's screen, and see whether the chair's PC is on.",
    ),
    "wrong_version": QT_TRANSLATE_NOOP(
        "Sentences", "The two PCs have versions of Kurumaza that do not go together. Update the older one."
    ),
    "too_long": QT_TRANSLATE_NOOP("Sentences", "The text is too long. Make it shorter; it was not sent."),
    "empty": QT_TRANSLATE_NOOP("Sentences", "There is nothing written yet."),
    "bad_argument": QT_TRANSLATE_NOOP(
        "Sentences", "What was entered cannot be used here. Check it once more."
    ),
    "storage_unavailable": QT_TRANSLATE_NOOP(
        "Sentences",
        "The disk cannot be written (full, or not permitted). Your text is still here; make room.",
    ),
    "storage_full": QT_TRANSLATE_NOOP(
        "Sentences",
        "This PC's disk is full, so comments cannot be saved here now. Your text stays and reading goes on;"
        " posting works again by itself once there is room.",
    ),
    "chair_storage": QT_TRANSLATE_NOOP(
        "Sentences",
        "The chair's PC cannot save that somebody joins; its disk may be full. Tell the secretariat, then try"
        " again.",
    ),
    "storage_salvaged": QT_TRANSLATE_NOOP(
        "Sentences",
        "The record on this PC was damaged. %1 entries were saved from it; what is missing comes back from"
        " the other PCs. The damaged file was kept as %2; tell the IT section.",
    ),
    "code_new": QT_TRANSLATE_NOOP(
        "Sentences", "This PC is the chair's now. Whoever joins from now on needs the new code above."
    ),
    "twin_seat": QT_TRANSLATE_NOOP(
        "Sentences",
        "Two PCs have the key of seat %1: one is a copy. Neither is let in while both are on.",
    ),
    "space_low": QT_TRANSLATE_NOOP(
        "Sentences", "There is little room on the disk, so documents wait. Comments go on."
    ),
    "storage_back": QT_TRANSLATE_NOOP("Sentences", "The disk takes everything again."),
    "storage_newer": QT_TRANSLATE_NOOP(
        "Sentences",
        "The data on this PC were made by a newer Kurumaza. They were left as they are; update first.",
    ),
    "storage_damaged": QT_TRANSLATE_NOOP(
        "Sentences", "The data on this PC cannot be read. They were left as they are; tell the IT section."
    ),
    "profile_in_use": QT_TRANSLATE_NOOP(
        "Sentences", "Kurumaza is already running on this PC with this profile."
    ),
    "port_unavailable": QT_TRANSLATE_NOOP(
        "Sentences", "Kurumaza may not receive connections on this PC. Tell the IT section."
    ),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "Sentences", "This file cannot be read. See whether it is still there and you may open it."
    ),
    "not_a_pdf": QT_TRANSLATE_NOOP("Sentences", "This file is no PDF. Only PDF documents can be shown."),
    "document_too_large": QT_TRANSLATE_NOOP(
        "Sentences", "This file is larger than 2 GB. Make it smaller, or split it into several documents."
    ),
    "same_document": QT_TRANSLATE_NOOP("Sentences", "This very file is there already. Nothing was changed."),
    "not_held": QT_TRANSLATE_NOOP("Sentences", "This comment is shown to everybody already."),
    "not_released": QT_TRANSLATE_NOOP(
        "Sentences",
        "This cannot be shown to the room: it, or what it replies to, is held, hidden or withdrawn.",
    ),
    "group_size": QT_TRANSLATE_NOOP("Sentences", "A group needs two comments at least."),
    "floor_asked": QT_TRANSLATE_NOOP("Sentences", "You are on the list of speakers already."),
    "floor_not_asked": QT_TRANSLATE_NOOP("Sentences", "You are not on the list of speakers."),
    "nobody_speaks": QT_TRANSLATE_NOOP("Sentences", "Nobody has the floor now."),
    "names_settled": QT_TRANSLATE_NOOP(
        "Sentences",
        "This item was opened already. Its rule for names can be made stricter now, but not weaker.",
    ),
    "name_required": QT_TRANSLATE_NOOP(
        "Sentences",
        "Under this item names cannot be withheld. Nothing was posted; post it with your name, or leave it.",
    ),
    "secret_poll_open": QT_TRANSLATE_NOOP(
        "Sentences",
        "A secret vote is open, and the new chair could not count it. Close it before you hand over the"
        " chair.",
    ),
    "not_presenter": QT_TRANSLATE_NOOP("Sentences", "Only the chair and the seat that presents can do this."),
    "document_unavailable": QT_TRANSLATE_NOOP(
        "Sentences", "A document has not arrived whole, or its file cannot be read."
    ),
    "bad_event": QT_TRANSLATE_NOOP(
        "Sentences", "Something arrived that does not follow the rules of a meeting. It was not taken over."
    ),
    "bundle_damaged": QT_TRANSLATE_NOOP(
        "Sentences",
        "The file that was carried here is damaged or not complete. Nothing was changed; copy it once more.",
    ),
    "bundle_incomplete": QT_TRANSLATE_NOOP(
        "Sentences",
        "The file that was carried here continues something that this PC does not have. Nothing was changed;"
        " bring the whole meeting.",
    ),
    "bundle_unreadable": QT_TRANSLATE_NOOP(
        "Sentences", "The file cannot be read. Check that the USB stick is still plugged in."
    ),
    "bundle_unwritable": QT_TRANSLATE_NOOP(
        "Sentences",
        "The file cannot be written there. Check the USB stick and the name; nothing was written.",
    ),
    "record_unwritable": QT_TRANSLATE_NOOP(
        "Sentences",
        "The file cannot be written there. It may be open in another program, or the place is full.",
    ),
    "record_forbidden": QT_TRANSLATE_NOOP(
        "Sentences", "Writing records of meetings is switched off on this PC by the IT section."
    ),
    "record_removed": QT_TRANSLATE_NOOP(
        "Sentences", "Only the documents of this meeting are kept on this PC; its record was removed."
    ),
    "record_not_yours": QT_TRANSLATE_NOOP(
        "Sentences", "Only the chair's PC and the secretariat can write the record of a meeting."
    ),
    "names_not_yours": QT_TRANSLATE_NOOP(
        "Sentences", "Only the secretariat can write a record with the names that were withheld."
    ),
    "bundle_too_large": QT_TRANSLATE_NOOP(
        "Sentences",
        "This USB stick takes no file of this size (over 4 GB). Use another one; nothing was written.",
    ),
    "cancelled": QT_TRANSLATE_NOOP("Sentences", "It was stopped."),
    "other_meeting": QT_TRANSLATE_NOOP(
        "Sentences",
        "This file is of another meeting; nothing was changed. To open it, leave this meeting first.",
    ),
    "bad_json": QT_TRANSLATE_NOOP("Sentences", "The command cannot be read."),
    "unknown_command": QT_TRANSLATE_NOOP("Sentences", "There is no such command."),
    "port_in_use": QT_TRANSLATE_NOOP(
        "Sentences", "The usual port of Kurumaza is in use on this PC; it listens on %1 instead."
    ),
    "not_the_chair": QT_TRANSLATE_NOOP(
        "Sentences", "Only the chair can do this, and the chair is at another seat now."
    ),
    "documents_destroyed": QT_TRANSLATE_NOOP(
        "Sentences", "The confidential documents were called in. They were destroyed on this PC."
    ),
    "nothing_to_collect": QT_TRANSLATE_NOOP("Sentences", "No confidential document is left to be called in."),
    "document_collected": QT_TRANSLATE_NOOP(
        "Sentences", "This document was called in. It cannot be replaced."
    ),
    "nothing_collected": QT_TRANSLATE_NOOP("Sentences", "Nothing was called in in this meeting yet."),
    "key_missing": QT_TRANSLATE_NOOP("Sentences", "The key of this confidential document is not on this PC."),
    "seal_broken": QT_TRANSLATE_NOOP(
        "Sentences",
        "A confidential document cannot be opened with the key on this PC. Tell the secretariat.",
    ),
    "meeting_running": QT_TRANSLATE_NOOP(
        "Sentences", "This meeting is open on this PC. Leave it before you delete it."
    ),
    "removed": QT_TRANSLATE_NOOP(
        "Sentences", "The chair made this PC leave the meeting. What was posted from it before is kept."
    ),
    "replaced": QT_TRANSLATE_NOOP(
        "Sentences",
        "The chair gave the seat of this PC to another PC. What was posted from it before is kept.",
    ),
    "not_in_record": QT_TRANSLATE_NOOP(
        "Sentences",
        "%1 of your posts came after this PC had been made to leave, and are not in the record of the chair's"
        " seat. The first one is “%2”. Post again what is still needed.",
    ),
    "posts_wait_for_new_key": QT_TRANSLATE_NOOP(
        "Sentences",
        "%1 of your posts had not been sent. They are kept here and posted once this PC has joined again.",
    ),
    "posted_with_new_key": QT_TRANSLATE_NOOP(
        "Sentences", "%1 of your posts from before this PC had a new key were posted again."
    ),
    "cloned_device": QT_TRANSLATE_NOOP(
        "Sentences", "Another PC has the same key as this one: it was copied. Tell the IT section."
    ),
    "chair_lost": QT_TRANSLATE_NOOP("Sentences", "The chair is at seat %1 now. This PC is a seat again."),
    "chair_lost_unseated": QT_TRANSLATE_NOOP(
        "Sentences", "The chair is at another PC now. This PC is a seat again."
    ),
    "poll_closed": QT_TRANSLATE_NOOP("Sentences", "This poll is closed already. Your vote was not taken."),
    "lookback_asked": QT_TRANSLATE_NOOP("Sentences", "The room was asked already how the meeting was."),
    "internal": QT_TRANSLATE_NOOP(
        "Sentences",
        "Something unexpected happened in Kurumaza. What you wrote is kept; please tell the IT section.",
    ),
}


def error_sentence(error: Exception) -> str:
    """The one sentence that a person is told; files and folders name their own line and key."""
    if isinstance(error, MeetingFileError):
        return meeting_file_sentence(error)
    if isinstance(error, KurumazaError):
        return _sentence(error.code) or error.message
    if isinstance(error, OSError):
        phrase = QCoreApplication.translate("Sentences", "The file or folder cannot be used: %1 (%2)")
        return filled(phrase, (str(error.filename or ""), error.strerror or type(error).__name__))
    return _sentence("internal")


def notice_sentence(notice: Notice) -> str:
    """What a notice of the node says on the screen; an unknown one keeps its English text."""
    return filled(_sentence(notice.code), notice.values) or notice.text


def _sentence(code: str) -> str:
    sentence = _SENTENCES.get(code)
    return QCoreApplication.translate(_CONTEXT, str(sentence)) if sentence else ""
