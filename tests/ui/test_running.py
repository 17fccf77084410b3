import pytest

from formcheck.ui.check import running


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("squat.mp4", "squat.mp4"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\clips\\a?b.mov", "C__clips_a_b.mov"),
        ("..", "clip"),
        ("深蹲.mp4", "深蹲.mp4"),
        ("x" * 300 + ".mp4", "x" * 56 + ".mp4"),
        ("a\0b.mp4", "a_b.mp4"),
    ],
)
def test_names_of_uploads_stay_inside_the_private_folder(tmp_path, name, safe):
    clip = running.uploaded_clip(name, b"content")
    path = clip.put_into(tmp_path)
    assert clip.name == path.name == safe
    assert path.read_bytes() == b"content"
    assert path.resolve().is_relative_to(tmp_path.resolve())


def test_the_same_content_is_the_same_clip_for_the_memory(tmp_path):
    path = tmp_path / "sample.mp4"
    path.write_bytes(b"content")
    assert running.sample_clip(path).sha256 == running.uploaded_clip("other.mov", b"content").sha256
    assert running.sample_clip(path).put_into(tmp_path / "nowhere") == path
