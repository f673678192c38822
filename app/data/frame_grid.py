"""Figures as they stand in a data set, laid out as a frame asks for them, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from app.model.flows import FORMULAS

if TYPE_CHECKING:
    from app.data.frame_request import FrameRequest

_NONE = -1
"""No row of the figures that were read: it takes the gap that stands behind the last of them."""
_KEYS = ("member", "across", "flow", "period", "unit")
_WEIGHTS = np.array([(rule.first_weight, rule.second_weight) for rule in FORMULAS], float)
_FORMULAS = np.array([rule.text for rule in FORMULAS], object)

Rows = NDArray[np.intp]
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class _Picked:
    """Where each level comes from, in arrays of one shape: a row of its own, or two and the rule for them."""

    own: Rows
    first: Rows
    second: Rows
    rule: Rows

    def __getitem__(self, at: tuple[Rows, ...]) -> _Picked:
        return _Picked(self.own[at], self.first[at], self.second[at], self.rule[at])

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether there is a level, reported or derived."""
        known: NDArray[np.bool_] = np.logical_or(self.own != _NONE, self.rule != _NONE)
        return known


def laid_out(found: pd.DataFrame, request: FrameRequest) -> pd.DataFrame:
    """One row for each asked member, across, flow and period; of several units, one for each that is known.

    Args:
        found: The figures, as `app.data.frames` reads them.
        request: What is asked for.
    """
    columns = _with_gap(found)
    is_growth = columns["is_growth"][:-1].astype(bool)
    across = request.across_members if request.across else ("",)
    axes = [
        _places(codes)
        for codes in (
            request.members, across, request.flows_read, request.periods_read,
            columns["unit"][:-1][~is_growth].tolist() or [""],
        )
    ]  # fmt: skip
    at = [
        np.array([axis.get(code, 0) for code in columns[key][:-1].tolist()], np.intp)
        for key, axis in zip(_KEYS, axes, strict=True)
    ]
    levels = _rows_at([place[~is_growth] for place in at], np.flatnonzero(~is_growth), axes)
    growths = _rows_at([place[is_growth] for place in at[:-1]], np.flatnonzero(is_growth), axes[:-1])
    picked = _picked(levels, columns, axes[2])

    def cut(periods: Sequence[str]) -> tuple[Rows, ...]:
        asked = (request.members, across, request.flows, periods)
        return np.ix_(*([axis[code] for code in codes] for axis, codes in zip(axes, asked, strict=False)))

    now, before = cut(request.periods), cut(request.priors)
    shown = picked[now].known
    shown[..., 0] |= ~shown.any(axis=-1)
    rows = np.nonzero(shown)
    level, prior = (_figures(columns, picked[when][rows]) for when in (now, before))
    growth = {key: column[growths[now][rows[:-1]]] for key, column in columns.items()}
    named = {
        key: np.array(codes, object)[row]
        for key, codes, row in zip(
            (*_KEYS[:-1], "prior"),
            (request.members, across, request.flows, request.periods, request.priors),
            (*rows[:-1], rows[3]),
            strict=True,
        )
    }
    grown = _grown(level, prior, growth, named.pop("prior"))
    level["qualifier"] = np.where(level["qualifier"] == "", "=", level["qualifier"])
    return pd.DataFrame(named | level | grown)


def _with_gap(found: pd.DataFrame) -> dict[str, NDArray[Any]]:
    """Columns with one more row, the gap."""
    columns = {}
    for name in found.columns:
        is_number = name in ("value", "rounding")
        column = found[name].to_numpy(dtype=float if is_number else object)
        gap = np.nan if name == "value" else 0.0 if is_number else False if name == "is_growth" else ""
        columns[name] = np.append(column, np.array([gap], column.dtype))
    return columns


def _places(codes: Iterable[str]) -> dict[str, int]:
    return {code: place for place, code in enumerate(dict.fromkeys(codes))}


def _rows_at(at: Sequence[Rows], rows: Rows, axes: Sequence[Mapping[str, int]]) -> Rows:
    """The row of each place of a grid."""
    grid = np.full([len(axis) for axis in axes], _NONE, np.intp)
    grid[tuple(at)] = rows
    return grid


