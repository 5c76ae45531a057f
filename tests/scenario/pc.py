"""A PC with a screen and the person before it: what is clicked has to be in view, what is typed is pasted."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.demo import DemoFailed, Place, Player
from tests.scenario.screen import Screen, drawn_screens

LIMIT_S = 30.0
MOST_TURNS = 40


class Pc(Player):
    """Without a screen the program takes clicks and keys itself."""

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        profile: Path,
        screen: Screen | None,
        *,
        prefix: Sequence[str] = (),
        language: str = "ja",
    ) -> None:
        self.screen = screen
        platform = "xcb" if screen else drawn_screens(profile.parent / "screens")
        display = (f"DISPLAY={screen.display}",) if screen else ()
        shown = ("env", *display, f"QT_QPA_PLATFORM={platform}")
        program = (*prefix, *shown, sys.executable, "-m", "tests.scenario.eyes")
        place = Place(name, tuple(arguments))
        super().__init__(place, profile, language=language, start=lambda told: [*program, *told])

    def click(self, part: str) -> None:
        """Click a control, by the way to it."""
        self._click("where", part=part)

    def click_row(self, part: str, words: str) -> None:
        """Click a row of a list."""
        self._click("where_row", part=part, words=words)

    def click_card(self, text: str, action: str) -> None:
        """Click a button of a card."""
        self._click("where_card", text=text, action=action)

    def click_action(self, context: str, words: str) -> None:
        """Click an entry of the open menu."""
        self._click("where_action", context=context, words=words)

    def click_button(self, context: str, words: str) -> None:
        """Click a button by its words."""
        self._click("where_button", context=context, words=words)

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        if self.screen is not None:
            self.screen.press(*keys)
            return
        for key in keys:
            self.do("press", keys=key)

    def type(self, text: str) -> None:
        """Enter words where the keyboard is."""
        self.do("copy", text=text)
        self.press("ctrl+v")

    def _click(self, step: str, **wanted: Any) -> None:
        """Wait until it is there, scroll until it is in view, click it, and take the pointer away."""
        found = self._find(step, **wanted)
        turns = 0
        while not found["in_view"]:
            turns += 1
            if turns > MOST_TURNS:
                raise DemoFailed(f"{self.name}: {wanted} does not come into view")
            (x, y), down = found["wheel"], found["down"]
            if self.screen is None:
                self.do("wheel_at", x=x, y=y, down=down)
            else:
                self.screen.click(x, y, button=5 if down else 4)
            found = self._find(step, **wanted)
        if self.screen is None:
            self.do("click_at", x=found["x"], y=found["y"])
            return
        self.screen.click(found["x"], found["y"])
        if step != "where_action":
            self.screen.rest()

    def _find(self, step: str, **wanted: Any) -> dict[str, Any]:
        end = time.monotonic() + LIMIT_S
        while True:
            try:
                return self.do(step, **wanted)
            except DemoFailed:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
