"""The translations: whole, of the same shape as the English, compiled, and free of words that must not be said."""

import ast
import re
import string

import catalogue
import pytest
from forbidden import NEVER, NEVER_ZH

from formcheck.i18n import LANGUAGES

RUN = "run: make words"
HAN = "\u4e00-\u9fff"
#: Latin words within Chinese sentences: names, formats, and what one has to type.
LATIN = {
    *("FormCheck", "PyAV", "MP", "H", "CSV", "README", "md", "models", "https", "x"),
    *("formcheck", "calibrate", "doctor", "video", "days"),  # commands, a group of the system, a key of a file
    *("PostgreSQL",),  # a database
    *("Dask", "dask", "scheduler", "worker", "pip", "install", "cluster", "out", "summary", "csv"),  # many videos
    *("GB", "ulimit", "v"),  # memory, and the command that bounds it
    *("PIN", "PNG", "JPEG", "WebP", "MB", "kiosk", "forget", "pin"),  # a studio's page
    *("MOV", "FMS", "BSA", "SRT", "McKean", "von", "Arx", "Scarborough", "van", "Lummel"),  # sources of limits
    *("image", "px", "t", "s", "y", "OpenSim", "TRC", "trc", "report", "json"),  # landmarks from elsewhere, files
    *("from", "True", "False", "None"),  # what a program writes
    *("Schmid", "Kingma", "Balasubramanian", "Shift", "F", "L", "S"),  # ... and keys
}
LINKS = re.compile(r"https?://\S+|\b(stun|turn):[\w.:-]+")
#: The word that is said, and those that mean the same and are not.
ONE_WORD = {
    "你": "您",  # as fitness apps speak; the polite form beside it reads like two people talking
    "健身馆": "场馆|工作室|健身房",
    "自助屏": "体验屏|自助机",
    "视频": "片段|影片",
    "摄像头": "镜头|相机",
    "物理治疗师": "(?<!物)理疗师",
    "痛": "疼(?!痛)",
    "医疗评估": "医学评估",
}
ENDS = {".": "。", "?": "？", ":": "：", "!": "！"}


@pytest.fixture(scope="module")
def source():
    return catalogue.gathered()


@pytest.fixture(scope="module")
def english(source):
    return [text for message in catalogue.messages(source) for text in _texts(message.id)]


@pytest.fixture(scope="module")
def chinese():
    return catalogue.read("zh", catalogue.po_files()["zh"])


@pytest.fixture(scope="module")
def pairs(chinese):
    return _pairs(chinese)


def _pairs(catalog):
    """English, of plurals that of many, and its translation."""
    return [
        (_texts(message.id)[-1], text) for message in catalogue.messages(catalog) for text in _texts(message.string)
    ]


def _texts(text):
    return [text] if isinstance(text, str) else list(text)


def fields(text):
    """Every placeholder with its format."""
    return sorted((name, spec, turn) for _, name, spec, turn in string.Formatter().parse(text) if name is not None)


def latin(text):
    bare = LINKS.sub("", re.sub(r":material/\w+:|:(gray|green|red|primary)\b|<[^>]*>|\{[^}]*\}", "", text))
    return set(re.findall("[A-Za-z]+", bare))


def test_every_language_but_english_has_a_translation():
    assert set(catalogue.po_files()) == set(LANGUAGES) - {"en"}


def test_every_table_by_language_has_all_languages():
    """Letters, dates and voices: a language that lacks one would end in an error when somebody chooses it."""
    tables = [
        (path.stem, {key.value for key in node.value.keys})
        for path in (catalogue.ROOT / "formcheck").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Final[dict[Language, str]]"
    ]
    assert len(tables) >= 5
    assert [(name, set(LANGUAGES) - known) for name, known in tables if known != set(LANGUAGES)] == []


def test_everything_said_is_found(english):
    """Also sentences of tables, plurals, the router's and the engine's."""
    assert {"Your heels stayed down.", "{count} squats", "Settings", "{before} {after}"} <= set(english)