def _picked(levels: Rows, columns: Columns, flows: Mapping[str, int]) -> _Picked:
    """Reported levels, and for those that are missing the first rule whose two flows are sound."""
    sound = np.isin(columns["qualifier"], ("=", "~"))
    first, second, rule = (np.full_like(levels, _NONE) for _ in range(3))
    for number, formula in enumerate(FORMULAS):
        if not {formula.flow, formula.first, formula.second} <= flows.keys():
            continue
        here, one, other = (
            (slice(None), slice(None), flows[flow]) for flow in (formula.flow, formula.first, formula.second)
        )
        fits = (levels[here] == _NONE) & (rule[here] == _NONE) & sound[levels[one]] & sound[levels[other]]
        first[here] = np.where(fits, levels[one], first[here])
        second[here] = np.where(fits, levels[other], second[here])
        rule[here] = np.where(fits, number, rule[here])
    return _Picked(levels, first, second, rule)


def _figures(columns: Columns, picked: _Picked) -> dict[str, NDArray[Any]]:
    """The levels of some places, column by column; '' and NaN for a gap."""
    texts = ("unit", "qualifier", "status", "published", "source", "vintage", "note")
    found = {name: columns[name][picked.own] for name in ("value", "rounding", *texts)}
    derived = np.flatnonzero(picked.rule != _NONE)
    if derived.size:
        one, other = (
            {name: column[rows[derived]] for name, column in columns.items()}
            for rows in (picked.first, picked.second)
        )
        rule = picked.rule[derived]
        weight, weight_of_other = _WEIGHTS[rule].T
        found["value"][derived] = weight * one["value"] + weight_of_other * other["value"]
        found["rounding"][derived] = abs(weight) * one["rounding"] + abs(weight_of_other) * other["rounding"]
        found["unit"][derived] = one["unit"]
        found["qualifier"][derived] = _later(one["qualifier"], other["qualifier"])
        found["status"][derived] = "derived"
        found["source"][derived] = _both(one["source"], other["source"])
        found["vintage"][derived] = _later(one["vintage"], other["vintage"])
        found["note"][derived] = _FORMULAS[rule]
    return found


def _grown(level: Columns, prior: Columns, growth: Columns, prior_period: NDArray[Any]) -> Columns:
    """Growth on the year before: as it was published, or else from two levels that are no bounds."""
    published = growth["status"] != ""
    follows = ~published & _can_grow(level) & _can_grow(prior)
    with np.errstate(all="ignore"):
        ratio = level["value"] / prior["value"]
        rounding = (
            100 * level["value"] / prior["value"]
            * (level["rounding"] / level["value"] + prior["rounding"] / prior["value"])
        )  # fmt: skip
    qualifier = np.where(follows, _later(level["qualifier"], prior["qualifier"]), level["qualifier"])
    qualifier = np.where(published, growth["qualifier"], qualifier)
    note = "growth = level / level of " + prior_period + " − 1"
    return {
        "growth": np.where(follows, 100 * (ratio - 1), growth["value"]),
        "growth_qualifier": np.where(qualifier == "", "=", qualifier),
        "growth_rounding": np.where(follows, rounding, growth["rounding"]),
        "growth_status": np.where(follows, "derived", growth["status"]),
        "growth_published": growth["published"],
        "growth_source": np.where(follows, _both(level["source"], prior["source"]), growth["source"]),
        "growth_note": np.where(follows, note, growth["note"]),
    }


def _can_grow(level: Columns) -> NDArray[np.bool_]:
    """Whether a growth can be told from a level: greater than 0 and no bound."""
    return np.isin(level["qualifier"], ("=", "~")) & (level["value"] > 0)


def _later(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """The later of two vintages, the less certain of '=' and '~'."""
    return np.where(one < other, other, one)


def _both(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """The sources of two figures, each once."""
    both = np.where(one == other, one, one + ";" + other)
    several = np.flatnonzero(one != other)
    once = {text: ";".join(dict.fromkeys(text.split(";"))) for text in set(both[several])}
    both[several] = [once[text] for text in both[several]]
    return both
