"""How kinds of chart are found: by the names of their files, and loaded when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.charts.kind import discover


def test_the_id_of_a_kind_is_the_name_of_its_file() -> None:
    assert {name: kind.id for name, kind in discover().items()} == {name: name for name in discover()}


def test_kinds_come_in_their_order() -> None:
    orders = [kind.order for kind in discover().values()]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders) == len(discover())


def test_a_kind_that_is_asked_for_is_loaded_alone() -> None:
    """The first chart waits for its own kind and for no other."""
    code = (
        "import sys; from app.charts.kind import discover; found = discover(); found['ranking'];"
        "print(*sorted(name for name in sys.modules if name.startswith('app.charts.kinds.')))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["app.charts.kinds.ranking"]


def test_an_unknown_kind_is_told_apart() -> None:
    kinds = discover()
    assert "pie" not in kinds
    assert kinds.get("pie") is None
    with pytest.raises(KeyError):
        kinds["pie"]
