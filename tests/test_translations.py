"""Every text of the windows is collected, translated, and asks for the same values in every language."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import dev

PLACEHOLDER = re.compile(r"%(?:n|L?\d{1,2})|\{\w*\}")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff01-\uff9f]")


def kept(language: str) -> dict[tuple[str, str, str], list[str] | None]:
    return dev.read_messages(dev.TRANSLATIONS / f"kurumaza_{language}.ts")


def differing_placeholders(source: str, translation: str) -> bool:
    return Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(translation))


def test_nothing_is_new_gone_or_unfinished() -> None:
    assert not dev.translation_problems()


@pytest.mark.parametrize("language", dev.LANGUAGES)
def test_placeholders_are_the_same(language: str) -> None:
    wrong = [
        f"{source} => {form}"
        for (_context, source, _comment), forms in kept(language).items()
        for form in forms or []
        if form and differing_placeholders(source, form)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("source", "translation"),
    [("%n page(s)", "頁"), ("%1 of %2", "%1の%1"), ("{name} is here", "{title}が着席")],
)
def test_a_differing_placeholder_is_found(source: str, translation: str) -> None:
    assert differing_placeholders(source, translation)


def test_source_texts_are_english() -> None:
    assert not [source for _context, source, _comment in kept("ja") if JAPANESE.search(source)]


def test_every_text_has_its_context() -> None:
    """`tr = QCoreApplication.translate` hides the context from lupdate: call it `translate`."""
    assert not [(source, comment) for context, source, comment in kept("ja") if not context]


def uncollectable(tree: ast.AST) -> list[int]:
    """Return the lines that translate a text which is put together, so that lupdate cannot see it."""
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "tr"
        and not (call.args and isinstance(call.args[0], ast.Constant))
    ]


def test_no_translated_text_is_put_together() -> None:
    wrong = {name: uncollectable(ast.parse((dev.ROOT / name).read_text("utf-8"))) for name in dev.sources()}
    assert not {name: lines for name, lines in wrong.items() if lines}


def test_a_text_that_is_put_together_is_found() -> None:
    assert uncollectable(ast.parse('self.tr("Post")\nself.tr(f"{name} posts")')) == [2]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("state", ['type="unfinished"', ""])
def test_a_message_without_translation_is_found(tmp_path: Path, state: str) -> None:
    text = f"""<!DOCTYPE TS><TS version="2.1" language="ja"><context><name>Seat</name><message>
        <source>Post</source><translation {state}></translation></message></context></TS>"""
    ((key, forms),) = dev.read_messages(write(tmp_path, "a.ts", text)).items()
    assert key == ("Seat", "Post", "")
    assert not forms or not all(forms)


def test_collecting_finds_texts_and_plurals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(
        tmp_path,
        "window.py",
        "class Seat:\n    def show(self):\n"
        '        self.tr("Post")\n        self.tr("%n page(s)", "", 3)\n'
        '        QCoreApplication.translate("Link", "Alone")\n',
    )
    monkeypatch.setattr(dev, "sources", lambda: [str(source)])
    dev.collect_texts(tmp_path)
    assert set(dev.read_messages(tmp_path / "kurumaza_ja.ts")) == {
        ("Seat", "Post", ""),
        ("Seat", "%n page(s)", ""),
        ("Link", "Alone", ""),
    }
    assert set(dev.read_messages(tmp_path / "kurumaza_en.ts")) == {("Seat", "%n page(s)", "")}


def test_the_released_files_load() -> None:
    dev.release_translations()
    for language in dev.LANGUAGES:
        translator = QTranslator()
        assert translator.load(str(dev.TRANSLATIONS / f"kurumaza_{language}.qm"))
        assert translator.language() == language
        for (context, source, comment), forms in kept(language).items():
            if forms and len(forms) == 1 and "%n" not in source:
                assert translator.translate(context, source, comment) == forms[0]
