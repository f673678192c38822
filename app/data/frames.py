"""The one query behind every chart: figures of members, flows and periods, gaps included.

Apart from the request, so that data sets can be opened before pandas is loaded.
"""

from __future__ import annotations

import pandas as pd

from app.data.cells import among, listed
from app.data.columns import NOTE_SHOWN, PLAIN, STATUS_SHOWN
from app.data.frame_grid import laid_out
from app.data.frame_request import ROW_LIMIT, FrameRequest
from app.data.library import Library
from app.data.store import Cursor
from app.model.period import Period

REMEMBERED_ROWS = 5_000
"""Larger frames are asked for again."""


def frame_of(library: Library, cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """Figures as `figure_frame` gives them, asked for once.

    What is remembered is handed out as a shallow copy: pandas copies on write, so that nobody
    changes the answer of the next.
    """
    if request.rows > REMEMBERED_ROWS:
        return figure_frame(cursor, request)
    found = library.recall(request.dataset, request.key(), lambda: figure_frame(cursor, request))
    return found.copy(deep=False)


def figure_frame(cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """Rows for every asked member, across, flow and period, in the order they were asked for.

    Values are unscaled in `unit`; a gap has NaN. A missing flow is derived from two others
    (see `FORMULAS`), a missing growth from the levels of two years, and `status` and
    `growth_status` say so. The rounding of a derived value is the sum of its inputs'. Nothing is
    derived from a bound.
    """
    capped = request.capped()
    frame = laid_out(_read(cursor, capped), capped).iloc[:ROW_LIMIT]
    months = {period: Period.parse(period).last_month for period in request.periods}
    return frame.assign(why="", order=frame["period"].map(months))


def _read(cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """The figures that the frame is made from, as they stand in the data set.

    The query says no more than which: DuckDB takes longer to plan what could follow from them than it
    takes to read millions of rows.
    """
    places = {request.dimension: request.members, "period": request.periods_read, "flow": request.flows_read}
    kinds: dict[str, str] = {}
    if request.across:
        places[request.across] = request.across_members
        kinds = {name: cursor.kind_of(request.dataset, name) for name in (request.dimension, request.across)}
    chosen = [f"{column} = ?" for column in request.fixed]
    chosen += [among(column, codes, kinds.get(column, "VARCHAR")) for column, codes in places.items()]
    measures = "'quantity'" if request.indicator == "quantity" else "'', 'value'"
    return cursor.execute(
        f"""SELECT {request.dimension}::VARCHAR AS member, {request.across or "''"}::VARCHAR AS across,
            flow::VARCHAR AS flow, period::VARCHAR AS period, indicator = 'growth' AS is_growth,
            unit::VARCHAR AS unit, value, rounding, qualifier, {STATUS_SHOWN} AS status, published, source,
            vintage, {NOTE_SHOWN} AS note
        FROM {cursor.cells_with(request.dataset, request.asked())}
        WHERE dataflow = ? AND indicator IN (?, 'growth')
          AND (indicator <> 'growth' OR measure IN ({measures}))
          AND {PLAIN} AND {" AND ".join(chosen)}""",
        [
            request.dataflow, request.indicator, *request.fixed.values(),
            *(parameter for codes in places.values() for parameter in listed(codes)),
        ],
    ).df()  # fmt: skip
