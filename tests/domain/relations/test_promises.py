"""The promises about links as questions to the database: each finds what it is there for, and mends it if it can."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from webapp.domain.checks import CHECKS, Check, broken_promises
from webapp.domain.errors import say

from ...support.parties import KINDS, a_cluster, a_company, a_person, differing, linked_to


def findings(session: Session, promise: str = "") -> list[dict[str, object]]:
    session.flush()
    found = [(check.promise, dict(message.params)) for check, message in broken_promises(session)]
    return [params for name, params in found if name == (promise or name)]


def behind_its_back(session: Session, *statements: str) -> None:
    session.flush()
    for statement in statements:
        session.execute(text(statement))
    session.expire_all()


def mend(session: Session, findings_of: str) -> None:
    the_check(findings_of).mend(session)  # type: ignore[misc]
    session.flush()


def the_check(findings_of: str) -> Check:
    return next(check for check in CHECKS if check.findings.__name__ == findings_of)


def without_rules(session: Session) -> None:
    """The same links in a table that refuses nothing, until the transaction is rolled back."""
    behind_its_back(
        session,
        "ALTER TABLE contact_relation RENAME TO strict_relation",
        "CREATE TABLE contact_relation AS SELECT * FROM strict_relation",
    )


def test_among_linked_cards_there_is_nothing_to_find(session: Session) -> None:
    company, *_accounts = a_cluster(session)
    a_person(session, "Ann Hill", company)

    assert findings(session) == []


@pytest.mark.parametrize("kind", KINDS)
def test_p1_a_difference_is_found_and_both_values_are_told(session: Session, kind: str) -> None:
    company = a_company(session, phone_no="111")
    account = linked_to(session, company, kind)

    behind_its_back(session, "UPDATE partner SET phone_no = '222'")

    expected = {"contact": company.label, "account": account.label, "field": say("Phone No.")}
    assert findings(session) == [expected | {"left": "111", "right": "222"}]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["country_code", "picture_id"])
def test_p1_nothing_and_something_differ_too(session: Session, kind: str, field: str) -> None:
    company = a_company(session, country_code="NO")
    linked_to(session, company, kind)

    behind_its_back(session, f"UPDATE contact SET {field} = NULL", "UPDATE partner SET country_code = 'SE'")

    assert {params["left"] for params in findings(session, "P1")} == {"" if field == "country_code" else "NO"}


def test_p1_mending_gives_the_contacts_values_to_the_accounts_and_is_remembered(session: Session) -> None:
    company, *accounts = a_cluster(session, phone_no="111", salesperson_code="IS")
    behind_its_back(session, "UPDATE partner SET phone_no = '222'", "UPDATE customer SET salesperson_code = 'LM'")

    mend(session, "links_are_equal")

    assert [differing(company, account) for account in accounts] == [[], [], []]
    assert company.phone_no == "111"
    assert findings(session) == []


@pytest.mark.parametrize("kind", KINDS)
def test_p2_a_link_to_another_kind_is_found(session: Session, kind: str) -> None:
    linked_to(session, a_company(session), kind)
    without_rules(session)
    other = next(each for each in KINDS if each != kind)

    behind_its_back(session, f"UPDATE contact_relation SET kind = '{other}'")

    assert [set(params) for params in findings(session, "P2")] == [{"link"}]


def test_p2_a_second_link_is_found(session: Session) -> None:
    _company, customer, *_others = a_cluster(session)
    second = a_company(session, "Oak Ltd")
    without_rules(session)

    behind_its_back(
        session,
        "INSERT INTO contact_relation (id, contact_id, business_relation_code, kind, partner_id, version)"
        f" SELECT 99, {second.id}, business_relation_code, kind, partner_id, 1 FROM contact_relation"
        f" WHERE partner_id = {customer.id}",
    )

    assert [params["count"] for params in findings(session, "P2")] == [2]


def test_p3_a_link_that_points_to_nothing_is_found(session: Session) -> None:
    company = a_company(session)
    linked_to(session, company, "customer")
    without_rules(session)

    behind_its_back(session, "UPDATE contact_relation SET partner_id = 999")

    columns = [params["column"] for params in findings(session, "P3") if params["table"] == "contact_relation"]
    assert columns == ["partner_id, kind"]


@pytest.mark.parametrize("column", ["sort_key", "group_key"])
def test_a_contact_out_of_its_place_is_found_and_put_back(session: Session, column: str) -> None:
    company = a_company(session)
    person = a_person(session, "Ann Hill", company)
    session.refresh(person)
    place = person.group_key
    behind_its_back(session, f"UPDATE contact SET {column} = 'zzz' WHERE id = {person.id}")
    found = findings(session)

    mend(session, "lists_are_in_order")

    session.refresh(person)
    assert {params["record"] for params in found} == {person.label}
    assert (person.group_key, findings(session)) == (place, [])


def test_an_account_out_of_its_place_is_found_and_put_back(session: Session) -> None:
    account = linked_to(session, a_company(session), "vendor")
    behind_its_back(session, "UPDATE partner SET sort_key = 'zzz'")
    found = findings(session)

    mend(session, "lists_are_in_order")

    assert [(params["table"], params["record"]) for params in found] == [(say("Vendor"), account.label)]
    assert findings(session) == []


def test_a_wrong_business_relation_is_found_and_put_right(session: Session) -> None:
    company = a_company(session)
    linked_to(session, company, "vendor")
    behind_its_back(session, "UPDATE contact SET business_relation = 'customer'")
    found = findings(session)

    mend(session, "contacts_show_their_relation")

    session.refresh(company)
    assert found == [{"contact": company.label}]
    assert (company.business_relation, findings(session)) == ("vendor", [])


def test_what_cannot_be_found_is_put_into_the_index(session: Session) -> None:
    a_company(session)
    linked_to(session, a_company(session), "bank_account")
    behind_its_back(session, "DELETE FROM search_entry")
    found = findings(session)

    mend(session, "search_finds_everything")

    assert len(found) > 2
    assert findings(session) == []
