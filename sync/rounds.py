"""What a node does from time to time for all its meetings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Final

from sync.acts import Acts
from sync.errors import KurumazaError
from sync.session import Session

CUT_S: Final = 30.0

logger = logging.getLogger(__name__)


async def cut_again_and_again(sessions: Mapping[str, Session], device: str) -> None:
    """As the chair's, sign from time to time what has arrived."""
    while True:
        await asyncio.sleep(CUT_S)
        for session in list(sessions.values()):
            if session.hosting and not session.is_over():
                await session.settled()
                try:
                    Acts(session, device).cut()
                except KurumazaError as error:
                    logger.info("no cut was written: %s", error.message)
