"""The version of this copy; it stands once, in pyproject.toml."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path


def version() -> str:
    """The version as pyproject.toml says in a checkout, else as the installed copy says."""
    source = Path(__file__).resolve().parent.parent / "pyproject.toml"
    if source.is_file():
        return str(tomllib.loads(source.read_text("utf-8"))["project"]["version"])
    return metadata.version("kurumaza")
