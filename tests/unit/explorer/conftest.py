"""The bundled data set is opened once for all tests of the explorer."""

from __future__ import annotations

import pytest

from app import places
from app.charts.kind import discover
from app.data.library import open_bundled
from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.model.catalog import Catalog
from app.model.words import Words


@pytest.fixture(scope="session")
def explorer() -> Explorer:
    return Explorer(open_bundled(places.bundled_data()), discover())


@pytest.fixture(scope="session")
def catalog(explorer: Explorer) -> Catalog:
    return explorer.library.catalogs["bundled"]


@pytest.fixture
def cursor(explorer: Explorer) -> Cursor:
    return explorer.open_cursor()


@pytest.fixture(scope="session")
def english() -> Words:
    return Words("en")


@pytest.fixture(scope="session")
def chinese() -> Words:
    return Words("zh", places.resources() / "translations")
