"""A part of the afternoon in the windows of the chair and one member, clicked and typed by the way of Qt."""

from dataclasses import replace
from pathlib import Path

from tests.scenario.material import small_material
from tests.scenario.windows import CHAIR_SEAT, MEMBER, Screens, WindowedAfternoon

STEPS = (0, 1, 4, 5, 6, 7, 9, 13, 46)  # two items, two presenters, two comments, one projected, the close


def test_a_part_of_the_afternoon_in_real_windows_is_shown_step_by_step(tmp_path: Path) -> None:
    folder = tmp_path / "material"
    folder.mkdir()
    material = small_material(folder)
    material = replace(material, steps=tuple(material.steps[number] for number in STEPS))
    with Screens(None) as screens:
        afternoon = WindowedAfternoon(material, tmp_path / "profiles", None, screens, everybody=False)
        afternoon.play()
    assert afternoon.expected.closed
    assert {seat for seat, _text in afternoon.expected.said.values()} == {MEMBER, 22}
    desk = [fault for fault in afternoon.faults if fault.startswith(f"seat {CHAIR_SEAT}:")]
    assert desk == []
