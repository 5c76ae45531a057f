"""The console as a script sees it: a program, JSON lines in, JSON lines out."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from sync.console import MAX_LINE
from tests.fakes import PDF

ROOT = Path(__file__).parent.parent.parent
WAIT_S = 30.0
CODE = "482913"

Line = dict[str, Any]


class ConsoleNode:
    """A `node` process; `do` sends a command and gives its answer."""

    def __init__(self, profile: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sync.console", "--profile", str(profile), *options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lines: Queue[Line | None] = Queue()
        self._seen: list[Line] = []
        self._number = 100
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def wait(self, condition: Callable[[Line], bool]) -> Line:
        for line in self._seen:
            if condition(line):
                return line
        while (arrived := self._lines.get(timeout=WAIT_S)) is not None:
            self._seen.append(arrived)
            if condition(arrived):
                return arrived
        raise AssertionError(f"the node ended; it said {self._seen[-5:]}")

    def report(self, name: str, **fields: Any) -> Line:
        return self.wait(lambda line: line.get("report") == name and fields.items() <= line.items())

    def do(self, do: str, **arguments: Any) -> Line:
        self._number += 1
        number = self._number
        self.write(json.dumps({"id": number, "do": do, **arguments}).encode() + b"\n")
        return self.wait(lambda line: line.get("id") == number)

    def end(self) -> tuple[int, str]:
        """Close its input; gives exit code and what it wrote to stderr."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()
        code = self.process.wait(WAIT_S)
        self._reader.join(WAIT_S)
        errors = self.process.stderr.read().decode()
        self.process.stderr.close()
        self.process.stdout.close()
        return code, errors


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., ConsoleNode]]:
    nodes: list[ConsoleNode] = []

    def starting(name: str, *options: str) -> ConsoleNode:
        wanted = options or ("--listen", "127.0.0.1:0", "--no-mdns")
        nodes.append(ConsoleNode(tmp_path / name, *wanted))
        return nodes[-1]

    yield starting
    for node in nodes:
        if node.process.poll() is None:
            node.process.kill()
        if node.process.stderr is not None and not node.process.stderr.closed:
            node.end()


@pytest.fixture
def meeting_file(tmp_path: Path) -> Path:
    (tmp_path / "資料2.pdf").write_bytes(PDF + bytes(3_000_000))
    file = tmp_path / "meeting.toml"
    file.write_text(
        '[meeting]\ntitle = "庁議"\n[[agenda]]\ntitle = "開会"\n[[agenda.documents]]\nfile = "資料2.pdf"\n',
        "utf-8",
    )
    return file


def test_a_meeting_over_the_console_with_a_seat_that_is_killed(
    start: Callable[..., ConsoleNode], meeting_file: Path
) -> None:
    chair, seat = start("chair"), start("seat")
    address = chair.report("ready")["listen"][0]
    assert seat.report("ready")["version"]
    hosted = chair.do("host", file=str(meeting_file), code=CODE)
    assert (hosted["ok"], hosted["code"], len(hosted["documents"])) == (True, CODE, 1)
    assert hosted["invite"].startswith(f"kurumaza:1?a={address}&m={hosted['meeting']}&k=")

    assert seat.do("join", address=address, code="482 913", name="総務部長", seat="4")["ok"]
    assert seat.report("joined")["meeting"] == hosted["meeting"]
    posted = seat.do("post", body="髙﨑さん", kind="question", agenda="1")
    comment = chair.report("comment", comment=posted["comment"])
    assert (comment["body"], comment["seat"], comment["kind"]) == ("髙﨑さん", "4", "question")
    assert comment["monotonic_ns"] > 0
    assert chair.report("peer", up=True)

    assert seat.process.poll() is None
    seat.process.kill()
    seat.end()
    chair.report("peer", up=False)
    again = start("seat")
    again.report("joined")
    again.report("document", complete=True)
    (document,) = again.do("documents")["documents"]
    assert Path(document["path"]).read_bytes() == (meeting_file.parent / "資料2.pdf").read_bytes()
    assert again.do("react", comment=posted["comment"], on=True)["ok"]
    shown = again.do("meeting")
    chair.report("changed", digest=shown["digest"])
    assert chair.do("meeting")["meeting"] == shown["meeting"]
    (peer,) = chair.do("peers")["peers"]
    assert peer["seat"] == "4"
    assert peer["direction"] in ("in", "out")  # either of the two may call

    for command in (
        {"do": "answer", "comment": posted["comment"], "body": "承知しました"},
        {"do": "reopen", "comment": posted["comment"]},
        {"do": "hide", "comment": posted["comment"]},
        {"do": "unhide", "comment": posted["comment"]},
        {"do": "spotlight", "comment": posted["comment"]},
        {"do": "agenda", "item": "1"},
        {"do": "present", "document": document["document"], "page": 2},
    ):
        assert chair.do(**command)["event"]
    again.report("presenter", document=document["document"], page=2)
    assert chair.do("present", document=None)["event"]
    again.report("presenter", document=None)
    assert again.do("edit", comment=posted["comment"], body="高崎さん")["event"]
    assert again.do("delete", comment=posted["comment"])["event"]
    assert chair.do("end")["event"]
    again.report("link", state="Ended")
    assert again.do("leave")["ok"]
    assert again.do("quit")["ok"]
    assert again.end() == (0, "")
    assert chair.end() == (0, "")


