"""The mapping that the choices for all columns make, and the choices that a mapping stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
