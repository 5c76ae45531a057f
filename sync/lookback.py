"""The look-back: what the chair asks about the meeting itself, and what each device answered last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sync.discussion import LookBack, LookBackAnswer, LookBackQuestion, QuestionKind
from sync.registers import Register
from sync.text import clean_body, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sync.clock import HybridTime
    from sync.registers import Act

DEFAULT_QUESTIONS: Final = (
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.TEXT),
)
"""Asked when the chair names none; the windows have the words."""

STEPS: Final = ("1", "2", "3", "4", "5")


class LookBacks:
    """What was asked and answered, in any order of arrival; the newest question of the chair counts."""

    def __init__(self) -> None:
        self._asked: Register[str] = Register("")
        self._answers: dict[str, dict[str, list[Act]]] = {}

    def ask(self, act: Act) -> None:
        """Take a lookback.open of the chair."""
        self._asked.set(act, act.event_id)

    def answer(self, act: Act) -> None:
        """Take a lookback.answer; whether it counts is decided when the look-back is built."""
        self._answers.setdefault(act.target, {}).setdefault(act.device, []).append(act)

    def value(
        self,
        accepts: Callable[[Act], bool],
        when: Callable[[Act], HybridTime],
        closing: Mapping[str, int] | None,
    ) -> LookBack | None:
        """Return the look-back; of a closed meeting without what its closing cut does not include."""
        asked = self._asked.by
        if asked is None:
            return None
        questions = _questions((asked.body or {})["questions"])

        def counts(act: Act) -> bool:
            is_late = closing is not None and act.sequence > closing.get(act.log, 0)
            return not is_late and answers_all(questions, (act.body or {})["answers"]) and accepts(act)

        def author_key(act: Act) -> tuple[int, int, str, int]:
            time = when(act)
            return (time.ms, time.counter, act.log, act.sequence)

        answers = []
        for device, acts in sorted(self._answers.get(asked.event_id, {}).items()):
            newest = max(filter(counts, acts), key=author_key, default=None)
            if newest is not None:
                texts = tuple(clean_body(each) for each in (newest.body or {})["answers"])
                answers.append(LookBackAnswer(device, texts, when(newest).ms))
        return LookBack(asked.event_id, questions, when(asked).ms, tuple(answers))


def answers_all(questions: Sequence[LookBackQuestion], answers: Sequence[str]) -> bool:
    """Say whether there is an answer to each question, none of which has to be more than ""."""
    return len(answers) == len(questions) and all(
        not answer or question.kind is QuestionKind.TEXT or answer in STEPS
        for question, answer in zip(questions, answers, strict=True)
    )


def _questions(asked: Sequence[Mapping[str, Any]]) -> tuple[LookBackQuestion, ...]:
    given = tuple(LookBackQuestion(clean_line(each["text"]), QuestionKind(each["kind"])) for each in asked)
    return given or DEFAULT_QUESTIONS
