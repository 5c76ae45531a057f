from __future__ import annotations

import pytest
import segno
from PySide6.QtGui import QImage

from app.invitation import LARGEST_VERSION, MODULE_PX, qr_image, readable
from sync.invite import Invite, read_invite
from widgets.projector_guide import QR_SIDE

QUIET_MODULES = 4
LEAST_MODULE = 4.0
"""Pixels of the projector's picture: a module smaller than that is lost between two seats and a wall."""
ADDRESSES = ("192.168.1.20:47810", "10.0.0.7:47810")


def invite(*addresses: str) -> str:
    return str(Invite(addresses or ADDRESSES, "m" * 43, "k" * 43))


def modules(picture: QImage) -> list[list[bool]]:
    """Which modules are dark, inside the quiet zone."""
    side = picture.width() // MODULE_PX - 2 * QUIET_MODULES
    middle = [(QUIET_MODULES + at) * MODULE_PX + MODULE_PX // 2 for at in range(side)]
    return [[picture.pixelColor(x, y).lightness() < 128 for x in middle] for y in middle]


def drawn(text: str) -> QImage:
    picture = qr_image(text)
    assert picture is not None
    assert not picture.isNull()
    return picture


def test_nothing_to_invite_to_has_no_picture() -> None:
    assert qr_image("") is None


def test_the_picture_is_the_qr_code_of_the_invitation_with_room_around_it(qapp) -> None:
    picture = drawn(invite())
    matrix = segno.make(invite(), error="m").matrix
    assert modules(picture) == [[bool(module) for module in row] for row in matrix]
    assert picture.width() == picture.height() == (len(matrix) + 2 * QUIET_MODULES) * MODULE_PX
    quiet = range(QUIET_MODULES * MODULE_PX)
    assert {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in quiet} == {"#ffffff"}


def test_another_invitation_is_another_picture(qapp) -> None:
    assert drawn(invite("10.0.0.1:1")) != drawn(invite("10.0.0.1:2"))


@pytest.mark.parametrize("adapters", [1, 2, 4, 8, 32])
def test_modules_stay_large_enough_to_be_read_from_a_seat(qapp, adapters: int) -> None:
    told = tuple(f"192.168.{number + 100}.200:47810" for number in range(adapters))
    picture = drawn(invite(*told))
    assert (QR_SIDE - 24) // (picture.width() / MODULE_PX) >= LEAST_MODULE
    kept = read_invite(readable(invite(*told)))
    assert kept.addresses == told[: len(kept.addresses)]  # the best ones come first
    assert len(kept.addresses) >= min(adapters, 3)
    assert (kept.meeting, kept.chair) == ("m" * 43, "k" * 43)


def test_one_address_stays_however_long_it_is(qapp) -> None:
    long = ".".join(["abcdefghij" * 6] * 4) + ":47810"
    assert readable(invite(long)) == invite(long)
    assert readable(invite(long, *ADDRESSES)) == invite(long)
    assert LARGEST_VERSION == 10
