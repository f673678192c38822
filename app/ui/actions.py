"""What the window can be told to do, as one table: menus, shortcuts and a help page are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.ui.look import Look

MenuName = Literal["File", "Edit", "View", "Go", "Help"]
MENUS: Final[tuple[MenuName, ...]] = ("File", "Edit", "View", "Go", "Help")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. Texts are English sources for the translator."""

    id: str
    title: str
    shortcut: str
    menu: MenuName
    callback: str
    """The name under which the window gives the function to call."""
    group: str = ""
    """Actions of one group stand together, below a line or in a menu of their own."""
    checkable: bool = False
    icon: str = ""


ACTIONS: Final[tuple[ActionRow, ...]] = (
    ActionRow("new-window", "New window", "Ctrl+N", "File", "new_window"),
    ActionRow("open-data", "Open data or a view…", "Ctrl+O", "File", "open_data"),
    ActionRow("open-folder", "Open folder of data…", "", "File", "open_folder"),
    ActionRow("data-sets", "Data sets…", "Ctrl+Shift+D", "File", "data_sets"),
    ActionRow("save-view", "Save view…", "Ctrl+S", "File", "save_view"),
    ActionRow("export", "Export…", "Ctrl+E", "File", "export", "export"),
    ActionRow("save-recipe", "Save as a recipe…", "", "File", "save_recipe", "export"),
    ActionRow("profile", "Profile of this place…", "Ctrl+Shift+P", "File", "profile", "export"),
    ActionRow("print", "Print…", "Ctrl+P", "File", "print", "print"),
    ActionRow("print-preview", "Print preview", "", "File", "print_preview", "print"),
    ActionRow("close", "Close window", "Ctrl+W", "File", "close", "end"),
    ActionRow("quit", "Quit", "Ctrl+Q", "File", "quit", "end"),
    ActionRow("copy-figures", "Copy figures", "Ctrl+Shift+F", "Edit", "copy_figures"),
    ActionRow("copy-image", "Copy image", "Ctrl+Shift+C", "Edit", "copy_image"),
    ActionRow("pin-view", "Pin view to the tray", "Ctrl+B", "Edit", "pin_view", "pin"),
    ActionRow("search", "Search", "Ctrl+K", "Edit", "search", "find"),
    ActionRow("filter", "Filter the trees", "Ctrl+F", "Edit", "filter", "find"),
    ActionRow("theme-system", "As the system", "", "View", "theme_system", "Theme", checkable=True),
    ActionRow("theme-light", "Light", "", "View", "theme_light", "Theme", checkable=True),
    ActionRow("theme-dark", "Dark", "", "View", "theme_dark", "Theme", checkable=True),
    ActionRow("language-en", "English", "", "View", "language_en", "Language", checkable=True),
    ActionRow("language-zh", "中文", "", "View", "language_zh", "Language", checkable=True),
    ActionRow("show-navigator", "Navigator", "Ctrl+1", "View", "toggle_navigator", "panels", checkable=True),
    ActionRow("show-table", "Table", "Ctrl+2", "View", "toggle_table", "panels", checkable=True),
    ActionRow("show-details", "Details", "Ctrl+3", "View", "toggle_details", "panels", checkable=True),
    ActionRow("compare", "Compare…", "Ctrl+Shift+M", "View", "compare", "chart"),
    ActionRow("chart-options", "Options of the chart", "Ctrl+Shift+O", "View", "chart_options", "chart"),
    ActionRow("tray", "Output tray", "Ctrl+Shift+B", "View", "tray", "pages"),
    ActionRow("checks", "Checks", "Ctrl+4", "View", "checks", "pages"),
    ActionRow("editions", "Compare two editions…", "", "View", "editions", "pages"),
    ActionRow("zoom-in", "Larger text", "Ctrl++", "View", "zoom_in", "zoom"),
    ActionRow("zoom-out", "Smaller text", "Ctrl+-", "View", "zoom_out", "zoom"),
    ActionRow("zoom-reset", "Normal text", "Ctrl+0", "View", "zoom_reset", "zoom"),
    ActionRow("back", "Back", "Alt+Left", "Go", "back", icon="arrow-left"),
    ActionRow("forward", "Forward", "Alt+Right", "Go", "forward", icon="arrow-right"),
    ActionRow("up", "Up", "Esc", "Go", "up"),
    ActionRow("start", "Opening view", "Alt+Home", "Go", "start"),
    ActionRow("glossary", "Glossary", "F1", "Help", "glossary"),
    ActionRow("shortcuts", "Keyboard shortcuts", "Ctrl+/", "Help", "shortcuts"),
    ActionRow("menu", "Menu", "F10", "Help", "menu"),
    ActionRow("about", "About Third Pole", "", "Help", "about", "end"),
)
SUBMENUS: Final = frozenset({"Theme", "Language"})
"""Groups that have a menu of their own, under their name."""


def build_actions(
    callbacks: Mapping[str, Callable[[], object]], look: Look, owner: QObject
) -> dict[str, QAction]:
    """Qt's actions for the table, each calling its function.

    Raises:
        KeyError: A callback of the table is missing.
    """
    made: dict[str, QAction] = {}
    for row in ACTIONS:
        action = QAction(look.words.text(row.title), owner)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        if row.shortcut:
            action.setShortcut(QKeySequence(row.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if row.icon:
            action.setIcon(look.icons.icon(row.icon, look.theme.text))
            action.setToolTip(f"{look.words.text(row.title)} ({row.shortcut})")
        callback = callbacks[row.callback]
        action.triggered.connect(lambda _=False, call=callback: call())
        made[row.id] = action
    return made
