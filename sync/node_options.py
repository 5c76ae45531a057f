"""How a node starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sync.address import DEFAULT_PORT
from sync.place import PATIENCE_S, SETTLE_S
from sync.retention import Retention
from sync.whereabouts import EVERYWHERE
from sync.wireless import Giving


@dataclass(frozen=True)
class NodeOptions:
    """`listen_port` 0 takes any free one.

    `patience_s`: how long a link has to be worse before it is told; `settle_s`: how long a chair's PC that
    came back waits for somebody before it writes in the chair's name; `giving`: whether other seats fetch
    documents here; `retention`: what this device may keep of closed meetings, beside the rule of each.
    """

    profile: Path
    listen_host: str = EVERYWHERE
    listen_port: int = DEFAULT_PORT
    mdns: bool = True
    broadcast: bool = True
    interfaces: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    device_name: str = ""
    patience_s: float = PATIENCE_S
    settle_s: float = SETTLE_S
    giving: Giving = Giving.AUTO
    retention: Retention = field(default_factory=Retention)
