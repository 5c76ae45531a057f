from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from widgets.attachments_list import ROWS_IN_VIEW, AttachmentsList, size_words
from widgets.document_details import Attachment, DocumentDetails
from widgets.document_facts import DocumentFacts
from widgets.theme import TextSize, apply_theme

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

FILES = (Attachment("予算書.xlsx", 12_345), Attachment("地図.pdf", None))


@pytest.fixture
def facts(qtbot: QtBot) -> DocumentFacts:
    made = DocumentFacts()
    qtbot.addWidget(made)
    return made


def test_a_plain_document_says_little(facts: DocumentFacts) -> None:
    facts.set_details(12, DocumentDetails())
    assert facts.words() == ["12 page(s)", "Its text may be copied.", "It may be printed."]
    assert facts.files.isHidden()
    facts.set_details(12, None)
    assert facts.words() == ["12 page(s)"]


def test_everything_that_is_forbidden_or_left_out_is_said(facts: DocumentFacts) -> None:
    facts.set_details(
        1, DocumentDetails(may_copy=False, may_print=False, attachments=FILES, has_form=True, has_script=True)
    )
    assert facts.words() == [
        "1 page(s)",
        "Its text may not be copied: the file forbids it.",
        "It may not be printed: the file forbids it.",
        "It has a form. It can be read, not filled in here.",
        "It has scripts. They never run here.",
        "2 file(s) inside",
    ]
    assert not facts.files.isHidden()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # off the screen
@pytest.mark.parametrize("size", list(TextSize))
def test_all_of_it_is_to_be_seen_and_escape_closes(
    qtbot: QtBot, facts: DocumentFacts, qapp: QApplication, size: TextSize
) -> None:
    button = QPushButton("i")
    qtbot.addWidget(button)
    button.show()
    try:
        apply_theme(qapp, size)
        facts.set_details(1, DocumentDetails(False, False, (), FILES * 9, True, True))
        facts.show_below(button)
        screen = button.screen().availableGeometry()
        assert screen.contains(facts.geometry())
        cut = [
            label.text()
            for label in facts.findChildren(QLabel)
            if label.wordWrap() and label.height() < label.heightForWidth(label.width())
        ]
        assert cut == []
        qtbot.keyClick(facts, Qt.Key.Key_Escape)
        assert not facts.isVisible()
    finally:
        apply_theme(qapp, TextSize.SMALL)


def test_files_are_listed_and_not_opened(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    files = AttachmentsList()
    qtbot.addWidget(files)
    files.show()
    model = files.attachments
    qtmodeltester.check(model)
    files.set_attachments(FILES)
    assert [model.index(row).data() for row in range(model.rowCount())] == [
        "予算書.xlsx  (12 KB)",
        "地図.pdf",
    ]
    assert any("not opened" in label.text() for label in files.findChildren(QLabel))
    low = files.list.height()
    files.set_attachments(FILES * 5_000)
    assert low < files.list.height() <= low * ROWS_IN_VIEW


def test_a_name_from_outside_is_a_short_line_and_no_markup(qtbot: QtBot) -> None:
    files = AttachmentsList()
    qtbot.addWidget(files)
    files.set_attachments((Attachment("\u202efdp.exe\n" + "長" * 99_999, -1), Attachment("<b>x</b>", 0)))
    model = files.attachments
    assert len(str(model.index(0).data())) <= 200
    assert str(model.index(0).data()).startswith("fdp.exe 長")
    assert "<b>" not in str(model.index(1).data(Qt.ItemDataRole.ToolTipRole))
    assert Attachment("", None).name == ""
    files.set_attachments((Attachment("\n", None),))
    assert model.index(0).data() == "(no name)"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (1_023, "1023 B"), (1_024, "1 KB"), (5_400_000, "5.1 MB")]
)
def test_sizes_are_said_in_short(size: int, words: str) -> None:
    assert size_words(size) == words
