"""Every figure that the project starts from is found by its names through `figures`."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import places
from app.cli.commands import run_command
from app.cli.session import Session

Row = dict[str, str]

SCALES = {"trillion": Decimal(10) ** 12, "billion": Decimal(10) ** 9, "million": Decimal(10) ** 6}
CHINA = "100000"
RELATIVE = ("of_region", "of_market", "of_product", "among")


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[Row]:
    with (shared / "dataset" / "seed_facts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    home = tmp_path_factory.mktemp("home")
    folders = places.Folders(
        data=places.bundled_data(), resources=places.resources(), user_data=home / "data", settings=home
    )
    return Session(folders, io.StringIO(), io.StringIO())


def figures(session: Session, **filters: str) -> list[dict[str, Any]]:
    out = session.out
    assert isinstance(out, io.StringIO)
    out.seek(0)
    out.truncate()
    argv = [word for name, value in filters.items() for word in (f"--{name}", value)]
    assert run_command(["figures", *argv, "--format", "json"], session) == 0
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def expected_value(fact: Row) -> Decimal:
    """The fact's value without its scale."""
    scales = [scale for word, scale in SCALES.items() if word in fact["unit"].split()]
    amount = fact["indicator"] in ("value", "quantity")
    return Decimal(fact["value"]) * (scales[0] if amount else Decimal(1))


def expected_unit(fact: Row) -> str:
    """The unit as the program writes it out."""
    unit = fact["unit"]
    if unit.startswith("percent of") and "increment" in unit:
        return "percent of increment"
    if unit.startswith("percent"):
        return "percent"
    return unit.replace("trillion", "").replace("billion", "").replace("million", "").strip()


def same(row: dict[str, Any], fact: Row) -> bool:
    return (
        Decimal(str(row["value"])) == expected_value(fact)
        and row["qualifier"] == fact["qualifier"]
        and "China National Radio" in row["source"]
    )


def test_all_seventy_are_found_under_their_names(facts: list[Row], session: Session) -> None:
    assert len(facts) == 70
    missing = []
    for fact in facts:
        for product in fact["product"].split("; "):
            found = [
                row
                for row in figures(
                    session, region=fact["region_code"], market=fact["market"], product=product,
                    flow=fact["flow"], period=fact["period"], indicator=fact["indicator"],
                )
                if same(row, fact)
            ]  # fmt: skip
            if len(found) != 1 or found[0]["status"] != "reported":
                missing.append((fact["id"], product, found))
    assert missing == []


def test_units_are_written_out(facts: list[Row], session: Session) -> None:
    wrong = []
    for fact in facts:
        rows = figures(
            session, region=fact["region_code"], market=fact["market"], flow=fact["flow"],
            product=fact["product"].split("; ")[0], period=fact["period"], indicator=fact["indicator"],
        )  # fmt: skip
        units = {row["unit"] for row in rows if same(row, fact)}
        if fact["indicator"] in ("value", "growth", "share", "contribution", "quantity"):
            if units != {expected_unit(fact)}:
                wrong.append((fact["id"], fact["unit"], units))
        elif "percent" in units or "CNY" in units:
            wrong.append((fact["id"], fact["unit"], units))
    assert wrong == []


def test_a_relative_figure_says_what_it_is_of(facts: list[Row], session: Session) -> None:
    silent = []
    for fact in facts:
        if fact["indicator"] not in ("share", "rank", "order", "contribution"):
            continue
        rows = figures(
            session, region=fact["region_code"], market=fact["market"], flow=fact["flow"],
            product=fact["product"].split("; ")[0], period=fact["period"], indicator=fact["indicator"],
        )  # fmt: skip
        for row in (row for row in rows if same(row, fact)):
            said = {name: row[name] for name in RELATIVE if name in row}
            national = "China" in fact["unit"] or "national" in fact["unit"]
            if not said or (national and fact["region_code"] != CHINA and CHINA not in str(said)):
                silent.append((fact["id"], fact["unit"], said))
    assert silent == []


def test_the_two_shares_of_zhejiang_are_told_apart(session: Session) -> None:
    shares = {
        (row["flow"], row["value"])
        for row in figures(session, region="Zhejiang", indicator="share", period="2025")
        if row.get("of_region") == CHINA and row["product"] == "All products"
    }
    assert shares >= {("total", 12.2), ("export", 15.5)}
