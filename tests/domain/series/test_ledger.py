"""Every number between the first and the last is in use, or the memory says what became of it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.support.factories import a_series, an_action, line_of, undone
from webapp.domain.changes import Author
from webapp.domain.checks import broken_promises
from webapp.domain.series import NoSeries, change_line, ledger, unaccounted

from .toy import Shop

LUC = Author(None, "Luc Favrod")


@pytest.fixture
def series(session: Session, shop: Shop) -> NoSeries:
    series = a_series(session, "T")
    shop.numbered_by(series)
    return series


def account(session: Session, series: NoSeries) -> dict[str, str]:
    return {entry.no: entry.state for entry in ledger(session, line_of(session, series))}


def test_a_number_in_use_shows_its_record(session: Session, shop: Shop, series: NoSeries) -> None:
    toys = [shop.make(), shop.make()]

    entries = ledger(session, line_of(session, series))

    assert [(entry.no, entry.state, entry.records) for entry in entries] == [
        ("A2", "in use", (toys[1],)),
        ("A1", "in use", (toys[0],)),
    ]


def test_a_line_that_gave_no_number_has_nothing_to_account_for(session: Session, series: NoSeries) -> None:
    assert account(session, series) == {}


def test_a_renamed_number_says_who_took_it_away(session: Session, shop: Shop, series: NoSeries) -> None:
    toy = shop.make()
    with an_action(session, "Renumber", by=LUC):
        toy.no = "MINE"

    [entry] = ledger(session, line_of(session, series))

    assert entry.state == "renamed"
    assert entry.change is not None
    assert (entry.change.after, entry.change.change_set.by_name) == ("MINE", "Luc Favrod")
    assert entry.change.change_set.at.tzinfo is not None


def test_a_deleted_number_says_who_deleted_it(session: Session, shop: Shop, series: NoSeries) -> None:
    toy = shop.make()
    with an_action(session, "Delete", by=LUC):
        session.delete(toy)

    [entry] = ledger(session, line_of(session, series))

    assert entry.state == "deleted"
    assert entry.change is not None
    assert entry.change.change_set.message.text == "Delete"


def test_a_number_that_is_used_again_is_in_use(session: Session, shop: Shop, series: NoSeries) -> None:
    session.delete(shop.make())
    session.flush()
    shop.make("A1")

    assert account(session, series) == {"A1": "in use"}


def test_numbers_jumped_over_by_hand_are_skipped(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.make()
    with an_action(session, "Jump", by=LUC):
        change_line(session, line_of(session, series), {"last_no_used": "A3"})
    shop.make()

    entries = ledger(session, line_of(session, series))

    assert [(entry.no, entry.state) for entry in entries] == [
        ("A4", "in use"),
        ("A3", "skipped"),
        ("A2", "skipped"),
        ("A1", "in use"),
    ]
    assert entries[1].change is not None
    assert entries[1].change.change_set.by_name == "Luc Favrod"


def test_a_number_lost_behind_the_programs_back_is_found(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.make_many(3)
    session.execute(delete(shop.kind).where(shop.kind.no == "A2"))

    lost = list(unaccounted(session, line_of(session, series), batch=2))

    assert [entry.no for entry in lost] == ["A2"]
    assert [message.params["no"] for _check, message in broken_promises(session)] == ["A2"]


def test_the_account_follows_the_step_of_the_line(session: Session, shop: Shop) -> None:
    series = a_series(session, "TENS", {"starting_no": "C10", "increment_by": 10})
    shop.numbered_by(series).make_many(2)

    assert account(session, series) == {"C20": "in use", "C10": "in use"}


def test_when_the_step_changes_nothing_is_lost_and_nothing_missed(
    session: Session, shop: Shop, series: NoSeries
) -> None:
    shop.make_many(2)
    change_line(session, line_of(session, series), {"increment_by": 3})
    shop.make_many(2)

    assert account(session, series) == {
        "A8": "in use",
        "A7": "skipped",
        "A6": "skipped",
        "A5": "in use",
        "A4": "skipped",
        "A3": "skipped",
        "A2": "in use",
        "A1": "in use",
    }


def test_after_a_change_of_step_a_lost_number_is_still_found(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.make_many(2)
    change_line(session, line_of(session, series), {"increment_by": 3})
    shop.make_many(2)
    session.execute(delete(shop.kind).where(shop.kind.no == "A5"))

    assert [entry.no for entry in unaccounted(session, line_of(session, series))] == ["A5"]


def test_a_last_number_typed_beside_the_step_is_no_loss(session: Session, shop: Shop) -> None:
    series = a_series(session, "T7", {"starting_no": "B1", "increment_by": 7, "last_no_used": "B3"})
    shop.numbered_by(series).make()

    assert account(session, series)["B10"] == "in use"
    assert list(unaccounted(session, line_of(session, series))) == []


def test_a_starting_number_that_is_lowered_afterwards_is_no_loss(session: Session, shop: Shop) -> None:
    series = a_series(session, "LATE", {"starting_no": "D5"})
    shop.numbered_by(series).make()

    change_line(session, line_of(session, series), {"starting_no": "D3"})

    assert account(session, series) == {"D5": "in use", "D4": "skipped", "D3": "skipped"}


def test_the_account_comes_in_pages_the_newest_first(session: Session, shop: Shop, series: NoSeries) -> None:
    shop.make_many(5)
    line = line_of(session, series)

    pages = [[entry.no for entry in ledger(session, line, start, 2)] for start in (0, 2, 4, 6)]

    assert pages == [["A5", "A4"], ["A3", "A2"], ["A1"], []]


def test_an_undone_number_in_the_middle_is_deleted(session: Session, shop: Shop, series: NoSeries) -> None:
    with an_action(session) as action:
        shop.make()
    shop.make()
    undone(session, action)

    assert account(session, series) == {"A2": "in use", "A1": "deleted"}
