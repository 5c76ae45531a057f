"""What the console tells unasked, one JSON object each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from sync.console_held import comment_shown_to
from sync.listener import NodeListener
from sync.meeting import Comment, Meeting, Presentation
from sync.node import Node
from sync.status import DocumentStatus, FoundMeeting, LinkStatus, Notice, SeatPresence, SeatQuestion
from sync.throttle import Throttle

DIGEST_S: Final = 0.2

Write = Callable[[dict[str, Any]], None]


class Reports:
    """Turns the reports of a node into lines; differences are taken against what was told before."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._node: Node | None = None
        self._found: dict[str, FoundMeeting] = {}
        self._documents: dict[str, DocumentStatus] = {}
        self._chair: tuple[str, int] = ("", -1)
        self._questions: tuple[SeatQuestion, ...] = ()
        self._presented: Presentation | None = None
        self._digest = ""
        self._held: set[str] = set()  # comments that were told while they were held
        self._digest_report = Throttle(self._tell_digest, DIGEST_S, DIGEST_S)

    def follow(self, node: Node) -> None:
        """From now on this node's digest is told with each change."""
        self._node = node
        meeting = node.meeting()
        if meeting is not None:
            self._meeting_changed(meeting)

    def listener(self) -> NodeListener:
        """The listener to give to the node."""
        return NodeListener(
            ready=self._ready,
            meetings_found=self._meetings_found,
            joined=lambda meeting: self._tell("joined", meeting=meeting),
            meeting_changed=self._meeting_changed,
            comment_applied=self._comment_applied,
            link_changed=self._link_changed,
            documents_changed=self._documents_changed,
            seat_questions_changed=self._seat_questions_changed,
            presence_changed=self._presence_changed,
            waiting_changed=lambda waiting: self._tell("waiting", comments=sorted(waiting)),
            peer_changed=lambda device, up: self._tell("peer", device=device, up=up),
            notice=self._notice,
            code_changed=lambda code: self._tell("code", code=code),
            chair_changed=self._chair_changed,
            succession_changed=lambda told: self._tell(
                "succession", may_claim=told.may_claim, void=[asdict(act) for act in told.void]
            ),
            closing_code_changed=lambda code: self._tell("closing_code", code=code),
        )

    def _tell(self, report: str, **fields: Any) -> None:
        self._write({"report": report, **fields})

    def _ready(self, version: str, device: str, listen: tuple[str, ...]) -> None:
        self._chair, self._presented, self._digest = ("", -1), None, ""  # with a new key all is news
        self._documents = {}
        self._tell("ready", version=version, device=device, listen=list(listen))

    def _meetings_found(self, found: tuple[FoundMeeting, ...]) -> None:
        now = {meeting.mark: meeting for meeting in found}
        for mark, meeting in now.items():
            if self._found.get(mark) != meeting:
                self._tell("meeting_found", **asdict(meeting))
        for mark in self._found.keys() - now.keys():
            self._tell("meeting_lost", meeting=self._found[mark].meeting, mark=mark)
        self._found = now

    def _meeting_changed(self, meeting: Meeting) -> None:
        self._digest_report.poke()
        self._chair_changed(meeting.chair, meeting.term)
        if self._held:
            self._tell_released(meeting)
        if meeting.presentation != self._presented:
            self._presented = meeting.presentation
            shown = meeting.presentation
            place = asdict(shown) if shown else {"document": None, "page": None}
            self._tell("presenter", **place, monotonic_ns=time.monotonic_ns())

    def _chair_changed(self, device: str, term: int) -> None:
        if (device, term) != self._chair:
            self._chair = (device, term)
            self._tell("chair", device=device, term=term)

    def _tell_digest(self) -> None:
        """Not with each change: it is taken over the whole meeting, and compared at rest."""
        meeting = self._node.meeting() if self._node is not None else None
        if self._node is None or meeting is None or (digest := self._node.digest()) == self._digest:
            return
        self._digest = digest
        self._tell("changed", meeting=meeting.meeting, digest=digest)

    def _comment_applied(self, comment: Comment, monotonic_ns: int) -> None:
        meeting = self._node.meeting() if self._node is not None else None
        comment = comment_shown_to(self._node.device if self._node else "", meeting, comment)
        if comment.held:
            self._held.add(comment.comment)
        self._tell_comment(comment, monotonic_ns)

    def _tell_released(self, meeting: Meeting) -> None:
        """A comment that was told while it was held is told once more, now with its text for everybody."""
        for comment in meeting.comments:
            if comment.comment in self._held and not comment.held:
                self._held.remove(comment.comment)
                self._tell_comment(comment, time.monotonic_ns())

    def _tell_comment(self, comment: Comment, monotonic_ns: int) -> None:
        self._tell(
            "comment",
            comment=comment.comment,
            author=comment.author,
            seat=comment.seat,
            kind=comment.kind.value,
            body=comment.body,
            agenda=comment.agenda,
            document=comment.anchor.document if comment.anchor else None,
            page=comment.anchor.page if comment.anchor else None,
            held=comment.held,
            monotonic_ns=monotonic_ns,
        )

    def _link_changed(self, link: LinkStatus) -> None:
        self._tell("link", state=type(link).__name__, **asdict(link))

    def _documents_changed(self, documents: tuple[DocumentStatus, ...]) -> None:
        for status in documents:
            if self._documents.get(status.document) != status:
                self._documents[status.document] = status
                self._tell(
                    "document",
                    document=status.document,
                    have=status.have,
                    size=status.size,
                    complete=status.complete,
                )

    def _seat_questions_changed(self, questions: tuple[SeatQuestion, ...]) -> None:
        before, self._questions = self._questions, questions
        for question in questions:
            if question not in before:
                self._tell("replacement_asked", **asdict(question))
        for device in {one.device for one in before} - {one.device for one in questions}:
            self._tell("replacement_settled", device=device)

    def _presence_changed(self, seats: tuple[SeatPresence, ...]) -> None:
        files = [{"held": sorted(seat.held), "opened": sorted(seat.opened)} for seat in seats]
        told = [asdict(seat) | each for seat, each in zip(seats, files, strict=True)]
        self._tell("presence", seats=told)

    def _notice(self, notice: Notice) -> None:
        self._tell("notice", level=notice.severity.value, code=notice.code, text=notice.text)
