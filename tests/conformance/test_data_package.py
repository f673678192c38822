"""The bundled data set is a valid Frictionless Data Package, by the standard's own tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
DESCRIPTOR = DATA / "datapackage.json"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_frictionless_finds_nothing_wrong() -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(DESCRIPTOR))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])[:20]


def test_the_descriptor_names_every_table_of_the_folder() -> None:
    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    named = {resource["path"] for resource in descriptor["resources"]}
    assert named == {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}


def test_the_descriptor_says_whose_data_these_are() -> None:
    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    assert descriptor["licenses"]
    assert {"UN Comtrade", "National Bureau of Statistics of China"} <= {
        source["title"] for source in descriptor["sources"]
    }


def test_headers_are_those_of_the_schema() -> None:
    descriptor = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        with (DATA / resource["path"]).open(encoding="utf-8") as file:
            header = file.readline().rstrip("\n").split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
