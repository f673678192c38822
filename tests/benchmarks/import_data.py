"""BACI-like synthetic data with a seed: every pair of countries trades in some chapters, each key once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from app.data.reference.countries import Countries

YEARS = tuple(range(2017, 2023))
_CHAPTERS = [chapter for chapter in range(1, 98) if chapter != 77]
_BATCH = 2_000
"""Pairs that are made at a time."""


def products() -> list[str]:
    """About 4,600 subheadings of six digits."""
    return [
        f"{chapter:02d}{heading:02d}{sub:02d}"
        for chapter in _CHAPTERS
        for heading in range(1, 13)
        for sub in (10, 20, 30, 90)
    ]


def write_baci(folder: Path, rows: int, seed: int = 7) -> Path:
    """Write a folder of BACI's form with about that many rows; gives the folder.

    Args:
        folder: Where the files go.
        rows: How many rows the data file has, to within a percent.
        seed: The same seed gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = Countries()
    first = {country.code: number for number in table.numbers("comtrade") if (country := table.find(number))}
    countries = sorted(first.values())[:226]
    _write_lists(folder, countries)
    data = folder / "BACI_HS17_Y2022_V202501.csv"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE rows (t SMALLINT, i SMALLINT, j SMALLINT, k VARCHAR, v DOUBLE, q DOUBLE)"
        )
        for batch in _batches(rows, [int(code) for code in countries], seed):
            connection.register("batch", batch)
            connection.execute("INSERT INTO rows SELECT t, i, j, k, v, nullif(q, 0) FROM batch")
            connection.unregister("batch")
        connection.execute("SET enable_progress_bar_print = false")
        connection.execute(f"COPY (FROM rows ORDER BY t, i, j, k) TO '{data}' (HEADER, DELIMITER ',')")
    return folder


def _batches(rows: int, countries: list[int], seed: int) -> Iterator[dict[str, np.ndarray]]:
    """Rows pair by pair: large traders have most of the products, small ones a few."""
    random = np.random.default_rng(seed)
    codes = np.array(products())
    size = random.pareto(1.0, len(countries)) + 0.02
    pairs = [(i, j) for i in range(len(countries)) for j in range(len(countries)) if i != j]
    weight = np.array([(size[i] * size[j]) ** 0.5 for i, j in pairs])
    share = np.minimum(weight / weight.sum() * rows / len(YEARS), len(codes) * 0.8)
    share *= rows / len(YEARS) / share.sum()
    per_chapter = len(codes) // len(_CHAPTERS)
    for start in range(0, len(pairs), _BATCH):
        columns: dict[str, list[np.ndarray]] = {name: [] for name in "tijkvq"}
        for (i, j), count in zip(pairs[start : start + _BATCH], share[start : start + _BATCH], strict=True):
            wanted = min(int(count) + int(random.random() < count % 1), len(codes))
            if not wanted:
                continue
            chapters = random.permutation(len(_CHAPTERS))[: max(1, wanted * 2 // per_chapter)]
            basket = (chapters[:, None] * per_chapter + np.arange(per_chapter)).ravel()
            for year in YEARS:
                chosen = random.permutation(basket)[:wanted]
                n = len(chosen)
                columns["t"].append(np.full(n, year))
                columns["i"].append(np.full(n, countries[i]))
                columns["j"].append(np.full(n, countries[j]))
                columns["k"].append(codes[chosen])
                columns["v"].append(np.round(random.lognormal(3, 3, n), 3))
                columns["q"].append(np.round(random.lognormal(2, 3, n), 3) * (random.random(n) > 0.05))
        if columns["t"]:
            yield {name: np.concatenate(parts) for name, parts in columns.items()}


def _write_lists(folder: Path, countries: list[str]) -> None:
    with (folder / "country_codes_V202501.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["country_code", "country_name", "country_iso2", "country_iso3"])
        writer.writerows([code, f"Country {code}", "", ""] for code in countries)
    with (folder / "product_codes_HS17_V202501.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["code", "description"])
        writer.writerows([str(int(code)), f"Product {code}"] for code in products())
