"""The code keeps the rules of ARCHITECTURE.md, and every rule is seen to fail on made-up code that breaks it."""

import subprocess
import sys
from importlib.util import find_spec

import layer_rules as rules
import pytest
from layer_rules import MAX_FUNCTION_LINES, MAX_LINES, MEDIAN_LINES, ROOT, RULES

SOUND = {
    "formcheck": '__version__ = "1"\n',
    "formcheck.errors": "class FormcheckError(Exception): ...\n",
    "formcheck.motion": "",
    "formcheck.motion.track": "import numpy as np\nfrom formcheck.errors import FormcheckError\n",
    "formcheck.media.video": "from formcheck.motion import track\ndef read():\n    import av\n",
    "formcheck.clip.pipeline": "from formcheck.media.video import read\n",
    "formcheck.batch": "from formcheck import pipeline\n",
    "formcheck.ui.check.page": "import streamlit\nfrom formcheck.clip.pipeline import x\n",
    "app": "import streamlit\nfrom formcheck.ui import check\n",
}
ROTTEN = [
    (rules.every_package_has_a_layer, {"formcheck.attic": ""}),
    (rules.every_package_has_a_layer, {"formcheck.attic.box": ""}),
    (rules.imports_point_down, {"formcheck.motion.track": "from formcheck.judging import analyze"}),
    (
        rules.imports_point_down,
        {"formcheck.motion.track": "def f():\n    from formcheck.schema import Report"},
    ),
    (rules.imports_point_down, {"formcheck.drawing.draw": "import formcheck.reports.export"}),
    (rules.imports_point_down, {"formcheck.reports.export": "from formcheck.drawing.draw import draw"}),
    (rules.imports_point_down, {"formcheck.cli.main": "from formcheck.ui import check"}),
    (rules.imports_point_down, {"formcheck.ui.check.page": "from formcheck.cli import main"}),
    (
        rules.imports_point_down,
        {"formcheck.clip.pipeline": "import importlib\nimportlib.import_module('formcheck.cli.main')"},
    ),
    (rules.imports_point_down, {"formcheck.cli.main": "import app"}),
    (
        rules.no_cycles,
        {
            "formcheck.motion": "from formcheck.motion.track import x",
            "formcheck.motion.track": "from formcheck.motion import x",
        },
    ),
    (rules.imports_are_absolute, {"formcheck.motion.view": "from .track import Track"}),
    (rules.one_adapter_per_library, {"formcheck.drawing.draw": "def f():\n    import av.video"}),
    (rules.one_adapter_per_library, {"formcheck.clip.pipeline": "from mediapipe.tasks import python"}),
    (rules.streamlit_only_in_pages, {"formcheck.cli.main": "import streamlit.web.cli"}),
    (rules.the_engine_is_pure, {"formcheck.motion.view": "import pandas"}),
    (rules.the_engine_is_pure, {"formcheck.schema": "from rich import table"}),
    (rules.the_core_never_prints, {"formcheck.media.pose": "def f():\n    print(1)"}),
    (rules.no_module_is_long, {"formcheck.errors": "x = 1\n" * (MAX_LINES + 1)}),
    (rules.most_modules_are_short, {f"formcheck.ui.page{i}": "x = 1\n" * MEDIAN_LINES for i in range(len(SOUND))}),
    (rules.functions_are_small, {"formcheck.ui.check.page": "def f():\n" + "    x = 1\n" * MAX_FUNCTION_LINES}),
    (rules.no_vague_names, {"formcheck.motion.utils": ""}),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_code_keeps_the_rule(rule):
    modules = rules.read_sources()
    assert len(modules) > 10, "the source was not found"
    assert rule(modules) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_sound_code_passes(rule):
    assert rule(rules.parse(SOUND)) == []


@pytest.mark.parametrize(
    ("rule", "sources"), ROTTEN, ids=[f"{rule.__name__}-{i}" for i, (rule, _) in enumerate(ROTTEN)]
)
def test_rotten_code_is_noticed(rule, sources):
    assert len(rule(rules.parse(SOUND | sources))) == 1


def test_every_rule_is_seen_to_fail():
    assert {rule for rule, _ in ROTTEN} == set(RULES)


def test_every_long_function_has_a_reason():
    assert all(reason.strip() for reason in rules.LONG_FOR_A_REASON.values())


@pytest.mark.skipif(find_spec("formcheck.__main__") is None, reason="this checkout has no command line")
def test_help_touches_no_heavy_library():
    """Half a second of imports before the first word would make the tool feel broken."""
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); sys.argv[1:] = ['--help']\n"
    code += "from formcheck.__main__ import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "analyze" in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "typer" in loaded, "the list of modules was not printed"
    assert loaded.isdisjoint({"numpy", "scipy", "mediapipe", "cv2", "av", "streamlit"})


def test_architecture_lists_every_package_and_no_other():
    """Each package of formcheck/ has one line in ARCHITECTURE.md; its modules are read from the code."""
    plan = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("formcheck/\n", 1)[1].split("```", 1)[0]
    listed = {line.split()[0] for line in plan.splitlines() if line.strip() and "(one module)" not in line}
    there = {path.parent.name for path in (ROOT / "formcheck").glob("*/__init__.py")}
    assert listed == there
