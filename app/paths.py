"""Where data and logs lie: installed, portable or as the command line says; and where shipped files are."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import resources

PORTABLE_MARK = "portable.txt"


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The files of one profile; each device in a meeting has its own."""

    root: Path

    @property
    def settings(self) -> Path:
        """The choices of this device."""
        return self.root / "settings.json"

    @property
    def drafts(self) -> Path:
        """What was being written when the program ended."""
        return self.root / "drafts.json"

    @property
    def scripts(self) -> Path:
        """The chair's own words for each item; never sent."""
        return self.root / "scripts.json"

    @property
    def reading_places(self) -> Path:
        """How each document was left."""
        return self.root / "reading-places.json"

    @property
    def projector(self) -> Path:
        """How the projector is set up in the room of this PC."""
        return self.root / "projector.json"

    @property
    def news(self) -> Path:
        """What the person has seen of changes to documents."""
        return self.root / "news.json"

    @property
    def calls(self) -> Path:
        """Which calls to look at a page the person has answered."""
        return self.root / "calls.json"

    @property
    def left_apart(self) -> Path:
        """Which comments the person did not want to put together."""
        return self.root / "left-apart.json"

    @property
    def bookmarks(self) -> Path:
        """Pages that the person wants to find again."""
        return self.root / "bookmarks.json"

    @property
    def notes(self) -> Path:
        """The private notes; a database of their own, never sent."""
        return self.root / "notes.db"

    @property
    def search(self) -> Path:
        """The index of what documents say; made anew when it is lost."""
        return self.root / "search.db"

    @property
    def log(self) -> Path:
        """The program's own log, without bodies, codes or keys."""
        return self.root / "kurumaza.log"


def default_profile() -> Path:
    """Where the profile lies when nobody says: beside a portable program, else with the user's data."""
    program = Path(sys.executable).resolve().parent
    if getattr(sys, "frozen", False) and (program / PORTABLE_MARK).is_file():
        return program / "profile"
    import platformdirs

    return Path(platformdirs.user_data_dir("Kurumaza", appauthor=False))


def resource(*parts: str) -> Path:
    """A file that ships with the program; the same in a checkout and in an installed copy."""
    return Path(resources.__file__).parent.joinpath(*parts)
