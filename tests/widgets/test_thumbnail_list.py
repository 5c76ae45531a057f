from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from widgets.page_marks import NO_MARKS, PageMarks, mark_signs, mark_words
from widgets.theme import TextSize, apply_theme
from widgets.thumbnail_list import WIDEST, ThumbnailList
from widgets.thumbnail_model import TALLEST, ThumbnailModel, fitted_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

A4, A3_ACROSS = (595.0, 842.0), (1191.0, 842.0)
ALL_MARKS = PageMarks(notes=2, comments=3, has_presenter=True, has_bookmark=True, is_changed=True)


@pytest.fixture
def thumbnails(qtbot: QtBot) -> ThumbnailList:
    made = ThumbnailList()
    qtbot.addWidget(made)
    made.resize(200, 700)
    made.set_pages([A4] * 300, ("i", "ii", "iii"))
    with qtbot.waitSignal(made.pictures_wanted):
        made.show()
    return made


def picture(thumbnails: ThumbnailList, page: int, colour: str = "red") -> QImage:
    tile = thumbnails.tile(page)
    image = QImage(tile.width_px, tile.height_px, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def words(thumbnails: ThumbnailList, page: int) -> str:
    return str(thumbnails.pages.index(page).data(Qt.ItemDataRole.AccessibleTextRole))


def pages_in_view(thumbnails: ThumbnailList) -> list[int]:
    rect = thumbnails.viewport().rect()
    return [
        page
        for page in range(thumbnails.pages.rowCount())
        if thumbnails.visualRect(thumbnails.pages.index(page)).intersects(rect)
    ]


def shot(thumbnails: ThumbnailList, page: int) -> QImage:
    rect = thumbnails.visualRect(thumbnails.pages.index(page))
    return thumbnails.viewport().grab(rect).toImage()


def wanted_after(qtbot: QtBot, thumbnails: ThumbnailList, act: Callable[[], object]) -> list[int]:
    with qtbot.waitSignal(thumbnails.pictures_wanted) as told:
        act()
    assert told.args is not None
    return list(told.args[0])


def turn_wheel(thumbnails: ThumbnailList, notches: int) -> None:
    middle = QPointF(thumbnails.viewport().rect().center())
    turn = QWheelEvent(
        middle,
        thumbnails.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(thumbnails.viewport(), turn)


# -- what is asked for -----------------------------------------------------------------------------


def test_only_pages_in_view_are_asked_for(qtbot: QtBot, thumbnails: ThumbnailList) -> None:
    wanted = wanted_after(qtbot, thumbnails, lambda: thumbnails.set_pages([A4] * 300))
    assert wanted == pages_in_view(thumbnails)
    assert 2 <= len(wanted) < 8
    bar = thumbnails.verticalScrollBar()
    wanted = wanted_after(qtbot, thumbnails, lambda: bar.setValue(bar.maximum() // 2))
    assert wanted == pages_in_view(thumbnails)
    assert 140 < wanted[0] < 160


def test_pages_with_a_picture_or_in_vain_are_not_asked_for_again(
    qtbot: QtBot, thumbnails: ThumbnailList
) -> None:
    thumbnails.set_picture(0, picture(thumbnails, 0))
    thumbnails.set_failed(1)
    wanted = wanted_after(qtbot, thumbnails, lambda: thumbnails.resize(200, 690))
    assert wanted
    assert not {0, 1} & set(wanted)
    assert "cannot be drawn" in words(thumbnails, 1)


def test_a_sketch_is_shown_and_its_picture_still_wanted(qtbot: QtBot, thumbnails: ThumbnailList) -> None:
    thumbnails.set_sketch(0, picture(thumbnails, 0))
    assert 0 in wanted_after(qtbot, thumbnails, lambda: thumbnails.resize(200, 690))
    thumbnails.set_picture(0, picture(thumbnails, 0))
    assert 0 not in wanted_after(qtbot, thumbnails, lambda: thumbnails.resize(200, 680))


def test_what_is_not_seen_is_withdrawn_and_asked_for_when_it_is_seen(
    qtbot: QtBot, thumbnails: ThumbnailList
) -> None:
    assert wanted_after(qtbot, thumbnails, thumbnails.hide) == []
    assert wanted_after(qtbot, thumbnails, thumbnails.show) == pages_in_view(thumbnails)


def test_other_sizes_need_other_pictures(qtbot: QtBot, thumbnails: ThumbnailList, qapp: QApplication) -> None:
    apply_theme(qapp, TextSize.SMALL)
    for page in range(8):
        thumbnails.set_picture(page, picture(thumbnails, page))
    thumbnails.resize(250, 700)
    before = thumbnails.tile(0).width_px
    try:
        wanted = wanted_after(qtbot, thumbnails, lambda: apply_theme(qapp, TextSize.LARGE))
        assert before < thumbnails.tile(0).width_px <= WIDEST * thumbnails.devicePixelRatioF()
        assert wanted == pages_in_view(thumbnails)
    finally:
        apply_theme(qapp, TextSize.SMALL)


def test_corrected_sizes_need_other_pictures_and_keep_the_place(
    qtbot: QtBot, thumbnails: ThumbnailList
) -> None:
    thumbnails.set_pages([A3_ACROSS] * 300)
    thumbnails.scrollTo(thumbnails.pages.index(200), ThumbnailList.ScrollHint.PositionAtTop)
    flat = thumbnails.row_height()
    thumbnails.set_picture(200, picture(thumbnails, 200))
    wanted = wanted_after(qtbot, thumbnails, lambda: thumbnails.set_page_sizes(199, [A4, A4, A4]))
    assert thumbnails.row_height() > flat
    assert pages_in_view(thumbnails)[0] == 200
    assert 200 in wanted
    thumbnails.set_page_sizes(299, [A4, A4, A4])  # more than there are
    thumbnails.set_page_sizes(-1, [A4])
    assert thumbnails.pages.rowCount() == 300


def test_another_document_keeps_nothing(qtbot: QtBot, thumbnails: ThumbnailList) -> None:
    thumbnails.set_picture(0, picture(thumbnails, 0))
    thumbnails.set_failed(1)
    thumbnails.set_marks({0: ALL_MARKS})
    thumbnails.set_current(2)
    wanted = wanted_after(qtbot, thumbnails, lambda: thumbnails.set_pages([A4] * 3))
    assert thumbnails.pages.picture(0) is None
    assert [words(thumbnails, page) for page in range(3)] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    assert wanted == [0, 1, 2]


# -- what is kept ----------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 30)), max_size=60))
def test_no_more_bytes_are_kept_than_allowed(drawn: list[tuple[int, int]]) -> None:
    model = ThumbnailModel(most_bytes=4_000)
    model.set_pages([A4] * 20)
    for page, side in drawn:
        model.set_picture(page, QImage(side, side, QImage.Format.Format_RGB32))
        kept = [picture for number in range(20) if (picture := model._pictures.get(number))]
        assert model.used_bytes == sum(picture.sizeInBytes() for picture in kept)
        assert model.used_bytes <= 4_000
        assert model.picture(page) is not None


def test_pictures_that_were_seen_last_are_kept() -> None:
    model = ThumbnailModel(most_bytes=4_000)
    model.set_pages([A4] * 3)
    for page in (0, 1):
        model.set_picture(page, QImage(20, 20, QImage.Format.Format_RGB32))
    model.picture(0)
    model.set_picture(2, QImage(20, 20, QImage.Format.Format_RGB32))
    assert [model.picture(page) is not None for page in range(3)] == [True, False, True]


@given(
    st.tuples(st.floats(0.001, 1e5), st.floats(0.001, 1e5)),
    st.floats(24, 640),
)
def test_a_page_of_any_shape_fits_its_box(size: tuple[float, float], side: float) -> None:
    width, height = fitted_size(size, side)
    assert 2 <= width <= side + 1
    assert 2 <= height <= side * TALLEST + 1


def test_pictures_of_pages_that_are_not_there_are_ignored(thumbnails: ThumbnailList) -> None:
    for page in (-1, 300):
        thumbnails.set_picture(page, picture(thumbnails, 0))
        thumbnails.set_failed(page)
    thumbnails.set_picture(0, QImage())
    thumbnails.set_marks({-1: ALL_MARKS, 300: ALL_MARKS})
    assert thumbnails.pages.used_bytes == 0


# -- what is shown ---------------------------------------------------------------------------------


def test_a_page_says_everything_in_words(thumbnails: ThumbnailList) -> None:
    thumbnails.set_marks({1: ALL_MARKS, 4: PageMarks(comments=1)})
    thumbnails.set_current(1)
    assert words(thumbnails, 1) == (
        "Page ii (2 of 300), in front now, The presenter is here, Bookmark, 2 note(s) of mine, "
        "3 comment(s), Changed in this version"
    )
    assert words(thumbnails, 4) == "Page 5 of 300, 1 comment(s)"
    assert "3 comment(s)" in str(thumbnails.pages.index(1).data(Qt.ItemDataRole.ToolTipRole))


def test_every_mark_has_an_icon_and_words() -> None:
    single = [
        PageMarks(notes=1),
        PageMarks(comments=1),
        PageMarks(has_presenter=True),
        PageMarks(has_bookmark=True),
        PageMarks(is_changed=True),
    ]
    assert len({mark_signs(marks)[0][0] for marks in single}) == 5
    assert len({mark_words(marks)[0] for marks in single}) == 5
    assert len(mark_signs(ALL_MARKS)) == len(mark_words(ALL_MARKS)) == 5
    assert mark_signs(NO_MARKS) == mark_words(NO_MARKS) == []


def test_pictures_marks_and_the_frame_are_painted(thumbnails: ThumbnailList) -> None:
    seen = [shot(thumbnails, 0)]
    for act in (
        lambda: thumbnails.set_picture(0, picture(thumbnails, 0)),
        lambda: thumbnails.set_marks({0: PageMarks(comments=3)}),
        lambda: thumbnails.set_marks({0: PageMarks(comments=4)}),
        lambda: thumbnails.set_marks({0: ALL_MARKS}),
        lambda: thumbnails.set_current(0),
        lambda: thumbnails.set_current(1),
    ):
        act()
        seen.append(shot(thumbnails, 0))
    assert all(one != other for one, other in pairwise(seen))
    middle = thumbnails.picture_box(thumbnails.visualRect(thumbnails.pages.index(0))).center()
    assert thumbnails.viewport().grab().toImage().pixelColor(middle) == QColor("red")


def test_marks_that_change_are_announced_for_their_pages_alone(
    qtbot: QtBot, thumbnails: ThumbnailList
) -> None:
    changed: list[tuple[int, int]] = []
    thumbnails.set_marks({7: ALL_MARKS, 8: ALL_MARKS})
    thumbnails.pages.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    thumbnails.set_marks({2: ALL_MARKS, 8: ALL_MARKS, 9: ALL_MARKS, 10: ALL_MARKS, 11: NO_MARKS})
    assert changed == [(2, 2), (7, 7), (9, 10)]


def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = ThumbnailModel()
    qtmodeltester.check(model)
    model.set_pages([A4, A3_ACROSS], ("i",))
    model.set_marks({0: ALL_MARKS})
    model.set_current(1)
    model.set_page_sizes(0, [A3_ACROSS])
    model.set_labels(())
    model.set_pages([])
    assert model.rowCount() == 0


# -- what a person does ----------------------------------------------------------------------------


def test_a_click_and_keys_choose_a_page(qtbot: QtBot, thumbnails: ThumbnailList) -> None:
    point = thumbnails.visualRect(thumbnails.pages.index(1)).center()
    with qtbot.waitSignal(thumbnails.page_chosen) as chosen:
        QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen.args == [1]
    with qtbot.assertNotEmitted(thumbnails.page_chosen):
        QTest.keyClick(thumbnails, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(thumbnails.page_chosen) as chosen:
            QTest.keyClick(thumbnails, key)
        assert chosen.args == [2]


def test_the_list_follows_the_page_in_front(thumbnails: ThumbnailList) -> None:
    for page in (150, 299, 0):
        thumbnails.set_current(page)
        assert page in pages_in_view(thumbnails)
        assert thumbnails.currentIndex().row() == page


@pytest.mark.parametrize("how", ["wheel", "bar", "keys"])
def test_the_list_stays_where_the_person_moved_it(thumbnails: ThumbnailList, how: str) -> None:
    match how:
        case "wheel":
            turn_wheel(thumbnails, 20)
        case "bar":
            bar = thumbnails.verticalScrollBar()
            bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
        case _:
            for _time in range(8):
                QTest.keyClick(thumbnails, Qt.Key.Key_Down)
    assert thumbnails.is_browsing
    before = thumbnails.verticalScrollBar().value()
    assert before > 0
    thumbnails.set_current(250)
    assert thumbnails.verticalScrollBar().value() == before
    assert "in front now" in words(thumbnails, 250)
    thumbnails._browsing.stop()  # as time does
    thumbnails.set_current(251)
    assert 251 in pages_in_view(thumbnails)


def test_choosing_a_page_lets_the_list_follow_again(qtbot: QtBot, thumbnails: ThumbnailList) -> None:
    turn_wheel(thumbnails, 20)
    thumbnails.page_chosen.emit(0)
    QTest.keyClick(thumbnails, Qt.Key.Key_Return)
    assert not thumbnails.is_browsing


def test_following_is_no_browsing(thumbnails: ThumbnailList) -> None:
    thumbnails.set_current(100)
    assert not thumbnails.is_browsing


def test_ten_thousand_pages_are_not_measured_one_by_one(qtbot: QtBot) -> None:
    thumbnails = ThumbnailList()
    qtbot.addWidget(thumbnails)
    thumbnails.resize(200, 700)
    asked = []
    delegate = thumbnails.itemDelegate()
    measure = delegate.sizeHint
    delegate.sizeHint = lambda *args: (asked.append(1), measure(*args))[1]  # type: ignore[method-assign] # to count
    thumbnails.show()
    thumbnails.set_pages([A4] * 10_000)
    thumbnails.set_current(9_999)
    assert 9_999 in pages_in_view(thumbnails)
    assert len(asked) < 100


def test_rows_are_large_enough(thumbnails: ThumbnailList) -> None:
    thumbnails.set_pages([(10_000.0, 1.0)] * 3)
    assert thumbnails.row_height() >= 36
    assert thumbnails.accessibleName()
