"""The links a phone sends clips by: for one phone, for a while, for a few clips; and where the clips wait."""

import pytest

from formcheck.ui.phones.links import HOLDS_S, KEEP_S, MOST_CLIPS, MOST_WAITING, NAME_CHARS, PhoneLinks


class Clock:
    now_s = 1000.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def links(clock):
    return PhoneLinks(clock)


def test_a_link_holds_for_ten_minutes(links, clock):
    link = links.make()
    assert len(link.token) == 43
    assert links.find(link.token) is link
    assert links.find("x" * 43) is None
    clock.now_s += HOLDS_S
    assert links.find(link.token) is None
    assert not links.take_turn(link, "first")


def test_a_link_is_the_first_phones_own_and_one_clip_at_a_time(links):
    link = links.make()
    assert links.take_turn(link, "first")
    assert not links.take_turn(link, "first"), "busy"
    links.end_turn(link, sent=False)
    assert not links.take_turn(link, "second")
    assert links.take_turn(link, "first"), "another try, after the first got lost"
    assert link.left == MOST_CLIPS


def test_a_link_ends_after_a_few_clips_and_when_told(links):
    link = links.make()
    for left in range(MOST_CLIPS - 1, -1, -1):
        assert links.take_turn(link, "first")
        links.end_turn(link, sent=True)
        assert link.left == left
    assert links.find(link.token) is None
    assert not links.take_turn(link, "first")
    other = links.make()
    links.close(other.token)
    assert links.find(other.token) is None


def test_old_links_are_forgotten(links, clock):
    for _ in range(5):
        links.make()
        clock.now_s += HOLDS_S
    links.make()
    assert len(links._links) == 1


def brought(links, folder, name):
    path = folder / name
    path.write_bytes(b"clip " + name.encode())
    links.bring(name, path)
    return path


def test_a_clip_waits_until_it_is_taken(links, tmp_path):
    path = brought(links, tmp_path, "squat.mp4")
    (clip,) = links.waiting()
    assert (clip.name, clip.getvalue()) == ("squat.mp4", b"clip squat.mp4")
    links.drop(clip)
    assert links.waiting() == []
    assert not path.exists()
    links.drop(clip)  # by two trainers at once


def test_a_clip_that_nobody_takes_is_deleted(links, clock, tmp_path):
    path = brought(links, tmp_path, "old.mp4")
    clock.now_s += KEEP_S - 1
    brought(links, tmp_path, "new.mp4")
    clock.now_s += 1
    assert [clip.name for clip in links.waiting()] == ["new.mp4"]
    assert not path.exists()


def test_no_more_wait_than_there_is_room_for(links, tmp_path):
    for number in range(MOST_WAITING):
        assert not links.is_full()
        brought(links, tmp_path, f"{number}.mp4")
    assert links.is_full()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\clips\\squat.mov", "squat.mov"),
        ("", "clip"),
        ("/", "clip"),
        ("a\x00b\n.mp4", "ab.mp4"),
        ("x" * 500 + ".mp4", "x" * (NAME_CHARS - 4) + ".mp4"),
    ],
)
def test_a_name_is_a_name_and_no_path(links, tmp_path, told, kept):
    links.bring(told, tmp_path / "file")
    assert links.waiting()[0].name == kept
