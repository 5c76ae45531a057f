"""The style sheet of the program, written from the values of a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.colours import Palette

# A rule with a weight names the size too: Qt would otherwise keep the size of the time it was first applied.
SMALL = 0.87
TITLE = 1.1
LARGE = 1.25


def style_sheet(c: Palette, px: Callable[[float], int], points: Callable[[float], float]) -> str:
    """Every rule; `px` and `points` scale lengths and fonts to the present text size."""
    return "\n".join(
        (
            _surfaces(c, px),
            _labels(c, px, points),
            _buttons(c, px, points(1)),
            _fields(c, px),
            _lists(c, px, points(1)),
        )
    )


def _surfaces(c: Palette, px: Callable[[float], int]) -> str:
    return f"""
QWidget[look="bar"] {{ background: {c.card}; border: 0; border-bottom: 1px solid {c.line}; }}
QWidget[look="panel"] {{ background: {c.card}; border: 0; }}
QFrame[look="sheet"] {{ background: {c.card}; border: 0; border-top: 2px solid {c.ai}; }}
QFrame[look="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {px(10)}px; }}
QFrame[look="warning"] {{ background: {c.warning_soft}; border: 1px solid {c.warning};
  border-radius: {px(8)}px; }}
QFrame[look="error"] {{ background: {c.card}; border: 2px solid {c.error}; border-radius: {px(8)}px; }}
QFrame[look="ok"] {{ background: {c.ai_soft}; border: 1px solid {c.ai}; border-radius: {px(8)}px; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:hover {{ background: {c.ai}; }}
QToolTip {{ background: {c.ink}; color: {c.card}; border: 0; padding: {px(4)}px {px(8)}px; }}
QMenu {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.frame}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(8)}px {px(32)}px {px(8)}px {px(20)}px; }}
QMenu::item:selected {{ background: {c.ai}; color: {c.on_ai}; }}
QMenu::item:disabled {{ color: {c.sub}; }}
"""


def _labels(c: Palette, px: Callable[[float], int], points: Callable[[float], float]) -> str:
    return f"""
QLabel {{ background: transparent; border: 0; }}
QLabel[look="title"] {{ font-size: {points(TITLE)}pt; font-weight: bold; }}
QLabel[look="large"] {{ font-size: {points(LARGE)}pt; font-weight: bold; }}
QLabel[look="heading"] {{ font-size: {points(SMALL)}pt; font-weight: bold; color: {c.sub}; }}
QLabel[look="sub"] {{ font-size: {points(SMALL)}pt; color: {c.sub}; }}
QLabel[look="sub-warning"] {{ font-size: {points(SMALL)}pt; color: {c.warning}; }}
QLabel[look="pill"] {{ font-size: {points(0.93)}pt; font-weight: bold; color: {c.ai}; background: {c.ai_soft};
  border-radius: {px(15)}px; padding: {px(4)}px {px(12)}px; }}
QLabel[look="ok"], QLabel[look="warning"], QLabel[look="error"] {{ background: transparent; border: 0; }}
QLabel[look="ok"] {{ color: {c.ok}; }}
QLabel[look="warning"] {{ color: {c.warning}; }}
QLabel[look="error"] {{ color: {c.error}; }}
"""


def _buttons(c: Palette, px: Callable[[float], int], body: float) -> str:
    pad, side, low = px(6), px(12), max(22, px(22))
    small = round(body * SMALL, 2)
    return f"""
QPushButton, QToolButton {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.frame};
  border-radius: {px(8)}px; padding: {pad}px {side}px; min-height: {low}px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.ai_soft}; border-color: {c.ai}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.idle}; }}
QPushButton:checked, QToolButton:checked {{ background: {c.ai_soft}; color: {c.ai}; border: 2px solid {c.ai};
  padding: {pad - 1}px {side - 1}px; font-size: {body}pt; font-weight: bold; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.focus}; padding: {pad - 1}px {side - 1}px; }}
QPushButton:disabled, QToolButton:disabled {{ background: {c.background}; color: {c.sub};
  border-color: {c.line}; }}
QPushButton[look="primary"] {{ background: {c.ai}; color: {c.on_ai}; border: 1px solid {c.ai};
  font-size: {body}pt; font-weight: bold; }}
