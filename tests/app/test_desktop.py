"""The whole program in this process: lobby, windows of a meeting, and a real node on loopback."""

from __future__ import annotations

import gc
import json
import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import app.program
from app.chair import Chair
from app.command_line import parse
from app.desktop import Desktop
from app.seat import Seat
from app.secretariat import Secretariat
from sync.bundle_packing import read_holding
from sync.meeting import Anchor, CommentDraft, Meeting, Opens, Phase, Role
from sync.status import FoundMeeting, InStep, Notice, Searching, Severity
from tests.app.fakes import FakeNodeThread
from tests.app.papers import CHAIR, ME, arrived, meeting
from tests.app.small_pdf import plain_pdf
from tests.fakes import Room, plan, run
from widgets.carry_values import CarryContent, CarryWish
from widgets.theme import TextSize

WAIT_MS = 30_000
QUIET = ["--no-mdns", "--listen", "127.0.0.1:0"]


@pytest.fixture
def open_desktop(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desktop]]:
    opened: list[Desktop] = []
    font, style = qapp.font(), qapp.styleSheet()

    def start(*arguments: str) -> Desktop:
        given = ["--profile", str(tmp_path / "profile"), "--lang", "en", *QUIET, *arguments]
        opened.append(Desktop(qapp, parse(given)))
        return opened[-1]

    yield start
    for desktop in opened:
        desktop.close()
        desktop.lobby_window.close()
        desktop.lobby_window.deleteLater()
        for each in desktop._programs:
            each.wait()
        for translator in desktop._translators:
            qapp.removeTranslator(translator)
        desktop.deleteLater()
    qapp.setFont(font)
    qapp.setStyleSheet(style)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "定例会議"
    folder.mkdir()
    (folder / "資料1.pdf").write_bytes(plain_pdf(2))
    return folder


def settings(tmp_path: Path) -> dict[str, str]:
    found = json.loads((tmp_path / "profile" / "settings.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_folder_of_the_command_line_becomes_a_meeting_with_its_chair(
    open_desktop: Callable[..., Desktop], papers: Path, qtbot: QtBot
) -> None:
    desktop = open_desktop("chair", str(papers), "--code", "482913")
    desktop.start()
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Chair), timeout=WAIT_MS)
    assert isinstance(desktop.desk, Chair)
    chair = desktop.desk
    qtbot.waitUntil(lambda: chair.window.code_text().replace(" ", "") == "482913", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: chair.reader.widget.is_showing_pages, timeout=WAIT_MS)
    assert chair.window.isVisible()
    assert not desktop.lobby_window.isVisible()
    assert chair.meeting.title == "定例会議"


def test_a_wrong_folder_of_the_command_line_is_told_in_the_lobby(
    open_desktop: Callable[..., Desktop], tmp_path: Path, qtbot: QtBot
) -> None:
    desktop = open_desktop("chair", str(tmp_path))
    with qtbot.waitSignal(desktop.listening, timeout=WAIT_MS):
        desktop.start()
    qtbot.waitUntil(lambda: "There is no PDF" in desktop.lobby_window.notice.text, timeout=WAIT_MS)
    assert desktop.desk is None
    assert desktop.lobby_window.isVisible()


def test_whoever_is_not_the_chair_gets_a_seat_and_leaving_leads_back_to_the_lobby(
    open_desktop: Callable[..., Desktop], qtbot: QtBot
) -> None:
    desktop = open_desktop()
    lobby = desktop.lobby_window
    desktop.reports._keep_link(InStep(3))
    desktop._signals.meeting_changed.emit(meeting())
    assert isinstance(desktop.desk, Seat)
    assert desktop.desk.window.isVisible()
    assert not lobby.isVisible()
    desk = desktop.desk
    desktop._signals.meeting_changed.emit(replace(meeting(), title="改めた題"))
    assert desktop.desk is desk  # one window for the meeting, however often it changes
    assert desk.meeting.title == "改めた題"
    desktop._leave()
    assert desktop.desk is None
    assert desktop.lobby_window is not lobby
    assert desktop.lobby_window.isVisible()
    assert desktop.reports.link == Searching()
    desktop._signals.meeting_changed.emit(meeting())
    assert isinstance(desktop.desk, Seat)  # the next meeting has a window again


