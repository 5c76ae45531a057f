"""How to start this program once more."""

from __future__ import annotations

import sys


def program(arguments: list[str]) -> list[str]:
    """The command for another start, from a checkout, an installed or a frozen copy."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "app", *arguments]
