"""Reports hold what they promise: charts as vector, figures as tables, sources as a list, on whole pages."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFontDatabase
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.explorer.explorer import Explorer
from app.explorer.profile import Profile, Profiler
from app.explorer.stories import Story
from app.model.selection import Breakdown, Selection
from app.model.words import Language, Words
from app.ui.charts.qt_metrics import QtTextMetrics
from app.ui.fonts import Typeface, package_folder
from app.ui.report.builders import profile_report, story_report
from app.ui.report.document import Grid, GridCell, GridColumn, Picture, Report
from app.ui.report.fonts_inside import font_faces, woff
from app.ui.report.grid_setter import set_grid
from app.ui.report.html import report_html
from app.ui.report.pdf import ReportPages, report_pdf
from app.ui.report.setter import Setter
from app.ui.report.sheet import (
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    FOOT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TOP,
    Elastic,
    Page,
    Strip,
    paginated,
)
from tests.ui.report.conftest import Call

Run = Callable[[Sequence[str | Path]], Call]
_RANKING = Selection(region="330000", chart="ranking", breakdown=Breakdown("region", "province", "100000"))
_NASTY = "<script>alert('&')</script>"


@pytest.fixture(scope="module")
def story(explorer: Explorer) -> Report:
    cursor = explorer.open_cursor()
    seasons = replace(_RANKING, chart="seasonality")
    told = Story(_NASTY).pinned(_RANKING, "First.").pinned(replace(_RANKING, chart="trend")).pinned(seasons)
    return story_report(explorer, cursor, told, Words("en"))


@pytest.fixture(scope="module", params=["en", "zh"])
def profile(request: pytest.FixtureRequest, explorer: Explorer) -> tuple[Profile, Words]:
    language: Language = request.param
    words = Words(language)
    return Profiler(explorer).profile(explorer.open_cursor(), "region", "330000", words), words


class _Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_profile_has_six_charts_of_six_kinds(profile: tuple[Profile, Words]) -> None:
    kinds = [view.selection.chart for view in profile[0].views]
    assert len(kinds) == len(set(kinds)) == 6
    assert all(view.spec is not None for view in profile[0].views)


def test_a_profile_names_every_source_of_what_it_shows(profile: tuple[Profile, Words]) -> None:
    report = profile_report(*profile)
    known = {source.id for source in profile[0].sources}
    shown = [fact.figure.source for fact in profile[0].detail.facts]
    assert shown
    assert {key for keys in shown for key in keys.split(";") if key} <= known
    grids = [block for block in report.blocks if isinstance(block, Grid)]
    numbers = {number for grid in grids for row in grid.rows for number in re.findall(r"\d+", row[-1].text)}
    assert {int(number) for number in numbers} <= set(range(1, len(known) + 1))


def test_a_gap_is_never_a_zero(story: Report) -> None:
    grid = next(block for block in story.blocks if isinstance(block, Grid))
    (shandong,) = (row for row in grid.rows if row[1].text == "Shandong")
    assert "not in the sources" in [cell.text for cell in shandong]


def test_a_page_needs_nothing_else(story: Report, typeface: Typeface) -> None:
    page = report_html(story, typeface)
    found = _Tags(page)
    assert not found.of("script")
    assert not found.of("img")
    assert not found.of("link")
    assert _NASTY.encode() not in page
    names = [attributes["id"] for _, attributes in found.tags if attributes.get("id")]
    assert len(names) == len(set(names))
    assert len(found.of("table")) == 2
    assert all(attributes.get("scope") == "col" for attributes in found.of("th"))
    for attributes in found.of("a"):
        assert str(attributes["href"]).startswith(("http://", "https://"))


def test_charts_of_a_page_are_vector_with_text(story: Report, typeface: Typeface) -> None:
    charts = re.findall(r"<svg.*?</svg>", report_html(story, typeface).decode(), re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        assert QSvgRenderer(chart.encode()).isValid()
        assert chart.count("viewBox=") == 1
        assert "<image" not in chart
        assert any("Zhejiang" in text for text in re.findall(r"<text[^>]*>([^<]*)</text>", chart))
    assert set(re.findall(r"url\(#(.*?)\)", "".join(charts))) <= set(
        re.findall(r'id="(.*?)"', "".join(charts))
    )


def test_what_cannot_be_shown_is_said(story: Report) -> None:
    assert sum(isinstance(block, Picture) for block in story.blocks) == 2
    assert any("Seasons need monthly figures" in getattr(block, "text", "") for block in story.blocks)


def test_same_views_same_page(story: Report, typeface: Typeface) -> None:
    assert report_html(story, typeface) == report_html(story, typeface)


def test_fonts_are_inside(qapp: QApplication) -> None:
    assert font_faces().count("@font-face") == 2
    folder = package_folder("font_source_sans_pro")
    assert folder is not None
    font = (folder / "files" / "SourceSansPro-Regular.ttf").read_bytes()
    packed = woff(font)
    assert len(packed) < 0.7 * len(font)
    assert struct.unpack_from(">4s4sI", packed)[2] == len(packed)
    assert dict(_unpacked(packed)) == dict(_tables(font))
    assert QFontDatabase.addApplicationFontFromData(font) >= 0


def _tables(font: bytes) -> Iterator[tuple[bytes, bytes]]:
    for place in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        yield tag, font[offset : offset + length]


def _unpacked(font: bytes) -> Iterator[tuple[bytes, bytes]]:
    for place in range(struct.unpack_from(">H", font, 12)[0]):
        tag, offset, stored, length, _ = struct.unpack_from(">4s4I", font, 44 + 20 * place)
        table = font[offset : offset + stored]
        yield tag, zlib.decompress(table) if stored < length else table


def test_every_page_holds_what_is_on_it(story: Report, typeface: Typeface) -> None:
    pages = paginated(Setter(QtTextMetrics(typeface)).report(story))
    assert len(pages) > 2
    for page in pages:
        y, last = page.strips[-1]
        assert y + last.height <= CONTENT_HEIGHT + 0.5
        for _, strip in page.strips:
            assert all(text.box.x >= -0.5 for text in strip.texts)
            assert all(text.box.right <= CONTENT_WIDTH + 1 for text in strip.texts)


def _page_texts(page: Page) -> list[str]:
    return [text.text for _, strip in page.strips for text in strip.texts]


def test_the_head_of_a_table_is_on_every_page(typeface: Typeface) -> None:
    rows = tuple((GridCell(f"row {number}"), GridCell("1")) for number in range(150))
    grid = Grid((GridColumn("Place"), GridColumn("Value", numeric=True)), rows)
    pages = paginated(tuple(set_grid(grid, QtTextMetrics(typeface))))
    assert len(pages) > 2
    assert all(_page_texts(page)[0] == "Place" for page in pages)
    assert sum(text.startswith("row") for page in pages for text in _page_texts(page)) == 150


def test_a_heading_never_ends_a_page() -> None:
    filler, heading, text = Strip(80.0), Strip(15.0, with_next=True), Strip(15.0)
    first, second = paginated((filler, heading, text), room=100.0)
    assert [strip.height for _, strip in first.strips] == [80.0]
    assert [strip.height for _, strip in second.strips] == [15.0, 15.0]


def test_charts_give_and_take_to_fill_a_page() -> None:
    chart = _elastic(50.0)
    (grown,) = paginated((chart,), room=100.0)
    assert grown.strips[0][1].height == pytest.approx(60.0)
    (shrunk,) = paginated((chart, chart), room=90.0)
    assert [strip.height for _, strip in shrunk.strips] == pytest.approx([45.0, 45.0])
    line = Strip(45.0)
    assert len(paginated((chart, line), room=90.0)) == 2


def _elastic(height: float) -> Strip:
    made = partial(Strip)
    return Strip(height, flex=Elastic(40.0, 60.0, made))


@pytest.mark.slow
def test_a_pdf_is_read_by_others(call: Run, tmp_path: Path) -> None:
    if not all(map(shutil.which, ("pdftotext", "pdffonts", "pdfinfo"))):
        pytest.skip("needs pdftotext, pdffonts and pdfinfo, which are not here")
    path = tmp_path / "浙江.pdf"
    assert call(["profile", "--region", "浙江", "--language", "zh", "--output", path]).code == 0
    text, fonts, about = (_told(tool, path) for tool in ("pdftotext", "pdffonts", "pdfinfo"))
    for name in ("浙江", "广东", "宁波", "东盟"):
        assert name in text
    embedded = [line.split()[-5] for line in fonts.splitlines()[2:]]
    assert embedded
    assert set(embedded) == {"yes"}
    assert re.search(r"Title: +浙江", about)
    assert re.search(r"Page size: +59[45].* x 84[12].*\(A4\)", about)
    pages = int(re.findall(r"Pages: +(\d+)", about)[0])
    assert f"{pages}/{pages}" in text.replace(" ", "")


def _told(tool: str, path: Path) -> str:
    arguments = [tool, str(path), "-"] if tool == "pdftotext" else [tool, str(path)]
    return subprocess.run(arguments, capture_output=True, encoding="utf-8", check=True).stdout


def test_pages_can_be_counted_and_are_numbered(story: Report, typeface: Typeface) -> None:
    count = len(ReportPages(story, QtTextMetrics(typeface)))
    assert report_pdf(story, typeface).count(b"/Type /Page\n") == count


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["profile", "--region", "Atlantis", "--output", "x.pdf"], 2, "no region is called 'Atlantis'"),
        (["profile", "--region", "330000", "--output", "x.doc"], 2, "must end in .pdf or .html"),
        (["profile", "--each", "province", "--output", "x.pdf"], 2, "--each writes into a folder"),
        (["profile", "--market", "ASEAN", "--output", "none/x.pdf"], 1, "does not exist"),
        (["report", "none.json", "--output", "x.pdf"], 2, "cannot read the story"),
        (["report", "none.json", "--output", "x.doc"], 2, "must end in .pdf or .html"),
    ],
)
def test_a_wrong_call_is_one_line(
    call: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(given).code == code
    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_story_becomes_a_report(call: Run, tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text(Story("Mine").pinned(_RANKING, "Look.").to_json(), encoding="utf-8")
    for name in ("story.pdf", "story.html"):
        assert call(["report", path, "--output", tmp_path / name]).code == 0
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")
    assert b"Look." in (tmp_path / "story.html").read_bytes()


def test_each_profile_is_kept_the_second_time(
    call: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.profile_command.Spreading.codes", lambda *_: ("330000", "540000"))
    given: list[str | Path] = [
        "profile",
        "--each",
        "province",
        "--format",
        "html",
        "--output",
        tmp_path / "out",
    ]
    assert "2 made, 0 kept" in call(given).said
    assert sorted(path.name for path in (tmp_path / "out").glob("*.html")) == ["Tibet.html", "Zhejiang.html"]
    assert "0 made, 2 kept" in call(given).said


def test_a_pdf_leads_to_its_sections_and_sources(story: Report, typeface: Typeface) -> None:
    read = PdfReader(io.BytesIO(report_pdf(story, typeface)))
    pages = ReportPages(story, QtTextMetrics(typeface))
    entries = [entry for entry in read.outline if not isinstance(entry, list)]
    assert [entry.title for entry in entries] == [place.title for place in pages.outline()]
    assert str(entries[0].title).startswith("Zhejiang is third")
    assert entries[-1].title == "Sources"
    addresses = [
        note["/A"]["/URI"] for page in read.pages for note in page.get("/Annots", ()) if "/A" in note
    ]
    assert sorted(addresses) == sorted(link.address for link in pages.links())
    assert addresses
    assert str(read.root_object["/Lang"]) == "en"
    assert read.metadata is not None
    assert read.metadata.title == _NASTY


def test_links_stand_where_their_words_are(story: Report, typeface: Typeface) -> None:
    for link in ReportPages(story, QtTextMetrics(typeface)).links():
        assert link.rect.x >= SIDE - 0.5
        assert link.rect.right <= PAGE_WIDTH - SIDE + 0.5
        assert TOP <= link.rect.y < link.rect.bottom <= PAGE_HEIGHT - FOOT + 0.5


def test_a_unit_that_stands_above_a_table_is_not_said_again_in_its_heads(story: Report) -> None:
    levels, years = (block for block in story.blocks if isinstance(block, Grid))
    assert "Value, trillion yuan" in [column.title for column in levels.columns]
    assert "trillion US dollars" in years.caption
    assert {"2016", "2024"} < {column.title for column in years.columns}
    assert "Source" not in [column.title for column in levels.columns]
