"""A damaged row costs that row and nothing else, and is named with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.csv_files import Problems, UnexpectedError, parsed, records
from app.model.message import say


def read(path: Path, raw: bytes, *columns: str) -> tuple[list[tuple[int, str]], list[str]]:
    path.write_bytes(raw)
    problems = Problems()
    found = [(record.line, record["a"]) for record in records(path, columns or ("a", "b"), problems)]
    return found, list(map(str, problems.messages))


@pytest.mark.parametrize(
    ("raw", "found", "said"),
    [
        (b"a,b\n1,2\n3,4\n", [(2, "1"), (3, "3")], []),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", [(2, "1")], []),
        (b"b,c, a\n1,2,3", [(2, "3")], []),
        (b'a,b\n"1\n1",2\n3,4\n', [(2, "1\n1"), (4, "3")], []),
        (b"a,b\n\n1,2\n\n3,4\n", [(3, "1"), (5, "3")], []),
        (b"a,b\n1,2\n3\n5,6\n", [(2, "1"), (4, "5")], ["x.csv: line 3: expected 2 fields, found 1"]),
        (b"a,b\n1,2,3\n5,6\n", [(3, "5")], ["x.csv: line 2: expected 2 fields, found 3"]),
        (
            b"a,b\n1,2\n\xb5\xe7,4\n5,6\n",
            [(2, "1"), (4, "5")],
            ["x.csv: line 3, column a: expected UTF-8 text, found the byte 0xb5"],
        ),
        (
            b'a,b\n1,2\n3,"4\n5,6\n7,8\n',
            [(2, "1"), (4, "5"), (5, "7")],
            ["x.csv: line 3: expected comma-separated fields: unexpected end of data"],
        ),
        (
            b'a,b\n1,"2"3\n5,6\n',
            [(3, "5")],
            ["x.csv: line 2: expected comma-separated fields: ',' expected after '\"'"],
        ),
        (b"a,c\n1,2\n", [], ["x.csv: line 1, column b: expected this column in the header"]),
        (b"\xff\xfea,b\n1,2\n", [], ["x.csv: line 1, column a: expected this column in the header"]),
        (b"", [], ["x.csv: line 1, column a: expected this column in the header"]),
    ],
)
def test_what_is_damaged_is_named_and_the_rest_is_read(
    tmp_path: Path, raw: bytes, found: list[tuple[int, str]], said: list[str]
) -> None:
    assert read(tmp_path / "x.csv", raw) == (found, said)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problems = Problems()
    assert list(records(tmp_path / "x.csv", ("a",), problems)) == []
    assert list(map(str, problems.messages)) == ["x.csv: the file is missing"]


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    problems = Problems()
    assert list(records(tmp_path, ("a",), problems)) == []
    assert list(map(str, problems.messages)) == [f"{tmp_path.name}: cannot be read: Is a directory"]


@given(raw=st.binary(max_size=200))
def test_no_bytes_do_more_than_be_noted(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    found, said = read(tmp_path_factory.getbasetemp() / "any.csv", b"a,b\n" + raw + b"\n1,2\n")
    assert said or all(isinstance(cell, str) for _, cell in found)


def whole(text: str) -> int:
    if not text.isdigit():
        raise UnexpectedError(say("expected a whole number"))
    return int(text)


def test_a_cell_of_another_form_is_noted_with_its_column(tmp_path: Path) -> None:
    path, problems = tmp_path / "x.csv", Problems()
    path.write_text("a,b\n7,x\n")
    (record,) = records(path, ("a",), problems)
    assert parsed(record, "a", whole, path, problems) == 7
    assert parsed(record, "b", whole, path, problems) is None
    assert list(map(str, problems.messages)) == ["x.csv: line 2, column b: expected a whole number"]
