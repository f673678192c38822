"""The data of one chart as a kind reads them: the current rows, the whole, the focus and the names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from app.charts.chart_data import ChartData
from app.charts.observations import Observation, latest, observations
from app.charts.periods import period_text
from app.model.figure import Figure
from app.model.selection import Breakdown
from app.model.units import Scale, is_relative, scale_for, unit_name
from app.model.words import Words

OTHERS = "others"
REST = "rest"
SILENT = "silent"
"""Members without a figure, as one."""


class Reading:
    """Chart data with everything that several kinds ask of them."""

    def __init__(self, data: ChartData, words: Words) -> None:
        """Read the frames once.

        Args:
            data: The figures to be drawn.
            words: The language to write in.
        """
        self.data = data
        self.words = words
        self.rows = observations(data.frame)
        self.whole_rows = observations(data.whole)

    @cached_property
    def breakdown(self) -> Breakdown:
        """What the members are."""
        return self.data.selection.breakdown or Breakdown()

    @cached_property
    def period(self) -> str:
        """The period shown where a chart shows one."""
        asked = self.data.selection.period
        if any(row.period == asked for row in self.rows):
            return asked
        return latest(self.rows) or latest(self.whole_rows)

    @cached_property
    def flow(self) -> str:
        """The flow shown where a chart shows one."""
        flows = {row.flow for row in self.rows} or {row.flow for row in self.whole_rows}
        asked = self.data.selection.flow
        return asked if asked in flows or not flows else min(flows)

    @cached_property
    def now(self) -> list[Observation]:
        """The row of each member in the current period and flow, in customary order."""
        return self.at(self.period)

    def at(self, period: str, flow: str = "") -> list[Observation]:
        """The row of each member in a period."""
        wanted = self.flow_of_members(flow)
        found: dict[str, Observation] = {}
        for row in self.rows:
            if row.period == period and (wanted is None or row.flow == wanted):
                found.setdefault(row.member, row)
        return list(found.values())

    def flow_of_members(self, flow: str = "") -> str | None:
        """The flow that rows are taken from; None where the flows are the members."""
        return None if self.breakdown.kind == "flow" else flow or self.flow

    @cached_property
    def whole(self) -> Observation | None:
        """The parent of the members in the current period and flow."""
        return self.whole_at(self.period)

    def whole_at(self, period: str, flow: str = "") -> Observation | None:
        """The parent of the members in a period."""
        rows = [row for row in self.whole_rows if row.period == period]
        return next((row for row in rows if row.flow == (flow or self.flow)), None)

    @cached_property
    def periods(self) -> list[str]:
        """Every period of the frames, from the first to the last."""
        known = {row.period: row.order for row in (*self.rows, *self.whole_rows)}
        return sorted(known, key=lambda period: (known[period], period))

    @cached_property
    def focus(self) -> str:
        """The member in accent, or ''."""
        members = {row.member for row in self.rows}
        selection = self.data.selection
        if selection.focus in members:
            return selection.focus
        chosen = {"region": selection.region, "market": selection.market, "product": selection.product}
        code = chosen.get(self.breakdown.kind, "")
        return code if code in members else ""

    @cached_property
    def unit(self) -> str:
        """The one unit of the levels, '' where there is none."""
        rows: Iterable[Observation] = (*self.now, *self.rows, *self.whole_rows)
        return next((row.figure.unit for row in rows if row.value is not None), "")

    @property
    def relative(self) -> bool:
        """Whether the levels are percentages, which are neither summed nor scaled."""
        return is_relative(self.unit)

    @cached_property
    def scale(self) -> Scale:
        """The scale at which the current rows are written."""
        return self.scale_of(row.figure for row in self.now)

    def scale_of(self, figures: Iterable[Figure]) -> Scale:
        """The scale that suits the largest of some figures."""
        sizes = [abs(figure.value) for figure in figures if figure.value is not None]
        return scale_for(max([*sizes, self.data.extent.largest]), self.unit, self.words.language)

    def growths_in_view(self, percents: list[float]) -> list[float]:
        """The growth rates that an axis has room for: those shown, or of all periods of a timeline."""
        return [*self.data.extent.growths] or percents

    def unit_text(self, scale: Scale | None = None) -> str:
        """The unit with its scale: 'trillion yuan'."""
        return unit_name(self.unit, scale or self.scale, self.words)

    def suffix(self, scale: Scale | None = None) -> str:
        """What is written behind the ticks of an axis of levels."""
        if self.relative:
            return "%"
        return (scale or self.scale).suffix

    @property
    def period_text(self) -> str:
        """The current period in words."""
        return period_text(self.period, self.words)

    def name(self, code: str) -> str:
        """The name of a member in the chart's language."""
        member = self.data.members.get(code)
        if member is not None:
            return self.words.name(member)
        match code:
            case "others":
                return self.words.text("all others")
            case "rest":
                return self.words.text("not allocated")
            case "total":
                return self.words.text("total trade")
            case "export":
                return self.words.text("exports")
            case "import":
                return self.words.text("imports")
            case "balance":
                return self.words.text("trade balance")
            case "re-export":
                return self.words.text("re-exports")
            case "re-import":
                return self.words.text("re-imports")
        return period_text(code, self.words)

    def names(self, codes: Iterable[str]) -> dict[str, str]:
        """Names of members under their codes."""
        return {code: self.name(code) for code in codes}
