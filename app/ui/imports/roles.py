"""What a column of a file can be, in words, and the mapping that the choices for all columns make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.words import Words


def role_titles(words: Words) -> dict[str, str]:
    """The roles of columns with their names; the empty one for a column that is not used."""
    return {
        "": words.text("not used"),
        "region": words.text("Region"),
        "region_name": words.text("Name of the region"),
        "market": words.text("Market"),
        "market_name": words.text("Name of the market"),
        "product": words.text("Product"),
        "product_name": words.text("Name of the product"),
        "regime": words.text("Trade mode"),
        "regime_name": words.text("Name of the trade mode"),
        "flow": words.text("Flow"),
        "period": words.text("Period"),
        "year": words.text("Year of the month"),
        "value": words.text("Value"),
        "value_export": words.text("Value of exports"),
        "value_import": words.text("Value of imports"),
        "value_total": words.text("Value of exports and imports"),
        "quantity": words.text("Quantity"),
        "unit": words.text("Unit of the value"),
        "quantity_unit": words.text("Unit of the quantity"),
    }


def roles_of(header: Sequence[str], mapping: Mapping[str, Any] | None) -> list[str]:
    """The role of every column under a mapping."""
    columns: Mapping[str, str] = (mapping or {}).get("columns", {})
    by_column = {str(name).strip().lower(): role for role, name in columns.items()}
    return [by_column.pop(name.strip().lower(), "") for name in header]


def mapping_of(
    header: Sequence[str],
    roles: Sequence[str],
    constants: Mapping[str, str],
    before: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The mapping that the choices make; what the one before says beyond columns stays."""
    columns: dict[str, str] = {}
    for name, role in zip(header, roles, strict=True):
        if role:
            columns.setdefault(role, name)
    others = {key: value for key, value in (before or {}).items() if key not in ("columns", "constants")}
    mapping: dict[str, Any] = {"columns": columns, **others}
    kept = {role: text for role, text in (before or {}).get("constants", {}).items() if role != "unit"}
    if kept or constants:
        mapping["constants"] = kept | dict(constants)
    return mapping


def shown_roles(header: Sequence[str], mapping: Mapping[str, str], words: Words) -> list[str]:
    """What each column was read as by a format whose columns are known, in words."""
    titles = role_titles(words) | {"growth": words.text("Growth"), "indicator": words.text("Indicator")}
    found: dict[str, str] = {}
    for role, names in mapping.items():
        for name in (names, *names.split(", ")):
            found.setdefault(name.strip().lower(), titles.get(role, role))
    return [found.get(name.strip().lower(), "") for name in header]
