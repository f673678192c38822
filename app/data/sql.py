"""How SQL is written: values that cannot be parameters, such as those of a view."""

from __future__ import annotations


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
