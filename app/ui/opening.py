"""What the loading thread brings to the empty window: imported, read and indexed.

Importing this file imports the whole window with pyqtgraph.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.ui.desktop import Desktop
from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.inline import Inline
from app.ui.look import Look
from app.ui.theme import theme_named
from app.ui.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.model.words import Language, Words
    from app.ui.settings import Settings

_WORKERS: Final = 2


@dataclass(frozen=True)
class Opened:
    """Everything that windows share, ready but for what only the window's own thread may make."""

    explorer: Explorer
    words_for: Callable[[Language], Words]
    trees: Trees
    open_imports: Callable[[Explorer], Imports] | None = None

    def desktop(self, settings: Settings, language: Language, *, at_once: bool = False) -> Desktop:
        """Make the look and what opens windows; in the thread of the window.

        Args:
            settings: What is remembered.
            language: The language of the first window.
            at_once: Whether answers come before the question returns, as a picture of a window needs.
        """
        remembered = settings.remembered
        words, theme = self.words_for(language), theme_named(remembered.theme)
        look = Look(words, theme, load_typeface(), Icons(), remembered.zoom)
        dress(look)
        executor = Inline() if at_once else ThreadPoolExecutor(_WORKERS, thread_name_prefix="answers")
        return Desktop(self.explorer, self.words_for, settings, look, executor, self.trees, self.open_imports)


def opened(
    explorer: Explorer,
    words_for: Callable[[Language], Words],
    open_imports: Callable[[Explorer], Imports] | None = None,
) -> Opened:
    """Index the trees of what the window opens with; in any thread."""
    trees = Trees()
    trees.prepare(explorer.catalog(explorer.start()))
    return Opened(explorer, words_for, trees, open_imports)
