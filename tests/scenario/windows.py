"""Plays the afternoon with real windows for those who sit at them, and keeps a picture of every step.

    python -m tests.scenario.windows FOLDER PICTURES [--lang en] [--text large] [--colours dark] [--desk]

The chair's PC has a projector as its second screen. The secretariat, one member and one who comes late have
windows too, each on a PC with a screen of its own; all others are programs without one. What somebody with a
window does is done by pointer and keys. `--desk` also plays what the steps do not ask for.
"""

from __future__ import annotations

import argparse
import socket
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from app.demo import DemoFailed
from app.paths import ProfilePaths
from app.settings import write_json
from tests.lan.lan import Lan
from tests.lan.place import CODE, PORT, ConsoleNode
from tests.scenario.afternoon import CHAIR_SEAT, HOSTS, LATE, Afternoon
from tests.scenario.material import Material, Step, read_material
from tests.scenario.pc import Pc
from tests.scenario.screen import PROGRAMS, Screen, missing

WATCHER = 2  # a deputy's PC, which is asked what everybody has to see
SECRETARIAT = 23
MEMBER = 8
START_LIMIT_S = 120.0


class Screens:
    """A screen for each PC that has windows; without an X server all of them draw into memory."""

    def __init__(self, first: int | None) -> None:
        self._first = first
        self._stack = ExitStack()
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, *, projector: bool = False) -> Screen | None:
        """The screen of one more PC."""
        if self._first is None:
            return None
        display = f":{self._first if projector else self._first * 10 + self._number}"
        self._number += 1
        return self._stack.enter_context(Screen(display, projector=projector))


