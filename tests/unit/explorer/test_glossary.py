"""Terms explain themselves by their own word and by their name, in the reader's language."""

from __future__ import annotations

import pytest

from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.model.catalog import Term
from app.model.glossary import meanings
from app.model.words import Words

TERMS = (Term("new three", "New three", "新三样", "Cars, batteries, cells.", "汽车、电池、光伏。"),)


def test_a_term_is_found_by_its_name_in_the_readers_language(english: Words, chinese: Words) -> None:
    assert meanings(TERMS, english)["new three"] == "Cars, batteries, cells."
    assert meanings(TERMS, chinese)["new three"] == "汽车、电池、光伏。"


@pytest.mark.parametrize("term", ["contribution", "growth", "share", "export", "balance", "new three"])
def test_what_stands_in_heads_controls_and_trees_is_explained(
    explorer: Explorer, english: Words, term: str
) -> None:
    assert meanings(explorer.library.catalog_of("").terms, english)[term]


def test_a_basis_says_how_trade_is_given_to_a_place(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    view = explorer.view(cursor, explorer.start(), english)
    chosen = next(one for one in view.choices.dataflows if one.key == view.selection.dataflow)
    assert "where the firm that signs for it is registered" in chosen.detail
