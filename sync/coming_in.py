"""Asks to be admitted, again where it was only the wrong moment."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sync.chunk_source import CONNECT_S
from sync.errors import KurumazaError
from sync.farewell import EXPELLED
from sync.handshake import Credentials
from sync.keys import DeviceKey
from sync.link import Link
from sync.transport import dial_any

CROWD_S: Final = 0.3
"""Between two tries while more than the chair's PC checks at a time want to come in."""
CROWD_TRIES: Final = 60
SLOW_S: Final = CONNECT_S + 1.0
"""Nobody at all is known sooner."""


async def come_in(addresses: Sequence[str], key: DeviceKey, instance: str, credentials: Credentials) -> Link:
    """A link to the meeting as its member. Raises KurumazaError when that is refused."""
    wanted, loop, again = credentials, asyncio.get_running_loop(), True
    for _ in range(CROWD_TRIES):
        began = loop.time()
        try:
            return await dial_any(addresses, key, instance, wanted)
        except KurumazaError as error:
            if error.code == "unreachable" and again and loop.time() - began > SLOW_S:
                again = False  # somebody answered, over a bad line or between many: once more
                continue
            if error.code in EXPELLED and credentials.code and wanted is credentials:
                # With the code the chair gave out since, a device that was removed may come in again.
                wanted = replace(credentials, expected="")
            elif error.code == "crowded":
                await asyncio.sleep(CROWD_S * random.uniform(0.5, 1.5))  # noqa: S311 - spreads the calls
            else:
                raise
    raise KurumazaError("crowded", "Too many come in at this moment; try again.")
