import json
from pathlib import Path

import pytest

from sync.discussion import LookBackQuestion, QuestionKind
from sync.meeting import Names, Opens, Policy, Role, Seat
from sync.meeting_file import (
    MAX_FILE_BYTES,
    MeetingFileError,
    MeetingPlan,
    plan_from_folder,
    read_meeting_file,
)

NAUGHTY: list[str] = json.loads(Path(__file__).with_name("naughty.json").read_text("utf-8"))

WHOLE = """
[meeting]
title = "第3回 本部会議"
organization = "みほん市"
room = "第1委員会室"
starts = 2026-10-06T13:30:00+09:00
ends = "2026-10-06T16:00:00+09:00"
document_folder = "pdf"

[policy]
names = "department"
moderation = "hold"
confidential = true
deputies = [2, "1"]

[[agenda]]
title = "開会"
minutes = 10
presenter = 2

[[agenda.documents]]
label = "資料1-1"
title = "議事進行"
file = "一.pdf"

[[agenda.documents]]
file = "sub/二.pdf"

[[agenda]]
title = "討議"
names = "withheld"
presenter = "市長"

[[seats]]
number = 1
name = "本部長"
role = "chair"

[[seats]]
number = "2"
department = "総務課"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pdf" / "sub").mkdir(parents=True)
    (tmp_path / "pdf" / "一.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "pdf" / "sub" / "二.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def read(folder: Path, text: str | bytes) -> MeetingPlan:
    path = folder / "meeting.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_meeting_file(path)


def refusal(folder: Path, text: str | bytes) -> MeetingFileError:
    with pytest.raises(MeetingFileError) as caught:
        read(folder, text)
    assert caught.value.code == "meeting_file"
    return caught.value


def test_a_whole_meeting_file(folder: Path) -> None:
    plan = read(folder, WHOLE)
    assert (plan.title, plan.organization, plan.room) == ("第3回 本部会議", "みほん市", "第1委員会室")
    assert (plan.starts, plan.ends) == ("2026-10-06T13:30:00+09:00", "2026-10-06T16:00:00+09:00")
    assert plan.policy == Policy(Names.DEPARTMENT, "hold", confidential=True, deputies=("2", "1"))
    assert plan.seats == (Seat("1", "本部長", "", Role.CHAIR), Seat("2", "", "総務課", Role.MEMBER))
    first, second = plan.agenda
    assert (first.title, first.minutes, first.presenter, first.names) == ("開会", 10, "2", Names.OPEN)
    assert [(paper.label, paper.title) for paper in first.documents] == [("資料1-1", "議事進行"), ("", "二")]
    assert first.documents[1].path == folder / "pdf" / "sub" / "二.pdf"
    assert (second.minutes, second.presenter, second.names, second.documents) == (
        None,
        "市長",
        Names.WITHHELD,
        (),
    )


def test_the_chairs_script_has_lines_and_nothing_that_hides(folder: Path) -> None:
    text = 'script = """\n定足数を確認する。\r\n\n\u202e次に\u200b進む。\n"""'
    plan = read(folder, WHOLE.replace("minutes = 10", text))
    assert [item.script for item in plan.agenda] == ["定足数を確認する。\n\n次に進む。", ""]


def test_questions_of_the_look_back(folder: Path) -> None:
    asked = '[" 時間は\u200b ", { text = "次は", kind = "text" }, { text = "広さ" }]'
    text = f"{WHOLE}\n[lookback]\nquestions = {asked}"
    scale = QuestionKind.SCALE
    assert read(folder, text).lookback == (
        LookBackQuestion("時間は", scale),
        LookBackQuestion("次は", QuestionKind.TEXT),
        LookBackQuestion("広さ", scale),
    )
    assert read(folder, WHOLE).lookback == ()


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        ('"一"', "lookback.questions: a list of questions was expected"),
        ("[1]", "lookback.questions[1]: a text in quotes was expected"),
        ('["一", " "]', "lookback.questions[2]: this must not be empty"),
        (f'["{"x" * 501}"]', "lookback.questions[1]: at most 500 characters are allowed"),
        ('["1", "2", "3", "4", "5", "6"]', "lookback.questions[6]: at most 5 are allowed"),
        ('[{ text = "一", kind = "star" }]', "lookback.questions[1].kind: one of scale, text was expected"),
        ('[{ kind = "text" }]', "lookback.questions[1].text: this key is missing"),
        ('[{ text = "一", more = 1 }]', "lookback.questions[1].more: unknown key"),
    ],
)
def test_wrong_questions_are_refused(folder: Path, questions: str, sentence: str) -> None:
    error = refusal(folder, f'[meeting]\ntitle = "会"\n[lookback]\nquestions = {questions}')
    assert error.message == f"meeting.toml: line 4, {sentence}"


def test_a_meeting_that_opens_at_its_start_needs_one(folder: Path) -> None:
    text = WHOLE.replace("[policy]", '[policy]\nopens = "at_start"')
    assert read(folder, text).policy.opens is Opens.AT_START
    error = refusal(folder, text.replace("starts = 2026-10-06T13:30:00+09:00\n", ""))
    assert error.message == "meeting.toml: line 10, policy.opens: this needs starts in [meeting]"


def test_a_title_is_enough(folder: Path) -> None:
    assert read(folder, '[meeting]\ntitle = "会"') == MeetingPlan(title="会")


def test_windows_editors_are_understood(folder: Path) -> None:
    assert read(folder, b"\xef\xbb\xbf" + '[meeting]\r\ntitle = "会"\r\n'.encode()).title == "会"


def test_a_folder_beside_the_file_is_the_default(folder: Path) -> None:
    text = '[meeting]\ntitle = "会"\n[[agenda]]\ntitle = "a"\n[[agenda.documents]]\nfile = "pdf/一.pdf"'
    assert read(folder, text).agenda[0].documents[0].path == folder / "pdf" / "一.pdf"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("minutes = 10", "minuets = 10", "line 18, agenda[1].minuets: unknown key"),
        ("minutes = 10", 'minutes = "10"', "line 18, agenda[1].minutes: a whole number"),
        ("minutes = 10", "minutes = true", "line 18, agenda[1].minutes: a whole number"),
        ("minutes = 10", "minutes = 1.5", "line 18, agenda[1].minutes: a whole number"),
        ("minutes = 10", "minutes = -1", "line 18, agenda[1].minutes: a whole number"),
        ("presenter = 2", "presenter = []", "line 19, agenda[1].presenter: a seat number"),
        ('"一.pdf"', '"三.pdf"', "line 24, agenda[1].documents[1].file: there is no file 三.pdf"),
        ('"一.pdf"', '"sub.pdf"', "line 24, agenda[1].documents[1].file: there is no file sub.pdf"),
        ('"一.pdf"', '"a\\u0000b.pdf"', "line 24, agenda[1].documents[1].file: there is no file ab.pdf"),
        (
            '"一.pdf"',
            '"../secret.txt"',
            "line 24, agenda[1].documents[1].file: the name of a PDF was expected",
        ),
        ('"一.pdf"', "1", "line 24, agenda[1].documents[1].file: the name of a file"),
        ('file = "sub/二.pdf"', 'titel = "x"', "line 27, agenda[1].documents[2].titel: unknown key"),
        ('file = "sub/二.pdf"', 'title = "x"', "line 26, agenda[1].documents[2].file: this key is missing"),
        ('title = "討議"', "", "line 29, agenda[2].title: this key is missing"),
        ('title = "討議"', 'title = " "', "line 30, agenda[2].title: this must not be empty"),
        ('names = "withheld"', 'names = "none"', "line 31, agenda[2].names: one of open, named"),
        ('names = "withheld"', "names = [1]", "line 31, agenda[2].names: one of open, named"),
        ('title = "第3回 本部会議"', "title = 3", "line 3, meeting.title: a text in quotes"),
        (
            'title = "第3回 本部会議"',
            f'title = "{"x" * 201}"',
            "line 3, meeting.title: at most 200 characters",
        ),
        (
            "starts = 2026-10-06T13:30:00+09:00",
            "starts = 2026-10-06",
            "line 6, meeting.starts: a date and time",
        ),
        ("starts = 2026-10-06T13:30:00+09:00", 'starts = "soon"', "line 6, meeting.starts: a date and time"),
        (
            'document_folder = "pdf"',
            'document_folder = "no"',
            "line 8, meeting.document_folder: there is no folder",
        ),
        ('"hold"', '"hold"\nopens = "soon"', "line 13, policy.opens: one of at_once, at_start was expected"),
        ('moderation = "hold"', "moderation = {}", "line 12, policy.moderation: one of open, hold"),
        ("confidential = true", "confidential = 1", "line 13, policy.confidential: true or false"),
        ('deputies = [2, "1"]', "deputies = [2,\n 7]", "line 15, policy.deputies[2]: there is no seat 7"),
        (
            'department = "総務課"',
            'role = "observer"',
            "line 14, policy.deputies[1]: seat 2 is an observer's, which cannot take the chair",
        ),
        ('deputies = [2, "1"]', "deputies = 2", "line 14, policy.deputies: a list of seat numbers"),
        ("number = 1", "number = 2", "line 40, seats[2].number: seat 2 is there twice"),
        ("number = 1", "", "line 34, seats[1].number: this key is missing"),
        ("number = 1", f"number = {10**30}", "line 35, seats[1].number: a seat number"),
        ('role = "chair"', 'role = "king"', "line 37, seats[1].role: one of chair, member"),
        ("[policy]", "[polizei]", "line 10, polizei: unknown key"),
        ("minutes = 10", "script = 10", "line 18, agenda[1].script: a text in quotes"),
        (
            "minutes = 10",
            f'script = "{"x" * 20_001}"',
            "line 18, agenda[1].script: at most 20000 characters",
        ),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(folder: Path, old: str, new: str, sentence: str) -> None:
    assert old in WHOLE
    error = refusal(folder, WHOLE.replace(old, new, 1))
    assert error.message.startswith(f"meeting.toml: {sentence}")
    assert f"line {error.line}, {error.key}: " in error.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "meeting.toml: meeting.title: this key is missing"),
        ("meeting = 1", "meeting.toml: line 1, meeting: a table was expected"),
        ("agenda = 1\n[meeting]\ntitle='x'", "meeting.toml: line 1, agenda: a list of tables"),
        ("agenda = [\n1]\n[meeting]\ntitle='x'", "meeting.toml: line 2, agenda[1]: a table was expected"),
        ("a = 1\nb = = 2", "meeting.toml: line 2: Invalid value"),
        ("a = 1\n\nb = [", "meeting.toml: line 3: Invalid value"),
        ("a = 1\na = 2", "meeting.toml: line 2: Cannot overwrite a value"),
        ("a = " + "[" * 60_000, "meeting.toml: the values are nested too deeply"),
        (b"a = 1\nb = \x83\x65", "meeting.toml: line 2: the file is not saved as UTF-8"),
        (b"#" * (MAX_FILE_BYTES + 1), "meeting.toml: the file is larger than 256 KiB"),
    ],
)
def test_files_that_are_no_meeting(folder: Path, text: str | bytes, sentence: str) -> None:
    assert refusal(folder, text).message.startswith(sentence)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MeetingFileError, match=r"none\.toml: the file cannot be read"):
        read_meeting_file(tmp_path / "none.toml")


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_texts_are_taken_or_refused_in_words(folder: Path, text: str) -> None:
    safe = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
    quoted = json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")
    document = f"[[agenda]]\ntitle = 'a'\n[[agenda.documents]]\nfile = {quoted}\n"
    seat = f"[[seats]]\nnumber = {quoted}\nname = {quoted}\n"
    for parts in (f"title = {quoted}", f"title = 'a'\n{document}", f"title = 'a'\n{seat}"):
        outcome = taken_or_refused(folder, "[meeting]\n" + parts)
        if isinstance(outcome, MeetingFileError):
            assert outcome.line > 0
        else:
            shown = outcome.title + "".join(each.name + each.number for each in outcome.seats)
            assert not set(shown) & set("\u202e\u200b\x00\n")


def taken_or_refused(folder: Path, text: str) -> MeetingPlan | MeetingFileError:
    try:
        return read(folder, text)
    except MeetingFileError as error:
        return error


# -- what may be handed out ----------------------------------------------------------------------


def test_what_is_no_pdf_is_refused_with_line_and_key_and_in_a_folder_by_name(folder: Path) -> None:
    """Every seat would get a copy: an empty file, a renamed text, a document of an office program."""
    paper = folder / "pdf" / "一.pdf"
    for data in (b"", "給与一覧".encode(), b"PK\x03\x04word/document.xml", b" " * 1_024 + b"%PDF-1.7"):
        paper.write_bytes(data)
        error = refusal(folder, WHOLE)
        assert (error.line, error.key) == (24, "agenda[1].documents[1].file")
        assert "一.pdf is no PDF" in error.message
        with pytest.raises(MeetingFileError, match=r"一\.pdf is no PDF"):
            plan_from_folder(folder / "pdf", "会議")
    paper.write_bytes(b"\xef\xbb\xbf%PDF-1.7")
    assert read(folder, WHOLE).agenda[0].documents
    with paper.open("ab") as file:
        file.truncate(2 * 1024**3 + 1)
    assert "is larger than 2 GB" in refusal(folder, WHOLE).message
    with pytest.raises(MeetingFileError, match="is larger than 2 GB"):
        plan_from_folder(folder / "pdf", "会議")


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF that has nothing to do with the meeting, in a folder that can be linked to."""
    path = tmp_path_factory.mktemp("outside") / "人事.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def linked(link: Path, target: Path) -> None:
    link.symlink_to(target, target_is_directory=target.is_dir())


