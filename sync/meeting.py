"""The meeting as values: what every window shows and every export writes.

All are frozen. A fold of events (`sync.fold`) makes them; nobody edits one. Times are milliseconds since 1970
UTC on the meeting clock; pages count from 1, as people do; places on a page are 0..1, unrotated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.discussion import (
    NOBODY_SPEAKS,
    NOT_STARTED,
    PAGE_UNITS,
    WHOLE_ZOOM,
    AgendaClock,
    Call,
    Floor,
    Group,
    LookBack,
    Poll,
    Region,
)


class CommentKind(StrEnum):
    """What a comment wants to be: the four choices of the composer."""

    OPINION = "opinion"
    QUESTION = "question"
    SUPPORT = "support"
    CONCERN = "concern"


class Names(StrEnum):
    """How an author is shown; `OPEN` lets the poster choose, the others bind everybody."""

    OPEN = "open"
    NAMED = "named"
    DEPARTMENT = "department"
    WITHHELD = "withheld"


class Keep(StrEnum):
    """What a device keeps of a meeting once its time to keep everything is over."""

    NOTHING = "nothing"
    DOCUMENTS = "documents"
    RECORD = "record"
    ALL = "all"


class Moderation(StrEnum):
    """Whether a comment is shown at once, or held until the chair or the secretariat releases it."""

    OPEN = "open"
    HOLD = "hold"


class Role(StrEnum):
    """What a seat may do."""

    CHAIR = "chair"
    MEMBER = "member"
    SECRETARIAT = "secretariat"
    ADVISOR = "advisor"
    OBSERVER = "observer"


class Phase(StrEnum):
    """Where the meeting stands."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


class Opening(StrEnum):
    """Whether the chair and the secretariat see at which seats a document was opened."""

    SHOWN = "shown"
    HIDDEN = "hidden"


class Opens(StrEnum):
    """When a meeting opens: as soon as it is there, or by itself at the time it is to start."""

    AT_ONCE = "at_once"
    AT_START = "at_start"


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules of one meeting, set when it is created.

    Until `keep_days` after the close every device keeps everything, from then on only what `keep` names.
    """

    names: Names = Names.OPEN
    moderation: Moderation = Moderation.OPEN
    confidential: bool = False
    deputies: tuple[str, ...] = ()
    opening: Opening = Opening.SHOWN
    keep: Keep = Keep.ALL
    keep_days: int = 0
    opens: Opens = Opens.AT_ONCE


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the room as the meeting file names it, taken by a device or not."""

    number: str
    name: str = ""
    department: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class Member:
    """A device that the chair admitted: its seat and the name it gave."""

    device: str
    seat: str
    name: str
    department: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class Anchor:
    """The page of a document that a comment was made on, a part of it if there is a `region`.

    `sha256` are the bytes that its author read; "" are those of the first version. `quote` are the words of
    the page that were selected, if any.
    """

    document: str
    page: int
    sha256: str = ""
    region: Region | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a document, brought by `event`, sealed by `key`; `withdrawn_ms` is 0 while it counts."""

    number: int
    sha256: str
    size: int
    at_ms: int
    reason: str
    event: str
    withdrawn_ms: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the agenda.

    `document` is the id of the event that added it, `sha256` its present bytes, those of version `version`;
    `versions` has all there were, oldest first. `withdrawn_ms` is 0 while the agenda has it. `confidential`
    follows from the document or the meeting; `key` names the key that seals its present file, which a device
    has to be given. `collected`: the chair called it in, so no device keeps any version of it.
    """

    document: str
    title: str
    label: str
    agenda: str
    sha256: str
    size: int
    version: int = 1
    versions: tuple[DocumentVersion, ...] = ()
    withdrawn_ms: int = 0
    confidential: bool = False
    key: str = ""
    collected: bool = False

    @property
    def present(self) -> DocumentVersion | None:
        """The version that the agenda shows now."""
        return next((version for version in self.versions if version.number == self.version), None)

    def version_of(self, sha256: str) -> DocumentVersion | None:
        """The newest version with these bytes; "" are those of the first one."""
        if not sha256:
            return self.versions[0] if self.versions else None
        return next((each for each in reversed(self.versions) if each.sha256 == sha256), None)

    def bytes_under(self, anchor: Anchor) -> str:
        """The bytes that a comment on this document was made on."""
        if anchor.sha256:
            return anchor.sha256
        return self.versions[0].sha256 if self.versions else self.sha256


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda and the documents that belong to it, in order."""

    item: str
    number: int
    title: str
    minutes: int | None = None
    presenter: str = ""
    names: Names = Names.OPEN
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier text of a comment."""

    body: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as everybody may see it.

    `author` is the device for audits and for knowing one's own; `shown` says how much of the author a screen
    may show: named, department or withheld. `at_ms` is its effective time; `late` says that the record of the
    chair had passed that time when it arrived: it stands before others that were there first. A deleted one
    says who and when, and nothing of what its body said. A `held` one is for its author, the chair and the
    secretariat to see until it is released. `group` is the group of alike comments it is in, if any.
    `late_edits` are texts of its author that came after the close: they change nothing of the record.
    """

    comment: str
    author: str
    seat: str
    name: str
    department: str
    shown: Names
    kind: CommentKind
    body: str
    at_ms: int
    agenda: str = ""
    anchor: Anchor | None = None
    reply_to: str = ""
    agreed: frozenset[str] = frozenset()
    hidden: bool = False
    hide_reason: str = ""
    deleted: bool = False
    answered: bool = False
    answer: str = ""
    versions: tuple[Version, ...] = ()
    late: bool = False
    held: bool = False
    group: str = ""
    late_edits: tuple[Version, ...] = ()

    @property
    def has_other_texts(self) -> bool:
        """Whether there are texts beside the one that counts, to be looked at."""
        return bool(self.versions or self.late_edits)


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the presenter shows now, and which part of the page (as in `Pointing`)."""

    document: str
    page: int
    presenter: str
    zoom: int = WHOLE_ZOOM
    x: int = PAGE_UNITS // 2
    y: int = PAGE_UNITS // 2


