from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPlainTextEdit, QWidget

from tests.widgets import desk as samples
from widgets.carry_desk import CarryDesk, carried_file
from widgets.carry_values import CarryContent, CarryMeeting, CarryWish
from widgets.chair_window import ChairWindow
from widgets.lobby_window import LobbyWindow
from widgets.seat_window import SeatWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def own_dialogs(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs of Qt, which a test can answer, in place of those of the system."""
    assert qapp is not None
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog", lambda *given: _own(QFileDialog(*given)), raising=True
    )


def _own(dialog: QFileDialog) -> QFileDialog:
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


@pytest.fixture
def desk(qtbot: QtBot) -> CarryDesk:
    desk = CarryDesk()
    qtbot.addWidget(desk)
    desk.show()
    return desk


@pytest.fixture(params=["seat", "chair"])
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> SeatWindow | ChairWindow:
    made = {"seat": SeatWindow, "chair": ChairWindow}[request.param](QPlainTextEdit())
    qtbot.addWidget(made)
    made.set_meeting(samples.full_meeting(), "device1")
    made.show()
    return made


def dropped(window: QWidget, *urls: QUrl) -> bool:
    """Drag over the window, then drop there if that is taken; whether it was."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    given = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *given)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *given))
    return enter.isAccepted()


def dialog_of(desk: CarryDesk, qtbot: QtBot) -> QFileDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in desk.findChildren(QFileDialog)))
    return next(each for each in desk.findChildren(QFileDialog) if each.isVisible())


def answer(desk: CarryDesk, qtbot: QtBot, path: Path) -> None:
    dialog = dialog_of(desk, qtbot)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_a_meeting_is_written_where_the_person_says(desk: CarryDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.offer([CarryMeeting("m", "定例:会議", "2026-04-01T10:00:00+09:00", "2")])
    desk.panel.write.click()
    dialog = dialog_of(desk, qtbot)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)  # replacing asks once, there
    assert dialog.defaultSuffix() == "kurumaza"
    assert [Path(path).name for path in dialog.selectedFiles()] == ["定例 会議 2026-04-01 Seat 2.kurumaza"]
    with qtbot.waitSignal(desk.write_requested) as asked:
        answer(desk, qtbot, tmp_path / "a.kurumaza")
    assert asked.args == [CarryWish("m", str(tmp_path / "a.kurumaza"))]
    desk.offer([CarryMeeting("m", "定例会議")])
    desk.panel.write.click()
    assert Path(dialog_of(desk, qtbot).directory().path()) == tmp_path  # the stick of last time


def test_what_another_pc_lacks_needs_its_list_first(desk: CarryDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.offer([CarryMeeting("m", "定例会議", confidential=True)])
    desk.panel.choose(CarryContent.MISSING)
    desk.panel.write.click()
    with qtbot.assertNotEmitted(desk.write_requested):
        answer(desk, qtbot, tmp_path / "list.kurumaza")
    with qtbot.waitSignal(desk.write_requested) as asked:
        answer(desk, qtbot, tmp_path / "a.kurumaza")
    assert asked.args == [
        CarryWish(
            "m",
            str(tmp_path / "a.kurumaza"),
            CarryContent.MISSING,
            str(tmp_path / "list.kurumaza"),
        )
    ]


def test_a_list_has_a_name_of_its_own(desk: CarryDesk, qtbot: QtBot) -> None:
    desk.offer([CarryMeeting("m", "会", "2026-04-01")])
    desk.panel.choose(CarryContent.LIST)
    desk.panel.write.click()
    [path] = dialog_of(desk, qtbot).selectedFiles()
    assert Path(path).name == "会 2026-04-01 list.kurumaza"


def test_a_file_is_chosen_to_be_taken_in(desk: CarryDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.menu.actions()[1].trigger()
    assert dialog_of(desk, qtbot).fileMode() is QFileDialog.FileMode.ExistingFile
    with qtbot.waitSignal(desk.take_requested) as asked:
        answer(desk, qtbot, tmp_path / "a.kurumaza")
    assert asked.args == [str(tmp_path / "a.kurumaza")]


def test_every_window_has_the_menu(window: SeatWindow | ChairWindow, qtbot: QtBot) -> None:
    lobby = LobbyWindow()
    qtbot.addWidget(lobby)
    words = ["Write to a USB stick or a folder…", "Take in a file that was carried here…"]
    assert entries(window.carry.menu) == entries(lobby.carry.menu) == words
    if isinstance(window, SeatWindow):
        assert entries(window.bar._menu) == ["Carry the meeting", "Leave the meeting"]
    with qtbot.waitSignal(lobby.carry.write_asked):
        lobby.carry.menu.actions()[0].trigger()
    window.carry.menu.actions()[0].trigger()
    assert window.carry.panel.isVisible()


def test_a_file_dropped_on_a_meeting_is_taken_in(
    window: SeatWindow | ChairWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "会議.KURUMAZA"
    with qtbot.waitSignal(window.carry.take_requested) as asked:
        assert dropped(window, QUrl.fromLocalFile(str(file)))
    assert asked.args == [str(file)]
    window.carry.begin("Working")
    assert not dropped(window, QUrl.fromLocalFile(str(file)))
    window.carry.end()
    assert dropped(window, QUrl.fromLocalFile(str(file)))


@pytest.mark.parametrize(
    "urls",
    [
        lambda folder: [QUrl.fromLocalFile(str(folder / "a.pdf"))],
        lambda folder: [QUrl.fromLocalFile(str(folder / f"{n}.kurumaza")) for n in (1, 2)],
        lambda _folder: [QUrl("https://example.org/a.kurumaza")],
        lambda _folder: [],
    ],
)
def test_nothing_else_is_taken(
    window: SeatWindow | ChairWindow, tmp_path: Path, urls: Callable[[Path], list[QUrl]]
) -> None:
    assert carried_file(urls(tmp_path)) == ""
    assert not dropped(window, *urls(tmp_path))


def test_while_something_is_carried_nothing_else_is_begun(desk: CarryDesk) -> None:
    desk.begin("Working")
    assert not any(action.isEnabled() for action in desk.menu.actions())
    desk.offer([CarryMeeting("m", "会")])
    assert desk._panel is None
    desk.end()
    assert all(action.isEnabled() for action in desk.menu.actions())
