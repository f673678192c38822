"""Numbers as they are written, and which sign is decimal where no comma parts the fields.

'12.345' is twelve where points are decimal and twelve thousand where they part thousands. Spreadsheets write
semicolons where the comma is decimal, programs anywhere, and what is copied from either has tabs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import duckdb

DecimalSign = Literal["", ".", ","]
_BLANKS = "\u00a0\u2009\u202f"
"""What else stands between thousands, in French and as typesetters write them."""
_WIDE = "０１２３４５６７８９，．－"
"""Signs as wide as Chinese ones, as they are typed in between."""
_NUMBER = r"[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?([eE][-+]?[0-9]{1,2})?"
_UNPARTED = r"-?[0-9]{4,}([.,][0-9]+)?"
"""Numbers without anything between their thousands: the others have nothing there either."""
_EITHER = r"-?[1-9][0-9]{0,2}[.,][0-9]{3}"


def _telling(decimal: str, parting: str) -> str:
    """How numbers are written that have their sense with one decimal sign alone, as regular expressions."""
    millions = f"[0-9]{{1,3}}({parting}[0-9]{{3}}){{2,}}({decimal}[0-9]*)?"  # 1.234.567
    thousands = f"[0-9]{{1,3}}{parting}[0-9]{{3}}{decimal}[0-9]*"  # 1.234,5
    no_group = f"[0-9]*{decimal}([0-9]{{1,2}}|[0-9]{{4,}})"  # 12,5
    behind_no_group = f"(0|[0-9]{{4,}}){decimal}[0-9]{{3}}"  # 0,123
    return f"-?({millions}|{thousands}|{no_group}|{behind_no_group})"


_BY_COMMA, _BY_POINT = _telling(",", r"\."), _telling(r"\.", ",")


@dataclass(frozen=True, slots=True)
class Decimals:
    """The decimal sign of a file."""

    sign: DecimalSign
    """'' where no number tells."""
    doubtful: str = ""
    """A number that can be read both ways, where nothing tells which."""


def decimals_of(connection: duckdb.DuckDBPyConnection, relation: str, columns: list[str]) -> Decimals:
    """What the numbers of some columns say.

    Args:
        connection: Where the relation is.
        relation: A table with the numbers as they are written.
        columns: Its columns of numbers.
    """
    numbers = " UNION ALL ".join(
        f"SELECT replace(trim({column}), ' ', '') AS text FROM {relation}" for column in columns
    )
    found = connection.execute(
        f"""SELECT coalesce(bool_or(regexp_full_match(text, '{_BY_COMMA}')), false),
            coalesce(bool_or(regexp_full_match(text, '{_BY_POINT}')), false),
            coalesce(bool_or(regexp_full_match(text, '{_UNPARTED}')), false),
            min(text) FILTER (regexp_full_match(text, '{_EITHER}'))
        FROM ({numbers})"""
    ).fetchone()
    comma, point, unparted, either = found or (False, False, False, None)
    if comma or point:
        return Decimals("," if comma else ".")
    if either is None:
        return Decimals("")
    if unparted:
        return Decimals("," if "," in either else ".")
    return Decimals("", str(either))


def number_sql(text: str, decimal_comma: bool) -> str:
    """SQL that reads a text as a number, NULL where it is none; thousands only in groups of three."""
    wide = f"translate({text}, '{_WIDE} {_BLANKS}', '0123456789,.-')"
    plain = f"if(strlen({text}) = length({text}), replace({text}, ' ', ''), {wide})"  # mostly plain ASCII
    if decimal_comma:
        plain = f"translate({plain}, ',.', '.,')"
    sound = f"regexp_full_match({plain}, '{_NUMBER}') AND regexp_matches({plain}, '[0-9]')"
    return f"CASE WHEN {sound} THEN replace({plain}, ',', '') END"
