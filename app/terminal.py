"""What the program says where it was started: in a console, into a pipe, or in a box without either."""

from __future__ import annotations

import errno
import sys


def say(line: str) -> None:
    """Print one line of a report at once; letters that the console or the pipe lacks are written by number.

    Without any standard output, as in a program of Windows without a console, it is said to nobody.
    Raises BrokenPipeError when nobody reads it any more, OSError when it cannot be written.
    """
    stream = sys.stdout
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except OSError as error:
        if error.errno == errno.EINVAL:  # what Windows says of a pipe that nobody reads any more
            raise BrokenPipeError(errno.EPIPE, "nobody reads it") from error
        raise


def complain(sentence: str) -> None:
    """Say why the program ends: on standard error, or in a box of Windows where there is no console."""
    if sys.stderr is not None:
        sys.stderr.write(f"kurumaza: {sentence}\n")
    elif sys.platform == "win32":
        import ctypes  # needed on Windows only

        stop_sign = 0x10
        ctypes.windll.user32.MessageBoxW(None, sentence, "Kurumaza", stop_sign)
