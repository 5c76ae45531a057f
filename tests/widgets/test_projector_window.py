from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from sync.meeting import Comment, Meeting, Names, Phase
from tests.widgets import desk
from widgets import projector_text
from widgets.projector_guide import typed_address
from widgets.projector_wall import meta_line, spaced_code
from widgets.projector_window import ProjectorPage, ProjectorWindow, second_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]


class Words:
    """Collects the words, sizes and places that are painted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []
        self.sizes: list[float] = []
        self.reach: list[float] = []
        for name in ("draw_line", "draw_fitted"):
            original = getattr(projector_text, name)
            for module in ("widgets.projector_wall", "widgets.projector_guide"):
                monkeypatch.setattr(f"{module}.{name}", self._listening(name, original))

    def clear(self) -> None:
        self.texts.clear()
        self.sizes.clear()
        self.reach.clear()

    def _listening(self, name: str, original: object) -> object:
        def draw_line(
            painter: QPainter, area: object, text: str, size: float, *args: object, **more: object
        ) -> None:
            self.texts.append(text)
            self.sizes.append(size)
            self.reach.append(area.bottom())  # type: ignore[attr-defined]  # a QRectF
            original(painter, area, text, size, *args, **more)  # type: ignore[operator]  # the painted one

        def draw_fitted(
            painter: QPainter, fitted: projector_text.FittedText, area: object, colour: str
        ) -> None:
            self.texts.append(fitted.text)
            self.sizes.append(fitted.size)
            self.reach.append(area.top() + fitted.height)  # type: ignore[attr-defined]  # a QRectF
            original(painter, fitted, area, colour)  # type: ignore[operator]  # the painted one

        return draw_line if name == "draw_line" else draw_fitted


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Words:
    return Words(monkeypatch)


@pytest.fixture
def window(qtbot: QtBot) -> ProjectorWindow:
    window = ProjectorWindow(now_ms=lambda: desk.NOW_MS)
    qtbot.addWidget(window)
    window.set_code("482913")
    window.set_seat_counts(15, 24)
    window.set_meeting(desk.full_meeting())
    return window


def painted(window: ProjectorWindow, size: tuple[int, int] = (1366, 768)) -> QImage:
    window.resize(*size)
    return window.grab().toImage()


def long_meeting(*bodies: str) -> Meeting:
    comments = [desk.comment(f"c{n}", minute=n, body=body) for n, body in enumerate(bodies)]
    return desk.meeting(*comments, spotlight="c0")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", list(ProjectorPage))
def test_no_word_is_too_small_or_below_the_edge(
    window: ProjectorWindow, words: Words, size: tuple[int, int], page: ProjectorPage
) -> None:
    window.set_page(page)
    window.set_guide("kurumaza:" + "x" * 150, None, "ABC123")
    for meeting in (
        desk.full_meeting(),
        long_meeting("長い意見です。" * 250, "短い", "a" * 2000, "改\n" * 900),
    ):
        window.set_meeting(meeting)
        painted(window, size)
    assert len(words.texts) > 4
    assert min(words.sizes) >= projector_text.CANVAS_HEIGHT / 25
    assert max(words.reach) <= projector_text.CANVAS_HEIGHT


def test_the_wall_shows_item_clock_counts_and_code(window: ProjectorWindow, words: Words) -> None:
    painted(window)
    assert "Item 2  窓口業務の見直し" in words.texts
    assert "12:30 left" in words.texts
    assert any("15 of 24 seats have posted" in text for text in words.texts)
    assert "482 913" in words.texts


def test_hidden_deleted_and_withheld_things_are_never_painted(window: ProjectorWindow, words: Words) -> None:
    comments: tuple[Comment, ...] = (
        replace(desk.comment("h", body="隠した文"), hidden=True),
        replace(desk.comment("d", body="消した文"), deleted=True),
        desk.comment("w", body="名前のない文", shown=Names.WITHHELD),
        replace(desk.comment("p", body="課だけの文", shown=Names.DEPARTMENT), department="税務課"),
    )
    for spotlight in ("", "h", "d", "w"):
        for page in ProjectorPage:
            window.set_page(page)
            window.set_meeting(desk.meeting(*comments, spotlight=spotlight))
            painted(window)
    everything = "".join(words.texts)
    assert "名前のない文" in everything
    assert "課だけの文" in everything
    for never in ("隠した文", "消した文", "山田", "Seat 4"):
        assert never not in everything


def test_one_comment_is_larger_than_on_the_wall(window: ProjectorWindow, words: Words) -> None:
    body = "7回の記入のうち、法令で必要なものはいくつですか。"
    painted(window)
    on_wall = words.sizes[words.texts.index(body)]
    words.clear()
    window.set_page(ProjectorPage.SINGLE)
    painted(window)
    assert words.sizes[words.texts.index(body)] > 1.5 * on_wall


def test_an_empty_item_invites(window: ProjectorWindow, words: Words) -> None:
    window.set_meeting(desk.meeting())
    painted(window)
    assert "No comments on this yet. What do you think?" in words.texts
    window.set_page(ProjectorPage.SINGLE)
    painted(window)
    assert "No comment is chosen now" in words.texts


def test_the_end_thanks_and_counts(window: ProjectorWindow, words: Words) -> None:
    window.set_meeting(replace(desk.full_meeting(), phase=Phase.CLOSED))
    painted(window)
    assert "Thank you for taking part" in words.texts
    assert any("Comments: 5" in text and "15 of 24" in text for text in words.texts)
    assert "482 913" not in words.texts


def test_the_guide_shows_the_picture_with_whole_modules(window: ProjectorWindow) -> None:
    qr = QImage(29, 29, QImage.Format.Format_RGB32)
    qr.fill(QColor("white"))
    for place in range(0, 29, 2):
        qr.setPixelColor(place, place, QColor("black"))
    window.set_page(ProjectorPage.GUIDE)
    window.set_guide("kurumaza:abc", qr, "ABC123")
    picture = painted(window, (1920, 1080))
    colours = {picture.pixelColor(x, y).name() for x in range(1650, 1850) for y in range(680, 900)}
    assert {"#ffffff", "#000000"} <= colours
    grey = sum(
        picture.pixelColor(x, y).name() not in {"#ffffff", "#000000"}
        for x in range(1700, 1800)
        for y in range(720, 800)
    )
    assert grey == 0


def test_the_line_above_a_comment() -> None:
    meeting = desk.full_meeting()
    common = "？ Question　Seat 4 市民課 山田　資料2-1 p.5　▲ 6"
    assert meta_line(meeting, meeting.comments[0], 1800) == f"{common} agree"
    assert meta_line(meeting, meeting.comments[0], 700) == common


def test_a_late_comment_says_so_in_a_small_word() -> None:
    meeting = desk.full_meeting()
    late = replace(meeting.comments[0], late=True)
    assert "　◷ Arrived late　▲ 6 agree" in meta_line(meeting, late, 1800)


def test_the_end_shows_the_closing_code_or_that_the_record_is_on_its_way(
    window: ProjectorWindow, words: Words
) -> None:
    window.set_meeting(replace(desk.full_meeting(), phase=Phase.CLOSED))
    window.grab()
    assert "The record is still arriving" in words.texts
    assert "still arriving" in window.view.accessibleDescription()
    window.set_closing_code("K7M2QX")
    window.grab()
    assert "Closing code K7M 2QX" in words.texts
    assert "Closing code K7M 2QX" in window.view.accessibleDescription()


def test_a_code_is_read_in_two_groups() -> None:
    assert spaced_code("482913") == "482 913"
    assert spaced_code("") == ""


def test_keys_change_to_full_screen_and_back(window: ProjectorWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_without_a_second_screen_it_is_a_normal_window(window: ProjectorWindow) -> None:
    assert len(QGuiApplication.screens()) == 1
    assert second_screen() is None
    window.open_on(second_screen())
    assert window.isVisible()
    assert not window.isFullScreen()


def test_on_a_given_screen_it_fills_it(window: ProjectorWindow) -> None:
    screen = QGuiApplication.primaryScreen()
    window.open_on(screen)
    assert window.isFullScreen()
    assert window.geometry() == screen.geometry()


def test_it_says_when_it_is_closed(window: ProjectorWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_clock_ticks_only_while_an_item_is_open(window: ProjectorWindow) -> None:
    assert window.view._ticks.isActive()
    window.set_meeting(replace(desk.meeting(), phase=Phase.CLOSED))
    assert not window.view._ticks.isActive()


def test_a_screen_reader_hears_what_is_shown(window: ProjectorWindow) -> None:
    assert "7回の記入" in window.view.accessibleDescription()
    window.set_page(ProjectorPage.GUIDE)
    assert "482913" in window.view.accessibleDescription()
    assert window.view.accessibleName()


def test_there_is_nothing_to_scroll(window: ProjectorWindow) -> None:
    assert window.findChildren(QAbstractScrollArea) == []


@pytest.mark.parametrize(
    ("invite", "shown"),
    [
        ("kurumaza:1?a=192.0.2.2:47810&m=abc&k=def", "192.0.2.2:47810"),
        ("kurumaza:1?m=abc&a=192.0.2.2:1,10.0.0.7:2,10.0.0.8:3&k=d", "192.0.2.2:1\n10.0.0.7:2"),
        ("pc-k101.example:47810", "pc-k101.example:47810"),
    ],
)
def test_the_room_is_shown_an_address_that_people_can_type(invite: str, shown: str) -> None:
    assert typed_address(invite) == shown
