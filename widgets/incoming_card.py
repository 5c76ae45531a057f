"""How one comment is painted for the chair, with the buttons that act on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.incoming_model import (
    ACTIONS_ROLE,
    COMMENT_ROLE,
    PLACE_ROLE,
    PROJECTED_ROLE,
    CardAction,
    Index,
    marks_of,
)
from widgets.theme import Theme, current_theme
from widgets.wording import DOT, author_words, clean, clock_words, kind_colour, kind_label, one_line

if TYPE_CHECKING:
    from sync.meeting import Comment

BODY_SCALE = 1.06
SUB_SCALE = 0.87
KIND_SCALE = 0.84
BUTTON_SCALE = 0.93
LEAST_BUTTON = 36
LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Where the parts of one card lie, in the coordinates of its row's top left corner."""

    size: QSize
    tag: QRect
    meta: QRect
    state: QRect
    body: QRect
    note: QRect
    buttons: tuple[tuple[CardAction, QRect], ...]

    def action_at(self, x: int, y: int) -> CardAction | None:
        """The button at this place."""
        return next((action for action, rect in self.buttons if rect.contains(x, y)), None)


def action_words(action: CardAction) -> str:
    """What the button says."""
    return {
        CardAction.PROJECT: QCoreApplication.translate("Incoming", "▣ Project"),
        CardAction.STOP: QCoreApplication.translate("Incoming", "Stop projecting"),
        CardAction.ANSWER: QCoreApplication.translate("Incoming", "Mark as answered"),
        CardAction.REOPEN: QCoreApplication.translate("Incoming", "Mark as open again"),
        CardAction.HIDE: QCoreApplication.translate("Incoming", "Hide"),
        CardAction.UNHIDE: QCoreApplication.translate("Incoming", "Show again"),
    }[action]


def note_words(comment: Comment) -> str:
    """The grey line below the text: an answer, or why it is hidden."""
    if comment.hidden and comment.hide_reason:
        return QCoreApplication.translate("Incoming", "Reason: %1").replace(
            "%1", one_line(comment.hide_reason)
        )
    if comment.answered and comment.answer:
        return QCoreApplication.translate("Incoming", "Answer: %1").replace("%1", one_line(comment.answer))
    return ""


def meta_words(comment: Comment, place: str) -> str:
    """Who, when and about which page."""
    parts = (author_words(comment), clock_words(comment.at_ms), place)
    return DOT.join(part for part in parts if part)


