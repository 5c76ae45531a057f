"""What an afternoon is made of: the meeting, the steps, the comments, the PDFs."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.app.small_pdf import plain_pdf

HERE = Path(__file__).parent
PAGES = 40
Step = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """The files of one afternoon, and what they say."""

    meeting: Path
    pdfs: Path
    plan: dict[str, Any]
    steps: tuple[Step, ...]
    texts: dict[int, str]

    def file_of(self, label: str) -> str:
        """The file that the agenda names under a label."""
        return next(each["file"] for each in self._documents() if each.get("label") == label)

    def titles(self) -> dict[str, str]:
        """The title of each file of the agenda."""
        return {each["file"]: each["title"] for each in self._documents()}

    def _documents(self) -> list[dict[str, Any]]:
        return [document for item in self.plan["agenda"] for document in item.get("documents", ())]


def read_material(folder: Path) -> Material:
    """Read an afternoon whose PDFs are there."""
    meeting = folder / "meeting.toml"
    plan = tomllib.loads(meeting.read_text("utf-8"))
    steps = tomllib.loads((folder / "scenario.toml").read_text("utf-8"))["step"]
    lines = (folder / "comments.jsonl").read_text("utf-8").splitlines()
    texts = {line["id"]: line["text"] for line in map(json.loads, lines)}
    pdfs = folder / plan["meeting"].get("document_folder", ".")
    return Material(meeting, pdfs, plan, tuple(steps), texts)


def small_material(folder: Path) -> Material:
    """The afternoon that stands beside this file, with PDFs made for it."""
    for name in ("meeting.toml", "scenario.toml", "comments.jsonl"):
        shutil.copy(HERE / name, folder)
    material = read_material(folder)
    material.pdfs.mkdir()
    named = {*material.titles(), *(step["file"] for step in material.steps if "file" in step)}
    for pages, name in enumerate(
        sorted(named), PAGES
    ):  # no two alike: the meeting knows files by their bytes
        (material.pdfs / name).write_bytes(plain_pdf(pages))
    return material
