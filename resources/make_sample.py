"""Makes the meeting that ships: `python -m resources.make_sample` writes resources/sample anew."""

import sys
from pathlib import Path

import pymupdf

from resources.sample_counters import counters_today, survey
from resources.sample_pages import Document
from resources.sample_plans import ahead, disaster, minutes, paperless
from resources.sheet import Sheet

FOLDER = Path(__file__).parent / "sample"
DATE = "D:20261001090000+09'00'"  # fixed, so that the same source gives the same bytes

DOCUMENTS = (minutes, counters_today, survey, paperless, disaster, ahead)
AGENDA = (
    ("開会・前回の振り返り", 10, 11, ("資料1",)),
    ("窓口業務の見直し", 30, 6, ("資料2-1", "資料2-2")),
    ("庁内会議のペーパーレス化", 25, 5, ("資料3",)),
    ("災害時の会議運営", 20, 10, ("資料4",)),
    ("その他・閉会", 10, 11, ("資料5",)),
)
SEATS = (
    ("本部長（市長）", "", "chair"),
    ("副本部長（副市長）", "", "member"),
    ("総務部長", "総務部", "member"),
    ("市民課長", "市民生活部", "member"),
    ("デジタル推進部長", "デジタル推進部", "member"),
    ("市民生活部長", "市民生活部", "member"),
    ("福祉部長", "福祉部", "member"),
    ("こども未来部長", "こども未来部", "member"),
    ("税務課長", "総務部", "member"),
    ("危機管理監", "危機管理監", "member"),
    ("事務局（DX推進課長）", "デジタル推進部", "secretariat"),
    ("CIO補佐官", "", "advisor"),
)
HEAD = """\
# 会議ファイルの見本: 市の名前、人、数はすべて架空です。
# A sample meeting: the city, the people and the figures are invented.

[meeting]
title = "令和8年度 第3回 DX推進本部会議"
organization = "みほん市"
room = "本庁舎4階 第1委員会室"
starts = 2026-10-06T13:30:00+09:00
ends = 2026-10-06T15:05:00+09:00

[policy]
names = "open"
moderation = "open"
confidential = false
deputies = [2, 11]
"""


def pdf(document: Document) -> bytes:
    """Draw one document; its fonts hold only the signs that it uses."""
    paper = pymupdf.open()
    for page in document.pages:
        width, height = page.size or document.size
        sheet = Sheet(paper.new_page(width=width, height=height))
        page.draw(sheet)
        sheet.finish(f"{document.label}　{document.title}　みほん市（見本）")
    paper.set_toc([[1, page.name, number] for number, page in enumerate(document.pages, 1)])
    paper.set_metadata({"title": document.title, "author": "みほん市", "creationDate": DATE, "modDate": DATE})
    paper.subset_fonts()
    written: bytes = paper.tobytes(garbage=4, deflate=True, use_objstms=1, no_new_id=True)
    return written


def meeting_file(documents: list[Document]) -> str:
    """Return the text of meeting.toml."""
    by_label = {document.label: document for document in documents}
    parts = [HEAD]
    for title, duration, presenter, labels in AGENDA:
        parts.append(f'[[agenda]]\ntitle = "{title}"\nminutes = {duration}\npresenter = {presenter}\n')
        parts += [
            f'[[agenda.documents]]\nlabel = "{label}"\n'
            f'title = "{by_label[label].title}"\nfile = "{by_label[label].file}"\n'
            for label in labels
        ]
    for number, (name, department, role) in enumerate(SEATS, 1):
        where = f'department = "{department}"\n' if department else ""
        parts.append(f'[[seats]]\nnumber = {number}\nname = "{name}"\n{where}role = "{role}"\n')
    return "\n".join(parts)


def write(folder: Path) -> None:
    """Write the meeting and its documents into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = [make() for make in DOCUMENTS]
    for document in documents:
        (folder / document.file).write_bytes(pdf(document))
    (folder / "meeting.toml").write_text(meeting_file(documents), "utf-8", newline="\n")


if __name__ == "__main__":
    write(FOLDER)
    sys.exit(0)
