"""The flag: sticks at the edge of the page and carries a few words."""

from __future__ import annotations

from widgets.memo_tool import PaperTool
from widgets.note_values import StickyFlag
from widgets.page_frame import PageFrame
from widgets.page_layout import Place


class StickyTool(PaperTool):
    """Places flags; a PageTool."""

    def new_content(self, frame: PageFrame, place: Place) -> StickyFlag:
        """At the edge that is nearer, with its middle where the pointer is."""
        del frame
        return StickyFlag(0.0 if place.x < 0.5 else 1.0, min(max(place.y, 0.0), 1.0))
