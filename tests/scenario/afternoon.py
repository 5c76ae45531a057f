"""Plays an afternoon with a process for each seat, and holds every step against what has to follow."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.lan.lan import Lan
from tests.lan.place import CODE, LIMIT_S, ConsoleNode, Line, Room
from tests.scenario.material import Material, Step

CHAIR_SEAT = 1
ABSENT = 11
LATE = 18
NEW_PC = 25  # of the seat whose PC is replaced
HOSTS = 26
AT_ONCE = 4  # programs that start at the same time: two cores have to carry them
CENTRE = 5_000
PAGE_UNITS = 10_000
ZOOM = 1_000


@dataclass
class Expected:
    """The meeting as the steps so far make it."""

    item: int = 0
    page: tuple[str, int, int, int, int] | None = None  # title, page, zoom, x, y
    spotlight: str = ""
    said: dict[int, tuple[int, str]] = field(default_factory=dict)  # comment of the file -> seat, text
    withdrawn: set[int] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)  # title -> number
    closed: bool = False


class Afternoon:
    """One meeting with everybody in it; the time between steps is left out, their order is kept."""

    def __init__(self, material: Material, folder: Path, lan: Lan | None, *, everybody: bool) -> None:
        self.material = material
        self._everybody = everybody  # else only those who do something
        self.expected = Expected()
        self.digest = ""
        self._folder = folder
        self._lan = lan
        self._room = Room(folder, lan)
        self._seats: dict[int, ConsoleNode] = {}
        self._hosts: dict[int, int] = {}
        self._devices: dict[int, str] = {}
        self._ids: dict[int, str] = {}  # comment of the file -> id of its event
        self._cut_off: set[int] = set()
        self._unsent: dict[int, tuple[int, str]] = {}
        self._address = ""

    def play(self) -> None:
        """Play all of it; AssertionError names the step that did not come out."""
        with self._room:
            self._begin()
            for number, step in enumerate(self.material.steps, 1):
                try:
                    getattr(self, f"_{step['do']}")(step)
                    self._hold()
                except AssertionError as error:
                    raise AssertionError(f"step {number}, {step}: {error}") from error

    # -- the room -------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._open()
        doing = {step["seat"] for step in self.material.steps if "seat" in step}
        seats = {seat["number"] for seat in self.material.plan["seats"]} if self._everybody else doing
        coming = sorted(seats - {CHAIR_SEAT, ABSENT, LATE})
        for first in range(0, len(coming), AT_ONCE):
            for seat in coming[first : first + AT_ONCE]:
                self._start(seat, seat)
            for seat in coming[first : first + AT_ONCE]:
                self._enter(seat)
        self._devices[CHAIR_SEAT] = self._meeting()["chair"]
        self.expected.versions = dict.fromkeys(self.material.titles().values(), 1)
        self._hold()
        for node in self._seats.values():
            node.until("documents", lambda answer: all(each["complete"] for each in answer["documents"]))

    def _open(self) -> None:
        """Open the meeting at the chair's PC."""
        chair = self._start(CHAIR_SEAT, CHAIR_SEAT)
        self._address = chair.report("ready")["listen"][0]
        chair.do("host", file=str(self.material.meeting), code=CODE)

    def _start(self, seat: int, host: int) -> ConsoleNode:
        self._seats[seat] = node = self._room.start(host)
        self._hosts[seat] = host
        return node

    def _enter(self, seat: int) -> None:
        node = self._seats[seat]
        self._devices[seat] = node.report("ready")["device"]
        node.do("join", address=self._address, code=CODE, seat=str(seat))

    @property
    def _watched(self) -> ConsoleNode:
        """The PC that is asked what the meeting is now."""
        return self._seats[CHAIR_SEAT]

    def _meeting(self) -> dict[str, Any]:
        meeting: dict[str, Any] = self._watched.do("meeting")["meeting"]
        return meeting

    @property
    def _reached(self) -> list[int]:
        return [seat for seat in self._seats if seat not in self._cut_off]

    def _hold(self) -> None:
        """Wait until every seat that can be reached shows what has to follow, and the same as all others."""
        deadline = time.monotonic() + LIMIT_S
        while (wrong := self._difference()) is not None:
            assert time.monotonic() < deadline, wrong
            time.sleep(0.1)

    def _difference(self) -> str | None:
        answer = self._watched.do("meeting")
        seen, wanted = self._seen(answer), self._wanted()
        if seen != wanted:
            return f"the chair's PC shows {seen}, not {wanted}"
        self.digest = answer["digest"]
        others = [
            seat for seat in self._reached if self._seats[seat].newest("changed").get("digest") != self.digest
        ]
        return f"seats {others} show another meeting than the chair's PC" if others else None

    def _wanted(self) -> dict[str, Any]:
        expected = self.expected
        left = {number: said for number, said in expected.said.items() if number not in expected.withdrawn}
        return {
            "item": expected.item,
            "page": expected.page,
            "spotlight": expected.spotlight,
            "comments": sorted((str(seat), text) for seat, text in left.values()),
            "withdrawn": len(expected.withdrawn),
            "versions": expected.versions,
            "closed": expected.closed,
        }

    def _seen(self, answer: Line) -> dict[str, Any]:
        meeting = answer["meeting"]
        documents = {each["document"]: each for item in meeting["agenda"] for each in item["documents"]}
        comments = {each["comment"]: each for each in meeting["comments"]}
        item = next(
            (each["number"] for each in meeting["agenda"] if each["item"] == meeting["current_item"]), 0
        )
        shown = meeting["presentation"]
        page = shown and (
            documents[shown["document"]]["title"],
            *(shown[name] for name in ("page", "zoom", "x", "y")),
        )
        return {
            "item": item,
            "page": page,
            "spotlight": comments[meeting["spotlight"]]["body"] if meeting["spotlight"] else "",
            "comments": sorted(
                (each["seat"], each["body"]) for each in comments.values() if not each["deleted"]
            ),
            "withdrawn": sum(each["deleted"] for each in comments.values()),
            "versions": {each["title"]: each["version"] for each in documents.values()},
            "closed": meeting["phase"] == "closed",
        }

    # -- the steps ------------------------------------------------------------------------------

    def _open_agenda(self, step: Step) -> None:
        chair = self._meeting()
        item = next(each["item"] for each in chair["agenda"] if each["number"] == step["item"])
        self._seats[CHAIR_SEAT].do("agenda", item=item)
        self.expected.item = step["item"]

    def _give_role(self, seat: int) -> None:
        """Let a seat present, as the chair does before it speaks."""
        device = self._devices[seat]
        if self._meeting()["presenter"] != device:
            self._seats[CHAIR_SEAT].do("give_presenter", device=device)
            self._seats[seat].until("meeting", lambda answer: answer["meeting"]["presenter"] == device)

    def _present(self, step: Step) -> None:
        self._give_role(step["seat"])
        title = self.material.titles()[step["file"]]
        x, y = (round(part * PAGE_UNITS) for part in step.get("center", (0.5, 0.5)))
        place = {"page": step["page"], "zoom": round(step.get("zoom", 0) * ZOOM), "x": x, "y": y}
        self._seats[step["seat"]].do("present", document=self._document(title), **place)
        self.expected.page = (title, place["page"], place["zoom"], x, y)

    def _document(self, title: str) -> str:
        documents = [each for item in self._meeting()["agenda"] for each in item["documents"]]
        return next(str(each["document"]) for each in documents if each["title"] == title)

    def _comment(self, step: Step) -> None:
        seat, number = step["seat"], step["comment"]
        text = self.material.texts[number]
        answer = self._seats[seat].do("post", body=text)
        self._ids[number] = answer["comment"]
        if seat in self._cut_off:
            self._unsent[number] = (seat, text)
        else:
            self.expected.said[number] = (seat, text)

    def _project(self, step: Step) -> None:
        self._seats[CHAIR_SEAT].do("spotlight", comment=self._ids[step["comment"]])
        self.expected.spotlight = self.expected.said[step["comment"]][1]

    def _unproject(self, _step: Step) -> None:
        self._seats[CHAIR_SEAT].do("spotlight")
        self.expected.spotlight = ""

    def _withdraw(self, step: Step) -> None:
        self._seats[step["seat"]].do("delete", comment=self._ids[step["comment"]])
        self.expected.withdrawn.add(step["comment"])

    def _join(self, step: Step) -> None:
        seat = step["seat"]
        self._start(seat, seat)
        self._enter(seat)

    def _network_down(self, step: Step) -> None:
        self._cut_off.add(step["seat"])
        self._lan.pull(self._hosts[step["seat"]])

    def _network_up(self, step: Step) -> None:
        seat = step["seat"]
        assert self._unsent, "the seat wrote nothing while it was cut off"
        self._lan.plug(self._hosts[seat])
        self._cut_off.remove(seat)
        self.expected.said.update(self._unsent)
        self._unsent.clear()

    def _replace_document(self, step: Step) -> None:
        title = self.material.titles()[self.material.file_of(step["label"])]
        path = str(self.material.pdfs / step["file"])
        self._seats[CHAIR_SEAT].do("replace_document", document=self._document(title), path=path)
        self.expected.versions[title] += 1

    def _pc_replaced(self, step: Step) -> None:
        seat = step["seat"]
        self._room.kill(self._seats.pop(seat))
        node = self._start(seat, NEW_PC)
        device = node.report("ready")["device"]
        join = {"address": self._address, "code": CODE, "seat": str(seat)}
        refused = node.answer(node.send("join", **join))
        assert refused.get("error") == "seat_in_question", refused
        self._accept(device)
        node.do("join", **join)
        self._devices[seat] = device
        node.until("documents", lambda answer: all(each["complete"] for each in answer["documents"]))

    def _accept(self, device: str) -> None:
        """Let a new PC have the seat that it asks for."""
        chair = self._seats[CHAIR_SEAT]
        chair.report("replacement_asked", device=device)
        chair.do("replace_device", device=device, accept=True)

    def _secretariat_export(self, step: Step) -> None:
        """What the secretariat takes along: every word that was said, from its own PC."""
        meeting = self._seats[step["seat"]].do("meeting")["meeting"]
        told = sorted((each["seat"], each["body"]) for each in meeting["comments"] if not each["deleted"])
        assert told == self._wanted()["comments"]
        for form in ("docx", "json"):
            path = self._folder / f"record.{form}"
            self._seats[step["seat"]].do("export", format=form, path=str(path))
        record = json.loads((self._folder / "record.json").read_text("utf-8"))
        shown = [each for each in record["comments"] if each["state"] == "shown"]
        assert sorted((each["person"]["seat"], each["body"]) for each in shown) == told
        assert record["digest"] == self.digest
        assert len(record["items"]) == len(meeting["agenda"])

    def _close(self, _step: Step) -> None:
        self._seats[CHAIR_SEAT].do("end")
        self.expected.closed = True
