"""Which members a chart lists: of places all, of markets and goods those that the dataflow knows."""

from __future__ import annotations

from dataclasses import replace

from app.data.library import Library
from app.data.store import Cursor
from app.explorer.members import Cast, dimension_name, fixed_codes, is_comparison
from app.model.flows import with_inputs
from app.model.selection import Selection


def present(library: Library, cursor: Cursor, selection: Selection, members: Cast) -> Cast:
    """Of markets and goods, those that the dataflow knows; of places all, so that gaps stay visible.

    Members that were pinned to be compared stay, known or not.
    """
    compared = is_comparison(library.catalog_of(selection.dataflow).dimension(members.dimension), selection)
    if members.by_flow or members.dimension == "region" or compared:
        return members
    fixed = {"dataflow": selection.dataflow, **fixed_codes(selection, members.dimension)}
    if selection.across:
        fixed.pop(dimension_name(selection.across.kind), None)
    dataset = library.dataset_of(selection.dataflow)
    known = library.codes_with_figures(cursor, dataset, members.dimension, fixed, _known_as(selection.flow))
    return replace(members, codes=tuple(code for code in members.codes if code in known))


def _known_as(flow: str) -> tuple[str, ...]:
    """Flows of which a figure makes a member worth its row: a total may follow from its parts."""
    return with_inputs(flow) if flow in ("total", "balance") else (flow,)