class WindowedAfternoon(Afternoon):
    """The same afternoon; `_windows` are the seats that have one."""

    def __init__(
        self,
        material: Material,
        folder: Path,
        lan: Lan | None,
        screens: Screens,
        *,
        everybody: bool,
        language: str = "ja",
        dress: tuple[str, str] = ("small", "light"),
        pictures: Path | None = None,
    ) -> None:
        super().__init__(material, folder, lan, everybody=everybody)
        self._folder = folder
        self._screens = screens
        self._language = language
        self._dress = dress
        self._pictures = pictures
        self._windows: dict[int, Pc] = {}
        self._number = 0
        self.faults: dict[str, str] = {}  # what the eyes found, and after which step

    def play(self) -> None:
        """Play all of it, and close the windows at the end."""
        try:
            super().play()
        except (AssertionError, DemoFailed):
            self.keep("failed")
            raise
        finally:
            for window in reversed(self._windows.values()):
                window.close()

    @property
    def chair(self) -> Pc:
        """The chair's PC."""
        return self._windows[CHAIR_SEAT]

    # -- the room -------------------------------------------------------------------------------

    @property
    def _watched(self) -> ConsoleNode:
        return self._seats[WATCHER]

    def _pc(self, seat: int, *arguments: str) -> Pc:
        screen = self._screens.add(projector=seat == CHAIR_SEAT)
        profile = self._folder / f"window{seat}"
        prefix = self._lan.prefix(self._hosts.setdefault(seat, seat)) if self._lan else ()
        size, colours = self._dress
        write_json(ProfilePaths(profile).settings, {"text_size": size})
        pc = Pc(f"seat {seat}", arguments, profile, screen, prefix=prefix, language=self._language)
        self._windows[seat] = pc
        if colours != "light":
            pc.do("dress", size=size, colours=colours)
        return pc

    def _open(self) -> None:
        self._address = (
            f"{self._lan.address(CHAIR_SEAT)}:{PORT}" if self._lan else f"127.0.0.1:{_free_port()}"
        )
        listen = ("--listen", self._address, *(() if self._lan else ("--no-mdns",)))
        pc = self._pc(CHAIR_SEAT, "chair", str(self.material.meeting), "--code", CODE, *listen)
        pc.until("the meeting", lambda seen: seen["window"] == "chair" and seen["code"], START_LIMIT_S)
        self._start(WATCHER, WATCHER)
        self._enter(WATCHER)

    def _start(self, seat: int, host: int) -> ConsoleNode:
        if seat in (MEMBER, SECRETARIAT):
            joins = ("join", self._address, "--code", CODE, "--seat", str(seat), "--name", f"席{seat}")
            self._pc(seat, *joins, *(() if self._lan else ("--listen", "127.0.0.1:0", "--no-mdns")))
        elif seat not in self._seats:
            return super()._start(seat, host)
        return self._watched

    def _enter(self, seat: int) -> None:
        if seat in self._windows:
            pc = self._windows[seat]
            seen = pc.until("joining", lambda seen: seen["window"] == "seat", START_LIMIT_S)
            self._devices[seat] = seen["me"]
            if seat == SECRETARIAT:
                pc.click("window.bar.desk")
                pc.until("the desk", lambda seen: seen["window"] == "chair", START_LIMIT_S)
        elif seat not in self._devices:
            self._enter_at_last(seat)

    def _enter_at_last(self, seat: int) -> None:
        """Windows take time from a small machine: who is not let in at once tries again, as people do."""
        deadline = time.monotonic() + START_LIMIT_S
        while True:
            try:
                super()._enter(seat)
            except AssertionError:
                if time.monotonic() > deadline:
                    raise
            else:
                return

    def _difference(self) -> str | None:
        wrong = super()._difference()
        if wrong is not None:
            return wrong
        for seat, pc in self._windows.items():
            seen = pc.do("look")
            if seen["digest"] != self.digest:
                return f"the window of seat {seat} shows another meeting"
            if seat == CHAIR_SEAT and seen["projected"] != self.expected.spotlight:
                return f"the projector shows {seen['projected']!r}, not {self.expected.spotlight!r}"
            if seen["window"] == "chair" and (lost := self._left() - set(seen["comments"])):
                return f"the desk of seat {seat} does not list {sorted(lost)}"
        return None

    def _left(self) -> set[str]:
        expected = self.expected
        said = {number: text for number, (_, text) in expected.said.items()}
        return {text for number, text in said.items() if number not in expected.withdrawn}

    def _hold(self) -> None:
        super()._hold()
        step = self.material.steps[self._number - 1]["do"] if self._number else "begin"
        self.keep(f"{self._number:02}-{step}")
        self._number += 1

    def keep(self, name: str, *seats: int) -> None:
        """Keep a picture of each screen, and what the eyes find wrong there."""
        time.sleep(0.4 if self._pictures else 0.0)  # what is painted last is in the picture
        for seat, pc in self._windows.items():
            if seats and seat not in seats:
                continue
            for fault in pc.do("faults")["faults"]:
                self.faults.setdefault(f"seat {seat}: {fault}", name)
            if self._pictures is not None:
                self._picture(pc, f"{name}-seat{seat}", projector=f"{name}-projector" * (seat == CHAIR_SEAT))

    def _picture(self, pc: Pc, name: str, *, projector: str) -> None:
        """Of the screens, or of the windows where they are drawn into memory."""
        assert self._pictures is not None
        own = pc.do("look")["window"]
        for window, shown in ((own, name), ("projector", projector)):
            path = self._pictures / f"{shown}.png"
            if shown and pc.screen is not None:
                pc.screen.picture(path, projector=window == "projector")
            elif shown:
                pc.do("picture", window=window, path=str(path))

    # -- the steps of those who have a window -----------------------------------------------------

    def _open_agenda(self, step: Step) -> None:
        self.chair.click("window.agenda.next_button")
        self.expected.item = step["item"]

    def _give_role(self, seat: int) -> None:
        device = self._devices[seat]
        if self._meeting()["presenter"] == device:
            return
        self.chair.click_row("window.room.seats", str(seat))
        self.chair.click_action("SeatGrid", "Make presenter")
        self._seats[seat].until("meeting", lambda answer: answer["meeting"]["presenter"] == device)

    def _comment(self, step: Step) -> None:
        seat, number = step["seat"], step["comment"]
        if seat not in self._windows:
            super()._comment(step)
            return
        pc, text = self._windows[seat], self.material.texts[number]
        pc.click("window.comments.composer._edit")
        pc.type(text)
        pc.press("ctrl+Return")
        pc.until("posting", lambda seen: seen["composer"] == "" and text in seen["comments"], START_LIMIT_S)
        self.expected.said[number] = (seat, text)

    def _project(self, step: Step) -> None:
        text = self.expected.said[step["comment"]][1]
        self.chair.click_card(text, "project")
        self.expected.spotlight = text

    def _unproject(self, step: Step) -> None:
        self.chair.click_card(self.expected.said[step["comment"]][1], "stop")
        self.expected.spotlight = ""

    def _join(self, step: Step) -> None:
        seat = step["seat"]
        assert seat == LATE
        pc = self._pc(seat)
        pc.until("finding the meeting", lambda seen: seen.get("meetings"), START_LIMIT_S)
        for part, words in (("code", CODE), ("seat", str(seat)), ("name", "こども政策課長")):
            pc.click(f"lobby.join_panel.{part}")
            pc.type(words)
        self.keep(f"{self._number:02}-lobby", seat)
        pc.click("lobby.join_panel.join_button")
        self._enter(seat)

    def _replace_document(self, step: Step) -> None:
        title = self.material.titles()[self.material.file_of(step["label"])]
        self.chair.click_row("window.agenda.list", title)
        self.chair.click("window.agenda.documents_button")
        self.keep(f"{self._number:02}-documents-menu", CHAIR_SEAT)
        self.chair.click_action("ChairAgenda", "Replace “%1”…")
        time.sleep(1.0)  # until the dialog has the keyboard
        self.chair.type(str(self.material.pdfs / step["file"]))
        self.keep(f"{self._number:02}-choosing", CHAIR_SEAT)
        self.chair.press("Return")
        self.chair.click("window.replacing.reason")
        self.chair.type("誤植の訂正")
        self.keep(f"{self._number:02}-asked", CHAIR_SEAT)
        self.chair.click("window.replacing.replace_button")
        self.expected.versions[title] += 1

    def _accept(self, device: str) -> None:
        self.keep(f"{self._number:02}-asked", CHAIR_SEAT)
        self.chair.click(f"window.room.replacements.cards.{device}.accept")

    def _secretariat_export(self, step: Step) -> None:
        """What the secretariat's desk lists is all that was said."""
        seen = self._windows[step["seat"]].do("look")
        assert self._left() <= set(seen["comments"]), seen["comments"]

    def _close(self, _step: Step) -> None:
        self.chair.click("window.end_button")
        time.sleep(0.5)  # so that the question is in the picture; the click itself waits for its button
        self.keep(f"{self._number:02}-asked", CHAIR_SEAT)
        self.chair.click_button("ClosingQuestion", "Close the meeting")
        self.expected.closed = True


