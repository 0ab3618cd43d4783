"""The bundled scenarios are found from a wheel in an empty folder and from an editable install, without a network."""

import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

import govsim
from govsim.edge import files

REPO = Path(__file__).resolve().parents[1]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
OFFLINE = ("--no-deps", "--no-index", "--no-build-isolation")

# -S leaves out the site-packages of this environment; addsitedir reads the .pth of the folder installed into. The
# libraries that govsim needs come last, from the environment's folder, without its .pth: they cannot bring a govsim.
FIND = """
import site, sys
site.addsitedir(sys.argv[1])
sys.path.append(sys.argv[2])
import govsim.edge.files as files
print(files.__file__)
print(files.bundled())
"""


def shipped(root: Path) -> set[str]:
    """List the files below `root` that are content and not the traces of an editor or a system."""
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(root).parts)
    }


def pip(*arguments: str, cwd: Path) -> None:
    """Run pip away from the network and let its own words explain a failure."""
    done = subprocess.run([*PIP, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def found_from(installed: Path, cwd: Path) -> tuple[Path, Path]:
    """Ask a fresh interpreter that sees only `installed` where its code and its scenarios are."""
    command = [sys.executable, "-I", "-S", "-c", FIND, str(installed), sysconfig.get_path("purelib")]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    code, scenarios = done.stdout.splitlines()
    return Path(code), Path(scenarios)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a build reads, so that nothing is built inside the checkout."""
    copy = tmp_path_factory.mktemp("checkout").resolve()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPO / name, copy)
    for name in ("src", "scenarios"):
        shutil.copytree(REPO / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """Build the wheel once for all tests here."""
    pip("wheel", *OFFLINE, "--wheel-dir", str(source / "dist"), ".", cwd=source)
    (built,) = (source / "dist").glob("*.whl")
    return built


def test_a_wheel_in_an_empty_folder_finds_every_scenario_inside_itself(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path.resolve() / "installed"
    pip("install", *OFFLINE, "--target", str(target), str(wheel), cwd=tmp_path)
    code, scenarios = found_from(target, tmp_path)
    assert code == target / "govsim" / "edge" / "files.py"
    assert scenarios == target / "govsim" / "scenarios"
    assert shipped(scenarios) == shipped(REPO / "scenarios")
    assert {"structures", "laws", "forks", "edge"} <= {path.name for path in scenarios.iterdir()}


def test_an_editable_install_finds_the_scenarios_beside_its_source(source: Path, tmp_path: Path) -> None:
    target = tmp_path.resolve() / "installed"
    pip("install", *OFFLINE, "--target", str(target), "--editable", ".", cwd=source)
    code, scenarios = found_from(target, tmp_path)
    assert code == source / "src" / "govsim" / "edge" / "files.py"
    assert scenarios == source / "scenarios"


def test_an_editable_install_leaves_no_second_copy_of_the_scenarios(source: Path, tmp_path: Path) -> None:
    target = tmp_path.resolve() / "installed"
    pip("install", *OFFLINE, "--target", str(target), "--editable", ".", cwd=source)
    assert not (target / "govsim").exists()


def test_a_wheel_carries_the_marker_that_its_types_are_checked(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert "govsim/py.typed" in archive.namelist()


def test_a_wheel_carries_nothing_but_the_package_and_its_metadata(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"govsim", "govsim-0.1.0.dist-info"}


def test_the_environment_of_these_tests_finds_the_scenarios_of_this_checkout() -> None:
    assert files.bundled() == REPO / "scenarios"


def test_an_installation_without_scenarios_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path.resolve() / "lib" / "src" / "govsim"
    monkeypatch.setattr(govsim, "__file__", str(package / "__init__.py"))
    with pytest.raises(FileNotFoundError) as caught:
        files.bundled()
    message = str(caught.value)
    assert str(package / "scenarios") in message
    assert str(tmp_path.resolve() / "lib" / "scenarios") in message


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    stated = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    unbounded = [line for line in stated if ">=" not in line or ",<" not in line]
    assert unbounded == []


def test_the_tested_versions_are_pinned_without_naming_a_place_to_get_them() -> None:
    lines = (REPO / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(line.count("==") == 1 and not {"/", "@", " "} & set(line) for line in pins), pins
