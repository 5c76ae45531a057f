import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from sync.errors import SpaceLow, StorageUnavailable
from sync.space import LEAST, check_room, reserve

GB = 10**9


@pytest.mark.parametrize(("total", "kept"), [(500 * GB, LEAST), (10 * GB, LEAST), (2 * GB, GB // 10)])
def test_row_13_half_a_gigabyte_or_a_twentieth_of_a_small_disk_is_kept(total: int, kept: int) -> None:
    assert reserve(total) == min(kept, total // 20)


def test_row_13_documents_wait_before_the_last_room_is_used_and_go_on_when_there_is_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(total=100 * GB, free=LEAST + 999)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(SpaceLow) as caught:
        check_room(tmp_path, 1_000)
    assert caught.value.code == "space_low"
    assert isinstance(caught.value, StorageUnavailable)
    usage.free += 1
    check_room(tmp_path, 1_000)
