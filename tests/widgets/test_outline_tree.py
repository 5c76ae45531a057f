from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from widgets.document_details import Heading
from widgets.outline_model import MOST_LEVELS, ROOT, OutlineModel
from widgets.outline_tree import ROWS_AT_FIRST, OutlinePanel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

HEADINGS = (
    Heading(0, "はじめに", 0),
    Heading(0, "現状と課題", 2, 0.1),
    Heading(1, "窓口", 2, 0.6),
    Heading(2, "ＩＣＴの利用", 3),
    Heading(1, "支所（別紙）", None),
    Heading(0, "資料編", None),
    Heading(3, "アンケート", 9, 0.5),
)


@pytest.fixture
def panel(qtbot: QtBot) -> OutlinePanel:
    made = OutlinePanel()
    qtbot.addWidget(made)
    made.resize(220, 600)
    made.set_headings(HEADINGS)
    made.show()
    return made


def drawn(model: OutlineModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """The tree as lines, one dot for each level."""
    parent = QModelIndex() if parent is None else parent
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        lines.append("・" * depth + str(index.data()))
        lines += drawn(model, index, depth + 1)
    return lines


def index_of(panel: OutlinePanel, title: str) -> QModelIndex:
    return panel.tree.outline.index_of([heading.title for heading in HEADINGS].index(title))


def marked(panel: OutlinePanel) -> str:
    node = panel.tree.outline._marked
    return "" if node == ROOT else HEADINGS[node].title


def sentence(panel: OutlinePanel) -> str:
    return "".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def click(panel: OutlinePanel, title: str) -> None:
    point = panel.tree.visualRect(index_of(panel, title)).center()
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=point)


# -- the tree --------------------------------------------------------------------------------------


def test_levels_make_a_tree_also_where_one_was_left_out(panel: OutlinePanel) -> None:
    assert drawn(panel.tree.outline) == [
        "はじめに",
        "現状と課題",
        "・窓口",
        "・・ＩＣＴの利用",
        "・支所（別紙）",
        "資料編",
        "・アンケート",
    ]


def test_a_document_without_headings_says_so(panel: OutlinePanel) -> None:
    panel.set_headings(())
    assert sentence(panel) == "This document has no headings."
    assert not panel.tree.isVisible()
    assert not panel.field.isVisible()
    panel.set_headings(HEADINGS)
    assert sentence(panel) == ""
    assert panel.tree.isVisible()


def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = OutlineModel()
    qtmodeltester.check(model)
    model.set_headings(HEADINGS)
    qtmodeltester.check(model)
    model.set_marked(3)
    model.set_labels(("i", "ii"))
    model.set_filter("ict")
    qtmodeltester.check(model)
    model.set_filter("")
    model.set_headings(())
    assert model.rowCount() == 0


headings = st.lists(
    st.builds(
        Heading,
        st.integers(0, 40),
        st.sampled_from(["窓口", "ICT", "ＩＣＴ", "", "支所"]),
        st.one_of(st.none(), st.integers(0, 5)),
        st.sampled_from([0.0, 0.5]),
    ),
    max_size=40,
)


@given(headings)
def test_every_heading_has_its_place_in_the_order_of_the_document(found: list[Heading]) -> None:
    model = OutlineModel()
    model.set_headings(found)
    seen: list[int] = []

    def walk(parent: QModelIndex, depth: int) -> None:
        assert depth <= MOST_LEVELS
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            assert model.parent(index) == parent
            assert model.index_of(index.internalId()) == index
            assert model.hasChildren(index) == (model.rowCount(index) > 0)
            seen.append(index.internalId())
            walk(index, depth + 1)

    walk(QModelIndex(), 0)
    assert seen == list(range(len(found)))


