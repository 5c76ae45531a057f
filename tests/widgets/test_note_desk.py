from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtTest import QTest

from tests.widgets.note_hands import (
    A4,
    BlankPictures,
    desk_of,
    draw,
    draw_with_pen,
    flag,
    ink,
    memo,
    mouse,
    on_page,
    pen,
    picture,
    point_of,
    stylus,
    touch_screen,
)
from widgets.note_tool import NoteTool, NoteWidth
from widgets.note_values import Ink, InkKind, NoteColour, StickyFlag, TextMemo
from widgets.page_view import PageView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore(
    "does not support raise|grabbing the keyboard|target for gesture", extend=True
)  # the offscreen platform
WAVE = [(150.0 + step, 200.0 + 40 * math.sin(step / 15)) for step in range(0, 200, 4)]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_pages([A4] * 5, BlankPictures())
    view.setFocus()
    return view


def test_what_the_mouse_draws_becomes_a_note_where_it_was_drawn(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    draw(view, WAVE)
    (note,) = desk.notes
    assert told.events == [("added", note)]
    assert isinstance(note.content, Ink)
    (stroke,) = note.content.strokes
    assert 5 < len(stroke) < len(WAVE)
    for point, (x, y) in ((stroke[0], WAVE[0]), (stroke[-1], WAVE[-1])):
        place = view.place_at(QPointF(x, y))
        assert (point.x, point.y) == (pytest.approx(place.x, abs=2e-5), pytest.approx(place.y, abs=2e-5))
    assert picture(view).pixelColor(150, 200) != QColor("white")


def test_a_drawn_line_is_seen_before_the_button_is_let_go(view: PageView) -> None:
    _desk, told = desk_of(view, NoteTool.PEN)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(200, 300))
    for x in range(210, 320, 10):
        mouse(view, QEvent.Type.MouseMove, QPointF(x, 300))
        assert picture(view).pixelColor(x - 1, 300).lightness() < 120
    assert told.events == []
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(310, 300))
    assert told.words == ["added"]
    assert picture(view).pixelColor(260, 300).lightness() < 120


def test_a_tap_leaves_a_dot(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, [(300.0, 300.0)])
    mouse(view, QEvent.Type.MouseButtonDblClick, QPointF(330, 300))
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(330, 300))
    assert len(desk.notes) == 2
    shown = picture(view)
    assert shown.pixelColor(300, 300).lightness() < 150
    assert shown.pixelColor(330, 300).lightness() < 150