def test_a_seat_that_came_back_by_itself_joins_no_other_meeting(
    open_desktop: Callable[..., Desktop], qtbot: QtBot
) -> None:
    """It was started with a code, for whatever meeting is found first, and was in one already."""
    desktop = open_desktop("join", "--code", "482913", "--seat", "4", "--name", "市民課長")
    with qtbot.waitSignal(desktop.listening, timeout=WAIT_MS):
        desktop.start()
    desktop._signals.meeting_changed.emit(meeting())
    asked: list[object] = []
    desktop.lobby.join = asked.append  # type: ignore[method-assign] # nothing else tells that it asked
    desktop._signals.meetings_found.emit((FoundMeeting("o" * 16, "", "PC", "127.0.0.1:1", "うみ"),))
    assert asked == []


def test_the_language_that_is_chosen_is_kept_and_spoken_at_once(
    open_desktop: Callable[..., Desktop], tmp_path: Path
) -> None:
    desktop = open_desktop()
    desktop._signals.meetings_found.emit((FoundMeeting("o" * 16, "", "PC", "127.0.0.1:1", "うみ"),))
    english = desktop.lobby_window
    title = english.windowTitle()
    english.language_chosen.emit("ja")
    assert desktop.lobby_window is not english
    assert desktop.lobby_window.windowTitle() != title
    assert desktop.lobby_window.meetings.model().rowCount() == 1
    assert settings(tmp_path)["language"] == "ja"
    assert QCoreApplication.translate("Sentences", "This meeting is closed.") != "This meeting is closed."


def test_the_size_of_text_is_kept(open_desktop: Callable[..., Desktop], tmp_path: Path) -> None:
    desktop = open_desktop()
    desktop.lobby_window.text_size_changed.emit(TextSize.LARGE)
    assert settings(tmp_path)["text_size"] == "large"
    assert open_desktop()._chosen_text_size() is TextSize.LARGE


@pytest.mark.parametrize("kept", ["gigantic", "", "LARGE"])
def test_an_unknown_size_of_text_counts_as_not_chosen(
    open_desktop: Callable[..., Desktop], tmp_path: Path, kept: str
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "settings.json").write_text(json.dumps({"text_size": kept}), "utf-8")
    assert open_desktop()._chosen_text_size() is TextSize.SMALL


