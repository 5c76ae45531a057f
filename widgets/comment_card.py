"""How one comment is painted: where everything stands on its card, and what can be pressed there."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.comment_model import ROW_ROLE
from widgets.comment_pieces import CardAction, Piece, PieceLook, seat_pieces
from widgets.comment_rows import CommentRow, meta_words, quoted_words
from widgets.theme import Theme, current_theme
from widgets.wording import DOT, body_words, clean, clock_words, kind_colour, kind_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

SMALL = 0.87
INDENT = 18  # of an answer below what it belongs to
MOST_VERSIONS = 20  # earlier texts on one card; the newest ones where there are more
CACHED_LAYOUTS = 400
UNBOUNDED = 1 << 24

translate = QCoreApplication.translate


@dataclass(slots=True)
class Block:
    """A paragraph laid out at its place on the card."""

    layout: QTextLayout
    top_left: QPointF
    colour: str


@dataclass(slots=True)
class CardLayout:
    """Where everything of one card stands, relative to the corner of its row."""

    row: CommentRow
    width: int
    card: QRect
    chip: QRect
    blocks: list[Block] = field(default_factory=list)
    bars: list[QRect] = field(default_factory=list)
    marks: list[QRect] = field(default_factory=list)
    pieces: list[tuple[Piece, QRect]] = field(default_factory=list)
    targets: list[tuple[QRect, str]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Height of the row with the gap below its card."""
        return self.card.bottom() + 1

    def action_at(self, x: int, y: int) -> str:
        """What stands at a point relative to the corner of the row; empty for nothing."""
        return next((action for rect, action in self.targets if rect.contains(x, y)), "")


def text_layout(text: str, font: QFont, width: float) -> QTextLayout:
    """Text broken into lines as it will be painted, whatever its script and however long its words."""
    layout = QTextLayout(clean(text).replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(False)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() * 1.12
    layout.endLayout()
    return layout


def lay_out_card(
    row: CommentRow,
    width: int,
    theme: Theme,
    pieces: tuple[Piece, ...],
    scale: float = 1.0,
    *,
    history: bool = False,
) -> CardLayout:
    """Place everything of one comment in a row of this width, with its earlier texts if asked for."""
    px = theme.px
    margin, side, top = px(10), px(12), px(9)
    indent = px(INDENT) if row.below else 0
    inner = max(40, width - 2 * margin - 2 * side - indent)
    left = margin + side + indent
    card = CardLayout(row, width, QRect(), QRect())
    y = _head(card, theme, left, inner, px(8) + top)
    if row.quote:
        quote = QFontMetrics(theme.font(SMALL)).elidedText(
            f"↩ {row.quote}", Qt.TextElideMode.ElideRight, inner - 2
        )
        y = _block(card, quote, theme.font(SMALL), theme.palette.sub, left, y, inner)
    if row.comment.hidden:
        y = _hidden(card, theme, left, y, inner)
    if about := quoted_words(row.comment):
        y = _about(card, theme, about, left, y, inner)
    y = _block(card, body_words(row.comment.body), theme.font(scale), theme.palette.ink, left, y, inner)
    if row.comment.answered and row.comment.answer:
        y = _answer(card, theme, left, y, inner)
    if history:
        y = _earlier(card, theme, left, y, inner)
    y = _foot(card, theme, pieces, left, y, inner)
    card.card = QRect(margin + indent, px(8), width - 2 * margin - indent, y + px(6) - px(8))
    return card


def _head(card: CardLayout, theme: Theme, left: int, inner: int, y: int) -> int:
    """The kind in its frame, and beside it (or below, where it is too narrow) who, when and where."""
    row = card.row
    metrics = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold))
    chip_width = metrics.horizontalAdvance(kind_label(row.comment.kind)) + 2 * theme.px(8)
    chip_height = metrics.height() + theme.px(4)
    card.chip = QRect(left, y, chip_width, chip_height)
    words = DOT.join(part for part in (meta_words(row), row.place) if part)
    font = theme.font(SMALL)
    gap = theme.px(8)
    beside = QFontMetrics(font).horizontalAdvance(words) + 2 <= inner - chip_width - gap
    if beside:
        layout = text_layout(words, font, UNBOUNDED)
        offset = (chip_height - layout.boundingRect().height()) / 2
        card.blocks.append(Block(layout, QPointF(left + chip_width + gap, y + offset), theme.palette.sub))
        end = y + chip_height
        place = QRect(
            left + chip_width, y - theme.px(9), inner - chip_width, max(36, chip_height + theme.px(9))
        )
    else:
        begin = y + chip_height + theme.px(3)
        end = _block(card, words, font, theme.palette.sub, left, begin, inner)
        place = QRect(left, begin - theme.px(3), inner, max(36, end - begin))
    if row.place:
        card.targets.append((place, CardAction.PLACE))
    return end + theme.px(4)


