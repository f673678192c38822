"""Ranks that a source gives: they say who is first also where the levels of most others are not published."""

from __future__ import annotations

from app.data.cells import among, listed
from app.data.frame_request import FrameRequest
from app.data.store import Cursor
from app.model.figure import Figure


def published_ranks(cursor: Cursor, request: FrameRequest, group: str) -> dict[str, Figure]:
    """The exact rank by value of each member that has one, in the first period and flow of a request.

    Args:
        cursor: Of the task.
        request: Whose members are meant.
        group: What they are ranked among, as the column `among` says it: 'province@100000', 'market'.
    """
    asked = {**request.asked(), "indicator": ("rank",)}
    where = "".join(f" AND {column} = ?" for column in request.fixed)
    found: dict[str, Figure] = {}
    for table in cursor.tables_with(request.dataset, asked):
        rows = cursor.execute(
            f"""SELECT {request.dimension}::VARCHAR, value, published, source, vintage FROM {table}
            WHERE dataflow = ? AND period = ? AND flow = ? AND indicator = 'rank' AND measure = 'value'
              AND qualifier = '=' AND among = ? AND {among(request.dimension, request.members)}{where}""",
            [
                request.dataflow, request.periods[0], request.flows[0], group,
                *listed(request.members), *request.fixed.values(),
            ],
        ).fetchall()  # fmt: skip
        for member, value, published, source, vintage in rows:
            found[member] = Figure(value, "rank", published=published, source=source, vintage=vintage)
    return found
