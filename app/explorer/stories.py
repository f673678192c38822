"""Stories: pinned views in their order, each with a comment; what the output tray holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Final

from app.explorer.file_names import USUAL_NAME
from app.explorer.recipes import ExportSettings, Recipe, check_version, recipe_of
from app.model.selection import Selection, SelectionError

VERSION: Final = 1


class StoryError(ValueError):
    """The text is not a story; the message names the view and the part."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A view that was kept, and what is to be said of it."""

    selection: Selection
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Pinned views; every change gives another story, so that it can be undone."""

    title: str = ""
    pins: tuple[Pin, ...] = ()

    def pinned(self, selection: Selection, comment: str = "") -> Story:
        """With one more view at the end."""
        return replace(self, pins=(*self.pins, Pin(selection, comment)))

    def removed(self, place: int) -> Story:
        """Without the view at a place.

        Raises:
            IndexError: There is no such place.
        """
        self._check(place)
        return replace(self, pins=self.pins[:place] + self.pins[place + 1 :])

    def moved(self, place: int, to: int) -> Story:
        """With the view at a place put at another one, the first or last where that lies beyond.

        Raises:
            IndexError: There is no such place.
        """
        self._check(place)
        others = [*self.pins[:place], *self.pins[place + 1 :]]
        others.insert(max(0, to), self.pins[place])
        return replace(self, pins=tuple(others))

    def commented(self, place: int, comment: str) -> Story:
        """With another comment on the view at a place.

        Raises:
            IndexError: There is no such place.
        """
        self._check(place)
        changed = replace(self.pins[place], comment=comment)
        return replace(self, pins=(*self.pins[:place], changed, *self.pins[place + 1 :]))

    def titled(self, title: str) -> Story:
        """Under another title."""
        return replace(self, title=title)

    def recipe(self, export: ExportSettings | None = None) -> Recipe:
        """The views as a recipe, numbered in their order: a folder of pictures."""
        recipe = recipe_of([pin.selection for pin in self.pins], export, self.title)
        name = f"{{entry}}-{USUAL_NAME}"
        return replace(recipe, entries=tuple(replace(entry, file_name=name) for entry in recipe.entries))

    def to_json(self) -> str:
        """JSON for people and for `from_json`."""
        views = [
            {"selection": pin.selection.to_plain()} | ({"comment": pin.comment} if pin.comment else {})
            for pin in self.pins
        ]
        plain = {"story": VERSION, "title": self.title, "views": views}
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Story:
        """Read a story.

        Raises:
            StoryError: The text is not JSON, of a later version, or has a part that is not known or not
                of its form.
        """
        try:
            plain = json.loads(text)
        except ValueError as error:
            raise StoryError(f"not JSON: {error}") from None
        except RecursionError:
            raise StoryError("not a story: too many brackets in one another") from None
        parts = _object(plain, "a story", {"story", "title", "views"})
        check_version(parts, "story", VERSION, StoryError)
        title, views = parts.get("title", ""), parts.get("views", [])
        if not isinstance(title, str):
            raise StoryError("the story: 'title' is a text")
        if not isinstance(views, list):
            raise StoryError("the story: 'views' is a list")
        return cls(title, tuple(_pin(view, number) for number, view in enumerate(views, start=1)))

    def _check(self, place: int) -> None:
        if not 0 <= place < len(self.pins):
            raise IndexError(f"the story has no view at place {place}")


def _pin(plain: object, number: int) -> Pin:
    parts = _object(plain, f"view {number}", {"selection", "comment"})
    comment = parts.get("comment", "")
    if not isinstance(comment, str):
        raise StoryError(f"view {number}: 'comment' is a text")
    try:
        return Pin(Selection.from_plain(parts.get("selection", {})), comment)
    except SelectionError as error:
        raise StoryError(f"view {number}, 'selection': {error}") from None


def _object(plain: object, what: str, parts: set[str]) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise StoryError(f"{what} is a JSON object")
    if unknown := plain.keys() - parts:
        raise StoryError(f"{what} has no part called {', '.join(sorted(map(str, unknown)))}")
    return plain
