"""The descriptor names the files of a data set, none of them outside its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.csv_files import Problems
from app.data.package_descriptor import is_inside, read_descriptor
from tests.unit.data.small_set import describe, observation, write_set


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path / "set", yuan=[observation()])


def test_files_are_those_that_it_names(folder: Path) -> None:
    (folder / "observations" / "stray.csv").write_text("x")
    problems = Problems()
    package = read_descriptor(folder, problems)
    assert package.title == "A small set"
    assert package.observations() == (folder / "observations" / "yuan.csv",)
    assert package.file("regions.csv") == folder / "regions.csv"
    assert package.file("other.csv") == folder / "other.csv"
    assert problems.messages == []


def test_a_file_of_figures_is_no_file_of_the_catalogue(folder: Path) -> None:
    describe(folder, ["observations/regions.csv", "regions.csv"])
    assert read_descriptor(folder, Problems()).file("regions.csv") == folder / "regions.csv"


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "observations/../../secret.csv",
        "..\\..\\secret.csv",
        "/etc/passwd",
        "https://example.org/regions.csv",
        "C:\\regions.csv",
        "file:///etc/passwd",
        "",
        "regions\n.csv",
        7,
        None,
        {"path": "regions.csv"},
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(folder: Path, path: object) -> None:
    describe(folder, [path, "markets.csv"])
    problems = Problems()
    package = read_descriptor(folder, problems)
    assert package.paths == (folder / "markets.csv",)
    assert list(map(str, problems.messages)) == [
        f"datapackage.json: column resources 1, path: expected a file in this folder, found {path!r}"
    ]


def test_a_link_that_leads_elsewhere_is_refused(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("code\n1\n")
    (folder / "link.csv").symlink_to(secret)
    describe(folder, ["link.csv"])
    problems = Problems()
    assert read_descriptor(folder, problems).paths == ()
    assert len(problems.messages) == 1
    (folder / "datapackage.json").unlink()
    assert folder / "link.csv" not in read_descriptor(folder, Problems()).paths


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (None, "datapackage.json: the file is missing"),
        (b'{\n "resources": [,]\n}', "datapackage.json: line 2, column 16: expected JSON: Expecting value"),
        (b"", "datapackage.json: line 1, column 1: expected JSON: Expecting value"),
        (b'{\n"title": "\xff"}', "datapackage.json: line 2: expected UTF-8 text, found the byte 0xff"),
        (b"[]", "datapackage.json: line 1: expected an object with a list of resources"),
        (b"null", "datapackage.json: line 1: expected an object with a list of resources"),
        (b'{"resources": 3}', "datapackage.json: line 1: expected an object with a list of resources"),
        (b"[" * 100_000, "datapackage.json: expected JSON, found too many brackets in one another"),
    ],
)
def test_a_damaged_descriptor_is_named_and_the_files_that_lie_there_open(
    folder: Path, raw: bytes | None, said: str
) -> None:
    path = folder / "datapackage.json"
    path.unlink()
    if raw is not None:
        path.write_bytes(raw)
    problems = Problems()
    package = read_descriptor(folder, problems)
    assert list(map(str, problems.messages)) == [said]
    assert package.observations() == (folder / "observations" / "yuan.csv",)
    assert package.file("regions.csv") in package.paths


def test_one_resource_may_have_several_files(folder: Path) -> None:
    describe(folder, [["regions.csv", "../x.csv"], "regions.csv"])
    problems = Problems()
    assert read_descriptor(folder, problems).paths == (folder / "regions.csv",)
    assert len(problems.messages) == 1


def test_inside() -> None:
    assert is_inside("observations/yuan.csv")
    assert is_inside("./regions.csv")
    assert not is_inside("a/../../b")
