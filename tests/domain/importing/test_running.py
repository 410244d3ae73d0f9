"""What was shown is done, portion by portion, and can be taken back as one."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, snapshot, undone
from tests.support.houses import CONSOLE
from tests.support.parties import KINDS, a_company, a_new_account, without_relation_code
from webapp.domain.changes import ChangeSet
from webapp.domain.comments import Comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused
from webapp.domain.importing.bringing import start, take_away
from webapp.domain.importing.records import ImportFile, ImportRow
from webapp.domain.importing.running import IMPORTING
from webapp.domain.jobs import cancel, resume, work
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.links import contact_of

from .imports import brought, imported

COMPANIES = "Name;Company Name;Email\n" + "".join(f"Ann {i};Firm {i} Works;ann{i}@firm{i}.example\n" for i in range(7))


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("at_once", [1, 3, 500])
def test_persons_find_their_companies_whatever_the_portions(company: Session, at_once: int) -> None:
    job = imported(company, brought(company, COMPANIES), at_once)

    assert (job.done, job.refused) == (14, 0)
    persons = company.scalars(select(Contact).where(Contact.company_no.is_not(None))).all()
    firms = {firm.no: firm.name for firm in company.scalars(select(Contact).where(Contact.type == "company"))}
    assert {person.name: firms[person.company_no or ""] for person in persons} == {
        f"Ann {i}": f"Firm {i} Works" for i in range(7)
    }


def test_the_file_goes_when_all_is_done(company: Session) -> None:
    imported(company, brought(company, COMPANIES))

    assert (count(company, ImportFile), count(company, ImportRow)) == (0, 0)


def test_a_file_can_be_taken_away(company: Session) -> None:
    file = brought(company, COMPANIES)

    take_away(company, file)

    assert (count(company, ImportFile), count(company, ImportRow)) == (0, 0)


def test_it_cannot_be_started_twice(company: Session) -> None:
    file = brought(company, COMPANIES)
    start(company, file, CONSOLE)

    with pytest.raises(Refused, match="being imported already"):
        start(company, file, CONSOLE)


def test_it_goes_on_where_it_was_cancelled(company: Session) -> None:
    file = brought(company, COMPANIES)
    kind = IMPORTING["contact"]._replace(at_once=5)
    job = work(company, kind, start(company, file, CONSOLE).id, 0)
    cancel(company, job.id)
    assert count(company, Contact) == 5

    job = resume(company, kind, job.id, CONSOLE)
    while job.is_running:
        job = work(company, kind, job.id, job.position)

    assert count(company, Contact) == 14


def test_one_undo_takes_everything_back(company: Session) -> None:
    known = a_company(company, "Old Mill", city="Oslo")
    before = snapshot(company)
    with an_action(company, "Import") as action:
        imported(company, brought(company, COMPANIES + ";;\n"))
        imported(company, brought(company, f"No.;City;Comments\n{known.no};Bergen;Called.\n"))
    assert count(company, Contact) == 15

    undone(company, action)

    assert without_numbers(snapshot(company)) == without_numbers(before)


def test_an_update_reaches_the_linked_accounts(company: Session) -> None:
    customer = a_new_account(company, "customer", city="Oslo")
    contact = contact_of(company, customer)
    assert contact is not None

    imported(company, brought(company, f"No.;City\n{contact.no};Bergen\n"))

    assert company.scalars(select(Customer.city)).all() == ["Bergen"]


@pytest.mark.parametrize("kind", KINDS)
def test_new_accounts_get_their_contacts(company: Session, kind: str) -> None:
    imported(company, brought(company, "Name;City;Comments\nOak Ltd;Oslo;Called.\nElm Inn;Bergen;\n", kind))

    accounts = company.scalars(select(PARTNER_KINDS[kind].model)).all()
    contacts = [contact_of(company, account) for account in accounts]
    assert [(contact.name, contact.city) for contact in contacts if contact] == [("Oak Ltd", "Oslo"), ("Elm Inn", "Bergen")]  # fmt: skip
    assert count(company, ContactRelation) == 2
    assert count(company, Comment) == 1


@pytest.mark.parametrize("kind", ["customer", "vendor"])
def test_whom_an_account_turns_to_becomes_a_person(company: Session, kind: str) -> None:
    imported(company, brought(company, "Name;Contact\nOak Ltd;Ann Oak\n", kind))

    (account,) = company.scalars(select(PARTNER_KINDS[kind].model))
    person = company.scalars(select(Contact).where(Contact.name == "Ann Oak")).one()
    assert (account.primary_contact_no, account.contact_name) == (person.no, "Ann Oak")  # type: ignore[attr-defined]


def test_without_a_relation_code_accounts_come_without_contacts(company: Session) -> None:
    without_relation_code(company, "customer")

    job = imported(company, brought(company, "Name\nOak Ltd\n", "customer"))

    assert (count(company, Customer), count(company, Contact)) == (1, 0)
    assert job.notes


def test_what_was_changed_since_the_rehearsal_is_left_alone(company: Session) -> None:
    known = a_company(company, city="Oslo")
    file = brought(company, f"No.;City\n{known.no};Bergen\n")
    known.city = "Trondheim"
    company.flush()

    job = imported(company, file)

    assert (job.done, job.refused) == (0, 1)
    assert company.scalars(select(Contact.city)).all() == ["Trondheim"]


def test_a_number_that_was_taken_since_is_refused(company: Session) -> None:
    file = brought(company, "No.;Name\nX1;Oak Ltd\nX2;Elm Inn\n")
    a_company(company, "Somebody", no="X1")

    job = imported(company, file)

    assert (job.done, job.refused) == (1, 1)
    assert "taken" in job.refusals[0][1].text


def test_every_record_is_remembered_with_its_reason(company: Session) -> None:
    with an_action(company, "Import") as action:
        imported(company, brought(company, "Name;City\nOak Ltd;Oslo\n"))

    assert action.of("contact")["city"] == (None, "Oslo")
    assert {change.rule for change in action.changes if change.field == "city"} == {"imported"}
    assert count(company, ChangeSet) >= 1


def without_numbers(found: dict) -> dict:
    """Numbers given out stay given out."""
    return {key: values for key, values in found.items() if key[0] != "no_series_line"}
