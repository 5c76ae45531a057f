"""One afternoon with real processes: windows of chair and seat, a seat without a screen, accidents."""

import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from app.demo import Place, Player

LIMIT_S = 60.0
CODE = "482913"
QUESTION = "7回の記入のうち、法令で必要なものはいくつですか。"
OPINION = "まず3月の繁忙期までに「書かない窓口」を1か所で試してはどうか。\n𠮷田さんの案に賛成です。"
CONCERN = "支所では回線が細いので、止まったときの手順を先に決めたい。"
UNFINISHED = "高齢の方には職員が一緒に"
LARGE = 48 * 1024 * 1024


class ConsoleSeat:
    """A seat without a screen: `kurumaza node` in a process of its own."""

    def __init__(self, profile: Path) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "app",
                "--profile",
                str(profile),
                "node",
                "--listen",
                "127.0.0.1:0",
                "--no-mdns",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self._next = 0
        self.await_report("ready")

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def _line(self) -> dict[str, Any]:
        line = self._lines.get(timeout=LIMIT_S)
        assert line is not None, "the console ended"
        return line

    def await_report(self, report: str, **fields: object) -> dict[str, Any]:
        while True:
            line = self._line()
            if line.get("report") == report and all(line.get(key) == value for key, value in fields.items()):
                return line

    def do(self, do: str, **arguments: object) -> dict[str, Any]:
        self._next += 1
        self.process.stdin.write(json.dumps({"id": self._next, "do": do, **arguments}).encode() + b"\n")
        self.process.stdin.flush()
        while True:
            line = self._line()
            if line.get("id") == self._next:
                assert line["ok"], line
                return line

    def until(self, what: str, seen) -> dict[str, Any]:
        end = time.monotonic() + LIMIT_S
        while not seen(state := self.do(what)):
            assert time.monotonic() < end, state
        return state

    def kill(self) -> None:
        self.process.kill()
        self.close()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.stdin.close()
        self.process.wait(timeout=LIMIT_S)
        self._thread.join(LIMIT_S)
        self.process.stdout.close()
        self.process.stdin.close()


def write_meeting(folder: Path) -> str:
    """A meeting with a real PDF, two that were cut off, and one large enough to be interrupted."""
    sample = Path(__file__).parent.parent / "resources" / "sample" / "02-1_counters_today.pdf"
    (folder / "資料1.pdf").write_bytes(sample.read_bytes())
    (folder / "資料2.pdf").write_bytes(sample.read_bytes()[:200])
    (folder / "資料10.pdf").write_bytes(b"%PDF-1.4\n")
    large = b"%PDF-1.4\n" + os.urandom(LARGE)
    (folder / "資料11.pdf").write_bytes(large)
    return hashlib.sha256(large).hexdigest()


@pytest.fixture
def places(tmp_path):
    """Starts players and consoles, and ends all that still run."""
    running: list[Any] = []

    class Places:
        def chair(self) -> Player:
            arguments = (
                "chair",
                str(tmp_path / "meeting"),
                "--code",
                CODE,
                "--listen",
                "127.0.0.1:0",
                "--no-mdns",
            )
            running.append(Player(Place("chair", arguments), tmp_path / "chair", language="en"))
            return running[-1]

        def chair_again(self, port: int) -> Player:
            arguments = ("--listen", f"127.0.0.1:{port}", "--no-mdns")
            running.append(Player(Place("chair", arguments), tmp_path / "chair", language="en"))
            return running[-1]

        def seat(self) -> Player:
            running.append(
                Player(
                    Place("seat", ("--listen", "127.0.0.1:0", "--no-mdns")), tmp_path / "seat", language="en"
                )
            )
            return running[-1]

        def console(self) -> ConsoleSeat:
            running.append(ConsoleSeat(tmp_path / "console"))
            return running[-1]

    yield Places()
    for place in running:
        place.close()


