"""Seals bytes with what Windows keeps for the person who is signed in (DPAPI)."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_QUESTIONS = 0x1

    class _Blob(ctypes.Structure):
        """DATA_BLOB."""

        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    _POINTER = ctypes.POINTER(_Blob)
    _crypt = ctypes.WinDLL("crypt32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.LocalFree.argtypes = (ctypes.c_void_p,)
    _kernel.LocalFree.restype = ctypes.c_void_p
    for _function in (_crypt.CryptProtectData, _crypt.CryptUnprotectData):
        _function.restype = wintypes.BOOL
    _crypt.CryptProtectData.argtypes = (
        _POINTER,
        wintypes.LPCWSTR,
        _POINTER,
        ctypes.c_void_p,
        ctypes.c_void_p,
        wintypes.DWORD,
        _POINTER,
    )
    _crypt.CryptUnprotectData.argtypes = (
        _POINTER,
        ctypes.c_void_p,
        _POINTER,
        ctypes.c_void_p,
        ctypes.c_void_p,
        wintypes.DWORD,
        _POINTER,
    )

    def _blob(data: bytes) -> _Blob:
        return _Blob(
            len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), _Blob._fields_[1][1])
        )

    def _taken(out: _Blob) -> bytes:
        """The bytes that Windows gave, whose own copy is wiped and let go."""
        try:
            data = ctypes.string_at(out.data, out.size)
            ctypes.memset(out.data, 0, out.size)
            return data
        finally:
            _kernel.LocalFree(out.data)

    def protect(data: bytes, context: bytes) -> bytes:
        """Seal for this person on this PC. Raises OSError."""
        given, entropy, out = _blob(data), _blob(context), _Blob()
        if not _crypt.CryptProtectData(given, None, entropy, None, None, _NO_QUESTIONS, out):
            raise ctypes.WinError(ctypes.get_last_error())
        return _taken(out)

    def unprotect(sealed: bytes, context: bytes) -> bytes:
        """Open what `protect` gave. Raises OSError for another person, another PC or damage."""
        given, entropy, out = _blob(sealed), _blob(context), _Blob()
        if not _crypt.CryptUnprotectData(given, None, entropy, None, None, _NO_QUESTIONS, out):
            raise ctypes.WinError(ctypes.get_last_error())
        return _taken(out)
