from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import bootstrap
from app.startup.environment import choose_folder, python_of
from app.startup.first_start import FirstStart
from app.startup.pins import missing_pins, read_pins
from app.startup.speech import Progress, SetupError
from tests.conftest import ROOT
from tests.unit.bootstrap.rehearsal import PretendMachine, Terminal, told

if TYPE_CHECKING:
    from collections.abc import Sequence

_PYPROJECT = """
[project]
dependencies = ["pandas==3.1.1", "font-source-sans-pro==0.0.1"]
[dependency-groups]
test = ["pytest==9.2.0"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(_PYPROJECT, encoding="utf-8")
    return folder


def _install(environment: Path, name: str, version: str, *, whole: bool = True) -> None:
    information = environment / "lib" / "python3.11" / "site-packages" / f"{name}-{version}.dist-info"
    information.mkdir(parents=True)
    if whole:
        (information / "INSTALLER").write_text("pip\n", encoding="utf-8")


def _make(command: Sequence[str]) -> None:
    """What `python -m venv` leaves behind."""
    environment = Path(command[-1])
    (environment / "bin").mkdir(parents=True)
    python_of(environment, "linux").touch()


def _fill(command: Sequence[str]) -> None:
    """What pip leaves behind."""
    environment = Path(command[0]).parent.parent
    for pin in command:
        name, equal, version = pin.partition("==")
        if equal:
            _install(environment, name.replace("-", "_"), version)


def _working(environment: Path) -> tuple[str, int]:
    packages = environment / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True, exist_ok=True)
    return f"True {packages}", 0


def _prepare(machine: PretendMachine, project: Path, environment: Path) -> str:
    progress, log = told()
    start = FirstStart(machine, progress, str(project), groups=(), window=True)
    start.prepare(str(environment))
    return log.getvalue()


def test_pins_are_read_from_the_project(project: Path) -> None:
    program = ("pandas==3.1.1", "font-source-sans-pro==0.0.1")
    assert read_pins(project / "pyproject.toml", ()) == program
    assert read_pins(project / "pyproject.toml", ("test",)) == (*program, "pytest==9.2.0")


def test_every_pin_of_this_project_is_exact() -> None:
    pins = read_pins(ROOT / "pyproject.toml", bootstrap.TESTS.groups)
    assert [pin for pin in pins if pin.count("==") != 1] == []


def test_pins_are_met_by_whole_packages_of_that_version(tmp_path: Path) -> None:
    _install(tmp_path, "Font_Source.Sans_Pro", "0.0.1")
    _install(tmp_path, "pandas", "3.1.0")
    _install(tmp_path, "numpy", "2.4.6", whole=False)
    pins = (
        "font-source-sans-pro==0.0.1",
        "pandas==3.1.1",
        "numpy==2.4.6",
        "tzdata==1; sys_platform == 'win32'",
    )
    assert missing_pins(pins, tmp_path) == ("pandas==3.1.1", "numpy==2.4.6")


def test_bare_machine_gets_an_environment(project: Path) -> None:
    environment = project / ".venv"
    machine = PretendMachine(effects={"-m venv": _make, "-m pip install": _fill})
    log = _prepare(machine, project, environment)
    assert missing_pins(read_pins(project / "pyproject.toml", ()), environment) == ()
    assert log.splitlines() == [
        f"Making the environment {environment}, once: a minute or two, 0.7 GB at most.",
        "Installing 2 packages:",
    ]


def test_half_filled_environment_is_filled_up(project: Path) -> None:
    environment = project / ".venv"
    _make(("venv", str(environment)))
    _install(environment, "pandas", "3.1.1")
    machine = PretendMachine(
        effects={"-m pip install": _fill}, answers={"sys.base_prefix": _working(environment)}
    )
    _prepare(machine, project, environment)
    (command,) = (command for command in machine.commands if "pip install" in command)
    assert "font-source-sans-pro==0.0.1" in command
    assert "pandas" not in command
    assert not any("-m venv" in command for command in machine.commands)


@pytest.mark.parametrize("broken", ["", "not an interpreter"])
def test_broken_environment_is_made_again(project: Path, broken: str) -> None:
    environment = project / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "rubbish").touch()
    if broken:
        python_of(environment, "linux").write_text(broken, encoding="utf-8")
    machine = PretendMachine(
        effects={"-m venv": _make, "-m pip install": _fill}, answers={"sys.base_prefix": ("", 127)}
    )
    log = _prepare(machine, project, environment)
    assert "broken or half made" in log
    assert not (environment / "rubbish").exists()


def test_environment_whose_unpacking_was_cut_off_is_made_again(project: Path) -> None:
    environment = project / ".venv"
    _make(("venv", str(environment)))
    _install(environment, "pandas", "3.1.1", whole=False)
    machine = PretendMachine(
        effects={"-m venv": _make, "-m pip install": _fill},
        answers={"sys.base_prefix": _working(environment)},
    )
    assert "broken or half made" in _prepare(machine, project, environment)
    assert missing_pins(read_pins(project / "pyproject.toml", ()), environment) == ()


def test_file_in_the_way_is_replaced(project: Path) -> None:
    environment = project / ".venv"
    environment.touch()
    machine = PretendMachine(effects={"-m venv": _make, "-m pip install": _fill})
    _prepare(machine, project, environment)
    assert environment.is_dir()


def test_environment_that_does_not_load_is_made_again_once(project: Path) -> None:
    environment = project / ".venv"
    _make(("venv", str(environment)))
    for name, version in (("pandas", "3.1.1"), ("font_source_sans_pro", "0.0.1")):
        _install(environment, name, version)
    machine = PretendMachine(
        effects={"-m venv": _make, "-m pip install": _fill},
        answers={"sys.base_prefix": _working(environment), "QtWidgets": ("ImportError: libfoo.so.1", 1)},
    )
    with pytest.raises(SetupError, match=r"does not load:\s+ImportError: libfoo"):
        _prepare(machine, project, environment)
    assert sum("-m venv" in command for command in machine.commands) == 1


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        (
            "WARNING: Retrying ... NewConnectionError(...)\nERROR: No matching distribution found",
            "No network",
        ),
        (
            "CERTIFICATE_VERIFY_FAILED\nMax retries exceeded\nNo matching distribution found for x",
            "certificate that this machine does not trust",
        ),
        (
            "ERROR: No matching distribution found for PySide6-Essentials==6.10.3",
            r"no PySide6-Essentials==6.10.3 for this machine \(.*Python 3\.",
        ),
        ("ERROR: something new", "something new"),
    ],
)
def test_failure_of_pip_says_what_to_do(project: Path, output: str, message: str) -> None:
    machine = PretendMachine(effects={"-m venv": _make}, answers={"pip install": (output, 1)})
    with pytest.raises(SetupError, match=message):
        _prepare(machine, project, project / ".venv")


def test_progress_names_each_package_and_how_far_it_is(project: Path) -> None:
    said = """Collecting pandas==3.1.1
  Downloading pandas-3.1.1-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (5.5 kB)