def _block(card: CardLayout, text: str, font: QFont, colour: str, left: int, y: int, width: int) -> int:
    layout = text_layout(text, font, width)
    card.blocks.append(Block(layout, QPointF(left, y), colour))
    last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
    return y + (round(last.y() + last.height() + 0.5) if last is not None else 0) + 2


def _hidden(card: CardLayout, theme: Theme, left: int, y: int, inner: int) -> int:
    reason = clean(card.row.comment.hide_reason)
    words = translate("CommentCard", "Hidden from the others. Only you see it.")
    if reason:
        words += "\n" + translate("CommentCard", "Reason: {reason}").format(reason=reason)
    return _block(card, words, theme.font(SMALL), theme.palette.warning, left, y, inner) + theme.px(2)


def _about(card: CardLayout, theme: Theme, words: str, left: int, y: int, inner: int) -> int:
    """The words of the page that the comment is about, beside a bar."""
    indent = theme.px(10)
    end = _block(card, words, theme.font(SMALL), theme.palette.sub, left + indent, y, inner - indent)
    card.marks.append(QRect(left, y, theme.px(3), end - y))
    return end + theme.px(2)


def _earlier(card: CardLayout, theme: Theme, left: int, y: int, inner: int) -> int:
    """What the comment said before, the newest of it last, each with its time; then what came too late."""
    indent = theme.px(10)
    begin = y = y + theme.px(4)
    comment = card.row.comment
    before = translate("CommentCard", "{time} before the change: {text}")
    after = translate("CommentCard", "{time} arrived after the close, not in the record: {text}")
    told = [(before, version) for version in comment.versions[-MOST_VERSIONS:]]
    told += [(after, version) for version in comment.late_edits[-MOST_VERSIONS:]]
    for form, version in told:
        words = form.format(time=clock_words(version.at_ms), text=body_words(version.body))
        y = _block(card, words, theme.font(SMALL), theme.palette.sub, left + indent, y, inner - indent)
    card.marks.append(QRect(left, begin, theme.px(3), y - begin))
    return y


def _answer(card: CardLayout, theme: Theme, left: int, y: int, inner: int) -> int:
    indent, start = theme.px(10), y + theme.px(4)
    words = translate("CommentCard", "Answer: {text}").format(text=card.row.comment.answer)
    end = _block(card, words, theme.font(0.93), theme.palette.ok, left + indent, start, inner - indent)
    card.bars.append(QRect(left, start, theme.px(3), end - start))
    return end


def _foot(card: CardLayout, theme: Theme, pieces: tuple[Piece, ...], left: int, y: int, inner: int) -> int:
    """Pieces from left to right, on a further line where they do not fit; buttons are 36 pixels high."""
    if not pieces:
        return y + theme.px(3)
    metrics = QFontMetrics(theme.font(SMALL, QFont.Weight.Bold))
    high = max(36, metrics.height() + theme.px(10))
    x, gap, pad = left, theme.px(4), theme.px(8)
    y += theme.px(2)
    for piece in pieces:
        extra = 2 * pad if piece.action else theme.px(4)
        wide = min(inner, metrics.horizontalAdvance(piece.text) + extra)
        if x > left and x + wide > left + inner:
            x, y = left, y + high
        rect = QRect(x, y, wide, high)
        card.pieces.append((piece, rect))
        if piece.action:
            card.targets.append((rect, piece.action))
        x += wide + gap
    return y + high


