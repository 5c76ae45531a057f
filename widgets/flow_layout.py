"""Puts widgets beside one another as words in a text: what does not fit goes on in the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Its height follows from its width."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right_from: int | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def push_right(self) -> None:
        """What is added from now on stands at the right end of its line."""
        self._right_from = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Put one more behind the last."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The one at this place; none behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Fewer beside one another, more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines at this width."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width, 0).marginsRemoved(margins)
        return self._arrange(inner, moves=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Arrange everything in this rectangle."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), moves=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The largest of them alone."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item in self._shown():
            size = item.sizeHint().expandedTo(item.minimumSize()).boundedTo(QSize(rect.width(), 1 << 20))
            if lines[-1] and x + size.width() > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self.spacing()
        y = rect.top()
        for line in lines:
            height = max((size.height() for _item, size in line), default=0)
            if moves:
                self._place(line, QRect(rect.left(), y, rect.width(), height))
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.top())

    def _place(self, line: list[tuple[QLayoutItem, QSize]], area: QRect) -> None:
        right = set() if self._right_from is None else set(map(id, self._items[self._right_from :]))
        gaps = self.spacing() * max(0, len(line) - 1)
        spare = area.width() - sum(size.width() for _item, size in line) - gaps
        x = area.left()
        for item, size in line:
            if id(item) in right:
                x, spare = x + max(0, spare), 0
            item.setGeometry(QRect(QPoint(x, area.top() + (area.height() - size.height()) // 2), size))
            x += size.width() + self.spacing()
