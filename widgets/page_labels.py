"""What pages are called: by the labels of their document, else counted from 1; and what a typed one means."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from widgets.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LABEL_LETTERS = 16
_NUMBER = re.compile(r"[+-]?\d{1,9}")
_OF_ALL = re.compile(r"(\d{1,9})\s*/\s*\d*")  # "5 / 12" always counts from the first page


def page_label(page: int, labels: Sequence[str]) -> str:
    """What a page, counted from 0, is called."""
    own = one_line(labels[page])[:MOST_LABEL_LETTERS].strip() if 0 <= page < len(labels) else ""
    return own or str(page + 1)


def page_words(page: int, labels: Sequence[str]) -> str:
    """A page in words: `Page 5`, `Page iii`."""
    return QCoreApplication.translate("page_labels", "Page %1").replace("%1", page_label(page, labels))


def typed_page(typed: str, labels: Sequence[str], count: int, here: int) -> int | None:
    """Which page is meant, from 0; a label comes before a number, the nearest of several to ``here``.

    A number beyond the ends means the first or the last page. None: this is no page.
    """
    words = folded_label(typed)
    if not words or count <= 0:
        return None
    same = [page for page, label in enumerate(labels[:count]) if folded_label(label) == words]
    if same:
        return min(same, key=lambda page: (abs(page - here), page))
    of_all = _OF_ALL.fullmatch(words)
    number = of_all.group(1) if of_all else words
    if not _NUMBER.fullmatch(number):
        return None
    return min(max(int(number) - 1, 0), count - 1)


def folded_label(text: str) -> str:
    """A label as it is compared: width and case make no difference."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
