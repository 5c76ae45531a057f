from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.bundle_name import SUFFIX, bundle_name

TODAY = "2026-04-02"


@pytest.mark.parametrize(
    ("title", "starts", "name"),
    [
        ("第3回 DX本部会議", "2026-04-01T10:00:00+09:00", "第3回 DX本部会議 2026-04-01"),
        ("定例", "", "定例 2026-04-02"),
        ("定例", "来週", "定例 2026-04-02"),
        ('a<b>c:d"e/f\\g|h?i*j', "", "a b c d e f g h i j 2026-04-02"),
        ("災害\n対策\t本部", "", "災害 対策 本部 2026-04-02"),
        ("..\\..\\etc", "", "etc 2026-04-02"),
        ("-rf", "", "rf 2026-04-02"),
        ("会議。 . .", "", "会議。 2026-04-02"),
        ("", "", "Kurumaza 2026-04-02"),
        ("???", "", "Kurumaza 2026-04-02"),
        ("con.x", "", "_con.x 2026-04-02"),
        ("𠮷田の会", "", "𠮷田の会 2026-04-02"),
    ],
)
def test_a_title_becomes_a_name_that_every_stick_takes(title: str, starts: str, name: str) -> None:
    assert bundle_name(title, starts, TODAY) == name + SUFFIX


def test_two_pcs_and_two_kinds_of_file_do_not_meet_in_one_name() -> None:
    assert bundle_name("会", "", TODAY, "席2", "一覧") == f"会 {TODAY} 席2 一覧{SUFFIX}"
    assert bundle_name("会", "", TODAY, "2/1") == f"会 {TODAY} 2 1{SUFFIX}"


@given(st.text(max_size=400), st.text(max_size=30))
def test_no_title_leads_out_of_the_folder(title: str, seat: str) -> None:
    name = bundle_name(title, "", TODAY, seat)
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert len(name.encode("utf-8", "ignore")) <= 255
    assert name[0] not in " .-"
    assert name.endswith(SUFFIX)
