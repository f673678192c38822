"""The language of the interface: one translator for window, charts and command line.

Texts are written in English where they are used and looked up in a gettext catalogue; placeholders
are named and filled after the look-up, so that a translation can move them but not break the program.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
DOMAIN = "third-pole"


@runtime_checkable
class Named(Protocol):
    """Anything with a name in both languages."""

    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...


class Words:
    """Texts and names in one language."""

    def __init__(self, language: Language, folder: Path | None = None) -> None:
        """Read the catalogue of a language.

        Args:
            language: The language of every text that this object gives.
            folder: Where the catalogues lie; without one, texts stay in English.
        """
        self.language: Language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if folder is not None and language != "en":
            self._catalogue = gettext.translation(DOMAIN, folder, languages=[language], fallback=True)

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, with its named placeholders filled.

        A translation whose placeholders are wrong gives way to the English message.
        """
        if not message:
            return ""  # gettext keeps the catalogue's own header under the empty message
        translated = self._catalogue.gettext(message)
        if not values:
            return translated
        try:
            return translated.format(**values)
        except (LookupError, ValueError):
            return message.format(**values)

    def name(self, named: Named) -> str:
        """The name of a region, market, product, dataflow ... in this language."""
        return (named.name_zh or named.name_en) if self.language == "zh" else (named.name_en or named.name_zh)

    def other_name(self, named: Named) -> str:
        """The same name in the other language, for display beside the first."""
        return named.name_en if self.language == "zh" else named.name_zh

    def listing(self, parts: list[str]) -> str:
        """Parts joined as a list of this language; by semicolons where a part is a list itself."""
        if self.language == "zh":
            return "、".join(parts)
        return ("; " if any(", " in part for part in parts) else ", ").join(parts)
