"""The keys of the chair's stream, in a quiet panel below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from widgets.theme import Look, TextSize, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

COLUMNS = {TextSize.SMALL: 3, TextSize.MEDIUM: 2, TextSize.LARGE: 2}
MOST_PARTS = 9  # of twenty, of the height of the column


class DeskKeys(QScrollArea):
    """Shown and put away by F1 or `?`; it takes no focus and covers nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, Look.CARD)
        self.setAccessibleName(self.tr("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        content = QWidget()
        set_look(content, Look.PANEL)
        self._grid = QGridLayout(content)
        self.setWidget(content)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self.set_of_chair(of_chair=True)
        self.hide()

    def set_of_chair(self, *, of_chair: bool) -> None:
        """Name only what this desk may do."""
        self._of_chair = of_chair
        columns = COLUMNS[current_theme().size]
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        rows = -(-len(self._keys(of_chair=of_chair)) // columns)
        for place, (key, words) in enumerate(self._keys(of_chair=of_chair)):
            label = QLabel(key)
            set_look(label, Look.HEADING)
            meaning = QLabel(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            set_look(meaning, Look.SUB)
            row, column = place % rows, place // rows * 2
            self._grid.addWidget(label, row, column)
            self._grid.addWidget(meaning, row, column + 1)
        for column in range(max(COLUMNS.values())):
            self._grid.setColumnStretch(2 * column + 1, 1 if column < columns else 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as all keys, at most so much of the column: then they scroll."""
        content = self.widget()
        height = content.heightForWidth(max(1, self.width() - 24)) if content else 0
        above = self.parentWidget()
        most = above.height() * MOST_PARTS // 20 if above else height
        return QSize(super().sizeHint().width(), max(60, min(height + 4, most)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few of them at least."""
        return QSize(100, 60)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger words need wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_of_chair(of_chair=self._of_chair)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _keys(self, *, of_chair: bool) -> tuple[tuple[str, str], ...]:
        projecting = (("Enter, P", self.tr("Project, or stop")),) if of_chair else ()
        agenda = (("N", self.tr("Next item")),) if of_chair else ()
        return (
            ("↑ ↓", self.tr("Go to a comment")),
            *projecting,
            ("A", self.tr("Answered, or open again")),
            ("R", self.tr("Reply")),
            ("L", self.tr("Release; Shift+L: all")),
            ("H", self.tr("Hide, or show again")),
            ("G", self.tr("Choose for a group; Shift+G: put together")),
            ("D", self.tr("Dissolve, take out, leave apart")),
            ("→ ←", self.tr("Open or fold a group")),
            (self.tr("Space"), self.tr("Whole text, or shorter")),
            ("U", self.tr("Show what is new")),
            ("S", self.tr("Suggestions of alike comments")),
            ("T", self.tr("This item, or all items")),
            ("1 – 6", self.tr("All, open, questions, held, answered, hidden")),
            *agenda,
            ("V", self.tr("To the polls; Esc leads back")),
            ("F", self.tr("To the floor")),
            ("F6", self.tr("To the next part of the window")),
            ("F1, ?", self.tr("These keys")),
        )
