"""What a thread brings to the empty window: importing this file imports what draws the first chart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from app.ui.charts.chart_access import tell_charts
from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.front import make_front, set_up
from app.ui.icons import Icons
from app.ui.inline import Inline
from app.ui.later import DESKTOP, part
from app.ui.look import Look
from app.ui.theme import theme_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.model.words import Language, Words
    from app.ui.desktop import Desktop
    from app.ui.front import Front
    from app.ui.settings import Settings
    from app.ui.shell import Shell
    from app.ui.trees import Trees

_WORKERS: Final = 3
"""One for the chart, one for what can be chosen, one for the panels: a chart never waits for what stood
around the one before it."""


class Opening:
    """Dresses the program while its data are being read; then opens it. In the thread of the window."""

    def __init__(
        self,
        settings: Settings,
        words_for: Callable[[Language], Words],
        language: Language,
        open_imports: Callable[[Explorer], Imports] | None = None,
        *,
        at_once: bool = False,
    ) -> None:
        """Make the look.

        Args:
            settings: What is remembered.
            words_for: The translator of a language.
            language: The language of the first window.
            open_imports: Finds what was imported; without it, nothing can be imported.
            at_once: Whether answers come before the question returns, as a picture of a window needs.
        """
        remembered = settings.remembered
        words, theme = words_for(language), theme_named(remembered.theme)
        self._settings = settings
        self._words_for = words_for
        self._open_imports = open_imports
        self._executor = Inline() if at_once else ThreadPoolExecutor(_WORKERS, thread_name_prefix="answers")
        self._look = Look(words, theme, load_typeface(), Icons(), remembered.zoom)
        dress(self._look)
        tell_charts()

    def front(self, shell: Shell, explorer: Explorer) -> Front:
        """What shows the first chart."""
        return make_front(shell, explorer, self._executor, self._look)

    def set_up(self, shell: Shell, front: Front) -> None:
        """Put it into its shell, arranged as it was the last time."""
        set_up(shell, front, self._settings)

    def desktop(self, explorer: Explorer, trees: Trees | None = None) -> Desktop:
        """What opens windows on data; `trees` holds those that are indexed already."""
        made: Desktop = part(DESKTOP).Desktop(
            explorer, self._words_for, self._settings, self._look, self._executor, trees, self._open_imports
        )
        return made
