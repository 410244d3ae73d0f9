"""Makes the contacts of many accounts at once, as they are made one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, update
from sqlalchemy.orm import Session

from ..base import blanks_of, fresh
from ..changes import Rule, because
from ..changes.bulk import add_many, change_many, load_many
from ..contacts.company import state
from ..contacts.contact import COMPANY, PERSON, Contact
from ..contacts.inheritance import INHERITED, taken_on_joining
from ..contacts.keeping import Beginning
from ..errors import N_, Message, say
from ..jobs import Outcome
from ..partners.kinds import PartnerKind
from ..partners.partner import Partner
from ..series.giving import Given, named_series, numbers_for
from ..setup.marketing import MarketingSetup
from .contact_for import contact_values
from .contact_relation import ContactRelation
from .links import linked_among, relation_code

BLANK = blanks_of(Contact)
"""What a person has who has nothing yet."""


@dataclass
class Made:
    """An account with the contacts that are made for it."""

    partner: Any
    contact: Contact
    person: Contact | None = None

    @property
    def contacts(self) -> Iterator[Contact]:
        yield self.contact
        if self.person is not None:
            yield self.person


def check_setup(session: Session, kind: PartnerKind) -> None:
    """What every single account would be refused for."""
    relation_code(session, kind)
    named_series(session, MarketingSetup, "contact_nos")


def is_linked(kind: PartnerKind) -> ColumnElement[bool]:
    return exists().where(ContactRelation.partner_id == kind.model.id)


def reason_against(partner: Any) -> Message | None:
    """Why no contact can be made for this account, if so."""
    if getattr(partner, "primary_contact_no", None):
        return say(
            N_("It turns to contact %(contact)s first. Link it with that one, or clear the primary contact."),
            contact=partner.primary_contact_no,
        )
    if _type_for(partner) == PERSON and partner.contact_name not in ("", partner.name):
        return say(
            N_("It is a person and turns to %(contact)s. Clear the contact, or make its contact type a company."),
            contact=partner.contact_name,
        )
    return None


def create_contacts(session: Session, kind: PartnerKind, ids: Sequence[int]) -> Outcome:
    """Contacts for those of the accounts that have none."""
    check_setup(session, kind)
    unlinked = _held(session, kind, ids)
    reasons = [(partner, reason_against(partner)) for partner in unlinked]
    refusals = [(partner.label, reason) for partner, reason in reasons if reason is not None]
    ready = [partner for partner, reason in reasons if reason is None]
    passed = _passed_by(session, kind, set(ids) - {partner.id for partner in unlinked})
    made = make(session, kind, ready)
    _store(session, kind, made)
    return Outcome(len(made), len(ids) - len(unlinked), refusals, passed)


def _passed_by(session: Session, kind: PartnerKind, ids: Collection[int]) -> list[tuple[str, Message]]:
    """Who has a contact by now; who is gone has no name."""
    text = N_("It has the contact %(contact)s by now.")
    linked = linked_among(session, kind, ids) if ids else []
    return [(partner.label, say(text, contact=contact.label)) for partner, contact in linked]


def _held(session: Session, kind: PartnerKind, ids: Sequence[int]) -> list[Partner]:
    """The accounts without a contact, in this order. Whoever is about to save one of them has to look at it again."""
    held = update(Partner).where(Partner.id.in_(ids)).values(version=Partner.version + 1)
    session.execute(held, execution_options={"synchronize_session": False})
    found = {partner.id: partner for partner in load_many(session, kind.model, ids, ~is_linked(kind))}
    return [found[id_] for id_ in ids if id_ in found]


def make(session: Session, kind: PartnerKind, partners: Sequence[Any]) -> list[Made]:
    """The records, numbered but not stored."""
    beginning = Beginning(session)
    count = len(partners) + sum(map(needs_person, partners))
    numbers = iter(numbers_for(session, Contact, MarketingSetup, "contact_nos", count))
    return [_made(beginning, kind, partner, numbers) for partner in partners]


def _made(beginning: Beginning, kind: PartnerKind, partner: Any, numbers: Iterator[Given]) -> Made:
    one = Made(partner, _contact_from(beginning, kind, partner, next(numbers)))
    if needs_person(partner):
        one.person = _person_from(beginning, partner, one.contact, next(numbers))
    return one


def _contact_from(beginning: Beginning, kind: PartnerKind, partner: Partner, given: Given) -> Contact:
    values = contact_values(kind, partner)
    return beginning.contact(given, values, with_defaults=False, type=values.pop("type"))


def needs_person(partner: Any) -> bool:
    """Whether it names somebody to turn to at the company."""
    return _turns_to_somebody(partner) and bool(partner.contact_name) and _type_for(partner) == COMPANY


def _turns_to_somebody(partner: Any) -> bool:
    return hasattr(partner, "primary_contact_no")


def _type_for(partner: Any) -> str:
    return getattr(partner, "contact_type", COMPANY)


def _person_from(beginning: Beginning, partner: Any, company: Contact, given: Given) -> Contact:
    taken = taken_on_joining(beginning.setup, BLANK, state(company, INHERITED), None)
    return beginning.contact(given, taken | {"name": partner.contact_name}, type=PERSON, company_no=company.no)


def _store(session: Session, kind: PartnerKind, made: Sequence[Made]) -> None:
    code = relation_code(session, kind)
    with because(session, Rule.MADE_FROM):
        pairs = [(contact, one.partner) for one in made for contact in one.contacts]
        add_many(session, [contact for contact, _partner in pairs], [partner for _contact, partner in pairs])
        relations = [relation_of(one, code, kind) for one in made]
        add_many(session, relations, [one.partner for one in made])
    turning = [one for one in made if _turns_to_somebody(one.partner)]
    with because(session, Rule.PRIMARY):
        change_many(
            session,
            [one.partner for one in turning],
            {one.partner.id: _primary(one) for one in turning},
            {one.partner.id: one.person or one.contact for one in turning},
        )


def relation_of(one: Made, code: str, kind: PartnerKind) -> ContactRelation:
    ids = {"contact_id": one.contact.id, "partner_id": one.partner.id}
    return fresh(
        ContactRelation, contact=one.contact, partner=one.partner, business_relation_code=code, kind=kind.word, **ids
    )


def _primary(one: Made) -> dict[str, Any]:
    first = one.person or one.contact
    return {"primary_contact_no": first.no, "contact_name": "" if first.is_company else first.name}
