"""The registry from end to end: a movement that lacks a word, a truth or a place somewhere is named here."""

import ast
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from formcheck.advice.drills import DRILLS
from formcheck.judging.clinician_limits import LIMIT_ROWS
from formcheck.measures.compensation import SIGNS
from formcheck.movements import NAMES, checks, movements
from formcheck.movements.spec import Drawn, Gauge
from formcheck.schema import DEPTHS
from formcheck.wording.findings import AMOUNTS

ROOT = Path(__file__).resolve().parents[2]
CLIPS = ROOT / "tests" / "clips"
CATALOGUE = ROOT / "formcheck" / "locale" / "zh" / "LC_MESSAGES" / "formcheck.po"
ROWS = checks()

#: Rows that no single repetition can be told of, so that no cue after one can say them.
WITHOUT_CUE = {"repeatability": "only a whole set shows it"}
#: Rows whose faults have no causes of their own.
WITHOUT_CAUSES = {
    "lower_back_compensation": "each of its signs has its own",
    "tempo": "going down slowly is a choice, not an ability",
    "asymmetry": "one view cannot tell a habit from a difference between the legs",
}
#: Files outside the registry that may hold a movement's name, and why.
MAY_NAME_ONE: dict[str, str] = {}


def ids(rows):
    return [f"{movement.name}-{row.id}" for movement, row in rows]


def words_of_movement(movement):
    yield from (movement.title, movement.short, *movement.counted, *movement.praised.values())
    yield from (movement.kiosk_question, movement.kiosk_three, movement.kiosk_pace)
    yield from (followed.title for followed in movement.followed)
    if movement.visit is not None:
        yield from (movement.visit.title, movement.visit.ready, *movement.visit.film)
        yield from (words for take in movement.visit.takes for words in (take.title, take.instruction))
        yield from (words for row in movement.visit.rows for words in (row.title, row.missing))
        if movement.visit.needs:
            yield movement.visit.needs


def words_of_row(row):
    yield from (row.title, row.good, row.watch, row.fault, row.limit.source, *row.stays.values())
    yield from (rule.because for rule in row.causes if rule.because)
    if row.cue:
        yield row.cue


@pytest.fixture(scope="module")
def chinese():
    """Every sentence with its translation; of plurals each form with the same."""
    found = {}
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            forms, said = message.id, message.string
            for form in forms if isinstance(forms, (tuple, list)) else (forms,):
                found[form] = said[0] if isinstance(said, (tuple, list)) else said
    return found


def test_every_module_is_in_the_registry():
    modules = {path.stem for path in (ROOT / "formcheck" / "movements").glob("*.py")}
    assert modules - {"__init__", "readings", "rows", "spec"} == set(NAMES)
    assert {name: movement.name for name, movement in movements().items()} == {name: name for name in NAMES}


@pytest.mark.parametrize("movement", movements().values(), ids=NAMES)
def test_a_movement_has_everything_that_is_shown_of_it(movement):
    assert all(words.strip() for words in words_of_movement(movement))
    assert all("{count}" in form for form in movement.counted)
    assert movement.gauge in get_args(Gauge)
    assert movement.rules.name == movement.name
    assert movement.followed, "the diary follows nothing of it"
    assert movement.recognise or movement.segment, "no repetition could ever be one"
    assert movement.praised[""], "praise where no class of depth is known"
    assert set(movement.praised) - {""} <= set(DEPTHS)
    assert movement.depth is None or movement.check(movement.depth).core
    assert any(row.core for row in movement.checks), "nothing would have to be judged before all is said to be well"
    assert "hands_on_knees" in {row.id for row in movement.checks}, "hands help in every movement"
    assert movement.drill in {drill.id for drill in DRILLS}, "no drill is an easier way of it"
    assert movement.rules.main_signs <= set(SIGNS)
    assert all({*SIGNS[sign]} & {row.id for row in movement.checks} for sign in movement.rules.main_signs)


@pytest.mark.parametrize("movement", movements().values(), ids=NAMES)
def test_a_movement_has_clips_whose_truth_is_known(movement):
    truths = list(CLIPS.glob(f"{movement.name}_*.truth.json"))
    assert truths, "the bench measures nothing of it"
    assert all(path.with_name(path.name.replace(".truth.json", ".mp4")).is_file() for path in truths)


