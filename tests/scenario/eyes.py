"""Kurumaza in its real windows, which also says where things are and what a person could not use.

    python -m tests.scenario.eyes ARGUMENTS OF KURUMAZA

It takes the lines of JSON that `app.demo_player` takes, and these besides.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from app.command_line import parse
from app.demo_hands import StepFailed
from app.demo_player import DemoPlayer
from app.main import configure_logging
from widgets.colours import DARK, LIGHT, high_contrast
from widgets.incoming_cards import CardAction
from widgets.theme import TextSize, apply_theme

TARGET = 36
BOX = 12  # the middle of the box of a choice, from the left
TURN = 120  # one notch of the wheel
LEAST_SEEN = 0.6  # of the height of what is clicked
FOREIGN = re.compile(r"[A-Za-z]{4,}")
AS_WRITTEN = re.compile(
    r"<[^>]*>|Language|Kurumaza|Ctrl|Enter|Shift|kurumaza://\S*|OpenChain\S*|SPDX\S*|PDF\S*", re.IGNORECASE
)
HELD = {
    "alt": Qt.KeyboardModifier.AltModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
}
Spot = dict[str, Any]


class Eyes(DemoPlayer):
    """Finds things as a person does: what is not in view has to be scrolled to."""

    def _do_look(self) -> Spot:
        desk = self._desktop.desk
        return super()._do_look() | ({} if desk is None else {"me": desk._device})

    def _do_where(self, part: str) -> Spot:
        """A control, by the way to it: "window.agenda.next_button"."""
        return spot(self._part(part))

    def _do_where_row(self, part: str, words: str) -> Spot:
        """A row of a list, by a part of what it says."""
        view = self._part(part)
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            shown, heard = (str(index.data(role)) for role in roles)
            if words == shown or (len(words) > 2 and words in heard):
                return spot(view.viewport(), view.visualRect(index))
        raise StepFailed(f"no row says {words!r}")

    def _do_where_card(self, text: str, action: str) -> Spot:
        """A button of a card of the desk's list, by the comment that the card shows."""
        listed = self._part("window.incoming.list")
        model = listed.comments
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            card = listed.card(index)
            if card is None or card.comment.body != text:
                continue
            rect = listed.visualRect(index)
            places = dict(listed.cards.card_layout(index, rect.width()).buttons)
            place = places.get(CardAction(action))
            if place is not None:
                return spot(listed.viewport(), place.translated(rect.topLeft()))
        raise StepFailed(f"no card offers {action} for {text[:20]!r}")

    def _do_where_action(self, context: str, words: str) -> Spot:
        """An entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise StepFailed("no menu is open")
        wanted = map(re.escape, QCoreApplication.translate(context, words).split("%1"))
        fits = re.compile(".*".join(wanted))
        for action in menu.actions():
            if fits.fullmatch(action.text().replace("&", "")):
                return spot(menu, menu.actionGeometry(action))
        raise StepFailed(f"the menu has no {words!r}: {[action.text() for action in menu.actions()]}")

    def _do_where_button(self, context: str, words: str) -> Spot:
        """A button anywhere, by its words."""
        wanted = QCoreApplication.translate(context, words).replace("&", "")
        above = QApplication.activeModalWidget()
        for button in _visible(QAbstractButton):
            if above is not None and not above.isAncestorOf(button):
                continue
            if button.text().replace("&", "") == wanted:
                return spot(button)
        raise StepFailed(f"no button says {wanted!r}")

    def _do_click_at(self, x: int, y: int) -> None:
        """Where no real pointer is to be had."""
        at = QPoint(x, y)
        target = QApplication.widgetAt(at)
        if target is None:
            raise StepFailed("nothing is there")
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFromGlobal(at))

    def _do_wheel_at(self, x: int, y: int, down: bool) -> None:
        """The same for one turn of the wheel."""
        at = QPoint(x, y)
        target = QApplication.widgetAt(at)
        if target is None:
            raise StepFailed("nothing is there")
        none, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
        turn, inside = QPoint(0, -TURN if down else TURN), QPointF(target.mapFromGlobal(at))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(inside, QPointF(at), QPoint(), turn, buttons, none, phase, False)
        QApplication.sendEvent(
            _scroll_area(target).viewport(), event
        )  # Qt hands on turns of real wheels only

    def _do_press(self, keys: str) -> None:
        """The same for a key, as "ctrl+Return"."""
        *held, name = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= HELD[one]
        at = QApplication.activePopupWidget() or QApplication.focusWidget()
        if at is None:
            raise StepFailed("the keyboard is nowhere")
        QTest.keyClick(at, getattr(Qt.Key, f"Key_{name.upper() if len(name) == 1 else name}"), modifiers)

    def _do_dress(self, size: str, colours: str) -> None:
        """Another size of text, and the colours that a system may ask for."""
        palette = {"light": LIGHT, "dark": DARK, "contrast": high_contrast(DARK)}[colours]
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, TextSize(size), palette)

    def _do_copy(self, text: str) -> None:
        """Put words where Ctrl+V takes them from."""
        QGuiApplication.clipboard().setText(text)

    def _do_see(self, part: str) -> Spot:
        """What a control says, and whether it is there."""
        widget = self._part(part)
        said = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
        return {"visible": widget.isVisible(), "text": said() if said else "", "focus": widget.hasFocus()}

    def _do_focus(self) -> Spot:
        """Where the keyboard is, in words."""
        focus = QApplication.focusWidget()
        return {"focus": "" if focus is None else _name(focus)}

    def _do_faults(self) -> Spot:
        """What could not be hit, read, heard or understood in the windows as they are now."""
        return {"faults": sorted(set(_faults()))}

    def _do_screens(self) -> Spot:
        """The screens of this PC, and the one that the projector fills."""
        screens = QGuiApplication.screens()
        projector = self._part("projector")
        shown = projector.isVisible() and projector.isFullScreen()
        return {"screens": len(screens), "projector": projector.screen().name() if shown else ""}

    def _part(self, way: str) -> Any:
        found: Any = self._desktop.desk if not way.startswith("lobby") else self._desktop
        for name in way.replace("lobby.", "lobby_window.").split("."):
            if isinstance(found, list):
                found = found[int(name)]
            else:
                found = found[name] if isinstance(found, dict) else getattr(found, name)
        if callable(found) and not isinstance(found, QWidget):
            found = found()
        return found


def spot(widget: QWidget, part: QRect | None = None) -> Spot:
    """Where to click on a part of a widget, or which way to turn the wheel until it is in view."""
    if not widget.isVisible():
        raise StepFailed(f"{_name(widget)} is not there")
    if not widget.isEnabled():
        raise StepFailed(f"{_name(widget)} cannot be pressed")
    whole = part or widget.rect()
    seen = widget.visibleRegion().boundingRect() & whole
    middle = (seen if not seen.isEmpty() else whole).center()
    if isinstance(widget, QCheckBox):  # beside its words it takes no click
        middle.setX(BOX)
    at = widget.mapToGlobal(middle)
    found: Spot = {"x": at.x(), "y": at.y(), "in_view": seen.height() >= LEAST_SEEN * whole.height()}
    if not found["in_view"]:
        area = _scroll_area(widget)
        middle = area.viewport().mapToGlobal(area.viewport().rect().center())
        where = widget.mapToGlobal(whole.center())
        found |= {"wheel": [middle.x(), middle.y()], "down": where.y() > middle.y()}
    return found


def _scroll_area(widget: QWidget) -> QAbstractScrollArea:
    up: QWidget | None = widget
    while up is not None:
        scrolls = isinstance(up, QAbstractScrollArea) and up.verticalScrollBar().maximum() > 0
        if scrolls and up.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            return up
        up = up.parentWidget()
    raise StepFailed(f"{_name(widget)} cannot be scrolled into view")


def _visible(kind: type[Any]) -> Iterator[Any]:
    for widget in QApplication.allWidgets():
        if isinstance(widget, kind) and widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {widget.accessibleName() or text!r}"


def _faults() -> Iterator[str]:
    for widget in _visible(QAbstractButton | QLineEdit):
        size, hint = widget.size(), widget.sizeHint()
        is_button = isinstance(widget, QAbstractButton)
        if min(size.width(), size.height()) < TARGET and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield f"small: {_name(widget)} {size.width()}×{size.height()}"
        if is_button and widget.text() and hint.width() > size.width() + 1:
            yield f"cut: {_name(widget)} {size.width()} of {hint.width()}"
        if not (widget.accessibleName() or (is_button and widget.text())):
            yield f"no name: {_name(widget)} in {_name(widget.window())}"
    for label in _visible(QLabel):
        wraps = label.wordWrap()
        least = label.heightForWidth(label.width()) if wraps else label.sizeHint().width()
        if label.text() and least > (label.height() if wraps else label.width()) + 1:
            yield f"cut: label {label.text()!r}"
    yield from _foreign_words()


def _foreign_words() -> Iterator[str]:
    if QCoreApplication.translate("ChairWindow", "Close the meeting") == "Close the meeting":
        return  # the windows are in English
    for widget in _visible(QAbstractButton | QLabel):
        for said in (widget.text(), widget.toolTip(), widget.accessibleName()):
            if FOREIGN.search(AS_WRITTEN.sub("", said)):
                yield f"foreign: {said!r}"


if __name__ == "__main__":
    gc.disable()  # as `app.__main__` does
    invocation = parse(sys.argv[1:])
    configure_logging(invocation)
    from app import desktop

    sys.exit(desktop.run(invocation, lambda built: Eyes(built).listen()))
