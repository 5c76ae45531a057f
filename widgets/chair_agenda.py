"""The left column of the chair's desk: the agenda with its clock, the next item, and what is presented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sync.meeting import Phase
from widgets.projector_view import wall_clock_ms
from widgets.theme import Look, current_theme, set_look
from widgets.wording import MINUTE_MS, document_words, one_line, place_words, span_words
from widgets.wrapped_text import wrapped_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from sync.meeting import AgendaItem, Meeting

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
NOW_ROLE = ITEM_ROLE + 1
TIME_ROLE = ITEM_ROLE + 2
SECOND_MS = 1000
TITLE_LINES = 3


class ChairAgendaModel(QAbstractListModel):
    """The items of the agenda; those before the present one count as done."""

    def __init__(self, parent: QWidget | None, now_ms: Callable[[], int]) -> None:
        super().__init__(parent)
        self._meeting: Meeting | None = None
        self._now_ms = now_ms

    def set_meeting(self, meeting: Meeting) -> None:
        """Show this agenda."""
        same = self._meeting is not None and len(self._meeting.agenda) == len(meeting.agenda)
        if same:
            self._meeting = meeting
            self.tell_time()
            return
        self.beginResetModel()
        self._meeting = meeting
        self.endResetModel()

    def tell_time(self) -> None:
        """Show the rows anew: a second went by."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """One row an item."""
        return 0 if parent.isValid() or self._meeting is None else len(self._meeting.agenda)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The item, whether it is the present one, its time, or all of it in words."""
        if self._meeting is None or not index.isValid() or index.row() >= len(self._meeting.agenda):
            return None
        item = self._meeting.agenda[index.row()]
        title = f"{item.number}　{one_line(item.title)}"
        now = item.item == self._meeting.current_item
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("now") if now else ""
            return " ".join(part for part in (title, state, self._time(index.row(), item)) if part)
        answers = {ITEM_ROLE: item, NOW_ROLE: now, TIME_ROLE: self._time(index.row(), item)}
        return answers.get(role)

    def _time(self, row: int, item: AgendaItem) -> str:
        """Planned minutes, a tick when done, or what is left now."""
        meeting = self._meeting
        if meeting is None:
            return ""
        current = next((r for r, one in enumerate(meeting.agenda) if one.item == meeting.current_item), -1)
        if row == current:
            return self._left(item, meeting.current_since_ms)
        if item.minutes is None:
            return self.tr("✓ done") if row < current else ""
        if row < current:
            return self.tr("✓ %n min", "", item.minutes)
        return self.tr("%n min", "", item.minutes)

    def _left(self, item: AgendaItem, since_ms: int) -> str:
        closed = self._meeting is None or self._meeting.phase is Phase.CLOSED
        if item.minutes is None or not since_ms or closed:
            return ""
        left_ms = since_ms + item.minutes * MINUTE_MS - self._now_ms()
        return span_words(left_ms) if left_ms >= 0 else f"−{span_words(-left_ms)}"


