"""Chapter M: what contacts are sorted into, and where they are looked up."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import a_code
from tests.support.parties import a_company, a_person
from webapp.domain.base import Coded
from webapp.domain.codes import StillUsed, delete_code
from webapp.domain.contacts.classification import (
    CLASSES,
    Assigned,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactWebSource,
    assign,
    count_of,
    delete_class,
    holders,
    no_of_contacts,
    search_address,
    withdraw,
)
from webapp.domain.contacts.contact import COMPANY, Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.errors import Refused
from webapp.domain.relations.describing import add_relation
from webapp.domain.setup.people import BusinessRelation, OrganisationalLevel, WebSource


def given(session: Session, model: type[Assigned], contact: Contact, code: str = "") -> Assigned:
    return assign(session, contact, model, {"code": code or a_code(session, model.of).code})


def contacts_with(session: Session, code: Coded) -> list[str]:
    query = select(Contact.name).where(holders(type(code), type(code).code == code.code)).order_by(Contact.name)
    return list(session.scalars(query))


@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.type_name)
def test_205_what_is_assigned_is_counted_on_the_contact_and_on_the_code(
    session: Session, model: type[Assigned]
) -> None:
    contact = a_company(session) if model.for_type in ("", COMPANY) else a_person(session)
    code = a_code(session, model.of)

    given(session, model, contact, code.code)

    assert session.scalar(select(count_of(model, contact))) == 1
    assert session.scalar(select(no_of_contacts(model.of)).where(model.of.id == code.id)) == 1
    assert contacts_with(session, code) == [contact.name]


def test_a_persons_count_of_industry_groups_is_the_companys(session: Session) -> None:
    company = a_company(session)
    person = a_person(session, company=company)

    given(session, ContactIndustryGroup, company)

    assert session.scalar(select(count_of(ContactIndustryGroup, person))) == 1


@pytest.mark.parametrize("model", [ContactIndustryGroup, ContactWebSource])
def test_what_companies_are_sorted_into_is_not_for_persons(session: Session, model: type[Assigned]) -> None:
    person = a_person(session)

    with pytest.raises(Refused, match="belong to companies"):
        given(session, model, person)


def test_a_job_responsibility_is_not_for_companies(session: Session) -> None:
    company = a_company(session)

    with pytest.raises(Refused, match="belong to persons"):
        given(session, ContactJobResponsibility, company)


def test_a_contact_is_in_a_group_once(session: Session) -> None:
    company = a_company(session)
    first = given(session, ContactMailingGroup, company)

    with pytest.raises(Refused, match="already") as refused:
        given(session, ContactMailingGroup, company, first.code)

    assert refused.value.field == "code"


def test_what_is_withdrawn_counts_no_more(session: Session) -> None:
    company = a_company(session)
    assigned = given(session, ContactMailingGroup, company)

    withdraw(session, assigned)

    assert session.scalar(select(count_of(ContactMailingGroup, company))) == 0


def test_levels_and_relations_are_counted_too(session: Session) -> None:
    level, relation = a_code(session, OrganisationalLevel), a_code(session, BusinessRelation)
    a_person(session, organisational_level_code=level.code)
    company = a_company(session)

    add_relation(session, company, relation.code)

    for code, name in ((level, "Ann Hill"), (relation, "Hill Bakery")):
        assert session.scalar(select(no_of_contacts(type(code))).where(type(code).id == code.id)) == 1
        assert contacts_with(session, code) == [name]


@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.type_name)
def test_a_group_that_is_deleted_is_taken_from_its_contacts(session: Session, model: type[Assigned]) -> None:
    contact = a_company(session) if model.for_type in ("", COMPANY) else a_person(session)
    code, other = a_code(session, model.of), a_code(session, model.of)
    given(session, model, contact, code.code)
    given(session, model, contact, other.code)

    delete_class(session, code)

    assert session.scalars(select(model.code)).all() == [other.code]


def test_a_relation_or_level_in_use_is_not_deleted(session: Session) -> None:
    level, relation = a_code(session, OrganisationalLevel), a_code(session, BusinessRelation)
    a_person(session, organisational_level_code=level.code)
    add_relation(session, a_company(session), relation.code)

    for code in (level, relation):
        with pytest.raises(StillUsed):
            delete_code(session, code)


def test_a_contact_that_is_deleted_leaves_its_groups_behind_empty(session: Session) -> None:
    company = a_company(session)
    code = given(session, ContactMailingGroup, company).code

    delete_contact(session, company)

    assert session.scalars(select(ContactMailingGroup)).all() == []
    assert session.scalar(select(ContactMailingGroup.of.code).where(ContactMailingGroup.of.code == code)) == code


@pytest.mark.parametrize(
    ("url", "word", "address"),
    [
        ("https://finder.example/?q=%1", "Hill & Søn", "https://finder.example/?q=Hill%20%26%20S%C3%B8n"),
        ("http://finder.example/%1/%1", "a/b", "http://finder.example/a%2Fb/a%2Fb"),
        ("finder.example/%1", "hill", "https://finder.example/hill"),
        ("//finder.example/%1", "hill", "https://finder.example/hill"),
        ("javascript:alert(%1)", "1", "https://javascript:alert(1)"),
    ],
)
def test_a_web_source_looks_a_word_up_on_the_web_and_nowhere_else(
    session: Session, url: str, word: str, address: str
) -> None:
    source = a_code(session, WebSource, "FINDER")

    source.url = url

    assert search_address(source, word) == address


def test_a_web_source_without_an_address_cannot_look_anything_up(session: Session) -> None:
    source = a_code(session, WebSource, "FINDER")

    with pytest.raises(Refused, match="no address") as refused:
        search_address(source, "hill")

    assert refused.value.see is not None and refused.value.see.key == "FINDER"
