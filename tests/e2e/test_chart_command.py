"""`chart` from the call to the file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import places
from app.cli.commands import run_command
from app.cli.session import Session


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    home = tmp_path_factory.mktemp("home")
    folders = places.Folders(places.bundled_data(), places.resources(), home, home)
    return Session(folders, io.StringIO(), io.StringIO())


@pytest.fixture
def drawn(qapp: QApplication, session: Session, tmp_path: Path) -> Path:
    path = tmp_path / "chart.json"
    call = ["chart", "trend", "--region", "浙江", "--option", "mode=index", "--output", str(path)]
    assert run_command(call, session) == 0
    return path


def test_an_option_changes_what_is_drawn(drawn: Path) -> None:
    assert "index, 2016 = 100" in json.loads(drawn.read_text(encoding="utf-8"))["subtitle"]


def test_a_picture_has_the_size_that_was_asked(qapp: QApplication, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    assert run_command(["chart", "tile-map", "--size", "640x420", "--output", str(path)], session) == 0
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (640, 420)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["chart", "cake", "--output", "a.png"], 2),
        (["chart", "trend", "--option", "mode", "--output", "a.png"], 2),
        (["chart", "trend", "--size", "12", "--output", "a.png"], 2),
        (["chart", "trend", "--size", "10x10", "--output", "a.png"], 2),
        (["chart", "trend", "--output", "a.doc"], 2),
        (["chart", "trend", "--output", "missing/a.png"], 1),
        (["chart", "ranking", "--region", "330000", "--period", "1950", "--output", "a.png"], 1),
    ],
)
def test_a_call_that_cannot_be_done_leaves_nothing(
    qapp: QApplication,
    session: Session,
    call: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(call, session) == code
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def with_exports(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session with a data set of exports alone beside the bundled one."""
    home = tmp_path_factory.mktemp("with-exports")
    folders = places.Folders(places.bundled_data(), places.resources(), home, home)
    table = home / "sold.csv"
    table.write_text(
        "reporter,partner,flow,year,value_usd\n"
        "China,Japan,export,2022,150\nChina,Japan,export,2023,200\n"
        "China,USA,export,2022,250\nChina,USA,export,2023,300\n"
    )
    assert run_command(["import", str(table)], Session(folders, io.StringIO(), io.StringIO())) == 0
    return Session(folders, io.StringIO(), io.StringIO())


def test_the_only_flow_of_a_data_set_is_drawn_without_being_named(
    qapp: QApplication, with_exports: Session, tmp_path: Path
) -> None:
    path = tmp_path / "chart.json"
    call = ["chart", "ranking", "--dataflow", "sold.a", "--by", "markets", "--output", str(path)]
    assert run_command(call, with_exports) == 0
    assert "United States" in json.loads(path.read_text(encoding="utf-8"))["title"]
    assert run_command([*call, "--flow", "import"], with_exports) == 1


def test_a_profile_of_one_dataflow(qapp: QApplication, with_exports: Session, tmp_path: Path) -> None:
    path = tmp_path / "china.html"
    call = ["profile", "--region", "China", "--dataflow", "sold.a", "--output"]
    assert run_command([*call, str(path)], with_exports) == 0
    text = path.read_text(encoding="utf-8")
    assert "sold: own figures (annual)" in text
    assert "Customs figures" not in text
    each = ["profile", "--each", "province", "--dataflow", "sold.a", "--output", str(tmp_path)]
    assert run_command(each, with_exports) == 2