def test_further_programs_speak_the_language_of_this_one(
    open_desktop: Callable[..., Desktop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "arguments.json"
    text = "import json, sys; json.dump(sys.argv[2:], open(sys.argv[1], 'w'))"
    monkeypatch.setattr(
        app.program, "program", lambda arguments: [sys.executable, "-c", text, str(out), *arguments]
    )
    desktop = open_desktop()
    desktop.lobby_window.demo_requested.emit()
    [started] = desktop._programs
    assert started.wait(60) == 0
    assert json.loads(out.read_text("utf-8")) == ["--lang", "en", "demo"]


def test_a_program_that_cannot_be_started_is_told(
    open_desktop: Callable[..., Desktop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.program, "program", lambda _arguments: [str(tmp_path / "gone")])
    desktop = open_desktop()
    desktop.lobby_window.demo_requested.emit()
    assert "The file or folder cannot be used" in desktop.lobby_window.notice.text


def with_chair(device: str, term: int) -> Meeting:
    return replace(meeting(), chair=device, term=term)


def at_a_seat(desktop: Desktop, tmp_path: Path) -> Seat:
    desktop.reports._keep_device("0.4.0", ME, ())
    desktop._signals.documents_changed.emit((arrived(tmp_path, "one"), arrived(tmp_path, "two")))
    desktop._signals.meeting_changed.emit(with_chair(CHAIR, 0))
    assert isinstance(desktop.desk, Seat)
    return desktop.desk


def test_row_2_the_chairs_pc_is_gone_and_the_deputys_desk_becomes_the_chairs_with_its_projector(
    open_desktop: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    """The page that is open, the draft, the window's place and the size of text stay; no lobby is seen."""
    desktop = open_desktop()
    lobby = desktop.lobby_window
    desktop._choose_text_size(TextSize.MEDIUM)
    seat = at_a_seat(desktop, tmp_path)
    qtbot.waitUntil(lambda: seat.reader.widget.is_showing_pages, timeout=WAIT_MS)
    seat.shelf.show_document("two", 4)
    qtbot.waitUntil(lambda: seat.shelf.place == Anchor("two", 4), timeout=WAIT_MS)
    draft = CommentDraft("途中まで書いた。")
    seat.window.set_draft(draft)
    seat.window.draft_changed.emit(draft)
    seat.window.setGeometry(40, 30, 1200, 700)
    shown: list[bool] = []
    desktop.lobby_window.painted.connect(lambda: shown.append(True))

    desktop._signals.meeting_changed.emit(with_chair(ME, 1))
    chair = desktop.desk
    assert isinstance(chair, Chair)
    assert chair.window.isVisible()
    chair.screening.place.show_in_window()  # there is no second screen here
    assert chair.projector.isVisible()
    assert not seat.window.isVisible()
    assert chair.window.geometry().topLeft() == seat.window.geometry().topLeft()
    assert chair.window._text_size.text().endswith("A [A] A")
    qtbot.waitUntil(lambda: chair.shelf.place == Anchor("two", 4), timeout=WAIT_MS)
    projector = chair.projector

    desktop._signals.meeting_changed.emit(with_chair(CHAIR, 2))
    again = desktop.desk
    assert isinstance(again, Seat)
    assert again.window.isVisible()
    assert not projector.isVisible()
    assert again.window.notice.text == "The chair is at seat 1 now. This PC is a seat again."
    assert again.window.comments.composer.draft().body == draft.body
    qtbot.waitUntil(lambda: again.shelf.place == Anchor("two", 4), timeout=WAIT_MS)
    assert desktop.lobby_window is lobby
    assert shown == []


@pytest.fixture
def node() -> Iterator[FakeNodeThread]:
    thread = FakeNodeThread()
    thread.started.set_result(None)
    yield thread
    thread.stop()


def test_the_secretariat_goes_to_its_desk_and_back_and_keeps_its_place(
    open_desktop: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = open_desktop()
    seat = at_a_seat(desktop, tmp_path)
    assert not seat.window.bar.desk.isVisible()
    helping = with_chair(CHAIR, 0)
    members = (helping.members[0], replace(helping.members[1], role=Role.SECRETARIAT))
    desktop._signals.meeting_changed.emit(replace(helping, members=members))
    assert desktop.desk is seat
    assert seat.window.bar.desk.isVisible()
    qtbot.waitUntil(lambda: seat.reader.widget.is_showing_pages, timeout=WAIT_MS)
    seat.shelf.show_document("two", 4)
    qtbot.waitUntil(lambda: seat.shelf.place == Anchor("two", 4), timeout=WAIT_MS)
    draft = CommentDraft("途中まで書いた。")
    seat.window.set_draft(draft)
    seat.window.draft_changed.emit(draft)
    seat.window.bar.desk.click()
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Secretariat), timeout=WAIT_MS)
    desk = desktop.desk
    assert isinstance(desk, Secretariat)
    assert desk.window.isVisible()
    assert desk.window.notice.text == ""
    qtbot.waitUntil(lambda: desk.shelf.place == Anchor("two", 4), timeout=WAIT_MS)
    desktop._signals.meeting_changed.emit(replace(helping, members=members, title="改めた題"))
    assert desktop.desk is desk
    desk.window.seat_button.click()  # type: ignore[attr-defined] # the secretariat's window has it
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Seat), timeout=WAIT_MS)
    again = desktop.desk
    assert isinstance(again, Seat)
    assert again.window.comments.composer.draft().body == draft.body
    qtbot.waitUntil(lambda: again.shelf.place == Anchor("two", 4), timeout=WAIT_MS)


def test_who_is_the_secretariat_no_more_is_at_its_seat_again(
    open_desktop: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = open_desktop()
    at_a_seat(desktop, tmp_path)
    plain = with_chair(CHAIR, 0)
    members = (plain.members[0], replace(plain.members[1], role=Role.SECRETARIAT))
    desktop._signals.meeting_changed.emit(replace(plain, members=members))
    desktop._toggle_desk(wanted=True)
    assert isinstance(desktop.desk, Secretariat)
    desktop._signals.meeting_changed.emit(plain)
    assert isinstance(desktop.desk, Seat)


def test_the_secretariat_has_its_desk_before_the_meeting_opens(
    open_desktop: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = open_desktop()
    seat = at_a_seat(desktop, tmp_path)
    plain = with_chair(CHAIR, 0)
    members = (plain.members[0], replace(plain.members[1], role=Role.SECRETARIAT))
    policy = replace(plain.policy, opens=Opens.AT_START)
    waiting = replace(plain, members=members, policy=policy, phase=Phase.PREPARED)
    desktop._signals.meeting_changed.emit(waiting)
    assert seat.window.bar.desk.isVisible()
    seat.window.bar.desk.click()
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Secretariat), timeout=WAIT_MS)
    desktop._signals.meeting_changed.emit(replace(waiting, phase=Phase.OPEN))
    assert isinstance(desktop.desk, Secretariat)


def code_of(desktop: Desktop) -> str:
    """The meeting code at the chair's desk; a seat has none."""
    return desktop.desk.window.code_text().replace(" ", "") if isinstance(desktop.desk, Chair) else "000777"


def test_a_desk_that_was_replaced_is_gone_and_hears_nothing_more(
    open_desktop: Callable[..., Desktop], node: FakeNodeThread, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = open_desktop()
    desktop._commands.connect_node(node)  # type: ignore[arg-type] # it behaves as a NodeThread
    at_a_seat(desktop, tmp_path)
    gone: list[str] = []
    kept: list[weakref.ref[QObject]] = []
    for term in range(1, 5):
        desk = desktop.desk
        assert desk is not None
        for name, each in (("desk", desk), ("window", desk.window)):
            each.destroyed.connect(lambda _=None, name=name: gone.append(name))
            kept.append(weakref.ref(each))
        del desk, each
        desktop._signals.meeting_changed.emit(with_chair(ME if term % 2 else CHAIR, term))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        node.node.code = "000777"
        desktop._signals.code_changed.emit("000777")
        desktop._signals.link_changed.emit(InStep(term))
        qtbot.waitUntil(lambda: "000777" in code_of(desktop), timeout=WAIT_MS)  # all was answered
    assert sorted(gone) == ["desk"] * 4 + ["window"] * 4

    def is_forgotten() -> bool:
        gc.collect()
        return not [each() for each in kept if each() is not None]

    qtbot.waitUntil(
        is_forgotten, timeout=WAIT_MS
    )  # an answer that is on its way may hold one a moment longer
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert len(windows) == 1  # the seat's; neither projector nor lobby


def test_another_chair_elsewhere_leaves_a_seat_as_it_is(
    open_desktop: Callable[..., Desktop], tmp_path: Path
) -> None:
    desktop = open_desktop()
    seat = at_a_seat(desktop, tmp_path)
    desktop._signals.meeting_changed.emit(with_chair("device-deputy", 1))
    assert desktop.desk is seat
    assert seat.window.notice.text == ""


def test_a_carried_file_of_the_command_line_enters_its_meeting_and_is_taken_in_once_more_there(
    open_desktop: Callable[..., Desktop], tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "会議.kurumaza"

    async def carried() -> None:
        async with Room(tmp_path) as room:
            chair = await room.node("chair")
            await chair.node.host(plan(tmp_path / "files"))
            await chair.node.post(CommentDraft("運ばれた意見"))
            await chair.node.pack(stick)

    run(carried())
    desktop = open_desktop(str(stick))
    desktop.start()
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Seat), timeout=WAIT_MS)
    seat = desktop.desk
    assert isinstance(seat, Seat)
    qtbot.waitUntil(lambda: "taken in" in seat.window.notice.text, timeout=WAIT_MS)
    assert seat.window.notice.text == "1 comment(s) and 1 document(s) were taken in."
    assert [comment.body for comment in seat.meeting.comments] == ["運ばれた意見"]
    assert not desktop.lobby_window.isVisible()
    seat.window.carry.take_requested.emit(str(stick))
    qtbot.waitUntil(lambda: "nothing new" in seat.window.notice.text, timeout=WAIT_MS)
    back = tmp_path / "一覧.kurumaza"
    seat.window.carry.write_requested.emit(CarryWish(seat.meeting.meeting, str(back), CarryContent.LIST))
    qtbot.waitUntil(lambda: "list was written" in seat.window.notice.text, timeout=WAIT_MS)
    assert len(read_holding(back).held) == 1
    assert not seat.window.carry.is_busy


def test_row_7_a_copied_pc_gets_a_new_key_and_stands_in_the_lobby_again(
    open_desktop: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = open_desktop()
    with qtbot.waitSignal(desktop.listening, timeout=WAIT_MS):
        desktop.start()
    qtbot.waitUntil(lambda: desktop.reports.device != "", timeout=WAIT_MS)
    before, key = desktop.reports.device, (tmp_path / "profile" / "device.key").read_bytes()
    desktop._signals.meeting_changed.emit(replace(meeting(), chair="another"))
    assert isinstance(desktop.desk, Seat)
    desktop._signals.notice.emit(Notice(Severity.WARNING, "cloned_device", "copied"))
    desktop.desk.window.copied.button.click()
    qtbot.waitUntil(lambda: desktop.desk is None, timeout=WAIT_MS)
    assert desktop.lobby_window.isVisible()
    assert "Join the meeting with its code" in desktop.lobby_window.notice.text
    assert desktop.reports.device not in ("", before)
    assert (tmp_path / "profile" / f"device.key.{before}.old").read_bytes() == key


def test_a_confidential_meeting_is_read_called_in_and_deleted_by_its_chair(
    open_desktop: Callable[..., Desktop], papers: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "meeting.toml"
    file.write_text(
        '[meeting]\ntitle = "秘密会"\ndocument_folder = "定例会議"\n[policy]\nconfidential = true\n'
        '[[agenda]]\ntitle = "人事"\n[[agenda.documents]]\nfile = "資料1.pdf"\n',
        encoding="utf-8",
    )
    desktop = open_desktop("chair", str(file))
    desktop.start()
    qtbot.waitUntil(lambda: isinstance(desktop.desk, Chair), timeout=WAIT_MS)
    desk = desktop.desk
    assert isinstance(desk, Chair)
    qtbot.waitUntil(lambda: desk.reader.document is not None, timeout=WAIT_MS)
    assert desk.reader.document is not None
    assert desk.reader.document.path.suffix == ".sealed"
    assert desk.reading.study._watermark.is_on
    assert desk.window.room.collection.remaining() == 1
    desk.window.collect_requested.emit("")
    qtbot.waitUntil(lambda: desk.reader.document is None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "destroyed on this PC" in desk.window.notice.text, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: any(each.receipts for each in desk.meeting.collections), timeout=WAIT_MS)
    assert not list((tmp_path / "profile").rglob("*.sealed*"))
    desk.window.meeting_end_requested.emit()
    qtbot.waitUntil(lambda: desk.meeting.phase is Phase.CLOSED, timeout=WAIT_MS)
    desktop.close()
    desktop.desk = None
    again = open_desktop()
    again.start()
    kept = again.lobby_window.kept
    again.lobby_window.kept_button.click()
    qtbot.waitUntil(lambda: len(kept.buttons) == 1, timeout=WAIT_MS)
    (button,) = kept.buttons.values()
    button.click()
    kept.question.yes.click()
    qtbot.waitUntil(lambda: not kept.buttons, timeout=WAIT_MS)
    assert again.desk is None
