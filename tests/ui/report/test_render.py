"""`render` makes all that a recipe asks for, whole, and goes on where it stopped."""

from __future__ import annotations

import errno
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image

from app.charts.saving import ExportError
from app.explorer.each import Spreading, unknown_part
from app.explorer.explorer import Explorer
from app.explorer.recipes import ExportSettings, Recipe, recipe_of
from app.model.message import say
from app.model.selection import Breakdown, Selection
from app.model.words import Words
from app.ui.export import batch as batch_module
from app.ui.export.batch import Batch, Task, target_of
from app.ui.export.exporter import Exporter
from app.ui.export.manifest import NAME, Manifest
from app.ui.fonts import Typeface
from tests.conftest import ROOT
from tests.ui.report.conftest import Call

Run = Callable[[Sequence[str | Path]], Call]
_PROVINCES = Breakdown("region", "province", "100000")
_VIEWS = [Selection(region="330000", chart=kind, breakdown=_PROVINCES) for kind in ("ranking", "tile-map")]


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    return _written(tmp_path, recipe_of(_VIEWS, ExportSettings(size="640x400")))


def _written(folder: Path, recipe: Recipe) -> Path:
    path = folder / "recipe.json"
    path.write_text(recipe.to_json(), encoding="utf-8")
    return path


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_entry_becomes_its_files(call: Run, recipe: Path, tmp_path: Path) -> None:
    done = call(["render", recipe, "--output-dir", tmp_path / "out", "--format", "png,svg,csv"])
    assert (done.code, done.said.splitlines()[-1]) == (0, "2 made, 0 kept, 0 not made, of 2")
    assert len(_files(tmp_path / "out")) == 7
    with Image.open(tmp_path / "out" / "ranking-Zhejiang-total-2025.png") as picture:
        assert picture.size == (640, 400)
        assert json.loads(str(picture.info["Selection"]))["region"] == "330000"
        assert picture.info["Source"].startswith("Source:")


def test_a_call_wins_over_the_recipe(call: Run, recipe: Path, tmp_path: Path) -> None:
    given = ["--size", "85x60mm", "--dpi", "300", "--language", "zh", "--theme", "dark"]
    assert call(["render", recipe, "--output-dir", tmp_path, *given]).code == 0
    with Image.open(tmp_path / "ranking-浙江-total-2025.png") as picture:
        assert picture.size == (1004, 709)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_second_call_keeps_what_is_whole(call: Run, recipe: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call(["render", recipe, "--output-dir", out])
    before = {name: (out / name).read_bytes() for name in _files(out) if name != NAME}
    assert "0 made, 2 kept" in call(["render", recipe, "--output-dir", out]).said
    (out / "ranking-Zhejiang-total-2025.png").write_bytes(b"cut off")
    assert "1 made, 1 kept" in call(["render", recipe, "--output-dir", out]).said
    assert {name: (out / name).read_bytes() for name in _files(out) if name != NAME} == before


def test_a_cut_off_line_of_the_manifest_costs_one_view(call: Run, recipe: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call(["render", recipe, "--output-dir", out])
    manifest = out / NAME
    manifest.write_text(manifest.read_text(encoding="utf-8").rstrip()[:-20], encoding="utf-8")
    assert "1 made, 1 kept" in call(["render", recipe, "--output-dir", out]).said
    assert "0 made, 2 kept" in call(["render", recipe, "--output-dir", out]).said


def test_one_bad_entry_does_not_stop_the_others(call: Run, tmp_path: Path) -> None:
    bad = [
        Selection(region="999999", chart="ranking"),
        Selection(chart="pie"),
        Selection(chart="ranking", dataflow="nowhere"),
        Selection(chart="seasonality", breakdown=_PROVINCES),
    ]
    path = _written(tmp_path, recipe_of([*bad, *_VIEWS], ExportSettings(size="320x200")))
    done = call(["render", path, "--output-dir", tmp_path / "out"])
    assert done.code == 1
    assert "2 made, 0 kept, 4 not made, of 6" in done.said
    assert "entry 1 (ranking): no region has the code '999999'" in done.said
    assert "entry 2 (pie): no kind of chart" in done.said
    assert "entry 4 (seasonality): Seasons need monthly figures" in done.said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--size", "huge"], "no size"),
        (["--dpi", "1e9"], "cannot be made"),
    ],
)
def test_a_wrong_option_is_a_wrong_call(
    call: Run, recipe: Path, tmp_path: Path, given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["render", recipe, "--output-dir", tmp_path / "out", *given]).code == 2
    assert said in capsys.readouterr().err


