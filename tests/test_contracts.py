"""Every import contract and every banned call is broken on purpose in a copy of the source, and must be caught."""

import json
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
CONTRACTS = {contract["id"]: contract for contract in CONFIG["importlinter"]["contracts"]}
BANNED = CONFIG["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# From the lowest to the highest; those on one line do not know each other.
LAYERS = (
    ("values",),
    ("errors",),
    ("world",),
    ("record",),
    ("rules",),
    ("reader", "engine"),
    ("whatif",),
    ("analysis",),
    ("views", "testing"),
    ("edge",),
)
EVERYONE = tuple(layer for line in LAYERS for layer in line)
BELOW_EDGE = EVERYONE[:-1]
TO_COME = ("analysis",)  # joins the other contracts with its first module
WRITTEN = tuple(layer for layer in BELOW_EDGE if layer not in TO_COME)

# The names below are written out and not read from the contract: removing one there must fail here.
OUTSIDE = ("io", "os", "pathlib", "shutil", "tempfile", "glob", "time", "random", "secrets", "uuid")
OUTSIDE_TOO = ("locale", "platform", "socket", "subprocess", "urllib")

Plants = list[tuple[str, str]]

# contract -> (who imports, what it must not import)
PLANTS: dict[str, Plants] = {
    "layers": [
        *((low, f"govsim.{high}") for lows, highs in pairwise(LAYERS) for low, high in product(lows, highs)),
        *((low, "govsim.edge.files") for low in BELOW_EDGE),
        ("reader", "govsim.engine"),
        ("engine", "govsim.reader"),
        ("views", "govsim.testing"),
        ("testing", "govsim.views"),
    ],
    "past": [("record", "govsim.rules")],
    "facade": [(layer, "govsim") for layer in WRITTEN if layer != "testing"],
    "door": list(product(WRITTEN, OUTSIDE + OUTSIDE_TOO)),
    "yaml": [(layer, "yaml") for layer in (*WRITTEN, "edge") if layer != "reader"],
    "terminal": list(product(WRITTEN, ("rich", "cyclopts"))),
    "generators": [(layer, "hypothesis") for layer in WRITTEN if layer != "testing"],
}

# contract -> the layers it leaves free; every other package of the source has to be under it
FREE = {
    "facade": {"edge", "testing"},
    "door": {"edge"},
    "yaml": {"reader"},
    "terminal": {"edge"},
    "generators": {"edge", "testing"},
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Copy the source and its contracts, and add the layers that are still to come."""
    shutil.copy(REPO / "pyproject.toml", tmp_path)
    copy = tmp_path / "src" / "govsim"
    shutil.copytree(REPO / "src" / "govsim", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for layer in TO_COME:
        (copy / layer).mkdir(exist_ok=True)
        (copy / layer / "__init__.py").touch()
    return copy


def plant(package: Path, layer: str, *statements: str) -> str:
    """Write `statements` into a module of `layer` and give its dotted name."""
    if layer in {"values", "errors"}:
        with (package / f"{layer}.py").open("a", encoding="utf-8") as module:
            module.write("\n".join(("", *statements, "")))
        return f"govsim.{layer}"
    (package / layer).mkdir(exist_ok=True)
    (package / layer / "__init__.py").touch()
    (package / layer / "planted.py").write_text("\n".join((*statements, "")), encoding="utf-8")
    return f"govsim.{layer}.planted"


def lint(package: Path, monkeypatch: pytest.MonkeyPatch, *contracts: str) -> str:
    """Check the copy under the contracts named, or all of them, and give what the linter printed."""
    monkeypatch.setenv("PYTHONPATH", str(package.parent))
    monkeypatch.setenv("COLUMNS", "500")  # one finding, one line
    limits = [argument for contract in contracts for argument in ("--contract", contract)]
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *limits],
        cwd=package.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in done.stdout, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("contract", sorted(PLANTS))
def test_every_planted_import_is_reported_by_its_contract(
    contract: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = []
    for layer in dict(PLANTS[contract]):
        targets = [target for who, target in PLANTS[contract] if who == layer]
        name = plant(package, layer, *(f"import {target}" for target in targets))
        expected += [f"{name} -> {target} (l." for target in targets]
    report = lint(package, monkeypatch, contract)
    assert f"{CONTRACTS[contract]['name']} BROKEN" in report
    assert [line for line in expected if line not in report] == []


def test_every_contract_has_a_planted_violation() -> None:
    assert set(PLANTS) == set(CONTRACTS)
    assert all(PLANTS.values())


def test_the_source_as_it_stands_keeps_every_contract(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = lint(package, monkeypatch)
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in report


def test_what_the_contracts_leave_free_is_free(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything_outside = ", ".join((*OUTSIDE, *OUTSIDE_TOO))
    plant(
        package, "edge", f"import {everything_outside}", "import rich, cyclopts, govsim, govsim.views, govsim.testing"
    )
    plant(package, "reader", "import yaml", "import govsim.rules")
    plant(package, "testing", "import hypothesis, govsim", "import govsim.analysis")
    plant(package, "analysis", "import govsim.whatif")
    plant(package, "whatif", "import govsim.reader, govsim.engine")
    (package / "__main__.py").write_text("import govsim.edge\n", encoding="utf-8")
    report = lint(package, monkeypatch)
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in report


def test_the_record_may_not_reach_the_rules_by_way_of_a_third_module(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(package, "record", "import govsim.world.planted")
    plant(package, "world", "import govsim.rules")
    report = lint(package, monkeypatch, "past")
    assert "govsim.record.planted -> govsim.world.planted" in report
    assert "govsim.world.planted -> govsim.rules" in report


def test_an_import_inside_a_function_is_an_import(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = plant(package, "engine", "def late():", "    import time")
    assert f"{name} -> time (l.2)" in lint(package, monkeypatch, "door")


def test_a_package_without_a_layer_is_reported(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(package, "unplaced", "import govsim.errors")
    report = lint(package, monkeypatch, "layers")
    assert f"{CONTRACTS['layers']['name']} BROKEN" in report
    assert "unplaced" in report


@pytest.mark.parametrize("contract", sorted(FREE))
def test_every_package_that_is_not_free_of_a_contract_is_under_it(contract: str) -> None:
    packages = {path.parent.name for path in (REPO / "src" / "govsim").glob("*/__init__.py")}
    under = {name.split(".")[1] for name in CONTRACTS[contract]["source_modules"]}
    assert packages - under <= FREE[contract]


def banned_in(package: Path, module: str) -> set[tuple[int, str]]:
    """Give line and name of each banned call that ruff finds in `module` of the copy."""
    options = ("--no-cache", "--select", "TID251", "--output-format", "json")
    command = [sys.executable, "-m", "ruff", "check", *options, f"src/govsim/{module}"]
    done = subprocess.run(command, cwd=package.parent.parent, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)
    return {(problem["location"]["row"], problem["message"].split("`")[1]) for problem in found}


def test_every_banned_call_is_reported_below_the_edge_and_free_in_it(package: Path) -> None:
    uses = [f"import {name.partition('.')[0]}; {name}" for name in sorted(BANNED)]
    plant(package, "engine", *uses)
    plant(package, "edge", *uses)
    expected = set(enumerate(sorted(BANNED), start=1))
    assert banned_in(package, "engine/planted.py") == expected
    assert banned_in(package, "edge/planted.py") == set()


def test_a_banned_call_is_reported_under_any_other_name(package: Path) -> None:
    plant(package, "world", "from datetime import datetime as moment", "moment.now()")
    assert banned_in(package, "world/planted.py") == {(2, "datetime.datetime.now")}


def test_clock_chance_and_environment_are_banned() -> None:
    assert {"datetime.datetime.now", "datetime.date.today", "time.time", "random", "os.environ"} <= set(BANNED)
