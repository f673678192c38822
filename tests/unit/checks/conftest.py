"""The checks on the bundled data set are made once for all tests."""

from __future__ import annotations

import pytest

from app import places
from app.data.checks.result import Check
from app.data.checks.run import run_checks
from app.data.library import Library, open_bundled
from app.model.words import Words


@pytest.fixture(scope="session")
def bundled() -> Library:
    """The bundled data set."""
    return open_bundled(places.bundled_data())


@pytest.fixture(scope="session")
def checks(bundled: Library) -> list[Check]:
    """Every check on the bundled data set."""
    return run_checks(bundled.store.cursor(), bundled, Words("en"))
