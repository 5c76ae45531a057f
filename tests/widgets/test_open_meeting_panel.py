from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from widgets.open_meeting_panel import OpenMeetingPanel

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> OpenMeetingPanel:
    panel = OpenMeetingPanel()
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("会議.TOML", "file_chosen"),
        ("庁議.kurumaza", "file_chosen"),
        ("資料1.pdf", "pdf_chosen"),
        ("folder", "folder_chosen"),
    ],
)
def test_what_is_dropped_is_told_apart(
    panel: OpenMeetingPanel, qtbot: QtBot, tmp_path: Path, name: str, signal: str
) -> None:
    path = tmp_path / name
    if signal == "folder_chosen":
        path.mkdir()
    else:
        path.touch()
    with qtbot.waitSignal(getattr(panel, signal)) as chosen:
        assert panel.take([QUrl.fromLocalFile(str(path))])
    assert chosen.args == [str(path)]


@pytest.mark.parametrize(
    "urls", [[], ["https://example.com/meeting.toml"], ["file:///a.docx"], ["file:///a.pdf"] * 2]
)
def test_anything_else_is_refused(panel: OpenMeetingPanel, urls: list[str]) -> None:
    assert not panel.accepts([QUrl(url) for url in urls])
    assert not panel.take([QUrl(url) for url in urls])


@pytest.mark.parametrize(
    ("button", "signal"),
    [("folder_button", "folder_chosen"), ("file_button", "file_chosen"), ("pdf_button", "pdf_chosen")],
)
def test_each_button_asks_for_its_own_kind(
    panel: OpenMeetingPanel, qtbot: QtBot, button: str, signal: str
) -> None:
    getattr(panel, button).click()
    dialog = panel.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(getattr(panel, signal)) as chosen:
        dialog.fileSelected.emit("chosen")
    assert chosen.args == ["chosen"]
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_the_sample_meeting_needs_one_press(panel: OpenMeetingPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.demo_requested):
        panel.demo_button.click()
