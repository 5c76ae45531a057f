"""What an act of a void term is about, as far as that has a name."""

from __future__ import annotations

from sync.meeting import Meeting
from sync.registers import Act
from sync.status import VoidAct
from sync.text import clean_line


def void_act(act: Act, meeting: Meeting) -> VoidAct:
    """The value that a window shows: a seat and its name, the title of a document or an item."""
    body = act.body or {}
    if act.kind == "roster.add":
        subject = " ".join(clean_line(body[field]) for field in ("seat", "name") if body[field])
    elif act.kind in ("roster.remove", "floor.grant", "presenter.give"):
        member = meeting.member(body["device"])
        subject = f"{member.seat} {member.name}".strip() if member else ""
    elif act.kind == "document.add":
        subject = clean_line(body["title"])
    elif act.kind in ("document.replace", "document.withdraw"):
        document = meeting.document(act.target)
        subject = document.title if document else ""
    elif act.kind == "agenda.open":
        item = meeting.agenda_item(body["item"])
        subject = item.title if item else ""
    else:
        subject = ""
    return VoidAct(act.event_id, act.kind, subject)
