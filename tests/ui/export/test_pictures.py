"""Exported pictures, read back by programs that are not Qt."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest
from PIL import Image, ImageChops, ImageStat

from app.charts.spec import Axis, ChartSpec, Panel, Point
from app.ui.charts.compared import marks_said, same_marks
from app.ui.charts.frame import FrameParts
from app.ui.export.clipboard import chart_mime
from app.ui.export.exporter import Exporter
from app.ui.export.pictures import Pictures
from app.ui.export.target import PRESETS, ExportTarget, TargetError, sized
from tests.ui.charts import specs

if TYPE_CHECKING:
    from pathlib import Path

    from app.charts.origin import Origin
    from app.ui.charts.chart_widget import ChartWidget
    from app.ui.fonts import Typeface

EXAMPLES = specs.examples()
SVG = "{http://www.w3.org/2000/svg}"


def tree(svg: str) -> ET.Element:
    """The root of a well-formed SVG."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, attributes: builder.start(_tag(name), attributes)
    parser.EndElementHandler = lambda name: builder.end(_tag(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(svg, True)
    return builder.close()


def _tag(name: str) -> str:
    return "{" + name if "}" in name else name


def png(
    exporter: Exporter, spec: ChartSpec, target: ExportTarget, origin: Origin = specs.ORIGIN
) -> Image.Image:
    return Image.open(io.BytesIO(exporter.content(spec, "png", target, origin)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_png_has_exactly_the_pixels_asked_for(exporter: Exporter, name: str) -> None:
    assert png(exporter, EXAMPLES[name], sized("1200x800")).size == (1200, 800)


def test_millimetres_times_dpi_make_the_pixels(exporter: Exporter) -> None:
    picture = png(exporter, EXAMPLES["ranking"], sized("85x60mm", ExportTarget(dpi=300)))
    assert picture.size == (1004, 709)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_with_dpi_the_pixels_stay_and_the_text_grows(typeface: Typeface) -> None:
    pictures = Pictures(typeface)
    plain, dense = sized("1600x900"), sized("1600x900", ExportTarget(dpi=192))
    assert dense.pixels() == plain.pixels()
    first = pictures.laid_out(EXAMPLES["ranking"], plain, raster=True)
    second = pictures.laid_out(EXAMPLES["ranking"], dense, raster=True)
    assert (second.width, second.height) == (800, 450)
    assert second.texts[0].style.size * 2 > first.texts[0].style.size


def test_a_png_carries_title_source_and_selection(exporter: Exporter) -> None:
    picture = png(exporter, EXAMPLES["ranking-zh"], sized("800x600"))
    texts = picture.info
    assert texts["Title"] == EXAMPLES["ranking-zh"].title
    assert texts["Source"] == specs.SOURCE_ZH
    assert json.loads(texts["Selection"]) == {"chart": "ranking"}


def test_a_transparent_picture_has_no_ground(exporter: Exporter) -> None:
    picture = png(exporter, EXAMPLES["ranking"], sized("800x600", ExportTarget(transparent=True)))
    assert picture.mode == "RGBA"
    assert picture.getpixel((2, 2)) == (0, 0, 0, 0)
    solid = png(exporter, EXAMPLES["ranking"], sized("800x600"))
    assert solid.getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("form", ["png", "svg", "csv", "json"])
@pytest.mark.parametrize("name", ["ranking-zh", "growth-size", "matrix"])
def test_the_same_chart_gives_the_same_bytes(typeface: Typeface, name: str, form: str) -> None:
    first, second = Exporter(typeface), Exporter(typeface)
    target = sized("900x600")
    assert first.content(EXAMPLES[name], form, target, specs.ORIGIN) == second.content(
        EXAMPLES[name], form, target, specs.ORIGIN
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_svg_has_real_text_one_view_box_and_no_pixels(exporter: Exporter, name: str) -> None:
    content = exporter.content(EXAMPLES[name], "svg", sized("1200x800"), specs.ORIGIN).decode()
    root = tree(content)
    assert content.count("viewBox") == 1
    assert root.get("viewBox") == "0 0 1200 800"
    assert not list(root.iter(f"{SVG}image"))
    words = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    title = EXAMPLES[name].title
    assert not title or title.replace(" ", "") in "".join(words).replace(" ", "")
    assert len(content) < 1_000_000


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_the_layout_is_one_text_of_the_svg(
    exporter: Exporter, typeface: Typeface, name: str
) -> None:
    target = sized("1200x800")
    placed = Pictures(typeface).laid_out(EXAMPLES[name], target, raster=False)
    root = tree(exporter.content(EXAMPLES[name], "svg", target, specs.ORIGIN).decode())
    found = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert found == [text.text for text in placed.all_texts()]
    assert all(text.get("textLength") and text.get("text-anchor") for text in root.iter(f"{SVG}text"))


def test_two_hundred_and_thirty_bubbles_stay_small(exporter: Exporter) -> None:
    points = tuple(
        Point(
            f"m{n}",
            10.0 ** (n % 40 / 10),
            (n * 37) % 60 - 20,
            label=f"Market {n}",
            weight=1 / (n + 1),
            priority=-n,
        )
        for n in range(230)
    )
    panel = Panel(Axis("log", suffix="bn"), Axis(suffix="%", signed=True), points)
    spec = replace(EXAMPLES["growth-size"], panels=(panel,))
    assert len(exporter.content(spec, "svg", sized("1600x900"), specs.ORIGIN)) < 300_000


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
@pytest.mark.parametrize("name", ["ranking", "ranking-zh"])
def test_the_text_of_a_pdf_can_be_selected(exporter: Exporter, tmp_path: Path, name: str) -> None:
    path = tmp_path / "chart.pdf"
    exporter.save(EXAMPLES[name], path, sized("1600x900"), specs.ORIGIN)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    assert EXAMPLES[name].title in text
    for row in specs.PROVINCES:
        assert (row[2] if name.endswith("zh") else row[1]) in text


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not here")
def test_a_pdf_embeds_its_fonts_and_has_a_title(exporter: Exporter, tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    exporter.save(EXAMPLES["ranking-zh"], path, sized("297x210mm"), specs.ORIGIN)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes\b", row) for row in rows)
    info = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
    assert EXAMPLES["ranking-zh"].title in info
    assert re.search(r"Page size:\s+842 x 595", info)


@pytest.mark.skipif(shutil.which("rsvg-convert") is None, reason="rsvg-convert is not here")
def test_another_program_draws_the_svg_alike(exporter: Exporter, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    exporter.save(EXAMPLES["share"], path, sized("800x500"), specs.ORIGIN)
    drawn = subprocess.run(["rsvg-convert", path], capture_output=True, check=True).stdout
    other = Image.open(io.BytesIO(drawn)).convert("RGB")
    own = png(exporter, EXAMPLES["share"], sized("800x500")).convert("RGB")
    assert other.size == own.size
    difference = ImageChops.difference(other, own).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 8


def test_window_and_export_show_the_same_marks(chart: ChartWidget, typeface: Typeface) -> None:
    for name, spec in EXAMPLES.items():
        chart.set_spec(spec)
        exported = Pictures(typeface).laid_out(spec, sized("1600x900"), raster=True)
        assert chart.placed is not None
        assert any(marks_said(exported)) or name == "empty"
        assert same_marks(chart.placed, exported, 1e-4), name


def test_parts_can_be_left_out_of_the_picture(exporter: Exporter) -> None:
    target = sized("800x600", ExportTarget(parts=FrameParts(title=False, program=False)))
    content = exporter.content(EXAMPLES["ranking"], "svg", target, specs.ORIGIN).decode()
    assert ">Third Pole<" not in content
    assert content.count("Zhejiang is third") == 1  # in the document's title alone
    assert (
        ">Third Pole<"
        in exporter.content(EXAMPLES["ranking"], "svg", sized("800x600"), specs.ORIGIN).decode()
    )


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_makes_a_picture(exporter: Exporter, preset: str) -> None:
    target = sized(preset, ExportTarget(dpi=150))
    assert png(exporter, EXAMPLES["ranking"], target).size == target.pixels()


@pytest.mark.parametrize("size", ["", "wide", "0x5", "10", "1600x900cm", "99999x99999", "-4x4"])
def test_what_is_no_size_says_so(size: str) -> None:
    with pytest.raises(TargetError):
        sized(size)


def test_the_clipboard_offers_png_image_and_svg(typeface: Typeface) -> None:
    mime = chart_mime(EXAMPLES["ranking"], sized("400x300"), typeface)
    assert mime.hasImage()
    assert bytes(mime.data("image/png").data()).startswith(b"\x89PNG")
    assert b"<text" in bytes(mime.data("image/svg+xml").data())