@given(headings, st.integers(-1, 6), st.sampled_from([0.0, 0.2, 0.5, 1.0]))
def test_the_section_is_the_last_heading_before_a_place(found: list[Heading], page: int, y: float) -> None:
    model = OutlineModel()
    model.set_headings(found)
    before = [
        (heading.page, heading.y, node)
        for node, heading in enumerate(found)
        if heading.page is not None and (heading.page, heading.y) <= (page, y)
    ]
    assert model.section_at(page, y) == (max(before)[2] if before else ROOT)


# -- where one is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "y", "title"),
    [
        (0, 0.0, "はじめに"),
        (1, 0.9, "はじめに"),
        (2, 0.0, "現状と課題"),  # a little below the top of the view is near enough
        (2, 0.5, "窓口"),
        (3, 0.0, "ＩＣＴの利用"),
        (99, 0.0, "アンケート"),
    ],
)
def test_the_section_one_reads_is_marked(panel: OutlinePanel, page: int, y: float, title: str) -> None:
    panel.set_place(page, y)
    assert marked(panel) == title
    assert "you are in this section" in str(index_of(panel, title).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_closed_heading_is_marked_for_what_is_below_it(panel: OutlinePanel) -> None:
    panel.set_place(3, 0.0)
    panel.tree.collapse(index_of(panel, "現状と課題"))
    assert marked(panel) == "現状と課題"
    panel.tree.expand(index_of(panel, "現状と課題"))
    assert marked(panel) == "ＩＣＴの利用"


def test_before_the_first_heading_nothing_is_marked(panel: OutlinePanel) -> None:
    panel.set_headings(HEADINGS[2:4])
    panel.set_place(0, 0.0)
    assert panel.tree.outline._marked == ROOT


def test_the_tree_follows_unless_the_person_moves_it(panel: OutlinePanel) -> None:
    panel.set_headings([Heading(0, f"第{page}節", page) for page in range(300)])
    panel.set_place(200)
    tree = panel.tree
    assert tree.viewport().rect().intersects(tree.visualRect(tree.outline.index(200, 0)))
    middle = QPointF(tree.viewport().rect().center())
    turn = QWheelEvent(
        middle,
        tree.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 1200),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(tree.viewport(), turn)
    before = tree.verticalScrollBar().value()
    panel.set_place(20)
    assert tree.verticalScrollBar().value() == before
    tree._browsing.stop()  # as time does
    panel.set_place(21)
    assert tree.verticalScrollBar().value() != before


# -- how far it is open ----------------------------------------------------------------------------


def test_only_so_many_rows_are_open_at_first(panel: OutlinePanel) -> None:
    chapters = [Heading(level, f"{n}-{level}", n) for n in range(30) for level in (0, 1, 2)]
    panel.set_headings(chapters)
    assert not panel.tree.isExpanded(panel.tree.outline.index_of(0))
    few = chapters[:30]  # 10 chapters, 20 rows with their sections, 30 with all
    panel.set_headings(few)
    assert len(few) <= ROWS_AT_FIRST
    assert panel.tree.isExpanded(panel.tree.outline.index_of(0))
    assert panel.tree.isExpanded(panel.tree.outline.index_of(1))
    panel.set_headings([Heading(0, "本", 0), *(Heading(1, f"{n}", n) for n in range(100))])
    assert panel.tree.isExpanded(panel.tree.outline.index_of(0))


def test_thousands_of_levels_are_no_more_than_some(panel: OutlinePanel) -> None:
    panel.set_headings([Heading(level, "深", level) for level in range(20_000)])
    model = panel.tree.outline
    assert model.count == 20_000
    node, depth = 19_999, 0
    while node != ROOT:
        node, depth = model.parent_node(node), depth + 1
    assert depth == MOST_LEVELS


# -- what a person does ----------------------------------------------------------------------------


def test_a_click_and_keys_go_to_a_heading(qtbot: QtBot, panel: OutlinePanel) -> None:
    with qtbot.waitSignal(panel.heading_chosen) as chosen:
        click(panel, "窓口")
    assert chosen.args == [2, 0.6]
    with qtbot.assertNotEmitted(panel.heading_chosen):
        QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(panel.heading_chosen) as chosen:
            QTest.keyClick(panel.tree, key)
        assert chosen.args == [3, 0.0]


def test_headings_that_lead_nowhere_are_shown_and_do_nothing(qtbot: QtBot, panel: OutlinePanel) -> None:
    dead, parent = index_of(panel, "支所（別紙）"), index_of(panel, "資料編")
    assert not dead.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "leads nowhere" in str(dead.data(Qt.ItemDataRole.AccessibleTextRole))
    with qtbot.assertNotEmitted(panel.heading_chosen):
        click(panel, "支所（別紙）")
        assert panel.tree.isExpanded(parent)
        click(panel, "資料編")
    assert not panel.tree.isExpanded(parent)  # it opens and closes, because others are below it


def test_words_find_headings_of_any_width_below_their_chapter(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.field.setText("ict の")
    qtbot.waitUntil(lambda: panel.tree.outline.is_filtered)
    assert drawn(panel.tree.outline) == ["現状と課題", "・窓口", "・・ＩＣＴの利用"]
    assert panel.tree.isExpanded(index_of(panel, "窓口"))
    with qtbot.waitSignal(panel.heading_chosen) as chosen:
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen.args == [3, 0.0]
    panel.field.setText("どこにもない")
    qtbot.waitUntil(lambda: sentence(panel) == "No heading holds these words.")
    assert panel.field.isVisible()
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.tree.outline.count == len(HEADINGS))
    assert sentence(panel) == ""


def test_enter_in_the_field_does_not_wait_for_the_filter(qtbot: QtBot, panel: OutlinePanel) -> None:
    with qtbot.waitSignal(panel.heading_chosen) as chosen:
        panel.field.setText("窓口")
        QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen.args == [2, 0.6]
    panel.field.clear()
    with qtbot.assertNotEmitted(panel.heading_chosen):
        QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_letters_typed_in_the_tree_are_looked_for(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.tree.setFocus()
    QTest.keyClicks(panel.tree, "i")
    assert panel.field.text() == "i"
    qtbot.waitUntil(lambda: "・・ＩＣＴの利用" in drawn(panel.tree.outline))


def test_another_document_begins_without_words(qtbot: QtBot, panel: OutlinePanel) -> None:
    panel.field.setText("窓口")
    qtbot.waitUntil(lambda: panel.tree.outline.is_filtered)
    panel.set_headings(HEADINGS[:2])
    assert drawn(panel.tree.outline) == ["はじめに", "現状と課題"]
    assert panel.field.text() == ""


# -- what comes from outside -----------------------------------------------------------------------


def test_titles_from_outside_are_short_lines_and_no_markup(panel: OutlinePanel) -> None:
    panel.set_headings(
        (Heading(0, "\u202e<b>題</b>\n" + "長" * 99_999, 0), Heading(0, "\n\x00", 1), Heading(0, "", None))
    )
    first, second, third = (panel.tree.outline.index(row, 0) for row in range(3))
    assert str(first.data()).startswith("<b>題</b> 長")
    assert len(str(first.data())) <= 300
    assert "<b>" not in str(first.data(Qt.ItemDataRole.ToolTipRole))
    assert (second.data(), third.data()) == ("(no title)", "(no title)")


def test_pages_are_called_by_their_labels(panel: OutlinePanel) -> None:
    def in_words() -> str:
        return str(index_of(panel, "窓口").data(Qt.ItemDataRole.AccessibleTextRole))

    assert in_words() == "窓口, Page 3"
    panel.set_labels(("i", "ii", "iii"))
    assert in_words() == "窓口, Page iii"


def test_rows_are_high_enough_and_named(panel: OutlinePanel) -> None:
    assert panel.tree.visualRect(index_of(panel, "窓口")).height() >= 36
    assert panel.field.height() >= 36
    assert panel.tree.accessibleName()
    assert panel.field.accessibleName()
