"""The checks around every test find what they are there to find."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")

LEAKS = {
    "thread": """
        import threading
        KEEP = threading.Event()
        def test_leak():
            threading.Thread(target=KEEP.wait, name="stray", daemon=True).start()
        """,
    "process": """
        import subprocess, sys
        KEEP = []
        def test_leak():
            KEEP.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
        """,
    "event loop": """
        import asyncio
        KEEP = []
        def test_leak():
            KEEP.append(asyncio.new_event_loop())
        """,
    "window": """
        from PySide6.QtWidgets import QWidget
        KEEP = []
        def test_leak(qapp):
            KEEP.append(QWidget())
        """,
}


def run_inside(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    pytester.makeini("[pytest]\nmarkers =\n    expected_log(pattern): a warning that the test provokes\n")
    pytester.makeconftest(CONFTEST.read_text("utf-8").replace("GRACE_S = 5.0", "GRACE_S = 0.05"))
    pytester.makepyfile(textwrap.dedent(source))
    return pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")


@pytest.mark.parametrize("kind", LEAKS)
def test_what_outlives_a_test_fails_it(pytester: pytest.Pytester, kind: str) -> None:
    result = run_inside(pytester, LEAKS[kind])
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*left behind: {kind}*"])


def test_a_tidy_test_passes(pytester: pytest.Pytester) -> None:
    source = """
        import asyncio, threading, subprocess, sys
        from PySide6.QtWidgets import QWidget
        def test_tidy(qtbot):
            threading.Thread(target=print).start()
            subprocess.run([sys.executable, "-c", "pass"], check=True)
            asyncio.run(asyncio.sleep(0))
            window = QWidget()
            qtbot.addWidget(window)
            window.show()
        """
    run_inside(pytester, source).assert_outcomes(passed=1)


def test_an_unexpected_warning_fails_and_an_expected_one_has_to_come(pytester: pytest.Pytester) -> None:
    source = """
        import logging, pytest
        def warn(text):
            logging.getLogger("kurumaza").warning(text)
        def test_unexpected():
            warn("the disk is full")
        @pytest.mark.expected_log("disk is full")
        def test_marked():
            warn("the disk is full")
        def test_named(expected_log):
            expected_log("disk is full")
            warn("the disk is full")
        def test_does_not_come(expected_log):
            expected_log("disk is full")
        """
    result = run_inside(pytester, source)
    result.assert_outcomes(passed=4, errors=2)
    result.stdout.fnmatch_lines(["*unexpected in the log: WARNING kurumaza: the disk is full*"])
    result.stdout.fnmatch_lines(["*did not come: disk is full*"])


def test_no_example_fails_because_the_pc_is_busy() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check


def test_the_profile_is_not_the_persons_own(isolated_profile: Path, tmp_path: Path) -> None:
    assert Path.home() == isolated_profile / "home"
    assert isolated_profile.is_relative_to(tmp_path.parent)
