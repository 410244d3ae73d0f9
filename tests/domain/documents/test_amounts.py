"""C16: the worked numbers, and what must hold for all others."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.documents.amounts import (
    Line,
    Precision,
    Totals,
    discount_percent,
    grouped,
    line_amounts,
    shares_of,
    spread,
    totals,
)
from webapp.domain.documents.vat import VatKind

D = Decimal
CENTS = Precision()
ZERO = D(0)


def some(*amounts: str, percent: str = "25") -> list[Line]:
    return [Line(D(amount), D(percent), f"VAT{percent}") for amount in amounts]


def summed_up(lines: Sequence[Line], discount: str = "0", with_vat: bool = False) -> Totals:
    return totals(grouped(lines), D(discount), with_vat, CENTS)


@pytest.mark.parametrize(
    ("quantity", "price", "percent", "gross", "discount", "amount"),
    [
        ("3", "33.335", "10", "100.01", "10.00", "90.01"),
        ("2.5", "19.99", "7.5", "49.98", "3.75", "46.23"),
        ("-1", "0.005", "0", "-0.01", "0.00", "-0.01"),
    ],
)
def test_199_a_line_is_rounded_half_away_from_zero(
    quantity: str, price: str, percent: str, gross: str, discount: str, amount: str
) -> None:
    line = line_amounts(D(quantity), D(price), D(percent), CENTS)

    assert (line.gross, line.discount, line.amount) == (D(gross), D(discount), D(amount))


def test_a_typed_discount_becomes_a_percentage_of_the_gross_amount() -> None:
    assert discount_percent(D("49.98"), D("3.75")) == D("7.50300")
    assert discount_percent(ZERO, ZERO) == 0


def test_200_vat_is_rounded_once_for_the_group() -> None:
    lines = some("0.13", "0.13", "0.13", "0.13", percent="19")

    result = summed_up(lines)

    assert result.vat == D("0.10")
    vats = [share.vat for share in shares_of(lines, result.rates, False, CENTS)]
    assert vats == [D("0.03"), D("0.02"), D("0.03"), D("0.02")]


@pytest.mark.parametrize(
    ("count", "net", "vat", "shares"),
    [
        (2, "15.98", "4.00", [("7.99", "2.00"), ("7.99", "2.00")]),
        (3, "23.98", "5.99", [("7.99", "2.00"), ("8.00", "1.99"), ("7.99", "2.00")]),
    ],
)
def test_vat_is_taken_out_of_prices_that_include_it(
    count: int, net: str, vat: str, shares: list[tuple[str, str]]
) -> None:
    lines = some(*["9.99"] * count)

    result = summed_up(lines, with_vat=True)

    assert (result.net, result.vat, result.total) == (D(net), D(vat), count * D("9.99"))
    borne = [(share.base, share.vat) for share in shares_of(lines, result.rates, True, CENTS)]
    assert borne == [(D(base), D(part)) for base, part in shares]


def test_202_a_discount_on_the_document_is_spread_over_its_lines() -> None:
    lines = some("33.33", "33.33", "33.33")

    result = summed_up(lines, "10.00")

    discounts = [share.discount for share in shares_of(lines, result.rates, False, CENTS)]
    assert discounts == [D("3.33"), D("3.34"), D("3.33")]
    assert (result.net, result.vat, result.total) == (D("89.99"), D("22.50"), D("112.49"))


def test_203_a_discount_is_spread_over_two_rates() -> None:
    lines = [*some("90.01", percent="20"), *some("46.23", percent="5"), *some("49.80", percent="20")]

    result = summed_up(lines, "20.00")

    discounts = [share.discount for share in shares_of(lines, result.rates, False, CENTS)]
    assert discounts == [D("9.68"), D("4.97"), D("5.35")]
    assert {rate.key.percent: (rate.base, rate.vat) for rate in result.rates} == {
        D(20): (D("124.78"), D("24.96")),
        D(5): (D("41.26"), D("2.06")),
    }
    assert (result.subtotal, result.total) == (D("186.04"), D("193.06"))


def test_lines_below_zero_are_a_group_of_their_own_that_does_not_move_the_sum() -> None:
    result = summed_up(some("10.07", "3.33", "-1.11", percent="21"))

    assert [(rate.base, rate.vat) for rate in result.rates] == [(D("-1.11"), D("-0.23")), (D("13.40"), D("2.81"))]
    assert result.vat == D("2.58")


def test_the_buyer_owes_the_vat_of_a_reverse_charge() -> None:
    result = summed_up([Line(D(100), D(25), "EU", VatKind.REVERSE)])

    assert (result.net, result.vat) == (100, 0)


def test_full_vat_has_no_base() -> None:
    result = summed_up([Line(D(100), D(25), "CUSTOMS", VatKind.FULL)])

    assert (result.net, result.vat) == (0, 100)


def test_lines_of_zero_take_no_part() -> None:
    assert summed_up(some("0")).rates == ()


def test_another_identifier_with_the_same_rate_is_another_group() -> None:
    lines = [Line(D("0.13"), D(19), "GOODS"), Line(D("0.13"), D(19), "SERVICES")]

    assert [rate.vat for rate in summed_up(lines).rates] == [D("0.02"), D("0.02")]


@pytest.mark.parametrize(("direction", "vat"), [("nearest", "0.02"), ("up", "0.03"), ("down", "0.02")])
def test_17_a_currency_says_which_way_its_vat_is_rounded(direction: str, vat: str) -> None:
    result = totals(grouped(some("0.13", percent="19")), ZERO, False, Precision(2, direction))

    assert result.vat == D(vat)


precisions = st.builds(Precision, st.integers(0, 4), st.sampled_from(["nearest", "up", "down"]))


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[Line], Decimal, bool, Precision]:
    """Lines of a document in any currency, and a discount that does not exceed what it is given on."""
    precision = draw(precisions)
    amount = st.integers(-(10**9), 10**9).map(lambda units: D(units).scaleb(-precision.places))
    line = st.builds(
        Line, amount, st.sampled_from([D(0), D("2.6"), D(8), D(25)]), st.sampled_from("AB"), st.sampled_from(VatKind), st.booleans()
    )  # fmt: skip
    lines = draw(st.lists(line, max_size=12))
    base = sum((line.amount for line in lines if line.discountable), ZERO)
    discount = draw(st.integers(0, max(0, int(base.scaleb(precision.places))))) if base > 0 else 0
    return lines, D(discount).scaleb(-precision.places), draw(st.booleans()), precision


@given(documents())
def test_the_lines_add_up_to_their_group_and_the_groups_to_the_document(
    document: tuple[list[Line], Decimal, bool, Precision],
) -> None:
    lines, discount, with_vat, precision = document

    result = totals(grouped(lines), discount, with_vat, precision)
    shares = shares_of(lines, result.rates, with_vat, precision)

    assert sum(rate.discount for rate in result.rates) == discount
    for rate in result.rates:
        own = [share for line, share in zip(lines, shares, strict=True) if line.amount and line.group == rate.key]
        assert sum(share.vat for share in own) == rate.vat
        assert sum(share.base for share in own) == rate.base
        assert sum(share.discount for share in own) == rate.discount
    gross = sum((line.amount for line in lines), ZERO) - discount
    normal = [rate for rate in result.rates if rate.key.kind is not VatKind.FULL]
    if with_vat:
        assert result.total == gross
    elif len(normal) == len(result.rates):
        assert result.net == gross


def test_a_group_that_takes_no_part_in_the_discount_bears_none_of_it() -> None:
    lines = [
        Line(D(-1), identifier="A", discountable=False),
        Line(D(-9269), identifier="A", kind=VatKind.FULL),
        Line(D(9271), identifier="A"),
    ]

    result = totals(grouped(lines), D(1), False, Precision(0))

    assert [rate.discount for rate in result.rates if rate.key == lines[0].group] == [0]
    assert sum(share.discount for share in shares_of(lines, result.rates, False, Precision(0))) == 1


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 10**9), min_size=1, max_size=40), precisions)
def test_shares_add_up_to_the_whole_and_none_is_far_from_its_part(
    units: int, weights: list[int], precision: Precision
) -> None:
    total = D(units).scaleb(-precision.places)

    shares = list(spread(total, [D(weight) for weight in weights], precision))

    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) <= D(1).scaleb(-precision.places)
