from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.certificate_saving import write_certificate
from app.certificate_text import certificate_text
from sync.collection_certificate import FORM, certificate_of
from sync.fold import Fold
from sync.keys import DeviceKey, from_base64url_32, mark, verify
from sync.meeting import Meeting
from tests.sync.strategies import ANNE, CHAIR, Writer, admit, create, paper


@pytest.fixture
def told() -> tuple[Meeting, list[object]]:
    """A meeting with two devices, of which one said that it destroyed what was called in."""
    chair = Writer(CHAIR)
    events = [create(chair), admit(chair, CHAIR, position=2), admit(chair, ANNE, position=3)]
    anne = Writer(ANNE, chair.meeting)
    items = {"items": [{"item": "a", "title": "議題"}]}
    events.append(chair.say("agenda.set", items, position=4))
    document = chair.say("document.add", paper("予算案") | {"key": "2" * 64}, position=5)
    collect = chair.say("document.collect", {}, position=6)
    done = anne.say("document.collected", {"documents": [document.event_id]}, collect.event_id, position=6)
    events += [document, collect, done]
    fold = Fold()
    for event in events:
        fold.apply(event)
    meeting = fold.meeting()
    assert meeting is not None
    return meeting, events


def test_every_statement_can_be_proved_without_the_program(told: tuple[Meeting, list]) -> None:
    meeting, events = told
    certificate = certificate_of(meeting, events)
    assert certificate["form"] == FORM
    (collection,) = certificate["collections"]
    assert [each["title"] for each in collection["documents"]] == ["予算案"]
    assert {seat["device"]: seat["collected"] for seat in collection["seats"]} == {
        CHAIR.device: False,
        ANNE.device: True,
    }
    (seat,) = (seat for seat in collection["seats"] if seat["collected"])
    for proof, device in ((collection["proof"], CHAIR.device), (seat["proof"], ANNE.device)):
        header = proof["header"]
        import base64

        signature = base64.urlsafe_b64decode(proof["signature"] + "==")
        assert verify(device, signature, b"kurumaza/event/1\x00" + header.encode())
        assert json.loads(header)["d"] == device
    assert len(from_base64url_32(seat["event"])) == 32
    assert DeviceKey.generate().device not in json.dumps(certificate)


def test_the_page_names_who_did_and_who_did_not(qapp: QApplication, told: tuple[Meeting, list]) -> None:
    page = certificate_text(certificate_of(*told))
    assert "Destroyed on 1 of 2 PCs" in page
    assert f"Called in by: 1 職員1 (PC {mark(CHAIR.device)})" in page
    assert "■" in page
    assert "□" in page
    assert "予算案" in page
    assert "does not prove that nobody photographed a screen" in page


def test_a_device_that_was_removed_since_stays_on_the_page(told: tuple[Meeting, list]) -> None:
    meeting, events = told
    gone = replace(meeting, members=tuple(each for each in meeting.members if each.device == CHAIR.device))
    (collection,) = certificate_of(gone, events)["collections"]
    assert [seat["device"] for seat in collection["seats"]] == [CHAIR.device, ANNE.device]
    assert collection["seats"][1]["name"] == ""


def test_page_and_proofs_are_written_beside_each_other(
    qapp: QApplication, tmp_path: Path, told: tuple[Meeting, list]
) -> None:
    certificate = certificate_of(*told)
    write_certificate(tmp_path / "証明書.txt", certificate_text(certificate), certificate)
    assert "予算案" in (tmp_path / "証明書.txt").read_text("utf-8-sig")
    assert json.loads((tmp_path / "証明書.json").read_text("utf-8")) == certificate
