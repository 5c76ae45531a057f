"""A window with one PDF, without a meeting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.documents import Documents
from app.reader import DocumentReader

WINDOW_SIZE = (1100, 900)


class FileWindow(QMainWindow):
    """A window with one PDF."""

    def __init__(self, path: Path, documents: Documents) -> None:
        super().__init__()
        self.reader = DocumentReader(self, documents=documents)
        self._view = self.reader.widget.view
        self.setCentralWidget(self.reader.widget)
        self.setWindowTitle(self.tr("%1 - Kurumaza").replace("%1", path.name))
        self.resize(QSize(*WINDOW_SIZE).boundedTo(self.screen().availableSize()))
        QShortcut(QKeySequence(Qt.Key.Key_F11), self).activated.connect(self.toggle_full_screen)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.leave_full_screen)
        self.reader.opened.connect(lambda _key, _pages: self._view.setFocus())
        self.reader.open(path, str(path))

    def show_full_screen(self) -> None:
        """Nothing but whole pages."""
        self.reader.widget.show_bar(shown=False)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.fit_page()
        self.showFullScreen()

    def toggle_full_screen(self) -> None:
        """Into the full screen, or back."""
        if self.isFullScreen():
            self.leave_full_screen()
        else:
            self.show_full_screen()

    def leave_full_screen(self) -> None:
        """Back to a window with its buttons."""
        if self.isFullScreen():
            self.showNormal()
            self.reader.widget.show_bar(shown=True)
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._view.fit_width()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw nothing more for this window."""
        self.reader.close()
        super().closeEvent(event)
