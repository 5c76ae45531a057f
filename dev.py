"""Every chore of Kurumaza in one place: `python3 dev.py WORD`; without a word it lists them.

Needs Python 3.11 and nothing else: it makes `.venv`, installs what requirements.txt names, goes on in there.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET  # the translation files are our own, nothing hostile is read
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("ja", "en")
LINUX = sys.platform.startswith("linux")
MOST_TESTERS = 4  # more programs at a time than this make networks of tests late
START = "py dev.py" if os.name == "nt" else "python3 dev.py"

QT_PACKAGES = ["libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"]
SCREEN_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
]

# Runs inside .venv: which system library Qt cannot load, and whether a font has Japanese.
PROBE = """
import ctypes, json, pathlib
report = {"qt": "", "screen": "", "japanese": True}
try:
    from PySide6 import QtCore, QtGui, QtWidgets
except ImportError as error:
    report["qt"] = str(error)
else:
    app = QtWidgets.QApplication(["probe", "-platform", "offscreen"])
    japanese = QtGui.QFontDatabase.WritingSystem.Japanese
    report["japanese"] = bool(QtGui.QFontDatabase.families(japanese))
    plugins = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(str(pathlib.Path(plugins, "platforms", "libqxcb.so")))
    except OSError as error:
        report["screen"] = str(error)
print(json.dumps(report))
"""


class ChoreError(Exception):
    """One sentence for the person who called; the chore ends with exit code 1."""


# -- the environment ------------------------------------------------------------------------------


def is_debian_root() -> bool:
    """Tell whether system packages can be installed from here."""
    return LINUX and sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_command(packages: Sequence[str]) -> list[str]:
    """Return the command that installs these Debian packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def advice(packages: Sequence[str], lack: str) -> str:
    """Return what lacks and the command with which the reader can put that right."""
    if not LINUX:
        return lack
    return f"{lack} On Debian or Ubuntu run: sudo apt-get update && sudo {' '.join(apt_command(packages))}"


