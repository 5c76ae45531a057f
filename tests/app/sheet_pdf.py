"""PDF files of a page or two with text, links, an outline and whatever else a test needs, written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.small_pdf import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = b"<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
# Japanese from top to bottom, in a font that the file does not bring; its characters are UTF-16.
VERTICAL_FONT = (
    b"<</Font<</V<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/UniJIS-UTF16-V/DescendantFonts["
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 6/FontBBox[0 -200 1000 900]"
    b"/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>>>]>>>>>>"
)
FIRST_FREE = 3  # the numbers that catalogue and list of pages leave


def document(objects: Sequence[bytes], pages: Sequence[int], catalog: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from FIRST_FREE; ``pages`` are the numbers of those that are pages."""
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
            b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(pages),
            *objects,
        ]
    )


def page(content: int, more: bytes = b"/MediaBox[0 0 400 600]") -> bytes:
    """A page that shows the stream of that number."""
    return b"<</Type/Page/Parent 2 0 R/Resources" + FONT + b"/Contents %d 0 R" % content + more + b">>"


def vertical_page(content: int) -> bytes:
    """The same for text that runs from top to bottom, in a font of the name V."""
    return page(content).replace(FONT, VERTICAL_FONT)


def stream(content: bytes) -> bytes:
    """What a page shows."""
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def words(*lines: tuple[float, float, bytes], size: float = 20) -> bytes:
    """Lines of text, each with the place where it begins."""
    shown = (b"BT /F %g Tf %g %g Td (%s) Tj ET" % (size, x, y, text) for x, y, text in lines)
    return b"\n".join(shown)


def sheet(content: bytes, more: bytes = b"/MediaBox[0 0 400 600]", catalog: bytes = b"") -> bytes:
    """A document of one page."""
    return document([page(FIRST_FREE + 1, more), stream(content)], [FIRST_FREE], catalog)
