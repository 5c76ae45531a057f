"""The map of the modules holds: imports point down, nothing turns in circles, files stay small."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "widgets", "sync")
FORBIDDEN = {
    "sync": {"PySide6", "qtawesome", "qtpy", "pymupdf", "fitz", "app", "widgets"},
    "widgets": {
        "app",
        "aiohttp",
        "asyncio",
        "fitz",
        "multiprocessing",
        "pymupdf",
        "socket",
        "sqlite3",
        "sqlite_utils",
        "ssl",
        "zeroconf",
        "PySide6.QtNetwork",
        "PySide6.QtSql",
    },
    "resources": {"app", "widgets", "sync"},
}
SHARED_WITH_WIDGETS = ("sync.meeting", "sync.discussion", "sync.status")
PDF_WORKER = re.compile(r"app/(document_worker|worker_\w+)\.py")
PDF_PROCESS = "app/worker_process.py"  # loads them once it is a process of its own
MAX_LINES = 600
FOLDERS = (*PACKAGES, "resources", "installer", "tests", "docs", ".ci")
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".spec", ".ts", ".svg", ".sh", ".nsi", ".ini", ".json", ""}
# Put together here, so that this file does not break its own rule.
FOREIGN = re.compile(
    "|".join(
        [
            r"py" + r"pi\.(org|python)",
            r"python" + r"hosted",
            r"--(extra-)?index" + r"-url",
            r"(?<![\w./~-])/(work|root|opt)" + r"/",
            "/" + r"tmp/brief",
        ]
    )
)


def modules(*packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (f"{node.module}." if node.module else "")
            yield from (f"{start}{alias.name}" for alias in node.names)


def imports_of(path: Path) -> list[str]:
    return list(imports(ast.parse(path.read_text("utf-8"))))


def is_within(name: str, others: Iterator[str] | set[str] | tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{other}.") for other in others)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("package", FORBIDDEN)
def test_import_direction(package: str) -> None:
    wrong = [
        f"{relative(path)} imports {name}"
        for path in modules(package)
        for name in imports_of(path)
        if is_within(name, FORBIDDEN[package])
    ]
    assert not wrong


def test_widgets_know_only_the_values_of_sync() -> None:
    wrong = [
        f"{relative(path)} imports {name}"
        for path in modules("widgets")
        for name in imports_of(path)
        if is_within(name, ("sync",)) and not is_within(name, SHARED_WITH_WIDGETS)
    ]
    assert not wrong


def test_imports_are_absolute() -> None:
    wrong = [
        f"{relative(path)} imports {name}"
        for path in modules(*PACKAGES)
        for name in imports_of(path)
        if name.startswith(".")
    ]
    assert not wrong


def test_only_the_worker_imports_the_pdf_library() -> None:
    wrong = [
        relative(path)
        for path in modules(*PACKAGES)
        if any(is_within(name, ("pymupdf", "fitz")) for name in imports_of(path))
    ]
    assert [path for path in wrong if not PDF_WORKER.fullmatch(path)] == []


def test_only_the_worker_process_loads_what_the_worker_does() -> None:
    """The window must never load the PDF library, not even through a module that has it."""
    with_library = {
        module_name(path)
        for path in modules("app")
        if any(is_within(name, ("pymupdf",)) for name in imports_of(path))
    }
    within = {PDF_PROCESS, *(relative(path) for path in modules("app") if module_name(path) in with_library)}
    within.add("app/worker_answers.py")
    wrong = [
        f"{relative(path)} imports {name}"
        for path in modules(*PACKAGES)
        for name in imports_of(path)
        if relative(path) not in within and is_within(name, {*with_library, "app.worker_answers"})
    ]
    assert not wrong


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def import_graph(paths: list[Path]) -> dict[str, set[str]]:
    names = {module_name(path) for path in paths}

    def target(name: str) -> str | None:
        while name and name not in names:
            name = name.rpartition(".")[0]
        return name or None

    return {
        module_name(path): {found for name in imports_of(path) if (found := target(name))}
        - {module_name(path)}
        for path in paths
    }


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the circles in which a walk along the imports comes back to a module it is still in."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for other in sorted(graph[name]):
                walk(other, [*way, name])
            done.add(name)

    for name in sorted(graph):
        walk(name, [])
    return found


def test_no_circles() -> None:
    assert not circles(import_graph(modules(*PACKAGES, "resources")))


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == [["b", "c", "b"]]
    assert not circles({"a": {"b", "c"}, "b": {"c"}, "c": set()})


def test_every_module_is_named_for_what_it_holds() -> None:
    vague = re.compile(r"utils?|helpers?|misc|common|manager|stuff")
    assert not [relative(path) for path in modules(*PACKAGES, "resources") if vague.fullmatch(path.stem)]


def test_files_stay_small() -> None:
    paths = [*modules(*PACKAGES, "resources", "tests"), *ROOT.glob("*.py"), ROOT / "build.spec"]
    sizes = {relative(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert not {name: size for name, size in sizes.items() if size >= MAX_LINES}


def own_texts() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts)
    yield from ROOT.glob("*")


def test_no_file_names_an_index_or_a_place_on_a_machine() -> None:
    wrong = [
        f"{relative(path)}:{number}: {match.group()}"
        for path in own_texts()
        if path.is_file() and path.suffix in TEXT_SUFFIXES and path.name != ".git"
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if (match := FOREIGN.search(line))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "line",
    ["https://py" + "pi.org/simple", "--index" + "-url X", "cd /wo" + "rk/main", '"/ro' + 'ot/.ssh"'],
)
def test_such_a_place_is_found(line: str) -> None:
    assert FOREIGN.search(line)


def test_the_map_names_every_module() -> None:
    """docs/architecture.md has one line for each module of the three packages, in alphabetical order."""
    sections = re.split(
        r"^### (\w+)/$", (ROOT / "docs" / "architecture.md").read_text("utf-8"), flags=re.MULTILINE
    )
    mapped = {
        package: re.findall(r"^\| `(\w+)\.py` \|", text, re.MULTILINE)
        for package, text in zip(sections[1::2], sections[2::2], strict=True)
    }
    assert mapped == {
        package: sorted(path.stem for path in (ROOT / package).glob("*.py") if path.name != "__init__.py")
        for package in PACKAGES
    }
