"""How what a comment is, who wrote it and when are put in words: the same on every screen."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime

from sync.meeting import Comment, CommentKind, Document, Names

if TYPE_CHECKING:
    from sync.meeting import AgendaItem, Anchor, Member
    from widgets.colours import Palette

MINUTE_MS = 60_000
DOT = " ・ "
TITLE_LETTERS = 28
QUOTE_CHARACTERS = 60
# Control characters other than line ends, marks that turn the direction of text, and letters without width.
# The joiner of emoji and the variation selectors of names stay.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_TURNING = frozenset({"R", "AL", "AN"})
BREAKS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")


def clean(text: str) -> str:
    """Text as a screen may show it: nothing in it hides or turns what stands beside it; lines end alike."""
    return UNSEEN.sub("", BREAKS.sub("\n", text).replace("\t", " "))


def body_words(text: str) -> str:
    """The text of a comment with at most one empty line in a row and none at its ends."""
    return EMPTY_LINES.sub("\n\n", clean(text)).strip("\n ")


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(clean(text).split())


def shortened(body: str) -> str:
    """The beginning of a text on one line."""
    line = one_line(body[: 8 * QUOTE_CHARACTERS])
    return line if len(line) <= QUOTE_CHARACTERS else line[: QUOTE_CHARACTERS - 1] + "…"


def isolated(text: str) -> str:
    """A name on one line that turns nothing beside it, where its letters run from right to left.

    Without this the time or the number that follows it is painted on its other side.
    """
    name = one_line(text)
    turns = any(unicodedata.bidirectional(sign) in _TURNING for sign in name)
    return f"\u2068{name}\u2069" if turns else name


def tooltip_words(text: str) -> str:
    """Text for a tooltip, which Qt would otherwise read as markup where it looks like it."""
    return f"<span>{escape(clean(text))}</span>".replace("\n", "<br>") if text else ""


def button_words(text: str) -> str:
    """Text for a button or a menu, where Qt would otherwise take an ampersand for the mark of a key."""
    return text.replace("&", "&&")


def kind_sign(kind: CommentKind) -> str:
    """The sign that stands before the word of a kind."""
    return {
        CommentKind.OPINION: "●",
        CommentKind.QUESTION: "？",
        CommentKind.SUPPORT: "○",
        CommentKind.CONCERN: "！",
    }[kind]


def kind_word(kind: CommentKind) -> str:
    """A kind of comment in one word."""
    return {
        CommentKind.OPINION: QCoreApplication.translate("wording", "Opinion"),
        CommentKind.QUESTION: QCoreApplication.translate("wording", "Question"),
        CommentKind.SUPPORT: QCoreApplication.translate("wording", "Support"),
        CommentKind.CONCERN: QCoreApplication.translate("wording", "Concern"),
    }[kind]


def kind_label(kind: CommentKind) -> str:
    """Sign and word: `● Opinion`."""
    return f"{kind_sign(kind)} {kind_word(kind)}"


def kind_colour(kind: CommentKind, palette: Palette) -> str:
    """The colour of a kind, always beside its sign and word."""
    return {
        CommentKind.OPINION: palette.opinion,
        CommentKind.QUESTION: palette.question,
        CommentKind.SUPPORT: palette.support,
        CommentKind.CONCERN: palette.concern,
    }[kind]


def seat_words(seat: str) -> str:
    """`Seat 4`; nothing for a device without a seat."""
    seat = isolated(seat)
    return QCoreApplication.translate("wording", "Seat {seat}").format(seat=seat) if seat else ""


def author_words(comment: Comment, *, own: bool = False) -> str:
    """Who wrote it, as far as it may be shown; one's own always says so."""
    if own:
        return QCoreApplication.translate("wording", "You")
    if comment.shown is Names.WITHHELD:
        return QCoreApplication.translate("wording", "Name withheld")
    if comment.shown is Names.DEPARTMENT:
        return isolated(comment.department) or QCoreApplication.translate("wording", "A participant")
    parts = [seat_words(comment.seat), isolated(comment.department), isolated(comment.name)]
    return " ".join(part for part in parts if part) or QCoreApplication.translate("wording", "A participant")


def late_words() -> str:
    """That a comment came after others which stand behind it now: sign and word."""
    return "◷ " + QCoreApplication.translate("wording", "Arrived late")


