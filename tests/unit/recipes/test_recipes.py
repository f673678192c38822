"""Recipes say again what they were told, and what is wrong with them, with entry and part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.explorer.file_names import FileNames, PatternError, check_pattern, expanded
from app.explorer.recipes import Entry, ExportSettings, Recipe, RecipeError, recipe_of
from app.model.selection import Breakdown, Selection
from tests.conftest import ROOT

_VIEW = Selection(region="330000", chart="trend", breakdown=Breakdown("region", "city", "330000"))
_SHIPPED = sorted((ROOT / "resources" / "recipes").glob("*.json"))


def _recipe(**parts: object) -> str:
    return json.dumps({"recipe": 1, "entries": [{"selection": {}}], **parts})


def test_a_recipe_reads_back_equal() -> None:
    slide = ExportSettings(("png", "pdf"), "slide", 144, "dark", "zh", True, 1.25, ("program",))
    recipe = Recipe("Two", (Entry(_VIEW, slide), Entry(Selection(), ExportSettings(), "{region}/{kind}")))
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_what_all_entries_share_stands_once() -> None:
    text = recipe_of([_VIEW, Selection()], ExportSettings(("pdf",)), "Mine").to_json()
    assert text.count('"formats"') == 1
    assert json.loads(text)["entries"][1] == {"selection": {}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "brackets"),
        ("[]", "a recipe is a JSON object"),
        ('{"entries": []}', '"recipe": 1'),
        (_recipe(recipe=2), "version 2"),
        (_recipe(recipe=True), '"recipe": 1'),
        (_recipe(entries=[]), "'entries' is a list"),
        (_recipe(entrys=[]), "no part called entrys"),
        (_recipe(entries=[{}]), "entry 1: 'selection' is missing"),
        (_recipe(entries=[{"selection": {}}, {"selection": {"regoin": "1"}}]), "entry 2, 'selection'"),
        (_recipe(entries=[{"selection": {"flow": "sideways"}}]), "entry 1, 'selection': 'flow' is one of"),
        (_recipe(export={"dpi": "fine"}), "the recipe, 'export': 'dpi' is a number from 10 to 2400"),
        (_recipe(export={"dpi": 1e9}), "'dpi' is a number"),
        (_recipe(export={"dpi": True}), "'dpi' is a number"),
        (_recipe(export={"formats": ["gif"]}), "'formats' is one of png"),
        (_recipe(export={"formats": []}), "'formats' is a list"),
        (_recipe(export={"theme": "pink"}), "'theme' is one of light, dark"),
        (_recipe(export={"transparent": 1}), "true or false"),
        (_recipe(export={"sise": "1x1"}), "no part called sise; there are: formats"),
        (_recipe(file_name="../{kind}"), "'file_name': .*no path inside"),
        (_recipe(entries=[{"selection": {}, "file_name": "{colour}"}]), "entry 1, 'file_name': .*{colour}"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        Recipe.from_json(text)


def test_settings_of_a_call_win() -> None:
    recipe = recipe_of([_VIEW]).with_settings(formats=("svg",), language="zh", theme=None)
    assert recipe.entries[0].export == ExportSettings(("svg",), language="zh")


@pytest.mark.parametrize("path", _SHIPPED, ids=lambda path: path.stem)
def test_shipped_recipes_are_read(path: Path) -> None:
    assert Recipe.from_json(path.read_text(encoding="utf-8")).title


@pytest.mark.parametrize(
    "pattern", ["", "/x", "a//b", "../x", "a/../b", "C:/x", "~/.", "a/ /b", "{kind", "x\\..\\y"]
)
def test_no_pattern_leads_out(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "values", "path"),
    [
        ("{kind}-{region}", {"kind": "trend", "region": "浙江"}, "trend-浙江"),
        ("{region}/{kind}", {"kind": "trend", "region": "Inner Mongolia"}, "Inner-Mongolia/trend"),
        ("{region}", {"region": "../../etc/passwd"}, "etc-passwd"),
        ("{region}", {"region": 'a<b>:"c|d?*\0\n\u202ee'}, "a-b-c-d-e"),
        ("{region}", {"region": "..."}, "chart"),
        ("{region}-{period}", {"region": "Con"}, "_Con"),
        ("{region}", {"region": "aux"}, "_aux"),
        ("{kind}-{region}-{period}", {"kind": "trend", "period": "2025"}, "trend-2025"),
        ("{region}", {"region": "a." * 3 + " "}, "a.a.a"),
    ],
)
def test_names_are_safe(pattern: str, values: dict[str, str], path: str) -> None:
    assert expanded(pattern, values) == path


@given(st.text(max_size=400), st.text(max_size=400))
def test_whatever_is_filled_in_stays_inside(region: str, kind: str) -> None:
    folder, name = expanded("{region}/{kind}.x", {"region": region, "kind": kind}).split("/")
    for part in (folder, name):
        assert part
        assert len(part.encode()) <= 200
        assert part.strip(" .") == part
        assert not set(part) & set('\\/:*?"<>|\0\n\t')


def test_two_files_never_share_a_name() -> None:
    names = FileNames()
    assert [names.free(stem) for stem in ("a", "A", "a", "b")] == ["a", "A-2", "a-3", "b"]
