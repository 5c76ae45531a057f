from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from widgets.page_number_box import PageNumberBox
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> PageNumberBox:
    made = PageNumberBox()
    qtbot.addWidget(made)
    made.set_pages(12)
    made.set_page(4)
    made.show()
    return made


def shown(box: PageNumberBox) -> str:
    (of,) = box.findChildren(QLabel)
    return f"{box.field.text()} {of.text()}"


def type_page(qtbot: QtBot, box: PageNumberBox, text: str) -> None:
    box.field.clear()
    box.field.insert(text)  # as an input method does
    qtbot.keyClick(box.field, Qt.Key.Key_Return)


def test_number_or_label_is_shown(box: PageNumberBox) -> None:
    assert shown(box) == "5 / 12"
    box.set_pages(12, ("i", "ii", "iii", "A-1", "A-2", *("6789XYZ")))
    assert shown(box) == "A-2 (5 / 12)"
    box.set_pages(0)
    assert shown(box) == " "
    assert not box.isEnabled()


def test_typed_labels_and_numbers_of_any_width_are_chosen(qtbot: QtBot, box: PageNumberBox) -> None:
    for typed, page in (("７", 6), ("99", 11), ("0", 0)):
        with qtbot.waitSignal(box.page_chosen) as chosen:
            type_page(qtbot, box, typed)
        assert chosen.args == [page]
    box.set_pages(3, ("i", "ii", "iii"))
    with qtbot.waitSignal(box.page_chosen) as chosen:
        type_page(qtbot, box, "ＩＩ")
    assert chosen.args == [1]
    assert shown(box) == "ii (2 / 3)"


@pytest.mark.parametrize("typed", ["五", "", "1.5", "a", "5"])
def test_what_is_no_other_page_restores_the_field(qtbot: QtBot, box: PageNumberBox, typed: str) -> None:
    with qtbot.waitSignal(box.left), qtbot.assertNotEmitted(box.page_chosen):
        type_page(qtbot, box, typed)
    assert shown(box) == "5 / 12"


def test_escape_and_leaving_restore_the_field(qtbot: QtBot, box: PageNumberBox) -> None:
    box.field.setText("7")
    with qtbot.waitSignal(box.left), qtbot.assertNotEmitted(box.page_chosen):
        qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert shown(box) == "5 / 12"
    box.field.setText("7")
    box.field.editingFinished.emit()
    assert shown(box) == "5 / 12"


def test_the_field_is_named_and_tells_the_place(box: PageNumberBox) -> None:
    assert box.field.accessibleName() == "Go to page"
    assert "Page 5 of 12" in box.field.accessibleDescription()
    assert min(box.field.width(), box.field.height()) >= 36


def test_the_field_grows_with_labels_and_letters(box: PageNumberBox, qapp: QApplication) -> None:
    before = box.field.width()
    box.set_pages(3, ("付録-100", "2", "3"))
    wide = box.field.width()
    assert wide > before
    box.set_pages(3, ("x" * 300, "2", "3"))
    assert box.field.width() < 3 * before
    try:
        box.set_pages(12)
        apply_theme(qapp, TextSize.LARGE)
        assert box.field.width() > before
    finally:
        apply_theme(qapp, TextSize.SMALL)
