"""Frames of figures taken apart and put together, before a kind reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from app.charts.chart_data import FRAME_COLUMNS


def no_figures() -> pd.DataFrame:
    """A frame without a row."""
    return pd.DataFrame(columns=list(FRAME_COLUMNS))


def without(frame: pd.DataFrame, member: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frame without the rows of a member, and those rows."""
    if frame.empty:
        return frame, no_figures()
    own = frame["member"] == member
    return frame[~own].reset_index(drop=True), frame[own].reset_index(drop=True)


def put_together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several frames below each other."""
    return pd.concat(frames, ignore_index=True) if frames else no_figures()


def by_column(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Flows or periods as members; a flow without any figure is none."""
    if frame.empty:
        return frame
    named = frame.assign(member=frame[column])
    if column == "period":
        return named
    having = named.loc[named["value"].notna() | named["growth"].notna(), "member"].unique()
    return named[named["member"].isin(having)].reset_index(drop=True)


def codes_in(frame: pd.DataFrame) -> set[str]:
    """The codes of both dimensions of a frame."""
    return set() if frame.empty else {*frame["member"].unique(), *frame["across"].unique()}


def has_gaps(frame: pd.DataFrame) -> bool:
    """Whether any row has no level."""
    return not frame.empty and bool(frame["value"].isna().any())


def with_reasons(
    frame: pd.DataFrame, nothing: str, no_level: str, period: str, known: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """The frame with a word for every gap.

    Args:
        frame: Figures.
        nothing: The word where nothing is known.
        no_level: The word where there is a growth rate alone.
        period: The period that `known` is about.
        known: What is known instead of a level, by flow and member, such as a part of the year.
    """
    gaps = frame["value"].isna()
    why = frame["growth"].notna().map({True: no_level, False: nothing})
    if known:
        places = zip(frame["flow"].tolist(), frame["member"].tolist(), strict=True)
        found = pd.Series([known.get(place) for place in places], index=frame.index, dtype=object)
        found = found.where(frame["period"] == period)
        why = found.where(found.notna(), why)
    return frame.assign(why=why.where(gaps, ""))
