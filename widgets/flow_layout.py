"""A layout whose parts stand in a row, and in further rows where the window is too narrow for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Parts from left to right; what comes after `push_right` stands at the right end if it fits there."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right_from: int | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def push_right(self) -> None:
        """What is added from now on stands at the right end."""
        self._right_from = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take a part."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:  # noqa: N802 - Qt's name
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value] # Qt asks until None comes

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give one of them away; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How high all rows are together."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width, 0).marginsRemoved(margins)
        return self._arrange(inner, move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the parts."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as it can be: it takes the width it is given."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the largest part."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        rows: list[list[QLayoutItem]] = [[]]
        left = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and left + width > rect.width():
                rows.append([])
                left = 0
            rows[-1].append(item)
            left += width + self.spacing()
        top = rect.top()
        for row in rows:
            height = max((_height(item, rect.width()) for item in row), default=0)
            if move:
                self._place(row, QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        return max(0, top - self.spacing() - rect.top())

    def _place(self, row: list[QLayoutItem], area: QRect) -> None:
        right = set() if self._right_from is None else set(map(id, self._items[self._right_from :]))
        spare = area.width() - sum(item.sizeHint().width() + self.spacing() for item in row) + self.spacing()
        left = area.left()
        for item in row:
            size = item.sizeHint()
            if id(item) in right:
                left, spare = left + max(0, spare), 0
            width, height = min(size.width(), area.width()), _height(item, area.width())
            item.setGeometry(QRect(left, area.top() + (area.height() - height) // 2, width, height))
            left += width + self.spacing()


def _height(item: QLayoutItem, most: int) -> int:
    """How high a part is where it may be so wide at most: one that is cut in width may go on below."""
    size = item.sizeHint()
    if size.width() <= most or not item.hasHeightForWidth():
        return size.height()
    return item.heightForWidth(most)
