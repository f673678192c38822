"""What is on the screen, as one frozen value.

Back and forward, bookmarks, recipes, stories and the command line are all lists of selections: there
is no second way to say what is shown.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from app.model.dimension import DimensionName

MemberKind = Literal["region", "market", "product", "flow", "period"]
FLOWS = ("total", "export", "import", "balance", "re-export", "re-import")


class SelectionError(ValueError):
    """The text is not a selection that this version can read."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What the members of a chart are: of which kind, at which level, inside which parent."""

    kind: MemberKind = "region"
    level: str = "province"
    parent: str = "100000"


@dataclass(frozen=True, slots=True)
class Selection:
    """A view of the data; empty texts mean 'not restricted' or 'as the program finds best'."""

    dataflow: str = ""
    region: str = "100000"
    branch: str = ""
    """The group under which the region was chosen in the tree, if not its own parent."""
    market: str = "WORLD"
    product: str = "ALL"
    regime: str = "all"
    operator: str = "all"
    flow: str = "total"
    indicator: str = "value"
    unit: str = ""
    period: str = ""
    since: str = ""
    """The first period of a history; empty for all of it."""
    breakdown: Breakdown | None = None
    """What the chart's members are."""
    across: Breakdown | None = None
    """The second dimension of a matrix, a flow chart or small multiples."""
    chart: str = "ranking"
    options: tuple[tuple[str, str], ...] = ()
    focus: str = ""
    pinned: tuple[str, ...] = ()
    """Members pinned for comparison, at most six."""

    def of(self, dimension: DimensionName) -> str:
        """The code chosen in a dimension."""
        return {"region": self.region, "market": self.market, "product": self.product}[dimension]

    def with_member(self, dimension: DimensionName, code: str) -> Selection:
        """The same view of another region, market or product."""
        match dimension:
            case "region":
                return replace(self, region=code)
            case "market":
                return replace(self, market=code)
            case "product":
                return replace(self, product=code)

    def option(self, name: str, default: str = "") -> str:
        """The value of a chart option."""
        return dict(self.options).get(name, default)

    def with_option(self, name: str, value: str) -> Selection:
        """The same view with one chart option set, or taken away where the value is empty."""
        kept = {key: old for key, old in self.options if key != name}
        if value:
            kept[name] = value
        return replace(self, options=tuple(sorted(kept.items())))

    def to_json(self) -> str:
        """One line of JSON that `from_json` reads back to an equal selection."""
        return json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True)

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON, without what stands at its default."""
        default = Selection()
        plain = {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if getattr(self, f.name) != getattr(default, f.name)
        }
        for name in ("breakdown", "across"):
            if name in plain:
                plain[name] = asdict(plain[name])
        if "options" in plain:
            plain["options"] = dict(self.options)
        return plain

    @classmethod
    def from_json(cls, text: str) -> Selection:
        """Read a selection.

        Raises:
            SelectionError: The text is not JSON, or names a part that no selection has.
        """
        try:
            plain = json.loads(text)
        except ValueError as error:
            raise SelectionError(f"not JSON: {error}") from None
        return cls.from_plain(plain)

    @classmethod
    def from_plain(cls, plain: object) -> Selection:
        """Read a selection from plain data.

        Raises:
            SelectionError: A part is unknown or has the wrong form.
        """
        if not isinstance(plain, dict):
            raise SelectionError("a selection is a JSON object")
        known = {f.name for f in fields(cls)}
        if unknown := set(plain) - known:
            raise SelectionError(f"unknown parts: {', '.join(sorted(map(str, unknown)))}")
        values = dict(plain)
        try:
            for name in ("breakdown", "across"):
                if name in values:
                    values[name] = Breakdown(**values[name])
            if "options" in values:
                values["options"] = tuple(sorted((str(k), str(v)) for k, v in values["options"].items()))
            if "pinned" in values:
                values["pinned"] = tuple(str(code) for code in values["pinned"])
        except (TypeError, AttributeError) as error:
            raise SelectionError(f"a part has the wrong form: {error}") from None
        for name, value in values.items():
            if name not in ("breakdown", "across", "options", "pinned") and not isinstance(value, str):
                raise SelectionError(f"'{name}' must be a text")
        return cls(**values)
