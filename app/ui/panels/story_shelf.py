"""The story that a window collects: changed in one place, and kept from one day to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.explorer.stories import Story, StoryError

if TYPE_CHECKING:
    from app.model.selection import Selection
    from app.ui.settings import Settings


class StoryShelf(QObject):
    """Holds a story; every change is remembered at once."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._story = _read(settings.remembered.tray)

    @property
    def story(self) -> Story:
        """The views pinned so far."""
        return self._story

    def pin(self, selection: Selection) -> int:
        """Add a view at the end, and give how many there are now."""
        self.put(self._story.pinned(selection))
        return len(self._story.pins)

    def put(self, story: Story) -> None:
        """Another story in place of the one that is there; an equal one is silent."""
        if story != self._story:
            self._story = story
            self._settings.change(tray=story.to_json() if story != Story() else "")
            self.changed.emit()


def _read(text: str) -> Story:
    try:
        return Story.from_json(text) if text else Story()
    except StoryError:
        return Story()
