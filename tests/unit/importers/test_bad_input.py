"""What goes wrong with files: each a clear message or a right import, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest

from app.data.imports.head import HEAD_BYTES, open_head
from app.data.imports.library import Request
from app.data.imports.mapping_file import read_mapping
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.survey import CHUNK
from app.data.imports.watch import Watch
from tests.unit.importers import fixtures as made
from tests.unit.importers.desk import library, look, totals, workbook


def _file(tmp_path: Path, data: bytes, name: str = "download.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"", b"\n \n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ImportFailedError, match=r"empty|no format"):
        look(_file(tmp_path, data))


def test_a_header_without_rows(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError, match="no rows"):
        look(_file(tmp_path, b"t,i,j,k,v,q\n"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"<!doctype html><html><body>login</body></html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged or not a workbook"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, data: bytes, kind: str) -> None:
    with pytest.raises(ImportFailedError, match=kind):
        look(_file(tmp_path, data))


def test_a_line_that_never_ends(tmp_path: Path) -> None:
    """Refused after one chunk: its length does not matter."""
    data = b"t,i,j,k,v,q\n" + b"2020,156,842,010121,1.5," + b"9" * (2 * CHUNK + 10)
    with pytest.raises(ImportFailedError, match="Line 2 is longer than 4 MB"):
        look(_file(tmp_path, data))


def test_a_gzip_bomb(tmp_path: Path) -> None:
    """300 MB of zeros in 300 kB."""
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b"t,i,j,k,v,q\n")
        for _ in range(40):
            file.write(b"2020,156,842,010121,1.5,0.25\n" * 250_000)
    assert path.stat().st_size < 2 << 20
    with pytest.raises(ImportFailedError, match="unpacks to more than"):
        look(path)


def test_a_damaged_archive(tmp_path: Path) -> None:
    whole = made.content("eurostat-labels.csv.gz")
    with pytest.raises(ImportFailedError, match=r"no format|damaged"):
        look(_file(tmp_path, whole[: len(whole) // 2], "cut.csv.gz"))
    with pytest.raises(ImportFailedError, match="damaged"):
        look(_file(tmp_path, b"PK\x03\x04" + bytes(50), "cut.zip"))


def test_nul_bytes(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError, match="NUL bytes"):
        look(_file(tmp_path, made.content("baci.csv").replace(b"156", b"1\x006")))


def test_utf_16(tmp_path: Path) -> None:
    text = made.content("baci.csv").decode()
    assert totals(look(_file(tmp_path, text.encode("utf-16"))))["export", "USD"] == 1_008_625


def test_a_truncated_download(tmp_path: Path) -> None:
    """What is whole is read; the half row is counted with its line and nothing of it is kept."""
    found = look(_file(tmp_path, made.content("baci.csv")[:-12]))
    assert (found.rows_read, found.rows_kept, found.left_out) == (4, 3, {"fields": 1})
    assert [problem.lines for problem in found.problems if problem.kind == "fields"] == [(5,)]
    assert any("cut off" in str(remark) for remark in found.remarks)
    assert totals(found)["export", "USD"] == 1_003_625


def test_rows_with_too_many_or_too_few_fields(tmp_path: Path) -> None:
    good, short, long = b"2020,156,842,010121,1,\n", b"2020,156,842\n", b"2020,156,699,010121,2,,7\n"
    data = b"t,i,j,k,v,q\n" + good + short + long + b"\n2020,156,251,010121,4,\n"
    found = look(_file(tmp_path, data))
    assert (found.rows_read, found.rows_kept, found.left_out) == (4, 2, {"fields": 2})
    assert next(problem.lines for problem in found.problems if problem.kind == "fields") == (3, 4)


def test_text_negative_and_suppressed_numbers(tmp_path: Path) -> None:
    """Counted with their lines and kept out of the sum; '1,23' is no number, '1,234' is one."""
    values = ["100", "abc", "-5", "...", "c", '"1,234"', '"1,23"', "1e3", "inf", "0x10", "?", " 7 "]
    rows = "".join(f"2020,156,842,{number:06d},{value},\n" for number, value in enumerate(values, 10121))
    found = look(_file(tmp_path, b"t,i,j,k,v,q\n" + rows.encode()))
    assert (found.rows_read, found.rows_kept) == (12, 4)
    assert found.left_out == {"text": 4, "suppressed": 3, "negative": 1}
    assert totals(found)["export", "USD"] == (100 + 1234 + 1000 + 7) * 1000
    lines = {problem.kind: problem.lines for problem in found.problems}
    assert (lines["text"], lines["negative"]) == ((3, 8, 10, 11), (4,))


def test_the_same_key_twice(tmp_path: Path) -> None:
    rows = b"2020,156,842,010121,1,\n2020,156,842,010121,1,\n2020,156,842,010121,9,\n"
    found = look(_file(tmp_path, b"t,i,j,k,v,q\n" + rows))
    assert found.left_out == {"contradiction": 1, "duplicate": 1}
    assert totals(found)["export", "USD"] == 1_000


def test_names_with_html_and_control_characters(tmp_path: Path) -> None:
    """Names come out as plain text without control characters; nothing of them is run or lost."""
    rows = (
        "region,market,market_name,flow,period,value,unit\n"
        '330000,ZZ1,"<b onclick=""x()"">Bold</b>\x07\x1b[31m",export,2023,5,USD\n'
        "330000,ZZ2,'; DROP TABLE facts; --,export,2023,6,USD\n"
    )
    written = library(tmp_path).add(Request(_file(tmp_path, rows.encode())), Watch())
    assert totals(written.findings) == {("export", "USD"): 11}
    import_names = set(_names(written.path))
    assert '<b onclick="x()">Bold</b> [31m' in import_names
    assert "'; DROP TABLE facts; --" in import_names


def _names(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [str(name) for (name,) in connection.execute("SELECT name_en FROM members").fetchall()]


def test_a_million_regions(tmp_path: Path) -> None:
    """Refused with the name of the column, not with a program that hangs."""
    path = tmp_path / "many.csv"
    with path.open("w") as file:
        file.write("region,market,flow,period,value,unit\n")
        file.writelines(f"place {number},DEU,export,2023,1,USD\n" for number in range(1_000_000))
    with pytest.raises(ImportFailedError, match="Column 'region' has more than 250,000"):
        look(path)


def test_a_workbook_with_endless_empty_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["region", "market", "flow", "year", "value"])
    sheet.append(["330000", "DEU", "export", 2023, 5])
    for _ in range(50_000):
        sheet.append([None])
    sheet.append(["330000", "DEU", "export", 2024, 6])
    path = tmp_path / "empty.xlsx"
    book.save(path)
    assert totals(look(path)) == {("export", "USD"): 11}, "what follows them is not lost"


def test_a_broken_workbook(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
    with pytest.raises(ImportFailedError, match="damaged"):
        look(path)


def test_a_workbook_with_a_damaged_sheet_or_a_password(tmp_path: Path) -> None:
    whole = workbook(Table=[["region", "flow", "year", "value"], ["China", "export", 2023, 5]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    damaged, locked = bytearray(whole), bytearray(whole)
    packed = sheet.header_offset + 30 + len(sheet.filename)
    damaged[packed : packed + sheet.compress_size] = bytes([255]) * sheet.compress_size
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(start)
        while place >= 0:
            locked[place + flags] |= 1
            place = locked.find(start, place + 1)
    for number, data in enumerate((damaged, locked)):
        with pytest.raises(ImportFailedError, match="damaged or not a workbook"):
            look(_file(tmp_path, bytes(data), f"book{number}.xlsx"))


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "http://example.org/x.csv", "C:\\x.csv", "a/../../x.csv"]
)
def test_a_package_that_points_elsewhere(tmp_path: Path, path: str) -> None:
    with pytest.raises(ImportFailedError, match="not a file inside its folder"):
        look(made.package_folder(tmp_path / "evil", path))


def test_a_package_whose_file_links_elsewhere(tmp_path: Path) -> None:
    secret = _file(tmp_path, b"region,market,flow,period,value\n330000,DEU,export,2023,5\n", "secret.csv")
    folder = made.package_folder(tmp_path / "evil", "link.csv")
    (folder / "link.csv").symlink_to(secret)
    with pytest.raises(ImportFailedError, match="not a file inside its folder"):
        look(folder)


def test_a_descriptor_that_is_no_json(tmp_path: Path) -> None:
    folder = made.package_folder(tmp_path / "own", "figures.csv")
    (folder / "datapackage.json").write_text("{" * 10_000, encoding="utf-8")
    with pytest.raises(ImportFailedError, match="not JSON"):
        look(folder)


def test_semicolons_capitals_and_blank_lines(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfT;I;J;K;V;Q\r\n\r\n2020;156;842;010121;1,5;\r\n2020;156;699;010121;2,25;0,5\r\n"
    found = look(_file(tmp_path, data))
    assert totals(found) == {("export", "USD"): 3_750, ("export", "tonnes"): 1}
    assert found.rows_read == 2


def test_a_missing_flow_is_said_and_not_guessed(tmp_path: Path) -> None:
    path = _file(tmp_path, made.content("customs-monthly.csv"))
    assert look(path).flow_missing
    with pytest.raises(ImportFailedError, match="--flow"):
        library(tmp_path).add(Request(path), Watch())
    places = _file(tmp_path, made.content("customs-places.csv"), "places.csv")
    with pytest.raises(ImportFailedError, match="--period"):
        library(tmp_path).add(Request(places, options=Options(flow="export")), Watch())
    assert library(tmp_path).datasets() == ()


def test_recognising_reads_no_more_than_the_head(tmp_path: Path) -> None:
    """A head holds at most 256 kB, whatever the size of the file."""
    head = open_head(_file(tmp_path, made.content("baci.csv") + b"2020,156,842,010190,1,\n" * 50_000))
    assert len(head.raw) == HEAD_BYTES


def test_a_refusal_is_one_line_whatever_the_header_says(tmp_path: Path) -> None:
    """Found by fuzzing: an open quote made a header of several lines."""
    data = b'"\nReporter;Partner;HS_Code;Flow;Year;Value\nChina;Germany;8542;export;2023;1.234\n"'
    path = _file(tmp_path, data + b"China;Japan;0101;import;2023;100\n")
    with pytest.raises(ImportFailedError) as refused:
        look(path, wanted="tidy")
    assert "\n" not in str(refused.value)


def test_an_old_workbook_whose_sectors_run_in_a_circle(tmp_path: Path) -> None:
    """Found by fuzzing: followed for ever, it would fill the memory."""
    data = bytearray(made.content("own.xls"))
    (sector,) = struct.unpack_from("<i", data, 60)  # where the table of short sectors begins
    struct.pack_into("<i", data, 512 * (sector + 1), 0)  # the first is followed by itself
    with pytest.raises(ImportFailedError, match="sectors run in a circle"):
        look(_file(tmp_path, bytes(data)))


def test_a_note_on_files_is_no_file(tmp_path: Path) -> None:
    """It names the columns of a query and says things of them."""
    header = "数据年月,贸易伙伴编码,贸易伙伴名称,商品编码,商品名称,人民币"
    note = f"Notes.\nHeader: {header}\nAmounts, as seen, a, b, c, in yuan\n"
    with pytest.raises(
        ImportFailedError, match="no row of data: below its header nothing is a number in 人民币"
    ):
        look(_file(tmp_path, note.encode()))


@pytest.mark.parametrize(
    "header", ["code,description", "country_code,country_name,country_iso2,country_iso3"]
)
def test_a_list_of_codes_is_told_for_what_it_is(tmp_path: Path, header: str) -> None:
    rows = "\n".join(",".join(f"{number}" for _ in header.split(",")) for number in range(4))
    with pytest.raises(ImportFailedError, match="list of codes as BACI has it"):
        look(_file(tmp_path, f"{header}\n{rows}\n".encode()))


@pytest.mark.parametrize("names", [("country_codes.csv", "product_codes.csv"), ("product_codes.csv",)])
@pytest.mark.parametrize("wanted", ["", "baci"])
def test_a_folder_of_lists_without_figures_is_told_what_it_lacks(
    tmp_path: Path, names: tuple[str, ...], wanted: str
) -> None:
    headers = {"country_codes.csv": "country_code,country_name", "product_codes.csv": "code,description"}
    for name in names:
        (tmp_path / name).write_text(f"{headers[name]}\n156,China\n")
    with pytest.raises(ImportFailedError, match="Put the file with the figures, such as BACI_") as told:
        look(tmp_path, wanted=wanted)
    assert all(name in str(told.value) for name in names)


def test_a_query_of_customs_without_amounts(tmp_path: Path) -> None:
    """Found by fuzzing: the encoding of the whole file may be another than that of its beginning."""
    path = _file(tmp_path, "数据年月,商品编码,商品名称\n202401,8542,集成电路\n".encode())
    with pytest.raises(ImportFailedError, match="no column of amounts"):
        look(path, wanted="customs-query")


@pytest.mark.parametrize("text", ["[" * 200_000, "{", "\x00"])
def test_a_mapping_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    """Brackets in brackets end the patience of the reader of JSON."""
    with pytest.raises(ImportFailedError, match="cannot be read"):
        read_mapping(_file(tmp_path, text.encode(), "own.json"))


@pytest.mark.parametrize("packed", [False, True])
def test_no_file_of_very_many_is_left_out_without_a_word(tmp_path: Path, packed: bool) -> None:
    head = "reporter,partner,flow,year,value_usd\n"
    files = {f"trade-{year}.csv": f"{head}China,Japan,export,{year},1\n" for year in range(1900, 2101)}
    place = tmp_path / ("trade.zip" if packed else "trade")
    if packed:
        place.write_bytes(made.zipped({name: text.encode() for name, text in files.items()}))
    else:
        place.mkdir()
        for name, text in files.items():
            (place / name).write_text(text)
    with pytest.raises(ImportFailedError, match="holds 201 files, and no more than 200 are read together"):
        look(place)