def _free_port() -> int:
    """One that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Play a folder with its real PDFs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--lang", choices=("ja", "en"), default="ja")
    parser.add_argument("--text", choices=("small", "medium", "large"), default="small")
    parser.add_argument("--colours", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--display", type=int, default=76, help="0 draws into memory")
    parser.add_argument("--desk", action="store_true", help="also what no step asks for")
    parser.add_argument("--everybody", action="store_true", help="also seats that do nothing")
    from tests.scenario.desk_day import DeskDay

    asked: Any = parser.parse_args()
    if lacking := missing():
        parser.error(f"this needs {', '.join(PROGRAMS)}; not there: {', '.join(lacking)}")
    asked.pictures.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        Lan(HOSTS) as lan,
        Screens(asked.display or None) as screens,
    ):
        afternoon = (DeskDay if asked.desk else WindowedAfternoon)(
            read_material(asked.folder),
            Path(folder),
            lan,
            screens,
            everybody=asked.everybody,
            language=asked.lang,
            dress=(asked.text, asked.colours),
            pictures=asked.pictures,
        )
        try:
            afternoon.play()
        finally:
            for fault, step in afternoon.faults.items():
                print(f"{step}: {fault}")  # noqa: T201 - a program for the terminal
    steps = len(afternoon.material.steps)
    print(f"{steps} steps in {time.monotonic() - begun:.0f} s, {afternoon.digest}")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
