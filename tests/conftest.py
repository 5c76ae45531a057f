"""What holds for every test: no screen, no profile of a person, no surprise in the log, nothing left."""

import asyncio.base_events
import gc
import logging
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from app.garbage import collect_due

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that runs the tests in the background ignores Ctrl+C for them, and for what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says on a busy PC nothing about the program: a test waits, it does not measure.
settings.register_profile("kurumaza", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kurumaza")

PROBE = "%n page(s) ✓"  # a text that reads otherwise in each language
GRACE_S = 5.0  # how long a thread or process that is already ending may take to be gone
PROFILE_VARIABLES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}


# -- no profile of a person --------------------------------------------------------------------


@pytest.fixture(autouse=True)
def isolated_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the test a home of its own, so that nobody's settings are read or changed."""
    root = tmp_path_factory.mktemp("profile")
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in PROFILE_VARIABLES.items():
            (root / folder).mkdir(exist_ok=True)
            patch.setenv(variable, str(root / folder))
        yield root


# -- no surprise in the log --------------------------------------------------------------------


class ExpectedLog(Protocol):
    """Names a warning that the test provokes; it has to come at least once."""

    def __call__(self, pattern: str) -> None:
        """Expect records whose text has a match of this regular expression."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.patterns: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, but for the remark of asyncio that the other side was gone for five writes of TLS.

        Whether a broken connection is noticed before or after them is the system's to choose.
        """
        if (record.name, record.msg) != ("asyncio", "socket.send() raised exception."):
            self.records.append(record)

    def problems(self) -> list[str]:
        texts = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        unexpected = [
            f"unexpected in the log: {text}"
            for text in texts
            if not any(re.search(pattern, text) for pattern in self.patterns)
        ]
        missing = [
            f"expected in the log and did not come: {pattern}"
            for pattern in self.patterns
            if not any(re.search(pattern, text) for text in texts)
        ]
        return unexpected + missing


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[_Collector]:
    collector = _Collector()
    for marker in request.node.iter_markers("expected_log"):
        collector.patterns.extend(marker.args)
    logging.getLogger().addHandler(collector)
    yield collector
    logging.getLogger().removeHandler(collector)
    if problems := collector.problems():
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def expected_log(_quiet_log: _Collector) -> ExpectedLog:
    """Let the test name the warnings that it provokes."""
    return _quiet_log.patterns.append


# -- nothing left behind -----------------------------------------------------------------------


_LOOPS: weakref.WeakSet[asyncio.AbstractEventLoop] = weakref.WeakSet()


@pytest.fixture(autouse=True, scope="session")
def _remember_loops() -> Iterator[None]:
    original = asyncio.base_events.BaseEventLoop.__init__

    def remember(self: asyncio.base_events.BaseEventLoop, *args: Any, **kwargs: Any) -> None:
        _LOOPS.add(self)
        original(self, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.base_events.BaseEventLoop, "__init__", remember)
        yield


def _child_processes() -> set[int]:
    """Return the processes that this one started and has not seen the end of."""
    found = {child.pid for child in multiprocessing.active_children() if child.pid}
    for children in Path("/proc/self/task").glob("*/children"):
        try:
            found.update(map(int, children.read_text("ascii").split()))
        except OSError:
            continue  # this thread ended while we looked
    return found - {resource_tracker._resource_tracker._pid}  # one for the whole run, by design


def _top_level_widgets() -> set[Any]:
    """Return the windows there are, without those that are about to be deleted."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    found = widgets.QApplication.topLevelWidgets()
    return {widget for widget in found if widget.metaObject().className() != "QTipLabel"}  # Qt keeps its tip


def _is_translated() -> bool:
    """Whether a language is installed: later tests would read other words than the source has."""
    core = sys.modules.get("PySide6.QtCore")
    return core is not None and core.QCoreApplication.translate("AgendaModel", PROBE, "", 1) != PROBE.replace(
        "%n", "1"
    )


@pytest.fixture(autouse=True, scope="session")
def _collect_between_tests() -> Iterator[None]:
    """Look for garbage as the program does, on the thread of the windows: see `app.garbage`."""
    gc.disable()
    yield
    gc.collect()  # while Qt is there: what Qt takes apart after Python has ended may crash
    gc.enable()


@pytest.fixture(autouse=True)
def _pointer_elsewhere() -> None:
    """A pointer that the last test left over a list holds new comments back."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QCursor.setPos(5_000, 5_000)


@pytest.fixture(autouse=True)
def nothing_left_behind(_remember_loops: None, isolated_profile: Path) -> Iterator[None]:
    """Fail a test whose threads, processes, event loops or windows outlive it."""
    del isolated_profile  # only so that what is left is found before the profile goes
    threads, processes = set(threading.enumerate()), _child_processes()
    loops, windows = set(_LOOPS), _top_level_widgets()
    yield
    deadline = time.monotonic() + GRACE_S
    for thread in set(threading.enumerate()) - threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    for child in multiprocessing.active_children():
        if child.pid not in processes:
            child.join(max(0.0, deadline - time.monotonic()))
    if _top_level_widgets() - windows:
        gc.collect()  # a window in a reference cycle is gone, only not yet collected
    left = [f"thread {thread.name}" for thread in set(threading.enumerate()) - threads]
    left += [f"process {pid}" for pid in _child_processes() - processes]
    left += [f"event loop {loop}" for loop in set(_LOOPS) - loops if not loop.is_closed()]
    left += [f"window {window}" for window in _top_level_widgets() - windows]
    left += ["a translator"] if _is_translated() else []
    collect_due()
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(left)), pytrace=False)
