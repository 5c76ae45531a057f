"""The ways to open a meeting or a document on this PC: buttons that ask for a folder or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.theme import Look, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QFileDialog


class OpenMeetingPanel(QWidget):
    """A heading and five buttons; also judges what was dropped onto the window."""

    folder_chosen = Signal(str)
    file_chosen = Signal(str)
    pdf_chosen = Signal(str)
    demo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("Open a meeting"))
        set_look(heading, Look.LARGE)
        hint = QLabel(
            self.tr("This PC becomes the chair's. A folder or meeting file may also be dropped here.")
        )
        hint.setWordWrap(True)
        set_look(hint, Look.SUB)
        self.folder_button = QPushButton(self.tr("From a folder of PDFs…"))
        self.file_button = QPushButton(self.tr("From a meeting file…"))
        self.demo_button = QPushButton(self.tr("Try a sample meeting"))
        self.pdf_button = QPushButton(self.tr("Only read a PDF…"))
        self.carry_button = QPushButton(self.tr("Carry the meeting") + " ▾")
        self.carry_button.setAccessibleName(self.tr("Carry the meeting. Opens a menu."))
        buttons = QGridLayout()
        for place, button in enumerate(
            (self.folder_button, self.file_button, self.demo_button, self.pdf_button, self.carry_button)
        ):
            buttons.addWidget(button, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading)
        layout.addWidget(hint)
        layout.addLayout(buttons)
        self.folder_button.clicked.connect(self._ask_folder)
        self.file_button.clicked.connect(self._ask_file)
        self.demo_button.clicked.connect(self.demo_requested)
        self.pdf_button.clicked.connect(self._ask_pdf)

    def take(self, urls: list[QUrl]) -> bool:
        """Open what was dropped, if it is one folder, meeting file, bundle or PDF; says whether it was."""
        signal = self._signal_for(urls)
        if signal is None:
            return False
        signal(urls[0].toLocalFile())
        return True

    def accepts(self, urls: list[QUrl]) -> bool:
        """Whether something that is dragged over the window could be opened."""
        return self._signal_for(urls) is not None

    def _signal_for(self, urls: list[QUrl]) -> Callable[[str], None] | None:
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        if path.is_dir():
            return self.folder_chosen.emit
        meeting = self.file_chosen.emit
        kinds = {".toml": meeting, ".kurumaza": meeting, ".pdf": self.pdf_chosen.emit}
        return kinds.get(path.suffix.lower())

    def _ask_folder(self) -> None:
        dialog = self._dialog(self.tr("Choose a folder with PDFs"))
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder_chosen)
        dialog.open()

    def _ask_file(self) -> None:
        dialog = self._dialog(self.tr("Choose a meeting file"))
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Meeting files") + " (*.toml *.kurumaza)")
        dialog.fileSelected.connect(self.file_chosen)
        dialog.open()

    def _ask_pdf(self) -> None:
        dialog = self._dialog(self.tr("Choose a PDF"))
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("PDF documents") + " (*.pdf)")
        dialog.fileSelected.connect(self.pdf_chosen)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, title)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