def paint_card(painter: QPainter, card: CardLayout, theme: Theme, *, current: bool) -> None:
    """Paint a card whose row begins at the painter's origin."""
    palette, row = theme.palette, card.row
    unsent = row.own and (row.waiting or row.comment.held)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = palette.focus if current else palette.warning if unsent else palette.line
    painter.setPen(QPen(QColor(edge), 2.0 if current else 1.0))
    painter.setBrush(QColor(palette.warning_soft if unsent else palette.card))
    radius = theme.px(10)
    painter.drawRoundedRect(QRectF(card.card).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    _paint_chip(painter, card, theme)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.ok))
    for bar in card.bars:
        painter.drawRect(bar)
    painter.setBrush(QColor(palette.frame))
    for mark in card.marks:
        painter.drawRect(mark)
    if row.below:  # the line that leads from what is answered
        painter.drawRect(QRect(card.card.left() - theme.px(10), 0, theme.px(2), card.card.bottom()))
    painter.save()
    painter.setClipRect(card.card, Qt.ClipOperation.IntersectClip)  # endless accents end where the card does
    for block in card.blocks:
        painter.setPen(QColor(block.colour))
        block.layout.draw(painter, block.top_left)
    painter.restore()
    for piece, rect in card.pieces:
        _paint_piece(painter, piece, rect, theme)


def _paint_chip(painter: QPainter, card: CardLayout, theme: Theme) -> None:
    kind = card.row.comment.kind
    painter.setPen(QPen(QColor(kind_colour(kind, theme.palette)), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(card.chip).adjusted(0.75, 0.75, -0.75, -0.75), theme.px(5), theme.px(5))
    painter.setFont(theme.font(SMALL, QFont.Weight.Bold))
    painter.drawText(card.chip, Qt.AlignmentFlag.AlignCenter, kind_label(kind))


def _paint_piece(painter: QPainter, piece: Piece, rect: QRect, theme: Theme) -> None:
    palette = theme.palette
    pressed = piece.look is PieceLook.PRESSED
    colour = {
        PieceLook.PLAIN: palette.sub,
        PieceLook.BUTTON: palette.ink,
        PieceLook.PRESSED: palette.ai,
        PieceLook.GOOD: palette.ok,
        PieceLook.WAITING: palette.warning,
    }[piece.look]
    if piece.action:
        shape = QRectF(rect).adjusted(0.5, 4.5, -0.5, -4.5)
        painter.setPen(QPen(QColor(palette.ai if pressed else palette.line), 1.0))
        painter.setBrush(QColor(palette.ai_soft) if pressed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape, theme.px(7), theme.px(7))
    bold = pressed or piece.look is PieceLook.GOOD
    painter.setFont(theme.font(SMALL, QFont.Weight.Bold if bold else QFont.Weight.Normal))
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignHCenter if piece.action else Qt.AlignmentFlag.AlignLeft
    words = QFontMetrics(painter.font()).elidedText(piece.text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, words)


class CommentDelegate(QStyledItemDelegate):
    """Paints comments as cards and knows what stands where; `foot` says what stands in the last lines."""

    def __init__(
        self,
        parent: QObject | None = None,
        foot: Callable[..., tuple[Piece, ...]] = seat_pieces,
        scale: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._foot = foot
        self._scale = scale
        self._confirming = ""
        self._with_history: set[str] = set()
        self._layouts: OrderedDict[str, CardLayout] = OrderedDict()
        self._key: tuple[Theme, int] | None = None

    @property
    def confirming(self) -> str:
        """The comment whose card asks whether it is to be withdrawn."""
        return self._confirming

    def confirm(self, comment: str) -> None:
        """Let this card ask; empty for none. The view has to lay out the changed rows again."""
        for changed in (self._confirming, comment):
            self._layouts.pop(changed, None)
        self._confirming = comment

    def toggle_history(self, comment: str) -> None:
        """Show the earlier texts of this comment, or no longer. The view has to lay out the row again."""
        self._layouts.pop(comment, None)
        self._with_history ^= {comment}

    def card(self, row: CommentRow, width: int) -> CardLayout:
        """The card of this row at this width, from the cache while nothing of it changed."""
        theme = current_theme()
        if self._key != (theme, width):
            self._layouts.clear()
            self._key = (theme, width)
        comment = row.comment.comment
        card = self._layouts.get(comment)
        if card is None or (card.row is not row and card.row != row):
            history = comment in self._with_history and row.comment.has_other_texts
            pieces = self._foot(row, confirming=comment == self._confirming, history=history)
            card = lay_out_card(row, width, theme, pieces, self._scale, history=history)
            self._layouts[comment] = card
            if len(self._layouts) > CACHED_LAYOUTS:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(comment)
        return card

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the card of this row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, CommentRow):
            return
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.translate(option.rect.topLeft())
        paint_card(painter, self.card(row, option.rect.width()), current_theme(), current=focused)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """The exact size of the row at the width of the option."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, CommentRow):
            return super().sizeHint(option, index)
        return QSize(option.rect.width(), self.card(row, option.rect.width()).height)
