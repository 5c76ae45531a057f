from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.paths import PORTABLE_MARK, ProfilePaths, default_profile, resource
from app.program import program


def test_an_installed_program_keeps_its_profile_with_the_users_data(isolated_profile: Path) -> None:
    assert isolated_profile in default_profile().parents


@pytest.mark.parametrize("portable", [True, False])
def test_a_portable_program_keeps_its_profile_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portable: bool
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "kurumaza.exe"))
    if portable:
        (tmp_path / PORTABLE_MARK).touch()
    assert (default_profile() == tmp_path.resolve() / "profile") is portable


def test_a_mark_beside_the_interpreter_of_a_checkout_means_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / PORTABLE_MARK).touch()
    assert default_profile() != tmp_path / "profile"


def test_every_file_of_a_profile_is_inside_it(tmp_path: Path) -> None:
    paths = ProfilePaths(tmp_path)
    files = {paths.settings, paths.drafts, paths.log}
    assert len(files) == 3
    assert all(file.parent == tmp_path for file in files)


def test_what_ships_with_the_program_is_there() -> None:
    assert resource("sample", "meeting.toml").is_file()
    assert resource("translations").is_dir()


def test_another_start_is_the_same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program(["open", "a b.pdf"]) == [sys.executable, "-m", "app", "open", "a b.pdf"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program(["demo"]) == [sys.executable, "demo"]
