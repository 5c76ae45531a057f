"""What a member does with polls and the look-back: checks it, then writes the event, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sync.ballot_sealing import Place, open_ballot, seal_ballot
from sync.discussion import LookBack, LookBackQuestion, Majority, Poll, PollDraft, PollKind
from sync.discussion_kinds import MAX_ANSWER, MAX_OPTION, MAX_OPTIONS, MAX_QUESTION, MAX_QUESTIONS
from sync.errors import KurumazaError, TextEmpty, TextTooLong
from sync.events import Event
from sync.lookback import answers_all
from sync.meeting import Meeting
from sync.poll_rules import FEWEST_OPTIONS, SCALE_OPTIONS, may_choose, own_options, tally_of
from sync.speaking import Speaking
from sync.text import checked_body, checked_line, clean_body

MAX_QUORUM = 10_000


class PollActs(Speaking):
    """The commands of one device about polls and the look-back."""

    def may_open_poll(self, draft: PollDraft) -> dict[str, object]:
        """Refuse what `open_poll` would, before a key is made; gives the body of the event, without key."""
        meeting = self._as_chair()
        self._begun_meeting()
        question = checked_body(draft.question, "question", MAX_QUESTION)
        if draft.agenda and meeting.agenda_item(draft.agenda) is None:
            raise KurumazaError("not_found", "The meeting has no such agenda item.")
        if draft.secret and draft.kind is PollKind.HANDS:
            raise KurumazaError("bad_argument", "Hands are not raised in secret.")
        if draft.majority is not Majority.NONE and draft.kind is not PollKind.YES_NO:
            raise KurumazaError("bad_argument", "Only yes and no can be decided by a majority.")
        if not 0 <= draft.quorum <= MAX_QUORUM:
            raise KurumazaError("bad_argument", f"The quorum has to be from 0 to {MAX_QUORUM}.")
        return {
            "question": question,
            "kind": draft.kind.value,
            "options": list(_options(draft)),
            "secret": draft.secret,
            "results": draft.results.value,
            "quorum": draft.quorum,
            "majority": draft.majority.value,
            "agenda": draft.agenda or meeting.current_item,
        }

    def open_poll(self, draft: PollDraft, key: str = "") -> Event:
        """Ask the room; `key` is what the ballots of a secret poll are sealed to."""
        return self._write("poll.open", body={**self.may_open_poll(draft), "key": key})

    def vote(self, poll: str, choices: Sequence[int]) -> Event:
        """Vote, or vote otherwise than before; in a show of hands, raise the hand or lower it (nothing)."""
        meeting = self._begun_meeting()
        asked = open_poll_of(meeting, poll)
        if self._device not in asked.eligible:
            raise KurumazaError("not_allowed", "This seat does not vote in this poll.")
        chosen = sorted(choices)
        if not may_choose(asked.kind, len(asked.options), chosen):
            raise KurumazaError("bad_argument", "These are not choices of this poll.")
        if not asked.secret:
            return self._write("ballot.cast", poll, {"choices": chosen})
        sealed = seal_ballot(asked.key, chosen, Place(meeting.meeting, poll, self._device))
        return self._write("ballot.cast", poll, {"sealed": sealed})

    def open_polls(self) -> tuple[str, ...]:
        """The polls that the end of the meeting would end uncounted."""
        return tuple(poll.poll for poll in self._as_chair().polls if poll.is_open)

    def poll_to_close(self, poll: str) -> Poll:
        """Refuse what `close_poll` would; gives the poll."""
        return open_poll_of(self._as_chair("not_the_chair"), poll)

    def close_poll(self, poll: str, private: bytes | None = None) -> Event:
        """End a poll, right after a cut; a secret one is counted with its key.

        Without the key nobody can count it: it ends as uncounted.
        """
        asked = self.poll_to_close(poll)
        self.cut()
        if not asked.secret or private is None:
            return self._write("poll.close", poll)
        meeting, options = self._session.journal.meeting_id, len(asked.options)
        ballots = [
            open_ballot(private, sealed, Place(meeting, poll, device))
            for device, sealed in self._session.journal.fold.sealed_ballots(poll).items()
        ]
        good = [each for each in ballots if each is not None and may_choose(asked.kind, options, each)]
        tally = tally_of(good, options)
        return self._write("poll.close", poll, {"tally": list(tally), "invalid": len(ballots) - len(good)})

    def open_lookback(self, questions: Sequence[LookBackQuestion] = ()) -> Event:
        """Ask the room how the meeting was: what is given, else what was planned, else the program's own."""
        meeting = self._as_chair()
        self._begun_meeting()
        if meeting.lookback is not None:
            raise KurumazaError("lookback_asked", "The room was asked already how the meeting was.")
        questions = questions or self._session.journal.fold.planned_questions()
        if len(questions) > MAX_QUESTIONS:
            raise KurumazaError("bad_argument", f"At most {MAX_QUESTIONS} questions can be asked.")
        asked = [
            {"text": checked_line(each.text, "question", MAX_QUESTION), "kind": each.kind.value}
            for each in questions
        ]
        return self._write("lookback.open", body={"questions": asked})

    def answer_lookback(self, lookback: str, answers: Sequence[str]) -> Event:
        """Answer, or answer otherwise than before; "" where there is nothing to say."""
        asked = _lookback(self._begun_meeting(), lookback)
        texts = [clean_body(each).strip() for each in answers]
        longest = max(map(len, texts), default=0)
        if longest > MAX_ANSWER:
            raise TextTooLong("answer", MAX_ANSWER, longest)
        if not answers_all(asked.questions, texts):
            raise KurumazaError("bad_argument", "These are not answers to these questions.")
        return self._write("lookback.answer", lookback, {"answers": texts})


def open_poll_of(meeting: Meeting, poll: str) -> Poll:
    """Return the poll of this id that takes votes, or say why there is none."""
    found = next((each for each in meeting.polls if each.poll == poll), None)
    if found is None:
        raise KurumazaError("not_found", "There is no such poll.")
    if not found.is_open:
        raise KurumazaError("poll_closed", "This poll is closed.")
    return found


def _options(draft: PollDraft) -> tuple[str, ...]:
    """What the chair offers, where the kind has no options of its own."""
    if own_options(draft.kind):
        if draft.options:
            raise KurumazaError("bad_argument", "Such a poll has options of its own.")
        return ()
    given = draft.options or (SCALE_OPTIONS if draft.kind is PollKind.SCALE else ())
    options = tuple(checked_line(option, "option", MAX_OPTION) for option in given)
    if not all(options):
        raise TextEmpty("option")
    if not FEWEST_OPTIONS <= len(options) <= MAX_OPTIONS or len(set(options)) != len(options):
        few, many = FEWEST_OPTIONS, MAX_OPTIONS
        raise KurumazaError("bad_argument", f"A poll has {few} to {many} options that differ.")
    return options


def _lookback(meeting: Meeting, lookback: str) -> LookBack:
    if meeting.lookback is None or meeting.lookback.lookback != lookback:
        raise KurumazaError("not_found", "The room was not asked that, or is asked otherwise now.")
    return meeting.lookback