def test_a_recipe_that_is_none_is_a_wrong_call(
    call: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "recipe.json"
    path.write_text('{"recipe": 1, "entries": [{"selection": {}}, {"selection": {"floor": 1}}]}')
    assert call(["render", path, "--output-dir", tmp_path / "out"]).code == 2
    said = capsys.readouterr().err
    assert "entry 2, 'selection'" in said
    assert said.count("\n") == 1
    assert call(["render", tmp_path / "none.json", "--output-dir", tmp_path]).code == 2


def test_a_folder_that_cannot_be_is_said(call: Run, recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["render", recipe, "--output-dir", recipe / "out"]).code == 1
    assert "cannot make the folder" in capsys.readouterr().err


def test_each_province_has_its_own(call: Run, recipe: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call(["render", recipe, "--output-dir", out, "--each", "province", "--size", "320x200"])
    assert (done.code, "62 made" in done.said) == (0, True)
    assert sum(name.endswith(".png") for name in _files(out)) == 62
    with Image.open(out / "ranking-Tibet-total-2025.png") as picture:
        assert json.loads(str(picture.info["Selection"]))["focus"] == "540000"


def test_parts_of_a_place_become_parts_of_the_other(explorer: Explorer) -> None:
    spreading = Spreading(explorer)
    cities = Selection(region="330000", chart="share", breakdown=Breakdown("region", "city", "330000"))
    other = spreading.of(cities, "province", "440000")
    assert (other.region, other.breakdown) == ("440000", Breakdown("region", "city", "440000"))
    markets = Selection(region="330000", breakdown=Breakdown("market", "", "WORLD"))
    assert spreading.of(markets, "province", "440000").breakdown == markets.breakdown
    assert spreading.of(_VIEWS[0], "province", "440000").breakdown == _PROVINCES


def test_each_names_who_has_figures(explorer: Explorer) -> None:
    cursor = explorer.open_cursor()
    spreading = Spreading(explorer)
    assert len(spreading.codes(cursor, "province")) == 31
    assert "330200" in spreading.codes(cursor, "city")
    assert {"USA", "ASEAN"} < set(spreading.codes(cursor, "market"))
    assert "WORLD" not in spreading.codes(cursor, "market")
    cursor.close()


def test_unknown_parts_are_named(explorer: Explorer) -> None:
    assert unknown_part(explorer, _VIEWS[0]) == ""
    lost = Selection(breakdown=Breakdown("region", "province", "1"))
    assert unknown_part(explorer, lost) == "no region has the code '1'"


@pytest.mark.parametrize("form", ["png", "svg", "csv", "json", "pdf", "xlsx"])
def test_the_same_selection_gives_the_same_bytes(explorer: Explorer, typeface: Typeface, form: str) -> None:
    cursor = explorer.open_cursor()
    target = target_of(ExportSettings(size="640x400"))
    made = []
    for _ in range(2):
        view = explorer.view(cursor, _VIEWS[0], Words("en"))
        assert view.spec is not None
        content = Exporter(typeface).content(view.spec, form, target, explorer.origin(view, Words("en")))
        made.append(_undated(content, form))
    cursor.close()
    assert made[0] == made[1]


def _undated(content: bytes, form: str) -> object:
    if form == "pdf":
        dated = (
            rb"\(D:[^)]*\)|<xmp:\w+Date>[^<]*<|xmp:\w+Date=\"[^\"]*\"|uuid:[\w-]+"
            rb"|/ID \[[^\]]*\]|<xmpMM:\w+>[^<]*<"
        )
        return re.sub(dated, b"", content)
    if form == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return {name: book.read(name) for name in book.namelist() if "docProps" not in name}
    return content


def _batch(explorer: Explorer, typeface: Typeface, folder: Path) -> Batch:
    return Batch(explorer, Exporter(typeface), Words, folder, Manifest(folder))


def _tasks() -> list[Task]:
    entries = recipe_of(_VIEWS, ExportSettings(size="320x200")).entries
    return [Task(number, f"entry {number}", entry) for number, entry in enumerate(entries, start=1)]


def test_a_run_stops_between_two_views(explorer: Explorer, typeface: Typeface, tmp_path: Path) -> None:
    asked = iter([False, True])
    results = list(_batch(explorer, typeface, tmp_path).run(_tasks(), lambda: next(asked)))
    assert [result.state for result in results] == ["made"]
    assert _files(tmp_path) == [NAME, "ranking-Zhejiang-total-2025.png"]


def test_a_full_disk_ends_the_run(
    explorer: Explorer, typeface: Typeface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise ExportError(say("the disk is full")) from OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(batch_module, "save_bytes", full)
    with pytest.raises(ExportError, match="full"):
        list(_batch(explorer, typeface, tmp_path).run(_tasks()))


def test_a_link_leads_nowhere_else(explorer: Explorer, typeface: Typeface, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "sub").symlink_to(elsewhere, target_is_directory=True)
    entry = recipe_of(_VIEWS[:1], ExportSettings(size="320x200")).entries[0]
    task = Task(1, "entry 1", type(entry)(entry.selection, entry.export, "sub/{kind}"))
    (result,) = _batch(explorer, typeface, out).run([task])
    assert (result.state, _files(elsewhere)) == ("failed", [])
    assert "leads out" in result.message


@pytest.mark.slow
def test_ctrl_c_leaves_nothing_half_written(recipe: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "app",
        "render",
        str(recipe),
        "--output-dir",
        str(out),
        "--each",
        "province",
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        assert "made" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert "goes on from here" in said
    made = [name for name in _files(out) if name != NAME]
    assert 0 < len(made) < 62
    for name in made:
        with Image.open(out / name) as picture:
            picture.load()