def install_system(packages: Sequence[str], lack: str) -> None:
    """Install Debian packages as root; otherwise end with the command that the reader should run."""
    if not is_debian_root():
        raise ChoreError(advice(packages, lack))
    print(f"{lack} Installing {' '.join(packages)}.", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-q", "update"], apt_command(packages)):
        answer = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if answer.returncode:
            print(answer.stdout.decode("utf-8", "replace"), file=sys.stderr)
            raise ChoreError(f"{lack} This command failed: {' '.join(command)}")


def fingerprint(*requirements: str) -> str:
    """Return what an environment was made from; another value means: make it again."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in (*requirements, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def stamp(name: str) -> Path:
    """Return the file that tells that a step of the set-up was finished."""
    return VENV / f"kurumaza-{name}.stamp"


def is_done(name: str, value: str) -> bool:
    """Tell whether this step was finished with just this input."""
    with contextlib.suppress(OSError):
        return stamp(name).read_text("utf-8") == value
    return False


def make_venv() -> None:
    """Make `.venv` unless there is one whose Python starts."""
    with contextlib.suppress(OSError):
        probe = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
        answer = subprocess.run(probe, capture_output=True, text=True, check=False, encoding="utf-8")
        if answer.returncode == 0 and answer.stdout.strip() == sys.version:
            return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv" if LINUX else "venv"
        install_system([name], f"This Python has no {name}.")
    print("Making the environment in .venv", flush=True)
    call([sys.executable, "-m", "venv", "--clear", str(VENV)], "The environment could not be made.")


def install(requirements: str) -> None:
    """Install one list of locked requirements, every file checked against its hash."""
    print(f"Installing {requirements}", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    call(
        [*pip, "--require-hashes", "-r", str(ROOT / requirements)], f"{requirements} could not be installed."
    )


def install_project() -> None:
    """Make the `kurumaza` command in `.venv`, which runs the sources in this folder."""
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)]
    answer = subprocess.run(
        [*pip, *offline], cwd=ROOT, env=offscreen(), capture_output=True, check=False, encoding="utf-8"
    )
    if answer.returncode:  # a success that warns at length is still a success
        print(answer.stdout + answer.stderr, file=sys.stderr)
        raise ChoreError("The kurumaza command could not be made.")


def check_system() -> bool:
    """Install or name what this machine lacks; true when there is nothing left to say."""
    if not LINUX:
        return True
    report = probe_qt()
    if report["qt"]:
        install_system([*QT_PACKAGES, *SCREEN_PACKAGES], f"Qt lacks a system library: {report['qt']}.")
        report = probe_qt()
        if report["qt"]:
            raise ChoreError(f"Qt still lacks a system library: {report['qt']}.")
    wishes = [
        (report["screen"], SCREEN_PACKAGES, f"Qt cannot open windows on a screen: {report['screen']}."),
        (not report["japanese"], ["fonts-noto-cjk"], "There is no font with Japanese letters."),
        (shutil.which("Xvfb") is None and not has_screen(), ["xvfb"], "There is no screen and no Xvfb."),
    ]
    lacking = [(packages, sentence) for lacks, packages, sentence in wishes if lacks]
    for packages, sentence in lacking:
        if is_debian_root():
            install_system(packages, sentence)
        else:  # tests and build go on without them
            print(advice(packages, sentence), file=sys.stderr)
    return not lacking or is_debian_root()


def probe_qt() -> dict[str, str | bool]:
    """Ask the Python in `.venv` what Qt finds."""
    answer = subprocess.run([str(PYTHON), "-c", PROBE], capture_output=True, check=False, encoding="utf-8")
    if answer.returncode == 0:
        report: dict[str, str | bool] = json.loads(answer.stdout)
        return report
    last = (answer.stderr.strip().splitlines() or [f"exit code {answer.returncode}"])[-1]
    return {"qt": last, "screen": "", "japanese": True}


def set_up(*, developer: bool) -> None:
    """Bring `.venv` to what the requirements say; instant when nothing changed since the last time."""
    wanted = {"run": fingerprint("requirements.txt")}
    if developer:
        wanted["dev"] = fingerprint("requirements.txt", "requirements-dev.txt")
    if not all(is_done(name, value) for name, value in wanted.items()):
        make_venv()
        for name in wanted:
            stamp(name).unlink(missing_ok=True)
        install("requirements.txt")
        if developer:
            install("requirements-dev.txt")
        install_project()
        for name, value in wanted.items():
            stamp(name).write_text(value, "utf-8")
    if not is_done("system", wanted["run"]) and check_system():
        stamp("system").write_text(wanted["run"], "utf-8")
    release_translations()


# -- running --------------------------------------------------------------------------------------


def call(command: Sequence[str], sentence: str) -> None:
    """Run a program of the set-up; raise with this sentence when it fails."""
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        raise ChoreError(sentence)


def offscreen() -> dict[str, str]:
    """Return the environment for programs that nobody looks at; Qt finds no fonts of Windows there."""
    fonts = {"QT_QPA_FONTDIR": str(Path(os.environ["WINDIR"], "Fonts"))} if os.name == "nt" else {}
    return {"QT_QPA_PLATFORM": "offscreen", **fonts, **os.environ, "PYTHONUTF8": "1"}


def python(*arguments: str, env: dict[str, str] | None = None) -> int:
    """Run the Python of `.venv` in this folder; its exit code."""
    process = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=env)
    try:
        return process.wait()
    except KeyboardInterrupt:
        return process.wait()  # Ctrl+C went to it as well; let it put away what it made


def has_screen() -> bool:
    """Tell whether windows can be shown."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Give the environment of this screen, or of one that nobody sees and that ends with the block."""
    if has_screen():
        yield dict(os.environ)
        return
    if shutil.which("Xvfb") is None:
        install_system(["xvfb"], "There is no screen and no Xvfb.")
    read, write = os.pipe()
    with tempfile.TemporaryFile() as errors:
        size = ["-screen", "0", "2732x768x24", "-dpi", "96"]
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), *size, "-nolisten", "tcp", "-noreset"],
            pass_fds=[write],
            stdout=errors,
            stderr=errors,
        )
        try:
            os.close(write)
            with os.fdopen(read) as answer:
                number = answer.readline().strip()
            if not number:
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
                raise ChoreError(f"Xvfb did not start: {said[-1]}")
            yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
            server.wait()


# -- translations ---------------------------------------------------------------------------------


