"""What an import tells the user: English with named places, translated where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.words import Words


@dataclass(frozen=True)
class Message:
    """A sentence and what fills its places."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def in_words(self, words: Words) -> str:
        """The sentence in the language of the interface."""
        return words.text(self.template, **self.values)


def say(template: str, /, **values: object) -> Message:
    """A message; the template is an English sentence that translations look up."""
    return Message(template, values)


class ImportFailedError(Exception):
    """The file cannot be imported; the message says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class ImportCancelledError(Exception):
    """The user stopped the import; nothing was kept."""
