"""How one comment is painted for the chair, with the buttons that act on it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.incoming_cards import CardAction, CardKind, IncomingCard
from widgets.incoming_model import CARD_ROLE, Index
from widgets.incoming_words import action_words, card_body, marks_of, meta_words, note_words, tag_words
from widgets.theme import Theme, current_theme
from widgets.wording import kind_colour

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

BODY_SCALE = 1.06
SUB_SCALE = 0.87
KIND_SCALE = 0.84
BUTTON_SCALE = 0.93
LEAST_BUTTON = 36
LINE_SEPARATOR = "\u2028"
CACHED_LAYOUTS = 600
CACHED_TEXTS = 40  # those in view
MAIN_ACTIONS = (CardAction.PROJECT, CardAction.CONFIRM, CardAction.RELEASE)
ONE_LINE = 100  # characters: longer text never fits one line


class CardWords(NamedTuple):
    """What a card says, put together once."""

    tag: str
    meta: str
    marks: tuple[str, ...]
    agreed: str
    body: str
    note: str


def words_of(card: IncomingCard) -> CardWords:
    """All that is painted of a card."""
    agreed = f"▲ {card.agreed}" if card.agreed and card.kind is not CardKind.SUGGESTION else ""
    marks = tuple(marks_of(card))
    return CardWords(tag_words(card), meta_words(card), marks, agreed, card_body(card), note_words(card))


@dataclass(frozen=True, slots=True)
class CardLayout:
    """Where the parts of one card lie, in the coordinates of its row's top left corner."""

    size: QSize
    indent: int
    words: CardWords
    tag: QRect
    meta: QRect
    state: QRect
    body: QRect
    note: QRect
    buttons: tuple[tuple[CardAction, QRect], ...]
    editor: QRect  # the room for an editor, of no height while there is none

    def action_at(self, x: int, y: int) -> CardAction | None:
        """The button at this place."""
        return next((action for action, rect in self.buttons if rect.contains(x, y)), None)


