"""Tooltips that are plain text to the eye and to a screen reader alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.wording import clean, tooltip_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def show_tooltip(widget: QWidget, text: str) -> None:
    """Give this tooltip; without a description of its own a screen reader would be read the markup of it."""
    widget.setToolTip(tooltip_words(text))
    widget.setAccessibleDescription(clean(text))
