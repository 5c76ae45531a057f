from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.lobby import Lobby, read_plan, same_meeting
from app.settings import Settings
from sync.errors import KurumazaError, MeetingFileError
from sync.status import FoundMeeting, Notice, Severity
from tests.app.conftest import House
from tests.app.small_pdf import plain_pdf
from widgets.lobby_window import JoinRequest, LobbyWindow

FULL = "m" * 43
MARK = "m" * 16
FOUND = FoundMeeting(MARK, "", "市長のPC", "192.168.1.20:47810", "うみ・やま")
OTHER = replace(FOUND, meeting="o" * 16)
REQUEST = JoinRequest("", "", "482913", "12", "総務課長")


class Entrance:
    """The lobby with its window, and what it asked of the program."""

    def __init__(self, house: House) -> None:
        self.started: list[list[str]] = []
        self.taken: list[Path] = []
        self.settings = Settings(seat="3", name="前回の人")
        self.window = self.new_window()
        self.lobby = Lobby(
            self.window,
            house.reports,
            house.commands,
            house.tasks,
            start_program=self.started.append,
            take=self.taken.append,
            settings=lambda: self.settings,
            choose=self._choose,
        )

    def new_window(self) -> LobbyWindow:
        window = LobbyWindow()
        window.show()
        return window

    def _choose(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def is_busy(self) -> bool:
        return not self.window.open_panel.isEnabled()

    def said(self) -> str:
        return self.window.join_panel.error() or self.window.notice.text


@pytest.fixture
def entrance(house: House, qtbot: QtBot) -> Iterator[Entrance]:
    made = Entrance(house)
    yield made
    made.lobby.deleteLater()
    made.window.close()
    made.window.deleteLater()


def asked(meeting: str = "", invite: str = "", address: str = "") -> tuple[object, ...]:
    who = {"code": "482913", "name": "総務課長", "seat": "12"}
    return ("join", {"meeting": meeting, "invite": invite, "address": address, **who})


@pytest.mark.parametrize(
    ("request_", "call"),
    [
        (replace(REQUEST, meeting=MARK), asked(meeting=MARK)),
        (replace(REQUEST, address_or_invite=" 10.0.0.1:47810 "), asked(address="10.0.0.1:47810")),
        (replace(REQUEST, address_or_invite="\nkurumaza:?a=b "), asked(invite="kurumaza:?a=b")),
        (
            replace(REQUEST, address_or_invite="ｋｕｒｕｍａｚａ：？ａ"),
            asked(invite="ｋｕｒｕｍａｚａ：？ａ"),
        ),
        (replace(REQUEST, address_or_invite="<Kurumaza:1?a=b>"), asked(invite="<Kurumaza:1?a=b>")),
    ],
)
def test_joining_by_found_meeting_address_and_invitation(
    house: House, entrance: Entrance, request_: JoinRequest, call: tuple[object, ...]
) -> None:
    house.start_node()
    entrance.window.join_requested.emit(request_)
    assert entrance.is_busy
    house.wait(lambda: not entrance.is_busy)
    assert house.node.calls == [call]
    assert (entrance.settings.seat, entrance.settings.name) == ("12", "総務課長")


def test_a_refusal_is_told_and_the_fields_can_be_used_again(house: House, entrance: Entrance) -> None:
    house.start_node()
    house.node.failures["join"] = KurumazaError("wrong_code", "wrong")
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    house.wait(lambda: not entrance.is_busy)
    assert "The code is wrong" in entrance.said()
    assert entrance.settings == Settings(seat="3", name="前回の人")  # nothing is remembered of it


def test_seat_and_name_of_last_time_are_there(entrance: Entrance) -> None:
    assert (entrance.window.join_panel.seat.text(), entrance.window.join_panel.name.text()) == (
        "3",
        "前回の人",
    )


def test_a_folder_is_opened_as_a_meeting(house: House, entrance: Entrance, tmp_path: Path) -> None:
    house.start_node()
    folder = tmp_path / "本部会議"
    folder.mkdir()
    (folder / "資料1.pdf").write_bytes(plain_pdf(1))
    entrance.window.folder_chosen.emit(str(folder))
    assert entrance.is_busy
    house.wait(lambda: not entrance.is_busy)
    assert house.node.calls == [("host", "本部会議", None)]
    assert entrance.said() == ""


def test_a_meeting_file_is_opened_with_the_code_of_the_command_line(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    house.start_node()
    file = tmp_path / "meeting.toml"
    file.write_text('[meeting]\ntitle = "定例"\n', "utf-8")
    entrance.lobby.host(file, "000123")
    house.wait(lambda: not entrance.is_busy)
    assert house.node.calls == [("host", "定例", "000123")]


def test_the_chairs_script_stays_beside_the_meeting_and_is_not_hosted(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    house.start_node()
    scripted: list[tuple[str, object]] = []
    entrance.lobby.scripted.connect(lambda meeting, found: scripted.append((meeting, found)))
    file = tmp_path / "meeting.toml"
    items = '[[agenda]]\ntitle = "開会"\n[[agenda]]\ntitle = "討議"\nscript = "順に聞く。"\n'
    file.write_text(f'[meeting]\ntitle = "定例"\n{items}', "utf-8")
    entrance.lobby.host(file)
    house.wait(lambda: scripted)
    assert scripted == [("e" * 43, {"2": "順に聞く。"})]
    assert "順に聞く" not in repr(house.node.calls)


def test_a_meeting_that_goes_on_here_is_not_opened_a_second_time(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    house.start_node()
    house.node.meetings["定例"] = "M"
    file = tmp_path / "meeting.toml"
    file.write_text('[meeting]\ntitle = "定例"\n', "utf-8")
    entrance.lobby.host(file, "000123")
    house.wait(lambda: not entrance.is_busy)
    assert house.node.calls == [("choose", "M")]


def test_a_wrong_meeting_file_is_told_with_line_and_key(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    house.start_node()
    file = tmp_path / "meeting.toml"
    file.write_text('[meeting]\ntitle = "定例"\n[[agenda]]\ntitle = "開会"\nminuets = 5\n', "utf-8")
    entrance.window.file_chosen.emit(str(file))
    house.wait(lambda: not entrance.is_busy)
    assert entrance.said() == "meeting.toml: line 5, agenda[1].minuets: unknown key"
    assert house.node.calls == []


def test_a_folder_without_a_pdf_and_one_that_is_gone_are_told(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    entrance.window.folder_chosen.emit(str(tmp_path))
    house.wait(entrance.said)
    assert entrance.said() == f"There is no PDF in the folder {tmp_path}."
    entrance.window.folder_chosen.emit(str(tmp_path / "gone"))
    house.wait(lambda: "gone: the file cannot be read" in entrance.said())
    assert not entrance.is_busy


@pytest.mark.parametrize("name", ["nul\0name", "a" * 5000])
def test_a_path_that_no_system_takes_is_refused_in_words(name: str) -> None:
    with pytest.raises((MeetingFileError, OSError)):
        read_plan(Path(name))


def test_a_host_that_fails_is_told(house: House, entrance: Entrance, tmp_path: Path) -> None:
    house.start_node()
    house.node.failures["host"] = KurumazaError("document_unavailable", "gone")
    file = tmp_path / "meeting.toml"
    file.write_text('[meeting]\ntitle = "定例"\n', "utf-8")
    entrance.window.file_chosen.emit(str(file))
    house.wait(lambda: not entrance.is_busy)
    assert "cannot be read" in entrance.said()


def test_a_meeting_that_was_carried_here_is_taken_in(
    house: House, entrance: Entrance, tmp_path: Path
) -> None:
    house.start_node()
    entrance.window.file_chosen.emit(str(tmp_path / "庁議.KURUMAZA"))
    assert entrance.taken == [tmp_path / "庁議.KURUMAZA"]
    entrance.lobby.set_carrying(carrying=True)
    assert entrance.is_busy
    assert not entrance.window.join_panel.isEnabled()
    before, entrance.window = entrance.window, entrance.new_window()
    entrance.lobby.show_in(entrance.window)  # the language was changed meanwhile
    assert entrance.is_busy
    before.close()
    before.deleteLater()
    entrance.lobby.set_carrying(carrying=False)
    assert not entrance.is_busy
    assert house.node.calls == []


def test_the_first_meeting_that_is_found_is_joined_once(house: House, entrance: Entrance) -> None:
    house.start_node()
    entrance.lobby.join_first_found(REQUEST)
    assert entrance.is_busy
    house.signals.meetings_found.emit(())
    house.signals.meetings_found.emit((replace(OTHER, remembered=True),))
    house.signals.meetings_found.emit((replace(OTHER, remembered=True), FOUND))
    house.signals.meetings_found.emit((FOUND, OTHER))
    house.wait(lambda: not entrance.is_busy)
    assert house.node.calls == [asked(meeting=MARK)]


@pytest.mark.parametrize(("named", "joined"), [(FULL, FULL), (MARK, MARK), (MARK[:6], MARK)])
def test_only_the_named_meeting_is_joined(house: House, entrance: Entrance, named: str, joined: str) -> None:
    house.start_node()
    entrance.lobby.join_first_found(REQUEST, named)
    house.signals.meetings_found.emit((OTHER,))
    house.settle()
    assert house.node.calls == []
    assert entrance.is_busy
    house.signals.meetings_found.emit((OTHER, FOUND))
    house.wait_for_call(*asked(meeting=joined))


def test_a_meeting_that_was_found_before_the_wish_is_joined(house: House, entrance: Entrance) -> None:
    house.start_node()
    house.signals.meetings_found.emit((FOUND,))
    entrance.lobby.join_first_found(REQUEST)
    house.wait_for_call(*asked(meeting=MARK))


def test_once_in_a_meeting_no_other_is_joined(house: House, entrance: Entrance) -> None:
    house.start_node()
    entrance.lobby.join_first_found(REQUEST)
    entrance.lobby.stop_looking()
    assert not entrance.is_busy
    house.signals.meetings_found.emit((FOUND,))
    house.settle()
    assert house.node.calls == []


@pytest.mark.parametrize(
    ("wanted", "found", "same"),
    [
        ("", MARK, True),
        (FULL, MARK, True),
        (MARK[:4], MARK, True),
        (FULL, "o" * 16, False),
        (FULL, "", False),
        ("mmo", MARK, False),
    ],
)
def test_a_meeting_is_known_by_the_beginning_of_its_id(wanted: str, found: str, same: bool) -> None:
    assert same_meeting(wanted, found) is same


def test_a_new_window_takes_over_what_goes_on(house: House, entrance: Entrance) -> None:
    """The language was changed while the chair's PC was being asked."""
    house.start_node()
    house.signals.meetings_found.emit((FOUND, OTHER))
    house.node.gate = Future()
    house.node.failures["join"] = KurumazaError("unreachable", "gone")
    old = entrance.window
    old.join_requested.emit(replace(REQUEST, meeting=MARK))
    entrance.window = entrance.new_window()
    entrance.lobby.show_in(entrance.window)
    assert entrance.is_busy
    assert entrance.window.meetings.model().rowCount() == 2
    old.close()
    old.deleteLater()
    house.node.gate.set_result(None)
    house.wait(lambda: not entrance.is_busy)
    assert "cannot be reached" in entrance.said()


def test_what_is_found_is_listed_and_notices_are_told(house: House, entrance: Entrance) -> None:
    house.signals.meetings_found.emit((FOUND, OTHER))
    assert entrance.window.meetings.model().rowCount() == 2
    house.signals.notice.emit(Notice(Severity.INFO, "port_in_use", "Port in use.", ("50123",)))
    assert "50123" in entrance.window.notice.text


def test_the_demonstration_and_a_pdf_are_programs_of_their_own(entrance: Entrance) -> None:
    entrance.window.demo_requested.emit()
    entrance.window.pdf_chosen.emit("資料.pdf")
    assert entrance.started == [["demo"], ["open", "資料.pdf"]]


def in_question() -> KurumazaError:
    return KurumazaError("seat_in_question", "the chair is asked")


def test_row_6_who_asks_for_a_taken_seat_waits_for_the_chair_and_comes_in(
    house: House, entrance: Entrance
) -> None:
    house.start_node()
    entrance.lobby._ask_again.setInterval(0)
    house.node.failures["join"] = in_question()
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    panel = entrance.window.join_panel
    house.wait(lambda: len(house.node.calls) >= 3)  # it asks again by itself
    assert set(map(str, house.node.calls)) == {str(asked(meeting=MARK))}
    assert "Waiting for the chair's seat" in panel.waiting()
    assert panel.stop_button.isVisible()
    assert entrance.is_busy
    assert panel.error() == ""
    house.node.failures.clear()
    house.wait(lambda: not entrance.is_busy)
    assert panel.waiting() == ""
    assert entrance.settings.seat == "12"


def test_row_6_who_waits_may_stop_and_type_another_seat(house: House, entrance: Entrance) -> None:
    house.start_node()
    house.node.failures["join"] = in_question()
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    panel = entrance.window.join_panel
    house.wait(panel.waiting)
    panel.stop_button.click()
    assert (entrance.is_busy, panel.waiting()) == (False, "")
    assert panel.seat.isEnabled()
    house.node.failures.clear()
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK, seat="13"))
    house.wait(lambda: entrance.settings.seat == "13")
    house.settle()
    assert [call[1]["seat"] for call in house.node.calls] == ["12", "13"]


def test_row_6_a_refusal_ends_the_waiting_in_words(house: House, entrance: Entrance) -> None:
    house.start_node()
    entrance.lobby._ask_again.setInterval(0)
    house.node.failures["join"] = in_question()
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    house.wait(entrance.window.join_panel.waiting)
    house.node.failures["join"] = KurumazaError("seat_taken", "no")
    house.wait(lambda: not entrance.is_busy)
    assert "already sits at this seat" in entrance.said()
    assert entrance.window.join_panel.waiting() == ""


def test_row_6_nobody_waits_for_ever(
    house: House, entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.lobby.TIMES_ASKED", 2)
    house.start_node()
    entrance.lobby._ask_again.setInterval(0)
    house.node.failures["join"] = in_question()
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    house.wait(lambda: not entrance.is_busy)
    assert "did not answer" in entrance.said()
    assert len(house.node.calls) == 3


def test_row_7_a_copied_pc_gets_a_new_key_in_the_lobby_too(house: House, entrance: Entrance) -> None:
    house.start_node()
    house.node.failures["join"] = KurumazaError("cloned_device", "copied")
    entrance.window.join_requested.emit(replace(REQUEST, meeting=MARK))
    house.wait(entrance.window.copied.isVisible)
    assert (entrance.is_busy, entrance.said()) == (False, "")
    entrance.window.copied.button.click()
    house.wait(entrance.window.copied.isHidden)
    assert house.node.calls[-1] == ("rekey",)
    assert "Join the meeting with its code" in entrance.window.notice.text
    entrance.lobby._show_notice(Notice(Severity.WARNING, "cloned_device", "copied"))
    assert entrance.window.copied.isVisible()


def test_row_7_who_has_posts_that_were_not_sent_is_told_so_with_the_new_key(
    house: House, entrance: Entrance
) -> None:
    house.start_node()
    entrance.lobby._show_notice(Notice(Severity.WARNING, "posts_wait_for_new_key", "kept", ("3",)))
    entrance.lobby.tell_new_key()
    said = entrance.window.notice.text
    assert "Join the meeting with its code" in said
    assert "3 of your posts had not been sent" in said
    entrance.lobby.tell_new_key()
    assert "posts" not in entrance.window.notice.text
