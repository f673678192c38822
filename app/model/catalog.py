"""What a data set holds besides its figures: dimensions, dataflows, sources, notes and terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.model.dimension import Dimension, DimensionName
from app.model.message import Message
from app.model.period import Frequency

Reliability = Literal["official", "press quoting official", "secondary"]
RELIABILITIES: tuple[Reliability, ...] = ("official", "press quoting official", "secondary")
"""From the strongest to the weakest."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read."""

    id: str
    publisher: str
    title: str
    date: str
    link: str
    reliability: Reliability
    note: str = ""
    publisher_zh: str = ""
    """The publisher's own Chinese name; '' where none is well established."""

    def publisher_in(self, language: str) -> str:
        """The publisher as readers of a language know it, else by the name that every source has."""
        return (language == "zh" and self.publisher_zh) or self.publisher

    @property
    def site(self) -> str:
        """Where it was read: the host of its link; '' where it has none."""
        return self.link.partition("://")[2].partition("/")[0].removeprefix("www.")

    def citation(self, language: str) -> str:
        """Publisher, title and date, as a source line gives them."""
        return ", ".join(part for part in (self.publisher_in(language), self.title, self.date) if part)


@dataclass(frozen=True, slots=True)
class Dataflow:
    """A table of observations on one basis at one frequency."""

    id: str
    name_en: str
    name_zh: str
    basis_en: str
    basis_zh: str
    currency: str
    valuation: str
    attribution: str
    frequency: Frequency
    first_period: str
    last_period: str
    released: str
    supersedes: str = ""
    source: str = ""
    licence: str = ""
    dataset: str = "bundled"

    def basis(self, language: str) -> str:
        """The basis in a sentence."""
        return self.basis_zh if language == "zh" else self.basis_en


@dataclass(frozen=True, slots=True)
class Note:
    """A statement about a region, market or product that is not a figure."""

    dimension: DimensionName
    subject: str
    kind: str
    text_en: str
    text_zh: str
    source: str
    period: str = ""
    observation: str = ""
    threshold: str = ""
    threshold_unit: str = ""

    def text(self, language: str) -> str:
        """The statement in a language."""
        return self.text_zh if language == "zh" else self.text_en


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    term: str
    name_en: str
    name_zh: str
    text_en: str
    text_zh: str


@dataclass(frozen=True)
class Catalog:
    """Everything about a data set but its observations."""

    regions: Dimension
    markets: Dimension
    products: Dimension
    dataflows: Mapping[str, Dataflow]
    sources: Mapping[str, Source]
    notes: tuple[Note, ...] = ()
    terms: tuple[Term, ...] = ()
    problems: tuple[Message, ...] = ()
    """What was damaged and left out while reading, each with file, line and column."""

    def dimension(self, name: DimensionName) -> Dimension:
        """One of the three dimensions by name."""
        return {"region": self.regions, "market": self.markets, "product": self.products}[name]

    def cited(self, source_ids: str) -> tuple[Source, ...]:
        """The sources that an observation names, joined with ';'."""
        return tuple(self.sources[key] for key in source_ids.split(";") if key in self.sources)

    def reliability(self, source_ids: str) -> Reliability | Literal[""]:
        """How reliable the best of the sources is that an observation names; '' where none is known."""
        found = {source.reliability for source in self.cited(source_ids)}
        return next((reliability for reliability in RELIABILITIES if reliability in found), "")
