from __future__ import annotations

import pytest

from app.startup.speech import SetupError
from app.startup.system import complete_system
from tests.unit.bootstrap.rehearsal import PretendMachine, told

_BOOKWORM = """libglib2.0-0:
  Installed: (none)
  Candidate: 2.74.6-2+deb12u5
libegl1:
  Installed: (none)
  Candidate: 1.6.0-1
"""
_TRIXIE = """libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.0-1
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
"""
_GLIB = frozenset({"libglib-2.0.so.0", "libgthread-2.0.so.0"})


def _complete(machine: PretendMachine, *, window: bool = True, venv: bool = True) -> str:
    progress, log = told()
    complete_system(machine, progress, window=window, venv=venv)
    return log.getvalue()


def test_complete_system_is_left_alone() -> None:
    machine = PretendMachine()
    assert _complete(machine) == ""
    assert machine.commands == []


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_everything_themselves(platform: str) -> None:
    machine = PretendMachine(platform=platform, chinese_font=False, lacking_libraries=_GLIB)
    assert _complete(machine) == ""


@pytest.mark.parametrize(
    ("policy", "package"), [(_BOOKWORM, "libglib2.0-0"), (_TRIXIE, "libglib2.0-0t64"), ("", "libglib2.0-0")]
)
def test_apt_is_asked_which_name_a_package_has(policy: str, package: str) -> None:
    machine = PretendMachine(is_root=True, lacking_libraries=_GLIB, answers={"apt-cache policy": (policy, 0)})
    _complete(machine)
    assert machine.commands[0].endswith("apt-get -o DPkg::Lock::Timeout=120 update")
    assert machine.commands[-1].endswith(f"install -y --no-install-recommends {package}")


def test_names_are_asked_after_the_lists_were_read() -> None:
    machine = PretendMachine(is_root=True, lacking_libraries=_GLIB)
    _complete(machine)
    verbs = [
        next(verb for verb in ("update", "policy", "install") if verb in done) for done in machine.commands
    ]
    assert verbs == ["update", "policy", "install"]


def test_sudo_is_used_where_it_asks_nothing() -> None:
    machine = PretendMachine(
        programs=frozenset({"apt-get", "sudo"}), lacking_libraries=frozenset({"libEGL.so.1"})
    )
    _complete(machine)
    assert machine.commands[0] == "sudo -n true"
    assert machine.commands[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")
    assert machine.commands[-1].endswith(" libegl1")


def test_user_without_rights_gets_one_command() -> None:
    machine = PretendMachine(
        programs=frozenset({"apt-get", "sudo"}),
        lacking_libraries=frozenset({"libEGL.so.1", "libxcb-cursor.so.0"}),
        lacking_modules=frozenset({"ensurepip"}),
        chinese_font=False,
        answers={"sudo -n true": ("", 1), "apt-cache": ("python3-venv:\n  Candidate: 3.11.2-1+b1\n", 0)},
    )
    with pytest.raises(SetupError) as stop:
        _complete(machine)
    lines = [line.strip() for line in str(stop.value).splitlines() if "apt-get" in line]
    assert " ".join(lines) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends"
        " python3-venv libegl1 libxcb-cursor0 fonts-wqy-microhei"
    )
    assert not any("install" in command for command in machine.commands)


def test_user_without_sudo_is_told_to_become_root() -> None:
    machine = PretendMachine(lacking_libraries=frozenset({"libEGL.so.1"}))
    with pytest.raises(SetupError, match="su -c 'apt-get update && apt-get install"):
        _complete(machine)


def test_missing_font_alone_stops_nobody() -> None:
    assert "fonts-wqy-microhei" in _complete(PretendMachine(chinese_font=False))


def test_tests_need_no_window_libraries() -> None:
    machine = PretendMachine(lacking_libraries=frozenset({"libxcb-cursor.so.0"}))
    assert _complete(machine, window=False) == ""


def test_venv_module_is_needed_only_to_make_an_environment() -> None:
    machine = PretendMachine(lacking_modules=frozenset({"ensurepip"}))
    assert _complete(machine, venv=False) == ""


def test_system_without_apt_gets_the_list() -> None:
    machine = PretendMachine(programs=frozenset(), lacking_libraries=frozenset({"libEGL.so.1"}))
    with pytest.raises(SetupError, match=r"libEGL\.so\.1.*package manager"):
        _complete(machine)


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("Temporary failure resolving 'deb.debian.org'", "No network"),
        ("write error - write (28: No space left on device)", "disk is full"),
        ("E: dpkg was interrupted", "dpkg was interrupted"),
    ],
)
def test_failure_of_apt_says_what_to_do(output: str, message: str) -> None:
    machine = PretendMachine(
        is_root=True, lacking_libraries=frozenset({"libEGL.so.1"}), answers={" install ": (output, 100)}
    )
    with pytest.raises(SetupError, match=message):
        _complete(machine)
