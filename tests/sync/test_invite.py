"""Invitations as people get them: pasted, retyped, broken by mail, or made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import KurumazaError
from sync.invite import MAX_ADDRESSES, MAX_LENGTH, MAX_PASTED, Invite, is_invite, read_invite

INVITE = Invite(("192.168.1.20:47810", "10.0.0.7:47810"), "m-_" * 14 + "m", "K9_" * 14 + "-")
WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})


def broken(text: str, width: int, between: str) -> str:
    return between.join(text[place : place + width] for place in range(0, len(text), width))


@pytest.mark.parametrize(
    "text",
    [
        str(INVITE),
        f"  {INVITE}\r\n",
        str(INVITE).translate(WIDE),
        broken(str(INVITE), 60, "\r\n"),
        "> " + broken(str(INVITE), 60, "\n> "),
        broken(str(INVITE), 40, "\u2028"),  # what a field of one line makes of line breaks
        broken(str(INVITE), 40, "\u3000"),
        broken(str(INVITE), 10, "\u200b"),
        f"<{INVITE}>",
        f"「{INVITE}」。",
        f"\ufeff{INVITE}",
        str(INVITE).replace("kurumaza", "Kurumaza"),
    ],
)
def test_an_invitation_is_read_however_it_was_carried(text: str) -> None:
    assert is_invite(text)
    assert read_invite(text) == INVITE


@pytest.mark.parametrize("text", ["192.168.1.20:47810", "", "会議", "https://example.jp/?kurumaza:1?a=b"])
def test_what_is_no_invitation_is_not_taken_for_one(text: str) -> None:
    assert not is_invite(text)


@pytest.mark.parametrize(
    "text",
    [
        str(INVITE)[:-1],
        str(INVITE) + "k",
        str(INVITE).replace("&k=", "&j="),
        str(INVITE).replace("192.168.1.20:47810", "192.168.1.20:99999"),
        str(INVITE).replace("192.168.1.20", "a/b"),
        str(INVITE).replace("a=192.168.1.20:47810,10.0.0.7:47810", "a=,,"),
        str(INVITE).replace("kurumaza:1", "kurumaza:2"),
        str(INVITE) + "&x=1" * 20,
        str(INVITE).replace("a=", "a=" + "h," * MAX_LENGTH),
        str(INVITE) + " " * MAX_PASTED,
        "kurumaza:1?",
        "\ufdfa" * MAX_PASTED,  # one sign that grows to eighteen
    ],
)
def test_half_or_false_invitations_are_refused_with_one_sentence(text: str) -> None:
    with pytest.raises(KurumazaError) as caught:
        read_invite(text)
    assert caught.value.code == "bad_argument"


def test_an_invitation_leads_to_few_addresses() -> None:
    crowd = Invite(tuple(f"10.0.0.{number}" for number in range(60)), INVITE.meeting, INVITE.chair)
    assert len(read_invite(str(crowd)).addresses) == MAX_ADDRESSES


@given(
    st.text()
    | st.text().map(lambda rest: f"kurumaza:1?{rest}")
    | st.text().map(lambda rest: f"{INVITE}{rest}")
)
def test_whatever_is_pasted_is_an_invitation_or_one_sentence(text: str) -> None:
    found, code = None, ""
    try:
        found = read_invite(text)
    except KurumazaError as error:
        code = error.code
    if found is None:
        assert code == "bad_argument"
    else:
        assert (len(found.meeting), len(found.chair)) == (43, 43)
        assert 1 <= len(found.addresses) <= MAX_ADDRESSES
        assert read_invite(str(found)) == found