def tool(name: str) -> str:
    """Return a program of `.venv`."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def sources() -> list[str]:
    """Return the files whose texts are translated."""
    found = (path for folder in ("app", "widgets") for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def collect_texts(folder: Path) -> None:
    """Bring the .ts files of a folder level with the sources; English holds plurals only."""
    for language in LANGUAGES:
        plurals = ["-pluralonly"] if language == "en" else []
        options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
        target = ["-target-language", language, *sources(), "-ts", str(folder / f"kurumaza_{language}.ts")]
        call([tool("pyside6-lupdate"), *options, *plurals, *target], "lupdate failed.")


def release_translations() -> None:
    """Make each .qm that is missing or older than its .ts."""
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        target = source.with_suffix(".qm")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        call(
            [tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target)],
            f"{source.name} is damaged.",
        )


def read_messages(path: Path) -> dict[tuple[str, str, str], list[str] | None]:
    """Return the texts of a .ts file by context, source and comment; None for one that is unfinished."""
    messages: dict[tuple[str, str, str], list[str] | None] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - a file of this project
        for message in context.iter("message"):
            texts = [message.findtext(part) or "" for part in ("source", "comment")]
            key = (context.findtext("name") or "", texts[0], texts[1])
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                messages[key] = None
                continue
            forms = translation.findall("numerusform")
            messages[key] = [form.text or "" for form in forms] if forms else [translation.text or ""]
    return messages


def translation_problems() -> list[str]:
    """Return one line per text that is new, gone, unfinished or empty."""
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for language in LANGUAGES:
            source = TRANSLATIONS / f"kurumaza_{language}.ts"
            if source.exists():
                shutil.copy(source, folder)
        collect_texts(folder)
        for language in LANGUAGES:
            file = f"kurumaza_{language}.ts"
            fresh = read_messages(folder / file)
            kept = read_messages(TRANSLATIONS / file) if (TRANSLATIONS / file).exists() else {}
            problems += [f"{file}: not collected yet: {key}" for key in sorted(fresh.keys() - kept.keys())]
            problems += [
                f"{file}: no longer in the sources: {key}" for key in sorted(kept.keys() - fresh.keys())
            ]
            problems += [
                f"{file}: unfinished: {key}" for key, forms in kept.items() if not forms or not all(forms)
            ]
    return problems


# -- chores ---------------------------------------------------------------------------------------


def setup(_arguments: Sequence[str]) -> int:
    """Make .venv with everything that running and developing needs."""
    set_up(developer=True)
    print(f"Ready. `{START} demo` shows a meeting, `{START} test` runs the tests.")
    return 0


def run(arguments: Sequence[str]) -> int:
    """Start Kurumaza; arguments are handed on."""
    set_up(developer=False)
    return python("-m", "app", *arguments)


def demo(arguments: Sequence[str]) -> int:
    """Show a whole meeting on this PC; without a screen, play it and check it."""
    set_up(developer=False)
    played = [] if has_screen() else ["--play"]
    with screen() as environment:
        return python("-m", "app", "demo", *played, *arguments, env=environment)


def test(arguments: Sequence[str]) -> int:
    """Run the tests; arguments go to pytest. All of them are spread over the cores, file by file."""
    set_up(developer=True)
    spread = () if arguments else ("-n", str(min(os.cpu_count() or 1, MOST_TESTERS)), "--dist", "loadfile")
    return python("-m", "pytest", *spread, *arguments, env=offscreen())


def check(_arguments: Sequence[str]) -> int:
    """Run every check that a change must pass, the same as on the server."""
    set_up(developer=True)
    steps: dict[str, Callable[[], int]] = {
        "ruff check": lambda: python("-m", "ruff", "check", "."),
        "ruff format": lambda: python("-m", "ruff", "format", "--check", "."),
        "mypy": lambda: python("-m", "mypy"),
        "mypy for Windows": lambda: python(
            "-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"
        ),
        "translations": lambda: translate(["--check"]),
        "build and self-test": lambda: build([]),
        "tests": lambda: test([]),  # the last, so that what failed stands at the end of a long log
    }
    results = []
    for name, step in steps.items():
        print(f"== {name}", flush=True)
        begun = time.monotonic()
        try:
            code = step()
        except ChoreError as error:
            print(error)
            code = 1
        results.append((name, code, time.monotonic() - begun))
    for name, code, seconds in results:
        print(f"{'ok    ' if code == 0 else 'FAILED'}  {name}, {seconds:.1f} s")
    failed = [name for name, code, _ in results if code]
    print(f"Not in order: {', '.join(failed)}" if failed else "Everything is in order.")
    return 1 if failed else 0


def bench(arguments: Sequence[str]) -> int:
    """Measure (all of tests/bench, or those named); --write keeps the figures in docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="such as reader for tests/bench/bench_reader.py"
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    names = options.names or [path.stem[6:] for path in sorted((ROOT / "tests" / "bench").glob("bench_*.py"))]
    if not names:
        raise ChoreError("There is nothing to measure in tests/bench.")
    set_up(developer=True)
    failed = 0
    for name in names:
        command = [str(PYTHON), "-m", f"tests.bench.bench_{name}"]
        with subprocess.Popen(
            command, cwd=ROOT, env=offscreen(), stdout=subprocess.PIPE, encoding="utf-8"
        ) as process:
            lines = []
            for line in process.stdout or ():
                print(line, end="", flush=True)
                lines.append(line)
        failed += process.returncode != 0
        if options.write and process.returncode == 0:
            keep_figures(name, "".join(lines))
    return 1 if failed else 0


