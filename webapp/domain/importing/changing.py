"""Changes many contacts or accounts at once, as they are changed one by one, and whatever is in step with them follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import Rule, because
from ..changes.bulk import change_many, load_many
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.keeping import put_on
from ..contacts.names import with_parts
from ..contacts.places import fill_in_place
from ..errors import N_, Refused
from ..partners.kinds import PartnerKind
from ..relations.contact_relation import ContactRelation
from ..relations.partner_fields import set_partner
from ..relations.spreading import WATCHED, spread_many
from .adding import COMPANY_REFUSED, Run
from .applying import CAN_BE_REFUSED, change_one
from .columns import ADDRESSES, COMMENT
from .keeping import Planned

MOVED = N_("It was changed since the rehearsal. Import the file again to see what differs now.")
GONE = N_("It was deleted since the rehearsal. Import the file again to add it.")
SPECIAL = CAN_BE_REFUSED | {"blocked", COMMENT, ADDRESSES}
"""To change these may bring along more than the fields themselves."""
PLACE = ("post_code", "city")

Typed = tuple[Any, Mapping[str, Any]]
"""A record and what was read for it."""


def change_rows(run: Run, planned: Sequence[Planned]) -> None:
    """In their order; rows that lie side by side and say nothing special go together."""
    changing = Changing(run, planned)
    for is_simple, rows in groupby(planned, key=changing.is_simple):
        if is_simple:
            changing.together(list(rows))
        else:
            for each in rows:
                run.attempt(each, partial(changing.by_itself, each))


class Changing:
    """A portion of rows with the records they mean."""

    def __init__(self, run: Run, planned: Sequence[Planned]) -> None:
        self.run, self.session, self.kind = run, run.session, run.subject.kind
        ids = [each.record_id for each in planned if each.record_id is not None]
        self.records: dict[Any, Any] = {each.id: each for each in load_many(self.session, run.subject.model, ids)}
        self.hubs = self._hubs()
        places = [place for each in planned for place in self._move(each)]
        self.places = {half for place in places if all(place.values()) for half in place.items()}
        """The halves of the places that rows leave or come to."""

    def _hubs(self) -> dict[Any, Contact]:
        """By the ids of the records the contacts that changes go out from: they themselves, or those they are linked to,
        which are held before the accounts, as whoever changes a contact does."""
        if self.kind is None:
            return self.records
        query = select(ContactRelation.partner_id, Contact).join(Contact, Contact.id == ContactRelation.contact_id)
        query = query.where(ContactRelation.partner_id.in_(self.records)).order_by(Contact.id)
        query = query.with_for_update(of=Contact).execution_options(populate_existing=True)
        return dict(self.session.execute(query).all())

    def _move(self, each: Planned) -> list[dict[str, str]]:
        """Post code and city as they are and as they will be, where the row says something of the kind."""
        record = self.records.get(each.record_id)
        if record is None or each.values.keys().isdisjoint((*PLACE, "country_code")):
            return []
        here = {half: getattr(record, half) for half in PLACE}
        stays = {} if "country_code" in each.values else here
        return [here, {half: each.values.get(half, stays.get(half, "")) for half in PLACE}]

    def is_simple(self, each: Planned) -> bool:
        """Nothing but fields of its own, none of which can be refused or asks for what other rows bring."""
        record, hub = self.records.get(each.record_id), self.hubs.get(each.record_id)
        if record is None or each.company_place is not None or SPECIAL & {*each.values, *each.more}:
            return False
        return not self._asks_others(each) and (hub is None or bool(hub.name))

    def _asks_others(self, each: Planned) -> bool:
        """Whether the other half of its place is looked up, and other rows have to do with that."""
        there = (self._move(each) or [{}])[-1]
        return not all(there.values()) and not self.places.isdisjoint(there.items())

    def together(self, rows: Sequence[Planned]) -> None:
        for wave in self._waves(rows):
            self._refuse_moved(wave)
            typed = [(self.records[each.record_id], each.values) for each in self.run.ready(wave)]
            if self.kind is None:
                change_contacts(self.session, typed)
            else:
                change_accounts(self.session, self.kind, typed, self.hubs)

    def _waves(self, rows: Sequence[Planned]) -> list[list[Planned]]:
        """Whoever comes before or after its company in the file does so here as well."""
        waves: dict[int, list[Planned]] = defaultdict(list)
        companies: dict[str, int] = {}
        persons: dict[str, int] = {}
        for each in rows:
            hub, wave = self.hubs.get(each.record_id), 0
            if hub is not None and hub.company_no:
                wave = companies.get(hub.company_no, -1) + 1
                persons[hub.company_no] = max(wave, persons.get(hub.company_no, 0))
            elif hub is not None:
                wave = companies[hub.no] = persons.get(hub.no, -1) + 1
            waves[wave].append(each)
        return [waves[wave] for wave in sorted(waves)]

    def _refuse_moved(self, rows: Sequence[Planned]) -> None:
        for each in rows:
            if each.has_moved(self.records[each.record_id]):
                self.run.refusals[each.id] = Refused(MOVED)

    def by_itself(self, each: Planned) -> None:
        record, changes = self.records.get(each.record_id), dict(each.values)
        if record is None:
            raise Refused(GONE)
        if each.has_moved(record):
            raise Refused(MOVED)
        if each.company_place is not None:
            company = self.run.companies([each]).get(each.id)
            if company is None:
                raise Refused(COMPANY_REFUSED, field="company_no")
            changes["company_no"] = company.no
        change_one(self.session, record, changes, each.more)


def change_contacts(session: Session, typed: Sequence[Typed]) -> None:
    befores = [(contact, state(contact, WATCHED)) for contact, _values in typed]
    for contact, values in typed:
        put_on(session, contact, dict(values))
    session.flush()
    spread_many(session, befores)


def change_accounts(session: Session, kind: PartnerKind, typed: Sequence[Typed], hubs: Mapping[int, Contact]) -> None:
    """What they share goes to their contacts, and from there on."""
    before = {partner.id: state(partner, kind.shared) for partner, _values in typed}
    with session.no_autoflush:
        for partner, values in typed:
            set_partner(partner, dict(values))
            fill_in_place(session, partner, values)
    session.flush()
    linked = {hubs[partner.id].id: (hubs[partner.id], partner) for partner, _values in typed if partner.id in hubs}
    befores = [(contact, state(contact, WATCHED)) for contact, _partner in linked.values()]
    taken = {id_: _taken(contact, partner, before[partner.id]) for id_, (contact, partner) in linked.items()}
    with because(session, Rule.SHARED):
        contacts = [contact for contact, _before in befores]
        change_many(session, contacts, taken, {id_: partner for id_, (_contact, partner) in linked.items()})
    load_many(session, Contact, taken)
    spread_many(session, befores)


def _taken(contact: Contact, partner: Any, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a contact has to take over; a person's name is taken apart."""
    changed = {field: getattr(partner, field) for field in before if getattr(partner, field) != before[field]}
    return changed if contact.is_company or not changed else with_parts(contact, changed)
