"""Proves that this copy works: `kurumaza --self-test` prints a line per check and ends with 0 or 1.

It touches nothing of the user: files go to a folder that is removed, the port is a free one of this PC, the
window is never on a screen. The same checks run in a checkout and in the packaged program.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from app.document_process import DocumentProcess
from app.language import install_language
from app.page_requests import Drawn, DrawTile, OpenDocument, Opened, Request, Result
from app.paths import resource
from app.policy import Policy
from app.record_export import Wish
from app.record_process import write_apart
from app.terminal import say
from sync.adapters import system_addresses
from sync.chronicle import Chronicle
from sync.keys import DeviceKey, device_of_certificate
from sync.log import EventLog
from sync.meeting import Meeting, Member
from sync.recorded import Recorded
from sync.tls import client_context, server_context
from widgets.icons import IconName, icon
from widgets.page_layout import Box, Tile
from widgets.record_wish import RecordForm

DOCUMENT = ("sample", "02-1_counters_today.pdf")
DOCUMENT_PAGES = 12
PAGE_PX = (842, 595)
ICONS = ("kurumaza.svg", "kurumaza.png", "kurumaza.ico")
LANGUAGES = ("ja", "en")
WORKER_LIMIT_MS = 60_000  # a virus scanner may look at every library of a worker's first start
NETWORK_LIMIT_S = 20.0
JAPANESE_TEXT = "車座の意見"


class CheckError(Exception):
    """A check found something wrong; says what."""


def run() -> int:
    """Carry out every check; 0 when all are well, 1 when one failed."""
    os.environ |= unseen(sys.platform)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(["kurumaza"])
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("sample meeting", check_sample),
        ("document", check_document),
        ("database", check_database),
        ("port", check_port),
        ("network", check_network),
        ("window", check_window),
        ("languages", lambda: check_languages(application)),
        ("icons", check_icons),
        ("records", check_records),
        ("fonts", check_fonts),
    )
    results = [report(name, check) for name, check in checks]  # all of them, also after a failed one
    return 0 if all(results) else 1


def unseen(platform: str) -> dict[str, str]:
    """What lets Qt show its windows to nobody; on Windows Qt finds fonts only with the real screen."""
    return {} if platform == "win32" else {"QT_QPA_PLATFORM": "offscreen"}


def report(name: str, check: Callable[[], str]) -> bool:
    """Carry out one check and print its line; true when it is well."""
    try:
        line = f"ok {name}: {check()}"
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a copy belongs into its report
        line = f"FAILED {name}: {type(error).__name__}: {error}"
    say(line)
    return line.startswith("ok")


def check_sample() -> str:
    """The sample meeting came along."""
    files = sorted(path.name for path in resource("sample").iterdir())
    if "meeting.toml" not in files or DOCUMENT[-1] not in files:
        raise CheckError(f"only {', '.join(files) or 'nothing'} in {resource('sample')}")
    return f"{len(files)} files"


def check_document() -> str:
    """A worker process opens a PDF and draws a page of it."""
    path = str(resource(*DOCUMENT))
    worker = DocumentProcess()
    try:
        opened = ask(worker, OpenDocument(path))
        if not isinstance(opened, Opened) or opened.pages != DOCUMENT_PAGES:
            raise CheckError(f"the worker answered {opened}")
        drawn = ask(worker, DrawTile(path, Tile(0, *PAGE_PX, Box(0, 0, *PAGE_PX))))
        if not isinstance(drawn, Drawn):
            raise CheckError(f"the worker answered {drawn}")
        if colours(drawn.picture) < 2:  # one colour is an empty sheet
            raise CheckError("the drawn page is empty")
    finally:
        worker.close()
    return f"{opened.pages} pages, the first one drawn by a worker process"


def check_records() -> str:
    """The libraries for records came along, with the templates they begin from."""
    meeting = Meeting("m", JAPANESE_TEXT, "chair", members=(Member("chair", "1", JAPANESE_TEXT),))
    recorded = Recorded(meeting, Chronicle(), "chair", 1)
    with tempfile.TemporaryDirectory() as folder:
        for form in RecordForm:
            target = Path(folder) / f"record.{form}"
            write_apart(recorded, Wish(form, target), Policy(), lambda _share: None)
            if not target.stat().st_size:
                raise CheckError(f"the record is empty as {form}")
    return f"written by a process of its own as {', '.join(RecordForm)}"


def ask(worker: DocumentProcess, request: Request) -> Result:
    """Ask a worker and wait for its answer."""
    answers: list[Result] = []
    loop = QEventLoop()

    def take(_request: Request, result: Result) -> None:
        answers.append(result)
        loop.quit()

    worker.finished.connect(take)
    QTimer.singleShot(WORKER_LIMIT_MS, loop, loop.quit)
    worker.ask(request)
    loop.exec()
    worker.finished.disconnect(take)
    if not answers:
        raise CheckError("the worker process did not answer")
    return answers[0]


def colours(picture: QImage) -> int:
    """Count the colours of a small copy of a picture."""
    small = picture.scaled(64, 64)
    return len({small.pixel(x, y) for x in range(small.width()) for y in range(small.height())})


def check_database() -> str:
    """An event log keeps what it was given, and the database finds Japanese words."""
    with tempfile.TemporaryDirectory(prefix="kurumaza-") as folder:
        path = Path(folder) / "log.db"
        for value in (JAPANESE_TEXT, None):
            log = EventLog(path)
            try:
                if value is not None:
                    log.set_state("self-test", "text", value)
                elif log.state("self-test", "text") != JAPANESE_TEXT:
                    raise CheckError("the log did not keep what was written")
            finally:
                log.close()
    search = sqlite3.connect(":memory:")
    try:
        search.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='trigram')")
        search.execute("INSERT INTO page VALUES (?)", (JAPANESE_TEXT,))
        found = search.execute(
            "SELECT count(*) FROM page WHERE page MATCH ?", (JAPANESE_TEXT[2:],)
        ).fetchone()
    finally:
        search.close()
    if found != (1,):
        raise CheckError("the full-text search found nothing")
    return f"SQLite {sqlite3.sqlite_version}, written, read again, searched"


def check_port() -> str:
    """A connection to a port of this PC speaks TLS with the key of a device."""
    key = DeviceKey.generate()
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        version = runner.run(asyncio.wait_for(call_myself(key), NETWORK_LIMIT_S))
    return f"{version} with the key of a device"


async def call_myself(key: DeviceKey) -> str:
    """Serve one connection and be its other end; the version of TLS."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=server_context(key))
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client_context())
        try:
            writer.write(b"kurumaza\n")
            if await reader.readline() != b"kurumaza\n":
                raise CheckError("what was sent did not come back")
            tls = writer.get_extra_info("ssl_object")
            if device_of_certificate(tls.getpeercert(binary_form=True)) != key.device:
                raise CheckError("the certificate does not carry the key of the device")
            return str(tls.version())
        finally:
            writer.close()
            await writer.wait_closed()


