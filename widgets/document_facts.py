"""What there is to know about a document, in a small box that opens below a button and closes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.attachments_list import AttachmentsList
from widgets.icons import IconName, icon
from widgets.theme import Look, current_theme, set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from widgets.document_details import DocumentDetails

WIDTH = 330


class DocumentFacts(QFrame):
    """Pages, what is allowed, forms, scripts and files inside; a click elsewhere or Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_look(self, Look.CARD)
        self.setAccessibleName(self.tr("About this document"))
        self._title = QLabel(self.tr("About this document"), self)
        set_look(self._title, Look.LARGE)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(8)
        self.files = AttachmentsList(self)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addWidget(self.files)
        self._rows: list[QLabel] = []

    def set_details(self, pages: int, details: DocumentDetails | None) -> None:
        """Show what is known; None: only the pages are."""
        for label in self._rows:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._rows.clear()
        for sign, words in self._facts(pages, details):
            self._add_row(sign, words)
        attachments = details.attachments if details is not None else ()
        self.files.set_attachments(attachments)
        self.files.setVisible(bool(attachments))

    def words(self) -> list[str]:
        """What is said, line by line."""
        return [label.text() for label in self._rows if label.text()]

    def show_below(self, button: QWidget) -> None:
        """Open below a button, within its screen."""
        room = button.screen().availableGeometry()
        width = min(current_theme().px(WIDTH), room.width())
        self.files.fit()
        self.setFixedSize(width, min(self._column.totalHeightForWidth(width), room.height()))
        at = button.mapToGlobal(QPoint(0, button.height() + 4))
        left = max(room.left(), min(at.x(), room.right() - self.width()))
        top = max(room.top(), min(at.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _facts(self, pages: int, details: DocumentDetails | None) -> list[tuple[IconName, str]]:
        facts = [(IconName.DOCUMENT, self.tr("%n page(s)", "", pages))]
        if details is None:
            return facts
        allowed, forbidden = IconName.ANSWERED, IconName.CLOSE
        facts += [
            (allowed, self.tr("Its text may be copied."))
            if details.may_copy
            else (forbidden, self.tr("Its text may not be copied: the file forbids it.")),
            (allowed, self.tr("It may be printed."))
            if details.may_print
            else (forbidden, self.tr("It may not be printed: the file forbids it.")),
        ]
        if details.has_form:
            facts.append((IconName.RENAME, self.tr("It has a form. It can be read, not filled in here.")))
        if details.has_script:
            facts.append((IconName.WARNING, self.tr("It has scripts. They never run here.")))
        if details.attachments:
            count = len(details.attachments)
            facts.append((IconName.ATTACHMENT, self.tr("%n file(s) inside", "", count)))
        return facts

    def _add_row(self, sign: IconName, words: str) -> None:
        side, number = current_theme().px(18), self._grid.rowCount()
        picture = QLabel(self)
        picture.setPixmap(icon(sign, current_theme().palette.sub).pixmap(side, side))
        text = QLabel(words, self)
        text.setWordWrap(True)
        self._grid.addWidget(picture, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, number, 1)
        self._rows += [picture, text]
