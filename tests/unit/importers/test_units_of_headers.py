"""The units that headers and signs of currencies give, and what is only guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.importers.desk import look, table, totals

HEAD = ("reporter", "partner", "flow", "year")
ROW = ("CN", "US", "export", "2023")
NO_UNIT = "No unit of the values is given: USD is taken."
ANY_DOLLAR = "The values have the sign $ alone, which several currencies have: USD is taken."


@pytest.mark.parametrize(
    ("above", "header", "number", "unit", "total", "remark"),
    [
        ("", "Value (m)", "5", "USD", 5_000_000, NO_UNIT),
        ("", "Value (mn)", "5", "USD", 5_000_000, NO_UNIT),
        ("", "Value (M)", "5", "USD", 5_000_000, NO_UNIT),
        ("", "Value (m) (EUR)", "5", "EUR", 5_000_000, ""),
        ("", "Value【EUR million】", "5", "EUR", 5_000_000, ""),
        ("", "Value (goods (million EUR))", "5", "EUR", 5_000_000, ""),
        ("Unit: EUR", "Value (m)", "5", "EUR", 5_000_000, ""),
        ("Unit: EUR million", "Value (m)", "5", "EUR", 5_000_000, ""),
        ("", "Value", "$5", "USD", 5, ANY_DOLLAR),
        ("", "Value (m)", "$5", "USD", 5_000_000, ANY_DOLLAR),
        ("", "Value", "US$5", "USD", 5, ""),
        ("", "Value", "€5", "EUR", 5, ""),
        ("", "Value (USD)", "$5", "USD", 5, ""),
    ],
)
def test_the_unit_of_values(
    tmp_path: Path, above: str, header: str, number: str, unit: str, total: int, remark: str
) -> None:
    path = tmp_path / "own.csv"
    lines = f"{above}\n" if above else ""
    path.write_text(lines + table([(*HEAD, header), (*ROW, number)]), encoding="utf-8")
    found = look(path)
    assert totals(found) == {("export", unit): total}
    assert [text for text in map(str, found.remarks) if "is taken" in text] == [remark] * bool(remark)


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        (("Product", "Exports quantity 2023"), ("Rice", "9"), True),
        (("Product", "Exports quantity (tonnes) 2023"), ("Rice", "9"), False),
        (("Product", "Exports quantity 2023", "Quantity unit"), ("Rice", "9", "tonnes"), False),
        ((*HEAD, "value_usd", "quantity"), (*ROW, "5", "9"), True),
        ((*HEAD, "value_usd", "Quantity (tonnes)"), (*ROW, "5", "9"), False),
        ((*HEAD, "value_usd", "kg"), (*ROW, "5", "9"), False),
        ((*HEAD, "value_usd", "quantity", "quantity_unit"), (*ROW, "5", "9", "tonnes"), False),
    ],
)
def test_quantities_without_a_unit_are_told(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...], told: bool
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(table([header, row]), encoding="utf-8")
    remark = "No unit of the quantities is given: they are counted in units."
    assert (remark in map(str, look(path).remarks)) == told
