"""What is wrong with a meeting file or a folder of documents, in the words of the person at the screen."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from sync.errors import MeetingFileError, filled

_CONTEXT = "MeetingFile"
_NAME_UNUSABLE = QT_TRANSLATE_NOOP("MeetingFile", "its name cannot be used")  # stands among the values

# Every reason of `sync.meeting_file` and `sync.folder_plan`; a test finds those that are missing here.
REASONS: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("MeetingFile", "%1; this is not TOML"),
    QT_TRANSLATE_NOOP("MeetingFile", "the values are nested too deeply"),
    QT_TRANSLATE_NOOP("MeetingFile", "the file cannot be read: %1"),
    QT_TRANSLATE_NOOP("MeetingFile", "the file is larger than %1 KiB"),
    QT_TRANSLATE_NOOP("MeetingFile", "the file is not saved as UTF-8"),
    QT_TRANSLATE_NOOP("MeetingFile", "unknown key"),
    QT_TRANSLATE_NOOP("MeetingFile", "this key is missing"),
    QT_TRANSLATE_NOOP("MeetingFile", "a text in quotes was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "this must not be empty"),
    QT_TRANSLATE_NOOP("MeetingFile", "at most %1 characters are allowed"),
    QT_TRANSLATE_NOOP("MeetingFile", "one of %1 was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a date and time was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a list of tables was expected: %1"),
    QT_TRANSLATE_NOOP("MeetingFile", "at most %1 are allowed"),
    QT_TRANSLATE_NOOP("MeetingFile", "a table was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "there is no seat %1"),
    QT_TRANSLATE_NOOP("MeetingFile", "seat %1 is an observer's, which cannot take the chair"),
    QT_TRANSLATE_NOOP("MeetingFile", "this needs %1 in [meeting]"),
    QT_TRANSLATE_NOOP("MeetingFile", "there is no folder %1"),
    QT_TRANSLATE_NOOP("MeetingFile", "true or false was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a list of seat numbers was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a list of questions was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a seat number of at most %1 characters was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "a whole number from 0 to %1 was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "the name of a file in quotes was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "the name of a PDF was expected"),
    QT_TRANSLATE_NOOP("MeetingFile", "there is no file %1"),
    QT_TRANSLATE_NOOP("MeetingFile", "%1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("MeetingFile", "%1 is a link that leads out of the folder of the meeting"),
    QT_TRANSLATE_NOOP("MeetingFile", "%1 is no PDF: its contents are of another kind"),
    QT_TRANSLATE_NOOP("MeetingFile", "%1 is larger than 2 GB"),
    QT_TRANSLATE_NOOP("MeetingFile", "seat %1 is there twice"),
    QT_TRANSLATE_NOOP("MeetingFile", "The folder %1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("MeetingFile", "There is no PDF in the folder %1."),
    QT_TRANSLATE_NOOP("MeetingFile", "The PDFs make %1 agenda items; %2 are allowed."),
)


def meeting_file_sentence(error: MeetingFileError) -> str:
    """The reason, after file, line and key where they are known."""
    translate = QCoreApplication.translate
    values = tuple(translate(_CONTEXT, value) if value == _NAME_UNUSABLE else value for value in error.values)
    reason = filled(translate(_CONTEXT, error.reason), values)
    match bool(error.file), bool(error.line), bool(error.key):
        case True, True, True:
            phrase = translate("MeetingFile", "%1: line %2, %3: %4")
            return filled(phrase, (error.file, str(error.line), error.key, reason))
        case True, True, False:
            return filled(translate("MeetingFile", "%1: line %2: %3"), (error.file, str(error.line), reason))
        case True, False, True:
            return filled(translate("MeetingFile", "%1: %2: %3"), (error.file, error.key, reason))
        case True, False, False:
            return filled(translate("MeetingFile", "%1: %2"), (error.file, reason))
        case _:
            return reason
