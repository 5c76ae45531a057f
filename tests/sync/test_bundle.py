"""A bundle is taken whole or not at all: right ones anywhere and any number of times, wrong ones nowhere."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.bundle import CHUNK as CHUNK_RECORD
from sync.bundle import MAX_FILES
from sync.errors import KurumazaError
from sync.events import Event
from tests.sync.bundle_stall import CHUNK, CONTENT, Stall, document, have_of, opened, story, whole, written
from tests.sync.strategies import ANNE, BEN, CHAIR, Writer, histories, paper, room

RIGHT = whole()
SMALL = written(story()[0][:3])


@pytest.fixture
def stall(tmp_path: Path) -> Iterator[Stall]:
    made = Stall(tmp_path / "profile")
    yield made
    made.close()


def refused(stall: Stall, bundle: bytes, code: str = "bundle_damaged") -> str:
    """Nothing of it is taken; gives the sentence."""
    before = stall.state()
    with pytest.raises(KurumazaError) as caught:
        stall.merge(bundle)
    assert caught.value.code == code, caught.value.message
    assert stall.state() == before
    return caught.value.message


def test_a_profile_that_never_saw_the_meeting_gets_all_of_it(stall: Stall) -> None:
    events, added = story()
    merged = stall.merge(RIGHT)
    assert (merged.meeting, merged.packer) == (events[0].meeting, CHAIR.device)
    assert (merged.events, merged.comments, merged.documents) == (len(events), 2, 1)
    assert added.body is not None
    path = stall.blobs.path(added.body["sha256"])
    assert path is not None
    assert path.read_bytes() == CONTENT
    assert stall.log.have(events[0].meeting) == have_of(events)


def test_merging_again_changes_nothing(stall: Stall) -> None:
    stall.merge(RIGHT)
    before = stall.state()
    again = stall.merge(RIGHT)
    assert (again.events, again.comments, again.documents) == (0, 0, 0)
    assert stall.state() == before


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(SMALL) * 8 - 1))
def test_one_wrong_bit_anywhere_and_nothing_is_taken(stall: Stall, place: int) -> None:
    spoilt = bytearray(SMALL)
    spoilt[place // 8] ^= 1 << place % 8
    refused(stall, bytes(spoilt), "wrong_version" if place // 8 in (8, 9) else "bundle_damaged")


def test_each_byte_of_its_end_counts(stall: Stall) -> None:
    for place in range(len(SMALL) - 5 - 32 - 64, len(SMALL)):
        refused(stall, SMALL[:place] + bytes([SMALL[place] ^ 1]) + SMALL[place + 1 :])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 400) | st.integers(0, len(RIGHT) - 1))
def test_one_wrong_byte_in_documents_too(stall: Stall, place: int) -> None:
    spoilt = bytearray(RIGHT)
    spoilt[place] ^= 0xFF
    refused(stall, bytes(spoilt), "wrong_version" if place in (8, 9) else "bundle_damaged")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(0, len(SMALL) - 1))
def test_a_stick_pulled_out_too_early(stall: Stall, size: int) -> None:
    assert "ends too early" in refused(stall, SMALL[:size])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=400))
def test_any_bytes(stall: Stall, junk: bytes) -> None:
    refused(stall, junk)
    refused(stall, SMALL[:98] + junk)
    refused(stall, SMALL + (junk or b"\x00"))


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 5, 127, 0, 200])
def test_a_giant_record_costs_no_memory(stall: Stall, kind: int) -> None:
    giant = struct.pack(">BI", kind, 0xFFFF_FFFF)
    assert "larger" in refused(stall, SMALL[:98] + giant + b"x" * 1000)


def test_a_newer_format_is_named_as_one(stall: Stall) -> None:
    newer = SMALL[:8] + (2).to_bytes(2, "big") + SMALL[10:]
    assert "format 2" in refused(stall, newer, "wrong_version")


def test_another_signature_than_the_packers(stall: Stall) -> None:
    events, _ = story()
    assert "signature" in refused(stall, written(events, packer=ANNE.device))


EVENTS, ADDED = story()
PIECES = (CONTENT[:CHUNK], CONTENT[CHUNK:])
OTHER = Writer(ANNE).say("meeting.create", {"title": "別の会議"})


@pytest.mark.parametrize(
    "bundle",
    [
        written(EVENTS, events=len(EVENTS) + 1),
        written(EVENTS, events=0xFFFF_FFFF, chunk_bytes=2**63),
        written(EVENTS[:-1], have=have_of(EVENTS) | {EVENTS[0].log: 3}),
        written(EVENTS[:-1], have=have_of(EVENTS) | {EVENTS[0].log: 99}),
        written(EVENTS[:-1], have={}),
        written([EVENTS[0], EVENTS[2]]),
        written([EVENTS[0], EVENTS[1], EVENTS[1]]),
        written([*EVENTS, OTHER]),
        written(EVENTS, meeting=OTHER.meeting),
        written(EVENTS, (ADDED,), PIECES[:1]),
        written(EVENTS, (ADDED,), PIECES[::-1]),
        written(EVENTS, (ADDED,), (*PIECES, b"more")),
        written(EVENTS, (), PIECES),
        written(EVENTS, (ADDED, ADDED), (*PIECES, *PIECES)),
        written(EVENTS, (ADDED,), (PIECES[0], PIECES[1][:-1] + b"\x00")),
        written(EVENTS, (ADDED,), PIECES, chunk_bytes=5),
    ],
)
def test_what_is_signed_and_false_is_refused_too(stall: Stall, bundle: bytes) -> None:
    refused(stall, bundle)


def test_a_log_that_does_not_hang_together_is_refused(stall: Stall) -> None:
    events, writers = room()
    first = writers[BEN].post("一")
    false = Writer(BEN, events[0].meeting)
    false.sequence, false.previous = 1, events[0].event_id
    refused(stall, written([*events, first, false.post("二")]))


def test_more_documents_than_any_meeting_has(stall: Stall) -> None:
    ids = b"".join(number.to_bytes(32, "big") for number in range(MAX_FILES + 1))
    refused(stall, SMALL[: SMALL.index(b"\x02\x00\x00\x00\x00")] + struct.pack(">BI", 3, len(ids)) + ids)


def test_an_announcement_by_a_stranger_fills_no_disk(stall: Stall) -> None:
    """Its bytes are as it was signed; but no chair signed it, so the agenda does not name it."""
    events, _ = opened()
    false = Writer(ANNE, events[0].meeting).say("document.add", document(b"x" * 50), position=9)
    merged = stall.merge(written([*events, false], (false,), (b"x" * 50,)))
    assert merged.documents == 0
    assert list((stall.folder / "documents").iterdir()) == []


@pytest.mark.parametrize("cut", [1, 3, 6, 7])
def test_what_another_pc_had_already_is_not_left_out_unsaid(stall: Stall, cut: int) -> None:
    rest = written(EVENTS[cut:], (ADDED,), PIECES, have=have_of(EVENTS))
    refused(stall, rest, "bundle_incomplete")
    stall.merge(written(EVENTS[:cut]))
    assert stall.merge(rest).events == len(EVENTS) - cut
    assert stall.log.have(EVENTS[0].meeting) == have_of(EVENTS)


def test_a_list_alone_brings_no_meeting(stall: Stall) -> None:
    refused(stall, written([], meeting=EVENTS[0].meeting, have=have_of(EVENTS)), "bundle_incomplete")
    refused(stall, written([], meeting=EVENTS[0].meeting), "bundle_incomplete")


def test_documents_may_come_after_their_events(stall: Stall) -> None:
    stall.merge(written(EVENTS))
    later = written([], (ADDED,), PIECES, meeting=EVENTS[0].meeting, have=have_of(EVENTS))
    assert stall.merge(later).documents == 1


def test_an_empty_document_arrives(stall: Stall) -> None:
    events, writers = opened()
    empty = writers[CHAIR].say("document.add", document(b""), position=8)
    assert stall.merge(written([*events, empty], (empty,))).documents == 1


def test_a_merge_that_was_cut_off_goes_on_where_it_was(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> None:
    written_chunks = []
    write = stall.blobs.write_chunk

    def pulled(manifest: object, index: int, data: bytes) -> None:
        if written_chunks == [0]:
            raise KurumazaError("bundle_unreadable", "pulled out")
        write(manifest, index, data)  # type: ignore[arg-type] # handed on as it came
        written_chunks.append(index)

    monkeypatch.setattr(stall.blobs, "write_chunk", pulled)
    with pytest.raises(KurumazaError):
        stall.merge(RIGHT)
    assert stall.log.have(EVENTS[0].meeting) == have_of(EVENTS)
    written_chunks.clear()
    monkeypatch.setattr(
        stall.blobs, "write_chunk", lambda *args: (write(*args), written_chunks.append(args[1]))
    )
    assert stall.merge(RIGHT).documents == 1
    assert written_chunks == [1]


def test_two_events_in_one_place_change_nothing_of_what_was_first(stall: Stall, expected_log: object) -> None:
    expected_log("was written twice")  # type: ignore[operator] # the fixture's protocol
    events, _ = room()
    stall.merge(written([*events, Writer(BEN, events[0].meeting).post("一")]))
    have = stall.log.have(events[0].meeting)
    stall.merge(written([*events, Writer(BEN, events[0].meeting).post("二")]))
    held = {log: stall.log.have(events[0].meeting)[log] for log in have}
    assert held == have  # and what the device then adds is its proof


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=histories(), data=st.data())
def test_any_order_and_number_of_bundles_gives_the_same_meeting(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    """Each device packs what it has seen; whoever merges them all, in whatever order, has it all."""
    logs = sorted({event.log for event in events[1:]} - {events[0].log})
    seen = [
        {log: data.draw(st.integers(0, 99)) for log in logs} | {events[0].log: data.draw(st.integers(1, 99))}
        for _ in range(3)
    ]
    bundles = [written([event for event in events if event.sequence <= some[event.log]]) for some in seen]
    digests = set()
    for number, order in enumerate(
        [bundles, data.draw(st.permutations(bundles)), [*bundles[::-1], *bundles]]
    ):
        stall = Stall(tmp_path_factory.mktemp("profile") / str(number))
        for bundle in order:
            stall.merge(bundle)
        digests.add((stall.digest(events[0].meeting), str(sorted(stall.log.have(events[0].meeting).items()))))
        stall.close()
    assert len(digests) == 1


def test_chunks_have_a_type_of_their_own() -> None:
    assert struct.pack(">BI", CHUNK_RECORD, len(PIECES[1])) in RIGHT
    assert paper()["chunk_size"] == CHUNK
