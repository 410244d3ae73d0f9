"""Chapter I: what a contact is to us, at a glance and row by row."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.codes import StillUsed, change_code, delete_code
from webapp.domain.contacts.contact import Contact
from webapp.domain.errors import Refused, See
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.describing import add_relation, relations_of
from webapp.domain.relations.links import linked_partners
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import BusinessRelation
from webapp.domain.setup.single import the

from ...support.factories import how_many
from ...support.parties import KINDS, RELATION_CODES, a_company, a_person, linked_to


def indicator(session: Session, contact: Contact) -> str:
    session.flush()
    session.refresh(contact)
    return contact.business_relation


def rename(session: Session, code: str, new: str) -> None:
    relation = session.query(BusinessRelation).filter_by(code=code).one()
    change_code(session, relation, {"code": new})
    session.expire_all()


@pytest.mark.parametrize("kind", KINDS)
def test_i141_i142_i143_a_contact_with_one_account_shows_its_kind(session: Session, kind: str) -> None:
    company = a_company(session)

    linked_to(session, company, kind)

    assert indicator(session, company) == kind


def test_i144_i145_two_relations_are_multiple(session: Session) -> None:
    company = a_company(session)
    linked_to(session, company, "customer")
    the(session, MarketingSetup).customer_relation_code = "LAW"

    linked_to(session, company, "vendor")

    assert indicator(session, company) == "multiple"


@pytest.mark.parametrize("kind", KINDS)
def test_i146_a_link_under_a_code_that_the_setup_does_not_know_is_other(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)

    setattr(the(session, MarketingSetup), PARTNER_KINDS[kind].relation_field, "LAW")

    assert indicator(session, company) == "other"


@pytest.mark.parametrize("kind", KINDS)
def test_i147_i148_a_person_put_under_a_company_shows_its_relation(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)
    ann, bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay")

    change_contact(session, bo, {"company_no": company.no})

    assert (indicator(session, ann), indicator(session, bo)) == (kind, kind)


def test_i148_a_person_who_leaves_the_company_shows_none(session: Session) -> None:
    company = a_company(session)
    linked_to(session, company, "customer")
    ann = a_person(session, "Ann Hill", company)

    change_contact(session, ann, {"company_no": None})

    assert indicator(session, ann) == ""


def test_i150_i153_i154_a_relation_added_by_hand_shows_at_once(session: Session) -> None:
    company = a_company(session)
    ann = a_person(session, "Ann Hill", company)

    relation = add_relation(session, company, "LAW")

    assert (indicator(session, company), indicator(session, ann)) == ("other", "other")
    assert relations_of(session, ann) == [relation]


@pytest.mark.parametrize("kind", KINDS)
def test_i155_the_setups_code_is_not_given_by_hand(session: Session, kind: str) -> None:
    company = a_company(session)

    with pytest.raises(Refused) as refused:
        add_relation(session, company, RELATION_CODES[kind])

    assert refused.value.see == See("marketing_setup", field=PARTNER_KINDS[kind].relation_field)
    assert how_many(session, ContactRelation) == 0


def test_i_a_relation_is_the_companys_and_the_refusal_leads_there(session: Session) -> None:
    company = a_company(session)
    ann = a_person(session, "Ann Hill", company)

    with pytest.raises(Refused) as refused:
        add_relation(session, ann, "LAW")

    assert refused.value.see == See("contact", company.no)


def test_i_somebody_without_a_company_has_no_descriptive_relation(session: Session) -> None:
    mia = a_person(session, "Mia Berg")

    with pytest.raises(Refused, match="Enter a company"):
        add_relation(session, mia, "LAW")


@pytest.mark.parametrize("code", ["LAW", ""])
def test_i_each_relation_is_there_once(session: Session, code: str) -> None:
    company = a_company(session)
    add_relation(session, company, "LAW")

    with pytest.raises(Refused) as refused:
        add_relation(session, company, code)

    assert refused.value.field == "business_relation_code"


@pytest.mark.parametrize("kind", KINDS)
def test_i156_i157_a_renamed_code_is_renamed_in_the_setup_and_in_links(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)

    rename(session, RELATION_CODES[kind], "NEW")

    assert getattr(the(session, MarketingSetup), PARTNER_KINDS[kind].relation_field) == "NEW"
    assert [relation.business_relation_code for relation in relations_of(session, company)] == ["NEW"]
    assert indicator(session, company) == kind


def test_i158_one_code_for_all_kinds_is_renamed_in_all_of_them(session: Session) -> None:
    setup: Any = the(session, MarketingSetup)
    for kind in PARTNER_KINDS.values():
        setattr(setup, kind.relation_field, "CUST")
    session.flush()

    rename(session, "CUST", "ALL")

    assert {getattr(setup, kind.relation_field) for kind in PARTNER_KINDS.values()} == {"ALL"}


def test_i159_i160_a_relation_without_an_account_leads_to_no_account(session: Session) -> None:
    company = a_company(session)

    add_relation(session, company, "LAW")

    assert linked_partners(session, company) == []


@pytest.mark.parametrize("code", ["CUST", "LAW"])
def test_i_a_code_in_use_stays(session: Session, code: str) -> None:
    if code == "LAW":
        add_relation(session, a_company(session), code)
    relation = session.query(BusinessRelation).filter_by(code=code).one()

    with pytest.raises(StillUsed) as refused:
        delete_code(session, relation)

    assert refused.value.message.params["record"] == code


def test_q262_the_indicator_is_stored_and_looking_does_not_change_it(session: Session) -> None:
    company = a_company(session)
    linked_to(session, company, "customer")

    stored = session.query(Contact.business_relation).scalar()

    assert stored == "customer"