@pytest.mark.timeout(400)
def test_one_afternoon(places, tmp_path):
    (tmp_path / "meeting").mkdir()
    large_digest = write_meeting(tmp_path / "meeting")

    # The chair opens a folder; items stand in natural order, and what cannot be read is said, not hidden.
    chair = places.chair()
    state = chair.until("opening", lambda seen: seen["window"] == "chair" and seen["invite"] != "", LIMIT_S)
    assert state["documents"] == 4
    meeting_id = state["meeting"]
    assert state["code"].replace(" ", "") == CODE

    # A stranger with a wrong code learns nothing and stays in the lobby with a plain sentence.
    seat = places.seat()
    seat.until("the lobby", lambda seen: seen["window"] == "lobby", LIMIT_S)
    seat.do("fill_in", address=state["invite"], code="000000", seat="4", name="市民課長")
    seat.do("press_join")
    refused = seat.until("the refusal", lambda seen: seen["error"] != "", LIMIT_S)
    assert "title" not in refused

    # The right code lets it in; a console joins by the same invitation; documents arrive.
    seat.do("fill_in", address=state["invite"], code=CODE, seat="4", name="市民課長")
    seat.do("press_join")
    seat.until("joining", lambda seen: seen["window"] == "seat", LIMIT_S)
    console = places.console()
    console.do("join", invite=state["invite"], code=CODE, name="税務課長", seat="9")

    # Killed in the middle of the transfer it comes back without a code and goes on where it stopped.
    large = next(d for d in console.do("documents")["documents"] if d["sha256"] == large_digest)
    partial = console.await_report("document", document=large["document"])
    while not partial["have"]:
        partial = console.await_report("document", document=large["document"])
    console.kill()
    assert not partial["complete"], "the transfer was over before it could be interrupted"
    console = places.console()
    resumed = console.await_report("document", document=large["document"])
    while not resumed["have"]:
        resumed = console.await_report("document", document=large["document"])
    assert resumed["have"] >= partial["have"]
    documents = console.until("documents", lambda seen: all(d["complete"] for d in seen["documents"]))[
        "documents"
    ]
    received = Path(next(d for d in documents if d["sha256"] == large_digest)["path"]).read_bytes()
    assert hashlib.sha256(received).hexdigest() == large_digest

    # Reading: the real PDF opens sharp, pages turn; the two that were cut off say why.
    seat.until("the documents", lambda seen: seen["complete"] == 4, LIMIT_S)
    seat.do("open_document", row=1)
    seat.until("a sharp page", lambda seen: seen["sharp"] and seen["pages"] == 12, LIMIT_S)
    seat.do("turn_page")
    seat.until("the next page", lambda seen: seen["page"] >= 1 and seen["sharp"], LIMIT_S)
    agenda = seat.until("the problems", lambda seen: "PDF" in " ".join(seen["agenda"]), LIMIT_S)["agenda"]
    documents = [row.split(", ")[1] for row in agenda if not row.startswith(("Item", "議題"))]
    assert [row.split(", ")[0].split()[-1] for row in agenda][1::2] == ["資料1", "資料2", "資料10", "資料11"]
    assert documents[1:3] == ["This PDF is damaged and cannot be opened."] * 2

    # Posting from both; agreeing, changing, withdrawing.
    seat.do("show_all")
    seat.do("post", kind="question", text=QUESTION)
    opinion = console.do("post", body=OPINION, kind="opinion")["comment"]
    chair.until("both comments", lambda seen: {QUESTION, OPINION} <= set(seen["comments"]), LIMIT_S)
    seat.until("both comments", lambda seen: {QUESTION, OPINION} <= set(seen["comments"]), LIMIT_S)
    seat.do("agree", text=OPINION)
    console.until("meeting", lambda seen: any(c["agreed"] for c in seen["meeting"]["comments"]))
    console.do("edit", comment=opinion, body=OPINION + "（訂正）")
    seat.until("the change", lambda seen: OPINION + "（訂正）" in seen["comments"], LIMIT_S)
    chair.do("project", text=QUESTION)
    chair.until("projecting", lambda seen: seen["projected"] == QUESTION, LIMIT_S)
    chair.do("answer", text=QUESTION)
    chair.do("hide", text=OPINION + "（訂正）")
    seat.until("the hidden comment going", lambda seen: OPINION + "（訂正）" not in seen["comments"], LIMIT_S)

    # The seat is killed while somebody writes: it returns without a code, with the draft.
    seat.do("write", text=UNFINISHED)
    drafts = tmp_path / "seat" / "drafts.json"
    while not drafts.exists() or UNFINISHED not in json.loads(drafts.read_text("utf-8")).get(
        meeting_id, {}
    ).get("body", ""):
        seat.do("look")
    seat.kill()
    seat = places.seat()
    seat.until(
        "coming back", lambda seen: seen["window"] == "seat" and seen["composer"] == UNFINISHED, LIMIT_S
    )
    seat.do("show_all")

    # The chair's PC is off: what is posted is kept, shown as waiting, and arrives when it returns.
    port = int(state["invite"].split("a=127.0.0.1:")[1].split("&")[0])
    chair.kill()
    seat.until("noticing", lambda seen: seen["link"].startswith("◑"), LIMIT_S)
    seat.do("clear")
    seat.do("post", kind="concern", text=CONCERN)
    seat.until("waiting", lambda seen: CONCERN in seen["comments"] and seen["waiting"] == 1, LIMIT_S)
    chair = places.chair_again(port)
    chair.until("the concern", lambda seen: CONCERN in seen.get("comments", ()), LIMIT_S)
    seat.until("nothing waiting", lambda seen: seen["waiting"] == 0, LIMIT_S)
    chair.until("the same code", lambda seen: seen["code"].replace(" ", "") == CODE, LIMIT_S)

    # The end: all hold the same meeting, and nobody can post any more.
    chair.do("end")
    states = [
        place.until("the end", lambda seen: seen["phase"] == "closed", LIMIT_S) for place in (chair, seat)
    ]
    meeting = console.until("meeting", lambda seen: seen["meeting"]["phase"] == "closed")
    bodies = [comment["body"] for comment in meeting["meeting"]["comments"]]
    assert sorted(bodies) == sorted([QUESTION, OPINION + "（訂正）", CONCERN])
    assert {state["digest"] for state in states} == {meeting["digest"]}
    with pytest.raises(AssertionError, match="meeting_closed"):
        console.do("post", body="終わったあとの一言")