QPushButton[look="primary"]:hover {{ background: {c.ink}; color: {c.card}; border-color: {c.ink}; }}
QPushButton[look="primary"]:focus {{ border: 3px solid {c.focus}; padding: {pad - 2}px {side - 2}px; }}
QPushButton[look="primary"]:disabled {{ background: {c.idle}; color: {c.sub}; border-color: {c.line}; }}
QPushButton[look="pill"] {{ background: {c.ai_soft}; color: {c.ai}; font-size: {body}pt; font-weight: bold;
  border: 1px solid {c.ai_soft};
  border-radius: {px(15)}px; padding: {pad}px {side}px; }}
QPushButton[look="pill"]:hover {{ border-color: {c.ai}; }}
QPushButton[look="pill"]:focus {{ border: 2px solid {c.focus}; padding: {pad - 1}px {side - 1}px; }}
QPushButton[look="quiet"], QToolButton[look="quiet"] {{ background: transparent;
  border: 1px solid transparent;
  padding: {pad}px {px(6)}px; }}
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover {{ border-color: {c.ai}; }}
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus {{ border: 2px solid {c.focus};
  padding: {pad - 1}px {px(6) - 1}px; }}
QPushButton[look="choice"] {{ padding: {pad}px {px(4)}px; }}
QPushButton[look="choice"]:checked, QPushButton[look="choice"]:focus {{ padding: {pad - 1}px {px(4) - 1}px; }}
QPushButton[look="filter"] {{ font-size: {small}pt; padding: 2px {px(8)}px; min-height: 30px;
  border-radius: {px(8)}px; }}
QPushButton[look="filter"]:checked, QPushButton[look="filter"]:focus {{ font-size: {small}pt;
  padding: 1px {px(8) - 1}px; }}
QPushButton::menu-indicator, QToolButton::menu-indicator {{ width: 0; image: none; }}
QCheckBox, QRadioButton {{ spacing: {px(6)}px; min-height: {max(32, px(32))}px; padding: 1px;
  border: 1px solid transparent;
  border-radius: {px(6)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.focus}; padding: 0; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.sub}; }}
QCheckBox::indicator:unchecked {{ border: 2px solid {c.frame}; border-radius: {px(4)}px;
  background: {c.card}; }}
QCheckBox::indicator:unchecked:disabled {{ border-color: {c.line}; background: {c.background}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(18)}px; height: {px(18)}px; }}
"""


def _fields(c: Palette, px: Callable[[float], int]) -> str:
    return f"""
QPlainTextEdit[look="text"], QTextEdit[look="text"] {{ background: {c.card}; color: {c.ink};
  border: 1px solid {c.frame}; border-radius: {px(8)}px; padding: {px(4)}px; }}
QPlainTextEdit[look="text"]:focus, QTextEdit[look="text"]:focus {{ border: 2px solid {c.ai};
  padding: {px(4) - 1}px; }}
QLineEdit, QSpinBox, QComboBox {{ background: {c.card}; color: {c.ink}; border: 1px solid {c.frame};
  border-radius: {px(8)}px; padding: {px(6)}px {px(10)}px; min-height: {max(22, px(22))}px; }}
QLineEdit:focus, QSpinBox:focus, QComboBox:focus {{ border: 2px solid {c.ai};
  padding: {px(6) - 1}px {px(10) - 1}px; }}
QProgressBar {{ background: {c.idle}; border: 0; border-radius: {px(5)}px; min-height: {px(10)}px;
  max-height: {px(10)}px; }}
QProgressBar::chunk {{ background: {c.ai}; border-radius: {px(5)}px; }}
"""


def _lists(c: Palette, px: Callable[[float], int], body: float) -> str:
    return f"""
QListView, QTreeView, QTableView {{ background: {c.card}; color: {c.ink}; border: 2px solid transparent;
  outline: 0; }}
QListView[look="feed"] {{ background: {c.background}; }}
QListView:focus, QTreeView:focus, QTableView:focus {{ border: 2px solid {c.focus}; }}
QListView::indicator:unchecked {{ border: 2px solid {c.frame}; border-radius: {px(4)}px;
  background: {c.card}; }}
QListView::indicator {{ width: {px(18)}px; height: {px(18)}px; }}
QTabBar {{ background: {c.card}; border: 0; }}
QTabBar::tab {{ background: {c.card}; color: {c.sub}; border: 0; border-bottom: 3px solid {c.line};
  padding: {px(8)}px {px(6)}px; min-height: {max(22, px(22))}px; }}
QTabBar::tab:selected {{ color: {c.ai}; font-size: {body}pt; font-weight: bold;
  border-bottom: 3px solid {c.ai}; }}
QTabBar::tab:hover {{ background: {c.ai_soft}; }}
QTabBar:focus::tab:selected, QTabBar::tab:selected:focus {{ background: {c.ai_soft}; }}
"""
