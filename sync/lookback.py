"""The look-back: what the chair asks about the meeting itself, and what each device answered last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sync.discussion import LookBack, LookBackAnswer, LookBackQuestion, QuestionKind
from sync.registers import Register, own_order
from sync.text import clean_body, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sync.meeting import Meeting
    from sync.registers import Act
    from sync.standing import Standing

DEFAULT_QUESTIONS: Final = (
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.SCALE),
    LookBackQuestion("", QuestionKind.TEXT),
)
"""Asked when the chair names none; the windows have the words."""

STEPS: Final = ("1", "2", "3", "4", "5")


class LookBacks:
    """What was asked and answered, in any order of arrival; the newest question of the chair counts."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._asked: Register[str] = Register("")
        self._answers: dict[str, dict[str, list[Act]]] = {}
        self._value: LookBack | None = None

    def receive(self, act: Act) -> bool:
        """Take lookback.open of the chair, or lookback.answer of anybody."""
        if act.kind == "lookback.open":
            return self._asked.set(act, act.event_id)
        self._answers.setdefault(act.target, {}).setdefault(act.device, []).append(act)
        return True

    def values(self, _frame: Meeting) -> Mapping[str, Any]:
        """Return the look-back; of a closed meeting without what its closing cut does not include."""
        found = self._build(self._asked.by) if self._asked.by else None
        self._value = self._value if found == self._value else found
        return {"lookback": self._value}

    def _build(self, asked: Act) -> LookBack:
        standing = self._standing
        questions = questions_of((asked.body or {})["questions"]) or DEFAULT_QUESTIONS

        def counts(act: Act) -> bool:
            fits = answers_all(questions, (act.body or {})["answers"])
            return fits and standing.from_member(act) and not standing.is_outside(act)

        answers = []
        for device, acts in sorted(self._answers.get(asked.event_id, {}).items()):
            counted = own_order(filter(counts, acts), standing.time_of)
            if counted:
                newest = counted[-1]
                texts = tuple(clean_body(each) for each in (newest.body or {})["answers"])
                answers.append(LookBackAnswer(device, texts, standing.time_of(newest).ms))
        return LookBack(asked.event_id, questions, standing.time_of(asked).ms, tuple(answers))


def answers_all(questions: Sequence[LookBackQuestion], answers: Sequence[str]) -> bool:
    """Say whether there is an answer to each question, none of which has to be more than ""."""
    return len(answers) == len(questions) and all(
        not answer or question.kind is QuestionKind.TEXT or answer in STEPS
        for question, answer in zip(questions, answers, strict=True)
    )


def questions_of(asked: Sequence[Mapping[str, Any]]) -> tuple[LookBackQuestion, ...]:
    """Return the questions that an event names."""
    return tuple(LookBackQuestion(clean_line(each["text"]), QuestionKind(each["kind"])) for each in asked)