class CardFonts:
    """The fonts of a card and what is measured with them; made once for each theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.tag = theme.font(KIND_SCALE, QFont.Weight.Bold)
        self.sub = theme.font(SUB_SCALE)
        self.body = theme.font(BODY_SCALE)
        self.count = theme.font(weight=QFont.Weight.Bold)
        self.button = theme.font(BUTTON_SCALE)
        self.main_button = theme.font(BUTTON_SCALE, QFont.Weight.Bold)
        self.tag_metrics = QFontMetrics(self.tag)
        self.sub_metrics = QFontMetrics(self.sub)
        self.body_metrics = QFontMetrics(self.body)
        self.count_metrics = QFontMetrics(self.count)
        metrics = QFontMetrics(self.main_button)
        self.button_height = max(LEAST_BUTTON, metrics.height() + theme.px(12))
        self.head_height = metrics.height() + theme.px(6)
        self.button_widths = {
            action: metrics.horizontalAdvance(action_words(action)) + 2 * theme.px(12)
            for action in CardAction
        }

    def line_height(self) -> int:
        """The distance of two lines of a comment, in pixels."""
        return round(self.body_metrics.height() * 1.05)

    def body_height(self, body: str, width: int) -> int:
        """How high the text of a comment is when wrapped."""
        if "\n" not in body and len(body) < ONE_LINE and self.body_metrics.horizontalAdvance(body) <= width:
            return self.body_metrics.height()  # most comments, and much faster
        return self.laid_out(body, width).lineCount() * self.line_height()

    def laid_out(self, text: str, width: int) -> QTextLayout:
        """The text in lines of this width; words that are longer are broken."""
        layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), self.body)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        distance = self.line_height()
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * distance))
            line = layout.createLine()
        layout.endLayout()
        return layout


class IncomingDelegate(QStyledItemDelegate):
    """Paints cards; the view asks it where the buttons are."""

    hovered: tuple[str, CardAction] | None = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layouts: OrderedDict[str, tuple[object, CardLayout]] = OrderedDict()
        self._texts: OrderedDict[str, tuple[CardLayout, QTextLayout]] = OrderedDict()
        self._fonts: CardFonts | None = None
        self._editing: tuple[str, int] = ("", 0)

    def make_room(self, key: str, height: int) -> None:
        """Leave room for an editor at the foot of this card; none for an empty key."""
        self._editing = (key, height)

    def card_layout(self, index: Index, width: int) -> CardLayout:
        """The places of a row that is this wide; measured once as long as nothing about it changes."""
        card: IncomingCard = index.data(CARD_ROLE)
        theme = current_theme()
        editor = self._editing[1] if card.key == self._editing[0] else 0
        known = self._layouts.get(card.key)
        if known is not None and known[0] == (card, width, theme.size, editor):
            return known[1]
        layout = self._lay_out(card, self.fonts(), width, editor)
        self._layouts[card.key] = (card, width, theme.size, editor), layout
        self._layouts.move_to_end(card.key)
        if len(self._layouts) > CACHED_LAYOUTS:
            self._layouts.popitem(last=False)
        return layout

    def fonts(self) -> CardFonts:
        """The fonts for the theme of now."""
        theme = current_theme()
        if self._fonts is None or self._fonts.theme != theme:
            self._fonts = CardFonts(theme)
        return self._fonts

    def _text(self, key: str, layout: CardLayout) -> QTextLayout:
        """The lines of a card that is painted again and again while others come in above it."""
        known = self._texts.get(key)
        if known is not None and known[0] is layout:
            return known[1]
        text = self.fonts().laid_out(layout.words.body, layout.body.width())
        self._texts[key] = layout, text
        self._texts.move_to_end(key)
        if len(self._texts) > CACHED_TEXTS:
            self._texts.popitem(last=False)
        return text

    def _lay_out(self, card: IncomingCard, fonts: CardFonts, width: int, editor: int) -> CardLayout:
        px, words = fonts.theme.px, words_of(card)
        indent = px(28) if card.kind is CardKind.MEMBER else 0
        pad, top, head = px(12) + indent, px(10), fonts.head_height
        inner = width - pad - px(12)
        tag = QRect(pad, top, fonts.tag_metrics.horizontalAdvance(words.tag) + px(18), head)
        state_width = _state_width(fonts, words)
        state = QRect(pad + inner - state_width, top, state_width, head)
        meta = QRect(tag.right() + px(8), top, state.left() - tag.right() - px(16), head)
        top += head + px(4)
        if meta.width() < fonts.sub_metrics.horizontalAdvance(words.meta):
            meta = QRect(pad, top, inner, fonts.sub_metrics.height())
            top = meta.bottom() + px(4)
        body = QRect(pad, top, inner, fonts.body_height(words.body, inner))
        top = body.bottom() + px(4)
        note = QRect(pad, top, inner, fonts.sub_metrics.height() if words.note else 0)
        top = note.bottom() + 1 if note.height() else top
        buttons, bottom = _place_buttons(fonts, card.actions, QRect(pad, top + px(4), inner, 0))
        place = QRect(pad, bottom + px(8), inner, editor)
        bottom = place.bottom() if editor else bottom
        size = QSize(width, bottom + px(18))
        return CardLayout(size, indent, words, tag, meta, state, body, note, buttons, place)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As high as its text and buttons need at the width of the list."""
        return self.card_layout(index, max(200, option.rect.width())).size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Card, words and buttons; the projected one has a thick edge and says so."""
        card: IncomingCard = index.data(CARD_ROLE)
        layout = self.card_layout(index, option.rect.width())
        fonts = self.fonts()
        theme, palette = fonts.theme, fonts.theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        width, height = layout.size.width(), layout.size.height()
        frame = QRect(1 + layout.indent, 1, width - 2 - layout.indent, height - theme.px(8) - 1)
        quiet = card.comment.hidden or card.comment.deleted or card.kind is CardKind.SUGGESTION
        _paint_frame(
            painter, fonts, frame, card, focused=bool(option.state & QStyle.StateFlag.State_HasFocus)
        )
        painter.setClipRect(frame)  # signs piled upon each other stay on their own card
        _paint_head(painter, fonts, card, layout)
        painter.setPen(QColor(palette.sub if quiet else palette.ink))
        self._text(card.key, layout).draw(painter, QPointF(layout.body.topLeft()))
        if layout.note.height():
            _paint_line(painter, layout.note, layout.words.note, fonts.sub, palette.sub)
        for action, rect in layout.buttons:
            hovered = self.hovered == (card.key, action)
            _paint_button(painter, fonts, rect, action, hovered=hovered)
        painter.restore()


def _paint_frame(
    painter: QPainter, fonts: CardFonts, frame: QRect, card: IncomingCard, *, focused: bool
) -> None:
    """The white box; grey where nothing has to be read, dashed where it is only a suggestion or held."""
    theme, palette = fonts.theme, fonts.theme.palette
    thick = focused or card.projected or card.chosen
    pen = QPen(QColor(palette.focus if focused else palette.ai if thick else palette.line), 2 if thick else 1)
    if (card.kind is CardKind.SUGGESTION or card.comment.held) and not thick:
        pen = QPen(QColor(palette.frame), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    grey = card.comment.hidden or card.comment.deleted
    painter.setBrush(QColor(palette.background if grey else palette.card))
    painter.drawRoundedRect(frame, theme.px(10), theme.px(10))
    if card.kind is CardKind.GROUP:  # a second edge below: there is more than one
        painter.setPen(QPen(QColor(palette.frame), 1))
        below = frame.bottom() + theme.px(3)
        painter.drawLine(frame.left() + theme.px(10), below, frame.right() - theme.px(10), below)


def _state_width(fonts: CardFonts, words: CardWords) -> int:
    """How much room the pills and the count at the right end take."""
    width = sum(fonts.tag_metrics.horizontalAdvance(mark) + fonts.theme.px(28) for mark in words.marks)
    if words.agreed:
        width += fonts.count_metrics.horizontalAdvance(words.agreed) + 4
    return width


def _place_buttons(
    fonts: CardFonts, actions: tuple[CardAction, ...], area: QRect
) -> tuple[tuple[tuple[CardAction, QRect], ...], int]:
    """The buttons from left to right, on as many rows as they need, and the bottom of the last."""
    left, top = area.left(), area.top()
    placed: list[tuple[CardAction, QRect]] = []
    for action in actions:
        width = fonts.button_widths[action]
        if placed and left + width > area.right():
            left, top = area.left(), top + fonts.button_height + fonts.theme.px(6)
        placed.append((action, QRect(left, top, width, fonts.button_height)))
        left += width + fonts.theme.px(8)
    return tuple(placed), (placed[-1][1].bottom() if placed else top)


def _paint_head(painter: QPainter, fonts: CardFonts, card: IncomingCard, layout: CardLayout) -> None:
    """Kind, author and time at the left; states and the number of those who agree at the right."""
    px, palette = fonts.theme.px, fonts.theme.palette
    suggested = card.kind is CardKind.SUGGESTION
    colour = QColor(palette.ai if suggested else kind_colour(card.comment.kind, palette))
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(layout.tag, 5, 5)
    painter.setFont(fonts.tag)
    painter.drawText(layout.tag, Qt.AlignmentFlag.AlignCenter, layout.words.tag)
    _paint_line(painter, layout.meta, layout.words.meta, fonts.sub, palette.sub)
    painter.setFont(fonts.count)
    painter.setPen(colour)
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(layout.state, flags, layout.words.agreed)
    painter.setFont(fonts.tag)
    left = layout.state.left()
    for mark in layout.words.marks:
        width = fonts.tag_metrics.horizontalAdvance(mark) + px(20)
        pill = QRect(left, layout.state.top(), width, layout.state.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ai_soft))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(palette.ai))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, mark)
        left = pill.right() + px(8)


def _paint_line(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_button(
    painter: QPainter, fonts: CardFonts, rect: QRect, action: CardAction, *, hovered: bool
) -> None:
    palette = fonts.theme.palette
    main = action in MAIN_ACTIONS
    fill, ink = (palette.ai, palette.on_ai) if main else (palette.card, palette.ink)
    if hovered:
        fill, ink = (palette.ink, palette.card) if main else (palette.ai_soft, palette.ink)
    painter.setPen(QPen(QColor(palette.ai if main or hovered else palette.frame), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, fonts.theme.px(8), fonts.theme.px(8))
    painter.setFont(fonts.main_button if main else fonts.button)
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, action_words(action))
