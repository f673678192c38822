"""A sentence for the user that is written in one place and translated where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.words import Words


@dataclass(frozen=True)
class Message:
    """A sentence and what fills its places: texts, numbers or other messages."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.template)

    def __str__(self) -> str:
        return _one_line(self.template.format(**self.values))

    def in_words(self, words: Words) -> str:
        """The sentence in the language of the interface, on one line as well."""
        values = {
            name: value.in_words(words) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return _one_line(words.text(self.template, **values))


def _one_line(text: str) -> str:
    """A sentence on one line, whatever names of a file stand in it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def say(template: str, /, **values: object) -> Message:
    """A message; the template is an English sentence that translations look up."""
    return Message(template, values)
