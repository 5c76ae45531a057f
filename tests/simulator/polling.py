"""What the people of a simulated meeting do with polls and the look-back."""

from __future__ import annotations

from sync.events import Event
from sync.meeting import Meeting
from tests.simulator.node import SimNode
from tests.simulator.schedule import Step

BY_CHAIR = ("ask", "close_poll", "look_back")
_KINDS = ("yes_no", "multiple", "hands")
_CHOICES = ([0], [1], [0, 1], [2], [])


def poll_act(node: SimNode, meeting: Meeting, step: Step) -> Event | None:
    """Let a step about polls happen; one that is impossible now does not."""
    pick, polls = step.pick, [poll for poll in meeting.polls if poll.is_open or step.pick % 9 == 0]
    poll = polls[pick % len(polls)] if polls else None
    match step.kind:
        case "ask":
            secret = pick % 3 == 0
            body = {
                "question": f"採決 {step.at}",
                "kind": "yes_no" if secret else _KINDS[pick % 3],
                "options": ["案1", "案2", "案3"],
                "secret": secret,
                "key": "7" * 64 if secret else "",
                "majority": "simple",
            }
            return node.write("poll.open", "", body)
        case "vote" if poll:
            ballot = {"sealed": f"S{pick}"} if poll.secret else {"choices": _CHOICES[pick % 5]}
            return node.write("ballot.cast", poll.poll, ballot)
        case "close_poll" if poll:
            return _close(node, poll.poll, secret=poll.secret)
        case "look_back":
            return node.write("lookback.open")
        case "look_answer" if meeting.lookback:
            answers = {"answers": [str(1 + pick % 6), "", "よい"]}
            return node.write("lookback.answer", meeting.lookback.lookback, answers)
    return None


def _close(node: SimNode, poll: str, *, secret: bool) -> Event | None:
    """Close it right after a cut, as the command does; all in secret were for it."""
    fold = node.journal.fold
    changed = fold.uncut(node.journal.have())
    if changed and node.write("cut", "", {"have": changed}) is None:
        return None
    tally = [len(fold.sealed_ballots(poll)), 0, 0] if secret else []
    return node.write("poll.close", poll, {"tally": tally})