class ChairAgendaDelegate(QStyledItemDelegate):
    """Paints an item: its title left, its time right, the present one marked by a bar and bold type."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As many lines as the title needs beside its time."""
        theme = current_theme()
        view = self.parent()
        width = view.row_width if isinstance(view, AgendaView) else option.rect.width()
        line = QFontMetrics(theme.font(weight=QFont.Weight.Bold)).height()
        return QSize(120, max(36, len(self._lines(width, index)) * line + theme.px(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The state is told by words, weight and a bar, not by colour alone."""
        theme = current_theme()
        palette = theme.palette
        now = bool(index.data(NOW_ROLE))
        rect: QRect = option.rect
        painter.save()
        if now:
            painter.fillRect(rect, QColor(palette.ai_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(palette.ai))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        pad = theme.px(14)
        painter.setFont(theme.font(weight=QFont.Weight.Bold if now else QFont.Weight.Normal))
        painter.setPen(QColor(palette.ink))
        item: AgendaItem = index.data(ITEM_ROLE)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        number = QRect(rect.left() + pad, rect.top(), self._number_width(), rect.height())
        painter.drawText(number, flags, str(item.number))
        title = QRect(number.right(), rect.top(), self._title_width(rect.width(), index), rect.height())
        lines = self._lines(rect.width(), index)
        height = QFontMetrics(theme.font(weight=QFont.Weight.Bold)).height()
        line = QRect(title.left(), 0, title.width(), height)
        line.moveTop(rect.top() + (rect.height() - len(lines) * height) // 2)
        for words in lines:
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
            line.translate(0, height)
        time = str(index.data(TIME_ROLE))
        late = now and time.startswith("−")
        painter.setFont(theme.font(1.0 if now else 0.87, QFont.Weight.Bold if now else QFont.Weight.Normal))
        painter.setPen(QColor(palette.error if late else palette.ai if now else palette.sub))
        right = QRect(title.right(), rect.top(), rect.right() - pad - title.right(), rect.height())
        painter.drawText(right, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), time)
        painter.restore()

    def _lines(self, width: int, index: Index) -> tuple[str, ...]:
        """The title beside its time; measured in bold, so that the present item needs no more lines."""
        title = one_line(index.data(ITEM_ROLE).title)
        bold = current_theme().font(weight=QFont.Weight.Bold)
        return wrapped_lines(title, bold, self._title_width(width, index), TITLE_LINES)

    def _title_width(self, width: int, index: Index) -> int:
        theme = current_theme()
        metrics = QFontMetrics(theme.font(weight=QFont.Weight.Bold))
        time = metrics.horizontalAdvance(str(index.data(TIME_ROLE)))
        return max(80, width - 2 * theme.px(14) - self._number_width() - time - theme.px(6))

    def _number_width(self) -> int:
        return QFontMetrics(current_theme().font(weight=QFont.Weight.Bold)).horizontalAdvance("00 ")


class AgendaView(QListView):
    """No higher than its items, so that what follows stands right below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_width = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Measure the items at the whole width; make room for a scroll bar only where they do not fit."""
        frame = 2 * self.frameWidth()
        self.row_width = self.width() - frame
        needed = self._rows_height() + frame + 2
        self.setMaximumHeight(needed)
        scrolls = self.height() < needed
        if scrolls:
            self.row_width -= self.verticalScrollBar().sizeHint().width()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Titles may need more lines or fewer now."""
        super().resizeEvent(event)
        if event.size() != event.oldSize() and self.model() is not None:
            self.fit()

    def _rows_height(self) -> int:
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.fit()


class ChairAgenda(QWidget):
    """Steers the meeting through its items and stops a presentation."""

    item_opened = Signal(str)
    next_item = Signal()
    presentation_stopped = Signal()

    def __init__(self, parent: QWidget | None = None, *, now_ms: Callable[[], int] = wall_clock_ms) -> None:
        super().__init__(parent)
        self.setObjectName("chairAgenda")
        set_look(self, Look.PANEL)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._closed = False
        self._items = ChairAgendaModel(self, now_ms)
        self.list = AgendaView()
        self.list.setModel(self._items)
        self.list.setItemDelegate(ChairAgendaDelegate(self.list))
        self.list.setAccessibleName(self.tr("Agenda"))
        hint = self.tr("Double-click or Enter opens an item")
        self.list.setAccessibleDescription(hint)
        self.list.setToolTip(hint)
        self.next_button = QPushButton()
        set_look(self.next_button, Look.PRIMARY)
        self._presented = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.stop_button = QPushButton(self.tr("Stop presenting"))
        self._lay_out()
        self.list.activated.connect(self._open)
        self.next_button.clicked.connect(self.next_item)
        self.stop_button.clicked.connect(self.presentation_stopped)
        self._seconds = QTimer(self, interval=SECOND_MS)
        self._seconds.timeout.connect(self._items.tell_time)

    def set_meeting(self, meeting: Meeting) -> None:
        """Show where the meeting stands."""
        self._items.set_meeting(meeting)
        self._closed = meeting.phase is Phase.CLOSED
        items = [item.item for item in meeting.agenda]
        at = items.index(meeting.current_item) if meeting.current_item in items else -1
        more = at + 1 < len(items) and not self._closed
        self.next_button.setVisible(bool(items) and not self._closed)
        self.next_button.setEnabled(more)
        if not more:
            self.next_button.setText(self.tr("This is the last item"))
        else:
            self.next_button.setText(self.tr("Next item ▶") if at >= 0 else self.tr("First item ▶"))
        if at >= 0 and not self._closed:
            self._seconds.start()
        else:
            self._seconds.stop()
        self._show_presentation(meeting)
        self.list.fit()

    def _show_presentation(self, meeting: Meeting) -> None:
        shown = None if self._closed else meeting.presentation
        document = meeting.document(shown.document) if shown else None
        self.stop_button.setVisible(shown is not None)
        if shown is None or document is None:
            self._presented.setText(self.tr("Nothing is shown on the seats"))
            return
        place = place_words(document_words(document), shown.page)
        self._presented.setText(self.tr("Shown on all seats: %1").replace("%1", place))

    def _open(self, index: QModelIndex) -> None:
        item: AgendaItem = index.data(ITEM_ROLE)
        if not self._closed:
            self.item_opened.emit(item.item)

    def _lay_out(self) -> None:
        heading, presenting = QLabel(self.tr("Agenda")), QLabel(self.tr("Presenting"))
        for label in (heading, presenting):
            set_look(label, Look.HEADING)
            label.setContentsMargins(14, 8, 14, 2)
        below = QVBoxLayout()
        below.setContentsMargins(14, 4, 14, 12)
        below.addWidget(self._presented)
        below.addWidget(self.stop_button)
        button = QVBoxLayout()
        button.setContentsMargins(14, 6, 14, 4)
        button.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self.list, 100)
        layout.addLayout(button)
        layout.addWidget(presenting)
        layout.addLayout(below)
        layout.addStretch(1)
