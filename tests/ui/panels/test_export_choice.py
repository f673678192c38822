"""The export dialog: the last choice of each kind of chart, presets, the form's parts, name and place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.charts.origin import Origin
from app.ui.export.choice import ExportChoice, target_from
from app.ui.export.memory import ExportMemory
from app.ui.export.target import ExportTarget, with_unit
from app.ui.export_dialog import Exportable, ExportDialog
from app.ui.settings import Settings
from tests.ui import fakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.look import Look

    Open = Callable[[ExportChoice], ExportDialog]

SVG = ExportChoice("svg", "en", ExportTarget(width=85, height=60, unit="mm", dpi=300, theme="dark"))


@pytest.fixture
def memory(tmp_path: Path) -> ExportMemory:
    return ExportMemory(Settings(tmp_path))


@pytest.fixture
def opened(look: Look, qtbot: Any, tmp_path: Path) -> Open:
    """Opens the dialog on a chart, with what it asks for answered at once."""

    def open_dialog(choice: ExportChoice) -> ExportDialog:
        memory = ExportMemory(Settings(None))
        dialog = ExportDialog(choice, memory.presets(), tmp_path, look)
        qtbot.addWidget(dialog)
        dialog.preset_kept.connect(memory.keep_preset)
        dialog.preset_dropped.connect(memory.drop_preset)
        for signal in (dialog.preset_kept, dialog.preset_dropped):
            signal.connect(lambda: dialog.show_presets(memory.presets()))
        dialog.show_chart("en", Exportable(fakes.spec(), Origin(look.words), "ranking-Zhejiang"))
        return dialog

    return open_dialog


def test_each_kind_has_its_own_last_choice(look: Look, memory: ExportMemory, tmp_path: Path) -> None:
    memory.keep_choice("ranking", SVG, look)
    memory.keep_choice("trend", replace(SVG, form="csv", bom=True), look)
    again = ExportMemory(Settings(tmp_path))
    assert again.choice("ranking", look) == SVG
    assert again.choice("trend", look).bom
    assert again.choice("share", look).form == "csv"


def test_language_and_theme_follow_the_window_unless_they_were_chosen(look: Look, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    ExportMemory(settings).keep_choice("ranking", ExportChoice(), look)
    found = ExportChoice.from_plain(settings.remembered.export, "zh", "dark")
    assert (found.language, found.target.theme) == ("zh", "dark")


@pytest.mark.parametrize(
    "plain", [{"kinds": 3, "presets": []}, {"kinds": {"ranking": 3}}, {"width": "wide"}, {"parts": 5}]
)
def test_what_cannot_be_read_stays_at_its_default(look: Look, plain: dict[str, Any]) -> None:
    settings = Settings(None)
    settings.change(export=plain)
    memory = ExportMemory(settings)
    assert memory.choice("ranking", look) == ExportChoice()
    assert not memory.presets()


def test_a_size_without_end_is_not_remembered() -> None:
    assert target_from({"width": float("inf")}, "light") == ExportTarget()


def test_only_what_the_form_knows_can_be_set(opened: Open) -> None:
    dialog = opened(ExportChoice())
    form = dialog.form
    assert form.bom.isHidden()
    form.form.chosen.emit("csv")
    assert not form.bom.isHidden()
    assert form._of_pictures.isHidden()
    form.bom.setChecked(True)
    assert dialog.choice.bom
    form.form.chosen.emit("pdf")
    assert not form.dpi.isEnabled()


def test_a_preset_sets_the_size_and_another_size_is_ones_own(opened: Open) -> None:
    dialog = opened(ExportChoice())
    dialog.form.preset.chosen.emit("column-1")
    target = dialog.choice.target
    assert (target.width, target.height, target.unit, target.dpi) == (85, 130, "mm", 300)
    assert dialog.form.preset.text().startswith("One column, 85 mm")
    dialog.form.width_field.setValue(90.5)
    assert dialog.choice.target.width == 90.5
    assert dialog.form.preset.text().startswith("Own size")


def test_an_own_preset_is_kept_under_its_name_chosen_and_removed(opened: Open, qtbot: Any) -> None:
    dialog = opened(SVG)
    form = dialog.form
    form.keep.click()
    qtbot.keyClicks(form.preset_name, "Journal")
    qtbot.keyClick(form.preset_name, "\r")
    assert form.preset.text().startswith("Journal")
    form.preset.chosen.emit("square")
    assert dialog.choice.target != SVG.target
    form.preset.chosen.emit("own:Journal")
    assert dialog.choice.target == SVG.target
    form.drop.click()
    assert form.preset.text().startswith("Own size")


def test_another_unit_keeps_the_size() -> None:
    print_size = ExportTarget(width=85, height=60, unit="mm", dpi=300)
    pixels = with_unit(print_size, "px", raster=True)
    assert (pixels.width, pixels.height) == print_size.pixels()
    assert with_unit(pixels, "mm", raster=True) == print_size
    assert with_unit(ExportTarget(), "mm", raster=False).width == pytest.approx(423.3)


def test_the_preview_has_the_true_proportions_and_says_the_size(opened: Open) -> None:
    dialog = opened(replace(SVG, form="png"))
    placed = dialog.preview._placed
    assert placed is not None
    assert placed.width / placed.height == pytest.approx(1004 / 709)
    assert dialog.size_text.text() == "1004 × 709 pixels at 300 dpi · 85 × 60 mm"


def test_a_size_without_room_is_said_and_cannot_be_saved(opened: Open) -> None:
    dialog = opened(ExportChoice())
    dialog.form.width_field.setValue(20)
    assert "leave no room" in dialog.preview.message
    assert not dialog.save.isEnabled()
    dialog.form.width_field.setValue(800)
    assert dialog.save.isEnabled()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("", "chart.png"), ("mine", "mine.png"), ("mine.PNG", "mine.png"), ("a:b", "a-b.png")],
)
def test_the_file_has_the_name_that_was_typed_and_the_ending_of_its_form(
    opened: Open, qtbot: Any, tmp_path: Path, typed: str, name: str
) -> None:
    dialog = opened(ExportChoice())
    assert dialog.path == tmp_path / "ranking-Zhejiang.png"
    dialog.name.selectAll()
    dialog.name.del_()
    qtbot.keyClicks(dialog.name, typed)
    assert dialog.path == tmp_path / name


def test_a_path_that_is_typed_is_where_the_file_goes(opened: Open, qtbot: Any, tmp_path: Path) -> None:
    dialog = opened(ExportChoice())
    for typed, place in (("/mine/pic1", Path("/mine")), ("mine/pic1.png", tmp_path / "mine")):
        dialog.name.selectAll()
        qtbot.keyClicks(dialog.name, typed)
        assert dialog.path == place / "pic1.png"


def test_another_language_is_asked_for_and_names_the_file_anew(opened: Open, look: Look, qtbot: Any) -> None:
    dialog = opened(ExportChoice())
    with qtbot.waitSignal(dialog.language_asked) as asked:
        dialog.form.language.chosen.emit("zh")
    assert asked.args == ["zh"]
    assert not dialog.save.isEnabled()
    dialog.show_chart("zh", Exportable(fakes.spec(), Origin(look.words), "浙江"))
    assert dialog.path.stem == "浙江"
    assert dialog.save.isEnabled()
    dialog.show_failure("the data set is gone")
    assert dialog.preview.message == "the data set is gone"
