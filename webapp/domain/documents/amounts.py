"""Amounts of lines and documents: discounts, VAT by group, and rounding that neither loses nor invents a cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from ..columns import UNIT_PLACES
from .vat import VatKind

ZERO = Decimal(0)
PERCENT = Decimal(100)


def rounded(value: Decimal, places: int, direction: str = ROUND_HALF_UP) -> Decimal:
    """Half away from zero, unless told otherwise."""
    return value.quantize(Decimal(1).scaleb(-places), direction)


VAT_DIRECTIONS = {"nearest": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}


class Precision(NamedTuple):
    """How a currency is rounded."""

    places: int = 2
    vat_direction: str = "nearest"

    def money(self, value: Decimal) -> Decimal:
        return rounded(value, self.places)

    def vat(self, value: Decimal) -> Decimal:
        return rounded(value, self.places, VAT_DIRECTIONS[self.vat_direction])


class LineAmounts(NamedTuple):
    gross: Decimal
    discount: Decimal

    @property
    def amount(self) -> Decimal:
        return self.gross - self.discount


def line_amounts(quantity: Decimal, price: Decimal, discount_percent: Decimal, precision: Precision) -> LineAmounts:
    gross = precision.money(quantity * price)
    return LineAmounts(gross, precision.money(gross * discount_percent / PERCENT))


def discount_percent(gross: Decimal, discount: Decimal) -> Decimal:
    """What percentage a typed discount is."""
    return rounded(discount / gross * PERCENT, UNIT_PLACES) if gross else ZERO


def spread(total: Decimal, weights: Sequence[Decimal], precision: Precision) -> Iterator[Decimal]:
    """Shares in proportion, that add up exactly: what rounding leaves is carried to the next one that takes part."""
    whole, carried = sum(weights, ZERO), ZERO
    for weight in weights:
        if not (whole and weight):
            yield ZERO
            continue
        exact = carried + total * weight / whole
        share = precision.money(exact)
        carried = exact - share
        yield share


@dataclass(frozen=True, slots=True)
class Line:
    """What counts of a line once its own discount is off."""

    amount: Decimal
    percent: Decimal = ZERO
    identifier: str = ""
    kind: VatKind = VatKind.NORMAL
    discountable: bool = True

    @property
    def group(self) -> GroupKey:
        return GroupKey(self.identifier, self.kind, self.amount >= 0, self.percent)


class GroupKey(NamedTuple):
    """Lines whose VAT is counted together; the same rate under another identifier is another group."""

    identifier: str
    kind: VatKind
    positive: bool
    percent: Decimal


class Group(NamedTuple):
    """The lines of a group, summed up."""

    key: GroupKey
    amount: Decimal
    discountable: Decimal
    """The part of it that takes part in the document's discount."""


class Rate(NamedTuple):
    """A row of the VAT summary."""

    key: GroupKey
    amount: Decimal
    discount: Decimal
    base: Decimal
    vat: Decimal

    @property
    def total(self) -> Decimal:
        return self.base + self.vat


@dataclass(frozen=True, slots=True)
class Totals:
    subtotal: Decimal
    discount: Decimal
    rates: tuple[Rate, ...]

    @property
    def net(self) -> Decimal:
        return sum((rate.base for rate in self.rates), ZERO)

    @property
    def vat(self) -> Decimal:
        return sum((rate.vat for rate in self.rates), ZERO)

    @property
    def total(self) -> Decimal:
        return self.net + self.vat


class Share(NamedTuple):
    """What a line bears of its document."""

    discount: Decimal
    base: Decimal
    vat: Decimal


def grouped(lines: Iterable[Line]) -> list[Group]:
    """The sums of each group, those below zero first."""
    sums: dict[GroupKey, tuple[Decimal, Decimal]] = {}
    for line in lines:
        if line.amount:
            amount, discountable = sums.get(line.group, (ZERO, ZERO))
            sums[line.group] = (amount + line.amount, discountable + (line.amount if line.discountable else ZERO))
    return [Group(key, *sums[key]) for key in sorted(sums)]


def totals(groups: Sequence[Group], discount: Decimal, with_vat: bool, precision: Precision) -> Totals:
    """The document's discount is spread over the groups, then VAT is counted once for each of them. What rounding leaves
    of the lines below zero goes into their positive twins."""
    shares = list(spread(discount, [group.discountable for group in groups], precision))
    rates, rests = [], dict[GroupKey, Decimal]()
    for group, share in zip(groups, shares, strict=True):
        amount = group.amount - share
        twin = group.key._replace(positive=True)
        exact = group.key.kind.vat_of(amount, group.key.percent, with_vat) + rests.pop(twin, ZERO)
        vat = precision.vat(exact)
        if not group.key.positive:
            rests[twin] = exact - vat
        base = group.key.kind.base_of(amount, vat, with_vat)
        rates.append(Rate(group.key, group.amount, share, base, vat))
    return Totals(sum((group.amount for group in groups), ZERO), discount, tuple(rates))


def shares_of(lines: Sequence[Line], rates: Iterable[Rate], with_vat: bool, precision: Precision) -> list[Share]:
    """What each line bears, so that the lines of a group add up to it."""
    found = [Share(ZERO, ZERO, ZERO)] * len(lines)
    for rate in rates:
        places = [place for place, line in enumerate(lines) if line.amount and line.group == rate.key]
        eligible = [lines[place].amount if lines[place].discountable else ZERO for place in places]
        discounts = list(spread(rate.discount, eligible, precision))
        amounts = [lines[place].amount - discount for place, discount in zip(places, discounts, strict=True)]
        vats = spread(rate.vat, amounts, precision)
        for place, discount, amount, vat in zip(places, discounts, amounts, vats, strict=True):
            found[place] = Share(discount, rate.key.kind.base_of(amount, vat, with_vat), vat)
    return found
