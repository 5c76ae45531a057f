"""A log file of limited size that goes on when somebody holds one of its files open."""

from __future__ import annotations

import sys
from logging import LogRecord
from logging.handlers import RotatingFileHandler


class RotatingLog(RotatingFileHandler):
    """On Windows a file open elsewhere cannot be renamed: then the log grows until it can be again."""

    def doRollover(self) -> None:  # noqa: N802 - named by the library
        """Begin a new file, or go on with this one."""
        try:
            super().doRollover()
        except PermissionError:
            if self.stream is None:
                self.stream = self._open()

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - named by the library
        """A disk that takes no line is told in the windows; a traceback for each line tells nobody more."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)
