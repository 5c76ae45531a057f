"""Whether the person asked the system to move nothing on the screen."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QStyle

SPI_GETCLIENTAREAANIMATION = 0x1042


def reduced_motion() -> bool:
    """True where Qt's style or the system says that changes should not be animated."""
    style = QApplication.style()
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    if style is not None and style.styleHint(hint) <= 0:
        return True
    return not _windows_animates()


if sys.platform == "win32":
    import ctypes

    def _windows_animates() -> bool:
        """The switch “Animation effects” of Windows."""
        on = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(on), 0)
        return bool(on.value)

else:

    def _windows_animates() -> bool:
        """Elsewhere nobody says no."""
        return True
