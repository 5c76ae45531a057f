"""The certificate of a collection in words, to print and to file; the proofs lie beside it as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QCoreApplication

from sync.errors import filled

RULE = "─" * 40
NO_TIME = "—"

Json = dict[str, Any]


def certificate_text(certificate: Json) -> str:
    """Every line of the page."""
    translate = QCoreApplication.translate
    lines = [
        translate("Certificate", "Certificate of a collection of confidential documents"),
        RULE,
        _named(translate("Certificate", "Meeting"), certificate["title"]),
        _named(translate("Certificate", "Organization"), certificate["organization"]),
        _named(translate("Certificate", "Begins"), certificate["starts"]),
        _named(translate("Certificate", "Number of the meeting"), certificate["meeting"]),
    ]
    for collection in certificate["collections"]:
        lines += ["", RULE, *_collection_lines(collection)]
    lines += ["", RULE, _limits(), ""]
    return "\n".join(lines)


def _collection_lines(collection: Json) -> list[str]:
    translate, seats = QCoreApplication.translate, collection["seats"]
    done = sum(seat["collected"] for seat in seats)
    lines = [
        _named(translate("Certificate", "Called in"), _when(collection["at_ms"])),
        _named(translate("Certificate", "Called in by"), _person_and_mark(collection["by"])),
        _named(translate("Certificate", "Number of the statement"), collection["event"]),
        translate("Certificate", "Documents:"),
        *(f"  ・{each['title']}\n    SHA-256 {each['sha256']}" for each in collection["documents"]),
        filled(translate("Certificate", "Destroyed on %1 of %2 PCs:"), (str(done), str(len(seats)))),
    ]
    return lines + [_seat_line(seat) for seat in seats]


def _seat_line(seat: Json) -> str:
    translate = QCoreApplication.translate
    who = _who(seat)
    if not seat["collected"]:
        words = translate("Certificate", "%1 (PC %2): no word of it yet")
        return "  □ " + filled(words, (who, seat["mark"]))
    words = translate("Certificate", "%1 (PC %2): destroyed %3")
    return "  ■ " + filled(words, (who, seat["mark"], _when(seat["at_ms"]))) + f"\n    {seat['event']}"


def _person_and_mark(person: Json) -> str:
    words = QCoreApplication.translate("Certificate", "%1 (PC %2)")
    return filled(words, (_who(person), person["mark"]))


def _who(person: Json) -> str:
    return " ".join(part for part in (person["seat"], person["name"]) if part) or str(person["mark"])


def _limits() -> str:
    return QCoreApplication.translate(
        "Certificate",
        "Each line repeats what the program on that PC said and signed. It does not prove that nobody "
        "photographed a screen, changed the program, or copied the memory or the disk of a PC before.",
    )


def _named(name: str, value: str) -> str:
    return f"{name}: {value or NO_TIME}"


def _when(at_ms: int | None) -> str:
    """On the clock of the meeting, in the time of this PC."""
    if at_ms is None:
        return NO_TIME
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
