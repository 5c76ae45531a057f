"""The demonstration: a chair with projector and two seats on this PC, each with a profile of its own.

Without `--play` the windows are left to the person. With it a short script goes through the real widgets
of every process, says in one line per step what was seen, and fails at the first step that did not happen.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from app.command_line import Invocation
from app.paths import resource
from app.program import program
from app.terminal import complain, say

STEP_TIMEOUT_S = 30.0
START_TIMEOUT_S = 60.0
POLL_S = 0.1

SEATS = (("4", "市民課長"), ("9", "税務課長"))
OPINIONS = (
    ("question", "7回の記入のうち、法令で必要なものはいくつですか。"),
    ("opinion", "まず3月の繁忙期までに「書かない窓口」を1か所で試してはどうか。"),
)


class DemoFailed(Exception):  # noqa: N818 - named for what happened, as the steps are
    """A step of the script did not happen; the message says which and what was seen instead."""


@dataclass(frozen=True, slots=True)
class Place:
    """One process of the demonstration."""

    name: str
    arguments: tuple[str, ...]


class Player:
    """A running Kurumaza whose widgets are used through lines of JSON, as a person would use them."""

    def __init__(
        self,
        place: Place,
        profile: Path,
        *,
        language: str = "ja",
        start: Callable[[list[str]], list[str]] | None = None,
    ) -> None:
        self.name = place.name
        arguments = ["--profile", str(profile), "--lang", language, "--script", *place.arguments]
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            (start or program)(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name=f"demo-{place.name}", daemon=True)
        self._reader.start()

    def do(self, step: str, **arguments: object) -> dict[str, Any]:
        """Let the process take one step and return what it saw. Raises DemoFailed."""
        self._write({"do": step, **arguments})
        try:
            answer = self._answers.get(timeout=STEP_TIMEOUT_S)
        except queue.Empty:
            raise DemoFailed(f"{self.name}: no answer to {step!r} within {STEP_TIMEOUT_S:.0f} s") from None
        if answer.get("ended"):
            self._answers.put(answer)  # whatever is asked next has no answer either
            raise DemoFailed(f"{self.name}: ended during {step!r} (exit code {self._process.wait()})")
        if not answer.get("ok"):
            raise DemoFailed(f"{self.name}: {step!r} did not happen: {answer.get('error')}")
        return answer

    def until(self, what: str, seen: Callable[[dict[str, Any]], bool], timeout_s: float) -> dict[str, Any]:
        """Look again and again until `seen` is content with what the windows show. Raises DemoFailed."""
        end = time.monotonic() + timeout_s
        state = self.do("look")
        while not seen(state):
            if time.monotonic() > end:
                raise DemoFailed(
                    f"{self.name}: {what} did not happen within {timeout_s:.0f} s; seen: {state}"
                )
            time.sleep(POLL_S)
            state = self.do("look")
        return state

    def wait(self) -> int:
        """Wait until a person has closed its windows; its exit code."""
        return self._process.wait()

    def kill(self) -> None:
        """End the process without a word, as a power cut does."""
        self._process.kill()
        self.close()

    def close(self) -> int:
        """Close the windows as a person would and wait for the end; kill only what does not end."""
        if self._process.stdin is None or self._process.stdin.closed:
            return self._process.wait()
        try:
            self._write({"do": "quit"})
            return self._process.wait(timeout=STEP_TIMEOUT_S)
        except (DemoFailed, subprocess.TimeoutExpired):
            self._process.kill()
            return self._process.wait()
        finally:
            self._reader.join()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with suppress(OSError):  # what a dead process did not read is still to be written
                        stream.close()

    def _write(self, step: dict[str, object]) -> None:
        stream: TextIO | None = self._process.stdin  # type: ignore[assignment] # text=True makes it one
        if stream is None:
            raise DemoFailed(f"{self.name}: cannot be told anything")
        try:
            stream.write(json.dumps(step) + "\n")
            stream.flush()
        except OSError as error:
            raise DemoFailed(f"{self.name}: ended early (exit code {self._process.poll()})") from error

    def _read(self) -> None:
        for line in self._process.stdout or ():
            try:
                answer = json.loads(line)
            except ValueError:
                answer = None
            readable = isinstance(answer, dict)
            self._answers.put(answer if readable else {"ok": False, "error": f"no answer: {line[:200]!r}"})
        self._answers.put({"ok": False, "ended": True})


def new_code() -> str:
    """A meeting code for one demonstration."""
    return f"{secrets.randbelow(1_000_000):06d}"


@contextmanager
def temporary_profiles() -> Iterator[Path]:
    """A folder for the profiles, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="kurumaza-demo-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(invocation: Invocation) -> int:
    """Run the demonstration; 0 when every window closed normally and every step of the script happened."""
    try:
        with temporary_profiles() as profiles:
            if invocation.script:
                return play(profiles, Path(invocation.screenshots))
            return show(profiles, invocation.language or "ja")
    except KeyboardInterrupt:
        complain("interrupted; all windows of the demonstration are closed")
    except BrokenPipeError:  # nobody reads the report any more, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        complain("nobody reads what the demonstration says")
    except OSError as error:
        complain(f"{error.filename or 'the demonstration'}: {error.strerror}")
    return 1


