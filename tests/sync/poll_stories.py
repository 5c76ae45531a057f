"""Histories of meetings full of polls, for Hypothesis, with what is not allowed and a chair that moves."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sync.events import Event
from tests.sync.strategies import KEYS, ROLES, START_MS, Step, Writer, admit, create

POLL_KINDS = ("yes_no", "choice", "multiple", "scale", "hands")
CHOICES: tuple[list[int], ...] = ([0], [0], [1], [0], [1], [0, 1], [], [5])
ANSWERS = (["5", "", "よかった"], ["1", "2", ""], ["9", "", ""], ["3"], ["", "", ""])
BY_CHAIR = ("poll.open", "poll.close", "cut", "roster.add", "roster.remove", "meeting.close", "meeting.open")
BY_ANYBODY = ("ballot.cast", "lookback.answer", "comment.add")


class PollStory:
    """Turns steps into the events of one meeting."""

    def __init__(self) -> None:
        first = Writer(KEYS[0])
        self.events = [create(first, policy={"deputies": ["2"]})]
        self.logs = [first, *(Writer(key, first.meeting) for key in KEYS[1:])]
        self.position, self.term, self.chair = 1, 0, 0
        self.polls: list[str] = []
        self.secret: set[str] = set()
        self.voted: dict[str, set[int]] = {}  # who voted in secret, if nothing spoke against it
        self.lookbacks: list[str] = []
        for number, key in enumerate(KEYS):
            self.position += 1
            self.events.append(admit(first, key, position=self.position, seat=str(number + 1)))

    def tell(self, step: Step) -> None:
        """Write the event of one step, if there is anything it could be about."""
        by_chair = step.kind in (*BY_CHAIR, "lookback.open", "chair.transfer")
        # Now and then somebody says what only the chair may, or votes at a position of long ago.
        author = step.author if not by_chair or step.pick == 7 else self.chair
        known = {"poll.close": self.polls, "ballot.cast": self.polls, "lookback.answer": self.lookbacks}
        targets = known.get(step.kind, [""])
        if not targets or (step.kind == "chair.transfer" and self.chair):
            return
        target = targets[step.jump % len(targets)] if step.pick % 3 == 2 else targets[-1]
        self.position += by_chair
        position = self.position if by_chair or step.pick % 4 else max(1, self.position - step.pick)
        ms = START_MS + step.jump * 1_000
        event = self.logs[author].say(
            step.kind, self._body(step, target), target, term=self.term, position=position, ms=ms
        )
        self.events.append(event)
        if step.kind == "poll.open":
            self.polls.append(event.event_id)
            if (event.body or {})["secret"]:
                self.secret.add(event.event_id)
        elif step.kind == "lookback.open":
            self.lookbacks.append(event.event_id)
        elif step.kind == "ballot.cast" and author in (0, 1, 2):
            self.voted.setdefault(target, set()).add(author)
        elif step.kind == "chair.transfer" and author == self.chair == 0:
            self.chair, self.term, self.position = 1, self.term + 1, 0

    def _body(self, step: Step, target: str) -> dict[str, Any]:
        pick, secret = step.pick, step.jump % 2 == 1
        voted = len(self.voted.get(target, ()))
        key = KEYS[1 + pick % 4]
        bodies: dict[str, dict[str, Any]] = {
            "poll.open": {
                "question": "賛成\u202eですか",
                "kind": POLL_KINDS[(pick + step.author) % 5] if pick % 2 else "yes_no",
                "options": ["案1", "案2", "案3"][: 3 - pick % 5 // 2],
                "secret": secret,
                "key": "7" * 64 if secret else "",
                "quorum": pick % 4 // 2,
                "majority": ("none", "simple", "absolute", "two_thirds")[step.author % 4],
                "voters": [["chair", "member"], ["member", "observer", "secretariat"]][pick // 6],
            },
            "poll.close": {"tally": [voted, 0, 0] if pick % 4 else [pick % 3, step.author % 2, 0]},
            "ballot.cast": {"sealed": f"S{pick}"}
            if (target in self.secret) == (pick != 7)
            else {"choices": CHOICES[pick % 8]},
            "lookback.open": {"questions": [{"text": "時間は", "kind": "text"}] if pick % 2 else []},
            "lookback.answer": {"answers": ANSWERS[pick % 5]},
            "comment.add": {"body": "意見"},
            "cut": {"have": self._have(step)},
            "roster.add": {
                "device": key.device,
                "seat": str(2 + step.author % 3),
                "role": list(ROLES.values())[step.jump % 4],
            },
            "roster.remove": {"device": key.device, "upto": {Writer(key).log: 2 * step.author}},
            "chair.transfer": {"to": KEYS[1].device, "term": self.term + 1},
        }
        return bodies.get(step.kind, {})

    def _have(self, step: Step) -> dict[str, int]:
        """How far the chair holds the logs: not always all of them, and once more than there is."""
        return {
            log.log: log.sequence + (step.pick == 6)
            for number, log in enumerate(self.logs)
            if log.sequence and (step.pick < 5 or (number + step.pick) % 4)
        }


steps = st.builds(
    Step,
    author=st.integers(0, len(KEYS) - 1),
    kind=st.sampled_from(
        (
            *BY_CHAIR,
            *BY_ANYBODY,
            *("poll.open", "poll.close", "cut") * 2,
            *("ballot.cast",) * 9,
            *("lookback.open", "lookback.answer", "chair.transfer"),
        )
    ),
    pick=st.integers(0, 7),
    jump=st.integers(-3, 3),
)


@st.composite
def poll_histories(draw: st.DrawFn) -> list[Event]:
    """Draw the events of one meeting in the order in which they were written."""
    story = PollStory()
    least = draw(st.sampled_from((5, 30, 60)))
    for step in draw(st.lists(steps, min_size=least, max_size=least + 15)):
        story.tell(step)
    return story.events