BAD_LINES = [
    (b"hello", "bad_json"),
    (b"[1]", "bad_json"),
    (b'{"id":1', "bad_json"),
    (b"\xff\xfe", "bad_json"),
    (b"[" * 100_000, "bad_json"),
    (b'{"id":1,"do":"x' + b"x" * MAX_LINE + b'"}', "bad_json"),
    (b'{"id":1}', "bad_argument"),
    (b'{"id":1,"do":7}', "bad_argument"),
    (b'{"id":1,"do":"dance"}', "unknown_command"),
    (b'{"id":1,"do":"post"}', "bad_argument"),
    (b'{"id":1,"do":"post","body":7}', "bad_argument"),
    (b'{"id":1,"do":"post","body":"x","kind":"joke"}', "bad_argument"),
    (b'{"id":1,"do":"post","body":"x","page":-1}', "bad_argument"),
    (b'{"id":1,"do":"post","body":"x","page":true}', "bad_argument"),
    (b'{"id":1,"do":"post","body":"x","colour":"red"}', "bad_argument"),
    (b'{"id":1,"do":"post","body":"x"}', "no_meeting"),
    (b'{"id":1,"do":"post","body":"x","meeting":"none"}', "no_meeting"),
    (b'{"id":1,"do":"meeting"}', "no_meeting"),
    (b'{"id":1,"do":"join"}', "bad_argument"),
    (b'{"id":1,"do":"join","address":"a b","code":"482913"}', "bad_argument"),
    (b'{"id":1,"do":"join","address":"h:1","invite":"i","code":"482913"}', "bad_argument"),
    (b'{"id":1,"do":"host","file":"no-such-file.toml"}', "meeting_file"),
    (b'{"id":1,"do":"host","file":"' + b"x" * 9_000 + b'"}', "meeting_file"),
    (b'{"id":1,"do":"join","address":"a..b:1","code":"482913"}', "bad_argument"),
    (b'{"id":NaN,"do":"dance"}', "bad_json"),
    (b'{"id":1e999,"do":"dance"}', "bad_json"),
    (b'{"id":1,"do":"browse","seconds":-1}', "bad_argument"),
    (b'{"id":1,"do":"browse","seconds":NaN}', "bad_json"),
]


