"""Sample values for the windows of the chair, and walks through all the widgets of a window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QWidget,
)

from sync.discussion import AgendaClock, ItemTime
from sync.meeting import (
    AgendaItem,
    Anchor,
    Comment,
    CommentKind,
    Document,
    Meeting,
    Member,
    Names,
    Phase,
    Presentation,
    Seat,
)

NOW_MS = 1_800_000_000_000
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QProgressBar, QTabBar)
DOCUMENT = Document("doc1", "窓口業務の見直しについて", "資料2-1", "two", "ab" * 32, 1_000_000)


def comment(
    name: str,
    *,
    minute: int = 0,
    agreed: int = 0,
    seat: str = "4",
    item: str = "two",
    body: str = "7回の記入のうち、法令で必要なものはいくつですか。",
    shown: Names = Names.NAMED,
    kind: CommentKind = CommentKind.QUESTION,
) -> Comment:
    """A comment of seat 4 unless told otherwise."""
    agreeing = frozenset(f"device{one}" for one in range(agreed))
    at_ms = NOW_MS + minute * 60_000
    return Comment(
        name, f"device{seat}", seat, "山田", "市民課", shown, kind, body, at_ms, item, agreed=agreeing
    )


def meeting(*comments: Comment, spotlight: str = "") -> Meeting:
    """An open meeting of 24 seats, after an item of 4 minutes, for 450 seconds at the second one."""
    agenda = (
        AgendaItem("one", 1, "開会", 5),
        AgendaItem("two", 2, "窓口業務の見直し", 20, documents=(DOCUMENT,)),
        AgendaItem("three", 3, "ペーパーレス化", 20),
    )
    return Meeting(
        "m" * 43,
        "第3回 DX本部会議",
        "device1",
        phase=Phase.OPEN,
        seats=tuple(Seat(str(number)) for number in range(1, 25)),
        members=tuple(Member(f"device{number}", str(number), "山田") for number in range(1, 25)),
        agenda=agenda,
        current_item="two",
        current_since_ms=NOW_MS - 450_000,
        comments=comments,
        spotlight=spotlight,
        clock=AgendaClock((ItemTime("one", 4 * 60_000), ItemTime("two", since_ms=NOW_MS - 450_000))),
    )


def full_meeting() -> Meeting:
    """One with comments of every kind and state, a spotlight and a presentation."""
    comments = (
        replace(comment("c1", agreed=6), anchor=Anchor("doc1", 5)),
        comment("c2", minute=1, agreed=11, shown=Names.WITHHELD, kind=CommentKind.OPINION),
        comment("c3", minute=2, agreed=4, kind=CommentKind.CONCERN, body="懸念です。" * 40),
        comment("c4", minute=3, kind=CommentKind.SUPPORT, shown=Names.DEPARTMENT),
        replace(comment("c5", minute=4), answered=True, answer="来月から始めます。"),
        replace(comment("c6", minute=5), hidden=True, hide_reason="個人名"),
    )
    return replace(meeting(*comments, spotlight="c1"), presentation=Presentation("doc1", 5, "device1"))


def shown_controls(window: QWidget) -> list[QWidget]:
    """Everything in the window that can be pressed, filled in or walked through, and is in view."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and widget.isVisible() and not _is_part_of_another(widget)
    ]


def unnamed(window: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shown_controls(window)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]


def too_small(window: QWidget) -> list[str]:
    """Buttons and fields that are hard to hit."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()} {widget.width()}x{widget.height()}"
        for widget in shown_controls(window)
        if isinstance(widget, (QAbstractButton, QLineEdit, QComboBox))
        and (widget.height() < 36 or widget.width() < 36)
    ]


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit into them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QLabel, QAbstractButton)) or not widget.text():
            continue
        metrics = QFontMetrics(widget.font())
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if wraps and isinstance(widget, QLabel):
            short = widget.height() < widget.heightForWidth(widget.width())
        else:
            short = metrics.horizontalAdvance(widget.text()) > widget.width() + 1
        if short:
            found.append(widget.text())
    return found


def overlapping(window: QWidget) -> list[str]:
    """Pairs of visible neighbours that lie over each other."""
    found = []
    for parent in [window, *window.findChildren(QWidget)]:
        if not parent.isVisible() or isinstance(parent, (QAbstractScrollArea, QTabBar, QLineEdit)):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
        ]
        for number, one in enumerate(children):
            others = (
                other for other in children[number + 1 :] if one.geometry().intersects(other.geometry())
            )
            found.extend(f"{one} {other}" for other in others)
    return found


def outside(window: QWidget) -> list[str]:
    """Controls that stick out of the window although nothing scrolls there."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in shown_controls(window)
        if not _scrolls(widget, window)
        and not window.rect().contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
    ]


def scrolled_sideways(window: QWidget) -> list[str]:
    """Areas whose content is wider than what can be seen of it."""
    return [
        f"{type(area).__name__} {area.objectName()}"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.widget().width() > area.viewport().width()
    ]


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """Every widget that the Tab key comes by."""
    reached: set[QWidget] = set()
    widget = window.nextInFocusChain()
    while widget is not window and widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    by_tab = {one for one in reached if one.focusPolicy().value & 1 and one.isVisible() and one.isEnabled()}
    groups = [one.group() for one in by_tab if isinstance(one, QAbstractButton) and one.group()]
    return by_tab.union(*(group.buttons() for group in groups))  # the arrows walk through a group


def _is_part_of_another(widget: QWidget) -> bool:
    """Whether it is an inner part that Qt made, such as the arrow of a tab bar."""
    return widget.objectName().startswith("qt_") or "Scroll" in widget.objectName()


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False
