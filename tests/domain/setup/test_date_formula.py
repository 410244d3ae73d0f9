"""Date formulas as NAV writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.domain.errors import Refused
from webapp.domain.setup.date_formula import SHAPE, apply_formula, read_formula

formulas = st.from_regex(SHAPE, fullmatch=True)


@pytest.mark.parametrize(
    ("formula", "day", "expected"),
    [
        ("", "2026-05-17", "2026-05-17"),
        ("0D", "2026-05-17", "2026-05-17"),
        ("14D", "2026-05-17", "2026-05-31"),
        ("-14D", "2026-05-17", "2026-05-03"),
        ("2W", "2026-05-17", "2026-05-31"),
        ("1M", "2026-01-31", "2026-02-28"),
        ("1M", "2028-01-31", "2028-02-29"),
        ("-1M", "2026-03-31", "2026-02-28"),
        ("1Q", "2026-11-30", "2027-02-28"),
        ("1Y", "2028-02-29", "2029-02-28"),
        ("12M", "2026-05-17", "2027-05-17"),
        ("CD", "2026-05-17", "2026-05-17"),
        ("CW", "2026-05-13", "2026-05-17"),
        ("-CW", "2026-05-17", "2026-05-11"),
        ("CM", "2026-02-10", "2026-02-28"),
        ("-CM", "2026-02-10", "2026-02-01"),
        ("CQ", "2026-05-17", "2026-06-30"),
        ("-CQ", "2026-05-17", "2026-04-01"),
        ("CY", "2026-05-17", "2026-12-31"),
        ("-CY", "2026-05-17", "2026-01-01"),
        ("CM+10D", "2026-05-17", "2026-06-10"),
        ("CM+1M", "2026-01-15", "2026-02-28"),
        ("1M+CM", "2026-01-15", "2026-02-28"),
        ("-1M+CM+1D", "2026-05-17", "2026-05-01"),
        ("D15", "2026-05-14", "2026-05-15"),
        ("D15", "2026-05-15", "2026-06-15"),
        ("-D15", "2026-05-15", "2026-04-15"),
        ("D31", "2026-04-10", "2026-04-30"),
        ("W1", "2026-05-17", "2026-05-18"),
        ("W1", "2026-05-18", "2026-05-25"),
        ("-W1", "2026-05-18", "2026-05-11"),
        ("W7", "2026-05-11", "2026-05-17"),
        ("999Y", "9999-01-01", "9999-12-31"),
        ("CY", "9999-05-17", "9999-12-31"),
        ("-999Y", "0001-01-01", "0001-01-01"),
        ("-1D", "0001-01-01", "0001-01-01"),
    ],
)
def test_a_formula_leads_to_this_day(formula: str, day: str, expected: str) -> None:
    assert apply_formula(read_formula(formula), dt.date.fromisoformat(day)) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "formula"),
    [("14d", "14D"), (" cm + 10d ", "CM+10D"), ("", ""), ("   ", ""), ("1m\t-1d", "1M-1D"), ("+1M", "+1M")],
)
def test_a_formula_has_one_spelling(typed: str, formula: str) -> None:
    assert read_formula(typed) == formula


@pytest.mark.parametrize(
    "typed",
    [
        "14",
        "D",
        "14X",
        "1000D",
        "CMCM",
        "1M10D",
        "D0",
        "D32",
        "W8",
        "W0",
        "--1D",
        "1D+",
        "C",
        "30 days",
        "<14D>",
        "D155",
    ],
)
def test_what_is_no_formula_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match="14D") as refused:
        read_formula(typed, "due_date_formula")

    assert refused.value.field == "due_date_formula"


def test_a_refusal_repeats_only_the_beginning_of_what_was_typed() -> None:
    with pytest.raises(Refused) as refused:
        read_formula("x" * 500)

    assert refused.value.message.params == {"typed": "x" * 20}


@given(st.one_of(formulas, st.text("CDWMQY0123456789+- cdwmqy", max_size=12)))
def test_a_formula_read_twice_is_the_same(typed: str) -> None:
    try:
        formula = read_formula(typed)
    except Refused:
        return
    assert read_formula(formula) == formula


@given(formulas, st.dates())
@example("CM+999Y", dt.date.max)
@example("-CW-D31", dt.date.min)
@example("-D31", dt.date(1, 1, 30))
def test_a_formula_always_leads_to_some_day(formula: str, day: dt.date) -> None:
    assert isinstance(apply_formula(formula, day), dt.date)


@given(st.integers(1, 31), st.dates(dt.date(2, 1, 1), dt.date(9998, 1, 1)))
def test_the_next_fixed_day_is_always_later_and_never_further_than_two_months(number: int, day: dt.date) -> None:
    following = apply_formula(f"D{number}", day)

    assert dt.timedelta(0) < following - day <= dt.timedelta(62)
    assert following.day in (number, 28, 29, 30)


@given(st.integers(1, 7), st.dates(dt.date(2, 1, 1), dt.date(9998, 1, 1)))
def test_the_next_weekday_is_within_the_next_seven_days(number: int, day: dt.date) -> None:
    following = apply_formula(f"W{number}", day)

    assert dt.timedelta(0) < following - day <= dt.timedelta(7)
    assert following.isoweekday() == number
