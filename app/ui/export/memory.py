"""What the export dialog remembers: the last choice for each kind of chart, and the user's own presets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.ui.export.choice import ExportChoice, plain_target, target_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.export.target import ExportTarget
    from app.ui.look import Look
    from app.ui.settings import Settings

_KINDS, _PRESETS = "kinds", "presets"


class ExportMemory:
    """Reads and writes its part of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def choice(self, kind: str, look: Look) -> ExportChoice:
        """The last choice for a kind of chart, or the last of all where there is none for it."""
        own = self._named(_KINDS).get(kind)
        plain = own if isinstance(own, dict) else self._settings.remembered.export
        return ExportChoice.from_plain(plain, look.words.language, look.theme.name)

    def keep_choice(self, kind: str, choice: ExportChoice, look: Look) -> None:
        """Keep a choice as the last one, and as the last one for a kind of chart.

        Language and theme follow the window again where they were those of the window.
        """
        of_window = {"language": look.words.language, "theme": look.theme.name}
        plain = {name: value for name, value in choice.plain().items() if of_window.get(name) != value}
        named = {_KINDS: {**self._named(_KINDS), kind: plain}, _PRESETS: self._named(_PRESETS)}
        self._settings.change(export={**plain, **named})

    def presets(self) -> Mapping[str, ExportTarget]:
        """The user's own presets under their names, in the order in which they were made."""
        return {
            name: target_from(plain, "light")
            for name, plain in self._named(_PRESETS).items()
            if isinstance(plain, dict)
        }

    def keep_preset(self, name: str, target: ExportTarget) -> None:
        """Keep a picture's form under a name, in place of one of that name."""
        self._change_presets({**self._named(_PRESETS), name: plain_target(target)})

    def drop_preset(self, name: str) -> None:
        """Forget one of the user's own presets."""
        self._change_presets({key: plain for key, plain in self._named(_PRESETS).items() if key != name})

    def _change_presets(self, presets: Mapping[str, Any]) -> None:
        self._settings.change(export={**self._settings.remembered.export, _PRESETS: dict(presets)})

    def _named(self, part: str) -> dict[str, Any]:
        found = self._settings.remembered.export.get(part)
        return found if isinstance(found, dict) else {}
