"""The projector goes where the presenter is at this moment, and comes back as it was after a restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from app.chair import Chair
from app.document_process import fits_a_slot
from app.following import FRESH_S
from app.projector_memory import MOST_MEETINGS, KeptView, ProjectorMemory, views_from_json
from app.projector_presenter import ProjectorPresenter
from app.projector_tiles import parts_of
from sync.discussion import Pointing
from sync.meeting import Presentation
from tests.app.conftest import House
from tests.app.papers import CHAIR, ME, arrived, meeting, presenting
from widgets.page_layout import Box
from widgets.projector_content import ProjectorPage

WAIT_MS = 30_000
NEAR = Pointing("one", 2, 4_000, 5_500, 4_200, 5_500, 4_300)


class Watch:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_room_sees_the_page_and_the_place_at_once(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    chair = take_chair(presenting("one", 1))
    stage = chair.screening.stage
    chair.window.room.pages[ProjectorPage.DOCUMENT].click()
    house.signals.pointed.emit(NEAR)
    shown = stage.content.presented
    assert shown == Presentation("one", 2, CHAIR, 4_000, 5_500, 4_200)
    house.qtbot.waitUntil(lambda: stage.content.picture.sharp is not None, timeout=WAIT_MS)
    assert stage.content.picture.page == 2
    page = stage.sheet.page
    assert page is not None
    assert page.whole.width() == pytest.approx(4 * page.place.width())
    spot = stage.spot
    assert spot is not None
    assert spot.x() == pytest.approx(page.place.center().x())
    house.signals.pointed.emit(replace(NEAR, page=3))
    assert stage.spot is None, "nobody points at a page that is not there yet"


def test_pointing_lays_nothing_out_anew_and_is_seen_only_on_its_page(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    chair = take_chair(presenting("one", 1))
    stage = chair.screening.stage
    house.signals.pointed.emit(replace(NEAR, page=1, zoom=0, x=5_000, y=5_000))
    assert stage.spot is None, "the wall has no page"
    chair.window.room.pages[ProjectorPage.DOCUMENT].click()
    house.qtbot.waitUntil(lambda: stage.content.picture.image is not None, timeout=WAIT_MS)
    sheet, before = stage.sheet, stage.spot
    assert before is not None
    house.signals.pointed.emit(replace(NEAR, page=1, zoom=0, x=5_000, y=5_000, pointer_x=2_000))
    assert stage.sheet is sheet
    assert isinstance(stage.spot, QPointF)
    assert stage.spot != before
    chair.screening.presenter._resting.timeout.emit()
    assert stage.spot is None
    assert stage.sheet is sheet


@pytest.mark.usefixtures("qapp")
def test_an_event_right_after_a_pointing_tells_where_it_was_before() -> None:
    watch = Watch()
    presenter = ProjectorPresenter(clock=watch)
    presenter.set_presentation(Presentation("one", 1, CHAIR))
    presenter.point(NEAR)
    presenter.set_presentation(Presentation("one", 1, CHAIR, 2_000))
    assert presenter.shown == Presentation("one", 2, CHAIR, 4_000, 5_500, 4_200)
    assert presenter.spot == (5_500, 4_300)
    presenter.set_presentation(Presentation("two", 1, CHAIR))
    assert presenter.shown == Presentation("two", 1, CHAIR)
    assert presenter.spot is None
    presenter.point(NEAR)
    watch.now += FRESH_S
    presenter.set_presentation(Presentation("one", 3, CHAIR))
    assert presenter.shown == Presentation("one", 3, CHAIR)
    presenter.point(NEAR)
    presenter.set_presentation(Presentation("one", 1, ME))
    assert presenter.shown == Presentation("one", 1, ME)
    presenter.set_presentation(None)
    assert (presenter.shown, presenter.spot) == (None, None)
    presenter.point(NEAR)
    assert presenter.shown is None, "nobody presents"
    presenter.close()


def test_after_a_restart_the_room_sees_what_it_saw(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    chair = take_chair()
    assert chair.screening.stage.content.page is ProjectorPage.WALL
    chair.window.room.projector.message_written.emit("休憩 14:30まで")
    chair.window.room.pages[ProjectorPage.MESSAGE].click()
    house.room.projector.close()
    house.room.projector = ProjectorMemory(tmp_path / "projector.json", house.tasks)
    again = take_chair()
    assert again.screening.stage.content.page is ProjectorPage.MESSAGE
    assert again.window.room.pages[ProjectorPage.MESSAGE].isChecked()
    assert "休憩 14:30まで" in again.projector.stage.sheet.texts
    again.window.room.pages[ProjectorPage.BLANK].click()
    assert take_chair().screening.stage.content.page is ProjectorPage.BLANK
    other = take_chair(replace(meeting(), meeting="n" * 43))
    assert other.screening.stage.content.page is ProjectorPage.WALL, "a new meeting begins as ever"


def test_words_of_a_confidential_meeting_are_kept_nowhere(
    house: House, take_chair: Callable[..., Chair]
) -> None:
    secret = replace(meeting(), policy=replace(meeting().policy, confidential=True))
    chair = take_chair(secret)
    chair.window.room.projector.message_written.emit("秘密")
    chair.window.room.pages[ProjectorPage.MESSAGE].click()
    assert house.room.projector.view_of(secret.meeting) == KeptView(ProjectorPage.MESSAGE)


def test_only_the_newest_meetings_are_remembered(house: House, tmp_path: Path) -> None:
    memory = ProjectorMemory(tmp_path / "views.json", house.tasks)
    for number in range(MOST_MEETINGS + 5):
        memory.keep_view(f"m{number}", KeptView(ProjectorPage.BLANK, "文" * 300))
    memory.close()
    again = ProjectorMemory(tmp_path / "views.json", house.tasks)
    assert again.view_of("m4") is None
    assert again.view_of("m5") == KeptView(ProjectorPage.BLANK, "文" * 300)


@given(
    st.lists(st.none() | st.integers() | st.lists(st.sampled_from(["m", "", "blank", "x"]) | st.integers()))
    | st.text()
)
def test_a_damaged_file_gives_no_view_or_one_that_can_be_shown(found: object) -> None:
    for view in views_from_json(found).values():
        assert view.page in ProjectorPage


@given(
    zoom=st.just(0) | st.integers(100, 64_000),
    x=st.integers(0, 10_000),
    y=st.integers(0, 10_000),
    aspect=st.floats(0.2, 5),
)
def test_what_is_seen_is_drawn_pixel_by_pixel(zoom: int, x: int, y: int, aspect: float) -> None:
    size = (1820.0, 842.0)
    parts = parts_of(Presentation("one", 1, CHAIR, zoom, x, y), aspect, size)
    assert fits_a_slot(parts.whole.pixels)
    if parts.cells:
        box = parts.box
        assert sum(cell.pixels for cell in parts.cells) == box.width * box.height
        assert box.width <= size[0] + 2 * 256 + 2
        assert box.height <= size[1] + 2 * 256 + 2
        assert parts.cells[0].width_px == pytest.approx(size[0] * min(16, zoom / 1000), abs=1)
    elif zoom:
        assert parts.whole.width_px == pytest.approx(size[0] * zoom / 1000, abs=1)


def test_cells_become_one_picture_without_seams() -> None:
    parts = parts_of(Presentation("one", 1, CHAIR, 4_000, 5_500, 4_200), 1.4, (600.0, 400.0))
    pictures = []
    for number, cell in enumerate(parts.cells):
        picture = QImage(cell.part.width, cell.part.height, QImage.Format.Format_RGB32)
        picture.fill(QColor(number % 256, 0, 0))
        pictures.append(picture)
    sharp, box = parts.put_together(pictures), parts.box
    for number, cell in enumerate(parts.cells):
        part: Box = cell.part
        for left, top in ((part.left, part.top), (part.right - 1, part.bottom - 1)):
            assert sharp.pixelColor(left - box.left, top - box.top).red() == number % 256
