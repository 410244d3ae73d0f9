"""One place to update: what changed on a contact goes on to its accounts, and from a company to its persons.

It always starts at the contact, the hub of the cluster, and never comes back to where it began: nothing here reacts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..changes.bulk import change_many
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.inheritance import FOLLOWED, group_of, taken_on_change
from ..errors import N_, Refused
from ..partners.kinds import PARTNER_KINDS, kind_of
from ..partners.partner import Partner
from ..setup.company import GeneralSetup
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .links import partners_of
from .partner_fields import taken_over

SHARED = tuple(dict.fromkeys(field for kind in PARTNER_KINDS.values() for field in kind.shared))
TAKEN = tuple(dict.fromkeys(field for kind in PARTNER_KINDS.values() for field, _own in kind.taken))
WATCHED = tuple(dict.fromkeys((*SHARED, *TAKEN, *FOLLOWED)))
"""Fields of a contact whose change can be felt elsewhere."""
BALANCE = "balance_last_statement"


def spread(session: Session, contact: Contact, before: Mapping[str, Any]) -> None:
    """Carry over what differs now from what was before."""
    after = state(contact, WATCHED)
    changed = {field: after[field] for field in WATCHED if after[field] != before[field]}
    if not changed:
        return
    persons = _persons_who_follow(session, contact, before, after) if contact.is_company else {}
    _to_accounts(session, {contact.id: (contact, changed), **persons})
    if "name" in changed:
        _to_contact_names(session, contact)
    with because(session, Rule.INHERITED, contact):
        taken = {id_: values for id_, (_person, values) in persons.items()}
        change_many(session, [person for person, _values in persons.values()], taken)


def values_for(partner: Partner, contact_values: Mapping[str, Any]) -> dict[str, Any]:
    """What of a contact's values this account has too, or takes."""
    kind = kind_of(partner)
    shared = {field: contact_values[field] for field in kind.shared if field in contact_values}
    return shared | {own: contact_values[field] for field, own in kind.taken if field in contact_values}


def check_currency(session: Session, contact: Contact, partner: Partner, currency: str | None) -> None:
    """A bank account with money on it keeps its currency; blank is the local one."""
    if getattr(partner, BALANCE, 0) and _is_other_currency(session, partner, currency):
        raise Refused(
            N_(
                "The currency of contact %(contact)s cannot become %(currency)s: bank account %(account)s, which is"
                " linked to it, has a balance. Bring it to zero first."
            ),
            field="currency_code",
            contact=contact.label,
            currency=currency or the(session, GeneralSetup).local_currency_code or "",
            account=partner.label,
        )


def check_own_currency(session: Session, partner: Partner, values: Mapping[str, Any]) -> None:
    """The same on its own card, unless the money goes or comes in the same moment."""
    balance = getattr(partner, BALANCE, 0)
    stays = balance and values.get(BALANCE, balance)
    if stays and _is_other_currency(session, partner, values.get("currency_code", partner.currency_code)):
        raise Refused(
            N_("Bank account %(account)s has a balance, so its currency stays. Bring it to zero first."),
            field="currency_code",
            account=partner.label,
        )


def _is_other_currency(session: Session, partner: Partner, currency: str | None) -> bool:
    local = the(session, GeneralSetup).local_currency_code
    return (partner.currency_code or local) != (currency or local)


def _to_accounts(session: Session, changed: Mapping[int, tuple[Contact, Mapping[str, Any]]]) -> None:
    """All in one go, each account because of its own contact."""
    partners, taken, sources = [], {}, {}
    for contact_id, partner in partners_of(session, changed.keys(), lock=True):
        contact, values = changed[contact_id]
        if "currency_code" in values:
            check_currency(session, contact, partner, values["currency_code"])
        partners.append(partner)
        taken[partner.id] = taken_over(partner, values_for(partner, values))
        sources[partner.id] = contact
    with because(session, Rule.SHARED):
        change_many(session, partners, taken, sources)


def _to_contact_names(session: Session, contact: Contact) -> None:
    """Accounts that turn to this person first show the name."""
    for partner in partners_turning_to(session, [contact.no]):
        name = "" if contact.is_company else contact.name
        if partner.contact_name != name:
            with because(session, Rule.PRIMARY, contact):
                partner.contact_name = name


def partners_turning_to(session: Session, numbers: Collection[str]) -> list[Partner]:
    """The customers and vendors whose primary contact is one of these."""
    models: list[Any] = [kind.model for kind in PARTNER_KINDS.values() if hasattr(kind.model, "primary_contact_no")]
    return [
        partner
        for model in models
        for partner in session.scalars(select(model).where(model.primary_contact_no.in_(numbers)).order_by(model.id))
    ]


def _persons_who_follow(
    session: Session, company: Contact, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[int, tuple[Contact, Mapping[str, Any]]]:
    """By their ids the persons who take over something, and what; in one question, however many there are."""
    changed = [field for field in FOLLOWED if before[field] != after[field]]
    if not changed:
        return {}
    setup = the(session, MarketingSetup)
    may_follow = or_(*(_same(_judged_by(field), before) for field in changed))
    query = select(Contact).where(Contact.company_no == company.no, may_follow)
    persons = session.scalars(query.with_for_update().execution_options(populate_existing=True)).all()
    taken = {person.id: taken_on_change(setup, state(person, FOLLOWED), before, after) for person in persons}
    return {person.id: (person, taken[person.id]) for person in persons if taken[person.id]}


def _judged_by(field: str) -> tuple[str, ...]:
    group = group_of(field)
    return (group.compared if group else ()) or (field,)


def _same(fields: tuple[str, ...], before: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(*(getattr(Contact, field).is_not_distinct_from(before[field]) for field in fields))
