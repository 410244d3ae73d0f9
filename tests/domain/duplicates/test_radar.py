"""The radar: who is found, why, and who is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.factories import an_action, undone
from tests.support.parties import a_company, a_person, an_account, linked_to
from tests.support.queries import queries
from webapp.domain.changes import memory_of
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.duplicates.differences import difference_between, take_back, tell_apart
from webapp.domain.duplicates.radar import candidates
from webapp.domain.duplicates.reviewing import mention_duplicates, pairs
from webapp.domain.duplicates.strings import rebuild
from webapp.domain.errors import Refused
from webapp.domain.relations.changing import change_contact
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

from .support import alike, found, reasons


@pytest.mark.parametrize(
    ("stored", "typed", "reason"),
    [
        ({"email": "post@hill.example"}, {"email": "Post@Hill.example"}, "same email"),
        ({"email": "a@b.example; post@hill.example"}, {"email": "post@hill.example"}, "same email"),
        ({"phone_no": "+47 22 00 01 01"}, {"phone_no": "22000101"}, "phone number +47 22 00 01 01 is the same"),
        ({"mobile_phone_no": "0047 2200 0101"}, {"phone_no": "22 00 01 01"}, "phone number 0047 2200 0101 is the same"),
        ({"phone_no": "+44 (0)20 7946 0000"}, {"phone_no": "020 7946 0000"}, "phone number +44 (0)20 7946 0000 is the same"),
        ({"phone_no": "030/123456"}, {"phone_no": "+49 30 123456"}, "phone number 030/123456 is the same"),
        ({"vat_registration_no": "NO 123 456 789 MVA"}, {"vat_registration_no": "123456789"}, "same VAT registration number"),
        ({"registration_no": "123 456 789"}, {"registration_no": "123456789"}, "same registration number"),
        ({"home_page": "https://www.hill.example/about"}, {"home_page": "hill.example"}, "same home page"),
        ({"name": "Hill Bakery AS", "city": "Oslo"}, {"name": "Bakery Hill", "city": "OSLO"}, "same name and city"),
        ({"name": "Hill Bakery Ltd"}, {"name": "HILL BAKERY A/S"}, "same name"),
        ({"name": "Hill Bakery"}, {"name": "Hill Backery GmbH"}, "similar name"),
        ({"name": "Whitcombe & Daughters Ltd"}, {"name": "Whitcomb and Daughters"}, "similar name"),
        ({"name": "Fabrikam"}, {"name": "Fabricam B.V."}, "similar name"),
        ({"name": "ООО Рассвет"}, {"name": "РАССВЕТ"}, "same name"),
        ({"name": "Crémerie Étoile Sàrl"}, {"name": "Cremerie Etoile"}, "same name"),
    ],
)  # fmt: skip
def test_what_is_typed_finds_who_has_the_same(
    session: Session, stored: dict[str, Any], typed: dict[str, Any], reason: str
) -> None:
    company = a_company(session, **{"name": "Oak Forest", **stored})

    told = reasons(session, typed, company.no)

    assert told == [reason]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ({"name": "Hill Bakery"}, {"name": "Oak Forest"}),
        ({"name": "Hotel 1"}, {"name": "Hotel 2"}),
        ({"phone_no": "22 00 01 01"}, {"phone_no": "22 00 01 02"}),
        ({"email": "ann@hill.example"}, {"email": "bo@hill.example"}),
        ({"name": "AS"}, {"name": "Ltd"}),
        ({"phone_no": "110"}, {"phone_no": "110"}),
        ({"name": "Hill"}, {}),
    ],
)
def test_others_are_not_found(session: Session, stored: dict[str, Any], typed: dict[str, Any]) -> None:
    a_company(session, **{"name": "Quay Press", **stored})

    assert found(session, typed) == []


def test_the_likeliest_come_first_and_no_more_than_asked_for(session: Session) -> None:
    weak = a_company(session, name="Hill Backery")
    strong = a_company(session, name="Hill Bakery", email="post@hill.example", city="Oslo")
    middle = a_company(session, name="Hill Bakery")

    typed = {"name": "Hill Bakery", "email": "post@hill.example", "city": "Oslo"}

    assert found(session, typed) == [strong.no, middle.no, weak.no]
    assert found(session, typed, most=1) == [strong.no]


def test_persons_and_free_accounts_are_found_too(session: Session) -> None:
    person = a_person(session, "Ann Hill", email="ann@hill.example")
    accounts = [
        an_account(session, kind, "Oak", email="ann@hill.example") for kind in ("customer", "vendor", "bank_account")
    ]

    assert set(found(session, {"email": "ann@hill.example"})) == {person.no, *(account.no for account in accounts)}


def test_an_account_with_a_contact_is_represented_by_it(session: Session) -> None:
    company = a_company(session, email="post@hill.example")
    linked_to(session, company, "customer")

    assert found(session, {"email": "post@hill.example"}) == [company.no]


def test_an_account_finds_contacts_that_have_none_of_its_kind(session: Session) -> None:
    free, taken = (a_company(session, name, email="post@hill.example") for name in ("Hill", "Oak"))
    linked_to(session, taken, "customer")

    customer = an_account(session, "customer", "Quay", email="post@hill.example")
    vendor = an_account(session, "vendor", "Quay", email="post@hill.example")

    assert found(session, customer) == [free.no]
    assert found(session, vendor) == [free.no, taken.no]


def test_a_person_is_no_duplicate_of_the_company_nor_of_colleagues_with_other_names(session: Session) -> None:
    company = a_company(session, email="post@hill.example", phone_no="22 00 01 01", home_page="hill.example")
    ann = a_person(session, "Ann Hill", company)
    a_person(session, "Bo Kay", company)

    again = a_person(session, "Anne Hill", company)

    assert ann.phone_no == company.phone_no
    assert found(session, company) == []
    assert found(session, ann) == [again.no]


def test_whoever_works_for_the_one_is_no_duplicate_of_the_other(session: Session) -> None:
    company = a_company(session, name="Hill Bakery", email="post@hill.example", phone_no="22 00 01 01")
    a_person(session, "Ann Kay", company, email="post@hill.example")
    owner = a_person(session, "Hill Baker", company)

    again = a_company(session, name="Hill Bakery", email="post@hill.example", phone_no="22 00 01 01")

    assert found(session, again) == [company.no, owner.no]
    assert found(session, owner) == [again.no]


def test_equal_search_strings_are_a_reason_as_well(session: Session) -> None:
    first = alike(session, name="Hill Bakery", mobile_phone_no="99 88 77 66")

    second = alike(session, name="Quay Press", mobile_phone_no="99 88 77 66")

    assert "10 of 16 search strings are equal" in reasons(session, second, first.no)


def test_what_is_typed_over_a_record_counts_instead_of_what_it_has(session: Session) -> None:
    a_company(session, name="Oak Forest")
    mine = a_company(session, name="Hill Bakery")

    assert found(session, mine) == []
    assert found(session, mine, typed={"name": "Oak Forest"}) == ["CT001"]


def test_different_is_remembered_from_both_sides_and_by_the_pairs(session: Session) -> None:
    first, second = alike(session), alike(session)

    tell_apart(session, second, first)
    rebuild(session)

    assert (found(session, first), found(session, second)) == ([], [])
    assert pairs(session) == []
    assert [(pair.contact, pair.other) for pair in pairs(session, separate=True)] == [(first, second)]


def test_to_say_it_twice_is_to_say_it_once(session: Session) -> None:
    first, second = alike(session), alike(session)

    assert tell_apart(session, first, second) is tell_apart(session, second, first)


def test_nobody_is_different_from_itself(session: Session) -> None:
    company = a_company(session)

    with pytest.raises(Refused, match="same as itself"):
        tell_apart(session, company, company)


def test_a_contact_and_an_account_can_be_different(session: Session) -> None:
    company = a_company(session)
    customer = an_account(session, "customer")
    before = (found(session, company), found(session, customer))

    tell_apart(session, company, customer)

    assert before == ([customer.no], [company.no])
    assert (found(session, company), found(session, customer)) == ([], [])


def test_different_is_taken_back(session: Session) -> None:
    first, second = alike(session), alike(session)
    difference = tell_apart(session, first, second)

    take_back(session, difference)

    assert found(session, first) == [second.no]


def test_different_can_be_undone_and_done_again(session: Session) -> None:
    first, second = alike(session), alike(session)
    with an_action(session) as telling:
        tell_apart(session, first, second)

    undoing, _plan = undone(session, telling)
    after_undo = found(session, first)
    undone(session, undoing)

    assert after_undo == [second.no]
    assert found(session, first) == []


def test_it_goes_with_its_records_and_comes_back_with_them(session: Session) -> None:
    first, second = alike(session), alike(session)
    tell_apart(session, first, second)
    with an_action(session) as deleting:
        delete_contact(session, first)

    undone(session, deleting)

    assert difference_between(session, second, session.get_one(Contact, first.id)) is not None


def test_a_receipt_mentions_who_may_be_the_same_if_that_is_wanted(session: Session) -> None:
    first, second = alike(session), alike(session)
    memory_of(session).notes.clear()

    mention_duplicates(session, second)
    wanted = [note.params["record"] for note in memory_of(session).notes]
    the(session, MarketingSetup).autosearch_duplicates = False
    session.flush()
    mention_duplicates(session, second)

    assert wanted == [first.label]
    assert len(memory_of(session).notes) == 1


def test_the_radar_asks_few_questions(session: Session, empty_database: Any) -> None:
    engine: Engine = empty_database.engine
    alike(session), an_account(session, "customer"), an_account(session, "vendor"), an_account(session, "bank_account")
    company = alike(session)

    with queries(engine, at_most=4):
        assert len(candidates(session, company)) == 4


WORDS = some.sampled_from(
    ("Hill", "Hil", "Bakery", "Backery", "Bakers", "Oak", "AS", "Ltd", "B.V.", "Øst", "Ost", "A", "7")
)
PHONES = some.sampled_from(
    (
        "",
        "22 00 01 01",
        "+47 22000101",
        "0047 22-00-01-01",
        "020 7946 0000",
        "+44 (0)20 79460000",
        "8 495 1234567",
        "+7 495 123 45 67",
    )
)
PARTIES = some.fixed_dictionaries(
    {
        "name": some.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        "type": some.sampled_from((COMPANY, PERSON)),
        "phone_no": PHONES,
        "mobile_phone_no": PHONES,
        "email": some.sampled_from(("", "a.b@c.example", "A.B@c.example; d@e.example", "d@e.example", "ab@c.example")),
        "home_page": some.sampled_from(("", "https://www.hill.example/a", "HILL.example", "oak.example")),
        "city": some.sampled_from(("", "Oslo", "OSLO")),
        "vat_registration_no": some.sampled_from(("", "NO123456789MVA", "123 456 789", "NO 123456789", "CHE-1")),
    }
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parties=some.lists(PARTIES, min_size=2, max_size=5), apart=some.integers(0, 9))
def test_whoever_finds_is_found_and_who_is_different_never_returns(
    session: Session, parties: list[dict[str, Any]], apart: int
) -> None:
    with session.begin_nested() as attempt:
        contacts = [(a_company if each["type"] == COMPANY else a_person)(session, **each) for each in parties]
        one, other = contacts[apart % len(contacts)], contacts[(apart + 1) % len(contacts)]
        tell_apart(session, one, other)
        rebuild(session)
        change_contact(session, one, {"county": "Viken"})

        seen = {
            (mine.no, candidate.no): candidate.score
            for mine in contacts
            for candidate in candidates(session, mine, most=99)
        }

        assert all(seen.get((theirs, mine)) == score for (mine, theirs), score in seen.items())
        assert (one.no, other.no) not in seen
        attempt.rollback()
    session.expire_all()
