"""What would fail on Windows and can be seen without it: names that only POSIX has, and unnamed encodings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "dev.py"] + [
    path
    for folder in ("app", "widgets", "sync", "resources")
    for path in sorted((ROOT / folder).glob("*.py"))
]
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
NAMES = {
    "add_signal_handler", "alarm", "chown", "create_subprocess_exec", "create_subprocess_shell", "fchmod",
    "fork", "forkpty", "geteuid", "getgid", "getpgid", "getuid", "killpg", "mkfifo", "nice", "pthread_kill",
    "pthread_sigmask", "setitimer", "setsid", "sigwait", "uname", "AF_UNIX", "O_DIRECTORY", "O_NOFOLLOW",
    "SIGHUP", "SIGKILL", "SIGPIPE", "SIGSTOP", "SIGUSR1", "SIGUSR2", "SO_REUSEPORT",
}  # fmt: skip
GUARD = re.compile(r"sys\.platform|os\.name|\bLINUX\b")
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "extra": "",
}


def posix_only(tree: ast.AST, *, guarded: bool = False) -> Iterator[int]:
    """The lines that use what Windows lacks, outside of everything that asks for the system first."""
    for node in ast.iter_child_nodes(tree):
        asks = isinstance(node, ast.If | ast.IfExp | ast.BoolOp) and GUARD.search(
            ast.unparse(node.test if not isinstance(node, ast.BoolOp) else node)
        )
        here = guarded or bool(asks)
        if not here and (
            (isinstance(node, ast.Import) and MODULES & {alias.name for alias in node.names})
            or (isinstance(node, ast.ImportFrom) and node.module in MODULES)
            or (isinstance(node, ast.Attribute) and node.attr in NAMES)
        ):
            yield node.lineno
        yield from posix_only(node, guarded=here)


def unnamed_encodings(tree: ast.AST) -> Iterator[int]:
    """The lines that read or write text as the system likes it, which is cp932 on a Japanese Windows."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        if "encoding" in keywords:
            continue
        whole_file = (name == "read_text" and not node.args) or (
            name == "write_text" and len(node.args) == 1 and not keywords
        )
        program = name in ("run", "Popen", "check_output") and "text" in keywords
        if whole_file or program or (name in ("open", "fdopen") and opens_text(node, keywords.get("mode"))):
            yield node.lineno


def opens_text(call: ast.Call, mode: ast.expr | None) -> bool:
    """Whether a call of open names a mode, and one for text; a window may be opened without any."""
    is_of_path = isinstance(call.func, ast.Attribute) and call.func.attr == "open"
    place = 0 if is_of_path else 1
    named = call.args[place] if len(call.args) > place else mode
    return isinstance(named, ast.Constant) and isinstance(named.value, str) and "b" not in named.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_a_guarded_place_asks_for_what_windows_lacks(path: Path) -> None:
    assert list(posix_only(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_names_its_encoding(path: Path) -> None:
    assert list(unnamed_encodings(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import fcntl", [1]),
        ("from resource import getrlimit", [1]),
        ("if a:\n    os.nice(5)", [2]),
        ("if sys.platform != 'win32':\n    os.nice(5)", []),
        ("sys.platform != 'win32' and os.geteuid() == 0", []),
    ],
)
def test_such_a_name_is_found(code: str, found: list[int]) -> None:
    assert list(posix_only(ast.parse(code))) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("path.read_text()", [1]),
        ("path.read_text('utf-8')", []),
        ("path.write_text('a')", [1]),
        ("path.open('w')", [1]),
        ("path.open('wb')", []),
        ("open(path, 'w')", [1]),
        ("subprocess.run(a, text=True)", [1]),
        ("subprocess.run(a, text=True, encoding='utf-8')", []),
    ],
)
def test_such_a_text_is_found(code: str, found: list[int]) -> None:
    assert list(unnamed_encodings(ast.parse(code))) == found


def test_the_locked_requirements_are_whole_on_windows() -> None:
    """pip takes the hashes from these lists alone, so what only Windows needs has to stand there too."""
    locked = {
        name: {
            canonicalize_name(found)
            for found in re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        }
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    locked["requirements-dev.txt"] |= locked["requirements.txt"]
    missing = [
        f"{found.name} wants {wanted}, which is not in {name}"
        for name, names in locked.items()
        for found in distributions()
        if canonicalize_name(found.name) in names
        for wanted in map(Requirement, found.requires or ())
        if (wanted.marker is None or wanted.marker.evaluate(WINDOWS))
        and canonicalize_name(wanted.name) not in names
    ]
    assert missing == []
