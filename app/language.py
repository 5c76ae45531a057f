"""The language of the screens."""

from __future__ import annotations

import logging
from logging import INFO, WARNING
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLibraryInfo, QLocale, QTranslator

from app.paths import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

LACKING = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
)
"""What Qt shows in its own windows and has no Japanese words for; they are among ours."""

log = logging.getLogger(__name__)


def language_of(chosen: str) -> str:
    """As chosen, else English on an English system, else Japanese."""
    if chosen in ("ja", "en"):
        return chosen
    return "en" if QLocale.system().name().startswith("en_") else "ja"


def install_language(
    application: QCoreApplication, chosen: str, *, instead_of: tuple[QTranslator, ...] = ()
) -> tuple[QTranslator, ...]:
    """Let everything that is built from now on speak a language; returns what to take away for another."""
    for old in instead_of:
        application.removeTranslator(old)
    language = language_of(chosen)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for folder, name in ((qt_folder, "qtbase"), (str(resource("translations")), "kurumaza")):
        translator = QTranslator(application)
        if translator.load(f"{name}_{language}", folder):
            application.installTranslator(translator)
            installed.append(translator)
        else:
            log.log(WARNING if name == "kurumaza" else INFO, "no %s translation for %s", name, language)
    return tuple(installed)
