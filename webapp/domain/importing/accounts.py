"""Adds many customers, vendors or bank accounts at once, each with the contact that goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import Rule, because, mention
from ..changes.bulk import add_many
from ..contacts.contact import COMPANY, Contact
from ..errors import say
from ..partners.kinds import PartnerKind
from ..relations.batch import Made, contact_from, needs_person, person_from, relation_of
from ..relations.links import relation_code
from ..relations.partner_fields import set_partner
from ..relations.primary import PRIMARY_FIELDS
from ..series.giving import Given, numbers_for
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from ..users.user import own_salesperson
from .adding import Numbering, Refusals, put_beside
from .columns import CONTACT_NO, Subject
from .keeping import Planned


def is_simple(values: Mapping[str, Any], more: Mapping[str, Any]) -> bool:
    """Names no contact that is there, and nobody to turn to where only it itself could be."""
    alone = values.get("contact_type", COMPANY) == COMPANY or values.get("contact_name") in (None, "", values["name"])
    return alone and not more.get(CONTACT_NO) and not values.get("primary_contact_no")


def add_accounts(session: Session, subject: Subject, planned: Sequence[Planned], refusals: Refusals) -> None:
    kind = subject.kind
    assert kind is not None
    numbered = Numbering(session, subject, planned, refusals).given
    own = own_salesperson(session)
    partners = [_partner(kind, each, given, own) for each, given in numbered]
    made = _with_contacts(session, kind, partners)
    add_many(session, partners)
    for (each, _given), partner in zip(numbered, partners, strict=True):
        each.row.record_id = partner.id
    _store_contacts(session, kind, made)
    put_beside(session, subject, [each for each, _given in numbered])


def _partner(kind: PartnerKind, each: Planned, given: Given, own: str | None) -> Any:
    partner: Any = fresh(kind.model, no=given.no, no_series_code=given.series_code)
    values = {name: value for name, value in each.values.items() if name not in ("no", *PRIMARY_FIELDS)}
    set_partner(partner, values)
    if kind.responsible not in values:
        setattr(partner, kind.responsible, own)
    partner.contact_name = each.values.get("contact_name", "")
    return partner


def _with_contacts(session: Session, kind: PartnerKind, partners: Sequence[Any]) -> list[Made]:
    """Where no relation is set up for such accounts, none of them gets one, and that is told once."""
    setup = the(session, MarketingSetup)
    if not partners or getattr(setup, kind.relation_field) is None:
        if partners:
            mention(session, say(kind.no_contact))
        return []
    count = len(partners) + sum(map(needs_person, partners))
    numbers = iter(numbers_for(session, Contact, MarketingSetup, "contact_nos", count))
    made = []
    for partner in partners:
        one = Made(partner, contact_from(session, kind, partner, next(numbers)))
        if needs_person(partner):
            one.person = person_from(session, setup, partner, one.contact, next(numbers))
        _turn_to(one)
        made.append(one)
    return made


def _turn_to(one: Made) -> None:
    """Whoever is named, or a person who is a customer by itself."""
    first = one.person or (one.contact if not one.contact.is_company else None)
    if first is not None:
        one.partner.primary_contact_no, one.partner.contact_name = first.no, first.name


def _store_contacts(session: Session, kind: PartnerKind, made: Sequence[Made]) -> None:
    if not made:
        return
    code = relation_code(session, kind)
    with because(session, Rule.MADE_FROM):
        pairs = [(contact, one.partner) for one in made for contact in one.contacts]
        add_many(session, [contact for contact, _partner in pairs], [partner for _contact, partner in pairs])
        add_many(session, [relation_of(one, code, kind) for one in made], [one.partner for one in made])
