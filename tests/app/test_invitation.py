from __future__ import annotations

from PySide6.QtGui import QImage

from app.invitation import MODULE_PX, qr_image
from sync.invite import Invite

QUIET_MODULES = 4


def dark(picture: QImage, column: int, row: int) -> bool:
    """Whether a module is dark, counted from the corner inside the quiet zone."""
    x, y = ((QUIET_MODULES + at) * MODULE_PX + MODULE_PX // 2 for at in (column, row))
    return picture.pixelColor(x, y).lightness() < 128


def test_nothing_to_invite_to_has_no_picture() -> None:
    assert qr_image("") is None


def test_the_picture_is_a_qr_code_with_room_around_it(qapp) -> None:
    invite = str(Invite(("192.168.1.20:47810", "10.0.0.7:47810"), "m" * 43, "k" * 43))
    picture = qr_image(invite)
    assert picture is not None
    assert not picture.isNull()
    modules = picture.width() // MODULE_PX - 2 * QUIET_MODULES
    assert picture.width() == picture.height()
    assert (modules - 17) % 4 == 0  # every version of the code has 17 + 4n modules
    for left, top in ((0, 0), (modules - 7, 0), (0, modules - 7)):
        row = [dark(picture, left + step, top + 3) for step in range(7)]
        assert row == [True, False, True, True, True, False, True]  # the mark in three corners
    assert {picture.pixelColor(x, 2).name() for x in range(picture.width())} == {"#ffffff"}


def test_another_invitation_is_another_picture(qapp) -> None:
    assert qr_image("kurumaza:?a=10.0.0.1:1") != qr_image("kurumaza:?a=10.0.0.1:2")
