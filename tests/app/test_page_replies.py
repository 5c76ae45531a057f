from __future__ import annotations

from array import array

import pytest
from PySide6.QtGui import QImage

from app.page_replies import ReplyError, read_message, read_result
from app.page_requests import OpenDocument


class Slot:
    """Memory of four characters, and of pictures no larger than that."""

    NUMBERS = 16

    def picture(self, width: int, height: int) -> QImage:
        if not 0 < 2 * width * height <= self.NUMBERS:
            raise ValueError("too large")
        return QImage(width, height, QImage.Format.Format_RGB32)

    def numbers(self, count: int) -> array[int]:
        if not 0 <= count <= self.NUMBERS:
            raise ValueError("too many")
        return array("H", range(count))


SLOT = Slot()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04\x95",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"ok": {"pages": 1e9, "sizes": [[1, 1]]}}',
        b'{"ok": {"pages": true, "sizes": [[1, 1]]}}',
        b'{"ok": {"pages": 2, "sizes": []}}',
        b'{"ok": {"pages": 1, "sizes": [[1, 1], [1, 1]]}}',
        b'{"ok": {"pages": 1, "sizes": [[0, 1]]}}',
        b'{"ok": {"pages": 1, "sizes": [[1, "1"]]}}',
        b'{"ok": {"pages": 1, "sizes": [[1, NaN]]}}',
        b'{"ok": 1}',
        b'{"problem": "something else"}',
        b'{"problem": ["missing"]}',
    ],
)
def test_an_answer_that_no_worker_gives_is_refused(data: bytes) -> None:
    with pytest.raises(ReplyError):
        read_result(OpenDocument("a.pdf"), read_message(data), SLOT)
