import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.toml_lines import KeyPath, key_lines


def line(text: str, *path: str | int) -> int:
    tomllib.loads(text)  # only what the parser accepts is looked at
    return key_lines(text)[path]


def test_keys_of_tables_and_of_arrays_of_tables() -> None:
    text = """# title
[meeting]
title = "a" # title = "no"

[[agenda]]
title = "one"
[[agenda.documents]]
file = "x"

[[agenda.documents]]
file = "y"
[[agenda]]
title = "two"
  [[agenda.documents]]
  file = "z"
"""
    assert line(text, "meeting", "title") == 3
    assert line(text, "agenda", 0) == 5
    assert line(text, "agenda", 0, "documents", 1, "file") == 11
    assert line(text, "agenda", 1, "title") == 13
    assert line(text, "agenda", 1, "documents", 0, "file") == 15


def test_inline_tables_and_arrays() -> None:
    text = """seats = [
  { number = 1, name = "[a]" },  # { number = 9 }
  # nothing
  { number = 2,
    name = "}" },
]
"""
    text = text.replace("number = 2,\n    ", "number = 2, ")
    assert line(text, "seats", 0, "name") == 2
    assert line(text, "seats", 1, "number") == 4


@pytest.mark.parametrize(
    "value",
    [
        '"""\n[x]\nb = 1\n"""',
        "'''\n[x]\nb = 1'''",
        '"""\n\\"""\nb = 1\n""""',
        "'''\nb = '' 1\n'''",
        '"# [ \\" b = 1"\n\n\n',
        "[1,\n2, # ]\n3]",
        "[[1],\n['],'], [\n]]",
    ],
)
def test_values_of_several_lines_are_stepped_over(value: str) -> None:
    text = f"a = {value}\nb = 2\n"
    assert line(text, "b") == text[: text.rindex("b = 2")].count("\n") + 1


def test_dotted_and_quoted_keys() -> None:
    text = 'a . "b.c" . \'d\' = 1\n"\\u3042" = 2\n[x."y z"]\nk = 3\n'
    assert line(text, "a", "b.c", "d") == 1
    assert line(text, "あ") == 2
    assert line(text, "x", "y z", "k") == 4


def test_elements_have_lines_of_their_own() -> None:
    assert line("deputies = [\n1,\n2,\n]\n", "deputies", 1) == 3


def test_windows_line_ends() -> None:
    assert line('[a]\r\nb = "x"\r\nc = 1\r\n', "a", "c") == 3


def paths(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    """Name every key and element of parsed TOML."""
    if isinstance(value, dict):
        return {path}.union(*(paths(each, (*path, key)) for key, each in value.items()))
    if isinstance(value, list):
        return {path}.union(*(paths(each, (*path, number)) for number, each in enumerate(value)))
    return {path}


scalars = st.sampled_from(
    ["1", "-1.5e3", "true", '"a,]}#"', "'x=[' ", "2026-10-06T13:30:00+09:00", '"""\n]\n"""']
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: "[ " + " ,  # note ]\n ".join(parts) + " ]")
        | st.lists(scalars.filter(lambda text: "\n" not in text), max_size=3).map(
            lambda parts: "{" + ", ".join(f"k{number} = {part}" for number, part in enumerate(parts)) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.lists(values, max_size=6), st.sampled_from(["", "[t]\n", "[[t]]\n", "[t.u]\n"]))
def test_every_key_of_accepted_text_has_a_line(parts: list[str], header: str) -> None:
    text = header + "".join(f"key{number} = {part} # end\n" for number, part in enumerate(parts))
    data = tomllib.loads(text)
    lines = key_lines(text)
    assert paths(data) - {()} == set(lines)
    for path, number in lines.items():
        if isinstance(path[-1], str) and path[-1].startswith("key"):
            assert text.split("\n")[number - 1].startswith(f"{path[-1]} =")