@dataclass(frozen=True, slots=True)
class CollectionReceipt:
    """A device says that nothing of these confidential documents, nor their key, is on it any more."""

    event: str
    device: str
    at_ms: int
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """Confidential documents were called in: one, or all there were when `document` is empty.

    `device` is that of the chair or the secretariat who did it.
    """

    collection: str
    document: str
    at_ms: int
    receipts: tuple[CollectionReceipt, ...] = ()
    device: str = ""

    def receipt(self, device: str) -> CollectionReceipt | None:
        """What a device said about it."""
        return next((receipt for receipt in self.receipts if receipt.device == device), None)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything that follows from the events of one meeting.

    `comments` stand in the order of display: effective time, then device, log and sequence; a reply is always
    after its parent. Hidden and deleted ones are included with their flags, deleted ones with an empty body.
    `chair` is the device whose word counts now, in `term`; `successors` are those that may take the chair
    over, the creator first, then the deputies in their order; `forked` are devices that wrote a log twice;
    `withdrawn` are documents that the agenda had; `collections` are what was called in, in that order;
    `closed_ms` is when the meeting was closed, 0 before. `moderation` is the rule for what is posted now;
    `spotlight` is a comment or a group; `presenter` is the device that may present beside the chair's;
    `polls` stand in the order in which they were opened.
    """

    meeting: str
    title: str
    chair: str
    term: int = 0
    phase: Phase = Phase.PREPARED
    organization: str = ""
    room: str = ""
    starts: str = ""
    ends: str = ""
    policy: Policy = Policy()
    seats: tuple[Seat, ...] = ()
    members: tuple[Member, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    current_item: str = ""
    current_since_ms: int = 0
    comments: tuple[Comment, ...] = ()
    spotlight: str = ""
    presentation: Presentation | None = None
    successors: tuple[str, ...] = ()
    forked: tuple[str, ...] = ()
    withdrawn: tuple[Document, ...] = ()
    collections: tuple[Collection, ...] = ()
    closed_ms: int = 0
    moderation: Moderation = Moderation.OPEN
    presenter: str = ""
    call: Call | None = None
    polls: tuple[Poll, ...] = ()
    floor: Floor = NOBODY_SPEAKS
    groups: tuple[Group, ...] = ()
    clock: AgendaClock = NOT_STARTED
    lookback: LookBack | None = None

    @property
    def awaits_opening(self) -> bool:
        """Whether it was handed out before its time: there is nothing to read or to say yet."""
        return self.phase is Phase.PREPARED and self.policy.opens is Opens.AT_START

    @property
    def secretariat(self) -> tuple[str, ...]:
        """The devices of the secretariat, which help the chair."""
        return tuple(member.device for member in self.members if member.role is Role.SECRETARIAT)

    @property
    def secret_polls(self) -> tuple[Poll, ...]:
        """The secret votes that go on, which only the PC that opened them can count."""
        return tuple(poll for poll in self.polls if poll.secret and poll.is_open)

    def shows_held(self, comment: Comment, device: str) -> bool:
        """Whether a device is shown the text of a comment, also while that waits to be released."""
        return not comment.held or device in (comment.author, self.chair, *self.secretariat)

    def member(self, device: str) -> Member | None:
        """The member whose device this is, if it was admitted."""
        return next((member for member in self.members if member.device == device), None)

    def may_record(self, device: str) -> bool:
        """Whether a device may make a file of the record: the chair's, and those of the secretariat."""
        member = self.member(device)
        role = member.role if member else None
        return device == self.chair or role in (Role.CHAIR, Role.SECRETARIAT)

    def may_name(self, device: str) -> bool:
        """Whether a device may look who wrote what stands there without a name: the secretariat's."""
        return device in self.secretariat

    def document(self, document: str) -> Document | None:
        """The document of this id, if the agenda has it."""
        for item in self.agenda:
            for candidate in item.documents:
                if candidate.document == document:
                    return candidate
        return None

    def known_document(self, document: str) -> Document | None:
        """The document of this id, also one that was withdrawn."""
        found = self.document(document)
        return found or next((each for each in self.withdrawn if each.document == document), None)

    def agenda_item(self, item: str) -> AgendaItem | None:
        """The agenda item of this id, if there is one."""
        return next((candidate for candidate in self.agenda if candidate.item == item), None)


@dataclass(frozen=True, slots=True)
class CommentDraft:
    """What somebody wants to post; becomes a comment once its event is on disk."""

    body: str
    kind: CommentKind = CommentKind.OPINION
    agenda: str = ""
    anchor: Anchor | None = None
    reply_to: str = ""
    name_withheld: bool = False
