"""The discussion over the console, at a chair's PC alone with what it posts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.sync.test_console import CODE, ConsoleNode, meeting_file, start

__all__ = ["meeting_file", "start"]  # fixtures

NOWHERE = "A" * 43


def test_a_discussion_over_the_console(start: Callable[..., ConsoleNode], meeting_file: Path) -> None:
    chair = start("chair")
    device = chair.report("ready")["device"]
    (document,) = chair.do("host", file=str(meeting_file), code=CODE)["documents"]

    def meeting() -> Any:
        return chair.do("meeting")["meeting"]

    assert chair.do("moderation", mode="hold")["event"]
    region = {"left": 1, "top": 2, "width": 3, "height": 4}
    where = {"document": document["document"], "page": 2, "region": region, "quote": "予算"}
    one, two = (chair.do("post", body=body, **where)["comment"] for body in ("一", "二"))
    assert chair.report("comment", comment=one)["held"] is False  # nobody asks the chair
    assert meeting()["comments"][0]["anchor"]["region"] == region
    assert chair.do("release", comment=one)["error"] == "not_held"
    group = chair.do("group", comments=[one, two], title="同じ")["event"]
    assert chair.do("spotlight", group=group)["event"]
    assert (meeting()["spotlight"], meeting()["groups"][0]["title"]) == (group, "同じ")
    assert chair.do("group", group=group)["event"]
    assert meeting()["groups"] == []

    assert chair.do("floor", action="request")["event"]
    assert chair.do("floor", action="request")["error"] == "floor_asked"
    assert chair.do("floor", action="withdraw")["event"]
    assert chair.do("floor", action="grant", device=device, seconds=60)["event"]
    assert chair.do("floor", action="done")["event"]
    (speech,) = meeting()["floor"]["speeches"]
    assert speech["limit_s"] == 60
    assert speech["until_ms"] > 0

    assert chair.do("agenda", item="1")["event"]
    assert chair.do("pause", on=True)["event"]
    assert chair.do("minutes", item="1", minutes=20)["event"]
    assert chair.do("minutes", item="1", minutes=None)["event"]
    assert chair.do("names", item="1", names="withheld")["event"]
    assert chair.do("names", item="1", names="open")["error"] == "names_settled"
    assert chair.do("give_presenter", device=device)["event"]
    assert chair.do("give_presenter", device=None)["event"]
    assert chair.do("present", document=document["document"], page=2, zoom=1500, x=1, y=2)["event"]
    assert chair.report("presenter", page=2)["zoom"] == 1500
    assert chair.do("call", document=document["document"], page=2)["event"]
    assert meeting()["call"]["page"] == 2
    for wrong in (
        {"do": "moderation", "mode": "closed"},
        {"do": "moderation"},
        {"do": "group", "comments": []},
        {"do": "floor", "action": "shout"},
        {"do": "floor", "action": "grant"},
        {"do": "floor", "action": "grant", "device": device, "seconds": -1},
        {"do": "pause", "on": 1},
        {"do": "minutes", "item": "1"},
        {"do": "minutes", "item": "1", "minutes": 1441},
        {"do": "names", "item": "1", "names": "nobody"},
        {"do": "present", "document": document["document"], "x": 10_001},
        {"do": "post", "body": "a", "region": [1, 2, 3, 4]},
        {"do": "post", "body": "a", "region": region | {"left": "1"}},
        {"do": "post", "body": "a", "region": region | {"depth": 1}},
    ):
        assert chair.do(**wrong)["error"] == "bad_argument"
    assert chair.do("give_presenter", device=NOWHERE)["error"] == "not_found"
    assert chair.end() == (0, "")


def test_a_seat_is_not_told_what_waits_to_be_released(
    start: Callable[..., ConsoleNode], meeting_file: Path
) -> None:
    chair, author, other = start("chair"), start("author"), start("other")
    address = chair.report("ready")["listen"][0]
    assert chair.do("host", file=str(meeting_file), code=CODE)["ok"]
    assert chair.do("moderation", mode="hold")["event"]
    for seat, number in ((author, "4"), (other, "5")):
        assert seat.do("join", address=address, code=CODE, name="職員", seat=number)["ok"]
    document = chair.do("documents")["documents"][0]["document"]
    where = {"document": document, "page": 1, "quote": "引用"}
    posted = author.do("post", body="保留中の本文", **where)["comment"]
    told = {node: node.report("comment", comment=posted) for node in (chair, author, other)}
    assert [told[node]["body"] for node in (chair, author, other)] == ["保留中の本文", "保留中の本文", ""]
    (comment,) = other.do("meeting")["meeting"]["comments"]
    assert (comment["held"], comment["body"], comment["anchor"]["quote"]) == (True, "", "")
    assert author.do("meeting")["meeting"]["comments"][0]["body"] == "保留中の本文"
    assert chair.do("release", comment=posted)["event"]
    assert other.report("comment", comment=posted, held=False)["body"] == "保留中の本文"
