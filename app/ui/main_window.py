"""One window of the program: a shell, the stage with its chart, and the panels around it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from app.charts.saving import ExportError, save_bytes
from app.model.selection import Selection, SelectionError
from app.ui.actions import build_actions
from app.ui.later import EXPORTING, HELP, part
from app.ui.menus import build_menu
from app.ui.panels.asking import Asking
from app.ui.panels.panels import Panels
from app.ui.stage import PANELS, Stage
from app.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from app.explorer.views import View
    from app.ui.exporting import Exporting
    from app.ui.front import Front
    from app.ui.help_dialogs import HelpDialog
    from app.ui.imports.row_finder import RowFinder
    from app.ui.look import Look
    from app.ui.means import Means
    from app.ui.shell import Shell
    from app.ui.stage import PanelName
    from app.ui.trees import Trees

_VIEW_FILES: Final = "*.json"


class MainWindow(QObject):
    """Assembles a window and answers its actions; what concerns all windows is passed on."""

    wanted = Signal(str)
    """What the program as a whole is to do: 'new-window', 'quit', 'theme:dark', 'language:zh', 'zoom:1.1'."""
    closed = Signal(object)
    put_together = Signal()
    """The panels were made anew, in another language, theme or size of text."""

    actions: dict[str, QAction]
    workspace: Workspace

    def __init__(
        self,
        shell: Shell,
        front: Front,
        means: Means,
        trees: Trees,
    ) -> None:
        """Take over what shows the chart; the rest of the window is made by the `steps`."""
        super().__init__(shell)
        self.shell = shell
        self.controller, self.stage = front
        self._means = means
        self._explorer = means.explorer
        self._trees = trees
        self._settings = means.settings
        self._asking = Asking(means.explorer, means.executor, self)
        self.panels = Panels(self, means, self)
        self.controller.history_changed.connect(self._show_steps)
        self.controller.selection_changed.connect(self._show_title)
        shell.closed.connect(self._close)

    @cached_property
    def exporting(self) -> Exporting:
        """Takes the chart away."""
        made: Exporting = part(EXPORTING).Exporting(self, self._means, self)
        self.shell.closed.connect(made.close)
        return made

    # Putting together

    def steps(self) -> tuple[Callable[[], None], ...]:
        """What puts the window together around its chart; between two of them it can answer."""
        self.actions = build_actions(self._callbacks(self.look), self.look, self.shell)
        menu = build_menu(self.actions, self.look.words, self.shell)
        self.workspace = Workspace(self.stage, self.controller, self._explorer, self._asking, self._trees)
        panels = self.workspace.steps(self.actions["back"], self.actions["forward"], menu)
        return (*panels, self._answer_actions)

    def put_together_at_once(self) -> None:
        """Take every step."""
        for step in self.steps():
            step()

    def _answer_actions(self) -> None:
        workspace = self.workspace
        self.stage.addActions(list(self.actions.values()))
        workspace.top.export_asked.connect(self._export)
        workspace.chart_view.menu_asked.connect(self._open_chart_menu)
        self.panels.attach(workspace, self.look)
        workspace.navigator.tree.setFocus()
        self._show_checks(self.look)
        self._show_steps()

    def show_look(self, look: Look) -> None:
        """Put the same view together again in another language, theme or size of text."""
        old_words = self.look.words
        layout, unfolded = self.stage.arrangement(), self.workspace.navigator.open_paths()
        typed = self.workspace.navigator.filter.text()
        self.workspace.detach()
        self.stage.detach(self.controller)
        for action in self.actions.values():  # two actions with one key would block each other
            self.stage.removeAction(action)
            action.deleteLater()
        self.stage = Stage(look)
        self.stage.attach(self.controller)
        self.put_together_at_once()
        self.shell.setCentralWidget(self.stage)
        self.stage.arrange(layout)
        self._show_checks(look)
        self.workspace.navigator.reopen(unfolded)
        self.workspace.navigator.tree.setFocus()
        self.workspace.navigator.filter.setText(typed)
        self.put_together.emit()
        if look.words.language == old_words.language:
            self.controller.show_again()
        else:
            self.controller.set_words(look.words)

    def _callbacks(self, look: Look) -> Mapping[str, Callable[[], object]]:
        send = self.wanted.emit
        zoom = look.zoom
        return {
            "new_window": lambda: send("new-window"),
            "quit": lambda: send("quit"),
            "close": self.shell.close,
            "open_data": lambda: send("open-data"),
            "open_folder": lambda: send("open-folder"),
            "data_sets": lambda: send("data-sets"),
            "save_view": self.save_view,
            "export": self._export,
            "copy_figures": self._copy_figures,
            "copy_image": self._copy_image,
            "search": lambda: self._focus(self.workspace.top.search),
            "filter": lambda: self._focus(self.workspace.navigator.filter),
            "theme_system": lambda: send("theme:system"),
            "theme_light": lambda: send("theme:light"),
            "theme_dark": lambda: send("theme:dark"),
            "language_en": lambda: send("language:en"),
            "language_zh": lambda: send("language:zh"),
            "toggle_navigator": lambda: self._toggle("navigator"),
            "toggle_table": lambda: self._toggle("table"),
            "toggle_details": lambda: self._toggle("details"),
            "chart_options": self._open_options,
            "zoom_in": lambda: send(f"zoom:{zoom + 0.1:.1f}"),
            "zoom_out": lambda: send(f"zoom:{zoom - 0.1:.1f}"),
            "zoom_reset": lambda: send("zoom:1.0"),
            "back": self.controller.back,
            "forward": self.controller.forward,
            "up": self._up,
            "start": self._go_to_start,
            "glossary": self.open_glossary,
            "shortcuts": self.open_shortcuts,
            "menu": self._open_menu,
            "about": self.open_about,
            **self.panels.callbacks(),
        }

    def _show_checks(self, look: Look) -> None:
        theme, language = self._settings.remembered.theme, look.words.language
        for name in ("system", "light", "dark"):
            self.actions[f"theme-{name}"].setChecked(theme == name)
        for name in ("en", "zh"):
            self.actions[f"language-{name}"].setChecked(language == name)
        for name in PANELS:
            self.actions[f"show-{name}"].setChecked(not self.stage.panel(name).isHidden())

    def _show_steps(self) -> None:
        self.actions["back"].setEnabled(self.controller.can_go_back)
        self.actions["forward"].setEnabled(self.controller.can_go_forward)

    def _show_title(self, selection: Selection) -> None:
        region = self._explorer.catalog(selection).regions.get(selection.region)
        name = self.look.words.name(region) if region is not None else ""
        self.shell.setWindowTitle(f"{name} – Third Pole" if name else "Third Pole")

    # What is taken away

    @property
    def look(self) -> Look:
        """How the window looks now."""
        return self.stage.look

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self.stage.view

    def say(self, message: str) -> None:
        """Say for a moment what has happened."""
        self.workspace.status.say(message)

    def find_rows_with(self, finder: RowFinder) -> None:
        """Let the pages of sources lead to the rows of imported files."""
        self.workspace.book.rows = finder

    def tell_problems(self) -> None:
        """Say what could not be read at the start."""
        words, aside = self.look.words, self._settings.problem
        if aside:
            self.say(words.text("Settings could not be read; set aside as {name}", name=aside))

    # Actions

    def _focus(self, field: QWidget) -> None:
        if field is self.workspace.navigator.filter and self.stage.panel("navigator").isHidden():
            self._toggle("navigator")
        field.setFocus()

    def _toggle(self, name: PanelName) -> None:
        panel = self.stage.panel(name)
        panel.setVisible(panel.isHidden())
        self.actions[f"show-{name}"].setChecked(not panel.isHidden())

    def _up(self) -> None:
        """Esc first undoes what was done to the chart itself, then goes up."""
        if self.workspace.chart_view.chart.let_go():
            return
        if self.controller.selection.pinned:
            self.controller.change(pinned=())
        else:
            self.controller.up()

    def _go_to_start(self) -> None:
        self.controller.select(self._explorer.start())
        self.workspace.navigator.reveal_chosen()

    def _open_options(self) -> None:
        self.workspace.chart_view.options.showMenu()

    def _open_menu(self) -> None:
        self.workspace.top.menu_button.showMenu()

    def _export(self) -> None:
        self.exporting.open_dialog()

    def _copy_image(self) -> None:
        self.exporting.copy_image()

    def _copy_figures(self) -> None:
        self.workspace.table.copy_rows()
        self.say(self.look.words.text("The figures are on the clipboard"))

    def _open_chart_menu(self, place: QPoint) -> None:
        menu = QMenu(self.stage)
        for name in ("copy-image", "copy-figures", "export"):
            menu.addAction(self.actions[name])
        menu.addSeparator()
        show = menu.addAction(self.look.words.text("Show figures"))
        show.triggered.connect(self._show_figures)
        self.panels.comparing.add_to_menu(menu, self.workspace.chart_view.chart.pointed_member)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _show_figures(self) -> None:
        if self.stage.panel("table").isHidden():
            self._toggle("table")
        self.workspace.table.setFocus()

    def open_view_file(self, path: Path) -> None:
        """Go to the selection that a file holds, or say what is wrong with it."""
        words = self.look.words
        try:
            self.controller.select(Selection.from_json(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, SelectionError) as error:
            message = words.text("'{name}' is not a saved view: {error}", name=path.name, error=error)
            QMessageBox.warning(self.shell, words.text("Open view"), message)

    def save_view(self) -> None:
        """Write the selection on the screen to a file."""
        words = self.look.words
        folder = Path(self._settings.remembered.export_folder or Path.home())
        name, _ = QFileDialog.getSaveFileName(
            self.shell, words.text("Save view"), str(folder / "view.json"), _VIEW_FILES
        )
        if not name:
            return
        try:
            save_bytes(Path(name), (self.controller.selection.to_json() + "\n").encode())
        except ExportError as error:
            QMessageBox.warning(self.shell, words.text("Save view"), error.message.in_words(words))
            return
        self.say(words.text("Saved as {name}", name=Path(name).name))

    def open_glossary(self) -> HelpDialog:
        """Show every term in a sentence."""
        look = self.look
        page = part(HELP).GlossaryPage(self.workspace.catalog.terms, look)
        return self._open_page(look.words.text("Glossary"), page)

    def open_shortcuts(self) -> HelpDialog:
        """Show every key."""
        look = self.look
        return self._open_page(look.words.text("Keyboard shortcuts"), part(HELP).shortcuts_page(look))

    def open_about(self) -> HelpDialog:
        """Show what this program is."""
        look = self.look
        known = self.workspace.catalog.sources.values()
        sources = (source.citation(look.words.language) for source in known)
        return self._open_page(look.words.text("About Third Pole"), part(HELP).about_page(look, sources))

    def _open_page(self, title: str, page: QWidget) -> HelpDialog:
        dialog: HelpDialog = part(HELP).HelpDialog(title, page, self.look, self.shell)
        dialog.show()
        return dialog

    def _close(self) -> None:
        self.controller.close()
        self._asking.close()
        self.panels.close()
        layout = self.stage.arrangement()
        self._settings.change(
            geometry=self.shell.geometry_text(),
            splitters=layout.splitters,
            hidden_panels=sorted(layout.hidden),
        )
        self.closed.emit(self)
