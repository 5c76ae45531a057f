"""Meetings in which everything happened that a record has to tell, or not to tell."""

from __future__ import annotations

from dataclasses import replace

from sync.chronicle import Chronicle, Stay, Stretch
from sync.discussion import (
    AgendaClock,
    Ballot,
    Floor,
    Group,
    ItemTime,
    LookBack,
    LookBackAnswer,
    LookBackQuestion,
    Majority,
    Outcome,
    Poll,
    PollKind,
    QuestionKind,
    Speech,
)
from sync.meeting import (
    AgendaItem,
    Anchor,
    Comment,
    CommentKind,
    Document,
    DocumentVersion,
    Meeting,
    Member,
    Names,
    Phase,
    Role,
    Seat,
    Version,
)
from sync.recorded import Recorded

START = 1_790_000_000_000
MINUTE = 60_000
CHAIR, ANNE, BEN, OFFICE = "device-chair", "device-anne", "device-ben", "device-office"

MEMBERS = (
    Member(CHAIR, "1", "市長", role=Role.CHAIR),
    Member(ANNE, "2", "秘密の花子", "市民課"),
    Member(BEN, "3", "太郎", "総務課"),
    Member(OFFICE, "4", "係長", "DX課", Role.SECRETARIAT),
)


def said(name: str, author: str = ANNE, **more: object) -> Comment:
    """A comment of a member, with the name that the member has."""
    member = next(each for each in MEMBERS if each.device == author)
    plain = Comment(
        name,
        author,
        member.seat,
        member.name,
        member.department,
        Names.NAMED,
        CommentKind.OPINION,
        f"意見 {name}",
        START + 10 * MINUTE,
        agenda="first",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def paper(name: str, item: str = "first", **more: object) -> Document:
    """A document of two versions."""
    versions = (
        DocumentVersion(1, f"{name}-1", 1_000, START, "", f"{name}-event"),
        DocumentVersion(2, f"{name}-2", 2_000, START + MINUTE, "数字の誤り", f"{name}-again"),
    )
    found = Document(name, f"資料 {name}", "", item, f"{name}-2", 2_000, version=2, versions=versions)
    return replace(found, **more)  # type: ignore[arg-type]


def comments() -> tuple[Comment, ...]:
    """One of each fate."""
    return (
        said(
            "named",
            anchor=Anchor("budget", 3, "budget-1", quote="三億円"),
            agreed=frozenset({BEN, CHAIR}),
            answered=True,
            answer="次回までに調べます",
            versions=(Version("はじめの文", START + 9 * MINUTE),),
        ),
        said("reply", BEN, reply_to="named", body="そう思います"),
        said("withheld", shown=Names.WITHHELD, body="言いにくいこと", late=True),
        said("department", shown=Names.DEPARTMENT, kind=CommentKind.QUESTION),
        said("hidden", BEN, hidden=True, hide_reason="個人のことなので", body="隠された文"),
        said("below", reply_to="hidden", body="隠された文への返信"),
        said("held", BEN, held=True, body="公開されない文"),
        said("under", reply_to="held", body="公開されない文への返信"),
        said("gone", BEN, deleted=True, body=""),
        said("sealed", anchor=Anchor("secret", 1, "secret-1", quote="極秘の語句"), agenda=""),
        said("nowhere", BEN, agenda="", group="g"),
    )


def polls() -> tuple[Poll, ...]:
    """An open one that was carried, and a secret one; each with a vote that came too late."""
    options = ("yes", "no", "abstain")
    everybody = (CHAIR, ANNE, BEN)
    at = START + 20 * MINUTE
    opened = Poll(
        "p1",
        "予算案に賛成ですか",
        PollKind.YES_NO,
        options,
        at,
        at + MINUTE,
        agenda="first",
        quorum=2,
        majority=Majority.SIMPLE,
        eligible=everybody,
        voted=(CHAIR, ANNE),
        ballots=(Ballot("b1", CHAIR, at, (0,)), Ballot("b2", ANNE, at, (0,))),
        late=(Ballot("b3", BEN, at + MINUTE, (1,)),),
        tally=(2, 0, 0),
        outcome=Outcome.CARRIED,
    )
    secret = replace(
        opened,
        poll="p2",
        question="人事について",
        secret=True,
        tally=(1, 1, 0),
        key="k",
        # The fold has none of these of a secret poll; a record has to stay silent all the same.
        ballots=(Ballot("b4", CHAIR, at, (1,)),),
        late=(Ballot("b5", BEN, at, (1,)),),
    )
    return opened, secret


def held_meeting(*more: Comment, **changes: object) -> Meeting:
    """A meeting of two items that is closed."""
    found = Meeting(
        "m" * 43,
        "第3回 本部会議",
        CHAIR,
        phase=Phase.CLOSED,
        organization="みほん市",
        room="第1委員会室",
        starts="2026-10-06T13:30:00+09:00",
        ends="2026-10-06T15:00:00+09:00",
        seats=(
            Seat("1", "市長", role=Role.CHAIR),
            Seat("2", "秘密の花子", "市民課"),
            Seat("3", "太郎", "総務課"),
            Seat("4", "係長", "DX課", Role.SECRETARIAT),
            Seat("5", "欠けた人"),
        ),
        members=MEMBERS,
        agenda=(
            AgendaItem("first", 1, "予算", 10, "1", documents=(paper("budget"),)),
            AgendaItem("second", 2, "その他", documents=(paper("secret", "second", confidential=True),)),
        ),
        comments=(*comments(), *more),
        closed_ms=START + 60 * MINUTE,
        polls=polls(),
        floor=Floor(speeches=(Speech("s", BEN, START + 5 * MINUTE, START + 7 * MINUTE, 180, "first"),)),
        groups=(Group("g", ("named", "nowhere", "held"), "同じ話"),),
        clock=AgendaClock((ItemTime("first", 12 * MINUTE),)),
        lookback=LookBack(
            "l",
            (LookBackQuestion("", QuestionKind.SCALE), LookBackQuestion("ひとこと", QuestionKind.TEXT)),
            START + 55 * MINUTE,
            (LookBackAnswer(BEN, ("4", "よかった"), START), LookBackAnswer(ANNE, ("5", ""), START)),
        ),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def recorded(meeting: Meeting | None = None, device: str = CHAIR) -> Recorded:
    """It, as a device holds it an hour after its begin."""
    chronicle = Chronicle(
        START,
        tuple(Stay(member, START + number * 1_000) for number, member in enumerate(MEMBERS)),
        (
            Stretch("first", START + MINUTE, START + 8 * MINUTE),
            Stretch("", START + 8 * MINUTE, START + 9 * MINUTE),
            Stretch("first", START + 9 * MINUTE, START + 14 * MINUTE),
        ),
    )
    return Recorded(meeting or held_meeting(), chronicle, device, START + 61 * MINUTE, "d" * 64, "ABC DEF")
