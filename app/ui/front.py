"""What of a window is there before the rest of it is loaded: its controller, and the stage with the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.ui.controller import Controller
from app.ui.stage import Layout, Stage

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from app.explorer.explorer import Explorer
    from app.ui.look import Look
    from app.ui.settings import Settings
    from app.ui.shell import Shell


class Front(NamedTuple):
    """Shows charts; the window is put together around it."""

    controller: Controller
    stage: Stage


def make_front(shell: Shell, explorer: Explorer, executor: Executor, look: Look) -> Front:
    """A stage, and its controller, which lives as long as the shell."""
    controller = Controller(explorer, look.words, executor, shell)
    stage = Stage(look)
    stage.attach(controller)
    return Front(controller, stage)


def set_up(shell: Shell, front: Front, settings: Settings) -> None:
    """Put the stage into its shell, arranged as it was the last time."""
    shell.setCentralWidget(front.stage)
    remembered = settings.remembered
    front.stage.arrange(Layout(dict(remembered.splitters), set(remembered.hidden_panels)))
