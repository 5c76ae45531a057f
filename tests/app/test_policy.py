from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import policy as policy_module
from app.policy import (
    KEEP_DAYS,
    MAX_FILE_BYTES,
    NOTHING,
    Act,
    Allowances,
    Policy,
    allowed,
    by_it,
    device_policy,
    policy_file,
    read_policy,
    retention,
)
from sync.meeting import Keep
from sync.retention import Retention
from widgets.document_details import DocumentDetails

SWITCHES = [field.name for field in fields(Policy) if field.name != KEEP_DAYS]
FREE = DocumentDetails()
NO_FILE = Path("nowhere at all") / "policy.toml"


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "policy.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# -- reading ---------------------------------------------------------------------------------------


def test_without_a_policy_everything_is_permitted() -> None:
    found = read_policy(NO_FILE, {})
    assert found.policy == Policy()
    assert found.warnings == ()
    assert all(getattr(found.policy, name) for name in SWITCHES)
    assert found.policy.keep_days is None


def test_each_key_forbids_one_thing(tmp_path: Path) -> None:
    for switch in SWITCHES:
        found = read_policy(write(tmp_path, f"# 情報システム課\n{switch} = false\n"), {})
        assert found.warnings == ()
        assert [name for name in SWITCHES if not getattr(found.policy, name)] == [switch]


def test_an_editor_may_put_its_mark_before_the_text(tmp_path: Path) -> None:
    found = read_policy(write(tmp_path, b"\xef\xbb\xbfmay_print = false\r\n"), {})
    assert found.policy == Policy(may_print=False)
    assert found.warnings == ()


@pytest.mark.parametrize("value", ['"yes"', "1", "[]", "{a = 1}", "1979-05-27"])
def test_a_value_of_a_wrong_type_forbids_and_is_named(tmp_path: Path, value: str) -> None:
    found = read_policy(write(tmp_path, f"may_copy = {value}\nmay_print = true\n"), {})
    assert found.policy == Policy(may_copy=False)
    assert len(found.warnings) == 1
    assert "may_copy" in found.warnings[0]


def test_an_unknown_key_is_named_and_changes_nothing(tmp_path: Path) -> None:
    found = read_policy(write(tmp_path, 'may_fly = false\n"a\\u0007b" = 1\n'), {"Wings": 1})
    assert found.policy == Policy()
    assert len(found.warnings) == 3
    assert "may_fly" in found.warnings[0]
    assert "a?b" in found.warnings[1]
    assert "Wings" in found.warnings[2]


@pytest.mark.parametrize(
    "data",
    [
        b"may_copy = ",
        b"may_copy = true\nmay_copy = true",
        b"\xff\xfe\x00",
        b"#" * (MAX_FILE_BYTES + 1),
        b"[" * 9_000,
    ],
)
def test_a_damaged_file_forbids_everything_and_is_named(tmp_path: Path, data: bytes) -> None:
    path = write(tmp_path, data)
    found = read_policy(path, {})
    assert found.policy == NOTHING
    assert len(found.warnings) == 1
    assert str(path) in found.warnings[0]


def test_a_folder_in_its_place_forbids_everything(tmp_path: Path) -> None:
    found = read_policy(tmp_path, {})
    assert found.policy == NOTHING
    assert len(found.warnings) == 1


@given(st.binary(max_size=200))
def test_no_file_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp(), data)
    found = read_policy(path, {})
    assert found.policy in (Policy(), NOTHING) or found.warnings or b"may_" in data


def test_the_registry_wins_over_the_file_in_both_directions(tmp_path: Path) -> None:
    path = write(tmp_path, "may_copy = false\nmay_print = true\n")
    found = read_policy(path, {"MayCopy": 1, "mayprint": 0})
    assert found.policy == Policy(may_print=False)
    assert found.warnings == ()


@pytest.mark.parametrize("value", [2, -1, "1", b"\x01", None, ["1"], True])
def test_a_registry_value_of_a_wrong_type_forbids_and_is_named(value: object) -> None:
    found = read_policy(NO_FILE, {"MayExportNotes": value})
    assert found.policy == Policy(may_export_notes=False)
    assert len(found.warnings) == 1
    assert "MayExportNotes" in found.warnings[0]


def test_the_policy_of_the_device_is_read_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert policy_file().name == "policy.toml"
    monkeypatch.setattr(policy_module, "policy_file", lambda: write(tmp_path, "may_open_addresses = false"))
    monkeypatch.setattr(policy_module, "_registry_values", lambda: {"MayPrint": 0})
    assert device_policy().policy == Policy(may_print=False, may_open_addresses=False)


