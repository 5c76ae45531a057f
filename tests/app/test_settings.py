import json

import pytest

from app.settings import MAX_FILE_BYTES, Settings, read_json, write_json


def test_settings_return_as_they_were_saved(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    chosen = Settings(language="en", text_size="large", seat="12", name="総務課長 神")
    chosen.save(path)
    assert Settings.load(path) == chosen
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", [{"language": 5}, {"seat": ["1"]}, {"name": "x" * 201}, {"unknown": "y"}, {"text_size": None}]
)
def test_wrong_values_count_as_not_chosen(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(content), "utf-8")
    assert Settings.load(path) == Settings()


@pytest.mark.expected_log("is damaged")
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b" " * (MAX_FILE_BYTES + 1)]
)
def test_a_damaged_file_is_kept_aside(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert read_json(path) == {}
    assert not path.exists()
    assert path.with_name("settings.json.damaged").read_bytes() == content


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "settings.json"
    write_json(path, {"language": "ja"})
    with pytest.raises(TypeError):
        write_json(path, {"language": object()})
    assert read_json(path) == {"language": "ja"}