def test_a_pen_draws_as_wide_as_it_is_pressed(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    desk.set_width(NoteWidth.THICK)
    device = stylus()
    light = [(150.0 + step, 150.0, 0.1) for step in range(0, 200, 5)]
    firm = [(150.0 + step, 250.0, 1.0) for step in range(0, 200, 5)]
    draw_with_pen(view, device, light)
    draw_with_pen(view, device, firm)
    shown = picture(view)

    def width(y: int) -> float:
        return sum(255 - shown.pixelColor(250, y + row).lightness() for row in range(-8, 9)) / 255

    assert 0.5 < width(150) * 1.7 < width(250)
    first, second = (note.content for note in desk.notes)
    assert isinstance(first, Ink)
    assert isinstance(second, Ink)
    assert max(point.pressure for point in first.strokes[0]) < 0.2
    assert min(point.pressure for point in second.strokes[0]) > 0.9


def test_a_palm_neither_draws_nor_disturbs_while_a_pen_is_near(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    device, screen = stylus(), touch_screen()
    pen(view, device, QEvent.Type.TabletMove, QPointF(200, 200), 0.0, down=False)
    draw(view, WAVE, device=screen)
    assert desk.notes == []
    pen(view, device, QEvent.Type.TabletPress, QPointF(200, 200), 0.5)
    draw(view, [(300.0, 400.0), (320.0, 400.0)], device=screen)
    pen(view, device, QEvent.Type.TabletMove, QPointF(260, 200), 0.5)
    assert told.events == []
    pen(view, device, QEvent.Type.TabletRelease, QPointF(260, 200), 0.0)
    (note,) = desk.notes
    left, top, right, bottom = note.box
    assert bottom - top < 0.01
    assert right - left < 0.12
    assert view.verticalScrollBar().value() == 0


def test_a_finger_draws_where_there_is_no_pen(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, WAVE, device=touch_screen())
    assert len(desk.notes) == 1


def test_a_second_finger_means_scrolling(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    screen = QTest.createTouchDevice()
    pages = view.viewport()
    QTest.touchEvent(pages, screen).press(0, QPoint(300, 400)).commit()
    QTest.touchEvent(pages, screen).move(0, QPoint(300, 396)).commit()
    assert picture(view).pixelColor(298, 396) != QColor("white")
    QTest.touchEvent(pages, screen).move(0, QPoint(300, 396)).press(1, QPoint(400, 396)).commit()
    assert picture(view).pixelColor(298, 396) == QColor("white")
    for y in (350, 296):
        QTest.touchEvent(pages, screen).move(0, QPoint(300, y)).move(1, QPoint(400, y)).commit()
    QTest.touchEvent(pages, screen).release(0, QPoint(300, 296)).release(1, QPoint(400, 296)).commit()
    assert view.verticalScrollBar().value() == 100
    assert desk.notes == []
    assert told.events == []


def test_the_other_end_of_the_pen_erases_while_reading(view: PageView) -> None:
    desk, told = desk_of(view)
    desk.open_notes([ink([(0.2, 0.2, 1.0), (0.6, 0.2, 1.0)], name="a"), ink([(0.2, 0.4, 1.0)], name="b")])
    x, y = on_page(view, 0.4, 0.2)
    draw_with_pen(
        view,
        stylus(QPointingDevice.PointerType.Eraser),
        [(x, y - 30, 0.4), (x, y + 30, 0.4), (x, y + 40, 0.4)],
    )
    assert [note.note for note in desk.notes] == ["b"]
    assert told.words == ["removed"]
    desk.undo()
    assert {note.note for note in desk.notes} == {"a", "b"}


def test_the_eraser_removes_what_it_crosses_in_one_step(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.ERASER)
    lines = [ink([(0.2, 0.1 * row, 1.0), (0.6, 0.1 * row, 1.0)], name=f"{row}") for row in range(1, 5)]
    desk.open_notes([*lines, memo("stays", 0.35, 0.12)])
    before = picture(view)
    draw(view, [on_page(view, 0.4, 0.05), on_page(view, 0.4, 0.33)])
    assert [note.note for note in desk.notes] == ["4", "memo"]
    assert told.words == ["removed"] * 3
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert {note.note for note in desk.notes} == {"1", "2", "3", "4", "memo"}
    desk._eraser.leave()
    assert picture(view) == before
    qtbot.keyClick(view, Qt.Key.Key_Y, CTRL)
    assert [note.note for note in desk.notes] == ["4", "memo"]


def test_the_eraser_shows_how_large_it_is(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.ERASER)
    blank = picture(view)
    mouse(view, QEvent.Type.MouseMove, QPointF(300, 300), button=Qt.MouseButton.NoButton)
    assert view.viewport().cursor().shape() is Qt.CursorShape.BlankCursor
    small = picture(view)
    assert small != blank
    assert small.pixelColor(300 + 12, 300) != QColor("white")
    desk.set_width(NoteWidth.THICK)
    mouse(view, QEvent.Type.MouseMove, QPointF(300, 301), button=Qt.MouseButton.NoButton)
    assert picture(view).pixelColor(300 + 24, 301) != QColor("white")
    desk.set_tool(NoteTool.READ)
    assert picture(view) == blank


def test_undo_and_redo_go_through_everything(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    assert not desk.can_undo
    for row in range(3):
        draw(view, [(x, y + 50 * row) for x, y in WAVE])
    names = [note.note for note in desk.notes]
    for _step in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert [note.note for note in desk.notes] == names[:1]
    qtbot.keyClick(view, Qt.Key.Key_Y, CTRL)
    assert [note.note for note in desk.notes] == names[:2]
    draw(view, WAVE)
    assert not desk.can_redo
    assert told.kept() == {note.note: note for note in desk.notes}


def test_a_marker_drawn_roughly_straight_becomes_straight(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.MARKER)
    draw(view, [(150.0 + step, 200.0 + 2 * math.sin(step / 9)) for step in range(0, 300, 5)])
    content = desk.notes[0].content
    assert isinstance(content, Ink)
    assert content.kind is InkKind.MARKER
    start, end = content.strokes[0]
    assert start.y == end.y


def test_shift_draws_a_straight_line(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, [(150.0, 200.0), (200.0, 260.0), (400.0, 230.0)], modifiers=Qt.KeyboardModifier.ShiftModifier)
    content = desk.notes[0].content
    assert isinstance(content, Ink)
    start, end = content.strokes[0]
    assert start.y == end.y
    shown = picture(view)
    assert shown.pixelColor(300, 200).lightness() < 120
    assert shown.pixelColor(200, 260) == QColor("white")


def test_a_marker_does_not_darken_itself_but_what_lies_below_stays_legible(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.MARKER)
    desk.open_notes([ink([(0.1, 0.2, 1.0), (0.9, 0.2, 1.0)], name="print")])
    x, y = on_page(view, 0.3, 0.2)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(x, y))
    for step in (100.0, 5.0, 100.0, 50.0):
        mouse(view, QEvent.Type.MouseMove, QPointF(x + step, y + 1))
    live = picture(view)
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(x + 50, y + 1))
    for shown in (live, picture(view)):
        once, twice = shown.pixelColor(int(x) + 90, int(y) + 5), shown.pixelColor(int(x) + 30, int(y) + 5)
        assert once == twice == QColor("#ffee58")
        assert shown.pixelColor(int(x) + 60, int(y)).lightness() < 60


def test_wheel_and_keys_still_scroll_while_a_pen_is_chosen(qtbot: QtBot, view: PageView) -> None:
    desk_of(view, NoteTool.PEN)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > 0


def test_escape_leads_back_to_reading(qtbot: QtBot, view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    with qtbot.waitSignal(desk.tool_changed) as changed:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert changed.args == [NoteTool.READ]
    draw(view, [(300.0, 400.0), (300.0, 300.0)])
    assert desk.notes == []
    assert view.verticalScrollBar().value() == 100


def test_a_stroke_that_leaves_its_page_stays_on_it(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    view.set_zoom(0.5)
    draw(view, [on_page(view, 0.5, 0.9), on_page(view, 0.5, 0.5, page=1)])
    (note,) = desk.notes
    assert note.page == 0
    assert note.box[3] == 1.0


def test_the_margin_beside_a_page_moves_the_paper(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, [(5.0, 400.0), (5.0, 300.0)])
    assert desk.notes == []
    assert view.verticalScrollBar().value() == 100


def test_a_long_stroke_is_kept_while_it_is_drawn(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    now = 0.0
    monkeypatch.setattr("widgets.ink_tool.time.monotonic", lambda: now)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(150, 200))
    for step in range(1, 61):
        now += 0.1
        mouse(view, QEvent.Type.MouseMove, QPointF(150 + 3 * step, 200 + 20 * math.sin(step)))
    assert told.words == ["grew"] * 5
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(330, 200))
    assert told.words[-1] == "added"
    assert {note.note for _word, note in told.events} == {desk.notes[0].note}
    assert told.kept() == {note.note: note for note in desk.notes}


def test_a_stroke_that_was_kept_is_not_shown_twice(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, told = desk_of(view, NoteTool.MARKER)
    monkeypatch.setattr("widgets.ink_tool.NOTE_SAVED_EVERY_S", 0.0)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(150, 200))
    for x in range(160, 260, 10):
        mouse(view, QEvent.Type.MouseMove, QPointF(x, 200))
    desk.show_notes(list(told.kept().values()))
    assert picture(view).pixelColor(200, 200) == QColor("#ffee58")
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(250, 200))
    desk.show_notes(list(told.kept().values()))
    assert picture(view).pixelColor(200, 200) == QColor("#ffee58")
    assert len(desk.notes) == 1


def test_a_very_long_stroke_becomes_several_notes(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.ink_tool.LONGEST", 50)
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, [(150.0 + step, 200 + 20 * math.sin(step / 5)) for step in range(0, 300, 2)])
    assert len(desk.notes) == 4
    ends = [note.content.strokes[0] for note in desk.notes if isinstance(note.content, Ink)]
    assert all(first[-1] == second[0] for first, second in pairwise(ends))


def test_choosing_another_tool_keeps_what_is_being_drawn(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(150, 200))
    mouse(view, QEvent.Type.MouseMove, QPointF(250, 220))
    desk.set_tool(NoteTool.ERASER)
    assert told.words == ["added"]


def test_a_right_click_offers_what_can_be_done_with_a_note(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view)
    desk.open_notes([ink([(0.2, 0.2, 1.0), (0.6, 0.2, 1.0)], name="a")])
    at = QPointF(*on_page(view, 0.4, 0.2))
    mouse(view, QEvent.Type.MouseButtonPress, at, button=Qt.MouseButton.RightButton)
    menu = desk._menu
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Black", "Red", "Blue", "Delete this note"]
    menu.actions()[1].trigger()
    assert desk.notes[0].colour is NoteColour.RED
    menu.actions()[-1].trigger()
    menu.close()
    assert desk.notes == []
    assert told.words == ["changed", "removed"]
    desk.undo()
    desk.undo()
    assert desk.notes[0].colour is NoteColour.BLACK


def test_holding_still_on_a_note_opens_its_menu_and_draws_nothing(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.PEN)
    desk.open_notes([ink([(0.2, 0.2, 1.0), (0.6, 0.2, 1.0)], name="a")])
    desk._long_press.setInterval(10)
    at = QPointF(*on_page(view, 0.4, 0.2))
    mouse(view, QEvent.Type.MouseButtonPress, at)
    qtbot.waitUntil(lambda: desk._menu is not None)
    assert desk._menu is not None
    desk._menu.close()
    mouse(view, QEvent.Type.MouseButtonRelease, at)
    assert [note.note for note in desk.notes] == ["a"]
    assert told.events == []


def test_a_click_places_a_memo_that_is_written_at_once(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.3, 0.3)))
    editor = desk._writing.editor
    assert editor.isVisible()
    qtbot.keyClicks(editor, "Ask about the river")
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert not editor.isVisible()
    (note,) = desk.notes
    assert isinstance(note.content, TextMemo)
    assert note.text == "Ask about the river"
    assert (note.content.x, note.content.y) == (
        pytest.approx(0.3, abs=0.002),
        pytest.approx(0.3, abs=0.002),
    )
    assert told.events == [("added", note)]


