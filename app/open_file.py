"""``kurumaza open FILE.pdf``: PDFs in the reader, without a meeting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.worker_start import StartedWorker, start_worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.command_line import Invocation
    from app.file_window import FileWindow


def run(invocation: Invocation, prepare: Callable[[FileWindow], None] | None = None) -> int:
    """Show a window for each file until the last one is closed; ``prepare`` sees each before it is shown."""
    try:
        worker = start_worker()  # it loads the PDF library while we load Qt
    except OSError:
        worker = None  # the first page tries again and says it
    return _show(invocation, worker, prepare)


def _show(
    invocation: Invocation, worker: StartedWorker | None, prepare: Callable[[FileWindow], None] | None
) -> int:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from app.desktop import tell
    from app.documents import Documents
    from app.file_window import FileWindow
    from app.garbage import GarbageCollection
    from app.language import install_language
    from app.paths import ProfilePaths, resource
    from app.reading_room import ReadingRoom
    from app.sentences import error_sentence
    from app.settings import Settings
    from app.tasks import Tasks
    from widgets.theme import TextSize, apply_theme, new_application

    application = QApplication.instance() or new_application(sys.argv[0])
    if not isinstance(application, QApplication):
        raise TypeError("windows need a QApplication")
    application.setApplicationName("Kurumaza")
    application.setWindowIcon(QIcon(str(resource("icons", "kurumaza.png"))))  # Windows takes none by itself
    documents = Documents()
    documents.start_early(worker)
    paths = ProfilePaths(invocation.profile)
    try:
        paths.root.mkdir(parents=True, exist_ok=True)
        settings = Settings.load(paths.settings)
    except OSError as error:
        documents.close()
        tell(error_sentence(error))
        return 1
    translators = install_language(application, invocation.language or settings.language)
    apply_theme(application, TextSize(settings.text_size))
    tasks = Tasks()
    room = ReadingRoom(paths, tasks, documents=documents)
    garbage = GarbageCollection()
    windows = [FileWindow(Path(file).absolute(), room) for file in invocation.files]
    for window in windows:
        if prepare is not None:
            prepare(window)
        if invocation.fullscreen:
            window.show_full_screen()
        else:
            window.show()
    try:
        return application.exec()
    finally:
        for window in windows:
            window.close()
        room.close()
        documents.close()
        tasks.close()
        garbage.close()
        for translator in translators:
            application.removeTranslator(translator)