def member_words(member: Member) -> str:
    """A member by department and name, without the seat."""
    return " ".join(part for part in (isolated(member.department), isolated(member.name)) if part)


def clock_words(at_ms: int) -> str:
    """The time of day on this PC's clock: `14:12`."""
    return QDateTime.fromMSecsSinceEpoch(at_ms).toString("HH:mm")


def document_words(document: Document) -> str:
    """A document in short: its label, or its title where it has none."""
    return one_line(document.label) or one_line(document.title)


def document_title(document: Document) -> str:
    """A document in full: label and title, the label once."""
    label, title = one_line(document.label), one_line(document.title)
    return title if title.startswith(label) else f"{label} {title}".strip()


def shortened_title(title: str) -> str:
    """As much of a title as a menu or a question has room for."""
    return title if len(title) <= TITLE_LETTERS else title[: TITLE_LETTERS - 1] + "…"


def place_words(document: str, page: int) -> str:
    """A page of a document in short."""
    return f"{one_line(document)} p.{page}".strip()


def frame_words(frame: int) -> str:
    """Which frame on a page a comment belongs to; without a number, that it belongs to a part of it."""
    if not frame:
        return QCoreApplication.translate("wording", "(a part)")
    return QCoreApplication.translate("wording", "frame {number}").format(number=frame)


def version_words(number: int) -> str:
    """Which version of a document this is."""
    return QCoreApplication.translate("wording", "Version {number}").format(number=number)


def anchor_words(document: Document, anchor: Anchor) -> str:
    """The page that a comment was made on, with the version where that is not the present one."""
    words = document_words(document)
    read = document.bytes_under(anchor)
    version = document.version_of(read)
    if read != document.sha256:
        other = QCoreApplication.translate("wording", "other version")
        words = f"{words} {version_words(version.number) if version else other}"
    if document.withdrawn_ms:
        words = QCoreApplication.translate("wording", "{document} (withdrawn)").format(document=words)
    return place_words(words, anchor.page)


def span_words(span_ms: int) -> str:
    """A length of time as minutes and seconds: `12:30`."""
    seconds = max(0, span_ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def remaining_words(item: AgendaItem, since_ms: int, now_ms: int) -> str:
    """How long an item still has, or for how long it is over; nothing where no minutes were planned."""
    if item.minutes is None or not since_ms:
        return ""
    left_ms = since_ms + item.minutes * MINUTE_MS - now_ms
    if left_ms >= 0:
        return QCoreApplication.translate("wording", "{time} left").format(time=span_words(left_ms))
    return QCoreApplication.translate("wording", "{time} over").format(time=span_words(-left_ms))


def item_words(item: AgendaItem) -> str:
    """An agenda item with its number: `Item 2  Title`."""
    words = QCoreApplication.translate("wording", "Item {number}  {title}")
    return words.format(number=item.number, title=one_line(item.title))


def binding_names(policy: Names, item: AgendaItem | None) -> Names:
    """The rule for names that holds for a comment on this item: its own, else that of the meeting."""
    return policy if item is None or item.names is Names.OPEN else item.names


def names_words(rule: Names, *, withheld: bool, holds: bool = False, other_item: int = 0) -> str:
    """The promise beside the composer: who will see what of the author, and when.

    `other_item` is the number of the item that it goes to, where the meeting is at another one.
    """
    words = _who_sees(rule, withheld=withheld)
    if other_item:
        named = (
            QCoreApplication.translate("wording", "Goes to item {number}: {promise}")
            if rule is Names.OPEN
            else QCoreApplication.translate("wording", "Rule of item {number}: {promise}")
        )
        words = named.format(number=other_item, promise=words)
    elif rule is not Names.OPEN:
        words = QCoreApplication.translate("wording", "Rule of this item: {promise}").format(promise=words)
    if holds:
        words += " " + QCoreApplication.translate("wording", "Shown once the chair has checked it.")
    return words


def _who_sees(rule: Names, *, withheld: bool) -> str:
    if rule is Names.DEPARTMENT:
        return QCoreApplication.translate("wording", "Only your department is shown.")
    if rule is Names.WITHHELD or (rule is Names.OPEN and withheld):
        return QCoreApplication.translate(
            "wording", "Your name is not shown. The record keeps it, and the secretariat can look it up."
        )
    return QCoreApplication.translate("wording", "The chair and all seats see your name.")
