"""Each figure of the article that the project starts from is an ordinary observation."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.unit.data_set.figures import YEARLY, Figures, Row, read, table

SCALES = {"trillion": Decimal(10) ** 12, "billion": Decimal(10) ** 9, "million": Decimal(10) ** 6}
EXPECTED_ROWS = 70


def names(dimension: str, resource: str) -> dict[str, str]:
    """Codes under every name in use, in small letters."""
    known = {row["name_en"].casefold(): row["code"] for row in table(resource)}
    known |= {
        row["alias"].casefold(): row["code"] for row in table("aliases") if row["dimension"] == dimension
    }
    return known


def expected_value(fact: Row) -> Decimal:
    """The fact's value without its scale."""
    scales = (scale for word, scale in SCALES.items() if word in fact["unit"].split())
    relative = fact["indicator"] not in ("value", "quantity")
    return Decimal(fact["value"]) * (Decimal(1) if relative else next(scales))


def test_every_fact_is_found(shared: Path, figures: Figures) -> None:
    facts = read(shared / "dataset" / "seed_facts.csv")
    markets, products = names("market", "markets"), names("product", "products")
    missing = []
    for fact in facts:
        goods = fact["product"].split("; ") if fact["id"] == "S17" else [fact["product"]]
        for good in goods:
            found = [
                row
                for row in figures.find(
                    YEARLY,
                    region=fact["region_code"],
                    market=markets[fact["market"].casefold()],
                    product=products[good.casefold()],
                    flow=fact["flow"],
                    period=fact["period"],
                    indicator=fact["indicator"],
                    qualifier=fact["qualifier"],
                )
                if "cnr-third-pole" in row["source"].split(";")
                and Decimal(row["value"]) == expected_value(fact)
            ]
            if len(found) != 1:
                missing.append((fact["id"], good, found))
    assert len(facts) == EXPECTED_ROWS
    assert missing == []


def test_every_first_time_and_record_is_a_milestone(shared: Path) -> None:
    facts = read(shared / "dataset" / "seed_facts.csv")
    stated = [
        fact for fact in facts if "irst time above" in fact["statement"] or "Record" in fact["statement"]
    ]
    milestones = {
        (row["subject"], row["observation"]) for row in table("notes") if row["kind"] == "milestone"
    }
    assert stated
    for fact in stated:
        keys = [key for subject, key in milestones if subject == fact["region_code"]]
        tail = f"{fact['flow']}/{fact['period']}/{fact['indicator']}"
        assert any(key.endswith(tail) for key in keys), fact["id"]


def test_every_statement_of_the_article_is_a_note_in_two_languages(shared: Path) -> None:
    notes = {(row["subject"], row["kind"], row["text_en"]): row for row in table("notes")}
    for statement in read(shared / "dataset" / "seed_context.csv"):
        note = notes[statement["subject_code"], statement["kind"], statement["statement"]]
        assert any("\u4e00" <= sign <= "\u9fff" for sign in note["text_zh"])
