from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QStyle

from widgets import reduced_motion as module
from widgets.reduced_motion import reduced_motion

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Style:
    """A style that animates for so many milliseconds."""

    def __init__(self, duration_ms: int) -> None:
        self.duration_ms = duration_ms

    def styleHint(self, hint: QStyle.StyleHint) -> int:  # noqa: N802 - Qt's name
        assert hint is QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.duration_ms


@pytest.mark.parametrize(
    ("duration_ms", "system", "expected"), [(200, True, False), (0, True, True), (200, False, True)]
)
def test_style_and_system_can_each_forbid_movement(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, duration_ms: int, system: bool, expected: bool
) -> None:
    monkeypatch.setattr(QApplication, "style", staticmethod(lambda: Style(duration_ms)))
    monkeypatch.setattr(module, "_windows_animates", lambda: system)
    assert reduced_motion() is expected