def show(profiles: Path, language: str) -> int:
    """Open the windows for a person and wait until all are closed."""
    code = new_code()
    sample = str(resource("sample", "meeting.toml"))
    chair = Player(Place("chair", ("chair", sample, "--code", code)), profiles / "chair", language=language)
    seats: list[subprocess.Popen[bytes]] = []
    try:
        opened = chair.until("the meeting", lambda seen: seen["window"] == "chair", START_TIMEOUT_S)
        # This meeting alone: somebody else may show the demonstration on the same LAN.
        for seat, name in SEATS:
            place = ("join", "--meeting", opened["meeting"], "--code", code, "--seat", seat, "--name", name)
            profile = str(profiles / f"seat{seat}")
            seats.append(
                subprocess.Popen(program(["--profile", profile, "--lang", language, *place]))  # noqa: S603 - itself
            )
        return 1 if any([chair.wait(), *(process.wait() for process in seats)]) else 0
    except DemoFailed as failure:
        complain(str(failure))
        return 1
    finally:
        for process in seats:
            if process.poll() is None:
                process.terminate()
                process.wait()
        chair.close()


def play(profiles: Path, screenshots: Path) -> int:
    """Play the script; every step is one line, every window leaves a picture."""
    screenshots.mkdir(parents=True, exist_ok=True)
    code = new_code()
    players: list[Player] = []
    started = time.monotonic()
    try:
        sample = str(resource("sample", "meeting.toml"))
        players.append(Player(Place("chair", ("chair", sample, "--code", code)), profiles / "chair"))
        for seat, _name in SEATS:
            players.append(Player(Place(f"seat {seat}", ()), profiles / f"seat{seat}"))
        Script(players[0], players[1:], code, screenshots).play()
    except DemoFailed as failure:
        say(f"FAILED  {failure}")
        return 1
    finally:
        codes = [player.close() for player in players]
    if any(codes):
        say(f"FAILED  exit codes {codes}")
        return 1
    say(f"done in {time.monotonic() - started:.1f} s; pictures are in {screenshots}")
    return 0


