"""The form before an import: what it shows, asks and remembers, and that data stay plain text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from app.data.imports.library import Request
from app.data.imports.plan import Options
from app.data.imports.watch import Watch
from app.ui.imports.import_dialog import ImportDialog
from app.ui.imports.task import Task
from app.ui.inline import Inline
from tests.ui.imports.conftest import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.explorer.imports import Imports
    from app.ui.look import Look

OWN = "who,what,when,how much\nGermany,8542,2023,5\nJapan,0101,2023,7\n"


@pytest.fixture
def opened(imports: Imports, look: Look, qtbot: Any) -> Callable[[Path], ImportDialog]:
    """Open the form of a file; the answer is there when it returns."""
    owner = QWidget()
    qtbot.addWidget(owner)

    def show(path: Path, **others: str) -> ImportDialog:
        dialog = ImportDialog(path, imports, Task(Inline(), owner), look, owner, **others)
        dialog.show()
        assert dialog.inspection is not None
        return dialog

    return show


def asked(dialog: ImportDialog) -> list[tuple[Request, str]]:
    heard: list[tuple[Request, str]] = []
    dialog.import_asked.connect(lambda request, replaces: heard.append((request, replaces)))
    return heard


def roles(dialog: ImportDialog) -> dict[str, str]:
    return dict(zip(dialog.columns.header, dialog.columns.roles(), strict=True))


def first_cells(dialog: ImportDialog, row: int) -> list[str]:
    table = dialog.columns
    return [table.text(row, place) for place in range(table.columnCount())]


def test_it_shows_what_was_recognised(opened: Callable[[Path], ImportDialog]) -> None:
    dialog = opened(FILES / "comtrade-current.csv")
    assert dialog.form.chosen_format() == "comtrade"
    assert "7 rows read, 4 kept" in dialog.summary.text()
    assert "Market" in first_cells(dialog, 0)
    totals = dialog.findings.totals
    shown = [[totals.text(row, at) for at in range(4)] for row in range(totals.rowCount())]
    assert ["2023", "Imports", "600", "US dollars"] in shown
    said = dialog.findings.texts()
    assert "aggregate beside its parts: 2" in said
    assert any(text.startswith("World (Market): 600 US dollars") for text in said)
    assert dialog.import_button.isEnabled()


def test_a_decimal_sign_that_nothing_tells_is_asked_for(
    opened: Callable[[Path], ImportDialog], table: Callable[[str, str], Path], qtbot: Any
) -> None:
    text = "reporter;partner;flow;year;value_eur\nGermany;China;import;2023;12.345\n"
    dialog = opened(table("own.csv", text))
    assert not dialog.import_button.isEnabled()
    assert "12.345 can be read both ways" in dialog.reason.text()
    dialog.form.decimal.setCurrentIndex(dialog.form.decimal.findData(","))
    dialog.form.decimal.activated.emit(2)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    heard = asked(dialog)
    dialog.import_button.click()
    assert heard[0][0].options.decimal == ","


def test_a_flow_that_the_file_does_not_say_is_asked_for(opened: Callable[[Path], ImportDialog]) -> None:
    dialog = opened(FILES / "customs-monthly.csv")
    assert not dialog.import_button.isEnabled()
    assert "exports or imports" in dialog.reason.text()
    dialog.form.flow.setCurrentIndex(dialog.form.flow.findData("import"))
    assert dialog.import_button.isEnabled()
    heard = asked(dialog)
    dialog.import_button.click()
    assert [(request.options.flow, request.importer) for request, _ in heard] == [("import", "customs-query")]


def test_columns_of_a_table_are_mapped_and_remembered(
    opened: Callable[[Path], ImportDialog], imports: Imports, table: Callable[[str, str], Path], qtbot: Any
) -> None:
    dialog = opened(table("own.csv", OWN))
    assert not dialog.import_button.isEnabled()
    assert roles(dialog) == {"who": "", "what": "", "when": "", "how much": ""}
    for column, role in (("who", "market"), ("what", "product"), ("when", "period"), ("how much", "value")):
        dialog.columns.choose(column, role)
    qtbot.waitUntil(lambda: dialog.inspection is not None and dialog.inspection.findings is not None)
    dialog.form.unit.setCurrentText("CNY")
    dialog.form.content_changed.emit()
    dialog.form.flow.setCurrentIndex(dialog.form.flow.findData("export"))
    qtbot.waitUntil(lambda: dialog.findings.totals.text(0, 3) == "yuan")
    heard = asked(dialog)
    dialog.import_button.click()
    (request, _), *_ = heard
    written = imports.add(request, Watch())
    assert [(t.flow, t.unit, t.total) for t in written.findings.totals] == [("export", "CNY", 12)]

    again = opened(table("next.csv", OWN.replace("2023", "2024")))
    assert roles(again) == {"who": "market", "what": "product", "when": "period", "how much": "value"}
    assert again.form.unit.currentText() == "CNY"


def test_one_role_belongs_to_one_column(opened: Callable[[Path], ImportDialog]) -> None:
    dialog = opened(FILES / "tidy.csv")
    dialog.columns.choose("Partner", "region")
    assert (roles(dialog)["Reporter"], roles(dialog)["Partner"]) == ("", "region")


def test_a_file_that_is_none_says_so(
    opened: Callable[[Path], ImportDialog], table: Callable[[str, str], Path]
) -> None:
    dialog = opened(table("report.csv", "%PDF-1.7 and more\n"))
    assert "PDF" in dialog.summary.text()
    assert not dialog.import_button.isEnabled()
    assert dialog.columns.isHidden()
    assert "empty" in opened(table("nothing.csv", "")).summary.text()


def test_another_format_can_be_chosen(opened: Callable[[Path], ImportDialog]) -> None:
    dialog = opened(FILES / "comtrade-current.csv")
    dialog.form.format.setCurrentIndex(dialog.form.format.findData("tidy"))
    dialog.form.format_changed.emit()
    assert dialog.inspection is not None
    assert dialog.inspection.importer == "tidy"
    assert dialog.columns.findChildren(QComboBox)


def test_names_with_markup_stay_plain_text(
    opened: Callable[[Path], ImportDialog], table: Callable[[str, str], Path]
) -> None:
    text = "Partner,HS_Code,Flow,Year,Value (USD)\n<img src=x>\x07,8542,export,2023,oops<b>\n"
    dialog = opened(table("<b>bold<i>.csv", text + "Japan,8542,export,2023,4\n"))
    assert dialog.heading.text() == "<b>bold<i>.csv"
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    assert first_cells(dialog, 1)[0] == "<img src=x> "


def test_a_name_that_is_taken_replaces(opened: Callable[[Path], ImportDialog], imports: Imports) -> None:
    path = FILES / "tidy.csv"
    imports.add(Request(path, "Mine", "tidy", Options()), Watch())
    dialog = opened(path)
    assert dialog.form.name.text() == "tidy"
    dialog.form.name.setText("Mine")
    assert dialog.import_button.text() == "Replace"
    heard = asked(dialog)
    dialog.import_button.click()
    assert [replaces for _, replaces in heard] == ["mine"]
    dialog = opened(path)
    dialog.form.name.setText("  ")
    assert not dialog.import_button.isEnabled()


def test_importing_again_knows_the_answers_of_the_first_time(
    opened: Callable[..., ImportDialog], imports: Imports
) -> None:
    path = FILES / "customs-monthly.csv"
    written = imports.add(Request(path, "Beans", "customs-query", Options("import")), Watch())
    dialog = opened(path, replaces=written.dataset)
    assert (dialog.form.name.text(), dialog.form.chosen_flow()) == ("Beans", "import")
    assert dialog.import_button.isEnabled()
    first = opened(path)
    assert first.form.chosen_flow() == ""
    assert not first.import_button.isEnabled()


def test_closing_stops_the_look(imports: Imports, look: Look, qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    executor = ThreadPoolExecutor(1)
    task = Task(executor, owner)
    dialog = ImportDialog(FILES / "comtrade-current.csv", imports, task, look, owner)
    dialog.show()
    assert "being read" in dialog.reason.text()
    assert not dialog.import_button.isEnabled()
    dialog.reject()
    assert not task.is_running
    executor.shutdown(wait=True)
    assert not list((imports.shelf.folder / "looks").glob("import-*"))


def test_a_large_file_need_not_be_waited_for(
    imports: Imports, look: Look, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr("app.ui.imports.import_dialog.LARGE", 10)
    owner = QWidget()
    qtbot.addWidget(owner)
    executor = ThreadPoolExecutor(1)
    dialog = ImportDialog(FILES / "baci", imports, Task(executor, owner), look, owner)
    dialog.show()
    assert dialog.inspection is None
    assert "without waiting" in dialog.reason.text()
    heard = asked(dialog)
    dialog.import_button.click()
    executor.shutdown(wait=True)
    assert [(request.name, request.importer) for request, _ in heard] == [("baci", "")]


def test_enter_in_the_name_imports_as_soon_as_nothing_is_missing(
    opened: Callable[[Path], ImportDialog], qtbot: Any
) -> None:
    dialog = opened(FILES / "tidy.csv")
    heard = asked(dialog)
    name = dialog.form.name
    name.clear()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert not heard
    assert dialog.isVisible()
    name.setText("Mine")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert [request.name for request, _ in heard] == ["Mine"]


def test_an_unexpected_error_is_said(qtbot: Any) -> None:
    owner = QObject()
    task = Task(Inline(), owner)
    heard: list[str] = []
    task.settled.connect(lambda outcome: heard.append(outcome.message))
    task.start(lambda watch: 1 // 0)
    assert heard == ["ZeroDivisionError: integer division or modulo by zero"]


def test_a_folder_of_several_tables_lets_one_be_chosen(
    opened: Callable[[Path], ImportDialog], tmp_path: Path
) -> None:
    for name in ("tidy.csv", "wits-bulk.csv"):
        (tmp_path / name).write_bytes((FILES / name).read_bytes())
    dialog = opened(tmp_path)
    assert dialog.files.isVisible()
    assert not dialog.import_button.isEnabled()
    assert "tidy.csv, wits-bulk.csv" in dialog.summary.text()
    assert dialog.reason.text() == "Choose one of the files."
    heard = asked(dialog)
    dialog.files.list.itemActivated.emit(dialog.files.list.item(1))
    assert dialog.heading.text() == "wits-bulk.csv"
    assert not dialog.files.isVisible()
    dialog.import_button.click()
    assert [request.path for request, _ in heard] == [tmp_path / "wits-bulk.csv"]
