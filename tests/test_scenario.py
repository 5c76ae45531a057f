"""A whole afternoon with a process for each seat that does something: every step is seen at every seat."""

from pathlib import Path

import pytest

from tests.lan.lan import Lan, why_not
from tests.scenario.afternoon import HOSTS, Afternoon
from tests.scenario.material import small_material


def test_an_afternoon_is_the_same_at_every_seat_step_by_step(tmp_path: Path) -> None:
    if reason := why_not():
        pytest.skip(reason)  # cables can only be pulled where namespaces may be made: Linux, as root
    material = tmp_path / "material"
    material.mkdir()
    with Lan(HOSTS) as lan:
        afternoon = Afternoon(small_material(material), tmp_path / "profiles", lan, everybody=False)
        afternoon.play()
    assert len(afternoon.material.steps) == 47
    assert (len(afternoon.expected.said), len(afternoon.expected.withdrawn)) == (18, 1)
    assert afternoon.expected.closed
