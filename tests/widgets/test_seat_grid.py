from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from sync.discussion import Floor, FloorRequest, Speech
from sync.meeting import Meeting, Member, Names, Phase, Role, Seat
from sync.status import SeatPresence
from tests.widgets import desk
from widgets.projector_content import seats_that_posted
from widgets.projector_frame import seats_text
from widgets.seat_cells import SeatCell, Voices, seat_cells, seat_words
from widgets.seat_grid import SeatGrid, SeatModel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


def picture(cells: tuple[SeatCell, ...]) -> str:
    """One sign a seat: # posted, o connected, d receiving, . away; a posted one that is away is x."""
    signs = []
    for cell in cells:
        if cell.receiving:
            signs.append("d")
        elif cell.posted:
            signs.append("#" if cell.connected else "x")
        else:
            signs.append("o" if cell.connected else ".")
    return "".join(signs)


def presence(**states: str) -> tuple[SeatPresence, ...]:
    return tuple(
        SeatPresence(device, connected=state != "away", documents_complete=state != "receiving")
        for device, state in states.items()
    )


def test_every_state_has_its_sign() -> None:
    comments = (desk.comment("c1", seat="1"), desk.comment("c2", seat="4"))
    meeting = replace(desk.meeting(*comments), seats=tuple(Seat(str(n)) for n in range(1, 6)))
    meeting = replace(meeting, members=meeting.members[:4])
    states = presence(device1="here", device2="here", device3="receiving", device4="away")
    assert picture(seat_cells(meeting, states)) == "#odx."


def test_a_withheld_comment_does_not_tell_its_seat() -> None:
    meeting = desk.meeting(
        desk.comment("c1", seat="2", shown=Names.WITHHELD),
        desk.comment("c2", seat="3", shown=Names.DEPARTMENT),
    )
    assert not any(cell.posted for cell in seat_cells(meeting, presence(device2="here")))
    assert Voices().unnamed_comments(meeting) == 2
    assert seats_that_posted(meeting) == 0
    assert seats_text(0, 24, 2) == "0 of 24 seats have posted (without a name: 2)"


def test_seats_that_nobody_planned_follow_in_natural_order() -> None:
    members = tuple(Member(f"d{seat}", seat, "山田") for seat in ("10", "2", ""))
    meeting = Meeting("m", "会議", "d2", members=members, seats=(Seat("1"),))
    assert [cell.number for cell in seat_cells(meeting, ())] == ["1", "", "2", "10"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (SeatCell("5", "山田", "市民課"), "Seat 5, 山田, 市民課, not connected"),
        (SeatCell("5", connected=True, posted=True), "Seat 5, connected, has posted"),
        (
            SeatCell("", "山田", connected=True, receiving=True),
            "No seat number, 山田, connected, receiving documents",
        ),
    ],
)
def test_a_seat_in_words(cell: SeatCell, words: str) -> None:
    assert seat_words(cell) == words


def test_the_model_keeps_its_promises(qtmodeltester: ModelTester) -> None:
    model = SeatModel()
    model.set_seats(seat_cells(desk.full_meeting(), ()))
    qtmodeltester.check(model)
    model.set_seats((SeatCell("1"),))
    assert model.rowCount() == 1


