"""Lets the chair and the secretariat change documents: asks first, then takes in one file after the other."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.document_problem import DocumentProblem
from app.document_sentences import problem_sentence
from sync.meeting import Phase
from widgets.wording import document_words, one_line, shortened_title, version_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from app.commands import Commands
    from app.documents import Documents
    from sync.meeting import Document, Meeting
    from sync.node import Node
    from widgets.chair_window import ChairWindow


MOST_LINES = 4  # of files that were not taken in, in one message
USELESS = (
    DocumentProblem.EMPTY,
    DocumentProblem.WEB_PAGE,
    DocumentProblem.IMAGE,
    DocumentProblem.OFFICE,
    DocumentProblem.NOT_PDF,
    DocumentProblem.BROKEN,
    DocumentProblem.NO_PAGES,
)


def _always() -> bool:
    return True


@dataclass(eq=False)
class _Intake:
    """One file on its way onto the agenda, under an item or in the place of a document."""

    path: Path
    item: str = ""
    document: str = ""
    reason: str = ""
    is_wanted: bool = True  # read on the node's thread, when the file is copied

    async def run(self, node: Node) -> str:
        library = await node.library()
        if self.document:
            return await library.replace(self.document, self.path, self.reason, is_wanted=self.still_wanted)
        return await library.add(self.path, self.item, is_wanted=self.still_wanted)

    def still_wanted(self) -> bool:
        return self.is_wanted


class DocumentDesk(QObject):
    """Belongs to a window of chair or secretariat; tells in words what was done and what was not.

    `is_linked` says whether the chair's PC can be reached: what is said without it arrives later.
    """

    done = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        window: ChairWindow,
        commands: Commands,
        documents: Documents,
        parent: QObject | None = None,
        *,
        is_linked: Callable[[], bool] = _always,
    ) -> None:
        super().__init__(parent)
        self._is_linked = is_linked
        self._window = window
        self._commands = commands
        self._documents = documents
        self._looking_at: _Intake | None = None  # a file of which it is not known yet whether it opens
        documents.inspected.connect(self._inspected)
        self._meeting: Meeting | None = None
        self._waiting: deque[_Intake] = deque()
        self._running: _Intake | None = None
        self._all = 0
        self._taken: list[str] = []  # what was done, in words
        self._refusals: list[str] = []
        self._asked: tuple[str, str, Path] | None = None  # item, document and file of the open question
        self._is_closed = False
        agenda, strip = window.agenda, window.replacing
        agenda.add_requested.connect(self._choose_files)
        agenda.replace_requested.connect(self._choose_replacement)
        agenda.withdraw_requested.connect(self._ask_to_withdraw)
        agenda.files_dropped.connect(self._take_drop)
        strip.replaced.connect(self._replace)
        strip.added.connect(self._add_instead)
        window.intake.cancelled.connect(self.cancel)

    def set_meeting(self, meeting: Meeting) -> None:
        """Know titles; a question that nobody can answer any more goes away."""
        self._meeting = meeting
        if self._asked and (meeting.phase is Phase.CLOSED or meeting.document(self._asked[1]) is None):
            self._asked = None
            self._window.replacing.close_question()

    @property
    def is_busy(self) -> bool:
        """Whether a file is on its way onto the agenda."""
        return self._running is not None

    def cancel(self) -> None:
        """Take in no more; the file that is being copied is not put on the agenda."""
        self._waiting.clear()
        if self._running is not None:
            self._running.is_wanted = False

    def close(self) -> None:
        """Tell nothing more."""
        self._is_closed = True
        self.cancel()

    # What is asked first.

    def _choose_files(self, item: str) -> None:
        dialog = self._dialog(self.tr("Add documents"), QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self._add(item, [Path(name) for name in names]))
        dialog.open()

    def _choose_replacement(self, document: str) -> None:
        dialog = self._dialog(self.tr("Replace by this file"), QFileDialog.FileMode.ExistingFile)
        ask = partial(self._ask_to_replace, "", document)
        dialog.filesSelected.connect(lambda names: ask(Path(names[0])) if names else None)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        dialog.setNameFilter(self.tr("PDF documents (*.pdf *.PDF)"))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _take_drop(self, item: str, document: str, paths: Sequence[Path]) -> None:
        """One file on a document may replace it; several cannot, nor can files on an item."""
        if document and len(paths) == 1:
            self._ask_to_replace(item, document, paths[0])
        else:
            self._add(item, paths)

    def _ask_to_replace(self, item: str, document: str, path: Path) -> None:
        """`item` is where the file could go as well, empty where replacing was chosen."""
        found = self._document(document)
        if found is None:
            return
        self._asked = (item, document, path)
        question = self.tr(
            "Replace “%1” by the file “%2” at every seat? Comments stay with the version they were made on."
        )
        words = question.replace("%1", _name(found)).replace("%2", _file_name(path))
        self._window.replacing.ask(words, may_add=bool(item))

    def _ask_to_withdraw(self, document: str, version: str) -> None:
        found = self._document(document)
        if found is None:
            return
        number = next((each.number for each in found.versions if each.event == version), 0)
        if number:
            question = self.tr("Withdraw %2 of “%1”? No seat can open it any more. This cannot be undone.")
        else:
            question = self.tr(
                "Withdraw “%1” from every seat? Comments on it are kept. This cannot be undone."
            )
        words = question.replace("%1", _name(found)).replace("%2", version_words(number))
        self._window.question.ask(
            words, self.tr("Withdraw it"), partial(self._withdraw, document, version, _name(found))
        )

    # What is done.

    def _add(self, item: str, paths: Sequence[Path]) -> None:
        self._take_in([_Intake(path, item=item) for path in paths])

    def _replace(self, reason: str) -> None:
        if self._asked is not None:
            (_item, document, path), self._asked = self._asked, None
            self._take_in([_Intake(path, document=document, reason=reason)])

    def _add_instead(self) -> None:
        if self._asked is not None:
            (item, _document, path), self._asked = self._asked, None
            self._add(item, [path])

    def _withdraw(self, document: str, version: str, name: str) -> None:
        async def run(node: Node) -> str:
            return await (await node.library()).withdraw(document, version)

        whole, part = self.tr("“%1” was withdrawn."), self.tr("That version of “%1” was withdrawn.")
        words = (part if version else whole).replace("%1", name)
        self._send(run, lambda _document: self.done.emit(self._with_delay(words)), self.failed.emit)

    def _take_in(self, files: list[_Intake]) -> None:
        if self._running is None:
            self._all = 0
            self._taken, self._refusals = [], []
        self._all += len(files)
        self._waiting += files
        if self._running is None:
            self._next()

    def _next(self) -> None:
        self._running = self._waiting.popleft() if self._waiting else None
        if self._running is None:
            self._window.intake.end()
            self._tell()
            return
        file = self._running
        number = len(self._taken) + len(self._refusals) + 1
        words = self.tr("Taking in “%1” (%2 of %3)…").replace("%1", _file_name(file.path))
        words = words.replace("%2", str(number)).replace("%3", str(self._all))
        self._window.intake.begin(words)
        self._looking_at = file
        self._documents.inspect(str(file.path))

    def _inspected(self, path: str, outcome: object) -> None:
        """What no seat could open is not handed out; of what cannot be told now, the node decides."""
        file = self._looking_at
        if file is None or str(file.path) != path or self._is_closed:
            return
        self._looking_at = None
        if isinstance(outcome, DocumentProblem) and outcome in USELESS:
            self._refused(file, problem_sentence(outcome))
        else:
            self._send(file.run, partial(self._taken_in, file), partial(self._refused, file))

    def _taken_in(self, file: _Intake, _document: str) -> None:
        words = self.tr("“%1” replaced it at every seat.") if file.document else self.tr("“%1” was added.")
        self._taken.append(words.replace("%1", _file_name(file.path)))
        self._next()

    def _refused(self, file: _Intake, sentence: str) -> None:
        """The others go on."""
        if not file.is_wanted:
            sentence = self.tr("stopped, not taken in")
        self._refusals.append(f"{_file_name(file.path)}: {sentence}")
        self._next()

    def _tell(self) -> None:
        """What became of all the files, in one message: what went wrong must not be covered by good news."""
        many = self.tr("%n document(s) taken in.", "", len(self._taken))
        words = self._taken if len(self._taken) == 1 else [many] if self._taken else []
        if self._refusals:
            self.failed.emit("\n".join([*self._refusals[:MOST_LINES], *words]))
        elif words:
            self.done.emit(self._with_delay(words[0]))

    def _with_delay(self, words: str) -> str:
        """Nothing is shown as handed out that may still be on this PC alone."""
        if self._is_linked():
            return words
        later = self.tr(
            "The chair's PC is not connected. Seats that are not connected either get this later."
        )
        return f"{words}\n{later}"

    def _send(
        self,
        act: Callable[[Node], Coroutine[Any, Any, str]],
        on_result: Callable[[str], object],
        on_error: Callable[[str], object],
    ) -> None:
        """The desk may have been left before the answer comes."""

        def told(tell: Callable[[str], object]) -> Callable[[str], None]:
            def receive(words: str) -> None:
                if not self._is_closed:
                    tell(words)

            return receive

        self._commands.send(act, on_result=told(on_result), on_error=told(on_error))

    def _document(self, document: str) -> Document | None:
        return self._meeting.document(document) if self._meeting else None


def _name(document: Document) -> str:
    return shortened_title(document_words(document))


def _file_name(path: Path) -> str:
    return shortened_title(one_line(path.name))
