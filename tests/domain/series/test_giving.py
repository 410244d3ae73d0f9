"""A new record gets the number typed, or the next free one of its series."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_series, an_action, line_of
from webapp.domain.changes import Rule
from webapp.domain.errors import Refused, See
from webapp.domain.series import add_relationship, change_line, give_number, peek

from .toy import Shop

SPRING = dt.date(2026, 3, 1)
SUMMER = dt.date(2026, 6, 1)


def refusal(shop: Shop, typed: str = "", series_code: str = "", on: dt.date | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        shop.number(typed, series_code, on)
    return refused.value


def test_numbers_count_up_and_the_record_knows_its_series(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "CT098"}))

    toys = [shop.make() for _ in range(3)]

    assert [toy.no for toy in toys] == ["CT098", "CT099", "CT100"]
    assert {toy.no_series_code for toy in toys} == {"T"}


@pytest.mark.parametrize(
    ("first", "second"), [("A9", "A10"), ("A/09/B", "A/10/B"), ("2026-099", "2026-100"), ("9", "10"), ("0001", "0002")]
)
def test_the_last_run_of_digits_counts(session: Session, shop: Shop, first: str, second: str) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": first}))

    numbers = shop.make_many(2)

    assert numbers == [first, second]


def test_the_line_remembers_the_last_number_its_date_and_the_rule(session: Session, shop: Shop) -> None:
    series = a_series(session, "T")
    shop.numbered_by(series)

    with an_action(session) as action:
        shop.make(on=SPRING)

    line = line_of(session, series)
    assert (line.last_no_used, line.last_date_used) == ("A1", SPRING)
    assert action.of(line) == {"last_no_used": (None, "A1"), "last_date_used": (None, "2026-03-01")}
    assert {change.rule for change in action.changes if change.record_type == "no_series_line"} == {Rule.NUMBER}


def test_taken_numbers_are_skipped(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T"))
    for taken in ("A2", "A3"):
        shop.make(taken)

    numbers = shop.make_many(2)

    assert numbers == ["A1", "A4"]


def test_peeking_skips_taken_numbers_too(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T"))
    shop.make("A1")

    seen = peek(session, "T", SPRING, shop.kind)

    assert seen == "A2"


def test_peeking_goes_on_with_the_next_line_like_giving(session: Session, shop: Shop) -> None:
    lines = {"starting_no": "A1", "ending_no": "A2"}, {"starting_no": "B1"}
    shop.numbered_by(a_series(session, "T", *lines))
    shop.make("A1")
    shop.make("A2")

    seen = peek(session, "T", SPRING, shop.kind)

    assert seen == "B1" == shop.make(on=SPRING).no


def test_peeking_beyond_the_end_says_that_there_is_no_number(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "A1", "ending_no": "A1"}))
    shop.make("A1")

    with pytest.raises(Refused, match="no more numbers"):
        peek(session, "T", SPRING, shop.kind)


def test_when_one_line_is_used_up_the_next_one_goes_on(session: Session, shop: Shop) -> None:
    lines = {"starting_no": "A1", "ending_no": "A5"}, {"starting_no": "B1", "ending_no": "B5"}
    shop.numbered_by(a_series(session, "T", *lines))

    numbers = shop.make_many(7)

    assert numbers == ["A1", "A2", "A3", "A4", "A5", "B1", "B2"]


def test_older_lines_never_come_back_once_a_newer_date_applies(session: Session, shop: Shop) -> None:
    lines = {"starting_no": "A1"}, {"starting_no": "B1", "ending_no": "B1", "starting_date": SUMMER}
    shop.numbered_by(a_series(session, "T", *lines))

    numbers = [shop.make(on=SPRING).no, shop.make(on=SUMMER).no]

    assert numbers == ["A1", "B1"]
    assert "no more numbers" in refusal(shop, on=SUMMER).message.text


def test_a_series_with_an_end_refuses_what_would_be_longer(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "A98", "ending_no": "A99"}))
    shop.make_many(2)

    refused = refusal(shop)

    assert refused.message.params == {"series": "T", "last": "A99"}
    assert refused.see == See("no_series", "T")


def test_a_number_never_grows_beyond_its_field(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "9" * 20}))
    shop.make()

    assert "no more numbers" in refusal(shop).message.text


def test_numbers_that_follow_the_dates_refuse_an_earlier_one(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", date_order=True))
    shop.make(on=SUMMER)

    refused = refusal(shop, on=SPRING)

    assert "follows the dates" in refused.message.text
    assert refused.see == See("no_series", "T", "date_order")
    assert shop.make(on=SUMMER).no == "A2"


def test_elsewhere_dates_may_come_in_any_order(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T"))
    shop.make(on=SUMMER)

    assert shop.make(on=SPRING).no == "A2"


def test_without_a_series_and_without_a_number_the_refusal_leads_to_the_setup(shop: Shop) -> None:
    refused = refusal(shop.numbered_by(None))

    assert refused.see == See("marketing_setup", field="contact_nos")
    assert refused.field == "no"


def test_a_series_without_default_nos_wants_a_number_typed(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", default_nos=False))

    refused = refusal(shop)

    assert "Type a number" in refused.message.text
    assert refused.see == See("no_series", "T", "default_nos")


def test_a_typed_number_that_is_taken_is_refused(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T"))
    shop.make("MINE")

    refused = refusal(shop, "MINE")

    assert (refused.field, refused.message.params) == ("no", {"no": "MINE"})


def test_a_typed_number_is_never_cut(shop: Shop) -> None:
    refused = refusal(shop.numbered_by(None), "N" * 21)

    assert (refused.field, refused.message.params) == ("no", {"most": 20})


def test_a_related_series_may_stand_in(session: Session, shop: Shop) -> None:
    series = a_series(session, "T")
    a_series(session, "FOREIGN", {"starting_no": "F1"})
    add_relationship(session, series, "FOREIGN")

    toy = shop.numbered_by(series).make(series_code="FOREIGN")

    assert (toy.no, toy.no_series_code) == ("F1", "FOREIGN")


def test_a_relation_leads_one_way_only(session: Session, shop: Shop) -> None:
    series = a_series(session, "T")
    foreign = a_series(session, "FOREIGN", {"starting_no": "F1"})
    add_relationship(session, series, "FOREIGN")

    refused = refusal(shop.numbered_by(foreign), series_code="T")

    assert "not related" in refused.message.text


def test_choosing_the_series_of_the_setup_needs_no_relation(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T"))

    assert shop.make(series_code="T").no == "A1"


def test_there_is_no_number_from_a_series_that_is_not_there(session: Session, shop: Shop) -> None:
    with pytest.raises(Refused, match="There is no number series"):
        give_number(session, shop.kind, "NONE", SPRING)


def test_another_step_counts_from_the_next_number_on(session: Session, shop: Shop) -> None:
    series = a_series(session, "T")
    shop.numbered_by(series).make_many(2)

    change_line(session, line_of(session, series), {"increment_by": 10})

    assert shop.make_many(2) == ["A12", "A22"]
