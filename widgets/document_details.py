"""What a document says of itself beside its pages, as values: headings, links, labels, what it forbids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the outline; ``level`` counts from 0, ``page`` from 0 (None: it leads nowhere)."""

    level: int
    title: str
    page: int | None
    y: float = 0.0  # 0..1 on the page


@dataclass(frozen=True, slots=True)
class PageLink:
    """A part of a page (0..1) that leads to a page of the document, or to an address outside of it."""

    left: float
    top: float
    right: float
    bottom: float
    page: int | None = None
    x: float = 0.0
    y: float = 0.0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the document; it is listed and never opened."""

    name: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """What the document allows, how it counts its pages, and what it carries.

    ``labels`` has one entry for each page, or none at all where the document counts from 1 like everybody.
    """

    may_copy: bool = True
    may_print: bool = True
    labels: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    has_form: bool = False
    has_script: bool = False  # it never runs
    reads_right_to_left: bool = False  # the document asks for it, or its text runs from top to bottom
