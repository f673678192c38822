"""The panels beside the chart of one window: opened here, and told here what is on the screen."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from app.data.store import BUNDLED
from app.ui import parts
from app.ui.later import CHECKING, CHECKS_PAGE, EDITIONS, STORIES, part
from app.ui.panels.asking import Asking
from app.ui.panels.check_text import summary_text
from app.ui.panels.comparing import Comparing
from app.ui.panels.damage_page import DamagePage, damage_text
from app.ui.panels.timeline import Timeline
from app.ui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.data.checks.result import Check
    from app.explorer.loop import Outcome
    from app.explorer.views import View
    from app.ui.controller import Controller
    from app.ui.look import Look
    from app.ui.means import Means
    from app.ui.panels.checks_page import ChecksPage
    from app.ui.panels.edition_desk import EditionDesk
    from app.ui.panels.story_desk import StoryDesk
    from app.ui.shell import Shell
    from app.ui.workspace import Workspace

_CALM_MS: Final = 1500
"""How long after the first view the checks are counted: the window comes first."""


_OF_STORIES: Final = ("pin_view", "tray", "save_recipe", "profile", "print", "print_preview")
"""Actions that the desk of stories answers, which is loaded for the first of them."""


class Beside(Protocol):
    """What a window gives to its panels."""

    controller: Controller
    shell: Shell
    workspace: Workspace

    @property
    def look(self) -> Look: ...
    @property
    def view(self) -> View | None: ...
    def say(self, message: str) -> None: ...


class Desk(Protocol):
    """Opens pages of one sort for a window."""

    def close_pages(self) -> None: ...
    def close(self) -> None: ...


class Panels(QObject):
    """Opens the panels of one window and keeps what they share."""

    def __init__(self, window: Beside, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._look: Look | None = None
        self._workspace: Workspace | None = None
        self._means = means
        self._explorer = means.explorer
        self._checking = Asking(means.explorer, means.executor, self)
        self._checks: Outcome[list[Check]] | None = None
        self._checks_language = ""
        self._checks_page: ChecksPage | None = None
        self._desks: list[Desk] = []
        self._steps = Turns(self)
        self.comparing = Comparing(window, means.explorer, self)
        self.timeline: Timeline | None = None
        window.controller.view_followed.connect(self._show_view)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self.count_checks)
        self._hurried = Event()
        window.controller.view_asked.connect(self._put_off_checks)

    @cached_property
    def stories(self) -> StoryDesk:
        """Pins views and takes them away."""
        made: StoryDesk = part(STORIES).StoryDesk(self._window, self._means, self)
        self._desks.append(made)
        return made

    @cached_property
    def editions(self) -> EditionDesk:
        """Compares two editions."""
        made: EditionDesk = part(EDITIONS).EditionDesk(self._window, self._means, self)
        self._desks.append(made)
        return made

    def callbacks(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of the panels call."""
        return {
            "checks": self.open_checks,
            "compare": self.comparing.open_menu,
            "editions": self._open_editions,
            **{name: partial(self._tell, name) for name in _OF_STORIES},
        }

    def _open_editions(self) -> None:
        self.editions.open_page()

    def _tell(self, action: str) -> None:
        self.stories.callbacks()[action]()

    def attach(self, workspace: Workspace, look: Look) -> None:
        """Take the places in a workspace that was put together anew."""
        self._look, self._workspace = look, workspace
        self.close_pages()
        workspace.book.other_words = self._means.words_for("en" if look.words.language == "zh" else "zh")
        self.comparing.attach(workspace, look)
        self.timeline = Timeline(look)
        self.timeline.period_chosen.connect(lambda period: self._window.controller.glide(period=period))
        workspace.chart_view.set_timeline(self.timeline)
        self.checks_link = parts.button("", "quiet", look.words.text("Checks"))
        self.checks_link.clicked.connect(self.open_checks)
        self.checks_link.hide()
        workspace.status.add(self.checks_link)
        places = self._explorer.library.problems
        self.damage_link = parts.button(damage_text(len(places), look.words), "quiet")
        self.damage_link.clicked.connect(self.open_damage)
        workspace.status.add(self.damage_link)
        self.damage_link.setVisible(bool(places))
        if self._checks_language not in ("", look.words.language):
            self._checks = None
        self._show_count()
        self._calm.start()

    def close_pages(self) -> None:
        """Close what is open: another language or theme needs other pages."""
        if self._checks_page is not None:
            self._checks_page.close()
        for desk in self._desks:
            desk.close_pages()

    def close(self) -> None:
        """Drop what is under way."""
        self._calm.stop()
        self._steps.stop()
        if self.timeline is not None:
            self.timeline.stop()
        self._checking.close()
        for desk in self._desks:
            desk.close()
        self.close_pages()

    def _show_view(self, outcome: Outcome[View]) -> None:
        """Tell the panels what is on the screen."""
        view, workspace, timeline = outcome.value, self._workspace, self.timeline
        if workspace is None or timeline is None:
            return
        if view is None:
            timeline.stop()
            return
        workspace.book.show_view(view)
        self._steps.begin(
            lambda: self.comparing.show_view(view),
            lambda: timeline.show_periods(view.choices.periods, view.selection.period),
        )

    def open_damage(self) -> DamagePage:
        """Show which rows of the data were left out, and why."""
        page = DamagePage(self._explorer.library.problems, self._window.look, self._window.shell)
        page.show()
        return page

    # Checks

    def open_checks(self) -> ChecksPage:
        """Show every check; they are made when they are first asked for."""
        if self._checks_page is None:
            page: ChecksPage = part(CHECKS_PAGE).ChecksPage(self._window.look, self._window.shell)
            page.place_chosen.connect(self._window.controller.select)
            page.frame.retry_asked.connect(self._ask_checks)
            page.finished.connect(self._forget_checks)
            self._checks_page = page
            self._show_checks()
        self._checks_page.show()
        self._checks_page.raise_()
        self._checks_page.activateWindow()
        if self._checks is None:
            self._ask_checks()
        return self._checks_page

    def count_checks(self) -> None:
        """Make the checks for the line at the bottom, unless they are made."""
        if self._checks is None:
            self._ask_checks()

    def _ask_checks(self) -> None:
        words, library = self._window.look.words, self._explorer.library
        self._checks_language = words.language
        if self._checks_page is not None:
            self._checks_page.frame.show_loading()
        self._hurried = hurried = Event()
        self._checking.ask(
            lambda cursor: part(CHECKING).run_checks(cursor, library, words, lambda: not hurried.is_set()),
            self._take_checks,
        )

    def _put_off_checks(self) -> None:
        """A view comes before checks that nobody looks at: they would share its processor."""
        if self._workspace is not None and self._checks is None and self._checks_page is None:
            self._hurried.set()
            self._checking.close()
            self._calm.start()

    def _take_checks(self, outcome: Outcome[list[Check]]) -> None:
        self._checks = outcome
        self._show_checks()
        self._show_count()

    def _show_checks(self) -> None:
        page, outcome = self._checks_page, self._checks
        if page is None or outcome is None:
            return
        if outcome.value is None:
            page.frame.show_failed(outcome.message)
        else:
            page.show_checks(outcome.value)

    def _show_count(self) -> None:
        checks = self._checks.value if self._checks is not None else None
        if not checks or self._look is None:
            return
        dataset_of = self._explorer.library.dataset_of
        counts = Counter(check.verdict for check in checks if dataset_of(check.dataflow) == BUNDLED)
        self.checks_link.setText(summary_text(counts["agrees"], counts["differs"], self._look.words))
        self.checks_link.show()

    def _forget_checks(self, _: int) -> None:
        self._checks_page = None
