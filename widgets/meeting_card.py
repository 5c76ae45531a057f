"""Paints a found meeting as a card in the list of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from widgets.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from sync.status import FoundMeeting

TITLE_SCALE = 1.2
SUB_SCALE = 0.87
# What only a found meeting needs is imported where it is used: none is found yet when the lobby opens.
Index = QModelIndex | QPersistentModelIndex
MEETING_ROLE = Qt.ItemDataRole.UserRole


def meeting_title(meeting: FoundMeeting) -> str:
    """What the meeting is called; by its chair's PC while this one may not know the title."""
    from widgets.wording import one_line

    if meeting.title:
        return one_line(meeting.title)
    text = QCoreApplication.translate("MeetingList", "Meeting of the chair's PC %1")
    return text.replace("%1", one_line(meeting.chair or meeting.address))


def meeting_details(meeting: FoundMeeting) -> str:
    """The line below the title: the mark that the chair can read out, the chair's PC, and the room."""
    from widgets.wording import DOT, one_line

    translate = QCoreApplication.translate
    parts = []
    if meeting.mark:  # first, so that it is the last to be cut
        parts.append(translate("MeetingList", "Check mark %1").replace("%1", one_line(meeting.mark)))
    if meeting.title and meeting.chair:
        parts.append(translate("MeetingList", "Chair's PC %1").replace("%1", one_line(meeting.chair)))
    if meeting.room:
        parts.append(one_line(meeting.room))
    return DOT.join(parts) or one_line(meeting.address)


def joined_words() -> str:
    """The mark of a meeting that this PC has joined before."""
    return QCoreApplication.translate("MeetingList", "Joined before")


class MeetingCard(QStyledItemDelegate):
    """Paints a meeting as a card: title, details, and a mark when this PC knows it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's signature
        """Two lines and their margins."""
        theme = current_theme()
        title = QFontMetrics(theme.font(TITLE_SCALE, QFont.Weight.Bold)).height()
        return QSize(200, title + QFontMetrics(theme.font(SUB_SCALE)).height() + theme.px(36) + theme.px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen card has a thick edge."""
        from PySide6.QtWidgets import QStyle

        meeting: FoundMeeting = index.data(MEETING_ROLE)
        theme = current_theme()
        palette = theme.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        card = option.rect.adjusted(2, 2, -2, -theme.px(12))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.ai if chosen else palette.frame), 2.5 if chosen else 1))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(card, theme.px(12), theme.px(12))
        inner = card.adjusted(theme.px(20), theme.px(16), -theme.px(20), -theme.px(16))
        if meeting.remembered:
            inner.setRight(_paint_pill(painter, inner, joined_words()) - theme.px(10))
        title_font = theme.font(TITLE_SCALE, QFont.Weight.Bold)
        title_height = QFontMetrics(title_font).height()
        title = QRect(inner.left(), inner.top(), inner.width(), title_height)
        _paint_line(painter, title, meeting_title(meeting), title_font, palette.ink)
        details = QRect(inner.left(), title.bottom() + 1, inner.width(), inner.bottom() - title.bottom())
        _paint_line(painter, details, meeting_details(meeting), theme.font(SUB_SCALE), palette.sub)
        painter.restore()


def _paint_line(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_pill(painter: QPainter, area: QRect, text: str) -> int:
    """A round mark at the right end; gives where it begins."""
    theme = current_theme()
    font = theme.font(0.93, QFont.Weight.Bold)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(text) + theme.px(24), metrics.height() + theme.px(8)
    pill = QRect(area.right() - width, area.center().y() - height // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.palette.ai_soft))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor(theme.palette.ai))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return pill.left()
