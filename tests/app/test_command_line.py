from pathlib import Path

import pytest

from app.command_line import parse
from sync.version import version


def test_no_command_is_the_lobby():
    found = parse([])
    assert found.command == ""
    assert found.mdns
    assert not found.self_test


def test_the_profile_may_stand_before_and_after_the_command(tmp_path):
    before = parse(["--profile", str(tmp_path), "chair", "meeting.toml"])
    after = parse(["chair", "meeting.toml", "--profile", str(tmp_path)])
    assert before == after
    assert after.profile == tmp_path
    assert after.target == "meeting.toml"


def test_a_seat_is_taken_with_code_name_and_seat():
    found = parse(["join", "10.1.2.3:47810", "--code", "482913", "--name", "総務課長", "--seat", "12"])
    assert (found.target, found.code, found.name, found.seat) == (
        "10.1.2.3:47810",
        "482913",
        "総務課長",
        "12",
    )


def test_the_console_reads_its_own_options():
    found = parse(
        ["--profile", "p", "node", "--listen", "127.0.0.1:0", "--no-mdns", "--peer", "a:1", "--peer", "b:2"]
    )
    assert found.command == "node"
    assert found.profile == Path("p")
    assert found.rest == ("--listen", "127.0.0.1:0", "--no-mdns", "--peer", "a:1", "--peer", "b:2")


@pytest.mark.parametrize(
    "arguments",
    [
        ["bake"],
        ["chair"],
        ["open"],
        ["--lang", "fr"],
        ["join", "--what"],
        ["join", "--listen", "nowhere"],
        ["join", "--listen", "host:65536"],
        ["join", "--listen", "host:٣"],
    ],
)
def test_wrong_usage_ends_with_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_version_is_the_one_of_the_project(capsys):
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"kurumaza {version()}\n"


def test_a_meeting_is_carried_by_hand():
    packed = parse(["bundle", "pack", "abc", "-o", "a.kurumaza", "--only-missing-for", "b", "--profile", "p"])
    assert (packed.command, packed.action, packed.target, packed.output) == (
        "bundle",
        "pack",
        "abc",
        "a.kurumaza",
    )
    assert (packed.other, packed.scope, packed.profile) == ("b", "everything", Path("p"))
    merged = parse(["--profile", "p", "bundle", "merge", "a.kurumaza"])
    assert (merged.action, merged.target, merged.profile) == ("merge", "a.kurumaza", Path("p"))


@pytest.mark.parametrize("wrong", [[], ["pack"], ["merge"], ["pack", "-o", "a", "--scope", "all"], ["weigh"]])
def test_a_bundle_needs_to_know_what_and_where(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        parse(["bundle", *wrong])
    assert ended.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["--lang", "ja"],
        ["--lang=ja"],
        ["--no-mdns", "--profile", "会議.kurumaza"],
        ["--log-level", "info"],
    ],
)
def test_a_carried_file_alone_is_opened_as_a_double_click_does(before):
    found = parse([*before, r"E:\会議.KURUMAZA", "--code", "482913"])
    assert (found.command, found.target, found.code) == ("chair", r"E:\会議.KURUMAZA", "482913")


def test_a_carried_file_that_a_command_names_is_its_own():
    assert parse(["bundle", "merge", "a.kurumaza"]).action == "merge"
    assert parse(["--profile", "a.kurumaza"]).command == ""
    assert parse(["bundle", "pack", "-o", "a.kurumaza"]).output == "a.kurumaza"


def test_a_meeting_whose_name_begins_with_a_dash_is_no_option() -> None:
    found = parse(["export", "-Ab_3-x", "--format", "csv", "-o", "a.csv"])
    assert (found.command, found.target, found.format, found.output) == ("export", "-Ab_3-x", "csv", "a.csv")
    packed = parse(["bundle", "pack", "-Ab_3-x", "-o", "a.kurumaza", "--scope", "events"])
    assert (packed.action, packed.target, packed.scope) == ("pack", "-Ab_3-x", "events")
    with pytest.raises(SystemExit) as refused:
        parse(["export", "m", "--fromat", "csv", "-o", "a.csv"])
    assert refused.value.code == 2
