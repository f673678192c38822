"""The export dialog's last choice, kept for each kind of chart, and its parts that depend on the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.ui.export.target import ExportTarget
from app.ui.export_dialog import ExportChoice, ExportDialog
from app.ui.exporting import remember, remembered_for
from app.ui.settings import Settings
from tests.ui import fakes

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.look import Look

SVG = ExportChoice("svg", "zh", ExportTarget(width=85, height=60, unit="mm", dpi=300, theme="dark"))


def read(settings: Settings, kind: str) -> ExportChoice:
    return ExportChoice.from_plain(remembered_for(settings, kind), "en", "light")


def test_each_kind_has_its_own_last_choice(look: Look, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    remember(settings, "ranking", SVG, look)
    remember(settings, "trend", replace(SVG, form="csv", bom=True), look)
    again = Settings(tmp_path)
    assert read(again, "ranking") == SVG
    assert read(again, "trend").bom
    assert read(again, "share").form == "csv"


def test_language_and_theme_follow_the_window_unless_they_were_chosen(look: Look, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    remember(settings, "ranking", ExportChoice(), look)
    found = ExportChoice.from_plain(remembered_for(settings, "ranking"), "zh", "dark")
    assert (found.language, found.target.theme) == ("zh", "dark")


@pytest.mark.parametrize("plain", [{"kinds": 3}, {"kinds": {"ranking": 3}}, {"width": "wide"}, {"parts": 5}])
def test_what_cannot_be_read_stays_at_its_default(plain: dict[str, Any]) -> None:
    settings = Settings(None)
    settings.change(export=plain)
    assert read(settings, "ranking") == ExportChoice()


def test_only_what_the_form_knows_can_be_set(look: Look, qtbot: Any) -> None:
    dialog = ExportDialog(lambda _: fakes.spec(), ExportChoice(), look)
    qtbot.addWidget(dialog)
    assert not dialog.bom.isEnabled()
    dialog.form.setCurrentIndex(dialog.form.findData("csv"))
    assert dialog.bom.isEnabled()
    assert not dialog.transparent.isEnabled()
    dialog.bom.setChecked(True)
    assert dialog.choice().bom


def test_a_preset_sets_the_size_and_another_size_is_ones_own(look: Look, qtbot: Any) -> None:
    dialog = ExportDialog(lambda _: fakes.spec(), ExportChoice(), look)
    qtbot.addWidget(dialog)
    dialog.preset.setCurrentIndex(dialog.preset.findData("column-1"))
    target = dialog.choice().target
    assert (target.width, target.height, target.unit, target.dpi) == (85, 100, "mm", 300)
    dialog.width_field.setValue(90)
    assert dialog.preset.currentData() == "custom"


def test_the_preview_has_the_true_proportions(look: Look, qtbot: Any) -> None:
    dialog = ExportDialog(lambda _: fakes.spec(), SVG, look)
    qtbot.addWidget(dialog)
    dialog.show()
    placed = dialog.preview._placed
    assert placed is not None
    assert placed.width / placed.height == pytest.approx(85 / 60)