def test_a_click_elsewhere_keeps_a_memo_and_does_nothing_more(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.3, 0.3)))
    qtbot.keyClicks(desk._writing.editor, "kept")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.7, 0.6)))
    assert [note.text for note in desk.notes] == ["kept"]
    assert told.words == ["added"]
    assert not desk.is_writing


@pytest.mark.parametrize(("typed", "kept"), [("three words here", ["three words here"]), ("  ", [])])
def test_escape_keeps_what_was_written(qtbot: QtBot, view: PageView, typed: str, kept: list[str]) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.3, 0.3)))
    qtbot.keyClicks(desk._writing.editor, typed)
    qtbot.keyClick(desk._writing.editor, Qt.Key.Key_Escape)
    assert [note.text for note in desk.notes] == kept
    assert told.words == ["added"] * len(kept)
    assert desk.tool is NoteTool.MEMO
    assert view.hasFocus()


def test_what_is_written_is_kept_before_it_is_finished(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    desk._writing.editor._pause.setInterval(5)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.3, 0.3)))
    with qtbot.waitSignal(desk.stroke_grew):
        qtbot.keyClicks(desk._writing.editor, "half")
    desk.open_notes([])
    assert told.words == ["grew", "added"]
    assert [note.text for note in told.kept().values()] == ["half"]


