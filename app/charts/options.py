"""What a reader may choose about how a kind shows its figures, declared as data.

A choice is an option of the `Selection`; the window's control and `--option` offer what is declared here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.charts.shape import Shape
from app.model.period import Period
from app.model.selection import Selection
from app.model.words import Words

Unfit = Callable[[Shape, Selection, Words], str]
"""'' where a value can be chosen; otherwise why not, and what would make it possible."""


class OptionError(ValueError):
    """A kind has no such option, or the option no such value; the message says what there is."""


def always(shape: Shape, selection: Selection, words: Words) -> str:
    """Any selection will do."""
    return ""


@dataclass(frozen=True, slots=True)
class OptionValue:
    """One way to show the figures. The title is an English source for the translator."""

    key: str
    title: str
    """May have a place for '{count}', which is the key."""
    unfit: Unfit = always


@dataclass(frozen=True, slots=True)
class Option:
    """A question with a few answers. The title is an English source for the translator."""

    name: str
    title: str
    values: tuple[OptionValue, ...]
    usual: Callable[[Selection], str]
    """The answer where nobody gives one."""
    period: bool = False
    """Whether any period is an answer as well, beside the values."""

    def value(self, selection: Selection) -> str:
        """What a selection says, or the usual."""
        asked = selection.option(self.name)
        return asked if self.has(asked) else self.usual(selection)

    def has(self, value: str) -> bool:
        """Whether that is an answer."""
        return any(value == known.key for known in self.values) or (self.period and _is_period(value))

    def count(self, selection: Selection) -> int:
        """The value of an option whose values are numbers."""
        return int(self.value(selection))

    def chosen(self, selection: Selection, value: str) -> Selection:
        """The selection with another answer; the usual one is not written down."""
        bare = selection.with_option(self.name, "")
        return bare if value == self.usual(bare) else bare.with_option(self.name, value)


def first_of(*values: OptionValue) -> Callable[[Selection], str]:
    """The first value is the usual one."""
    return lambda selection: values[0].key


LEVELS = OptionValue("value", "Levels")
SHARES = OptionValue("share", "Shares")
INDEX = OptionValue("index", "Index")
GROWTH = OptionValue("growth", "Growth")
LINEAR = OptionValue("linear", "Linear")
LOGARITHMIC = OptionValue("log", "Logarithmic")


def value_or_growth(selection: Selection) -> str:
    """As the indicator says."""
    return GROWTH.key if selection.indicator == "growth" else LEVELS.key


def members_option(usual: int, *counts: int) -> Option:
    """How many members are shown by themselves.

    Args:
        usual: What suits the kind.
        counts: All the numbers to choose from, in rising order, the usual one among them.
    """
    first, *more = counts
    values = [OptionValue(str(first), "The {count} largest")]
    values += [
        OptionValue(
            str(count), "The {count} largest" if count < counts[-1] else "All, at most {count}", unfit
        )
        for count, unfit in zip(more, map(_more_than, counts), strict=False)
    ]
    return Option("members", "Members shown", tuple(values), lambda selection: str(usual))


def _more_than(fewer: int) -> Unfit:
    def unfit(shape: Shape, selection: Selection, words: Words) -> str:
        if max(shape.members, shape.members_with_growth) > fewer:
            return ""
        return words.text("{count} show every member already.", count=fewer)

    return unfit


def check_option(options: tuple[Option, ...], name: str, value: str) -> None:
    """Make sure that an option of a kind can have a value.

    Raises:
        OptionError: It cannot.
    """
    option = next((known for known in options if known.name == name), None)
    if option is None:
        names = ", ".join(known.name for known in options) or "none"
        raise OptionError(f"no option is called '{name}'; there are: {names}")
    if not option.has(value):
        keys = [known.key for known in option.values]
        if option.period:
            keys.append("a period such as 2016, 2016-Q1 or 2016-01")
        raise OptionError(f"'{value}' is no value of {name}; there are: {', '.join(keys)}")


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
