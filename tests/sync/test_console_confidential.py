"""Calling in and deleting, as a script sees it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sync.collection_certificate import FORM
from tests.fakes import PDF
from tests.sync.test_console import CODE, ConsoleNode, start  # noqa: F401 - a fixture

Start = Callable[..., ConsoleNode]


def secret_meeting(folder: Path) -> Path:
    (folder / "人事.pdf").write_bytes(PDF + bytes(3_000))
    file = folder / "meeting.toml"
    file.write_text(
        '[meeting]\ntitle = "秘密会"\n[[agenda]]\ntitle = "人事"\n[[agenda.documents]]\nfile = "人事.pdf"\n'
        "confidential = true\n",
        encoding="utf-8",
    )
    return file


def receipts(node: ConsoleNode) -> list[dict[str, Any]]:
    (collection,) = node.do("meeting")["meeting"]["collections"]
    return list(collection["receipts"])


def test_a_script_calls_in_writes_the_certificate_and_deletes(tmp_path: Path, start: Start) -> None:  # noqa: F811 - the fixture
    chair, seat = start("chair"), start("seat")
    hosted = chair.do("host", file=str(secret_meeting(tmp_path)), code=CODE)
    assert hosted["documents"][0]["path"].endswith(".sealed")
    assert chair.do("certificate", path=str(tmp_path / "none.json"))["error"] == "nothing_collected"
    address = chair.report("ready")["listen"][0]
    assert seat.do("join", address=address, code=CODE, seat="2")["ok"]
    seat.report("document", complete=True)
    assert seat.do("collect")["error"] == "not_the_chair"
    assert chair.do("forget", kept=hosted["meeting"])["error"] == "meeting_running"
    assert chair.do("end")["ok"]
    assert chair.do("collect", document=None)["ok"]
    seat.report("notice", code="documents_destroyed")
    chair.report("notice", code="documents_destroyed")
    while len(receipts(chair)) < 2:
        chair._seen.clear()
        chair.report("changed")
    path = tmp_path / "証明書.json"
    written = chair.do("certificate", path=str(path))
    assert (written["collected"], written["outstanding"]) == (2, 0)
    certificate = json.loads(path.read_text("utf-8"))
    assert certificate["form"] == FORM
    refused = chair.do("certificate", path=str(tmp_path / "no folder" / "x.json"))
    assert refused["error"] == "bundle_unwritable"
    assert chair.do("collect", document="")["error"] == "nothing_to_collect"
    chair.end()
    again = start("chair")
    (kept,) = again.do("kept")["meetings"]
    assert (kept["title"], kept["documents"], kept["is_running"]) == ("秘密会", 0, False)
    assert again.do("forget", kept=kept["meeting"])["ok"]
    assert again.do("kept")["meetings"] == []
    assert again.do("forget", kept=kept["meeting"])["error"] == "not_found"
