"""What an import changed of the data set that it replaced, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.explorer.editions import ChangeKind, ChangeRow, change_row
from app.model.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.data.imports.vintages import Change, Revision
    from app.model.catalog import Catalog
    from app.model.words import Words


def revision_rows(revision: Revision, catalog: Catalog, words: Words) -> tuple[ChangeRow, ...]:
    """The largest changes, the largest first, each with its view in the new data set."""
    return tuple(_row(change, catalog, words) for change in revision.largest)


def revision_counts(revision: Revision) -> Mapping[ChangeKind, int]:
    """How many figures changed, of which `revision_rows` are the largest."""
    return {"revised": revision.revised, "added": revision.added, "withdrawn": revision.withdrawn}


def _row(change: Change, catalog: Catalog, words: Words) -> ChangeRow:
    key = {
        "dataflow": change.dataflow, "region": change.region, "market": change.market,
        "product": change.product, "regime": change.regime, "flow": change.flow, "period": change.period,
        "indicator": change.indicator, "unit": change.unit, "operator": "all",
    }  # fmt: skip
    before, after = (
        Figure(value, change.unit) if value is not None else None for value in (change.before, change.after)
    )
    kind: ChangeKind = "added" if before is None else "withdrawn" if after is None else "revised"
    return change_row(kind, key, before, after, catalog, words)
