from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

import dev
from app.language import LACKING, install_language, language_of
from app.sentences import error_sentence
from sync.errors import KurumazaError


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    dev.release_translations()
    installed: tuple[QTranslator, ...] = ()

    def install(language: str) -> None:
        nonlocal installed
        installed = install_language(qapp, language, instead_of=installed)

    yield install
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("chosen", "system", "expected"),
    [
        ("ja", "en_US", "ja"),
        ("en", "ja_JP", "en"),
        ("", "ja_JP", "ja"),
        ("", "en_GB", "en"),
        ("", "C", "en"),
        ("", "de_DE", "ja"),
        ("tlh", "ja_JP", "ja"),
    ],
)
def test_the_language_is_the_chosen_one_else_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, chosen: str, system: str, expected: str
) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(system)))
    found = language_of(chosen)
    if system == "C":
        assert found == language_of("")  # whatever an unknown system means, it means it always
    else:
        assert found == expected


def test_sentences_and_the_buttons_of_qt_change_their_language(speak: Callable[[str], None]) -> None:
    closed = KurumazaError("meeting_closed", "raw")
    speak("en")
    english = error_sentence(closed)
    speak("ja")
    japanese = error_sentence(closed)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "キャンセル"
    speak("en")
    assert error_sentence(closed) == english == "This meeting is closed."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    assert japanese != english
    assert any("\u3040" <= sign <= "\u30ff" for sign in japanese)


@pytest.mark.parametrize("mode", list(QFileDialog.FileMode))
def test_a_file_dialog_of_qt_has_no_english_words_but_those_that_we_translate(
    qtbot: QtBot, speak: Callable[[str], None], mode: QFileDialog.FileMode
) -> None:
    speak("ja")
    dialog = QFileDialog(None, "選択")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    qtbot.addWidget(dialog)
    parts = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
    words = {part.text() for part in parts} | {part.toolTip() for part in parts}
    english = {word for word in words if any(sign.isalpha() for sign in word) and word.isascii()}
    ours = {word for word in LACKING if QCoreApplication.translate("QFileDialog", word) == word}
    assert english <= ours
    assert "キャンセル" in words
