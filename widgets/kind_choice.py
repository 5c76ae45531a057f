"""Chooses what kind of comment one writes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from sync.meeting import CommentKind
from widgets.theme import Look, set_look
from widgets.wording import kind_label


class KindChoice(QWidget):
    """Four large buttons, one of them pressed; they stand in two rows where one is too narrow."""

    changed = Signal()
    picked = Signal()  # by the mouse or Alt and a number: the text comes next

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_mouse = False
        self.setAccessibleName(self.tr("Kind of comment"))
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._buttons = {kind: QPushButton(kind_label(kind)) for kind in CommentKind}
        self._columns = 0
        for number, (kind, button) in enumerate(self._buttons.items(), 1):
            set_look(button, Look.CHOICE)
            button.setCheckable(True)
            keys = f"Alt+{number}"
            button.setToolTip(keys)
            button.setAccessibleName(kind_label(kind)[2:])
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            button.installEventFilter(self)
            button.clicked.connect(self._clicked)
            QShortcut(QKeySequence(keys), self, button.click).activated.connect(self.picked)
        self._buttons[CommentKind.OPINION].setChecked(True)
        self._group.buttonToggled.connect(self._tell)
        self._arrange()

    @property
    def kind(self) -> CommentKind:
        """The kind whose button is pressed."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def choose(self, kind: CommentKind) -> None:
        """Press the button of this kind."""
        self._buttons[kind].setChecked(True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two columns are the least."""
        return QSize(2 * self._widest() + self._grid.spacing(), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Know what a button is pressed with: who walks with the keys stays among the buttons."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self._by_mouse = event.type() == QEvent.Type.MouseButtonPress
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One row or two, as the words need it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._arrange()

    def _clicked(self) -> None:
        if self._by_mouse:
            self._by_mouse = False
            self.picked.emit()

    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons.values())

    def _arrange(self) -> None:
        fits = self.width() >= 4 * self._widest() + 3 * self._grid.spacing()
        columns = 4 if fits else 2
        if columns != self._columns:
            self._columns = columns
            for number, button in enumerate(self._buttons.values()):
                self._grid.addWidget(button, number // columns, number % columns)

    def _tell(self, _button: object, checked: bool) -> None:  # noqa: FBT001 - the receiver of a Qt signal
        if checked:
            self.changed.emit()