def test_a_link_out_of_the_folder_of_the_meeting_is_refused_and_one_within_is_not(
    folder: Path, outside: Path
) -> None:
    paper = folder / "pdf" / "一.pdf"
    paper.unlink()
    linked(paper, outside)
    error = refusal(folder, WHOLE)
    assert (error.line, error.key) == (24, "agenda[1].documents[1].file")
    assert "一.pdf is a link that leads out of the folder of the meeting" in error.message
    with pytest.raises(MeetingFileError, match=r"一\.pdf is a link that leads out"):
        plan_from_folder(folder / "pdf", "会議")
    paper.unlink()
    (folder / "master.pdf").write_bytes(b"%PDF-1.7")
    linked(paper, folder / "master.pdf")
    assert read(folder, WHOLE).agenda[0].documents[0].path == paper


def test_a_linked_folder_hides_as_much_as_a_linked_file(folder: Path, outside: Path) -> None:
    linked(folder / "other", outside.parent)
    error = refusal(folder, WHOLE.replace('"pdf"', '"other"'))
    assert error.message.startswith("meeting.toml: line 8, meeting.document_folder: other is a link")
    linked(folder / "pdf" / "other", outside.parent)
    assert "leads out" in refusal(folder, WHOLE.replace('"一.pdf"', '"other/人事.pdf"')).message


