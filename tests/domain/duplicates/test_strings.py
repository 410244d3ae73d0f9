"""Search strings and the pairs they make, as NAV has them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tests.support.factories import an_action, how_many, undone
from tests.support.parties import a_company, a_person
from webapp.domain.contacts.contact import COMPANY, PERSON
from webapp.domain.deletion import delete_contact
from webapp.domain.duplicates.making import make_strings
from webapp.domain.duplicates.pairs import MOST_SHARING, DuplicatePair, SearchString
from webapp.domain.duplicates.records import DuplicateSearchLine
from webapp.domain.duplicates.setting_up import change_line, change_marketing
from webapp.domain.duplicates.strings import Line, rebuild
from webapp.domain.relations.changing import change_contact
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

from .support import FIVE_FIELDS, alike, pairs, strings


@pytest.mark.parametrize(
    ("text", "part", "length", "string"),
    [
        ("Hill Bakery", "first", 5, "HILLB"),
        ("Hill Bakery", "last", 5, "AKERY"),
        ("Oak", "last", 5, "OAK"),
        ('+47 (22) 00/01.01-#!£$\\:;,_{}&"', "first", 10, "4722000101"),
        ("   ", "first", 5, ""),
        ("Größe", "last", 3, "ÖSSE"),
        ("ßßßßßßßßßß", "first", 10, "SSSSSSSSSS"),
        (None, "first", 5, ""),
    ],
)
def test_a_string_is_the_beginning_or_end_of_a_field_in_capitals_without_blanks_and_signs(
    text: str | None, part: str, length: int, string: str
) -> None:
    line = Line(1, "name", part, length)

    assert line.string_of({"name": text}) == string


def test_only_fields_that_are_filled_make_strings(session: Session) -> None:
    company = a_company(session, name="Oak Ltd", city="Bergen")

    assert strings(session, company) == ["OAKLT", "AKLTD", "BERGE", "ERGEN"]


def test_19_equal_in_five_fields_of_eight_is_a_pair(session: Session) -> None:
    first = alike(session)

    second = alike(session)

    assert pairs(session) == [(first.id, second.id, 10)]


def test_19_equal_in_four_fields_is_no_pair(session: Session) -> None:
    alike(session)

    alike(session, phone_no="99 11 22 33")

    assert pairs(session) == []


def test_19_with_ten_percent_the_same_name_alone_is_a_pair(session: Session) -> None:
    the(session, MarketingSetup).search_hit_percent = 10
    first = a_company(session, name="Hill Bakery")

    second = a_company(session, name="Hill Bakery")

    assert pairs(session) == [(first.id, second.id, 2)]


def test_another_hit_percent_finds_other_pairs(session: Session) -> None:
    first, second = alike(session), alike(session, phone_no="", address="")

    change_marketing(session, the(session, MarketingSetup), {"search_hit_percent": 35})

    assert pairs(session) == [(first.id, second.id, 6)]


@pytest.mark.parametrize("field", ["name", "address", "city", "post_code", "phone_no"])
def test_a_change_of_a_compared_field_finds_and_loses_pairs(session: Session, field: str) -> None:
    first, second = alike(session), alike(session, **{field: "77777"})
    found_at_first = pairs(session)

    change_contact(session, second, {field: FIVE_FIELDS[field]})
    found_then = pairs(session)
    change_contact(session, first, {field: "88888"})

    assert (found_at_first, len(found_then), pairs(session)) == ([], 1, [])


def test_212_two_persons_with_the_same_name_are_no_pair(session: Session) -> None:
    first, second = (a_person(session, **{**FIVE_FIELDS, "name": "Ann Hill"}) for _ in range(2))

    assert pairs(session) == []
    assert strings(session, first) == strings(session, second) == []


def test_who_becomes_a_person_has_no_strings_and_no_pairs_and_back_again(session: Session) -> None:
    first, second = alike(session), alike(session)

    change_contact(session, second, {"type": PERSON})
    as_person = (strings(session, second), pairs(session))
    change_contact(session, second, {"type": COMPANY})

    assert as_person == ([], [])
    assert pairs(session) == [(first.id, second.id, 10)]


def test_deleting_takes_strings_and_pairs_and_undo_brings_them_back(session: Session) -> None:
    first, second = alike(session), alike(session)
    with an_action(session) as deleting:
        delete_contact(session, second)
    after = (how_many(session, SearchString), pairs(session))

    undone(session, deleting)

    assert after == (10, [])
    assert pairs(session) == [(first.id, second.id, 10)]


def test_undoing_a_change_puts_the_pairs_back(session: Session) -> None:
    first, second = alike(session), alike(session)
    with an_action(session) as change:
        change_contact(session, second, {"name": "Oak Ltd"})

    undone(session, change)

    assert pairs(session) == [(first.id, second.id, 10)]


def test_what_many_share_counts_but_finds_nobody(session: Session) -> None:
    """Or the work for one company would grow with the number of all."""
    for number in range(MOST_SHARING + 2):
        a_company(session, name=f"{number:03} Shop", **{k: v for k, v in FIVE_FIELDS.items() if k != "name"})
    only_common = pairs(session)
    first = alike(session)

    second = alike(session)

    assert only_common == []
    assert (first.id, second.id, 10) in pairs(session)


def test_to_begin_again_gives_the_same(session: Session) -> None:
    for number in range(12):
        alike(session, name=("Hill Bakery", "Hill Bakers", "Oak Ltd")[number % 3], phone_no=str(10000 + number % 2))
    before = pairs(session)

    compared = rebuild(session)

    assert compared == 12
    assert pairs(session) == before != []


def test_made_anew_in_portions_they_are_the_same(session: Session) -> None:
    ids = [alike(session, name=("Hill Bakery", "Hill Bakers")[number % 2]).id for number in range(6)]
    before = pairs(session)
    session.execute(delete(SearchString).where(SearchString.contact_id.in_(ids[:2])))
    session.execute(update(DuplicatePair).values(hits=99))

    outcomes = [make_strings(session, some) for some in (ids[:4], [*ids[4:], 10**6])]

    assert [(each.done, each.skipped) for each in outcomes] == [(4, 0), (2, 1)]
    assert pairs(session) == before != []


def test_211_with_autosearch_off_the_pair_is_recorded(session: Session) -> None:
    change_marketing(session, the(session, MarketingSetup), {"autosearch_duplicates": False})
    alike(session)

    alike(session)

    assert len(pairs(session)) == 1


@pytest.mark.parametrize(
    ("before", "values", "maintain", "autosearch"),
    [
        ((False, False), {"maintain_search_strings": True}, True, True),
        ((False, False), {"autosearch_duplicates": True}, True, True),
        ((True, False), {"autosearch_duplicates": True}, True, True),
        ((True, True), {"maintain_search_strings": False}, False, False),
        ((True, True), {"autosearch_duplicates": False}, True, False),
        ((True, False), {"maintain_search_strings": False}, False, False),
        ((True, False), {"maintain_search_strings": False, "autosearch_duplicates": True}, True, True),
    ],
)
def test_214_215_maintaining_and_searching_bring_each_other_along(
    session: Session, before: tuple[bool, bool], values: dict[str, Any], maintain: bool, autosearch: bool
) -> None:
    setup = the(session, MarketingSetup)
    setup.maintain_search_strings, setup.autosearch_duplicates = before
    session.flush()

    change_marketing(session, setup, values)

    assert (setup.maintain_search_strings, setup.autosearch_duplicates) == (maintain, autosearch)


def test_214_switching_the_strings_on_makes_them_all_and_tells_so(session: Session) -> None:
    setup = the(session, MarketingSetup)
    change_marketing(session, setup, {"maintain_search_strings": False})
    first, second = alike(session), alike(session)
    while_off = (how_many(session, SearchString), how_many(session, DuplicatePair))

    with an_action(session) as action:
        change_marketing(session, setup, {"maintain_search_strings": True})

    assert while_off == (0, 0)
    assert pairs(session) == [(first.id, second.id, 10)]
    assert action.change_set is not None


def test_switching_the_strings_off_drops_what_nobody_keeps_in_step(session: Session) -> None:
    alike(session), alike(session)

    change_marketing(session, the(session, MarketingSetup), {"maintain_search_strings": False})

    assert (how_many(session, SearchString), how_many(session, DuplicatePair)) == (0, 0)


def test_undoing_a_switch_keeps_strings_in_step_as_well(session: Session) -> None:
    alike(session), alike(session)
    with an_action(session) as action:
        change_marketing(session, the(session, MarketingSetup), {"maintain_search_strings": False})

    undone(session, action)

    assert len(pairs(session)) == 1


def test_another_length_makes_other_strings(session: Session) -> None:
    company = a_company(session, name="Hill Bakery")
    line = session.scalars(select(DuplicateSearchLine).order_by(DuplicateSearchLine.id)).first()

    change_line(session, line, {"length": 8})

    assert strings(session, company) == ["HILLBAKE", "AKERY"]


def test_a_line_that_goes_takes_its_strings_along(session: Session) -> None:
    company = a_company(session, name="Hill Bakery")

    session.delete(session.scalars(select(DuplicateSearchLine).order_by(DuplicateSearchLine.id)).first())
    session.flush()

    assert strings(session, company) == ["AKERY"]
