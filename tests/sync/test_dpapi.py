"""DPAPI as its documentation has it: what this program calls, against a stand-in behind the same C calls."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sync import key_wrapping
from sync.content_keys import ContentKeys
from sync.errors import StorageUnavailable
from sync.keys import DeviceKey
from sync.sealing import SealBroken

KEY, NAME = bytes(range(32)), b"a" * 64
UI_FORBIDDEN = 0x1
REFUSED = 13


class Blob(ctypes.Structure):
    """DATA_BLOB."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.c_void_p))


CALL = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,  # in
    ctypes.c_void_p,  # description
    ctypes.c_void_p,  # entropy
    ctypes.c_void_p,  # reserved
    ctypes.c_void_p,  # prompt
    ctypes.c_uint32,  # flags
    ctypes.c_void_p,  # out
)


class Windows:
    """Seals by adding one to each byte after the entropy; keeps what it gave until it is let go."""

    def __init__(self) -> None:
        self.refuses = False
        self.given: dict[int, Any] = {}
        self.freed: list[bytes] = []
        self.flags: list[int] = []

    def _take(self, place: int) -> bytes:
        blob = Blob.from_address(place)
        return ctypes.string_at(blob.data, blob.size)

    def _give(self, place: int, data: bytes) -> int:
        buffer = ctypes.create_string_buffer(data, len(data))
        blob = Blob.from_address(place)
        blob.size, blob.data = len(data), ctypes.addressof(buffer)
        self.given[ctypes.addressof(buffer)] = buffer
        return 1

    def protect(
        self, given: int, text: Any, entropy: int, reserved: Any, prompt: Any, flags: int, out: int
    ) -> int:
        assert (text, reserved, prompt) == (None, None, None)
        self.flags.append(flags)
        if self.refuses:
            return 0
        return self._give(out, bytes(1 + b & 255 for b in self._take(entropy) + self._take(given)))

    def unprotect(
        self, given: int, text: Any, entropy: int, reserved: Any, prompt: Any, flags: int, out: int
    ) -> int:
        assert (text, reserved, prompt) == (None, None, None)
        self.flags.append(flags)
        opened, context = bytes(b - 1 & 255 for b in self._take(given)), self._take(entropy)
        if not opened.startswith(context):
            return 0
        return self._give(out, opened[len(context) :])

    def free(self, place: int) -> None:
        self.freed.append(self.given.pop(place).raw)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """What Windows does, in this process."""
    made = Windows()

    class Crypt:
        CryptProtectData = CALL(made.protect)
        CryptUnprotectData = CALL(made.unprotect)

    class Kernel:
        LocalFree = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(made.free)

    libraries = {"crypt32": Crypt(), "kernel32": Kernel()}
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(
        ctypes,
        "WinDLL",
        lambda name, use_last_error: libraries[name] if use_last_error else None,
        raising=False,
    )
    monkeypatch.setattr(ctypes, "get_last_error", lambda: REFUSED, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "The data is invalid."), raising=False)
    return made


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module as it is on Windows."""
    path = Path(key_wrapping.__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"sync.{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, f"sync.{name}", module)
    monkeypatch.setattr(sys.modules["sync"], name, module, raising=False)
    return module


@pytest.fixture
def wrapping(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> Callable[[], key_wrapping.Wrapping]:
    del windows
    loaded("dpapi", monkeypatch)
    module = loaded("key_wrapping", monkeypatch)
    return lambda: module.wrapping_for(DeviceKey.generate())  # type: ignore[no-any-return] # loaded anew


def test_what_is_sealed_opens_again_without_a_question_and_nothing_is_left_in_memory(
    windows: Windows, wrapping: Callable[[], key_wrapping.Wrapping]
) -> None:
    wrapped = wrapping().wrap(KEY, NAME)
    assert KEY not in wrapped
    assert wrapping().unwrap(wrapped, NAME) == KEY  # whatever the key of the device is
    assert windows.flags == [UI_FORBIDDEN, UI_FORBIDDEN]
    assert windows.given == {}
    assert [set(data) for data in windows.freed] == [{0}, {0}]  # wiped before it was let go


def test_under_another_name_or_changed_it_does_not_open(
    windows: Windows, wrapping: Callable[[], key_wrapping.Wrapping]
) -> None:
    wrapped = wrapping().wrap(KEY, NAME)
    for other, name in ((wrapped, b"b" * 64), (b"", NAME), (wrapped[1:], NAME)):
        with pytest.raises(SealBroken):
            wrapping().unwrap(other, name)
    assert windows.given == {}


def test_where_windows_refuses_no_key_is_kept_in_any_other_way(
    windows: Windows, wrapping: Callable[[], key_wrapping.Wrapping], tmp_path: Path
) -> None:
    windows.refuses = True
    keys = ContentKeys(tmp_path / "keys", wrapping())
    with pytest.raises(StorageUnavailable, match="A key cannot be kept: The data is invalid"):
        keys.make()
    assert list((tmp_path / "keys").iterdir()) == []
    assert keys.names() == frozenset()
