"""What a published figure is, in words: 'exports of wind turbines, growth', 'share of China's exports'."""

from __future__ import annotations

from app.charts.flows import flow_text
from app.data.observations import Observation
from app.model.catalog import Catalog
from app.model.dimension import DimensionName
from app.model.numbers import quantity_text
from app.model.terms import term
from app.model.units import ONE, unit_name
from app.model.words import Words


def traded(seen: Observation, catalog: Catalog, words: Words) -> str:
    """Flow, product and market: 'exports of vehicles to ASEAN'; sums of what a file lists say so."""
    flow = flow_text(seen.flow, words)
    if seen.product != catalog.products.root:
        flow = words.text(
            "{flow} of {product}", flow=flow, product=name(catalog, "product", seen.product, words)
        )
    if seen.regime != "all":
        flow = words.text("{flow}, {regime}", flow=flow, regime=term(seen.regime, words))
    if seen.operator != "all":
        flow = words.text("{flow} by {operator}", flow=flow, operator=term(seen.operator, words))
    if seen.market != catalog.markets.root:
        flow = _with_market(seen.flow, flow, name(catalog, "market", seen.market, words), words)
    if catalog.products.is_listed(seen.product) or catalog.markets.is_listed(seen.market):
        return words.text("{flow} in this file", flow=flow)
    return flow


def _with_market(direction: str, flow: str, market: str, words: Words) -> str:
    match direction:
        case "export":
            return words.text("{flow} to {market}", flow=flow, market=market)
        case "import":
            return words.text("{flow} from {market}", flow=flow, market=market)
    return words.text("{flow} with {market}", flow=flow, market=market)


def described(seen: Observation, catalog: Catalog, words: Words) -> str:
    """The whole of what a figure says, without its number, place and period."""
    what = traded(seen, catalog, words)
    match seen.indicator:
        case "value":
            return what
        case "quantity":
            return words.text("{what}, quantity", what=what)
        case "growth":
            return _growth(seen, what, words)
        case "streak":
            return words.text("{what}, consecutive years of growth", what=what)
        case "count":
            return _count(seen, words)
    return _relative(seen, what, catalog, words) or f"{what}, {term(seen.indicator, words)}"


def _growth(seen: Observation, what: str, words: Words) -> str:
    if seen.base_period:
        return words.text("{what}, growth since {period}", what=what, period=seen.base_period)
    if seen.measure == "quantity":
        return words.text("{what}, growth of the quantity", what=what)
    return words.text("{what}, growth", what=what)


def _count(seen: Observation, words: Words) -> str:
    members = term(seen.unit, words)
    if seen.threshold is None:
        return words.text("number of {members}", members=members)
    passed = threshold(seen, words)
    return words.text("number of {members} above {threshold}", members=members, threshold=passed)


def _relative(seen: Observation, what: str, catalog: Catalog, words: Words) -> str:
    """What stands to a whole or among others; '' for any other figure."""
    match seen.indicator:
        case "share":
            return words.text("{what}, share of {whole}", what=what, whole=whole(seen, catalog, words))
        case "contribution":
            of = whole(seen, catalog, words)
            return words.text("{what}, contribution to the growth of {whole}", what=what, whole=of)
        case "rank":
            return words.text("{what}, rank among {among}", what=what, among=among(seen, catalog, words))
        case "order":
            others, passed = among(seen, catalog, words), threshold(seen, words)
            return words.text("order in which {among} passed {threshold}", among=others, threshold=passed)
    return ""


def whole(seen: Observation, catalog: Catalog, words: Words) -> str:
    """What a share or contribution is of."""
    parts = []
    if seen.of_product:
        every = catalog.products.is_everything(seen.of_product)
        parts.append(words.text("all goods") if every else name(catalog, "product", seen.of_product, words))
    if seen.of_market:
        every = catalog.markets.is_everything(seen.of_market)
        parts.append(words.text("all markets") if every else name(catalog, "market", seen.of_market, words))
    if seen.of_region:
        parts.append(name(catalog, "region", seen.of_region, words))
    return words.listing(parts) or words.text("the total")


def among(seen: Observation, catalog: Catalog, words: Words) -> str:
    """The members that a rank is among: 'provinces of China'."""
    level, _, parent = seen.among.partition("@")
    members = among_what(level, words)
    if not parent:
        return members
    return words.text("{members} of {place}", members=members, place=name(catalog, "region", parent, words))


def among_what(level: str, words: Words) -> str:
    """The members of a level, in the plural."""
    match level:
        case "province":
            return words.text("provinces")
        case "city":
            return words.text("cities")
        case "market":
            return words.text("markets")
    return words.text("its kind")


def threshold(seen: Observation, words: Words) -> str:
    """The level that was passed: '1 tn yuan', '1万亿元'."""
    amount = quantity_text(seen.threshold or 0, seen.threshold_unit, words.language, digits=None)
    unit = unit_name(seen.threshold_unit, ONE, words)
    return f"{amount}{unit}" if words.language == "zh" else f"{amount} {unit}"


def name(catalog: Catalog, dimension: DimensionName, code: str, words: Words) -> str:
    """A member's name, or its code where the catalogue does not have it."""
    member = catalog.dimension(dimension).get(code)
    return words.name(member) if member else code
