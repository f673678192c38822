"""Finding a region, market or product by what a person types: a name in either language, or a code."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from app.model.dimension import Dimension, Member

_NOISE = re.compile(r"[\s\-'’.,()（）]+")


class UnknownNameError(LookupError):
    """No member has that name; carries the nearest ones."""

    def __init__(self, dimension: str, name: str, nearest: tuple[str, ...]) -> None:
        self.dimension = dimension
        self.name = name
        self.nearest = nearest
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no {dimension} is called '{name}'{hint}")


def folded(text: str) -> str:
    """A text as it is compared: lower case, without blanks and punctuation, '&' read as 'and'."""
    return _NOISE.sub("", text.casefold().replace("&", "and"))


def _by_weight(dimension: Dimension) -> Iterator[tuple[str, str]]:
    """Every spelling with its code, the surest first: Shanxi's name is also Shaanxi's pinyin."""
    yield from ((member.code, member.code) for member in dimension)
    yield from ((member.name_en, member.code) for member in dimension)
    yield from ((member.name_zh, member.code) for member in dimension)
    yield from dimension.aliases.items()
    yield from ((member.iso, member.code) for member in dimension)
    yield from ((member.pinyin, member.code) for member in dimension)


def spellings(member: Member) -> Iterable[str]:
    """Everything that a member is called in its own row."""
    return filter(None, (member.code, member.name_en, member.name_zh, member.pinyin, member.iso))


class NameIndex:
    """Every spelling of a dimension's members, folded, each with its code."""

    def __init__(self, dimension: Dimension) -> None:
        self._dimension = dimension
        self._codes: dict[str, str] = {}
        for spelling, code in _by_weight(dimension):
            if key := folded(spelling):
                self._codes.setdefault(key, code)

    def resolve(self, name: str) -> str:
        """The code that a name stands for.

        Raises:
            UnknownNameError: Nothing is called that.
        """
        code = self._codes.get(folded(name))
        if code is None:
            raise UnknownNameError(self._dimension.name, name, self.nearest(name))
        return code

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """English names that look most like what was typed."""
        close = difflib.get_close_matches(folded(name), self._codes, n=count * 3, cutoff=0.5)
        names = dict.fromkeys(self._dimension[self._codes[spelling]].name_en for spelling in close)
        return tuple(names)[:count]


def haystack(member: Member, aliases: Iterable[str] = ()) -> str:
    """The one text that a filter searches: names, codes, pinyin, initials and other spellings."""
    parts = [*spellings(member), member.pinyin.replace(" ", ""), member.initials, *aliases]
    return "\n".join(part.casefold() for part in parts if part)
