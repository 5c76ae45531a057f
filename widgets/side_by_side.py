"""One reader, or two beside one another: which of them is in use is framed, and takes what is chosen."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from widgets.bar_label import BarLabel
from widgets.icons import IconButton, IconName
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

TARGET = 36  # the least width and height of a button
READER_MIN_WIDTH = 320
READER_MIN_HEIGHT = 200
HANDLE = 6
FRAME = 2
EVEN = 0.5
ACTIVE, PASSIVE = "◉", "○"
USES = (
    QEvent.Type.FocusIn,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TabletPress,
    QEvent.Type.TouchBegin,
)


class Side(IntEnum):
    """The reader of one's own, and the one beside it."""

    OWN = 0
    BESIDE = 1


class SideBySide(QWidget):
    """Keeps the two readers in a splitter: side by side where both fit, else one above the other."""

    active_changed = Signal(object)  # Side
    close_asked = Signal()

    def __init__(self, own: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ratio = EVEN
        self._is_swapped = False
        self._active = Side.OWN
        swap = IconButton(IconName.SWAP, self.tr("Change places"))
        swap.clicked.connect(self.swap)
        self._panes = {Side.OWN: _Pane(own, "", swap, self)}
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(HANDLE)
        self._splitter.addWidget(self._panes[Side.OWN])
        self._splitter.splitterMoved.connect(self._keep_ratio)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        column.addWidget(self._splitter)
        self.setFocusProxy(own)

    # What is shown.

    @property
    def is_open(self) -> bool:
        """Whether there are two."""
        return Side.BESIDE in self._panes

    @property
    def active(self) -> Side:
        """Which one takes what is chosen in the agenda."""
        return self._active

    @property
    def ratio(self) -> float:
        """How much of the room the first of the two has; kept while there is one, and for the next time."""
        return self._ratio

    def set_ratio(self, ratio: float) -> None:
        """Divide the room like this."""
        self._ratio = min(max(ratio, 0.1), 0.9)
        self._divide()

    def open_beside(self, reader: QWidget, title: str) -> None:
        """Show a second reader, or another one in its place; the one in use stays so."""
        self.take_beside()
        close = IconButton(IconName.CLOSE, self.tr("Close what stands beside"))
        close.clicked.connect(self.close_asked)
        pane = self._panes[Side.BESIDE] = _Pane(reader, title, close, self)
        for part in self._panes.values():
            part.be_one_of_two(two=True)
            part.watch(self)
        self._put_in_order()
        pane.show()
        self.make_active(Side.OWN)

    def set_title(self, side: Side, title: str) -> None:
        """Name what one side shows."""
        if side in self._panes:
            self._panes[side].set_title(title)

    def take_beside(self) -> QWidget | None:
        """Give the second reader back, which is shown no more; it belongs to whoever asks."""
        pane = self._panes.pop(Side.BESIDE, None)
        if pane is None:
            return None
        own = self._panes[Side.OWN]
        had_focus = pane.isAncestorOf(QApplication.focusWidget() or self)
        own.unwatch(self)
        own.be_one_of_two(two=False)
        reader = pane.release(self)
        pane.setParent(None)
        pane.deleteLater()
        if had_focus:
            own.reader.setFocus()
        was_active, self._active = self._active, Side.OWN
        own.set_active(active=False)  # one alone needs no frame
        self._divide()
        if was_active is not Side.OWN:
            self.active_changed.emit(Side.OWN)
        return reader

    def swap(self) -> None:
        """Let the two change places, each as large as it was."""
        self._is_swapped = not self._is_swapped
        self._ratio = 1 - self._ratio
        self._put_in_order()

    def go_to_other(self) -> None:
        """Bring the keyboard to the reader that is not in use."""
        if self.is_open:
            self.use(Side.OWN if self._active is Side.BESIDE else Side.BESIDE)

    def use(self, side: Side) -> None:
        """Bring the keyboard to this reader, which is then the one in use."""
        if side in self._panes:
            self._panes[side].reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.make_active(side)

    def make_active(self, side: Side) -> None:
        """Let this one take what is chosen from now on."""
        if side not in self._panes:
            return
        is_new = side is not self._active
        self._active = side
        for each, pane in self._panes.items():
            pane.set_active(active=self.is_open and each is side)
        if is_new:
            self.active_changed.emit(side)

    # Room.

    @property
    def is_stacked(self) -> bool:
        """Whether one stands above the other, because both beside one another would be too narrow."""
        return self._splitter.orientation() == Qt.Orientation.Vertical

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stack the two where they do not fit beside one another."""
        super().resizeEvent(event)
        self._divide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for one, as two can be stacked."""
        return QSize(READER_MIN_WIDTH, READER_MIN_HEIGHT)

    def _divide(self) -> None:
        beside = self.width() >= 2 * (READER_MIN_WIDTH + 2 * FRAME) + HANDLE
        wanted = Qt.Orientation.Horizontal if beside or not self.is_open else Qt.Orientation.Vertical
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
        if self.is_open:
            room = (self.height() if self.is_stacked else self.width()) - HANDLE
            first = round(room * self._ratio)
            self._splitter.setSizes([first, room - first])

    def _put_in_order(self) -> None:
        order = [Side.BESIDE, Side.OWN] if self._is_swapped else [Side.OWN, Side.BESIDE]
        for place, side in enumerate(each for each in order if each in self._panes):
            self._splitter.insertWidget(place, self._panes[side])
            self._splitter.setStretchFactor(place, 1)
        self._divide()

    def _keep_ratio(self) -> None:
        sizes: list[int] = self._splitter.sizes()
        if self.is_open and any(sizes):
            self._ratio = sizes[0] / (sizes[0] + sizes[1])

    # Which one is in use.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press anywhere in a reader makes it the active one, also on a button that takes no focus."""
        if event.type() in USES:
            self._make_active_around(watched)
        elif isinstance(event, QChildEvent) and event.added() and event.child().isWidgetType():
            event.child().installEventFilter(self)
        return False

    def _make_active_around(self, part: QObject) -> None:
        for side, pane in self._panes.items():
            if isinstance(part, QWidget) and (part is pane or pane.isAncestorOf(part)):
                self.make_active(side)
                return


class _Pane(QFrame):
    """One reader, and while there are two a frame around it and a line above."""

    def __init__(self, reader: QWidget, title: str, button: IconButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.reader = reader
        self._title = title
        self._is_active = False
        self._words = BarLabel()
        self._head = QFrame()
        set_look(self._head, Look.BAR)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(10, 2, 4, 2)
        row.addWidget(self._words, 1)
        row.addStretch()
        button.setMinimumSize(TARGET, TARGET)
        set_look(button, Look.QUIET)
        row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(reader, 1)
        self.be_one_of_two(two=False)

    def be_one_of_two(self, *, two: bool) -> None:
        """Show the line and the frame, or leave all room to the reader."""
        self._head.setVisible(two)
        side = FRAME if two else 0
        self._column.setContentsMargins(side, side, side, side)

    def set_title(self, title: str) -> None:
        self._title = title
        self._say()

    def set_active(self, *, active: bool) -> None:
        self._is_active = active
        self._say()
        self.update()

    def watch(self, watcher: QObject) -> None:
        """Let every part tell what happens to it."""
        for part in (self, *self.findChildren(QWidget)):
            part.installEventFilter(watcher)

    def release(self, watcher: QObject) -> QWidget:
        """Give the reader away."""
        self.unwatch(watcher)
        self._column.removeWidget(self.reader)
        self.reader.hide()
        self.reader.setParent(None)
        return self.reader

    def unwatch(self, watcher: QObject) -> None:
        for part in (self, *self.findChildren(QWidget)):
            part.removeEventFilter(watcher)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the frame of the one in use."""
        super().paintEvent(event)
        if self._is_active:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(current_theme().palette.ai))
            painter.end()

    def _say(self) -> None:
        self._words.show_text(f"{ACTIVE if self._is_active else PASSIVE} {self._title}")
        in_use = self.tr("%1 (in use: what is chosen in the agenda opens here)")
        self.setAccessibleName(in_use.replace("%1", self._title) if self._is_active else self._title)
