"""A document without its fonts is read with a font of the system, or with the built-in one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from pymupdf import mupdf

from app.worker_fonts import SystemFonts, system_fonts
from tests.app.sheet_pdf import document, stream, vertical_page

SERIF, SANS = 1, 0


def built_in() -> bytes:
    return bytes(pymupdf.Font("japan").buffer)


def test_a_font_with_vertical_forms_is_taken_and_loaded_once(tmp_path: Path) -> None:
    good = tmp_path / "good.ttf"
    good.write_bytes(built_in())
    fonts = SystemFonts((tmp_path / "missing.ttf", good), ())
    found = fonts.find("Ryumin-Light", mupdf.FZ_ADOBE_JAPAN, SERIF)
    assert found is not None
    assert fonts.find("HeiseiMin-W3", mupdf.FZ_ADOBE_JAPAN, SERIF) is found
    assert fonts.find("GothicBBB", mupdf.FZ_ADOBE_JAPAN, SANS) is None
    assert fonts.find("Batang", mupdf.FZ_ADOBE_KOREA, SERIF) is None


@pytest.mark.parametrize("data", [b"", b"no font at all", b"\x00\x01\x00\x00" + bytes(60), "latin"])
def test_a_font_that_lacks_them_or_is_none_is_left_aside(tmp_path: Path, data: bytes | str) -> None:
    (tmp_path / "bad.ttf").write_bytes(bytes(pymupdf.Font("helv").buffer) if isinstance(data, str) else data)
    assert SystemFonts((tmp_path / "bad.ttf",), ()).find("Ryumin", mupdf.FZ_ADOBE_JAPAN, SERIF) is None


def test_looking_for_fonts_of_this_system_never_fails() -> None:
    fonts = system_fonts()
    for serif in (SERIF, SANS):
        fonts.find("Ryumin-Light", mupdf.FZ_ADOBE_JAPAN, serif)


@pytest.mark.parametrize(
    "install", ["system_fonts()", "SystemFonts((), ())", "SystemFonts((Path('bad'),), ())"]
)
def test_japanese_without_its_font_is_drawn(tmp_path: Path, install: str) -> None:
    """In a process of its own, because a font once asked for is asked for by all that follows."""
    text = "議事、「予算」。ー（第二回）"
    places = b"".join(
        b"1 0 0 1 300 %d Tm <%s> Tj " % (560 - 40 * index, sign.encode("utf-16-be").hex().encode())
        for index, sign in enumerate(text)
    )
    paper = document([vertical_page(4), stream(b"BT /V 20 Tf " + places + b"ET")], [3])
    (tmp_path / "paper.pdf").write_bytes(paper)
    script = f"""
import sys
from pathlib import Path
import pymupdf
from app.worker_fonts import SystemFonts, system_fonts
fonts = {install}
fonts.install()
page = pymupdf.open(sys.argv[1])[0]
for index in range({len(text)}):
    y = 40 + 40 * index
    pixels = page.get_pixmap(dpi=200, colorspace="gray", clip=(285, y, 315, y + 25)).samples
    assert min(pixels) < 128, index
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "paper.pdf")], check=True)
