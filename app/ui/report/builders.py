"""From views to a report: the story of the output tray, and the profile of a region or market."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.charts.origin import figures_of, sources_of
from app.charts.periods import period_text
from app.explorer.provenance import value_text
from app.model.units import ONE, unit_name
from app.ui import figure_text
from app.ui.report.document import (
    Card,
    Cards,
    Entry,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Report,
)
from app.ui.report.references import REFERENCES_WIDTH, References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.data.store import Cursor
    from app.explorer.explorer import Explorer
    from app.explorer.profile import Profile
    from app.explorer.stories import Story
    from app.explorer.surroundings import Fact, KeyFigure
    from app.explorer.views import View
    from app.model.words import Words
    from app.ui.report.document import Block


def story_report(explorer: Explorer, cursor: Cursor, story: Story, words: Words) -> Report:
    """Pinned views in their order, each with its comment and its figures, and all sources at the end."""
    views = [explorer.view(cursor, pin.selection, words) for pin in story.pins]
    specs = [view.spec for view in views if view.spec is not None]
    catalogs = [explorer.catalog(view.selection) for view in views if view.spec is not None]
    sources = dict.fromkeys(
        source
        for catalog, spec in zip(catalogs, specs, strict=True)
        for source in sources_of(figures_of(spec), catalog.sources)
    )
    references = References(tuple(sources), words)
    blocks: list[Block] = []
    for view, pin in zip(views, story.pins, strict=True):
        if pin.comment:
            said = filter(str.strip, pin.comment.splitlines())
            blocks += [Paragraph(text, lead=True, continued=place > 0) for place, text in enumerate(said)]
        blocks += _view_blocks(view, references, words)
    blocks += [Heading(words.text("Sources")), references.listing()] if sources else []
    title = story.title or words.text("Views of China's foreign trade")
    return _report(title, blocks, references, words)


def _view_blocks(view: View, references: References, words: Words) -> Iterator[Block]:
    if view.spec is None:
        yield Paragraph(words.text("Not shown: {reason}", reason=view.empty), muted=True)
        return
    yield Picture(view.spec, view.selection)
    yield references.grid(view.spec, folded=False)


def profile_report(profile: Profile, words: Words) -> Report:
    """Key figures, charts, facts, notes, sources and terms of a region or market."""
    references = References(profile.sources, words)
    detail = profile.detail
    blocks: list[Block] = []
    if detail.key_figures:
        blocks.append(Cards(tuple(_card(key, words) for key in detail.key_figures)))
        blocks.append(Paragraph(_basis_line(profile, words), muted=True))
    for view in profile.views:
        if view.spec is not None:
            blocks.append(Picture(view.spec, view.selection))
            blocks.append(references.grid(view.spec, folded=True))
    if detail.facts:
        year = period_text(profile.selection.period[:4], words)
        blocks.append(Heading(words.text("Published figures, {year}", year=year)))
        blocks.append(_facts(detail.facts, references, words))
    if detail.statements:
        blocks.append(Heading(words.text("Notes")))
        blocks.append(
            Listing(tuple(Entry(note.text, head=_capital(note.kind)) for note in detail.statements))
        )
        blocks.append(
            Paragraph(_notes_sources({note.source for note in detail.statements}, words), muted=True)
        )
    if profile.sources:
        blocks += [Heading(words.text("Sources")), references.listing()]
    blocks += [Heading(words.text("Bases and terms")), _terms(profile, words)]
    return _report(
        profile.title, blocks, references, words, other_title=profile.other_title, caption=detail.caption
    )


def _report(
    title: str,
    blocks: list[Block],
    references: References,
    words: Words,
    *,
    other_title: str = "",
    caption: str = "",
) -> Report:
    latest = references.latest()
    dated = words.text("figures as of {date}", date=latest) if latest else ""
    return Report(
        title=title,
        language=words.language,
        blocks=tuple(blocks),
        other_title=other_title if other_title != title else "",
        caption=caption,
        foot=" · ".join(filter(None, (title, dated))),
    )


def _card(key: KeyFigure, words: Words) -> Card:
    figure = key.figure
    value = figure_text.overview(figure, words)
    currency = figure.unit in ("CNY", "USD")
    return Card(
        label=key.label,
        value=value or words.text("no level"),
        unit=unit_name(figure.unit, ONE, words) if currency and value else "",
        growth=figure_text.growth(key.growth),
        declines=figure_text.is_decline(key.growth),
        derived=figure.status == "derived",
    )


def _basis_line(profile: Profile, words: Words) -> str:
    """The period and the basis of the key figures."""
    catalogued = [flow for flow in profile.dataflows if flow.id == profile.selection.dataflow]
    basis = catalogued[0].basis(words.language) if catalogued else ""
    derived = any(key.figure.status == "derived" for key in profile.detail.key_figures)
    return " · ".join(
        filter(
            None,
            (
                period_text(profile.selection.period, words),
                basis,
                words.text("figures in grey are derived") if derived else "",
            ),
        )
    )


def _facts(facts: tuple[Fact, ...], references: References, words: Words) -> Grid:
    rows = tuple(
        (
            GridCell(_capital(fact.text)),
            GridCell(value_text(fact.figure, words), strong=True),
            GridCell(figure_text.growth(fact.growth)),
            GridCell(fact.source, muted=True),
            GridCell(references.of([fact.figure, *([fact.growth] if fact.growth else [])]), muted=True),
        )
        for fact in facts
    )
    return Grid(
        columns=(
            GridColumn(words.text("What")),
            GridColumn(words.text("Figure"), numeric=True),
            GridColumn(words.text("Growth"), numeric=True),
            GridColumn(words.text("Source"), most=200),
            GridColumn("", most=REFERENCES_WIDTH),
        ),
        rows=rows,
    )


def _notes_sources(sources: set[str], words: Words) -> str:
    return words.text("Source of the notes: {sources}", sources="; ".join(sorted(filter(None, sources))))


def _terms(profile: Profile, words: Words) -> Listing:
    chinese = words.language == "zh"
    flows = (Entry(flow.basis(words.language), head=words.name(flow)) for flow in profile.dataflows)
    terms = (
        Entry(term.text_zh if chinese else term.text_en, head=words.name(term)) for term in profile.terms
    )
    return Listing((*flows, *terms))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