@pytest.mark.parametrize(("language", "path"), catalogue.po_files().items())
def test_nothing_is_left_untranslated(source, language, path):
    known = {message.id: message for message in catalogue.messages(catalogue.read(language, path))}
    missing = [
        message.id
        for message in catalogue.messages(source)
        if message.id not in known or not all(_texts(known[message.id].string)) or known[message.id].fuzzy
    ]
    assert missing == [], RUN


@pytest.mark.parametrize(("language", "path"), catalogue.po_files().items())
def test_what_is_read_is_what_was_compiled(language, path):
    old = catalogue.read(language, path)
    assert path.with_suffix(".mo").read_bytes() == catalogue.as_mo(catalogue.updated(language, old, old)), RUN


@pytest.mark.parametrize("language", catalogue.po_files())
def test_no_sentence_is_kept_that_nobody_says(source, language):
    old = catalogue.read(language, catalogue.po_files()[language])
    said = {message.id for message in catalogue.messages(source)}
    assert [message.id for message in catalogue.messages(old) if message.id not in said] == [], RUN
    assert list(old.obsolete) == [], RUN


@pytest.mark.parametrize(("language", "path"), catalogue.po_files().items())
def test_translations_have_the_same_placeholders(language, path):
    pairs = _pairs(catalogue.read(language, path))
    assert len(pairs) > 1000
    assert [(a, b) for a, b in pairs if fields(a) != fields(b)] == []


def test_chinese_sentences_hold_no_english_words(pairs):
    assert [(b, latin(b) - LATIN) for _, b in pairs if latin(b) - LATIN] == []


def test_chinese_sentences_have_chinese_marks(pairs):
    narrow = re.compile(rf"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]")
    assert [b for _, b in pairs if narrow.search(re.sub(r":\w+\[|:material/\w+:|\*\*", "", b))] == []


@pytest.mark.parametrize(("said", "other"), ONE_WORD.items())
def test_chinese_has_one_word_for_one_meaning(pairs, said, other):
    assert any(said in b for _, b in pairs)
    assert [b for _, b in pairs if re.search(other, b)] == [], f"we say {said}"


def test_sentences_end_alike(pairs):
    assert [(a, b) for a, b in pairs if b and a[-1] in ENDS and not b.endswith(ENDS[a[-1]])] == []


def test_icons_and_links_are_kept(pairs):
    code = re.compile(r":material/\w+:|https?://[\w./:-]+|<[^>]+>|\*\*")
    assert [(a, b) for a, b in pairs if sorted(code.findall(a)) != sorted(code.findall(b))] == []


def test_no_english_sentence_claims_too_much(english):
    assert [text for text in english if NEVER.search(text)] == []


def test_no_chinese_sentence_claims_too_much(pairs):
    assert [b for _, b in pairs if NEVER_ZH.search(b)] == []


@pytest.mark.parametrize(
    "text",
    [
        "We detected it",
        "prevents back pain",
        "your disc",
        "Treatment plan",
        "screen for it",
        "a risk of 3 %",
        "an injury",
    ],
)
def test_forbidden_words_are_noticed(text):
    assert NEVER.search(text)


@pytest.mark.parametrize(
    "text",
    ["not a medical assessment", "the disk is full", "accurate", "on the screen"],
)
def test_allowed_words_pass(text):
    assert not NEVER.search(text)


@pytest.mark.parametrize(
    "text", ["可以治疗腰痛", "诊断结果", "预防受伤", "你的椎间盘", "风险评分", "臀部无力", "这很危险"]
)
def test_forbidden_chinese_words_are_noticed(text):
    assert NEVER_ZH.search(text)


@pytest.mark.parametrize("text", ["这不是医疗评估。", "请先咨询物理治疗师。", "磁盘满了"])
def test_allowed_chinese_words_pass(text):
    assert not NEVER_ZH.search(text)


def test_a_missing_placeholder_is_noticed():
    assert fields("{value:.0f}° more") != fields("多 {value}°")
    assert fields("{a} of {b}") == fields("{b} 次里有 {a} 次")


def test_the_header_names_no_person_and_no_day():
    for path in catalogue.po_files().values():
        head = path.read_text(encoding="utf-8").partition("\n\n")[0]
        assert re.findall(r'^"([\w-]+):', head, re.MULTILINE) == ["Language", "Plural-Forms", "Content-Type"]