def test_a_memo_that_became_empty_is_removed_and_can_come_back(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view)
    desk.open_notes([memo("words")])
    at = point_of(on_page(view, 0.25, 0.22))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor = desk._writing.editor
    assert editor.toPlainText() == "words"
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.notes == []
    qtbot.keyClick(view, Qt.Key.Key_Z, CTRL)
    assert [note.text for note in desk.notes] == ["words"]
    assert told.words == ["removed", "added"]


def test_the_field_follows_the_page(qtbot: QtBot, view: PageView) -> None:
    desk, _told = desk_of(view)
    desk.open_notes([memo("words")])
    desk._edit("memo")
    editor = desk._writing.editor
    before = editor.geometry()
    view.scroll_by(0, 50)
    assert editor.geometry().topLeft() == before.topLeft() - point_of((0.0, 50.0))
    view.set_zoom(2.0)
    assert editor.geometry().width() > before.width()
    assert editor.font().pixelSize() == round(12 * 2 * 96 / 72)


def test_a_memo_is_dragged_and_made_wider(view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    desk.open_notes([memo("some words that need two lines when there is little room for them")])
    before = desk.notes[0].content
    draw(view, [on_page(view, 0.3, 0.22), on_page(view, 0.35, 0.3), on_page(view, 0.4, 0.42)])
    after = desk.notes[0].content
    assert isinstance(before, TextMemo)
    assert isinstance(after, TextMemo)
    assert (after.x, after.y) == (pytest.approx(0.3, abs=0.005), pytest.approx(0.4, abs=0.005))
    handle = on_page(view, after.x + after.width, after.y + after.height / 2)
    draw(view, [handle, (handle[0] - 40, handle[1]), (handle[0] - 80, handle[1])])
    narrow = desk.notes[0].content
    assert isinstance(narrow, TextMemo)
    assert narrow.width < after.width
    assert narrow.height > 0.0
    assert told.words == ["changed", "changed"]
    desk.undo()
    desk.undo()
    assert desk.notes[0].content == before


def test_a_flag_sticks_to_the_nearer_edge_and_opens_by_a_click(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.FLAG)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.8, 0.3)))
    qtbot.keyClicks(desk._writing.editor, "see budget")
    qtbot.keyClick(desk._writing.editor, Qt.Key.Key_Return)
    (note,) = desk.notes
    assert isinstance(note.content, StickyFlag)
    assert (note.content.x, note.text) == (1.0, "see budget")
    assert note.content.y == pytest.approx(0.3, abs=0.002)
    desk.set_tool(NoteTool.READ)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(on_page(view, 0.98, 0.3)))
    assert desk.is_writing
    desk.finish()
    assert told.words == ["added"]


