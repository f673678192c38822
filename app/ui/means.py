"""What the parts of a window work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from app.explorer.explorer import Explorer
    from app.model.words import Language, Words
    from app.ui.settings import Settings


@dataclass(frozen=True, slots=True)
class Means:
    """Made once by the program and handed on whole, so that a part takes of it what it needs."""

    explorer: Explorer
    words_for: Callable[[Language], Words]
    executor: Executor
    """Does what takes time, outside the thread of the window."""
    settings: Settings
