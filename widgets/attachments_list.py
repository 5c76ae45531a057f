"""The files inside a document, listed by name and size; they are not opened here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from widgets.icons import IconName, icon
from widgets.theme import Look, current_theme, set_look
from widgets.wording import one_line, tooltip_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.document_details import Attachment

MOST_NAME_LETTERS = 200
ROWS_IN_VIEW = 5


class AttachmentsModel(QAbstractListModel):
    """One row for each file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._attachments: Sequence[Attachment] = ()

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these."""
        self.beginResetModel()
        self._attachments = attachments
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many files there are."""
        return 0 if parent.isValid() else len(self._attachments)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name and size."""
        if not index.isValid() or not 0 <= index.row() < len(self._attachments):
            return None
        attachment = self._attachments[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(attachment)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip_words(self._words(attachment))
            case Qt.ItemDataRole.DecorationRole:
                return icon(IconName.ATTACHMENT, current_theme().palette.sub)
            case _:
                return None

    def _words(self, attachment: Attachment) -> str:
        name = one_line(attachment.name[: 2 * MOST_NAME_LETTERS])[:MOST_NAME_LETTERS]
        name = name or self.tr("(no name)")
        size = attachment.size_bytes
        return name if size is None or size < 0 else f"{name}  ({size_words(size)})"


class AttachmentsList(QWidget):
    """The list below the sentence that says why a click does nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attachments = AttachmentsModel(self)
        self._sentence = QLabel(self.tr("Files inside a document are listed here and not opened."), self)
        set_look(self._sentence, Look.SUB)
        self._sentence.setWordWrap(True)
        self.list = QListView(self)
        self.list.setModel(self.attachments)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Files inside the document"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._sentence)
        column.addWidget(self.list, 1)

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these."""
        self.attachments.set_attachments(attachments)
        self.fit()

    def fit(self) -> None:
        """Be as high as a few rows need at the present text size."""
        side = current_theme().px(18)
        self.list.setIconSize(QSize(side, side))
        rows = min(self.attachments.rowCount(), ROWS_IN_VIEW)
        self.list.setFixedHeight(max(self.list.sizeHintForRow(0), 1) * rows + 2 * self.list.frameWidth())


def size_words(size_bytes: int) -> str:
    """A size as people say it: `12 KB`."""
    if size_bytes < 1 << 10:
        return f"{size_bytes} B"
    if size_bytes < 1 << 20:
        return f"{size_bytes / (1 << 10):.0f} KB"
    return f"{size_bytes / (1 << 20):.1f} MB"
