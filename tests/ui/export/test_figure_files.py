"""Tables of figures as other programs read them, and files that are whole or not there."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from app.charts.figure_files import csv_bytes, json_bytes, json_head, safe_text
from app.charts.origin import Origin
from app.charts.saving import ExportError, save_bytes
from app.charts.spec import ChartSpec, Column, Row, Table
from app.charts.workbook import xlsx_bytes
from app.model.figure import Figure
from app.model.words import Words
from app.places import resources
from app.ui.export.exporter import Exporter
from app.ui.export.target import sized
from tests.ui.charts import specs

BARE = Origin(Words("en"))
"""Of a chart whose sources nobody knows."""
EVIL = ('=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "plain")


def spec_with(rows: tuple[Row, ...]) -> ChartSpec:
    table = Table(
        (Column("name", "Name"), Column("value", "Value", "tn yuan", numeric=True, factor=1e12)), rows
    )
    return replace(specs.ranking(), table=table)


def awkward() -> ChartSpec:
    figures = (
        Figure(5.55e12, "CNY", rounding=1e10, source="customs"),
        Figure(1e12, "CNY", qualifier=">", source="press"),
        Figure(-0.5, "percent", status="derived"),
        Figure(None, "CNY", why="January to November only"),
        Figure(7, "CNY"),
        Figure(0.1, "CNY"),
    )
    return spec_with(
        tuple(Row(str(i), (name, figure)) for i, (name, figure) in enumerate(zip(EVIL, figures, strict=True)))
    )


def test_csv_has_plain_numbers_and_what_qualifies_them() -> None:
    frame = pd.read_csv(io.BytesIO(csv_bytes(awkward(), BARE)), keep_default_na=False, dtype=str)
    assert list(frame.columns) == [
        "Name", "Value", "Value qualifier", "Value unit", "Value status", "Value source",
    ]  # fmt: skip
    assert frame["Value"].tolist() == ["5550000000000", "1000000000000", "-0.5", "", "7", "0.1"]
    assert frame["Value qualifier"].tolist() == ["", ">", "", "", "", ""]
    assert frame["Value status"].tolist()[2:4] == ["derived", "January to November only"]
    assert frame["Value source"].tolist()[:2] == ["customs", "press"]


def test_no_text_becomes_a_formula() -> None:
    frame = pd.read_csv(io.BytesIO(csv_bytes(awkward(), BARE)), dtype=str)
    assert all(name[0] not in "=+-@\t" for name in frame["Name"])
    assert safe_text("plain") == "plain"


def test_csv_in_utf8_with_a_mark_where_wanted() -> None:
    plain, marked = csv_bytes(specs.ranking("zh"), BARE), csv_bytes(specs.ranking("zh"), BARE, bom=True)
    assert marked == b"\xef\xbb\xbf" + plain
    assert "浙江" in plain.decode("utf-8")
    assert b"\r" not in plain


def test_xlsx_has_typed_cells_and_a_sheet_about_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(awkward(), specs.ORIGIN)))
    assert book.sheetnames == ["Figures", "Sources", "About"]
    sheet = book["Figures"]
    assert sheet["B2"].value == 5550000000000
    assert sheet["B2"].data_type == "n"
    assert sheet["A2"].value == EVIL[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["B5"].value is None
    assert sheet["E5"].value == "January to November only"
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Title"] == specs.ranking().title
    assert about["Source"] == specs.SOURCE
    assert about["Selection"] == specs.ORIGIN.selection
    assert about["Basis"] == specs.ORIGIN.basis


def cited() -> ChartSpec:
    """A reported figure of two sources, and one derived from it."""
    reported = Figure(2.0, "CNY", source="gd;nbs")
    derived = Figure(4.0, "CNY", status="derived", inputs=(reported, Figure(2.0, "CNY", source="gd")))
    return spec_with((Row("a", ("A", reported)), Row("b", ("B", derived))))


def test_every_source_is_cited_in_full_beside_its_figures() -> None:
    frame = pd.read_csv(io.BytesIO(csv_bytes(cited(), specs.ORIGIN)))
    assert frame["Value source"].tolist() == ["gd;nbs", "gd;nbs"]
    wanted = "Guangdong Customs, Trade in 2025, 2026-01-20 (official) https://example.org/gd; Statistics"
    assert all(text.startswith(wanted) for text in frame["Cited sources"])


def test_a_workbook_and_a_json_list_every_source() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(cited(), specs.ORIGIN)))["Sources"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head == ["Id", "Publisher", "Title", "Date", "Link", "Reliability", "Note"]
    assert [row[0] for row in rows] == ["gd", "nbs"]
    assert rows[0][1:6] == [
        "Guangdong Customs",
        "Trade in 2025",
        "2026-01-20",
        "https://example.org/gd",
        "official",
    ]
    assert sheet["C3"].data_type == "s"
    read = json.loads(json_bytes(cited(), specs.ORIGIN))
    assert [source["publisher"] for source in read["sources"]] == ["Guangdong Customs", "Statistics Office"]
    assert read["selection"] == {"chart": "ranking"}
    assert read["basis"] == specs.ORIGIN.basis


def test_a_file_speaks_the_language_of_its_chart() -> None:
    origin = replace(specs.ORIGIN, words=Words("zh", resources() / "translations"))
    assert "限定符" in csv_bytes(cited(), origin).decode().splitlines()[0]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(cited(), origin)))
    assert book.sheetnames == ["数据", "来源", "说明"]


def test_xlsx_survives_control_characters() -> None:
    spec = spec_with((Row("a", ("bad\x00\x0bname", Figure(1.0, "CNY"))),))
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(spec, BARE)))["Figures"]["A2"].value == "badname"


def test_json_is_the_chart_and_its_figures() -> None:
    read = json.loads(json_bytes(specs.trend(), BARE))
    assert read["kind"] == "trend"
    assert read["panels"][0]["marks"][0]["type"] == "Band"
    shandong = next(mark for mark in read["panels"][0]["marks"] if mark.get("id") == "shandong")
    assert shandong["y"][4] is None
    figures = json.loads(json_bytes(specs.ranking(), BARE))["figures"]
    assert figures["330000 value"]["value"] == 5.55e12


@pytest.mark.parametrize("made", [specs.ranking, specs.trend, specs.huge])
def test_the_first_lines_of_json_are_those_of_the_file(made: Callable[[], ChartSpec]) -> None:
    spec = made()
    assert json_head(spec, specs.ORIGIN, 10) == json_bytes(spec, specs.ORIGIN).decode().splitlines()[:10]


def test_an_empty_table_is_its_head() -> None:
    assert csv_bytes(specs.trend(), BARE).decode() == "Province,Total,Growth\n"


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "chart.csv"
    path.write_bytes(b"old")
    save_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        save_bytes(tmp_path / "nowhere" / "chart.png", b"x")


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "chart.png").mkdir()
    with pytest.raises(ExportError, match="folder of that name"):
        save_bytes(tmp_path / "chart.png", b"x")


def test_a_read_only_folder_says_so(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="no permission"):
        save_bytes(tmp_path / "chart.png", b"x")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chart.csv"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="the disk is full"):
        save_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_open_elsewhere_says_so_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chart.xlsx"
    path.write_bytes(b"old")

    def locked(beside: Path, place: Path) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ExportError, match="open in another program") as failure:
        save_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    chinese = failure.value.message.in_words(Words("zh", resources() / "translations"))
    assert "已在其他程序中打开" in chinese


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        save_bytes(tmp_path / "chart.csv", b"new")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_says_what_there_is(exporter: Exporter, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="png, svg, pdf, csv, xlsx, json"):
        exporter.save(specs.ranking(), tmp_path / "chart.bmp", sized("100x100"), BARE)


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "csv", "xlsx", "json"])
def test_every_form_is_saved_under_its_name(exporter: Exporter, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"浙江 ranking.{form.upper()}"
    exporter.save(specs.ranking("zh"), path, sized("400x300"), specs.ORIGIN)
    assert path.stat().st_size > 500
    assert list(tmp_path.iterdir()) == [path]
