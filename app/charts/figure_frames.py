"""Frames of figures taken apart and put together, before a kind reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.model.observation import Frame, Observation


def without(frame: Frame, member: str) -> tuple[Frame, Frame]:
    """The frame without the rows of a member, and those rows."""
    return (
        tuple(row for row in frame if row.member != member),
        tuple(row for row in frame if row.member == member),
    )


def by_column(frame: Frame, kind: str) -> Frame:
    """Flows or periods as members; a flow without any figure is none."""
    if kind == "period":
        return tuple(replace(row, member=row.period) for row in frame)
    having = {row.flow for row in frame if row.value is not None or row.percent is not None}
    return tuple(replace(row, member=row.flow) for row in frame if row.flow in having)


def codes_in(frame: Frame) -> set[str]:
    """The codes of both dimensions of a frame."""
    return {row.member for row in frame} | {row.across for row in frame}


def has_gaps(frame: Frame) -> bool:
    """Whether any row has no level."""
    return any(row.value is None for row in frame)


def with_reasons(
    frame: Frame, nothing: str, no_level: str, period: str, known: Mapping[tuple[str, str], str]
) -> Frame:
    """The frame with a word for every gap.

    Args:
        frame: Figures.
        nothing: The word where nothing is known.
        no_level: The word where there is a growth rate alone.
        period: The period that `known` is about.
        known: What is known instead of a level, by flow and member, such as a part of the year.
    """

    def why(row: Observation) -> str:
        told = known.get((row.flow, row.member), "") if row.period == period else ""
        return told or (nothing if row.percent is None else no_level)

    return tuple(
        row if row.value is not None else replace(row, figure=replace(row.figure, why=why(row)))
        for row in frame
    )