Downloading pandas-3.1.1-cp311-cp311-manylinux_2_28_x86_64.whl (12.4 MB)
Using cached https://index/font_source_sans_pro-0.0.1-py3-none-any.whl (2.2 MB)
Installing collected packages: pandas, font-source-sans-pro"""
    environment = project / ".venv"
    machine = PretendMachine(
        effects={"-m venv": _make, "-m pip install": _fill}, answers={"pip install": (said, 0)}
    )
    assert _prepare(machine, project, environment).splitlines()[2:] == [
        "  1 of 2: pandas 3.1.1 (12.4 MB)",
        "  2 of 2: font_source_sans_pro 0.0.1 (2.2 MB), fetched before",
        "  unpacking, which takes up to a minute",
    ]


def test_other_versions_are_named_and_replaced(project: Path) -> None:
    environment = project / ".venv"
    _make(("venv", str(environment)))
    _install(environment, "pandas", "3.0.0")
    _install(environment, "font_source_sans_pro", "0.0.1")
    machine = PretendMachine(
        effects={"-m pip install": _fill}, answers={"sys.base_prefix": _working(environment)}
    )
    assert "Replacing what has another version than pinned: pandas 3.0.0." in _prepare(
        machine, project, environment
    )


def test_pip_that_only_says_it_succeeded_is_not_believed(project: Path) -> None:
    with pytest.raises(SetupError, match=r"pandas==3\.1\.1.*is missing"):
        _prepare(PretendMachine(effects={"-m venv": _make}), project, project / ".venv")


def test_foreign_environment_is_taken_if_it_has_every_pin(project: Path, tmp_path: Path) -> None:
    start = FirstStart(PretendMachine(), told()[0], str(project), groups=(), window=True)
    assert not start.accept(str(tmp_path / "other"))
    for name, version in (("pandas", "3.1.1"), ("font_source_sans_pro", "0.0.1")):
        _install(tmp_path / "other", name, version)
    assert start.accept(str(tmp_path / "other"))


def test_environment_lies_in_the_project(project: Path, tmp_path: Path) -> None:
    assert choose_folder(project, tmp_path / "cache", told()[0]) == project / ".venv"


def test_read_only_project_has_its_environment_in_the_cache(project: Path, tmp_path: Path) -> None:
    progress, log = told()
    folder = choose_folder(project, tmp_path / "cache", progress, touch=_refuse)
    assert folder.parent == tmp_path / "cache"
    assert f"{project} is read-only" in log.getvalue()


def test_nowhere_to_write_is_said(project: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with pytest.raises(SetupError, match="Copy the project to a folder of your own"):
        choose_folder(project, tmp_path / "cache", told()[0], touch=_refuse)


def test_steps_take_each_others_place_on_a_terminal() -> None:
    screen = Terminal()
    progress = Progress(screen)
    progress.step("downloading", log=False)
    progress.step("unpacking")
    progress.say("Ready.")
    assert screen.getvalue() == "  downloading\r\033[K  unpacking\r\033[KReady.\n"


def test_steps_that_matter_are_lines_of_a_log() -> None:
    progress, log = told()
    progress.step("finding pandas", log=False)
    progress.step("unpacking")
    progress.done()
    assert log.getvalue() == "  unpacking\n"


def _refuse(path: Path) -> None:
    raise OSError(errno.EROFS, "Read-only file system", str(path))
