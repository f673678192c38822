"""`chart`: one chart into a file, without a screen."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from app.charts.options import OptionError, check_option
from app.cli.arguments import BREAKDOWNS, CallError, WorkError, add_filters, add_language, selection
from app.cli.session import Session
from app.explorer.explorer import Explorer
from app.explorer.known import Known
from app.model.selection import Selection

FORMATS = ("png", "svg", "pdf", "csv", "xlsx", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `chart`."""
    parser.add_argument("kind", metavar="KIND", help="ranking, trend, share, growth-size, tile-map ...")
    add_filters(parser)
    parser.add_argument("--by", choices=tuple(BREAKDOWNS), help="what the members of the chart are")
    parser.add_argument("--selection", type=Path, metavar="FILE.json", help="a saved selection to start from")
    parser.add_argument(
        "--across", choices=tuple(BREAKDOWNS), help="the second dimension of a matrix or flow"
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE",
        help="how the kind shows it: members=10, mode=index, mode=sum12, scale=log, heat=growth ...",
    )  # fmt: skip
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="png, svg, pdf, csv, xlsx")
    parser.add_argument("--size", default="1600x900", metavar="WxH", help="pixels, 85x60mm or a preset")
    parser.add_argument("--dpi", type=int, default=96)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    add_language(parser)


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Draw the chart that a call describes.

    Raises:
        CallError: The kind, a name or the form of the file is wrong.
        WorkError: The selection cannot be shown, or the file cannot be written.
    """
    explorer = session.explorer
    if arguments.kind not in explorer.kinds:
        kinds = ", ".join(explorer.kinds)
        raise CallError(f"no kind of chart is called '{arguments.kind}'; there are: {kinds}")
    form = arguments.output.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise CallError(f"'{arguments.output.name}' must end in one of: {', '.join(FORMATS)}")
    asked = _asked(arguments, explorer)
    words = session.words(arguments.language)
    view = explorer.view(explorer.open_cursor(), asked, words, strict=True)
    if view.spec is None:
        raise WorkError(view.empty)
    from app.cli.drawing import target, write_chart

    picture = target(arguments.size, arguments.dpi, arguments.theme)
    write_chart(view.spec, explorer.origin(view, words), arguments.output, picture)
    return 0


def _saved(path: Path) -> Selection:
    try:
        return Selection.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"cannot read the selection {path}: {error}") from None


def _answerable(chosen: Selection, arguments: argparse.Namespace, explorer: Explorer) -> Selection:
    """The selection with the flow and indicator that its data set has, where the call names none."""
    known = Known(explorer.library, explorer.open_cursor()).of(chosen)
    return replace(
        chosen,
        flow=chosen.flow if arguments.flow else known.flow,
        indicator=chosen.indicator if arguments.indicator else known.indicator,
    )


def _asked(arguments: argparse.Namespace, explorer: Explorer) -> Selection:
    """The selection to draw: a saved one, or the kind's best example, with the call's filters."""
    filters = ("region", "market", "product", "flow", "period", "indicator", "dataflow", "by", "across")
    start = Selection()
    if arguments.selection:
        start = _saved(arguments.selection)
    elif not any(getattr(arguments, name) for name in filters):
        start = Selection.from_plain(dict(explorer.kinds[arguments.kind].example))
    chosen = replace(selection(arguments, explorer.library, start), chart=arguments.kind)
    if not arguments.selection:
        chosen = _answerable(chosen, arguments, explorer)
    for text in arguments.option:
        name, _, value = text.partition("=")
        if not (name and value):
            raise CallError(f"'{text}' is not an option such as mode=index")
        try:
            check_option(explorer.kinds[arguments.kind].options, name, value)
        except OptionError as error:
            raise CallError(f"{arguments.kind}: {error}") from None
        chosen = chosen.with_option(name, value)
    return chosen
