"""Codes that occur in the bundled figures and notes have words."""

from __future__ import annotations

import csv

import pytest

from app import places
from app.model.terms import term
from app.model.words import Words


@pytest.mark.parametrize(("file", "column"), [("notes", "kind"), ("sources", "reliability")])
def test_every_code_of_the_catalogue_is_a_term(file: str, column: str) -> None:
    with (places.bundled_data() / f"{file}.csv").open(encoding="utf-8", newline="") as rows:
        codes = {row[column] for row in csv.DictReader(rows)}
    seen: list[str] = []

    class Listening(Words):
        def text(self, message: str, /, **values: object) -> str:
            seen.append(message)
            return f"<{message}>"

    for code in codes:
        assert term(code, Listening("en")) == f"<{code}>"
    assert codes <= set(seen)


def test_an_unknown_code_stays_as_it_is() -> None:
    assert term("barter", Words("en")) == "barter"
    assert term("", Words("zh")) == ""
