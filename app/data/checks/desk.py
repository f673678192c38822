"""What every family works with: the figures, what is known of them, and how a result is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.data.checks.estimates import Estimate, Estimates
from app.data.checks.ledger import Ledger, Level, print_range
from app.data.checks.result import Check, Verdict, finite, judge
from app.data.checks.wording import Wording, plain_range
from app.data.observations import Observation
from app.model.arithmetic import Range
from app.model.words import Words


@dataclass(frozen=True, slots=True)
class Computation:
    """What other figures make of a published one."""

    range: Range | None
    value: float | None
    inputs: Sequence[Observation] = ()
    firm: bool = True


NOTHING = Computation(None, None)


class Desk:
    """The figures of one data set, and the one way in which a check of them is written down."""

    def __init__(self, ledger: Ledger, words: Words) -> None:
        self.ledger = ledger
        self.estimates = Estimates(ledger)
        self.words = words
        self.wording = Wording(ledger.catalog, words)

    def check(
        self, family: str, seen: Observation, computed: Computation, *,
        missing: str = "", remark: str = "", how: str = "", excused: bool = False,
    ) -> Check:  # fmt: skip
        """A published figure held against a computed one.

        Args:
            family: Id of the family that computed it.
            seen: The print that is checked.
            computed: What other figures make of it.
            missing: What is needed; written only where the figure cannot be checked.
            remark: What besides should be known.
            how: Tells two computations of one family apart.
            excused: A difference has a reason that the figures cannot show: it is told, and the figure
                cannot be checked.
        """
        used = tuple(dict.fromkeys(computed.inputs))
        verdict = judge(print_range(seen), computed.range, firm=computed.firm)
        low, high = plain_range(computed.range)
        difference = self._difference(seen, computed) if verdict == "differs" else None
        if verdict == "differs" and excused:
            verdict = "cannot be checked"
        remarks = [remark]
        if difference is not None:
            remarks.insert(0, self._differs(difference, seen, computed))
        return Check(
            id=check_id(family, seen, how),
            family=family,
            claim=self.wording.claim(seen),
            verdict=verdict,
            published=seen.value,
            computed=finite(computed.value),
            low=low,
            high=high,
            unit=seen.unit,
            inputs=self.wording.inputs(used),
            missing=missing if verdict == "cannot be checked" else "",
            remark="; ".join(part for part in remarks if part),
            difference=finite(difference),
            source=seen.source,
            dataflow=seen.dataflow,
            subject=seen,
            used=used,
        )

    def summary(
        self, identity: str, claim: str, verdict: Verdict, *,
        inputs: Iterable[str] = (), missing: str = "", remark: str = "", dataflow: str = "",
    ) -> Check:  # fmt: skip
        """A check that is about many figures at once."""
        return Check(
            id=identity, family=identity.partition(":")[0], claim=claim, verdict=verdict,
            published=None, computed=None, low=None, high=None, unit="",
            inputs=tuple(inputs), missing=missing, remark=remark, dataflow=dataflow,
        )  # fmt: skip

    def missing(self, needed: Iterable[tuple[Level, Estimate | None]]) -> str:
        """The amounts that are not firmly known, and on which other basis they exist."""
        lacking = dict.fromkeys(level for level, found in needed if found is None or not found.firm)
        texts = [self.wording.missing(level, self.ledger.on_other_bases(level)) for level in lacking]
        return "; ".join(texts[:12]) + ("; …" if len(texts) > 12 else "")

    def _difference(self, seen: Observation, computed: Computation) -> float | None:
        if computed.value is not None:
            return computed.value - seen.value
        low, high = computed.range or (seen.value, seen.value)
        return low - seen.value if low > seen.value else high - seen.value

    def _differs(self, difference: float, seen: Observation, computed: Computation) -> str:
        sign = "+" if difference > 0 else "−"
        unit = "percentage point" if seen.unit == "percent" else seen.unit
        amount = self.wording.amount(abs(difference), unit, computed.range)
        return self.words.text("differs by {difference}", difference=f"{sign}{amount}")


def check_id(family: str, seen: Observation, how: str = "") -> str:
    """The same for the same print in every run: what it is about and where it was read."""
    parts = [
        family, how, seen.dataflow, seen.region, seen.market, seen.product, seen.regime, seen.operator,
        seen.flow, seen.period, seen.indicator, seen.measure, seen.base_period,
        f"of={seen.of_region}{seen.of_market}{seen.of_product}", seen.among, seen.source,
    ]  # fmt: skip
    return ":".join(part for part in parts if part not in ("", "all", "of="))
