"""Room for what is asked beside the pages: as high as it needs, and never more than a part of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

MOST_OF_WINDOW = 0.34
LEAST = 56


class StripScroll(QScrollArea):
    """Scrolls up and down where its content is higher than that."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        content.installEventFilter(self)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the height of the content."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its content at the present width, within its part of the window."""
        content = self.widget()
        width = max(1, self.viewport().width())
        layout = content.layout() if content is not None else None
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        if layout is not None and height < 0:
            height = layout.totalSizeHint().height()
        return QSize(width, min(height, round(self.window().height() * MOST_OF_WINDOW)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row of buttons: where there is less room, the rest is scrolled to."""
        size = self.sizeHint()
        return QSize(size.width(), min(size.height(), LEAST))
