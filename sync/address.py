"""HOST:PORT as people type it."""

from __future__ import annotations

from typing import Final

from sync.errors import KurumazaError

DEFAULT_PORT: Final = 47810
MAX_HOST: Final = 253


def split_address(address: str, default_port: int = DEFAULT_PORT) -> tuple[str, int]:
    """Host and port of HOST or HOST:PORT. Raises KurumazaError("bad_argument")."""
    host, colon, port = address.strip().rpartition(":")
    if not colon:
        host, port = port, str(default_port)
    if not host or len(host) > MAX_HOST or not all(sign.isalnum() or sign in ".-_" for sign in host):
        raise KurumazaError("bad_argument", "The address has to look like 192.168.1.20:47810.")
    if not (port.isascii() and port.isdecimal() and len(port) <= 5 and int(port) <= 65535):
        raise KurumazaError("bad_argument", "The port of the address has to be a number up to 65535.")
    return host, int(port)
