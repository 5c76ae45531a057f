"""What was said in vain in the chair's name, and is still not said by the chair.

By who lost a term, or by a chair that led the room on when it was taken over and did not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sync.registers import Act
from sync.terms import Terms

MODERATION = ("comment.hide", "comment.unhide")
ANSWERS = ("comment.answer", "comment.reopen")
Subject = tuple[str, ...]
_OF_A_COMMENT: Final = {
    **dict.fromkeys(MODERATION, "hidden"),
    **dict.fromkeys(ANSWERS, "answered"),
}
_OF_THE_MEETING: Final = frozenset(
    (
        "agenda.open",
        "agenda.pause",
        "agenda.set",
        "floor.grant",
        "lookback.open",
        "moderation.set",
        "presenter.give",
        "presenter.set",
        "spotlight.set",
    )
)
_REPLACE: Final = "document.replace"


def subject_of(act: Act) -> Subject | None:
    """Return what an act of the chair is about; None for what cannot be said again."""
    if act.kind in _OF_THE_MEETING:
        return (act.kind,)
    if act.kind in _OF_A_COMMENT:
        return (_OF_A_COMMENT[act.kind], act.target)
    body = act.body or {}
    match act.kind:
        case "roster.add" | "roster.remove":
            subject: Subject | None = ("roster", body["device"])
        case "document.replace":
            subject = ("version", body["sha256"])
        case "document.add":
            subject = ("document", body["sha256"], body["title"])
        case "document.withdraw":
            subject = (act.kind, act.target, body["version"])
        case "meeting.open" | "meeting.close":
            subject = ("phase",)
        case "comment.release":
            subject = ("released", act.target, body["text"])
        case "comment.group":  # made anew it has another id, and is about the same comments
            subject = ("group", act.target, *body["comments"])
        case _:
            subject = None
    return subject


def void_acts(acts: Iterable[Act], terms: Terms) -> tuple[Act, ...]:
    """Return the newest void act about each subject that the chair has not settled since.

    The chair settles it by saying the same, by saying something later about it, or, for a device, by
    admitting or removing it in that term or a later one.
    """
    void: dict[Subject, Act] = {}
    said: dict[Subject, list[Act]] = {}
    for act in acts:
        subject = subject_of(act)
        if subject is None:
            continue
        if terms.counts(act):
            said.setdefault(subject, []).append(act)
            if act.kind == _REPLACE:  # it settles an earlier replacement of the same document as well
                said.setdefault((_REPLACE, act.target), []).append(act)
        elif (terms.lost(act) or terms.gave_way(act)) and (
            subject not in void or void[subject].authority_key < act.authority_key
        ):
            void[subject] = act
    return tuple(
        act
        for subject, act in sorted(void.items(), key=lambda pair: pair[1].authority_key)
        if not any(_settles(word, act) for word in (*said.get(subject, ()), *said.get(_document(act), ())))
    )


def _document(act: Act) -> Subject:
    return (act.kind, act.target) if act.kind == _REPLACE else ()


def _settles(word: Act, void: Act) -> bool:
    if word.authority[0] < void.authority[0]:
        return False
    if word.device == void.device and word.authority_key < void.authority_key:
        return False  # what a chair said before changes nothing of what it said in vain
    same = (word.kind, word.target, word.body) == (void.kind, void.target, void.body)
    return same or word.kind.startswith("roster.") or word.time > void.time
