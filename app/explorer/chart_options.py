"""The options of a kind as the controls offer them for a selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.charts.kind import Kind
from app.charts.options import Option
from app.charts.shape import Shape
from app.explorer.views import Choice, OptionChoice
from app.model.selection import Selection
from app.model.words import Words


def option_choices(kind: Kind, shape: Shape, selection: Selection, words: Words) -> tuple[OptionChoice, ...]:
    """Every option that has answers to choose from, with the reason of those that are off."""
    return tuple(_offered(option, shape, selection, words) for option in kind.options if option.values)


def _offered(option: Option, shape: Shape, selection: Selection, words: Words) -> OptionChoice:
    choices = tuple(_choices(option, shape, selection, words))
    usual, current = option.usual(selection), option.value(selection)
    on = {choice.key for choice in choices if not choice.reason}
    return OptionChoice(
        name=option.name,
        title=words.text(option.title),
        current=current if current in on else _nearest(option, usual, on),
        usual=_nearest(option, usual, on),
        choices=choices,
    )


def _choices(option: Option, shape: Shape, selection: Selection, words: Words) -> Iterator[Choice]:
    for value in option.values:
        label = words.text(value.title, count=value.key)
        yield Choice(value.key, label, reason=value.unfit(shape, selection, words))


def _nearest(option: Option, usual: str, on: set[str]) -> str:
    """The usual answer, or the last one before it that is on: with nine members 'the 10 largest' are all."""
    before = [value.key for value in option.values if value.key in on]
    return usual if usual in on or not before else before[-1]


def indicator_choices(kind: Kind, indicators: Iterable[Choice], words: Words) -> tuple[Choice, ...]:
    """What can be measured in a kind: growth is off where it shows none."""
    reason = words.text("this kind of chart shows levels or shares")
    return tuple(
        replace(choice, reason=reason) if choice.key == "growth" and not kind.shows_growth else choice
        for choice in indicators
    )
