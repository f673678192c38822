"""Pinning views and taking them away: the tray, reports, profiles, recipes and print, for one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from app.explorer.file_names import usual_name
from app.explorer.recipes import PARTS, ExportSettings, recipe_of
from app.explorer.stories import Story, StoryError
from app.ui.export.memory import ExportMemory
from app.ui.panels.asking_places import Places
from app.ui.panels.printing import ChartSheet, ReportSheets, preview_sheets, print_sheets
from app.ui.panels.story_shelf import StoryShelf
from app.ui.panels.taking_away import REPORT_FORMS, TakingAway
from app.ui.panels.tray_page import TrayPage, view_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrintDialog

    from app.model.dimension import DimensionName
    from app.model.words import Words
    from app.ui.export.choice import ExportChoice
    from app.ui.means import Means
    from app.ui.panels.panels import Beside
    from app.ui.panels.printing import Preview


class StoryDesk(QObject):
    """Keeps the story of one window and makes things of it."""

    def __init__(self, window: Beside, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._explorer = means.explorer
        self._memory = ExportMemory(means.settings)
        self._places = Places(means.settings)
        self.shelf = StoryShelf(means.settings, self)
        self.away = TakingAway(window, means, self)
        self._page: TrayPage | None = None

    def callbacks(self) -> Mapping[str, Callable[[], object]]:
        """What the actions call."""
        return {
            "pin_view": self.pin,
            "tray": self.open_tray,
            "save_recipe": self.save_recipe,
            "profile": self.save_profile,
            "print": self.print_chart,
            "print_preview": self.preview_chart,
        }

    def close_pages(self) -> None:
        """Close what is open."""
        if self._page is not None:
            self._page.close()

    def close(self) -> None:
        """Drop what is under way."""
        self.away.close()
        self.close_pages()

    # The tray

    def pin(self) -> None:
        """Keep the view on the screen."""
        window, words = self._window, self._window.look.words
        if window.view is None or window.view.spec is None:
            window.say(words.text("There is no chart to pin"))
            return
        count = self.shelf.pin(window.view.selection)
        window.say(words.text("Pinned to the output tray, which holds {count}", count=count))

    def open_tray(self) -> TrayPage:
        """Show what is pinned."""
        if self._page is None:
            look = self._window.look
            page = TrayPage(
                self.shelf,
                lambda seen: view_label(self._explorer, seen, look.words),
                look,
                self._window.shell,
            )
            page.place_chosen.connect(self._window.controller.select)
            page.wanted.connect(self._make)
            page.finished.connect(self._forget)
            self._page = page
        self._page.show()
        self._page.activateWindow()
        return self._page

    def _forget(self, _: int) -> None:
        self._page = None

    def _make(self, wish: str) -> None:
        makers: Mapping[str, Callable[[], object]] = {
            "report": self.save_report,
            "pictures": self.save_pictures,
            "recipe": self.save_story_recipe,
            "print": self.preview_report,
            "open": self.open_story,
            "save": self.save_story,
        }
        makers[wish]()

    def save_report(self) -> None:
        """The pinned views as one PDF or HTML."""
        path = self._ask(self._words.text("Report"), "report", *REPORT_FORMS)
        if path is not None:
            self.away.write_story(self.shelf.story, path)

    def save_pictures(self) -> None:
        """The pinned views as pictures in a folder."""
        folder = self._places.folder(self._window.shell, self._words.text("Folder for the pictures"))
        if folder is not None:
            self.away.write_pictures(self.shelf.story.recipe(self._export_settings()), folder)

    def save_story_recipe(self) -> None:
        """The pinned views as a recipe."""
        path = self._ask(self._words.text("Save as a recipe"), "recipe", "json")
        if path is not None:
            self.away.write(path, self.shelf.story.recipe(self._export_settings()).to_json().encode())

    def preview_report(self) -> None:
        """The report of the pinned views as it would be printed."""
        typeface = self._window.look.typeface
        title = self._words.text("Print preview")
        self.away.with_story(
            self.shelf.story,
            lambda report: preview_sheets(ReportSheets(report, typeface), title, self._window.shell),
        )

    def save_story(self) -> None:
        """The tray as a file, to be opened again."""
        path = self._ask(self._words.text("Save the tray"), "story", "json")
        if path is not None:
            self.away.write(path, self.shelf.story.to_json().encode())

    def open_story(self) -> None:
        """A story from a file in place of the one that is there."""
        path = self._places.old_file(self._window.shell, self._words.text("Open a story"), "json")
        if path is not None:
            self.open_story_file(path)

    def open_story_file(self, path: Path) -> None:
        """Read a story, or say what is wrong with the file."""
        words = self._words
        try:
            self.shelf.put(Story.from_json(path.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError, StoryError) as error:
            message = words.text("'{name}' is not a story: {error}", name=path.name, error=error)
            QMessageBox.warning(self._window.shell, words.text("Open a story"), message)

    # The view on the screen

    def save_recipe(self) -> None:
        """'Save what I see as a recipe', with the last settings of the export dialog."""
        view = self._window.view
        path = self._ask(self._words.text("Save as a recipe"), "recipe", "json") if view is not None else None
        if view is not None and path is not None:
            self.away.write(path, recipe_of([view.selection], self._export_settings()).to_json().encode())

    def save_profile(self) -> None:
        """The profile of the region, or of the market where all of China is selected."""
        selection = self._window.controller.selection
        catalog = self._explorer.catalog(selection)
        everywhere = selection.region == catalog.regions.root
        dimension: DimensionName = (
            "market" if everywhere and selection.market != catalog.markets.root else "region"
        )
        member = catalog.dimension(dimension).get(selection.of(dimension))
        if member is None:
            return
        name = self._words.text("Profile of {place}", place=self._words.name(member))
        path = self._ask(name, name.replace("/", "-"), *REPORT_FORMS)
        if path is not None:
            self.away.write_profile(dimension, member.code, path)

    def print_chart(self) -> QPrintDialog | None:
        """Print the chart on the screen."""
        sheet = self._sheet()
        return print_sheets(sheet, self._window.shell) if sheet is not None else None

    def preview_chart(self) -> Preview | None:
        """Show the chart as it would be printed."""
        sheet = self._sheet()
        title = self._words.text("Print preview")
        return preview_sheets(sheet, title, self._window.shell) if sheet is not None else None

    def _sheet(self) -> ChartSheet | None:
        view = self._window.view
        if view is None or view.spec is None:
            self._window.say(self._words.text("There is no chart to print"))
            return None
        return ChartSheet(view.spec, self._window.look.typeface)

    @property
    def _words(self) -> Words:
        return self._window.look.words

    def _ask(self, title: str, name: str, *forms: str) -> Path | None:
        proposed = name if name not in ("recipe", "report", "story") else self._proposed(name)
        return self._places.new_file(self._window.shell, title, proposed, forms, self._words)

    def _proposed(self, kind: str) -> str:
        """A recipe of one view is called after it; a story after its title."""
        selection = self._window.controller.selection
        name = usual_name(self._explorer.catalog(selection), selection, self._words)
        return self.shelf.story.title or f"{name}-{kind}"

    def _export_settings(self) -> ExportSettings:
        view = self._window.view
        kind = view.selection.chart if view is not None else ""
        return settings_of(self._memory.choice(kind, self._window.look))


def settings_of(choice: ExportChoice) -> ExportSettings:
    """A choice of the export dialog as a recipe writes it down."""
    target = choice.target
    return ExportSettings(
        formats=(choice.form,),
        size=f"{target.width:g}x{target.height:g}{'mm' if target.unit == 'mm' else ''}",
        dpi=target.dpi,
        theme=target.theme,
        language=choice.language,
        transparent=target.transparent,
        font_scale=target.font_factor,
        leave_out=tuple(name for name in PARTS if not getattr(target.parts, name)),
    )
