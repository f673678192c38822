"""A country of three provinces, small enough to check by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.data.checks.result import Check
from app.data.checks.run import run_checks
from app.data.columns import OBSERVATION_COLUMNS
from app.data.library import Library, open_bundled
from app.model.words import Words
from tests.unit.data.small_set import DATAFLOW_HEAD, FILES, MEMBER_HEAD, describe, observation, write_csv

REGIONS = (
    ("100000", "", "country", "China"),
    ("1", "100000", "province", "North"),
    ("2", "100000", "province", "Middle"),
    ("3", "100000", "province", "South"),
    ("21", "2", "city", "Harbour"),
    ("22", "2", "city", "Hills"),
    ("GRP-UP", "100000", "group", "The upper two"),
    ("GRP-LOW", "100000", "group", "The lower two"),
)
MARKETS = (
    ("WORLD", "", "world", "World"),
    ("ASEAN", "WORLD", "group", "ASEAN"),
    ("BRI", "WORLD", "group", "Belt and Road partners"),
    ("VNM", "WORLD", "country", "Viet Nam"),
    ("USA", "WORLD", "country", "United States"),
    ("JPN", "WORLD", "country", "Japan"),
)
PRODUCTS = (
    ("ALL", "", "all", "All products"),
    ("SHIPS", "ALL", "good", "Ships"),
    ("SECTORS", "ALL", "classification", "By sector"),
    ("S1", "SECTORS", "sector", "Sector one"),
    ("S2", "SECTORS", "sector", "Sector two"),
)
GROUPS = (
    ("GRP-UP", "1", "", "", "overlapping"),
    ("GRP-UP", "2", "", "", "overlapping"),
    ("GRP-LOW", "2", "", "", "overlapping"),
    ("GRP-LOW", "3", "", "", "overlapping"),
    ("ASEAN", "VNM", "", "", "overlapping"),
)
FLOWS = (
    ("yuan", "CNY", "operating unit", "A"),
    ("months", "CNY", "operating unit", "M"),
    ("spans", "CNY", "operating unit", "S"),
    ("dollars", "USD", "operating unit", "A"),
    ("origin", "CNY", "origin and destination", "A"),
)


def figure(value: float | str, **cells: str) -> dict[str, str]:
    """China's total trade of 2025, but for what is given."""
    return observation(value=str(value), published=str(value), **cells)


def growth(value: float | str, **cells: str) -> dict[str, str]:
    """A growth rate of the value, printed with one decimal."""
    return figure(value, **{"indicator": "growth", "rounding": "0.1", **cells})


def relative(indicator: str, value: float | str, **cells: str) -> dict[str, str]:
    """A share, rank, count ... of the value."""
    units = {"share": "percent", "rank": "rank", "order": "order", "streak": "years", "count": "provinces"}
    usual = {"unit": units.get(indicator, "percent of increment"), "measure": "value"}
    return figure(value, **{"indicator": indicator, **usual, **cells})


def land(folder: Path, **observations: Sequence[Mapping[str, str]]) -> Library:
    """The land's data set with these observations by dataflow, opened."""
    files = dict(FILES) | {
        "regions": (MEMBER_HEAD, _members(REGIONS)),
        "markets": (MEMBER_HEAD, _members(MARKETS)),
        "products": (MEMBER_HEAD, _members(PRODUCTS)),
        "groups": (("group", "member", "from", "to", "kind"), GROUPS),
        "aliases": (("dimension", "code", "alias"), ()),
        "notes": (FILES["notes"][0], ()),
        "dataflows": (DATAFLOW_HEAD, [_dataflow(*flow) for flow in FLOWS]),
    }
    for name, (head, rows) in files.items():
        write_csv(folder / f"{name}.csv", head, rows)
    for dataflow, found in observations.items():
        lines = [[row[name] for name in OBSERVATION_COLUMNS] for row in found]
        write_csv(folder / "observations" / f"{dataflow}.csv", OBSERVATION_COLUMNS, lines)
    describe(
        folder, [*(f"{name}.csv" for name in files), *(f"observations/{name}.csv" for name in observations)]
    )
    return open_bundled(folder)


def checked(folder: Path, **observations: Sequence[Mapping[str, str]]) -> list[Check]:
    """All checks on the land with these observations."""
    library = land(folder, **observations)
    assert library.problems == ()
    return run_checks(library.store.cursor(), library, Words("en"))


def only(checks: Sequence[Check], family: str) -> Check:
    """The one check of a family."""
    found = [check for check in checks if check.family == family]
    assert len(found) == 1, [check.claim for check in found]
    return found[0]


def _members(rows: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, ...]]:
    return [
        (code, parent, level, name, "", "", "", "", "", str(place))
        for place, (code, parent, level, name) in enumerate(rows)
    ]


def _dataflow(key: str, currency: str, attribution: str, frequency: str) -> tuple[str, ...]:
    title = f"The {key}"
    return (key, title, "", title, "", currency, "", attribution, frequency, "", "", "", "", "", "")
