"""Tables of web pages: cells that reach over several rows and columns, and pages that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.messages import ImportFailedError
from app.data.imports.web_pages import page_rows
from tests.unit.importers.desk import check, look


def _table(*rows: str) -> str:
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></html>"


def test_a_cell_over_several_rows_stands_in_each(tmp_path: Path) -> None:
    """Nothing moves to the left below it: the year is never a figure."""
    page = _table(
        "<td>region<td>flow<td>period<td>value",
        "<td rowspan=2>Zhejiang<td rowspan='2'>export<td>2022<td>10",
        "<td>2023<td>20",
        "<td>Guangdong<td>import<td rowspan=0>2023<td>1",
        "<td>Fujian<td>import<td>2",
    )
    found = check(tmp_path, page, "tidy", {("export", "USD"): 30, ("import", "USD"): 3})
    assert found.rows_kept == 4


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["<td>a<td rowspan=2 colspan=2>b", "<td>c"], [["a", "b", ""], ["c", "b", ""]]),
        (["<td>a<td rowspan=2>b", "<td>c", "<td>d"], [["a", "b"], ["c", "b"], ["d", ""]]),
        (["<td>a<td>b<td rowspan=2>c", "<td>d"], [["a", "b", "c"], ["d", "", "c"]]),
        (["<td rowspan=9>a<td>b", "", "<td>c"], [["a", "b"], ["a", "c"]]),
        (["<td rowspan=2>a", "", "<td>b<td>2"], [["a", ""], ["b", "2"]]),
        (["<td colspan=0>a<td colspan=x>b"], [["a", "b"]]),
    ],
)
def test_cells_keep_their_columns(rows: list[str], expected: list[list[str]]) -> None:
    assert list(page_rows([_table(*rows)])) == expected


def test_a_table_ends_what_reaches_down() -> None:
    assert list(page_rows([_table("<td rowspan=5>a<td>b"), _table("<td>c<td>d")])) == [["a", "b"], ["c", "d"]]


def test_a_cell_never_reaches_over_more_columns_than_a_table_has() -> None:
    (row,) = page_rows([_table(f"<td colspan={'9' * 5000}>a")])
    assert (row[0], len(row)) == ("a", 2000)


def test_a_damaged_page_is_refused_in_words(tmp_path: Path) -> None:
    """Python 3.11 stops at such a mark, later ones read past it and find no table of trade."""
    path = tmp_path / "download.xls"
    path.write_text(_table("<td>region<td>value", "<td>Zhejiang<td>1") + "<![ x ")
    with pytest.raises(ImportFailedError, match=r"is damaged|in no format"):
        look(path)