def check_network() -> str:
    """The adapters of this PC can be listed; none at all is no fault of this copy."""
    return f"{len(system_addresses())} addresses"


def check_window() -> str:
    """A window is laid out and painted."""
    window = QMainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    try:
        window.setCentralWidget(QLabel(JAPANESE_TEXT))
        window.resize(400, 200)
        window.show()
        picture = window.grab().toImage()
    finally:
        window.close()
        window.deleteLater()
    if colours(picture) < 2:  # one colour is an empty window
        raise CheckError("the window stayed empty")
    return f"{picture.width()} x {picture.height()} pixels, {QApplication.platformName()}"


def check_languages(application: QApplication) -> str:
    """Both languages are there, and Japanese says something."""
    for language in LANGUAGES:
        translator = QTranslator()
        if not translator.load(f"kurumaza_{language}", str(resource("translations"))):
            raise CheckError(f"kurumaza_{language}.qm is missing or damaged")
        if language == "ja" and translator.isEmpty():
            raise CheckError("kurumaza_ja.qm is empty")
        installed = install_language(application, language)
        for used in installed:
            application.removeTranslator(used)
        if len(installed) < 2 and language == "ja":  # Qt's own words and ours
            raise CheckError("Qt's own Japanese words are missing")
    return ", ".join(LANGUAGES)


def check_icons() -> str:
    """Every icon can be painted."""
    for name in ICONS:
        path = resource("icons", name)
        if not path.is_file() or QIcon(str(path)).pixmap(32, 32).isNull():
            raise CheckError(f"{path} is missing or cannot be painted")
    for icon_name in IconName:
        if colours(icon(icon_name).pixmap(32, 32).toImage()) < 2:  # one colour is an empty picture
            raise CheckError(f"{icon_name.value} cannot be painted")
    return f"{len(ICONS)} files, {len(IconName)} signs"


def check_fonts() -> str:
    """This PC has a font with Japanese letters."""
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    if not families:
        raise CheckError("no font of this PC has Japanese letters")
    return f"{len(families)} families with Japanese letters, such as {families[0]}"