def test_what_is_written_out_in_the_meeting_file_may_lie_elsewhere(folder: Path, outside: Path) -> None:
    for named in (str(outside).replace("\\", "/"), f"../../{outside.parent.name}/{outside.name}"):
        text = WHOLE.replace('"一.pdf"', f'"{named}"')
        if (folder / "pdf" / named).is_file():
            assert read(folder, text).agenda[0].documents[0].path.name == outside.name
    above = WHOLE.replace('"pdf"', '"../' + folder.name + '/pdf"')
    assert read(folder, above).agenda[0].documents
    linked(outside.with_name("link.pdf"), folder / "pdf" / "一.pdf")
    named = str(outside.with_name("link.pdf")).replace("\\", "/")
    assert "leads out" in refusal(folder, WHOLE.replace('"一.pdf"', f'"{named}"')).message


# -- a folder of PDFs ----------------------------------------------------------------------------


def agenda_of(folder: Path, *names: str) -> list[tuple[str, list[tuple[str, str]]]]:
    for name in names:
        (folder / name).write_bytes(b"%PDF-1.7")
    plan = plan_from_folder(folder, "会議")
    return [(item.title, [(paper.label, paper.title) for paper in item.documents]) for item in plan.agenda]


def test_papers_of_one_number_are_one_item_in_natural_order(tmp_path: Path) -> None:
    names = [
        "資料10 その他.pdf",
        "資料2-10 一覧.pdf",
        "資料２-2　図表.PDF",
        "資料2-1_満足度.pdf",
        "参考2 通学区域.pdf",
        "資料1.pdf",
    ]
    assert agenda_of(tmp_path, *names) == [
        ("資料1", [("", "資料1")]),
        (
            "満足度",
            [("資料2-1", "満足度"), ("資料２-2", "図表"), ("資料2-10", "一覧"), ("参考2", "通学区域")],
        ),
        ("その他", [("資料10", "その他")]),
    ]


