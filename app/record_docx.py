"""The record as a document that an office goes on writing: A4, its own styles, fonts for Japanese.

Paragraphs are put in as XML: the library looks for the end of the document before each one it adds itself,
which takes minutes for a long record.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from app.minutes import Heading, Line, Look, Table, Title, minutes_of
from app.record_words import SECOND_MS

if TYPE_CHECKING:
    from pathlib import Path

    from app.minutes import Block
    from app.record_values import Progress, Record

FONT: Final = "BIZ UDPGothic"
PAGE_MM: Final = (210, 297)
MARGIN_MM: Final = 22
LINE_TWIPS: Final = 9_400  # the width of a line between the margins
STEP_MM: Final = 6
NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GREY, RED = "595959", "9C1C1C"
FONT_KINDS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
STYLES: Final = {
    Look.PLAIN: "RecordPlain",
    Look.NOTE: "RecordNote",
    Look.BODY: "RecordBody",
    Look.MARK: "RecordMark",
    Look.BLANK: "RecordBlank",
}
PERIOD: Final = 200  # blocks between two looks whether somebody stopped it


def write_docx(record: Record, path: Path, progress: Progress) -> None:
    """Write the minutes. Raises OSError, and what `progress` raises when it is stopped."""
    import docx

    document = docx.Document()
    _set_page(document, record)
    _set_styles(document)
    _set_facts(document, record)
    end = document.element.body.sectPr
    expected = _expected(record)
    for number, block in enumerate(minutes_of(record)):
        for element in _elements(block):
            end.addprevious(element)
        if number % PERIOD == 0:
            progress(min(0.9, number / expected))
    document.save(str(path))


def _expected(record: Record) -> int:
    return 3 * len(record.comments) + 200


def _set_page(document: Any, record: Record) -> None:
    """A4 upright; the title above, the page and how many there are below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in PAGE_MM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    header = section.header.paragraphs[0]
    header.text = record.title
    header.style = document.styles["Header"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in (_field("PAGE"), _run(" / "), _field("NUMPAGES")):
        footer._p.append(part)  # noqa: SLF001 - the library has no word for fields


def _set_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Header", "Footer"):
        _set_font(styles[style])
    _set_language(styles)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:  # a blue line of the library's own template
        styles["Title"].element.pPr.remove(borders)
    styles["Normal"].font.size = Pt(10.5)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, points, before in (("Title", 18, 0), ("Heading 1", 14, 18), ("Heading 2", 12, 12)):
        style = styles[name]
        style.font.size, style.font.bold = Pt(points), True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6)
    looks: dict[Look, tuple[float, str, bool]] = {
        Look.PLAIN: (10.5, "000000", False),
        Look.NOTE: (9, GREY, False),
        Look.BODY: (10.5, "000000", False),
        Look.MARK: (10.5, RED, True),
        Look.BLANK: (10.5, GREY, False),
    }
    for look, (size, colour, bold) in looks.items():
        style = styles.add_style(STYLES[look], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.bold = Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(colour)
        style.quick_style = True
    styles[STYLES[Look.NOTE]].paragraph_format.space_after = Pt(2)
    blank = styles[STYLES[Look.BLANK]].paragraph_format
    blank.space_before = blank.space_after = Mm(5)


def _set_font(style: Any) -> None:
    """The same family for every script: a theme would put another one in its place."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for kind in FONT_KINDS:
        fonts.set(qn(f"w:{kind}"), FONT)


def _set_language(styles: Any) -> None:
    """Japanese, so that Word breaks lines as it should and does not mark every word as misspelt."""
    from docx.oxml.ns import qn

    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ja-JP")
        language.set(qn("w:eastAsia"), "ja-JP")


def _set_facts(document: Any, record: Record) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.comments = record.title[:250], record.organization[:250], "Kurumaza"
    facts.last_modified_by = ""
    written = dt.datetime.fromtimestamp(record.written_ms / SECOND_MS, dt.UTC).replace(microsecond=0)
    facts.created = facts.modified = written.replace(tzinfo=None)


def _elements(block: Block) -> list[Any]:
    match block:
        case Title(text):
            return [_paragraph(text, "Title")]
        case Heading(text, level):
            return [_paragraph(text, f"Heading{level}")]
        case Line(text, look, depth, joined):
            return [_paragraph(text, STYLES[look], depth, joined=joined)]
        case Table():
            return [_table(block), _paragraph("", STYLES[Look.NOTE])]


def _paragraph(text: str, style: str, depth: int = 0, *, joined: bool = False) -> Any:
    indent = f'<w:ind w:left="{depth * STEP_MM * 57}"/>' if depth else ""
    keep = "<w:keepNext/>" if joined else ""
    return _parsed(
        f"<w:p {NAMESPACE}><w:pPr><w:pStyle w:val={quoteattr(style)}/>{keep}{indent}</w:pPr>"
        f"{_runs(text)}</w:p>"
    )


def _runs(text: str, *, bold: bool = False) -> str:
    """One run; line ends and tabs are elements of their own."""
    if not text:
        return ""
    lines = (
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        for line in text.split("\n")
    )
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _table(table: Table) -> Any:
    whole = sum(table.widths)
    widths = [LINE_TWIPS * width // whole for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row(table.header, widths, is_header=True)] if table.header else []
    rows += [_row(row, widths, is_named=not table.header) for row in table.rows]
    return _parsed(
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{LINE_TWIPS}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    cells: tuple[str, ...], widths: list[int], *, is_header: bool = False, is_named: bool = False
) -> str:
    """`is_named`: the first cell is the name of the second."""
    above = "<w:cantSplit/><w:tblHeader/>" if is_header else "<w:cantSplit/>"
    written = "".join(
        _cell(cell, width, is_strong=is_header or (is_named and not place))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=False))
    )
    return f"<w:tr><w:trPr>{above}</w:trPr>{written}</w:tr>"


def _cell(text: str, width: int, *, is_strong: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if is_strong else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[Look.PLAIN]}"/><w:spacing w:after="20"/></w:pPr>'
        f"{_runs(text, bold=is_strong)}</w:p></w:tc>"
    )


def _run(text: str) -> Any:
    return _parsed(f'<w:r {NAMESPACE}><w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def _field(name: str) -> Any:
    """What Word works out by itself, such as the number of the page."""
    return _parsed(f'<w:fldSimple {NAMESPACE} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


@cache
def _parser() -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml


def _parsed(xml: str) -> Any:
    return _parser()(xml)
