import json

import pytest

from app.drafts import Drafts
from sync.discussion import Region
from sync.meeting import Anchor, CommentDraft, CommentKind

DRAFT = CommentDraft(
    body="高齢の方には職員が一緒に\n神",
    kind=CommentKind.CONCERN,
    agenda="2",
    anchor=Anchor("document-1", 4),
    reply_to="comment-1",
    name_withheld=True,
)


def test_a_draft_survives_the_program(tmp_path, qapp):
    path = tmp_path / "drafts.json"
    drafts = Drafts(path)
    drafts.keep("meeting-1", DRAFT)
    drafts.save()
    assert Drafts(path).draft("meeting-1") == DRAFT
    assert Drafts(path).draft("meeting-2") is None


def test_a_draft_is_saved_without_being_asked(tmp_path, qtbot):
    path = tmp_path / "drafts.json"
    drafts = Drafts(path)
    drafts.keep("meeting-1", DRAFT)
    qtbot.waitUntil(path.exists)
    assert Drafts(path).draft("meeting-1") == DRAFT


def test_a_posted_draft_is_forgotten(tmp_path, qapp):
    path = tmp_path / "drafts.json"
    drafts = Drafts(path)
    drafts.keep("meeting-1", DRAFT)
    drafts.save()
    drafts.keep("meeting-1", None)
    drafts.save()
    assert json.loads(path.read_text("utf-8")) == {}


def test_lone_surrogates_can_be_kept(tmp_path, qapp):
    drafts = Drafts(tmp_path / "drafts.json")
    drafts.keep("meeting-1", CommentDraft(body="\ud83d half"))
    drafts.save()
    kept = Drafts(tmp_path / "drafts.json").draft("meeting-1")
    assert kept is not None
    assert kept.body == "\ud83d half"


@pytest.mark.parametrize("found", [5, [], {"kind": "opinion"}, {"body": 3}])
def test_a_draft_of_a_wrong_shape_is_no_draft(tmp_path, qapp, found):
    path = tmp_path / "drafts.json"
    path.write_text(json.dumps({"meeting-1": found}), "utf-8")
    assert Drafts(path).draft("meeting-1") is None


@pytest.mark.expected_log("could not be saved")
def test_a_disk_that_cannot_be_written_loses_nothing(tmp_path, qapp):
    occupied = tmp_path / "file"
    occupied.write_text("in the way", "utf-8")
    drafts = Drafts(tmp_path / "folder" / "drafts.json")
    (tmp_path / "folder").write_text("also in the way", "utf-8")
    drafts.keep("meeting-1", DRAFT)
    drafts.save()
    assert drafts.draft("meeting-1") == DRAFT
    (tmp_path / "folder").unlink()
    drafts.save()
    assert Drafts(tmp_path / "folder" / "drafts.json").draft("meeting-1") == DRAFT


def test_the_part_of_a_page_is_kept_with_its_words(tmp_path, qapp):
    anchor = Anchor("document-1", 4, "ab" * 32, Region(1, 2, 3_000, 4_000), "ここ")
    draft = CommentDraft(body="意見", anchor=anchor)
    drafts = Drafts(tmp_path / "drafts.json")
    drafts.keep("meeting-1", draft)
    drafts.save()
    assert Drafts(tmp_path / "drafts.json").draft("meeting-1") == draft


@pytest.mark.parametrize(
    "region", [5, [1, 2, 3], [1, 2, 3, -4], [1, 2, 0, 4], [1, 2, "3", 4], [1, 2, 3, 10**9]]
)
def test_a_part_of_a_wrong_shape_leaves_the_page(tmp_path, qapp, region):
    path = tmp_path / "drafts.json"
    found = {"body": "意見", "document": "document-1", "page": 4, "region": region, "quote": "ここ"}
    path.write_text(json.dumps({"meeting-1": found}), "utf-8")
    kept = Drafts(path).draft("meeting-1")
    assert kept is not None
    assert kept.anchor == Anchor("document-1", 4)
