"""What a contact's card knows beside the contact, in a handful of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam, func, select, true
from sqlalchemy.orm import Session, aliased, contains_eager

from ...domain.changes import changed_at
from ...domain.comments import no_of_comments
from ...domain.contacts.addresses import AddressRange, range_on
from ...domain.contacts.classification import CLASSES, count_of
from ...domain.contacts.company import company_of
from ...domain.contacts.contact import Contact
from ...domain.interactions.timeline import Figures, figures_of
from ...domain.partners.partner import Partner
from ...domain.relations.contact_relation import ContactRelation
from ...domain.relations.links import ANY_PARTNER
from ...domain.setup.marketing import MarketingSetup
from ...domain.setup.places import Country
from ...domain.standing_in import any_one, meaning
from ...pages.today import today

MOST_PERSONS = 8


@dataclass
class Around:
    company: Contact | None
    setup: MarketingSetup
    partners: Mapping[str, Partner]
    """By kind, what the contact or its company is linked to."""
    counts: Mapping[str, int]
    """By table, how many rows of each class the contact has."""
    persons: Sequence[Any]
    """Number, name, job title and telephone number of the first few."""
    how_many_persons: int
    country: str
    changed_at: dt.datetime | None
    no_of_comments: int
    figures: Figures
    reach: AddressRange | None
    """The days around today on which another address counts, its own or the company's."""


def around(session: Session, contact: Contact) -> Around:
    company = company_of(session, contact)
    meant = meaning(contact) | {"today": today()}
    setup, reach, country, at, how_many_persons, comments, *more = session.execute(
        _facts(contact.is_company), meant
    ).one()
    counts, figures = more[: len(CLASSES)], Figures(*more[len(CLASSES) :])
    persons = session.execute(_persons(), meant).all() if contact.is_company else []
    return Around(
        company=company,
        setup=setup,
        partners={partner.kind: partner for partner in session.scalars(_accounts(), {"hub": (company or contact).id})},
        counts={model.type_name: count for model, count in zip(CLASSES, counts, strict=True)},
        persons=persons,
        how_many_persons=how_many_persons,
        country=country or "",
        changed_at=at,
        no_of_comments=comments,
        figures=figures,
        reach=reach,
    )


@cache
def _facts(is_company: bool) -> Any:
    """The setup, and everything that is one value, in one query."""
    contact, person = any_one(Contact), aliased(Contact)
    figures = figures_of(contact.no, is_company)
    reach = range_on(contact, bindparam("today", type_=Date))
    query = select(
        MarketingSetup,
        AddressRange,
        select(Country.iso_code).where(Country.code == contact.country_code).scalar_subquery(),
        changed_at(contact).scalar_subquery(),
        select(func.count()).select_from(person).where(person.company_no == contact.no).scalar_subquery(),
        no_of_comments(contact),
        *(count_of(model, contact) for model in CLASSES),
        *figures.c,
    )
    reaching = query.select_from(MarketingSetup).join(figures, true())
    reaching = reaching.outerjoin(AddressRange, AddressRange.id == reach)
    return reaching.outerjoin(AddressRange.address).options(contains_eager(AddressRange.address))


@cache
def _accounts() -> Any:
    query = select(ANY_PARTNER).join(ContactRelation, ContactRelation.partner_id == ANY_PARTNER.id)
    return query.where(ContactRelation.contact_id == bindparam("hub")).order_by(ANY_PARTNER.id)


@cache
def _persons() -> Any:
    """As much of them as their company's card says."""
    query = select(Contact.no, Contact.name, Contact.job_title, Contact.phone_no)
    query = query.where(Contact.company_no == any_one(Contact).no)
    return query.order_by(Contact.sort_key, Contact.id).limit(MOST_PERSONS)