def test_a_registry_that_cannot_be_read_forbids_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> dict[str, object]:
        raise PermissionError

    monkeypatch.setattr(policy_module, "policy_file", lambda: tmp_path / "policy.toml")
    monkeypatch.setattr(policy_module, "_registry_values", unreadable)
    found = device_policy()
    assert found.policy == NOTHING
    assert "Policies" in found.warnings[0]


def test_it_may_forbid_records_and_a_damaged_policy_does(tmp_path: Path) -> None:
    assert Policy().permits(Act.EXPORT_RECORD)
    found = read_policy(write(tmp_path, "may_export_record = false"), {})
    assert found.policy == Policy(may_export_record=False)
    assert not found.policy.permits(Act.EXPORT_RECORD)
    assert "IT section" in by_it(Act.EXPORT_RECORD)
    assert read_policy(NO_FILE, {"MayExportRecord": 0}).policy == Policy(may_export_record=False)
    assert not NOTHING.permits(Act.EXPORT_RECORD)
    assert "records" in read_policy(write(tmp_path, "may_copy = ["), {}).warnings[0]


# -- what may be done with a document --------------------------------------------------------------


def test_an_ordinary_document_may_be_used_freely() -> None:
    assert allowed(Policy(), FREE, confidential=False) == Allowances()


def test_the_file_forbids_what_it_says() -> None:
    found = allowed(Policy(), DocumentDetails(may_copy=False), confidential=False)
    assert found == Allowances(copy="Whoever made this document does not permit copying from it.")
    found = allowed(Policy(), DocumentDetails(may_print=False), confidential=False)
    assert found == Allowances(print="Whoever made this document does not permit printing it.")


def test_a_confidential_meeting_forbids_whatever_takes_its_documents_elsewhere() -> None:
    found = allowed(Policy(), FREE, confidential=True)
    assert "confidential" in found.copy
    assert "confidential" in found.print
    assert "confidential" in found.export_notes
    assert found.open_addresses == ""


def test_what_it_forbids_is_forbidden_everywhere() -> None:
    found = allowed(NOTHING, FREE, confidential=False)
    assert all("IT section" in refusal for refusal in astuple(found))
    assert len(set(astuple(found))) == 4


def test_until_the_details_are_known_the_file_is_not_copied_or_printed() -> None:
    found = allowed(Policy(), None, confidential=False)
    assert found.copy == found.print == "It is not known yet whether this document permits it."
    assert not found.export_notes


@given(
    st.builds(Policy, *[st.booleans()] * 4),
    st.builds(DocumentDetails, st.booleans(), st.booleans()),
    st.booleans(),
)
def test_nobody_can_give_what_another_forbids(
    policy: Policy, details: DocumentDetails, confidential: bool
) -> None:
    found = allowed(policy, details, confidential=confidential)
    may = (
        policy.may_copy and details.may_copy and not confidential,
        policy.may_print and details.may_print and not confidential,
        policy.may_export_notes and not confidential,
        policy.may_open_addresses,
    )
    assert tuple(refusal == "" for refusal in astuple(found)) == may


def test_it_may_forbid_to_keep_and_what_is_misread_removes_nothing(tmp_path: Path) -> None:
    found = read_policy(write(tmp_path, "may_keep_documents = false\n"), {})
    assert retention(found.policy) == Retention(Keep.RECORD)
    for text in ("may_keep_documents = 0\nmay_keep_record = 'no'\n", "may_keep_record = ["):
        found = read_policy(write(tmp_path, text), {"MayKeepRecord": 7})
        assert found.warnings
        assert retention(found.policy) == Retention()


@pytest.mark.parametrize("days", [0, 30, 3_650])
def test_it_sets_how_many_days_anything_may_stay(tmp_path: Path, days: int) -> None:
    found = read_policy(write(tmp_path, f"may_keep_documents = false\nkeep_days = {days}\n"), {})
    assert found.warnings == ()
    assert retention(found.policy) == Retention(Keep.RECORD, at_most_days=days)
    found = read_policy(write(tmp_path, "keep_days = 9\n"), {"KeepDays": days})
    assert found.warnings == ()
    assert retention(found.policy) == Retention(at_most_days=days)


@pytest.mark.parametrize("value", ["-1", "3651", "true", '"30"', "1.5", "[]"])
def test_days_that_are_none_remove_nothing_and_are_named(tmp_path: Path, value: str) -> None:
    found = read_policy(write(tmp_path, f"keep_days = {value}\n"), {})
    assert found.policy == Policy()
    (warning,) = found.warnings
    assert "keep_days" in warning
    assert "0 to 3650" in warning


@pytest.mark.parametrize("value", [-1, 4_000_000_000, "30", b"", None, True])
def test_days_of_the_registry_are_checked_too(tmp_path: Path, value: object) -> None:
    found = read_policy(write(tmp_path, "keep_days = 9\n"), {"keepdays": value})
    assert found.policy == Policy()
    assert len(found.warnings) == 1
