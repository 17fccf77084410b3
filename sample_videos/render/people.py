"""Who is filmed: shape and look as plain data, the named people, and random people for training."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

Split = Literal["fit", "test", "sample", "release"]
Hair = Literal["short", "long", "bald"]
Bottoms = Literal["shorts", "leggings", "trousers"]
Fit = Literal["tight", "regular", "loose", "baggy"]

RELEASE: Final = 20261130  # chosen: the day they were drawn; another release may draw others
RELEASE_NAMES: Final = ("abel", "bea", "cleo", "dov", "edda", "femi", "gita", "hugo", "imre", "juna")

#: Skin colours by the word used for them, sRGB.
SKINS: Final = {
    "light skin": "e6bb9f",
    "fair skin": "d9a283",
    "light brown skin": "bd8660",
    "brown skin": "8f6040",
    "dark skin": "5c3a25",
}
HAIRS: Final = {
    "black hair": "12100f",
    "dark hair": "2a1d14",
    "brown hair": "5a3a20",
    "red hair": "7d3a1c",
    "fair hair": "a8854f",
    "grey hair": "8f8f8c",
    "white hair": "cfcfcb",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A body by shares 0..1, its stature in metres and its age in years (adults).

    ``height`` only moves proportions between short and tall people's; ``stature_m`` is what is kept.
    """

    stature_m: float
    femininity: float
    age_years: float = 30.0
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.6
    cup: float = 0.5
    stomach: float = 0.0
    african: float = 1 / 3
    asian: float = 1 / 3
    caucasian: float = 1 / 3


