"""Setting series up: lines that make sense, and relationships that lead somewhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.support.factories import a_line, a_series, how_many
from webapp.domain.codes import StillUsed, add_code, change_code
from webapp.domain.errors import Refused
from webapp.domain.series import (
    NoSeries,
    NoSeriesLine,
    NoSeriesRelationship,
    add_line,
    add_relationship,
    change_line,
    change_series,
    delete_series,
)
from webapp.domain.series.numbers import Number
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import ONLY_ROW


@given(st.text(max_size=20))
def test_a_number_taken_apart_is_the_same_number(text: str) -> None:
    number = Number.read(text)

    assert number is None or str(number) == text
    assert (number is None) == (not any(sign in "0123456789" for sign in text))


def test_numbers_of_one_series_differ_in_their_digits_only() -> None:
    number = Number("CT", 12, 5, "/A")

    assert Number.read("CT00012/A") == number
    assert number.goes_with(Number("CT", 7, 1, "/A"))
    assert not number.goes_with(Number("CT", 12, 5, "/B"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starting_no": ""}, "starting_no"),
        ({"starting_no": "ABC"}, "starting_no"),
        ({"starting_no": "A1", "ending_no": "END"}, "ending_no"),
        ({"starting_no": "A1", "ending_no": "B9"}, "ending_no"),
        ({"starting_no": "A5", "ending_no": "A4"}, "ending_no"),
        ({"starting_no": "A1", "warning_no": "A4"}, "ending_no"),
        ({"starting_no": "A1", "ending_no": "A9", "warning_no": "B4"}, "warning_no"),
        ({"starting_no": "A5", "last_no_used": "A4"}, "last_no_used"),
        ({"starting_no": "A1", "ending_no": "A5", "last_no_used": "A6"}, "last_no_used"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_at_its_field(
    session: Session, values: dict[str, Any], field: str
) -> None:
    series = add_code(session, NoSeries, {"code": "T"})

    with pytest.raises(Refused) as refused:
        add_line(session, series, values)

    assert refused.value.field == field


def test_a_new_prefix_goes_to_every_number_of_the_line(session: Session) -> None:
    line = a_line(session, starting_no="A1", ending_no="A9", warning_no="A7")

    change_line(session, line, {"starting_no": "B01"})

    assert (line.starting_no, line.ending_no, line.warning_no) == ("B01", "B9", "B7")


@pytest.mark.parametrize("form", ["B1", "A01"])
def test_once_a_number_was_given_out_the_form_stays(session: Session, form: str) -> None:
    line = a_line(session, last_no_used="A3")

    with pytest.raises(Refused, match="given out already") as refused:
        change_line(session, line, {"starting_no": form})

    assert (refused.value.field, refused.value.message.params) == ("starting_no", {"last": "A3"})


def test_a_last_number_is_kept_in_the_form_of_the_first(session: Session) -> None:
    line = a_line(session, starting_no="A1")

    change_line(session, line, {"last_no_used": "A0005"})

    assert line.last_no_used == "A5"


def test_clearing_the_ending_number_clears_the_warning(session: Session) -> None:
    line = a_line(session, ending_no="A9", warning_no="A7")

    change_line(session, line, {"ending_no": ""})

    assert (line.ending_no, line.warning_no) == ("", "")


def test_a_warning_number_typed_without_an_end_is_not_thrown_away_silently(session: Session) -> None:
    line = a_line(session)

    with pytest.raises(Refused, match="needs an ending number") as refused:
        change_line(session, line, {"warning_no": "A7"})

    assert refused.value.field == "ending_no"


def test_a_series_goes_with_its_lines_and_relationships(session: Session) -> None:
    series = a_series(session, "T", {"starting_no": "A1"}, {"starting_no": "B1"})
    a_series(session, "OTHER")
    add_relationship(session, series, "OTHER")

    delete_series(session, series)

    assert session.query(NoSeries.code).all() == [("OTHER",)]
    assert how_many(session, NoSeriesLine) == 1
    assert how_many(session, NoSeriesRelationship) == 0


def test_a_series_in_use_does_not_go(session: Session) -> None:
    series = a_series(session, "T")
    session.add(MarketingSetup(id=ONLY_ROW, contact_nos="T"))
    session.flush()

    with pytest.raises(StillUsed) as refused:
        delete_series(session, series)

    assert refused.value.message.params["record"] == "T"


def test_a_renamed_series_takes_lines_and_relationships_along(session: Session) -> None:
    series = a_series(session, "T")
    a_series(session, "OTHER")
    relationship = add_relationship(session, series, "OTHER")

    change_series(session, series, {"code": "TOYS"})

    session.expire_all()
    assert relationship.no_series_code == "TOYS"
    assert {line.no_series_code for line in session.query(NoSeriesLine)} == {"TOYS", "OTHER"}


@pytest.mark.parametrize(("code", "text"), [(None, "Choose"), ("T", "not related to itself"), ("OTHER", "already")])
def test_a_relationship_that_leads_nowhere_new_is_refused(session: Session, code: str | None, text: str) -> None:
    series = a_series(session, "T")
    a_series(session, "OTHER")
    add_relationship(session, series, "OTHER")

    with pytest.raises(Refused, match=text) as refused:
        add_relationship(session, series, code)

    assert refused.value.field == "series_code"


def test_both_ways_switched_on_stay_on(session: Session) -> None:
    series = a_series(session, default_nos=False)

    change_series(session, series, {"default_nos": True, "manual_nos": True, "description": "Toys"})

    assert (series.default_nos, series.manual_nos, series.description) == (True, True, "Toys")


def test_a_code_may_not_be_blank(session: Session) -> None:
    with pytest.raises(Refused, match="Enter a code"):
        change_code(session, a_series(session), {"code": ""})