def soak(arguments: Sequence[str]) -> int:
    """Try for long what the tests try for seconds (all of tests/soak, or those named, such as crash)."""
    known = sorted(path.stem for path in (ROOT / "tests" / "soak").glob("[!_]*.py"))
    parser = argparse.ArgumentParser(prog="dev.py soak")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    names = parser.parse_args(arguments).names or known
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise ChoreError(f"There is no {', '.join(unknown)} in tests/soak; there is {', '.join(known)}.")
    set_up(developer=True)
    failed = [name for name in names if python("-m", f"tests.soak.{name}", env=offscreen())]
    print(f"Failed: {', '.join(failed)}" if failed else "Nothing failed.")
    return 1 if failed else 0


def keep_figures(name: str, text: str) -> None:
    """Replace what docs/benchmarks.md says between the marks of one bench."""
    path = ROOT / "docs" / "benchmarks.md"
    old = path.read_text("utf-8") if path.exists() else "# Benchmarks\n"
    start, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    figures = f"```json\n{text.strip()}\n```" if text.startswith("{") else text.strip()
    block = f"{start}\n{figures}\n{end}"
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    new = pattern.sub(lambda _: block, old) if pattern.search(old) else f"{old.rstrip()}\n\n{block}\n"
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(new, "utf-8")
    beside.replace(path)


def check_build_tools() -> None:
    """Get what PyInstaller needs: objdump, and Python as a library, which Debian packs apart."""
    if LINUX and shutil.which("objdump") is None:
        install_system(["binutils"], "There is no objdump, which the build needs.")
    find = "from PyInstaller.depend import bindepend; bindepend.get_python_library_path()"
    if LINUX and subprocess.run([str(PYTHON), "-c", find], capture_output=True, check=False).returncode:
        name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
        install_system([name], f"There is no {name}, which the build needs.")


def build(_arguments: Sequence[str]) -> int:
    """Make dist/kurumaza, which needs no Python, and let it test itself."""
    set_up(developer=True)
    check_build_tools()
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    options = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    code = python("-m", "PyInstaller", *options, *folders, "build.spec", env=environment)
    if code:
        return code
    program = ROOT / "dist" / "kurumaza" / ("kurumaza-console.exe" if os.name == "nt" else "kurumaza")
    return subprocess.run([str(program), "--self-test"], env=offscreen(), check=False).returncode


def translate(arguments: Sequence[str]) -> int:
    """Collect the texts of the windows into the .ts files and make the .qm; --check only looks."""
    parser = argparse.ArgumentParser(prog="dev.py translate")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    set_up(developer=True)
    if not options.check:
        TRANSLATIONS.mkdir(parents=True, exist_ok=True)
        collect_texts(TRANSLATIONS)
        release_translations()
    problems = translation_problems()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


CHORES = {chore.__name__: chore for chore in (setup, run, demo, test, check, bench, soak, build, translate)}


def usage() -> str:
    """Return the list of words."""
    words = "\n".join(f"  {name:<10} {chore.__doc__}" for name, chore in CHORES.items())
    return f"Use: {START} WORD [arguments]\n{words}"


def main(arguments: Sequence[str]) -> int:
    """Do the chore that the first word names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of Windows lacks letters that we print
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so in a sentence
        print("Kurumaza needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2], file=sys.stderr)  # noqa: UP031 - the oldest Pythons read this line
        return 1
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(usage())
        return 0
    if arguments[0] not in CHORES:
        print(usage(), file=sys.stderr)
        return 2
    try:
        return CHORES[arguments[0]](arguments[1:])
    except ChoreError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