def test_a_number_set_off_at_the_start_counts_and_others_do_not(tmp_path: Path) -> None:
    names = [
        "3_6_ツール.pdf",
        "3_4_教育.pdf",
        "01_議事.pdf",
        "1人1台端末.pdf",
        "20190716.pdf",
        "令和6年度.pdf",
        "次第.pdf",
    ]
    assert [title for title, _ in agenda_of(tmp_path, *names)] == [
        "次第",
        "議事",
        "教育",
        "1人1台端末",
        "20190716",
        "令和6年度",
    ]


def test_what_is_no_paper_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "資料3.pdf").mkdir()
    names = ["資料1.pdf", "~$資料1.pdf", "._資料1.pdf", ".hidden.pdf", "note.txt", "資料2.pdf.part"]
    assert [title for title, _ in agenda_of(tmp_path, *names)] == ["資料1"]


def test_an_empty_or_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MeetingFileError, match="There is no PDF in the folder"):
        plan_from_folder(tmp_path, "会議")
    with pytest.raises(MeetingFileError, match="cannot be read"):
        plan_from_folder(tmp_path / "none", "会議")


def test_more_items_than_an_agenda_may_have_are_told(tmp_path: Path) -> None:
    with pytest.raises(MeetingFileError, match="101 agenda items; 100 are allowed"):
        agenda_of(tmp_path, *(f"資料{number}.pdf" for number in range(101)))


def test_the_folder_names_a_meeting_without_a_title(tmp_path: Path) -> None:
    (tmp_path / "資料1.pdf").write_bytes(b"%PDF-1.7")
    assert plan_from_folder(tmp_path, " \u200b").title == tmp_path.name
