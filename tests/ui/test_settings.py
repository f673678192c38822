"""What the window remembers, and what becomes of a broken file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ui.settings import FILE_NAME, Remembered, Settings


def test_a_first_start_has_defaults_and_writes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config")
    assert settings.remembered == Remembered()
    assert not settings.problem
    assert not (tmp_path / "config").exists()


def test_what_changes_is_there_the_next_day(tmp_path: Path) -> None:
    Settings(tmp_path / "config").change(theme="dark", zoom=1.2, splitters={"sides": [1, 2, 3]})
    again = Settings(tmp_path / "config").remembered
    assert (again.theme, again.zoom, again.splitters) == ("dark", 1.2, {"sides": [1, 2, 3]})


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"schema": 99}', '{"schema": 1, "theme": "pink"}', '{"schema": 1, "zoom": "big"}', "\x00"],
)
def test_a_broken_file_is_set_aside_and_nothing_is_lost(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.remembered == Remembered()
    assert Path(settings.problem).read_text(encoding="utf-8") == text
    settings.change(theme="light")
    assert Settings(tmp_path).remembered.theme == "light"


def test_two_broken_files_are_both_kept(tmp_path: Path) -> None:
    for text in ("one", "two"):
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        Settings(tmp_path)
    kept = sorted(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json"))
    assert kept == ["one", "two"]


def test_an_unknown_part_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"schema": 1, "theme": "dark", "new": 3}', encoding="utf-8")
    assert Settings(tmp_path).remembered.theme == "dark"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    settings = Settings(blocked / "config")
    settings.change(theme="dark")
    assert settings.remembered.theme == "dark"
    assert settings.problem