@dataclass(frozen=True, slots=True)
class Look:
    """Skin, hair and clothes; colours are sRGB as six hexadecimal digits."""

    skin: str = "d9a283"
    hair: str = "2a1d14"
    hair_style: Hair = "short"
    shirt: str = "3f6fa8"
    bottom: str = "22252b"
    bottoms: Bottoms = "shorts"
    fit: Fit = "regular"
    shoes: str = "d8d8d8"


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; ``split`` keeps those rules were fitted on apart from those they are tested on."""

    name: str
    split: Split
    words: str
    shape: Shape
    look: Look


def _person(name: str, split: Split, words: str, shape: Shape, skin: str, hair: str, **look: str) -> Person:
    return Person(name, split, words, shape, Look(skin=SKINS[skin], hair=HAIRS[hair], **look))  # type: ignore[arg-type]


def _woman(stature_m: float, **shares: float) -> Shape:
    return Shape(stature_m, femininity=1.0, **shares)


def _man(stature_m: float, **shares: float) -> Shape:
    return Shape(stature_m, femininity=0.0, **shares)


_EUROPE: Final = {"african": 0.0, "asian": 0.0, "caucasian": 1.0}
_AFRICA: Final = {"african": 1.0, "asian": 0.0, "caucasian": 0.0}
_ASIA: Final = {"african": 0.0, "asian": 1.0, "caucasian": 0.0}
_MIXED: Final = {"african": 0.5, "asian": 0.0, "caucasian": 0.5}

SAMPLE_PEOPLE: Final = (
    _person("mara", "sample", "slim woman, 1.70 m, dark skin", _woman(1.70, muscle=0.6, weight=0.25, **_AFRICA),
            "dark skin", "black hair", shirt="c9a93c", bottom="2a2140", bottoms="leggings", fit="tight"),
    _person("lin", "sample", "short woman, 1.55 m, light skin",
            _woman(1.55, height=0.42, weight=0.42, **_ASIA),
            "light skin", "black hair", shirt="6f9f88", bottom="1f2a44", bottoms="leggings", fit="regular"),
    _person("otto", "sample", "older man, 1.72 m, light brown skin, grey hair",
            _man(1.72, age_years=70.0, muscle=0.4, african=0.0, asian=0.5, caucasian=0.5),
            "light brown skin", "grey hair", shirt="c4c4be", bottom="4a4640", bottoms="trousers"),
    _person("kofi", "sample", "tall man, 1.92 m, dark skin",
            _man(1.92, height=0.62, muscle=0.7, weight=0.4, **_AFRICA),
            "dark skin", "black hair", shirt="d8d8d4", bottom="7a1f24", bottoms="shorts"),
    _person("jan", "sample", "man, 1.78 m, fair skin, brown hair", _man(1.78, muscle=0.62, **_EUROPE),
            "fair skin", "brown hair", shirt="3f6fa8", bottom="22252b", bottoms="shorts"),
    _person("rosa", "sample", "heavy woman, 1.63 m, brown skin",
            _woman(1.63, muscle=0.45, weight=0.9, cup=0.7, **_MIXED),
            "brown skin", "dark hair", shirt="40444f", bottom="515a6b", bottoms="leggings"),
    _person("bert", "sample", "heavy man, 1.75 m, fair skin",
            _man(1.75, age_years=52.0, muscle=0.45, weight=0.93, stomach=0.3, **_EUROPE),
            "fair skin", "grey hair", hair_style="bald", shirt="6d7d5c", bottom="353a44", bottoms="shorts"),
    _person("emma", "sample", "woman, 1.66 m, light skin, brown hair", _woman(1.66, muscle=0.55, **_EUROPE),
            "light skin", "brown hair", shirt="3b6ea5", bottom="26262e", bottoms="leggings", fit="tight"),
)  # fmt: skip

FIT_PEOPLE: Final = (
    _person("anna", "fit", "woman, 1.68 m, fair skin", _woman(1.68, muscle=0.55, weight=0.45, **_EUROPE),
            "fair skin", "fair hair", shirt="7a3b6b", bottom="20242c", bottoms="leggings", fit="tight",
            shoes="40454f"),
    _person("bruno", "fit", "strong man, 1.80 m, fair skin", _man(1.80, muscle=0.82, **_EUROPE),
            "fair skin", "dark hair", shirt="2f4f4f", bottom="3a3a40", bottoms="shorts",
            shoes="b8bcc2"),
    _person("chen", "fit", "slim man, 1.70 m, light skin", _man(1.70, weight=0.28, **_ASIA),
            "light skin", "black hair", shirt="b0b4bc", bottom="2c3444", bottoms="trousers",
            shoes="2b2f38"),
    _person("dalia", "fit", "slim woman, 1.76 m, brown skin, long hair",
            _woman(1.76, height=0.58, weight=0.28, **_MIXED),
            "brown skin", "dark hair", hair_style="long", shirt="b24a3a", bottom="2a2a30", bottoms="leggings",
            shoes="e0e0e0"),
    _person("emil", "fit", "heavy man, 1.83 m, light brown skin, bald",
            _man(1.83, age_years=45.0, weight=0.92, stomach=0.25, african=0.2, asian=0.2, caucasian=0.6),
            "light brown skin", "dark hair", hair_style="bald", shirt="5a6f8c", bottom="2f2f2f", fit="loose",
            shoes="5a5f66"),
    _person("fatou", "fit", "heavy woman, 1.65 m, dark skin", _woman(1.65, weight=0.85, cup=0.7, **_AFRICA),
            "dark skin", "black hair", shirt="d0653f", bottom="28303c", bottoms="leggings",
            shoes="3f4a5c"),
    _person("gerd", "fit", "old man, 1.71 m, fair skin, white hair",
            _man(1.71, age_years=74.0, muscle=0.38, **_EUROPE),
            "fair skin", "white hair", shirt="8a9a6a", bottom="5a5348", bottoms="trousers", fit="loose",
            shoes="6b5a48"),
    _person("hana", "fit", "short old woman, 1.54 m, light skin, grey hair",
            _woman(1.54, height=0.42, age_years=66.0, weight=0.55, **_ASIA),
            "light skin", "grey hair", shirt="a05a78", bottom="3c3c4c", bottoms="trousers",
            shoes="a9a4a0"),
)  # fmt: skip

TEST_PEOPLE: Final = (
    _person("ines", "test", "woman, 1.63 m, light brown skin", _woman(1.63, african=0.2, asian=0.3, caucasian=0.5),
            "light brown skin", "dark hair", shirt="4d8a8a", bottom="2a2230", bottoms="leggings", fit="tight",
            shoes="303540"),
    _person("jonas", "test", "tall slim man, 1.94 m, light skin", _man(1.94, height=0.62, weight=0.3, **_EUROPE),
            "light skin", "fair hair", shirt="9a3a3a", bottom="303a4a", bottoms="shorts",
            shoes="d0d0d0"),
    _person("kemi", "test", "strong woman, 1.72 m, dark skin", _woman(1.72, muscle=0.78, weight=0.5, **_AFRICA),
            "dark skin", "black hair", shirt="e0e0dc", bottom="1c2430", bottoms="shorts",
            shoes="c0504a"),
    _person("luis", "test", "heavy man, 1.70 m, brown skin",
            _man(1.70, weight=0.88, stomach=0.2, african=0.3, asian=0.3, caucasian=0.4),
            "brown skin", "black hair", shirt="3a4a7a", bottom="45403a", bottoms="trousers",
            shoes="2a2a2c"),
    _person("mei", "test", "slim woman, 1.60 m, light skin, long hair", _woman(1.60, weight=0.3, **_ASIA),
            "light skin", "black hair", hair_style="long", shirt="c98aa0", bottom="2c2c38", bottoms="leggings",
            shoes="e4e0e0"),
    _person("nils", "test", "older man, 1.79 m, fair skin, bald", _man(1.79, age_years=62.0, weight=0.6, **_EUROPE),
            "fair skin", "grey hair", hair_style="bald", shirt="50606c", bottom="38383c", bottoms="shorts", fit="loose",
            shoes="45484e"),
    _person("olga", "test", "heavy older woman, 1.67 m, light skin, grey hair",
            _woman(1.67, age_years=60.0, weight=0.9, cup=0.7, **_EUROPE),
            "light skin", "grey hair", shirt="6a5a9a", bottom="2e2e34", bottoms="trousers", fit="loose",
            shoes="7a7580"),
    _person("pax", "test", "short strong man, 1.63 m, brown skin", _man(1.63, height=0.42, muscle=0.75, **_MIXED),
            "brown skin", "dark hair", shirt="c0a040", bottom="26303a", bottoms="shorts",
            shoes="d8d8d8"),
    _person("rafa", "test", "man, 1.84 m, light brown skin",
            _man(1.84, height=0.56, muscle=0.6, african=0.2, asian=0.2, caucasian=0.6),
            "light brown skin", "dark hair", shirt="b8bcb4", bottom="34424e", bottoms="shorts",
            shoes="e0ded8"),
    _person("suri", "test", "short woman, 1.56 m, brown skin, long hair",
            _woman(1.56, height=0.43, weight=0.55, african=0.2, asian=0.6, caucasian=0.2),
            "brown skin", "black hair", hair_style="long", shirt="3f7a5a", bottom="22222c", bottoms="leggings",
            shoes="8a4a5a"),
    _person("tove", "test", "tall woman, 1.81 m, fair skin, fair hair",
            _woman(1.81, height=0.6, muscle=0.6, weight=0.4, **_EUROPE),
            "fair skin", "fair hair", shirt="33415e", bottom="5a3a4a", bottoms="leggings", fit="tight",
            shoes="d0d4da"),
    _person("ugo", "test", "heavy man, 1.76 m, dark skin",
            _man(1.76, age_years=48.0, weight=0.86, stomach=0.15, **_AFRICA),
            "dark skin", "black hair", shirt="a8543a", bottom="3a3e44", bottoms="trousers", fit="loose",
            shoes="1f2226"),
)  # fmt: skip


def random_person(rng: np.random.Generator) -> Person:
    """A person for training: every part of shape and look varies on its own."""
    woman = bool(rng.random() < 0.5)
    stature_m = float(np.clip(rng.normal(1.65 if woman else 1.78, 0.075), 1.48, 2.0))
    ancestry = rng.dirichlet([0.6] * 3)
    shape = Shape(
        stature_m=stature_m,
        femininity=float(np.clip(woman + (1 - 2 * woman) * rng.uniform(0, 0.15), 0, 1)),
        age_years=float(rng.choice([rng.uniform(20, 40), rng.uniform(40, 80)])),
        muscle=float(rng.uniform(0.25, 0.85)),
        weight=float(rng.uniform(0.15, 0.97)),
        height=float(np.clip(0.5 + (stature_m - 1.72) * 0.6 + rng.normal(0, 0.06), 0.3, 0.7)),
        proportions=float(rng.uniform(0.2, 0.9)),
        cup=float(rng.uniform(0.2, 0.8)),
        stomach=float(max(0.0, rng.uniform(-0.3, 0.4))),
        african=float(ancestry[0]) + 1e-3,
        asian=float(ancestry[1]) + 1e-3,
        caucasian=float(ancestry[2]) + 1e-3,
    )
    return Person(
        f"random-{rng.integers(1_000_000_000):09d}", "fit", "random person", shape, _random_look(rng, woman=woman)
    )


def _random_look(rng: np.random.Generator, *, woman: bool) -> Look:
    styles: tuple[Hair, ...] = ("short", "long", "bald")
    bottoms: tuple[Bottoms, ...] = ("shorts", "leggings", "trousers")
    fits: tuple[Fit, ...] = ("tight", "regular", "loose")
    return Look(
        skin=_mixed(rng, tuple(SKINS.values())),
        hair=_mixed(rng, tuple(HAIRS.values())),
        hair_style=styles[rng.choice(3, p=[0.55, 0.4, 0.05] if woman else [0.8, 0.05, 0.15])],
        shirt=_random_colour(rng, 25, 235),
        bottom=_random_colour(rng, 15, 140),
        bottoms=bottoms[rng.integers(3)],
        fit=fits[rng.integers(3)],
        shoes=_random_colour(rng, 30, 235),
    )


def _mixed(rng: np.random.Generator, colours: tuple[str, ...]) -> str:
    """A colour between two neighbours of a list."""
    at = rng.integers(len(colours) - 1)
    share = rng.random()
    pairs = zip(bytes.fromhex(colours[at]), bytes.fromhex(colours[at + 1]), strict=True)
    return bytes(int((1 - share) * a + share * b) for a, b in pairs).hex()


def _random_colour(rng: np.random.Generator, darkest: int, lightest: int) -> str:
    """Grey as often as coloured, like clothes."""
    base = rng.uniform(darkest, lightest)
    tint = rng.uniform(darkest, lightest, 3)
    share = rng.choice([0.1, 0.8])
    return bytes(int(x) for x in (1 - share) * base + share * tint).hex()


def _drawn(number: int, name: str) -> Person:
    """Somebody nobody has chosen."""
    person = random_person(np.random.default_rng([RELEASE, number]))
    kind = "woman" if person.shape.femininity > 0.5 else "man"
    words = f"{kind} of {person.shape.age_years:.0f} years, {person.shape.stature_m:.2f} m, drawn at random"
    return replace(person, name=name, split="release", words=words)


#: Scored once for each release; nothing is fitted on them, and no rule is made by looking at them.
RELEASE_PEOPLE: Final = tuple(_drawn(number, name) for number, name in enumerate(RELEASE_NAMES))

_people: Final = {p.name: p for p in (*SAMPLE_PEOPLE, *FIT_PEOPLE, *TEST_PEOPLE, *RELEASE_PEOPLE)}
PEOPLE: Final[Mapping[str, Person]] = _people


def add_person(person: Person) -> None:
    """Somebody of your own, to be filmed by name. Raises ValueError where the name is somebody else's."""
    if _people.setdefault(person.name, person) != person:
        raise ValueError(f"There is a {person.name} already: please choose another name.")
