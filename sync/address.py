"""HOST:PORT as people type it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sync.errors import KurumazaError

DEFAULT_PORT: Final = 47810
MAX_HOST: Final = 253
_HOST: Final = re.compile(r"(?:[A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?")


def split_address(address: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """Host and port of HOST or HOST:PORT, also in full width. Raises KurumazaError("bad_argument")."""
    host, colon, port = unicodedata.normalize("NFKC", address).strip().rpartition(":")
    if not colon:
        host, port = port, str(default_port)
    if len(host) > MAX_HOST or not _HOST.fullmatch(host):
        raise KurumazaError("bad_argument", "The address has to look like 192.168.1.20:47810.")
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and int(port) <= 65535):
        raise KurumazaError("bad_argument", "The port of the address has to be a number up to 65535.")
    return host, int(port)
