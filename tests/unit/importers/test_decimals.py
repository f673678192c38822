"""Points and commas where no comma parts the fields: the numbers of the file tell, or the user is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.library import MissingAnswerError, Request
from app.data.imports.mapping_file import checked
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.watch import Watch
from tests.unit.importers.desk import library, look, table, totals

HEAD = ("reporter", "partner", "flow", "year", "value_eur")
PARTNERS = ("CN", "US", "JP", "KR")


def written(folder: Path, *numbers: str, before: int = 0, parted_by: str = ";") -> Path:
    """Imports of Germany by partner, below some rows that tell nothing."""
    plain = [("DE", "FR", "import", str(2000 + row), "7") for row in range(before)]
    rows = [
        ("DE", partner, "import", "1999", number) for partner, number in zip(PARTNERS, numbers, strict=False)
    ]
    path = folder / "own.csv"
    path.write_text(table([HEAD, *plain, *rows], parted_by), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("12.345", "12,5"), 12_358),
        (("12.345", "1.234.567"), 1_246_912),
        (("12.345", "0,125"), 12_345),
        (("12.345", "12.5"), 25),
        (("12.345", "0.125"), 12),
        (("12.345", "1234567"), 1_234_579),
        (("12,345", "12.5"), 12_358),
        (("12,345", "98765"), 98_777),
        (("123", "45"), 168),
    ],
)
def test_other_numbers_tell_the_decimal_sign(tmp_path: Path, numbers: tuple[str, ...], expected: int) -> None:
    found = look(written(tmp_path, *numbers))
    assert (totals(found), found.doubtful) == ({("import", "EUR"): expected}, "")


@pytest.mark.parametrize("sign", ["\t", "|"])
@pytest.mark.parametrize(
    ("numbers", "expected", "doubtful"),
    [
        (("12,345", "1,5"), 14, ""),
        (("12.345", "1,25"), 12_346, ""),
        (("12,345", "1.25"), 12_346, ""),
        (("12,345", "1,234,567"), 1_246_912, ""),
        (("12,345", "98765"), 98_777, ""),
        (("12,345", "7"), 12_352, "12,345"),
    ],
)
def test_tabs_and_bars_part_fields_as_semicolons_do(
    tmp_path: Path, sign: str, numbers: tuple[str, ...], expected: int, doubtful: str
) -> None:
    found = look(written(tmp_path, *numbers, parted_by=sign))
    assert (totals(found), found.doubtful) == ({("import", "EUR"): expected}, doubtful)


def test_a_number_far_down_tells_as_well(tmp_path: Path) -> None:
    """Beyond the rows that are looked at first."""
    found = look(written(tmp_path, "12.345", "12,5", before=400))
    assert totals(found, "1999") == {("import", "EUR"): 12_358}
    assert dict(found.left_out) == {}


@pytest.mark.parametrize("wrong", ["12.5", "1.23,5", "1.234.5"])
def test_points_that_part_no_thousands_make_no_number_where_the_comma_is_decimal(
    tmp_path: Path, wrong: str
) -> None:
    """12.5 beside 12,5 is not 125."""
    found = look(written(tmp_path, "12,25", wrong))
    assert totals(found) == {("import", "EUR"): 12}
    assert dict(found.left_out) == {"text": 1}


@pytest.mark.parametrize(("number", "point", "comma"), [("12.345", 12, 12_345), ("12,345", 12_345, 12)])
def test_where_nothing_tells_the_user_is_asked(tmp_path: Path, number: str, point: int, comma: int) -> None:
    path = written(tmp_path, number, "7")
    found = look(path)
    assert found.doubtful == number
    assert any(f"{number} may have decimals" in str(remark) for remark in found.remarks)
    with pytest.raises(MissingAnswerError, match="give --decimal"):
        library(tmp_path).add(Request(path), Watch())
    assert totals(look(path, Options(decimal="."))) == {("import", "EUR"): point + 7}
    assert totals(look(path, Options(decimal=","))) == {("import", "EUR"): comma + 7}
    told = {
        "columns": {"market": "partner", "value": "value_eur", "period": "year", "flow": "flow"},
        "decimal": ",",
    }
    answered = look(path, Options(mapping=told))
    assert (totals(answered), answered.doubtful) == ({("import", "EUR"): comma + 7}, "")


@pytest.mark.parametrize("sign", ["x", "comma", ["."]])
def test_a_mapping_with_another_sign_is_refused(sign: object) -> None:
    with pytest.raises(ImportFailedError, match="must be a point or a comma"):
        checked({"columns": {"value": "value_eur"}, "decimal": sign}, "own.json")


def test_commas_part_fields_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(table([HEAD, ("DE", "CN", "import", "2023", "12.345")]), encoding="utf-8")
    assert (totals(look(path)), look(path).doubtful) == ({("import", "EUR"): 12}, "")
