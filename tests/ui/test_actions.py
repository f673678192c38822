"""The table of actions: no key twice, no text without its Chinese."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app import places
from app.ui.actions import ACTIONS, MENUS, SUBMENUS, build_actions
from app.ui.menus import build_menu
from tests.ui.fakes import ENGLISH

if TYPE_CHECKING:
    from app.ui.look import Look

CATALOGUE = places.standard_folders().translations / "zh" / "LC_MESSAGES" / "third-pole.po"


def test_no_id_and_no_shortcut_stands_twice() -> None:
    ids = Counter(row.id for row in ACTIONS)
    keys = Counter(QKeySequence(row.shortcut).toString() for row in ACTIONS if row.shortcut)
    assert [name for name, count in (ids + keys).items() if count > 1] == []


def test_every_shortcut_is_one() -> None:
    assert all(QKeySequence(row.shortcut).toString() for row in ACTIONS if row.shortcut)


def test_every_title_and_menu_has_its_chinese() -> None:
    with CATALOGUE.open("rb") as file:
        translated = {str(entry.id) for entry in read_po(file) if entry.string}
    same_in_both = {"English", "中文"}
    texts = {row.title for row in ACTIONS} | set(MENUS) | set(SUBMENUS)
    assert texts - same_in_both - translated == set()


def test_actions_call_what_they_name(look: Look, qtbot: object) -> None:
    called: list[str] = []
    callbacks = {row.callback: partial(called.append, row.callback) for row in ACTIONS}
    owner = QObject()
    made = build_actions(callbacks, look, owner)
    made["back"].trigger()
    made["export"].trigger()
    assert called == ["back", "export"]
    assert set(made) == {row.id for row in ACTIONS}


def test_the_menu_holds_every_action_once(look: Look, qtbot: object) -> None:
    owner = QWidget()
    made = build_actions({row.callback: lambda: None for row in ACTIONS}, look, owner)
    menu = build_menu(made, ENGLISH, owner)
    menus = menu.findChildren(QMenu)
    entries = [action for below in menus for action in below.actions()]
    seen = [action.objectName() for action in entries if action.objectName()]
    assert sorted(seen) == sorted(made)
    owner.deleteLater()
