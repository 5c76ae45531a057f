"""The invite string: where the chair is, which meeting, and the chair's key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from sync.address import split_address
from sync.errors import KurumazaError

SCHEME: Final = "kurumaza:1?"
MAX_LENGTH: Final = 2_000
MAX_PASTED: Final = 2 * MAX_LENGTH
"""As mail and paper bring it: line breaks, quoting signs and brackets take room as well."""
MAX_ADDRESSES: Final = 32
_UNSEEN: Final = ("Cc", "Cf", "Zs", "Zl", "Zp")
_AROUND: Final = "()[]{}\"'“”‘’「」『』【】〈〉《》。、.,;"
_ID: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Invite:
    """What an invite string says; `addresses` are HOST:PORT."""

    addresses: tuple[str, ...]
    meeting: str
    chair: str

    def __str__(self) -> str:
        return f"{SCHEME}a={','.join(self.addresses)}&m={self.meeting}&k={self.chair}"


def plain_invite(text: str) -> str:
    """The invitation as it was written, of what mail, a word processor or a Japanese keyboard made of it."""
    whole = unicodedata.normalize("NFKC", text[:MAX_PASTED])
    signs = (sign for sign in whole if sign not in "<>" and unicodedata.category(sign) not in _UNSEEN)
    return "".join(signs).strip(_AROUND)


def is_invite(text: str) -> bool:
    """Whether somebody means an invitation, complete or not, and no address."""
    return plain_invite(text).lower().startswith("kurumaza:")


def read_invite(text: str) -> Invite:
    """Read an invite string, however it was carried. Raises KurumazaError("bad_argument")."""
    plain = plain_invite(text)
    scheme, rest = plain[: len(SCHEME)].lower(), plain[len(SCHEME) :]
    if scheme != SCHEME or len(text) > MAX_PASTED or len(plain) > MAX_LENGTH:
        raise KurumazaError("bad_argument", "This is no invitation of Kurumaza.")
    try:
        fields = parse_qs(rest, strict_parsing=True, max_num_fields=10)
    except ValueError as error:
        raise KurumazaError("bad_argument", "The invitation is incomplete.") from error
    meeting, chair = fields.get("m", [""])[0], fields.get("k", [""])[0]
    addresses = [address for address in fields.get("a", [""])[0].split(",") if address][:MAX_ADDRESSES]
    if not _ID.fullmatch(meeting) or not _ID.fullmatch(chair) or not addresses:
        raise KurumazaError("bad_argument", "The invitation is incomplete.")
    for address in addresses:
        split_address(address)
    return Invite(tuple(addresses), meeting, chair)
