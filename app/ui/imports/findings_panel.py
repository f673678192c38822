"""What a file turned out to hold: totals to compare, what is left out and why, aggregates, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.explorer.import_words import dataflow_text, problem_text, reason_text, role_titles, year_text
from app.model.units import ONE, unit_name
from app.ui import parts
from app.ui.imports.amounts import count
from app.ui.imports.sheet import Sheet, one_line

if TYPE_CHECKING:
    from app.data.imports.findings import Findings, Total
    from app.model.words import Words
    from app.ui.look import Look

_TOTALS: Final = 400
_WHOLES: Final = 40


class FindingsPanel(QWidget):
    """Two columns: totals by year on the left, everything that is not counted on the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look = look
        heads = (words.text("Year"), words.text("Flow"), words.text("Sum"), words.text("Unit"))
        self.totals = Sheet(words.text("Totals by year"), heads, look, right=(2,))
        self.said = QWidget()
        self.said.setProperty("role", "panel")
        self._lines: QVBoxLayout = parts.column(self.said, (0, 0, 12, 8), gap=4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(words.text("What is not counted"))
        area.setWidget(self.said)
        line: QHBoxLayout = parts.row(self, gap=16)
        line.addLayout(self._titled(words.text("Totals by year"), self.totals), 5)
        line.addLayout(self._titled(words.text("Rows left out"), area), 6)

    def texts(self) -> list[str]:
        """Every sentence on the right, as it reads."""
        return [said.text() for said in self.said.findChildren(QLabel) if not said.isHidden()]

    def show_findings(self, findings: Findings | None, flow: str = "") -> None:
        """Show other findings; `flow` is what the user says where the file does not."""
        parts.clear(self._lines)
        if findings is None:
            self.totals.show_rows(())
            return
        self._show_totals(findings, flow)
        words = self._look.words
        for text in _left_out(findings, words):
            self._lines.addWidget(parts.label(text, wrap=True))
        self._section(words.text("Problems, in figures"), [problem_text(p, words) for p in findings.problems])
        self._section(
            words.text("Aggregates, kept and not added up"),
            [
                words.text(
                    "{name} ({dimension}): {total} {unit} · rows: {rows}",
                    name=one_line(whole.name or whole.code),
                    dimension=role_titles(words).get(whole.dimension, whole.dimension),
                    rows=count(whole.rows),
                    total=count(whole.total),
                    unit=unit_name(whole.unit, ONE, words),
                )
                for whole in findings.wholes[:_WHOLES]
            ],
        )
        self._section(words.text("Remarks"), [remark.in_words(words) for remark in findings.remarks])
        self._lines.addStretch(1)

    def _titled(self, title: str, widget: QWidget) -> QVBoxLayout:
        column = parts.column(gap=4)
        column.addWidget(parts.label(title, "section"))
        column.addWidget(widget, 1)
        return column

    def _section(self, title: str, texts: list[str]) -> None:
        if texts:
            self._lines.addSpacing(8)
            self._lines.addWidget(parts.label(title, "section"))
        for text in texts:
            self._lines.addWidget(parts.label(text, "caption", wrap=True))

    def _show_totals(self, findings: Findings, flow: str) -> None:
        words = self._look.words
        by_year = [total for total in findings.totals_by_year if total.indicator != "growth"]
        self.totals.show_rows(_total_row(total, flow, words) for total in by_year[:_TOTALS])
        self.totals.fit(self._look.pixels(220), stretch=2)


def _left_out(findings: Findings, words: Words) -> list[str]:
    if not findings.left_out:
        return [words.text("Every row is kept.")]
    return [
        words.text("{reason}: {count}", count=count(rows), reason=reason_text(reason, words))
        for reason, rows in findings.left_out.items()
    ]


def flow_title(flow: str, words: Words) -> str:
    """A flow in words; a flow of the file that is none here as it stands."""
    titles = {
        "": words.text("not in the file"),
        "total": words.text("Total"),
        "export": words.text("Exports"),
        "import": words.text("Imports"),
        "balance": words.text("Balance"),
        "re-export": words.text("Re-exports"),
        "re-import": words.text("Re-imports"),
    }
    return titles.get(flow, flow)


def _total_row(total: Total, flow: str, words: Words) -> tuple[str, ...]:
    what = flow_title(total.flow or flow, words)
    if total.dataflow:
        what = f"{what} ({dataflow_text(total, words)})"
    if total.indicator == "quantity":
        what = words.text("{flow}, quantity", flow=what)
    return (year_text(total, words), what, count(total.total), unit_name(total.unit, ONE, words))