def test_all_of_it_works_by_keys(qtbot: QtBot, view: PageView) -> None:
    desk, told = desk_of(view, NoteTool.MEMO)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClicks(desk._writing.editor, "by keys")
    qtbot.keyClick(desk._writing.editor, Qt.Key.Key_Return, CTRL)
    (note,) = desk.notes
    desk.select_note(note.note)
    for _press in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    moved = desk.notes[0].content
    assert isinstance(note.content, TextMemo)
    assert isinstance(moved, TextMemo)
    assert moved.x > note.content.x
    assert moved.y < note.content.y
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.is_writing
    qtbot.keyClick(desk._writing.editor, Qt.Key.Key_Escape)
    desk.select_note(note.note)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert desk.notes == []
    desk.undo()
    desk.undo()
    assert desk.notes[0].content == note.content  # all moves together are one step
    assert told.kept() == {each.note: each for each in desk.notes}


def test_notes_of_another_document_cannot_be_undone_here(view: PageView) -> None:
    desk, _told = desk_of(view, NoteTool.PEN)
    draw(view, WAVE)
    desk.open_notes([flag("other")])
    assert not desk.can_undo
    assert [note.text for note in desk.notes] == ["other"]


def test_ink_is_seen_on_pages_shown_light_on_dark(view: PageView) -> None:
    desk, _told = desk_of(view)
    desk.open_notes([ink([(0.2, 0.2, 1.0), (0.6, 0.2, 1.0)], name="a")])
    x, y = on_page(view, 0.4, 0.2)
    assert picture(view).pixelColor(int(x), int(y)).lightness() < 60
    desk.set_on_dark(on_dark=True)
    assert picture(view).pixelColor(int(x), int(y)).lightness() > 200
