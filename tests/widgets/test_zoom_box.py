from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from widgets.page_layout import MAX_ZOOM, MIN_ZOOM, Fit
from widgets.theme import TextSize, apply_theme
from widgets.zoom_box import OFFERED, ZoomBox, typed_zoom

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> ZoomBox:
    made = ZoomBox()
    qtbot.addWidget(made)
    made.set_enabled_for(12)
    made.show()
    return made


def type_zoom(qtbot: QtBot, box: ZoomBox, text: str) -> None:
    field = box.lineEdit()
    assert field is not None
    field.clear()
    field.insert(text)  # as an input method does
    qtbot.keyClick(box, Qt.Key.Key_Return)  # the box has the keys, and hands them to its field


def test_the_fit_or_the_figure_is_shown(box: ZoomBox) -> None:
    box.set_zoom(Fit.WIDTH, 1.3)
    assert box.currentText() == "Fit width"
    assert box.accessibleDescription() == "130 %"
    box.set_zoom(Fit.PAGE, 0.7)
    assert box.currentText() == "Whole page"
    box.set_zoom(Fit.ZOOM, 1.337)
    assert box.currentText() == "134 %"
    box.set_enabled_for(0)
    assert (box.currentText(), box.isEnabled()) == ("", False)


@pytest.mark.parametrize(
    ("typed", "zoom"),
    [
        ("125", 1.25),
        ("125 %", 1.25),
        ("１２５％", 1.25),
        ("１２５．５", 1.255),
        ("1", MIN_ZOOM),
        ("0", MIN_ZOOM),
        ("99999", MAX_ZOOM),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
        ("inf", None),
        ("大きく", None),
        ("", None),
        ("9999999", None),
    ],
)
def test_a_typed_size_is_per_cent_within_what_is_offered(typed: str, zoom: float | None) -> None:
    assert typed_zoom(typed) == (None if zoom is None else pytest.approx(zoom))


def test_a_typed_size_is_chosen(qtbot: QtBot, box: ZoomBox) -> None:
    with qtbot.waitSignal(box.zoom_chosen) as chosen:
        type_zoom(qtbot, box, "１３３")
    assert chosen.args == [pytest.approx(1.33)]


def test_a_typed_size_of_the_list_is_chosen_once(qtbot: QtBot, box: ZoomBox) -> None:
    found: list[float] = []
    box.zoom_chosen.connect(found.append)
    type_zoom(qtbot, box, "125 %")
    assert found == [1.25]
    fits: list[Fit] = []
    box.fit_chosen.connect(fits.append)
    type_zoom(qtbot, box, "Whole page")
    assert fits == [Fit.PAGE]


def test_what_is_no_size_restores_the_field(qtbot: QtBot, box: ZoomBox) -> None:
    box.set_zoom(Fit.ZOOM, 1.1)
    with qtbot.waitSignal(box.left), qtbot.assertNotEmitted(box.zoom_chosen):
        type_zoom(qtbot, box, "大きく")
    assert box.currentText() == "110 %"
    box.setEditText("3")
    with qtbot.waitSignal(box.left), qtbot.assertNotEmitted(box.zoom_chosen):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.currentText() == "110 %"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # off the screen
def test_every_row_of_the_list_can_be_chosen(qtbot: QtBot, box: ZoomBox) -> None:
    found: list[object] = []
    box.zoom_chosen.connect(found.append)
    box.fit_chosen.connect(found.append)
    box.showPopup()
    heights = [box.view().sizeHintForRow(row) for row in range(box.count())]
    box.hidePopup()
    for row in range(box.count()):
        box.activated.emit(row)
    assert found == [Fit.WIDTH, Fit.PAGE, *OFFERED]
    assert min(heights) >= 36


def test_keys_walk_through_the_sizes(qtbot: QtBot, box: ZoomBox) -> None:
    box.set_zoom(Fit.ZOOM, 1.0)
    with qtbot.waitSignal(box.zoom_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == [1.25]


def test_the_wheel_chooses_nothing(qtbot: QtBot, box: ZoomBox) -> None:
    middle = QPointF(box.rect().center())
    turn = QWheelEvent(
        middle,
        box.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(box.zoom_chosen), qtbot.assertNotEmitted(box.fit_chosen):
        QApplication.sendEvent(box, turn)
    assert not turn.isAccepted()


def test_it_is_named_large_enough_and_follows_the_text_size(box: ZoomBox, qapp: QApplication) -> None:
    assert box.accessibleName() == "Zoom"
    apply_theme(qapp, TextSize.SMALL)
    before = box.width()
    assert min(before, box.height()) >= 36
    try:
        apply_theme(qapp, TextSize.LARGE)
        assert box.width() > before
    finally:
        apply_theme(qapp, TextSize.SMALL)
    assert box.width() == before
