"""The parts that titles are made of: what is traded, by whom, ordinals and comparisons.

A sentence is used only where the figures, with their rounding and bounds, carry it.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.flows import flow_text
from app.charts.grammar import spoken, whose
from app.charts.reading import Reading
from app.model.arithmetic import surely_above
from app.model.dimension import LISTED
from app.model.figure import Figure
from app.model.numbers import amount
from app.model.units import ONE
from app.model.words import Words

ALL_MARKETS = "WORLD"
ALL_PRODUCTS = "ALL"
CLASSIFICATION = "classification"
"""The level of a member that stands for all goods, divided in one way."""


def activity(reading: Reading, flow: str = "") -> str:
    """What is traded, without the region: 'exports of vehicles to ASEAN'.

    Args:
        reading: The data of the chart.
        flow: The flow to name, where it is not the chart's.
    """
    words, selection, kind = reading.words, reading.data.selection, reading.breakdown.kind
    shown = {kind, selection.across.kind if selection.across else ""}
    named = flow or ("total" if kind == "flow" else reading.flow)
    what = flow_text(named, words)
    product, market = selection.product, selection.market
    listed = [code for code in (product, market) if _is_sum_of_file(reading, code)]
    if product not in (ALL_PRODUCTS, *_nameless(reading, listed)) and "product" not in shown:
        what = _with_product(words, named, what, spoken(reading, product))
    if market not in (ALL_MARKETS, *_nameless(reading, listed)) and "market" not in shown:
        what = _with_market(words, named, what, spoken(reading, market))
    if listed:
        return words.text("{flow} in this file", flow=what)
    return what


def _nameless(reading: Reading, listed: Sequence[str]) -> list[str]:
    """Of the sums of a file those that hold more than one branch, and so go by no name of their own."""
    return [code for code in listed if reading.data.members[code].code == code]


def owner(reading: Reading) -> str:
    """The region whose trade is broken down."""
    if reading.breakdown.kind == "region":
        return reading.breakdown.parent
    return reading.data.selection.region


def subject(reading: Reading, member: str = "") -> str:
    """Whose trade in what: "Zhejiang's exports"; with a member, of that member.

    A market or product becomes part of what is traded: "Zhejiang's trade with ASEAN".
    """
    words = reading.words
    if member and reading.breakdown.kind == "region":
        return words.text("{whose} {activity}", whose=whose(reading, member), activity=activity(reading))
    what = activity(reading)
    if member and reading.breakdown.kind == "market":
        what = _with_market(words, reading.flow, what, spoken(reading, member))
    elif member and reading.breakdown.kind == "product":
        what = _with_product(words, reading.flow, what, spoken(reading, member))
    elif member and reading.breakdown.kind == "flow":
        what = activity(reading, member)
    return words.text("{whose} {activity}", whose=whose(reading, owner(reading)), activity=what)


def _with_product(words: Words, flow: str, what: str, name: str) -> str:
    if flow in ("total", "balance"):
        return words.text("{flow} in {product}", flow=what, product=name)
    return words.text("{flow} of {product}", flow=what, product=name)


def _with_market(words: Words, flow: str, what: str, name: str) -> str:
    match flow:
        case "export":
            return words.text("{flow} to {market}", flow=what, market=name)
        case "import":
            return words.text("{flow} from {market}", flow=what, market=name)
    return words.text("{flow} with {market}", flow=what, market=name)


def whole_name(reading: Reading) -> str:
    """The parent of the members, as the other side of a comparison: 'China as a whole'."""
    name = whole_head(reading)
    code = _whole_code(reading)
    is_member = name == spoken(reading, code) and not _is_sum_of_file(reading, code)
    return reading.words.text("{name} as a whole", name=name) if is_member else name


def whole_head(reading: Reading) -> str:
    """The parent of the members in the head of a column: 'China'."""
    words, code = reading.words, _whole_code(reading)
    if code in (ALL_MARKETS, ALL_PRODUCTS):
        flow = flow_text(reading.flow, words)
        return words.text("{whose} total {flow}", whose=whose(reading, owner(reading)), flow=flow)
    if words.language == "zh" and reading.breakdown.kind == "region" and _is_nation(reading, code):
        # Chinese says 'the whole country' where English names it.
        return words.text("the whole country")
    return spoken(reading, code)


def _whole_code(reading: Reading) -> str:
    return reading.whole.member if reading.whole else reading.breakdown.parent


def _is_nation(reading: Reading, code: str) -> bool:
    member = reading.data.members.get(code)
    return member is not None and not member.parent


def _is_sum_of_file(reading: Reading, code: str) -> bool:
    """Whether a whole is only what an imported file lists: 'all markets in this file'."""
    member = reading.data.members.get(code)
    return member is not None and member.level == LISTED


def members_text(reading: Reading, count: int) -> str:
    """So many members as a group: 'the 31 provinces', 'the 11 cities of Zhejiang'."""
    if _are_compared(reading):
        return reading.words.text("the {count} that are compared", count=count)
    members, parent = _counted(reading, count), reading.breakdown.parent
    named = reading.data.members.get(parent)
    everything = parent in (ALL_MARKETS, ALL_PRODUCTS) or _is_nation(reading, parent)
    if reading.breakdown.kind in ("flow", "period") or everything:
        return members
    if named is None or named.level == CLASSIFICATION:
        return members
    return reading.words.text("{members} of {parent}", members=members, parent=spoken(reading, parent))


def _are_compared(reading: Reading) -> bool:
    """Whether the chart shows members that were chosen by hand: no claim is about all of their kind."""
    pinned = reading.data.selection.pinned
    return len(pinned) > 1 and {row.member for row in reading.rows} <= {*pinned}


def _counted(reading: Reading, count: int) -> str:
    words = reading.words
    match (reading.breakdown.kind, reading.breakdown.level):
        case ("region", "province"):
            return words.text("the {count} provinces", count=count)
        case ("region", "city"):
            return words.text("the {count} cities", count=count)
        case ("region", "county"):
            return words.text("the {count} counties", count=count)
        case ("region", _):
            return words.text("the {count} regions", count=count)
        case ("market", _):
            return words.text("the {count} markets", count=count)
        case ("product", level):
            return _counted_goods(words, level, count)
        case ("flow", _):
            return words.text("the {count} flows", count=count)
    return words.text("the {count} periods", count=count)


def _counted_goods(words: Words, level: str, count: int) -> str:
    match level:
        case "sector":
            return words.text("the {count} sectors", count=count)
        case "stage":
            return words.text("the {count} stages of processing", count=count)
        case "group":
            return words.text("the {count} groups of goods", count=count)
    return words.text("the {count} goods", count=count)


def among_text(reading: Reading, known: int) -> str:
    """The members that a claim is about, saying so where some have no figure."""
    every = members_text(reading, known)
    if known >= len({row.member for row in reading.rows}):
        return every
    return reading.words.text("{members} with a figure", members=every)


def by_members(reading: Reading, members: str) -> str:
    """The trade that is broken down, with its members: "China's exports to 6 markets"."""
    words, what, members = reading.words, activity(reading), members.removeprefix("the ")
    if reading.breakdown.kind == "market":
        what = _with_market(words, reading.flow, what, members)
    else:
        what = _with_product(words, reading.flow, what, members)
    return words.text("{whose} {activity}", whose=whose(reading, owner(reading)), activity=what)


def sum_of_members(reading: Reading, known: int) -> str:
    """The trade of the members that have figures, where no whole is reported for them."""
    words, members, what = reading.words, among_text(reading, known), activity(reading)
    match reading.breakdown.kind:
        case "market":
            what = _with_market(words, reading.flow, what, members)
        case "product":
            what = _with_product(words, reading.flow, what, members)
        case "region":
            return words.text("the {activity} of {members}", activity=what, members=members)
    return words.text("{whose} {activity}", whose=whose(reading, owner(reading)), activity=what)


def whole_label(reading: Reading) -> str:
    """The parent of the members beside a mark: 'China', or 'total' for all markets and all goods."""
    code = _whole_code(reading)
    member = reading.data.members.get(code)
    everything = code in (ALL_MARKETS, ALL_PRODUCTS) or (
        member is not None and member.level == CLASSIFICATION
    )
    return reading.words.text("total") if everything else reading.name(code)


def head_text(reading: Reading) -> str:
    """The head of the column of members."""
    words = reading.words
    match (reading.breakdown.kind, reading.breakdown.level):
        case ("region", "province"):
            return words.text("Province")
        case ("region", "city"):
            return words.text("City")
        case ("region", _):
            return words.text("Region")
        case ("market", _):
            return words.text("Market")
        case ("product", _):
            return words.text("Goods")
        case ("flow", _):
            return words.text("Flow")
    return words.text("Period")


def ordinal(place: int, words: Words) -> str:
    """A place in words up to the tenth: 'third', '11th'."""
    named = (
        words.text("first"), words.text("second"), words.text("third"), words.text("fourth"),
        words.text("fifth"), words.text("sixth"), words.text("seventh"), words.text("eighth"),
        words.text("ninth"), words.text("tenth"),
    )  # fmt: skip
    if 1 <= place <= len(named):
        return named[place - 1]
    if words.language == "zh" or 11 <= place % 100 <= 13 or place % 10 > 3 or place % 10 == 0:
        return words.text("{place}th", place=place)
    return f"{place}{('st', 'nd', 'rd')[place % 10 - 1]}"


def cardinal(number: int, words: Words) -> str:
    """A whole number in words up to ten."""
    named = (
        words.text("one"), words.text("two"), words.text("three"), words.text("four"), words.text("five"),
        words.text("six"), words.text("seven"), words.text("eight"), words.text("nine"), words.text("ten"),
    )  # fmt: skip
    return named[number - 1] if 1 <= number <= len(named) else f"{number:,}"


def percent_text(figure: Figure, words: Words, decimals: int = 1) -> str:
    """A percentage within a sentence, without a sign: '16.5%'; below one with a decimal more."""
    value = abs(figure.value or 0.0)
    finest = 10.0 ** -(decimals if value >= 1 else decimals + 1)
    rounding = max(figure.rounding or finest, finest)
    return words.text("{number}%", number=amount(value, ONE, digits=6, rounding=rounding))


def sentence(text: str) -> str:
    """A title begins with a capital letter."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str], words: Words) -> str:
    """Names as a list: 'Guangdong, Jiangsu and Zhejiang'."""
    if len(names) < 2:
        return "".join(names)
    return words.text("{names} and {last}", names=words.listing(list(names[:-1])), last=names[-1])


def pace(own: Figure, other: Figure) -> str:
    """How a growth compares with another: 'faster', 'slower', 'against', 'both fell' or '' if unsure."""
    if own.value is None or other.value is None:
        return ""
    zero = Figure(0.0, "percent")
    if surely_above(zero, own):
        return "against" if surely_above(other, zero) else "fell"
    if surely_above(own, other) and surely_above(own, zero):
        return "faster"
    return "slower" if surely_above(other, own) else ""
