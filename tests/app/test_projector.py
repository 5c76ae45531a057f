"""The projector at a chair's desk: the presented page, what is kept, and pictures of what was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from app.chair import Chair
from app.projector_memory import ProjectorMemory, choices_from_json, choices_to_json
from app.projector_pictures import PresentedPage
from app.projector_recording import save_picture
from app.projector_tiles import page_tile
from sync.discussion import WHOLE_ZOOM
from sync.meeting import Meeting, Presentation
from tests.app.conftest import House
from tests.app.papers import CHAIR, arrived, meeting, presenting
from widgets.projector_choices import ProjectorChoices, Turning
from widgets.projector_content import PagePicture, PageTrouble, ProjectorPage

WAIT_MS = 30_000
NOW_MS = 1_800_000_000_000


@pytest.fixture
def take_chair(house: House, tmp_path: Path) -> Iterator[Callable[..., Chair]]:
    chairs: list[Chair] = []

    def take(present: Meeting | None = None) -> Chair:
        chair = Chair(
            present or meeting(),
            CHAIR,
            house.reports,
            house.commands,
            house.drafts,
            house.room,
            leave=lambda: None,
        )
        chair.screening._folder = lambda: tmp_path / "pictures"
        chair.window.show()
        chairs.append(chair)
        return chair

    yield take
    for chair in chairs:
        chair.close()


def test_the_presented_page_is_drawn_for_the_room(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    house.start_node()
    house.reports._keep_documents((arrived(tmp_path, "one"),))
    chair = take_chair(presenting("one", 2))
    stage = chair.screening.stage
    assert stage.content.picture.image is None, "nobody asked for it yet"
    chair.window.room.pages[ProjectorPage.DOCUMENT].click()
    house.qtbot.waitUntil(lambda: stage.content.picture.image is not None, timeout=WAIT_MS)
    assert (stage.content.picture.document, stage.content.picture.page) == ("one", 2)
    chair.show_meeting(presenting("one", 3))
    house.qtbot.waitUntil(
        lambda: stage.content.picture.page == 3 and stage.content.picture.image is not None, timeout=WAIT_MS
    )
    chair.show_meeting(meeting())
    assert stage.content.picture == PagePicture()


def test_a_page_that_cannot_be_drawn_says_so(house: House, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    page = PresentedPage(house.room)
    told: list[PagePicture] = []
    page.drawn.connect(told.append)
    status = replace(arrived(tmp_path, "one"), path=str(broken), sha256="ee" * 32)
    page.set_documents((status,))
    page.show(Presentation("one", 1, CHAIR), (640, 480))
    house.qtbot.waitUntil(lambda: bool(told) and told[-1].trouble is PageTrouble.FAILED, timeout=WAIT_MS)
    page.close()


def test_a_page_that_is_on_its_way_says_so_after_a_while(house: House) -> None:
    page = PresentedPage(house.room)
    told: list[PagePicture] = []
    page.drawn.connect(told.append)
    page.show(Presentation("one", 1, CHAIR), (640, 480))
    assert told == [PagePicture("one", 1)]
    house.qtbot.waitUntil(lambda: told[-1].trouble is PageTrouble.WAITING, timeout=WAIT_MS)
    page.close()


def test_a_page_beyond_the_end_is_nowhere(house: House, tmp_path: Path) -> None:
    page = PresentedPage(house.room)
    page.set_documents((arrived(tmp_path, "one"),))
    page.show(Presentation("one", 999, CHAIR, zoom=WHOLE_ZOOM), (640, 480))
    house.qtbot.waitUntil(lambda: page.picture.trouble is PageTrouble.FAILED, timeout=WAIT_MS)
    page.close()


@given(width=st.floats(1, 20_000), aspect=st.floats(0.05, 20))
def test_no_page_is_asked_for_that_is_too_large_to_draw(width: float, aspect: float) -> None:
    tile = page_tile(0, width, aspect)
    assert tile.is_whole
    assert tile.pixels * 4 <= 12 << 20


def test_preview_and_room_show_the_same_sheet(take_chair: Callable[..., Chair]) -> None:
    chair = take_chair()
    assert chair.window.room.preview.stage is chair.projector.stage
    chair.window.room.projector.message_written.emit("休憩 14:30まで")
    chair.window.room.pages[ProjectorPage.MESSAGE].click()
    assert "休憩 14:30まで" in chair.projector.stage.sheet.texts


def test_with_one_screen_the_desk_is_never_covered(take_chair: Callable[..., Chair]) -> None:
    chair = take_chair()
    assert not chair.projector.isVisible()
    assert "No second screen yet" in chair.window.room.projector.status.text()
    chair.window.room.projector.window_button.click()
    assert chair.projector.isVisible()
    assert not chair.projector.isFullScreen()
    assert "window of its own" in chair.window.room.projector.status.text()
    chair.window.room.projector.window_button.click()
    assert not chair.projector.isVisible()


def test_the_choices_of_this_room_are_kept(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    chair = take_chair()
    chair.window.room.projector.setup.farthest.choose(21)
    assert chair.projector.stage.content.choices.farthest_m == 21
    house.room.projector.close()
    assert ProjectorMemory(tmp_path / "projector.json", house.tasks).choices.farthest_m == 21


@given(
    choices=st.builds(
        ProjectorChoices,
        farthest_m=st.integers(1, 60).map(float),
        screen_m=st.integers(40, 1200).map(lambda cm: cm / 100),
        turning=st.sampled_from(Turning),
    )
)
def test_choices_come_back_from_the_file(choices: ProjectorChoices) -> None:
    assert choices_from_json(choices_to_json(choices)) == choices


@given(
    found=st.dictionaries(
        st.sampled_from(["farthest_m", "screen_m", "dark", "calm", "turning"]),
        st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.integers(),
    )
)
def test_a_damaged_file_gives_choices_that_can_be_used(found: dict[str, object]) -> None:
    choices = choices_from_json(found)
    assert 1 <= choices.farthest_m <= 60
    assert 0.4 <= choices.screen_m <= 12
    assert isinstance(choices.dark, bool)
    assert choices.turning in Turning


def test_one_press_saves_what_the_room_sees(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    chair = take_chair()
    for count in (1, 2):
        chair.window.room.projector.save_button.click()
        house.qtbot.waitUntil(lambda count=count: len(saved(tmp_path)) == count, timeout=WAIT_MS)
    house.qtbot.waitUntil(lambda: "The picture was saved" in chair.window.notice.text, timeout=WAIT_MS)
    for path in saved(tmp_path):
        house.qtbot.waitUntil(lambda path=path: QImage(str(path)).width() == 1920, timeout=WAIT_MS)
        assert QImage(str(path)).height() == 1080


def saved(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "pictures"
    return sorted(folder.glob("projector-*.png")) if folder.is_dir() else []


def test_nothing_confidential_becomes_a_picture(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    secret = replace(meeting(), policy=replace(meeting().policy, confidential=True))
    chair = take_chair(secret)
    chair.window.room.projector.save_button.click()
    assert "confidential" in chair.window.notice.text
    present = presenting("one", 1)
    documents = (replace(present.agenda[0].documents[0], confidential=True),)
    item = replace(present.agenda[0], documents=documents)
    chair.show_meeting(replace(present, agenda=(item, *present.agenda[1:])))
    chair.window.notice.clear()
    chair.window.room.pages[ProjectorPage.DOCUMENT].click()
    chair.window.room.projector.save_button.click()
    assert "confidential" in chair.window.notice.text
    house.room.policy = replace(house.room.policy, may_keep_record=False)
    chair.show_meeting(meeting())
    chair.window.room.projector.save_button.click()
    assert "nothing of a meeting is kept" in chair.window.notice.text
    assert saved(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(
    house: House, take_chair: Callable[..., Chair], tmp_path: Path
) -> None:
    chair = take_chair()
    (tmp_path / "pictures").write_text("not a folder")
    chair.window.room.projector.save_button.click()
    house.qtbot.waitUntil(lambda: "could not be saved" in chair.window.notice.text, timeout=WAIT_MS)


def test_no_picture_overwrites_another(tmp_path: Path) -> None:
    first, second = QImage(4, 4, QImage.Format.Format_RGB32), QImage(8, 8, QImage.Format.Format_RGB32)
    one = save_picture(first, tmp_path, NOW_MS)
    other = save_picture(second, tmp_path, NOW_MS)
    assert one != other
    assert (QImage(str(one)).width(), QImage(str(other)).width()) == (4, 8)