class Script:
    """The steps of the demonstration, in order; each raises DemoFailed when it did not really happen."""

    def __init__(self, chair: Player, seats: list[Player], code: str, screenshots: Path) -> None:
        self._chair = chair
        self._seats = seats
        self._code = code
        self._screenshots = screenshots
        self._meeting = ""

    def play(self) -> None:
        """Play all steps."""
        self._open_meeting()
        for player, (seat, name) in zip(self._seats, SEATS, strict=True):
            self._join(player, seat, name)
        self._open_first_item()
        for player, (kind, text) in zip(self._seats, OPINIONS, strict=True):
            self._read(player)
            self._post(player, kind, text)
        self._project(OPINIONS[0][1])
        for name, player, window in (
            ("chair", self._chair, "chair"),
            ("projector", self._chair, "projector"),
            *((player.name.replace(" ", "-"), player, "seat") for player in self._seats),
        ):
            self._picture(player, window, name)
        self._compare()

    def _picture(self, player: Player, window: str, name: str) -> None:
        path = self._screenshots / f"{name}.png"
        path.unlink(missing_ok=True)
        player.do("picture", window=window, path=str(path))
        if not path.is_file() or path.stat().st_size == 0:
            raise DemoFailed(f"{player.name}: no picture {path}")
        say(f"picture {path}")

    def _open_meeting(self) -> None:
        state = self._chair.until(
            "the window", lambda seen: seen["window"] == "chair" and seen["code"] != "", START_TIMEOUT_S
        )
        say(f"chair   opened {state['title']!r} with {state['documents']} documents; code {state['code']}")
        if state["code"].replace(" ", "") != self._code:
            raise DemoFailed(f"the window shows the code {state['code']!r} instead of {self._code!r}")
        self._meeting = state["meeting"]
        self._chair.do("projector_page", page="guide")
        self._picture(self._chair, "projector", "projector-guide")

    def _ours(self, seen: dict[str, Any]) -> str:
        """This meeting as the lobby found it: somebody else may hold another on the same LAN."""
        return next((found for found in seen["found"] if self._meeting.startswith(found)), "")

    def _join(self, player: Player, seat: str, name: str) -> None:
        state = player.until(
            "finding the meeting",
            lambda seen: seen["window"] == "lobby" and self._ours(seen) != "",
            START_TIMEOUT_S,
        )
        say(f"{player.name}  found {state['meetings']} meeting(s) by itself")
        player.do("fill_in", code=self._code, seat=seat, name=name, meeting=self._ours(state))
        if player is self._seats[0]:
            self._picture(player, "lobby", "lobby")
        player.do("press_join")
        player.until("joining", lambda seen: seen["window"] == "seat", START_TIMEOUT_S)
        state = player.until(
            "receiving the documents",
            lambda seen: seen["documents"] > 0 and seen["complete"] == seen["documents"],
            START_TIMEOUT_S,
        )
        say(f"{player.name}  joined {state['title']!r}, {state['complete']} documents verified")

    def _open_first_item(self) -> None:
        self._chair.until(
            "both seats connected", lambda seen: seen["connected"] >= len(SEATS), START_TIMEOUT_S
        )
        self._chair.do("next_item")
        for player in self._seats:
            player.until("the agenda moving on", lambda seen: seen["item"] != "", START_TIMEOUT_S)
        say("chair   opened the first item of the agenda; both seats show it")

    def _read(self, player: Player) -> None:
        player.do("open_document", row=1)
        state = player.until("a sharp first page", lambda seen: seen["sharp"], STEP_TIMEOUT_S)
        before = state["page"]
        player.do("turn_page")
        state = player.until(
            "turning the page", lambda seen: seen["page"] > before and seen["sharp"], STEP_TIMEOUT_S
        )
        say(f"{player.name}  reads {state['document']!r}, page {state['page'] + 1} of {state['pages']}")

    def _post(self, player: Player, kind: str, text: str) -> None:
        player.do("post", kind=kind, text=text)
        player.until(
            "the comment reaching the chair's PC",
            lambda seen: text in seen["comments"] and seen["waiting"] == 0 and seen["composer"] == "",
            STEP_TIMEOUT_S,
        )
        say(f"{player.name}  posted {text!r}; it reached the chair's PC")

    def _project(self, text: str) -> None:
        texts = [text for _kind, text in OPINIONS]
        for player in (self._chair, *self._seats):
            player.until(
                "all comments shown",
                lambda seen: all(text in seen["comments"] for text in texts),
                STEP_TIMEOUT_S,
            )
        say("all     show both comments")
        self._chair.do("projector_page", page="wall")
        self._chair.do("project", text=text)
        self._chair.until("projecting", lambda seen: seen["projected"] == text, STEP_TIMEOUT_S)
        say(f"chair   projects {text!r}")

    def _compare(self) -> None:
        digests = {player.do("look")["digest"] for player in (self._chair, *self._seats)}
        if len(digests) != 1:
            raise DemoFailed(f"the devices hold different meetings: {sorted(digests)}")
        say(f"all     hold the same meeting, digest {digests.pop()[:12]}")