def test_a_name_in_a_tooltip_is_never_markup(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    grid.set_seats((SeatCell("1", "<img src=file:///etc/hostname>"),))
    assert "<img" not in grid.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(("width", "seats"), [(348, 24), (348, 100), (240, 24)])
def test_cells_are_large_enough_and_all_rows_fit(qtbot: QtBot, width: int, seats: int) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    grid.resize(width, 100)
    grid.show()
    grid.set_seats(tuple(SeatCell(str(number)) for number in range(1, seats + 1)))
    grid.executeDelayedItemsLayout()
    cell = grid.visualRect(grid.model().index(0, 0))
    assert min(cell.width(), cell.height()) >= 36
    last = grid.visualRect(grid.model().index(seats - 1, 0))
    reach = grid.viewport().height() + grid.verticalScrollBar().maximum()
    assert last.bottom() <= reach
    assert last.right() <= grid.viewport().width()


def test_a_copied_pc_is_marked_at_its_seat_in_words() -> None:
    meeting = replace(desk.meeting(), forked=("device3",))
    cells = seat_cells(meeting, ())
    assert [cell.number for cell in cells if cell.forked] == ["3"]
    assert "the record of this PC has split in two" in seat_words(cells[2])
    assert "split" not in seat_words(cells[3])


def test_the_menu_of_a_seat_offers_to_make_its_pc_leave_but_not_ones_own(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    meeting = replace(desk.meeting(), seats=(*desk.meeting().seats, Seat("25")))
    cells = seat_cells(meeting, (), "device1")
    grid.set_seats(cells, "device1")
    words = {cell.number: [action.text() for action in grid.seat_menu(cell).actions()] for cell in cells}
    assert words["2"] == [
        "Seat 2, 山田, not connected",
        "Give the floor",
        "Make presenter",
        "",
        "Make this PC leave…",
    ]
    assert words["1"][1:] == ["Give the floor"]  # one's own
    assert len(words["25"]) == 1
    with qtbot.waitSignal(grid.removal_requested) as asked:
        grid.seat_menu(cells[1]).actions()[-1].trigger()
    assert asked.args == ["device2"]


def test_the_floor_and_the_page_are_given_from_the_menu_of_a_seat(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    floor = Floor(speeches=(Speech("s", "device3", 1),))
    cells = seat_cells(replace(desk.meeting(), floor=floor, presenter="device4"), (), "device1")
    grid.set_seats(cells, "device1")
    with qtbot.waitSignal(grid.floor_granted) as granted:
        grid.seat_menu(cells[1]).actions()[1].trigger()
    assert granted.args == ["device2"]
    with qtbot.waitSignal(grid.presenter_given) as given:
        grid.seat_menu(cells[1]).actions()[2].trigger()
    assert given.args == ["device2"]
    with qtbot.waitSignal(grid.speech_ended):
        grid.seat_menu(cells[2]).actions()[1].trigger()
    with qtbot.waitSignal(grid.presenter_given) as given:
        grid.seat_menu(cells[3]).actions()[2].trigger()
    assert given.args == [""]


def test_nothing_is_offered_to_who_is_not_the_chair_or_after_the_end(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    cells = seat_cells(desk.meeting(), (), "device1")
    grid.set_seats(cells, "device1", going_on=False)
    assert len(grid.seat_menu(cells[1]).actions()) == 1
    grid.set_seats(cells, "device1")
    grid.set_rights(is_chair=False)
    assert len(grid.seat_menu(cells[1]).actions()) == 1


def test_hands_speaker_and_presenter_are_told_at_their_seats() -> None:
    floor = Floor(
        queue=(FloorRequest("r1", "device5", 1), FloorRequest("r2", "device2", 2)),
        speeches=(Speech("s", "device3", 1),),
    )
    cells = seat_cells(replace(desk.meeting(), floor=floor, presenter="device4"), ())
    assert [(cell.number, cell.hand) for cell in cells if cell.hand] == [("2", 2), ("5", 1)]
    assert seat_words(cells[4]).endswith("asks to speak, place 1")
    assert seat_words(cells[2]).endswith("is speaking")
    assert seat_words(cells[3]).endswith("presenter")
    closed = seat_cells(replace(desk.meeting(), floor=floor, phase=Phase.CLOSED), ())
    assert not any(cell.hand or cell.speaking for cell in closed)


def test_who_is_there_and_neither_posted_nor_spoke_was_not_heard() -> None:
    """Away, the chair and the secretariat are not asked; a withheld comment does not tell its seat."""
    comments = (desk.comment("c1", seat="2"), desk.comment("c2", seat="3", shown=Names.WITHHELD))
    floor = Floor(speeches=(Speech("s", "device4", 1, 2),))
    meeting = replace(desk.meeting(*comments), floor=floor)
    roles = {"device1": Role.CHAIR, "device6": Role.SECRETARIAT}
    members = tuple(
        replace(member, role=roles.get(member.device, Role.MEMBER)) for member in meeting.members[:7]
    )
    here = presence(**{f"device{number}": "here" for number in (2, 3, 4, 5, 6)})
    cells = seat_cells(replace(meeting, members=members), here, "device1")
    assert [cell.number for cell in cells if cell.unheard] == ["3", "5"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform, popups
def test_a_click_on_a_seat_opens_its_menu(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    grid.resize(348, 100)
    grid.show()
    grid.set_seats(seat_cells(desk.meeting(), ()))
    grid.executeDelayedItemsLayout()
    at = grid.visualRect(grid.model().index(6, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text().startswith("Seat 7,")
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


def test_every_sign_is_painted_in_a_corner_of_its_own(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    grid.resize(348, 100)
    grid.show()
    plain = SeatCell("1", connected=True)
    pictures = []
    for cell in (
        plain,
        replace(plain, hand=1),
        replace(plain, hand=2),
        replace(plain, speaking=True),
        replace(plain, presenter=True),
        replace(plain, unheard=True),
    ):
        grid.set_seats((cell,))
        grid.show_unheard(on=True)
        pictures.append(grid.grab().toImage())
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_two_pcs_at_one_seat_are_told_apart_in_its_menu(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    members = (Member("a", "1", "山田"), Member("b", "1", "鈴木"))
    cells = seat_cells(Meeting("m", "会議", "c", members=members, seats=(Seat("1"),)), ())
    words = [action.text() for action in grid.seat_menu(cells[0]).actions()]
    for row, name in ((1, "Give the floor to {}"), (3, "Make {} presenter"), (6, "Make the PC of {} leave…")):
        assert words[row : row + 2] == [name.format("山田"), name.format("鈴木")]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform, popups
def test_the_menu_of_a_seat_opens_by_the_keyboard(qtbot: QtBot) -> None:
    grid = SeatGrid()
    qtbot.addWidget(grid)
    grid.resize(348, 100)
    grid.show()
    grid.set_seats(seat_cells(desk.meeting(), ()))
    grid.setCurrentIndex(grid.model().index(4, 0))
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text().startswith("Seat 5,")
    with qtbot.waitSignal(grid.removal_requested) as asked, qtbot.waitSignal(menu.destroyed):
        menu.actions()[-1].trigger()
        menu.close()
    assert asked.args == ["device5"]
