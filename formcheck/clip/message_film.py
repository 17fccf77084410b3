"""A trainer's word to a member as one short film: the moments that matter, slowly, with words and a voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.clip.faces import LOOK_EVERY_S, Cover
from formcheck.clip.message_parts import Letter, Moment, Stroke, Style
from formcheck.clip.message_timing import (
    FPS,
    TITLE_S,
    VOICE_AFTER_S,
    Run,
    page_at,
    page_times,
    run_of,
)
from formcheck.clip.pipeline import Analysis, OnProgress, Progress, hide_faces
from formcheck.drawing import brush, message_cards
from formcheck.drawing.brush import Image
from formcheck.drawing.draw import draw_figure, paint
from formcheck.drawing.message_cards import Fitted
from formcheck.drawing.scenes import Scenes
from formcheck.drawing.stills import moved
from formcheck.drawing.strokes import stroke_shapes
from formcheck.i18n import gettext, use_locale
from formcheck.media.sound import HZ, Samples, SoundingSink, samples
from formcheck.media.video import FileSource, Frame

MOST_BITS: Final = 1_200_000  # a second; chosen: a minute is 9 MB at most, which messengers take
END_S: Final = 5.0  # chosen: time to read two short sentences


@dataclass(frozen=True, slots=True)
class _Part:
    """A moment with its run and its pages of words."""

    moment: Moment
    run: Run
    pages: list[tuple[str, ...]]
    pages_s: list[float]
    heard: Samples

    @property
    def ticks(self) -> int:
        return round(self.run.seconds * FPS)


def write_message(
    analysis: Analysis, letter: Letter, moments: Sequence[Moment], out_path: Path, style: Style, tell: OnProgress
) -> float:
    """Write the film, H.264 and, with voices, AAC; returns its seconds. Moments come in their order in time.

    Raises OutputError, VideoError, and BadChoice for a voice that is none; leaves no incomplete file.
    """
    options = replace(analysis.options, faces=style.faces)
    asked = replace(analysis, options=options)
    with use_locale(options.language), FileSource(analysis.path, options.video) as source:
        parts = [_part(one, analysis, style) for one in sorted(moments, key=lambda one: one.t_s)]
        cover = hide_faces(asked, tell, _search_times(parts)) if parts else None
        place = message_cards.fitted(source.size_wh)
        cards = _cards(letter, place.size_wh)
        end = (message_cards.end_card(place.size_wh, letter.end), END_S)
        heard, total = _sound(parts, sum(seconds for _, seconds in cards)), 0
        count = sum(round(s * FPS) for _, s in [*cards, end]) + sum(part.ticks for part in parts)
        with SoundingSink(out_path, place.size_wh, heard, MOST_BITS) as sink:
            for image in _film(source, analysis, cards, parts, end, place, cover):
                sink.write(image, total / FPS)
                total += 1
                tell(Progress("drawing", total, count))
    return total / FPS


def _film(
    source: FileSource,
    analysis: Analysis,
    cards: Sequence[tuple[Image, float]],
    parts: Sequence[_Part],
    end: tuple[Image, float],
    place: Fitted,
    cover: Cover | None,
) -> Iterator[Image]:
    for image, seconds in cards:
        yield from [image] * round(seconds * FPS)
    for part in parts:
        assert cover is not None
        yield from _moving(source, Scenes(analysis.analyzed), part, place, cover)
    yield from [end[0]] * round(end[1] * FPS)


def _part(moment: Moment, analysis: Analysis, style: Style) -> _Part:
    pages = message_cards.pages(moment.words)
    pages_s = page_times(pages, moment.heading)
    heard = samples(moment.voice) if moment.voice else np.empty(0, np.int16)
    end_s = float(analysis.track.t_s[-1]) if len(analysis.track) else 0.0
    run = run_of(moment.t_s, end_s, pages_s, len(heard) / HZ, drawn=bool(moment.drawn), half=style.half_speed)
    return _Part(moment, run, pages, pages_s, heard)


def _search_times(parts: Sequence[_Part]) -> list[float]:
    """When heads are searched for."""
    times = (np.arange(part.run.from_s, part.run.to_s + LOOK_EVERY_S, LOOK_EVERY_S).tolist() for part in parts)
    return sorted(at_s for one in times for at_s in one)


def _cards(letter: Letter, size_wh: tuple[int, int]) -> list[tuple[Image, float]]:
    cards = [(message_cards.title_card(size_wh, letter.title, letter.facts, letter.sender), TITLE_S)]
    if letter.words.strip():
        pages = message_cards.pages(letter.words)
        times = page_times(pages)
        cards += [
            (message_cards.words_card(size_wh, page, letter.trainer), seconds)
            for page, seconds in zip(pages, times, strict=True)
        ]
    return [(image, round(seconds * FPS) / FPS) for image, seconds in cards]


def _sound(parts: Sequence[_Part], first_s: float) -> Samples:
    """Every voice at its time; nothing at all where nobody speaks."""
    if not any(len(part.heard) for part in parts):
        return np.empty(0, np.int16)
    heard, at_s = [np.zeros(round(first_s * HZ), np.int16)], first_s
    for part in parts:
        own = np.zeros(round(part.ticks / FPS * HZ), np.int16)
        first = round(VOICE_AFTER_S * HZ)
        own[first : first + len(part.heard)] = part.heard[: len(own) - first]
        heard.append(own)
        at_s += part.ticks / FPS
    return np.concatenate(heard)


def _moving(source: FileSource, scenes: Scenes, part: _Part, place: Fitted, cover: Cover) -> Iterator[Image]:
    """Every picture of a moment's run."""
    run, draw = part.run, _Drawer(scenes, place, cover, source.size_wh, part.moment.drawn)
    frames = _nearest(source, [run.clip_s(k / FPS) for k in range(part.ticks)])
    for k, frame in enumerate(frames):
        picture = draw(frame, stands=run.stands(k / FPS))
        if run.speed < 1.0 and not run.stands(k / FPS):
            picture = picture.copy()
            message_cards.corner_label(picture, gettext("Half speed"))
        page = part.pages[page_at(k / part.ticks, part.pages_s)]
        yield message_cards.on_canvas(picture, place, part.moment.heading, part.moment.verdict, page)


def _nearest(source: FileSource, times: Sequence[float]) -> Iterator[Frame]:
    """The frame nearest to each of these rising times."""
    frames = iter(source)
    now, following = next(frames, None), next(frames, None)
    for at_s in times:
        while now and following and abs(following.t_s - at_s) <= abs(now.t_s - at_s):
            now, following = following, next(frames, None)
        if now is None:
            return
        yield now


class _Drawer:
    """Draws what FormCheck found on a frame, and on the moment itself what the trainer drew; each frame once."""

    def __init__(
        self, scenes: Scenes, place: Fitted, cover: Cover, clip_wh: tuple[int, int], drawn: Sequence[Stroke]
    ) -> None:
        self._scenes, self._cover, self._wh = scenes, cover, place.picture_wh
        self._scale, self._strokes = place.picture_wh[0] / clip_wh[0], stroke_shapes(drawn, place.picture_wh)
        self._last: tuple[tuple[int, bool], Image] | None = None

    def __call__(self, frame: Frame, *, stands: bool) -> Image:
        key = frame.index, stands
        if self._last is None or self._last[0] != key:
            picture = brush.scaled(self._cover.over(frame.image, frame.t_s), self._wh)
            draw_figure(picture, moved(self._scenes.at(frame.index), np.zeros(2), self._scale))
            self._last = key, paint(picture, self._strokes if stands else [])
        return self._last[1]