class IncomingDelegate(QStyledItemDelegate):
    """Paints cards; the view asks it where the buttons are."""

    hovered: tuple[str, CardAction] | None = None

    def card_layout(self, index: Index, width: int) -> CardLayout:
        """The places of a row that is this wide."""
        comment: Comment = index.data(COMMENT_ROLE)
        theme = current_theme()
        inner, pad = width - 2 * theme.px(12), theme.px(12)
        top = theme.px(10)
        head = QFontMetrics(theme.font(BUTTON_SCALE, QFont.Weight.Bold)).height() + theme.px(6)
        tag_metrics = QFontMetrics(theme.font(KIND_SCALE, QFont.Weight.Bold))
        tag = QRect(pad, top, tag_metrics.horizontalAdvance(kind_label(comment.kind)) + theme.px(18), head)
        state_width = self._state_width(theme, comment, projected=bool(index.data(PROJECTED_ROLE)))
        state = QRect(pad + inner - state_width, top, state_width, head)
        meta_metrics = QFontMetrics(theme.font(SUB_SCALE))
        meta = QRect(tag.right() + theme.px(8), top, state.left() - tag.right() - theme.px(16), head)
        top += head + theme.px(4)
        if meta_metrics.horizontalAdvance(meta_words(comment, str(index.data(PLACE_ROLE)))) > meta.width():
            meta = QRect(pad, top, inner, meta_metrics.height())
            top = meta.bottom() + theme.px(4)
        body = QRect(pad, top, inner, body_height(clean(comment.body), theme, inner))
        top = body.bottom() + theme.px(4)
        note = QRect(pad, top, inner, meta_metrics.height() if note_words(comment) else 0)
        top = note.bottom() + 1 if note.height() else top
        buttons, bottom = self._place_buttons(theme, index, QRect(pad, top + theme.px(4), inner, 0))
        return CardLayout(QSize(width, bottom + theme.px(18)), tag, meta, state, body, note, buttons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as its text and buttons need at the width of the list."""
        return self.card_layout(index, max(200, option.rect.width())).size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Card, words and buttons; the projected one has a thick edge and says so."""
        comment: Comment = index.data(COMMENT_ROLE)
        projected = bool(index.data(PROJECTED_ROLE))
        layout = self.card_layout(index, option.rect.width())
        theme = current_theme()
        palette = theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        card = QRect(1, 1, layout.size.width() - 2, layout.size.height() - theme.px(8) - 1)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        edge = palette.focus if focused else palette.ai if projected else palette.line
        painter.setPen(QPen(QColor(edge), 2 if focused or projected else 1))
        painter.setBrush(QColor(palette.background if comment.hidden or comment.deleted else palette.card))
        painter.drawRoundedRect(card, theme.px(10), theme.px(10))
        self._paint_head(painter, theme, comment, layout, index)
        quiet = comment.hidden or comment.deleted
        painter.setPen(QColor(palette.sub if quiet else palette.ink))
        text = laid_out(clean(comment.body), theme.font(BODY_SCALE), layout.body.width())
        text.draw(painter, QPointF(layout.body.topLeft()))
        if layout.note.height():
            _paint_line(painter, layout.note, note_words(comment), theme.font(SUB_SCALE), palette.sub)
        for action, rect in layout.buttons:
            hovered = self.hovered == (comment.comment, action)
            _paint_button(painter, theme, rect, action, hovered=hovered)
        painter.restore()

    def _paint_head(
        self, painter: QPainter, theme: Theme, comment: Comment, layout: CardLayout, index: Index
    ) -> None:
        palette = theme.palette
        colour = QColor(kind_colour(comment.kind, palette))
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(layout.tag, 5, 5)
        painter.setFont(theme.font(KIND_SCALE, QFont.Weight.Bold))
        painter.drawText(layout.tag, Qt.AlignmentFlag.AlignCenter, kind_label(comment.kind))
        meta = meta_words(comment, str(index.data(PLACE_ROLE)))
        _paint_line(painter, layout.meta, meta, theme.font(SUB_SCALE), palette.sub)
        painter.setFont(theme.font(weight=QFont.Weight.Bold))
        painter.setPen(colour)
        place = QRect(layout.state)
        agreed = f"▲ {len(comment.agreed)}" if comment.agreed else ""
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), agreed)
        metrics = QFontMetrics(theme.font(KIND_SCALE, QFont.Weight.Bold))
        painter.setFont(theme.font(KIND_SCALE, QFont.Weight.Bold))
        for mark in marks_of(comment, projected=bool(index.data(PROJECTED_ROLE))):
            pill = QRect(
                place.left(), place.top(), metrics.horizontalAdvance(mark) + theme.px(20), place.height()
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.ai_soft))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(QColor(palette.ai))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, mark)
            place.setLeft(pill.right() + theme.px(8))

    def _state_width(self, theme: Theme, comment: Comment, *, projected: bool) -> int:
        """How much room the pills and the count at the right end take."""
        metrics = QFontMetrics(theme.font(KIND_SCALE, QFont.Weight.Bold))
        width = sum(
            metrics.horizontalAdvance(mark) + theme.px(28) for mark in marks_of(comment, projected=projected)
        )
        if comment.agreed:
            bold = QFontMetrics(theme.font(weight=QFont.Weight.Bold))
            width += bold.horizontalAdvance(f"▲ {len(comment.agreed)}") + 4
        return width

    def _place_buttons(
        self, theme: Theme, index: Index, area: QRect
    ) -> tuple[tuple[tuple[CardAction, QRect], ...], int]:
        """The buttons from left to right, on as many rows as they need, and the bottom of the last."""
        metrics = QFontMetrics(theme.font(BUTTON_SCALE, QFont.Weight.Bold))
        height = max(LEAST_BUTTON, metrics.height() + theme.px(12))
        left, top = area.left(), area.top()
        placed: list[tuple[CardAction, QRect]] = []
        for action in index.data(ACTIONS_ROLE):
            width = metrics.horizontalAdvance(action_words(action)) + 2 * theme.px(12)
            if placed and left + width > area.right():
                left, top = area.left(), top + height + theme.px(6)
            placed.append((action, QRect(left, top, width, height)))
            left += width + theme.px(8)
        return tuple(placed), (placed[-1][1].bottom() if placed else top)


def body_height(body: str, theme: Theme, width: int) -> int:
    """How high the text of a comment is when wrapped."""
    font = theme.font(BODY_SCALE)
    metrics = QFontMetrics(font)
    if "\n" not in body and len(body) < 200 and metrics.horizontalAdvance(body) <= width:
        return metrics.height()  # most comments, and much faster
    layout = laid_out(body, font, width)
    return layout.lineCount() * line_height(font)


def line_height(font: QFont) -> int:
    """The distance of two lines of a comment, in pixels."""
    return round(QFontMetrics(font).height() * 1.05)


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """The text in lines of this width; words that are longer are broken."""
    layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    distance = line_height(font)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * distance))
        line = layout.createLine()
    layout.endLayout()
    return layout


def _paint_line(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_button(painter: QPainter, theme: Theme, rect: QRect, action: CardAction, *, hovered: bool) -> None:
    palette = theme.palette
    main = action is CardAction.PROJECT
    fill = (
        palette.ink
        if main and hovered
        else palette.ai
        if main
        else palette.ai_soft
        if hovered
        else palette.card
    )
    painter.setPen(QPen(QColor(palette.ai if main or hovered else palette.frame), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, theme.px(8), theme.px(8))
    painter.setFont(theme.font(BUTTON_SCALE, QFont.Weight.Bold if main else QFont.Weight.Normal))
    painter.setPen(QColor(palette.on_ai if main else palette.ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, action_words(action))
