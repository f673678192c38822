"""The menu behind the button at the right of the top bar, made from the table of actions; headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from app.ui import parts
from app.ui.actions import ACTIONS, MENUS, SUBMENUS, MenuName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from app.model.words import Words


def build_menu(actions: Mapping[str, QAction], words: Words, owner: QWidget) -> QMenu:
    """One menu with File, Edit, View, Go and Help below it."""
    titles: dict[MenuName, str] = {
        "File": words.text("File"),
        "Edit": words.text("Edit"),
        "View": words.text("View"),
        "Go": words.text("Go"),
        "Help": words.text("Help"),
    }
    menu = QMenu(owner)
    for name in MENUS:
        _fill(menu.addMenu(titles[name]), name, actions, words)
    return menu


def _fill(menu: QMenu, name: MenuName, actions: Mapping[str, QAction], words: Words) -> None:
    group, submenu = "", menu
    for row in ACTIONS:
        if row.menu != name:
            continue
        if row.group != group:
            group = row.group
            if group in SUBMENUS:
                titles = {"Theme": words.text("Theme"), "Language": words.text("Language")}
                submenu = menu.addMenu(titles[group])
            else:
                submenu = menu
                menu.addSeparator()
        submenu.addAction(actions[row.id])


def emptied(menu: QMenu) -> QMenu:
    """The menu without its entries, and without the menus and groups that were made for them."""
    menu.clear()
    for old in (*menu.findChildren(QMenu), *menu.findChildren(QActionGroup)):
        old.deleteLater()
    return menu


def check_alone(group: QActionGroup, key: str) -> None:
    """Put the check mark where the state has it: a click moves it, though the choice may be refused."""
    for action in group.actions():
        action.setChecked(action.data() == key)


def add_heading(menu: QMenu, text: str) -> None:
    """Words above a group of entries; a menu's own sections are mere lines in most styles."""
    if menu.actions():
        menu.addSeparator()
    words = parts.label(text.upper(), "section")
    words.setContentsMargins(12, 6, 12, 2)
    heading = QWidgetAction(menu)
    heading.setText(text)
    heading.setEnabled(False)
    heading.setDefaultWidget(words)
    menu.addAction(heading)
