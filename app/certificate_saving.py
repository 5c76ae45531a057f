"""Saves the certificate of a collection: a page to print, and beside it the proofs."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.certificate_text import certificate_text
from app.sentences import error_sentence
from sync.status import Severity

if TYPE_CHECKING:
    from app.commands import Commands
    from app.tasks import Tasks
    from widgets.chair_window import ChairWindow


class CertificateSaving(QObject):
    """Asks where, fetches the newest state from the node, writes both files."""

    def __init__(self, window: ChairWindow, commands: Commands, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._commands = commands
        self._tasks = tasks

    def ask(self) -> None:
        """Ask where to save."""
        dialog = QFileDialog(self._window, self.tr("Save the certificate"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self.tr("Certificate of collection") + ".txt")
        dialog.fileSelected.connect(lambda target: self.save(Path(target)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, target: Path) -> None:
        """Write the page there and the proofs beside it; the window tells how that went."""
        self._commands.send(
            lambda node: node.certificate(), on_result=partial(self._write, target), on_error=self._warn
        )

    def _write(self, target: Path, certificate: dict[str, Any]) -> None:
        text = certificate_text(certificate)  # in the language of the window
        self._tasks.run(
            partial(write_certificate, target, text, certificate),
            lambda _none: self._window.show_notice(
                self.tr("The certificate was saved, and the proofs beside it (.json)."), Severity.INFO
            ),
            lambda error: self._warn(error_sentence(error)),
        )

    def _warn(self, sentence: str) -> None:
        self._window.show_notice(sentence, Severity.WARNING)


def write_certificate(target: Path, text: str, certificate: dict[str, Any]) -> None:
    """Both files; raises OSError."""
    proofs = json.dumps(certificate, ensure_ascii=False, indent=1)
    target.with_suffix(".json").write_text(proofs + "\n", encoding="utf-8")
    target.write_text(text + "\n", encoding="utf-8-sig")  # so that every editor on Windows reads it