@pytest.mark.parametrize(("movement", "row"), ROWS, ids=ids(ROWS))
def test_a_row_has_everything_that_is_said_of_it(movement, row):
    assert all(words.strip() for words in (row.title, row.good, row.watch, row.fault, row.limit.source))
    assert bool(row.cue) != (row.id in WITHOUT_CUE), "a cue, or a reason in WITHOUT_CUE"
    assert bool(row.causes) != (row.id in WITHOUT_CAUSES), "causes, or a reason in WITHOUT_CAUSES"
    assert set(row.praise_unless) <= {one.id for one in movement.checks} | {"lower_back_compensation"}
    assert row.praise is None or row.priority > 0


@pytest.mark.parametrize("movement", movements().values(), ids=NAMES)
def test_what_matters_first_is_one_order(movement):
    """Limits of a professional come first; no two checks claim the same place, neither for blame nor for praise."""
    priorities = Counter(row.priority for row in movement.checks)
    assert {priority for priority, count in priorities.items() if count > 1} == set()
    assert max(row.priority for row in LIMIT_ROWS.values()) < min(priorities)
    praise = Counter(row.praise for row in movement.checks if row.praise is not None)
    assert {rank for rank, count in praise.items() if count > 1} == set()
    assert [row.id for row in movement.checks] == list(dict.fromkeys(row.id for row in movement.checks))


def test_a_check_means_the_same_in_every_movement():
    """Two records are joined by its id: title, unit, order and safety may not differ."""
    shared = {}
    for _, row in ROWS:
        about = (row.title, row.limit.unit, row.limit.bad, row.priority, row.safety, row.strategy)
        assert shared.setdefault(row.id, about) == about, row.id


@pytest.mark.parametrize("movement", movements().values(), ids=NAMES)
def test_a_movement_is_said_in_chinese(movement, chinese):
    missing = [words for words in words_of_movement(movement) if not chinese.get(words)]
    assert missing == []


@pytest.mark.parametrize(("movement", "row"), ROWS, ids=ids(ROWS))
def test_a_row_is_said_in_chinese(movement, row, chinese):
    missing = [words for words in words_of_row(row) if not chinese.get(words)]
    assert missing == []


def test_reasons_why_something_is_left_out_are_about_rows_that_exist():
    known = {row.id for _, row in ROWS}
    assert {*WITHOUT_CUE, *WITHOUT_CAUSES} <= known
    assert all(why.strip() for why in (*WITHOUT_CUE.values(), *WITHOUT_CAUSES.values(), *MAY_NAME_ONE.values()))


def named(path):
    """Lines of a file in which a movement's name stands as a literal of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and n.value in NAMES]


def test_no_other_file_knows_a_movement_by_name():
    """A new movement is one module: whoever must tell movements apart asks the registry for a trait of theirs."""
    registry = ROOT / "formcheck" / "movements"
    files = [*(path for path in (ROOT / "formcheck").rglob("*.py") if registry not in path.parents), ROOT / "app.py"]
    found = {path.relative_to(ROOT).as_posix(): named(path) for path in files}
    found = {name: lines for name, lines in found.items() if lines}
    assert {name: lines for name, lines in found.items() if name not in MAY_NAME_ONE} == {}
    assert set(MAY_NAME_ONE) <= found.keys(), "an exception that is none any more"


def test_steps_of_the_check_up_can_be_shown_recorded_and_compared():
    found = [movement.visit for movement in movements().values() if movement.visit is not None]
    assert found, "the check-up is empty"
    assert len({step.order for step in found}) == len(found), "two steps claim the same place"
    for step in found:
        assert step.film
        assert step.rows, "nothing would come of it"
        assert 1 <= len(step.takes) <= 2
        assert len({take.id for take in step.takes}) == len(step.takes)
        assert len({row.id for row in step.rows}) == len(step.rows)
        assert {row.unit for row in step.rows} <= set(AMOUNTS)
        assert set(step.drawn) <= set(get_args(Drawn))
        assert step.reps >= 1
        assert 0 < step.ready_s < step.longest_s <= 120
