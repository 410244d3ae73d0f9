"""One place to update: what changed on a contact goes on to its accounts, and from a company to its persons.

It always starts at the contact, the hub of the cluster, and never comes back to where it began: nothing here reacts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..changes.bulk import change_many
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.inheritance import FOLLOWED, group_of, taken_on_change
from ..duplicates.pairs import portions
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
AT_ONCE = 50


class Move(NamedTuple):
    """What a contact was, and what it is now."""

    contact: Contact
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def changed(self) -> dict[str, Any]:
        return {field: value for field, value in self.after.items() if value != self.before[field]}


class Follower(NamedTuple):
    person: Contact
    taken: Mapping[str, Any]
    company: Contact


def spread(session: Session, contact: Contact, before: Mapping[str, Any]) -> None:
    """Carry over what differs now from what was before."""
    spread_many(session, [(contact, before)])


def spread_many(session: Session, befores: Iterable[tuple[Contact, Mapping[str, Any]]]) -> None:
    """The same for many contacts, none of them the company of another one."""
    moves = [Move(contact, before, state(contact, WATCHED)) for contact, before in befores]
    moves = [move for move in moves if move.before != move.after]
    if not moves:
        return
    followers = _followers(session, [move for move in moves if move.contact.is_company])
    _to_accounts(
        session,
        {move.contact.id: (move.contact, move.changed) for move in moves}
        | {follower.person.id: (follower.person, follower.taken) for follower in followers},
    )
    _to_contact_names(session, [move.contact for move in moves if "name" in move.changed])
    with because(session, Rule.INHERITED):
        persons = [follower.person for follower in followers]
        taken = {follower.person.id: follower.taken for follower in followers}
        change_many(session, persons, taken, {follower.person.id: follower.company for follower in followers})


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


def _to_contact_names(session: Session, renamed: Sequence[Contact]) -> None:
    """Accounts that turn to one of these first show the name, if it is a person's."""
    first = {contact.no: contact for contact in renamed}
    partners: list[Any] = partners_turning_to(session, first.keys()) if first else []
    sources = {partner.id: first[partner.primary_contact_no] for partner in partners}
    names = {id_: "" if contact.is_company else contact.name for id_, contact in sources.items()}
    with because(session, Rule.PRIMARY):
        change_many(session, partners, {id_: {"contact_name": name} for id_, name in names.items()}, sources)


def partners_turning_to(session: Session, numbers: Collection[str]) -> list[Partner]:
    """The customers and vendors whose primary contact is one of these."""
    models: list[Any] = [kind.model for kind in PARTNER_KINDS.values() if hasattr(kind.model, "primary_contact_no")]
    return [
        partner
        for model in models
        for partner in session.scalars(select(model).where(model.primary_contact_no.in_(numbers)).order_by(model.id))
    ]


def _followers(session: Session, moves: Sequence[Move]) -> list[Follower]:
    """The persons who take over something of their companies, however many there are."""
    felt = {move.contact.no: move for move in moves if not move.changed.keys().isdisjoint(FOLLOWED)}
    setup = the(session, MarketingSetup)
    found = []
    for some in portions(felt.values(), AT_ONCE):
        query = select(Contact).where(or_(*map(_may_follow, some))).order_by(Contact.id)
        for person in session.scalars(query.with_for_update().execution_options(populate_existing=True)):
            move = felt[str(person.company_no)]
            taken = taken_on_change(setup, state(person, FOLLOWED), move.before, move.after)
            if taken:
                found.append(Follower(person, taken, move.contact))
    return found


def _may_follow(move: Move) -> ColumnElement[bool]:
    """A person of this company who had the same in something that changed."""
    followed = (_same(_judged_by(field), move.before) for field in FOLLOWED if field in move.changed)
    return and_(Contact.company_no == move.contact.no, or_(*followed))


def _judged_by(field: str) -> tuple[str, ...]:
    group = group_of(field)
    return (group.compared if group else ()) or (field,)


def _same(fields: tuple[str, ...], before: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(*(getattr(Contact, field).is_not_distinct_from(before[field]) for field in fields))
