"""What is on the screen, as one frozen value.

Back and forward, bookmarks, recipes, stories and the command line are all lists of selections: there
is no second way to say what is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from app.model.dimension import DimensionName
from app.model.period import Period, PeriodError

MemberKind = Literal["region", "market", "product", "flow", "period"]
MEMBER_KINDS: tuple[MemberKind, ...] = ("region", "market", "product", "flow", "period")
PINNED_LIMIT = 6
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
    """Members pinned for comparison, at most `PINNED_LIMIT`."""

    @property
    def level(self) -> str:
        """What a level is of, where the indicator is measured against one: 'quantity' or 'value'."""
        return "quantity" if self.indicator == "quantity" else "value"

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
        except RecursionError:
            raise SelectionError("not a selection: too many brackets in one another") from None
        return cls.from_plain(plain)

    @classmethod
    def from_plain(cls, plain: object) -> Selection:
        """Read a selection from plain data.

        Raises:
            SelectionError: A part is unknown or has the wrong form.
        """
        values = dict(_object(plain, "a selection", {part.name for part in fields(cls)}))
        for name, read in _READERS.items():
            if name in values:
                values[name] = read(values[name], name)
        for name in values.keys() - _READERS.keys():
            values[name] = _text(values[name], name)
        return cls(**values)


def _object(plain: object, what: str, parts: set[str]) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise SelectionError(f"{what} is a JSON object, not {plain!r}")
    if unknown := plain.keys() - parts:
        raise SelectionError(f"{what} has no part called {', '.join(sorted(map(str, unknown)))}")
    return plain


def _text(plain: object, name: str) -> str:
    if not isinstance(plain, str):
        raise SelectionError(f"'{name}' is a text, not {plain!r}")
    return plain


def _period(plain: object, name: str) -> str:
    text = _text(plain, name)
    try:
        if text:
            Period.parse(text)
    except PeriodError as error:
        raise SelectionError(f"'{name}': {error}") from None
    return text


def _flow(plain: object, name: str) -> str:
    text = _text(plain, name)
    if text not in FLOWS:
        raise SelectionError(f"'{name}' is one of {', '.join(FLOWS)}, not '{text}'")
    return text


def _breakdown(plain: object, name: str) -> Breakdown | None:
    if plain is None:
        return None
    parts = _object(plain, f"'{name}'", {part.name for part in fields(Breakdown)})
    texts = {part: _text(value, part) for part, value in parts.items()}
    named = texts.pop("kind", "region")
    kind = next((known for known in MEMBER_KINDS if known == named), None)
    if kind is None:
        raise SelectionError(f"the kind of '{name}' is one of {', '.join(MEMBER_KINDS)}")
    return Breakdown(kind, **texts)


def _options(plain: object, name: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(plain, dict):
        raise SelectionError(f"'{name}' is a JSON object, not {plain!r}")
    return tuple(sorted((_text(key, name), _text(value, name)) for key, value in plain.items()))


def _pinned(plain: object, name: str) -> tuple[str, ...]:
    if not isinstance(plain, list | tuple) or len(plain) > PINNED_LIMIT:
        raise SelectionError(f"'{name}' is a list of at most {PINNED_LIMIT} codes")
    return tuple(_text(code, name) for code in plain)


_READERS: Mapping[str, Callable[[object, str], object]] = {
    "period": _period,
    "since": _period,
    "flow": _flow,
    "breakdown": _breakdown,
    "across": _breakdown,
    "options": _options,
    "pinned": _pinned,
}
"""The parts of a selection that are more than any text."""
