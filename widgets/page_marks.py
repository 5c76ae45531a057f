"""What there is to find on a page besides its content, as a value and in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from widgets.icons import IconName


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What a page carries; ``changed`` compares a replaced document with its former version."""

    notes: int = 0  # one's own
    comments: int = 0
    has_presenter: bool = False
    has_bookmark: bool = False
    is_changed: bool = False


NO_MARKS = PageMarks()


def mark_signs(marks: PageMarks) -> list[tuple[IconName, int]]:
    """Every mark as an icon and a count, 0 for what is not counted; what leads to others comes first."""
    signs = [
        (IconName.PRESENT, 0, marks.has_presenter),
        (IconName.BOOKMARK, 0, marks.has_bookmark),
        (IconName.NOTE, marks.notes, marks.notes > 0),
        (IconName.COMMENT, marks.comments, marks.comments > 0),
        (IconName.CHANGED, 0, marks.is_changed),
    ]
    return [(icon, count) for icon, count, shown in signs if shown]


def mark_words(marks: PageMarks) -> list[str]:
    """The same in words, for tooltips and screen readers."""
    words = []
    if marks.has_presenter:
        words.append(QCoreApplication.translate("page_marks", "The presenter is here"))
    if marks.has_bookmark:
        words.append(QCoreApplication.translate("page_marks", "Bookmark"))
    if marks.notes > 0:
        words.append(QCoreApplication.translate("page_marks", "%n note(s) of mine", "", marks.notes))
    if marks.comments > 0:
        words.append(QCoreApplication.translate("page_marks", "%n comment(s)", "", marks.comments))
    if marks.is_changed:
        words.append(QCoreApplication.translate("page_marks", "Changed in this version"))
    return words
