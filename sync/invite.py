"""The invite string: where the chair is, which meeting, and the chair's key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from sync.address import split_address
from sync.errors import KurumazaError

SCHEME: Final = "kurumaza:1?"
MAX_LENGTH: Final = 2_000
_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Invite:
    """What an invite string says; `addresses` are HOST:PORT."""

    addresses: tuple[str, ...]
    meeting: str
    chair: str

    def __str__(self) -> str:
        return f"{SCHEME}a={','.join(self.addresses)}&m={self.meeting}&k={self.chair}"


def read_invite(text: str) -> Invite:
    """Read an invite string. Raises KurumazaError("bad_argument")."""
    text = text.strip()
    if not text.startswith(SCHEME) or len(text) > MAX_LENGTH:
        raise KurumazaError("bad_argument", "This is no invitation of Kurumaza.")
    try:
        fields = parse_qs(text.removeprefix(SCHEME), strict_parsing=True, max_num_fields=10)
    except ValueError as error:
        raise KurumazaError("bad_argument", "The invitation is incomplete.") from error
    meeting, chair = fields.get("m", [""])[0], fields.get("k", [""])[0]
    addresses = [address for address in fields.get("a", [""])[0].split(",") if address]
    if not _ID.fullmatch(meeting) or not _ID.fullmatch(chair) or not addresses:
        raise KurumazaError("bad_argument", "The invitation is incomplete.")
    for address in addresses:
        split_address(address)
    return Invite(tuple(addresses[:32]), meeting, chair)
