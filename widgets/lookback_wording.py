"""The look-back in words: how many answered, and what came out, without any name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import QuestionKind
from widgets.wording import body_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.discussion import LookBack, LookBackQuestion
    from sync.meeting import Meeting

STEPS = ("1", "2", "3", "4", "5")


def answered_words(meeting: Meeting, lookback: LookBack) -> str:
    """How many seats answered."""
    words = QCoreApplication.translate("lookBack", "%1 of %2 seats answered")
    answered = sum(any(answer.answers) for answer in lookback.answers)
    return words.replace("%1", str(answered)).replace("%2", str(len(meeting.members)))


def steps_of(lookback: LookBack, place: int) -> tuple[int, ...]:
    """The steps that were answered to a question, in no order that tells a seat."""
    answers = (answer.answers[place] for answer in lookback.answers if place < len(answer.answers))
    return tuple(sorted(int(answer) for answer in answers if answer in STEPS))


def texts_of(lookback: LookBack, place: int) -> tuple[str, ...]:
    """What was written to a question, in alphabetical order: the order of seats would name them."""
    answers = (answer.answers[place] for answer in lookback.answers if place < len(answer.answers))
    return tuple(sorted(words for words in map(body_words, answers) if words))


def average_words(steps: tuple[int, ...]) -> str:
    """The average of a scale, with how many answered."""
    translate = QCoreApplication.translate
    if not steps:
        return translate("lookBack", "No answers yet")
    words = translate("lookBack", "Average %1 of 5 (%2 answers)")
    average = f"{sum(steps) / len(steps):.1f}"
    return words.replace("%1", average).replace("%2", str(len(steps)))


def question_words(questions: Sequence[LookBackQuestion]) -> tuple[str, ...]:
    """The text of each question; an empty one stands for the program's own of its kind."""
    own = {
        QuestionKind.SCALE: [
            QCoreApplication.translate("LookBackPanel", "Was it easy to say what you think?"),
            QCoreApplication.translate("LookBackPanel", "Was the time of the meeting well spent?"),
        ],
        QuestionKind.TEXT: [QCoreApplication.translate("LookBackPanel", "A word for the next meeting")],
    }
    found = []
    for question in questions:
        ready = own[question.kind]
        text = body_words(question.text)
        found.append(text or (ready.pop(0) if len(ready) > 1 else ready[0]))
    return tuple(found)
