"""A sentence for the user that is written in one place and translated where it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.words import Named, Words


@dataclass(frozen=True)
class Message:
    """A sentence and what fills its places: texts, numbers, names in both languages or other messages."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.template)

    def __str__(self) -> str:
        named = {name: _in_english(value) for name, value in self.values.items()}
        return _one_line(self.template.format(**named))

    def in_words(self, words: Words) -> str:
        """The sentence in the language of the interface, on one line as well."""
        values = {name: _in_words(value, words) for name, value in self.values.items()}
        return _one_line(words.text(self.template, **values))


def _in_words(value: object, words: Words) -> object:
    if isinstance(value, Message):
        return value.in_words(words)
    return words.name(value) if isinstance(value, Named) else value


def _in_english(value: object) -> object:
    return value.name_en if isinstance(value, Named) else value


def _one_line(text: str) -> str:
    """A sentence on one line, whatever names of a file stand in it."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def say(template: str, /, **values: object) -> Message:
    """A message; the template is an English sentence that translations look up."""
    return Message(template, values)
