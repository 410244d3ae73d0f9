"""Section P of the acceptance scenarios, by their numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_line, a_series, line_of
from tests.support.houses import House
from webapp.domain.errors import Refused
from webapp.domain.series import change_series, peek

from .toy import Shop

TODAY = dt.date(2026, 6, 1)
TOMORROW = dt.date(2026, 6, 2)


def test_244_one_to_ten_in_steps_of_seven_gives_one_and_eight(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "1", "ending_no": "10", "increment_by": 7}))

    numbers = shop.make_many(2)

    assert numbers == ["1", "8"]
    with pytest.raises(Refused, match="no more numbers"):
        shop.make()


def test_245_after_three_in_steps_of_two_up_to_ten_come_five_seven_and_nine(session: Session, shop: Shop) -> None:
    line = {"starting_no": "1", "ending_no": "10", "last_no_used": "3", "increment_by": 2}
    shop.numbered_by(a_series(session, "T", line))

    numbers = shop.make_many(3)

    assert numbers == ["5", "7", "9"]
    with pytest.raises(Refused, match="no more numbers"):
        shop.make()


def test_247_a_line_used_up_today_and_another_from_tomorrow_on(session: Session, shop: Shop) -> None:
    series = a_series(
        session, "T", {"starting_no": "A1", "ending_no": "A1"}, {"starting_no": "B1", "starting_date": TOMORROW}
    )
    shop.numbered_by(series).make(on=TODAY)

    with pytest.raises(Refused, match="no more numbers"):
        shop.make(on=TODAY)

    assert shop.make(on=TOMORROW).no == "B1"


def test_248_peeking_shows_the_next_number_without_using_it(session: Session, shop: Shop) -> None:
    series = a_series(session, "T")
    shop.numbered_by(series)

    seen = [peek(session, "T", TODAY), peek(session, "T", TODAY)]

    assert seen == ["A1", "A1"]
    assert line_of(session, series).last_no_used == ""
    assert shop.make().no == "A1"


def test_250_typing_needs_manual_nos_and_leaves_the_last_number_alone(session: Session, shop: Shop) -> None:
    series = a_series(session, "T", manual_nos=False)
    shop.numbered_by(series)

    with pytest.raises(Refused, match="tick Manual Nos"):
        shop.make("MINE1")
    change_series(session, series, {"manual_nos": True})

    toy = shop.make("MINE1")
    assert (toy.no, toy.no_series_code, line_of(session, series).last_no_used) == ("MINE1", None, "")


def test_251_where_the_setup_names_no_series_numbers_may_be_typed(shop: Shop) -> None:
    toy = shop.numbered_by(None).make("MINE1")

    assert (toy.no, toy.no_series_code) == ("MINE1", None)


@pytest.mark.parametrize(("off", "other"), [("default_nos", "manual_nos"), ("manual_nos", "default_nos")])
def test_253_switching_one_way_off_while_the_other_is_off_switches_that_on(
    session: Session, off: str, other: str
) -> None:
    series = a_series(session, **{other: False})

    change_series(session, series, {off: False})

    assert (getattr(series, off), getattr(series, other)) == (False, True)


def test_254_from_the_warning_number_on_there_is_a_warning_each_time(session: Session, shop: Shop) -> None:
    shop.numbered_by(a_series(session, "T", {"starting_no": "A1", "ending_no": "A4", "warning_no": "A3"}))

    given = [shop.number() for _ in range(4)]

    assert [each.no for each in given] == ["A1", "A2", "A3", "A4"]
    assert [each.warning is not None for each in given] == [False, False, True, True]
    assert given[2].warning is not None
    assert given[2].warning.params == {"series": "T", "no": "A3", "ending": "A4"}


def test_256_a_refused_creation_gives_the_number_back(house: House, toy_kind: Any) -> None:
    with house.acting() as session:
        toy_kind.__table__.create(session.connection())
    with pytest.raises(Refused), house.acting() as session:  # noqa: PT012 - the refusal comes after the number
        Shop(session, toy_kind).make()
        raise Refused("No.")

    with house.acting() as session:
        toy = Shop(session, toy_kind).make()

        assert toy.no == "CT000001"


@pytest.mark.parametrize(
    ("lines", "text"),
    [([], "has no lines"), ([{"starting_no": "A1", "starting_date": TOMORROW}], "no line that has begun")],
)
def test_257_a_series_that_cannot_give_a_number_fails_the_test(
    session: Session, lines: list[dict[str, Any]], text: str
) -> None:
    series = a_series(session, "T", *lines)
    if not lines:
        session.delete(line_of(session, series))
        session.flush()

    with pytest.raises(Refused, match=text):
        peek(session, "T", TODAY)


def test_257_a_good_series_passes_the_test_without_using_a_number(session: Session) -> None:
    line = a_line(session)

    peek(session, "CONT", TODAY)

    assert (line.last_no_used, line.last_date_used) == ("", None)
