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


def set_stage(shell: Shell, settings: Settings, look: Look) -> Stage:
    """An empty stage in a shell, arranged as it was the last time."""
    stage = Stage(look)
    shell.setCentralWidget(stage)
    remembered = settings.remembered
    stage.arrange(Layout(dict(remembered.splitters), set(remembered.hidden_panels)))
    return stage


def open_front(shell: Shell, stage: Stage, explorer: Explorer, executor: Executor) -> Front:
    """A stage with a controller, which lives as long as the shell."""
    controller = Controller(explorer, stage.look.words, executor, shell)
    stage.attach(controller)
    return Front(controller, stage)
