"""The look-back in words: what is asked, how many answered, and what came out, without any name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from sync.discussion import QuestionKind
from widgets.wording import body_words, one_line

if TYPE_CHECKING:
    from sync.discussion import LookBack
    from sync.meeting import Meeting

STEPS = ("1", "2", "3", "4", "5")


def question_words(lookback: LookBack, place: int) -> str:
    """A question; the program has words for those that were left empty, by kind and order."""
    translate = QCoreApplication.translate
    question = lookback.questions[place]
    if question.text.strip():
        return one_line(question.text)
    if question.kind is QuestionKind.TEXT:
        return translate("lookBack", "What should be different next time?")
    earlier = sum(
        each.kind is QuestionKind.SCALE and not each.text.strip() for each in lookback.questions[:place]
    )
    first = translate("lookBack", "Could you say what you wanted to say?")
    return translate("lookBack", "Was the time of this meeting well spent?") if earlier else first


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