def test_a_bad_line_is_answered_and_nothing_happens(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    for line, error in BAD_LINES:
        node._seen.clear()
        node.write(line + b"\n")
        answer = node.wait(lambda said: "ok" in said)
        assert (answer["ok"], answer["error"]) == (False, error), line[:100]
        assert answer["message"]
    assert node.do("documents")["documents"] == []


def test_many_bad_lines_leave_the_node_as_it_was(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    node.write(b"\n\n   \nx\n" + b"y" * (3 * MAX_LINE) + b"\n")
    node.wait(lambda said: said.get("error") == "bad_json")
    assert node.do("documents")["documents"] == []
    assert node.end() == (0, "")


def test_an_id_comes_back_as_it_was(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    for given in ("\ud800", "席", [1, {"a": None}], 1.5, True, None):
        node._seen.clear()
        node.write(json.dumps({"id": given, "do": "peers"}).encode() + b"\n")
        assert node.wait(lambda said: "ok" in said) == {"id": given, "ok": True, "peers": []}


def test_lines_as_shells_of_windows_write_them_are_obeyed(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    node.write(b'\xef\xbb\xbf{"id":5,"do":"peers"}\r\n')  # a mark of the encoding first, two signs at the end
    assert node.wait(lambda said: "ok" in said) == {"id": 5, "ok": True, "peers": []}


def test_the_end_of_input_means_quit(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    assert node.end() == (0, "")


def test_a_second_start_with_one_profile_says_so_and_fails(start: Callable[..., ConsoleNode]) -> None:
    first = start("node")
    first.report("ready")
    code, errors = start("node").end()
    assert code == 1
    assert "already running" in errors
    assert first.do("documents")["ok"]


def test_wrong_usage_is_2(start: Callable[..., ConsoleNode]) -> None:
    assert start("node", "--listen", "x:y").end()[0] == 2
    assert start("node", "--dance").end()[0] == 2


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_ends_it_cleanly(start: Callable[..., ConsoleNode]) -> None:
    node = start("node")
    node.report("ready")
    node.process.send_signal(signal.SIGINT)
    assert node.process.wait(WAIT_S) == 0  # before its input ends, which would end it as well
    assert node.end()[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="masks of signals are POSIX's")
def test_a_signal_that_another_thread_takes_wakes_the_loop() -> None:
    """As on Windows, where Ctrl+C comes in a thread of its own and the wait for sockets goes on."""
    code = (
        "import asyncio, signal, threading\n"
        "from sync.console import awake_at_signals\n"
        "def press():\n"
        "    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "async def wait():\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\n"
        "    threading.Timer(0.2, press).start()\n"
        "    with awake_at_signals():\n"
        "        await asyncio.Event().wait()\n"
        "try:\n    asyncio.run(wait())\nexcept KeyboardInterrupt:\n    print('ended')\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=WAIT_S,
        check=True,
    )
    assert answer.stdout == "ended\n"


def test_a_meeting_is_carried_from_one_console_to_another(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    chair, far = start("chair"), start("far")
    stick, back = str(tmp_path / "a.kurumaza"), str(tmp_path / "b.kurumaza")
    hosted = chair.do("host", file=str(meeting_file), code=CODE)
    packed = chair.do("pack", path=stick)
    assert (packed["meeting"], packed["documents"], packed["left_out"]) == (hosted["meeting"], 1, 0)
    assert far.do("pack", path=back)["error"] == "no_meeting"
    merged = far.do("merge", path=stick)
    assert (merged["meeting"], merged["documents"]) == (hosted["meeting"], 1)
    assert far.report("joined")["meeting"] == hosted["meeting"]
    assert far.do("meeting")["digest"] == chair.do("meeting")["digest"]
    assert far.do("pack", path=back, only_missing_for=stick)["events"] == 0
    assert chair.do("merge", path=back)["events"] == 0
    assert chair.do("pack", path=back, scope="half")["error"] == "bad_argument"
    assert chair.do("merge", path=str(meeting_file))["error"] == "bundle_damaged"
    assert chair.end()[0] == far.end()[0] == 0


def test_a_carried_meeting_is_hosted_again_by_its_chair_alone(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    stick = str(tmp_path / "会議.KURUMAZA")
    chair, far = start("chair"), start("far")
    hosted = chair.do("host", file=str(meeting_file), code=CODE)
    assert chair.do("pack", path=stick)["withheld"] == 0
    chair.do("leave")
    assert chair.do("meeting")["error"] == "no_meeting"
    again = chair.do("host", file=stick, code="135790")
    assert (again["meeting"], again["code"]) == (hosted["meeting"], "135790")
    assert again["invite"]
    assert [each["complete"] for each in again["documents"]] == [True]
    assert far.do("host", file=stick)["error"] == "not_the_chair"
    assert far.do("meeting")["error"] == "no_meeting"
    assert far.do("host", file=stick, code="12")["error"] == "bad_argument"
    assert far.do("host", file=str(tmp_path / "none.kurumaza"))["error"] == "bundle_unreadable"
    assert (
        far.do("join", address=chair.report("ready")["listen"][0], code="135790", seat="2")["meeting"]
        == hosted["meeting"]
    )
    assert chair.end()[0] == far.end()[0] == 0


def test_row_6_and_row_7_over_the_console_a_copied_disk_gets_its_own_key_and_then_its_seat(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    chair, seat = start("chair"), start("seat")
    address = chair.report("ready")["listen"][0]
    chair.do("host", file=str(meeting_file), code=CODE)
    assert seat.do("join", address=address, code=CODE, name="総務部長", seat="4")["ok"]
    device = seat.report("ready")["device"]
    seat.end()
    shutil.copytree(tmp_path / "seat", tmp_path / "copy")
    seat, copy = start("seat"), start("copy")
    for each in (seat, copy):
        each.report("notice", code="cloned_device")
    assert not chair.do("rekey")["ok"]
    for wrong in ({"device": device}, {"device": device, "accept": "yes"}, {"accept": True}):
        assert chair.do("replace_device", **wrong)["error"] == "bad_argument"
    assert chair.do("replace_device", device=device, accept=True)["error"] == "not_found"

    fresh = copy.do("rekey")["device"]
    assert copy.report("ready", device=fresh)["listen"]
    join = {"address": address, "code": CODE, "name": "総務部長", "seat": "4"}
    assert copy.do("join", **join)["error"] == "seat_in_question"
    assert chair.report("replacement_asked") == {
        "report": "replacement_asked",
        "device": fresh,
        "seat": "4",
        "name": "総務部長",
    }
    assert chair.do("replace_device", device=fresh, accept=True)["event"]
    chair.report("replacement_settled", device=fresh)
    assert copy.do("join", **join)["ok"]
    members = chair.do("meeting")["meeting"]["members"]
    assert {member["device"] for member in members if member["seat"] == "4"} == {fresh}
    seat.report("notice", code="replaced")
    assert {node.end() for node in (seat, copy, chair)} == {(0, "")}


def test_documents_are_added_replaced_and_withdrawn_over_the_console(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    chair, seat = start("chair"), start("seat")
    address = chair.report("ready")["listen"][0]
    (document,) = (
        each["document"] for each in chair.do("host", file=str(meeting_file), code=CODE)["documents"]
    )
    assert seat.do("join", address=address, code=CODE, name="総務部長", seat="4")["ok"]
    newer = tmp_path / "差し替え.pdf"
    newer.write_bytes(PDF + bytes(range(200)))

    added = chair.do("add_document", path=str(newer), title="当日配布", agenda="1")
    assert added["ok"]
    answer = chair.do("replace_document", document=document, path=str(newer), reason="誤記の訂正")
    assert (answer["ok"], answer["document"]) == (True, document)
    seat.report("document", document=document, complete=True, size=newer.stat().st_size)
    told = {each["document"]: each for each in seat.do("documents")["documents"]}
    assert [each["reason"] for each in told[document]["versions"]] == ["", "誤記の訂正"]
    assert (told[document]["version"], told[added["document"]]["title"]) == (2, "当日配布")
    assert Path(told[document]["path"]).read_bytes() == newer.read_bytes()
    gone = chair.do("withdraw_document", document=document)
    assert (gone["ok"], gone["document"]) == (True, document)
    left = chair.do("meeting")
    seat.report("changed", digest=left["digest"])
    assert [each["document"] for each in seat.do("documents")["documents"]] == [added["document"]]

    wrong = chair.do("add_document", path=str(meeting_file), agenda="1")
    assert (wrong["ok"], wrong["error"]) == (False, "not_a_pdf")
    assert chair.do("replace_document", document=added["document"])["error"] == "bad_argument"
    assert chair.do("withdraw_document", document=document)["error"] == "not_found"
    assert seat.do("withdraw_document", document=added["document"])["error"] == "not_allowed"
    assert chair.do("meeting")["digest"] == left["digest"]


def test_the_secretariat_changes_documents_over_the_console_and_a_member_does_not(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    roles = {"1": "chair", "4": "member", "23": "secretariat"}
    seats = "".join(f'[[seats]]\nnumber = {number}\nrole = "{role}"\n' for number, role in roles.items())
    meeting_file.write_text(meeting_file.read_text("utf-8") + seats, "utf-8")
    chair, office, seat = start("chair"), start("office"), start("seat")
    address = chair.report("ready")["listen"][0]
    (document,) = (
        each["document"] for each in chair.do("host", file=str(meeting_file), code=CODE)["documents"]
    )
    assert office.do("join", address=address, code=CODE, name="事務局", seat="23")["ok"]
    assert seat.do("join", address=address, code=CODE, name="総務部長", seat="4")["ok"]
    newer = tmp_path / "差し替え.pdf"
    newer.write_bytes(PDF + bytes(range(200)))
    late = tmp_path / "当日配布.pdf"
    late.write_bytes(PDF + bytes(range(100)))

    assert office.do("replace_document", document=document, path=str(newer), reason="訂正")["ok"]
    added = office.do("add_document", path=str(late), title="当日配布", agenda="1", confidential=True)
    assert added["ok"]
    for node in (chair, seat):
        node.report("document", document=document, complete=True, size=newer.stat().st_size)
        node.report("document", document=added["document"], complete=True)
    assert {each["document"] for each in office.do("receipts")["receipts"]} == {document, added["document"]}
    refused = seat.do("add_document", path=str(newer), agenda="1")
    assert (refused["error"], refused["message"]) == (
        "not_allowed",
        "Only the chair and the secretariat may do this.",
    )
    assert seat.do("replace_document", document=document, path=str(newer))["error"] == "not_allowed"
    assert seat.do("collect")["error"] == "not_the_chair"
    assert office.do("collect")["ok"]
    for node in (chair, seat):
        node.report("notice", code="documents_destroyed")
    assert office.do("withdraw_document", document=document)["ok"]


def test_a_prepared_meeting_is_opened_over_the_console(
    start: Callable[..., ConsoleNode], meeting_file: Path
) -> None:
    text = meeting_file.read_text("utf-8")
    policy = 'starts = 2999-10-06T13:30:00\n[policy]\nopens = "at_start"\n'
    meeting_file.write_text(text.replace("[[agenda]]", f"{policy}[[agenda]]", 1), "utf-8")
    chair = start("chair")
    chair.report("ready")
    assert chair.do("host", file=str(meeting_file), code=CODE)["ok"]
    before = chair.do("meeting")["meeting"]
    assert (before["phase"], before["policy"]["opens"]) == ("prepared", "at_start")
    assert chair.do("post", body="まだ")["error"] == "not_open_yet"
    assert chair.do("open_meeting", now=True)["error"] == "bad_argument"
    assert chair.do("open_meeting")["ok"]
    assert chair.do("meeting")["meeting"]["phase"] == "open"
    assert chair.do("open_meeting")["error"] == "open_already"
    assert chair.do("post", body="いま")["ok"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_neither_a_pipe_nor_a_name_that_is_no_text_is_taken_for_a_file(
    start: Callable[..., ConsoleNode], meeting_file: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    chair = start("chair")
    assert chair.do("host", file=str(pipe))["error"] == "meeting_file"
    chair.do("host", file=str(meeting_file), code=CODE)
    for wrong in (str(pipe), "\ud800"):
        assert chair.do("pack", path=wrong)["error"] == "bundle_unwritable"
    assert pipe.is_fifo()
    assert chair.end() == (0, "")
