"""Companies and persons in nine countries, with what they are to us and what is known about them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy.orm import Session

from ..base import Record, fresh
from ..changes.bulk import add_many, load_many
from ..comments import add_comment
from ..contacts.addresses import add_address, add_range
from ..contacts.classification import (
    Assigned,
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
    ContactWebSource,
)
from ..contacts.contact import COMPANY, PERSON, Contact
from ..relations.changing import add_contact
from ..relations.contact_relation import ContactRelation
from ..setup.company import GeneralSetup
from ..setup.single import the
from .accounts import LINKED, Accounts
from .adding import Known, Sample, brought
from .firms_north import NORTH
from .firms_west import WEST
from .persons import LONE, NOTES, PLACES
from .rows import Firm, Person

FIRMS = (*NORTH, *WEST)
LANGUAGES = {"NO": "NOR", "NL": "NLD", "CH": "FRS", "FR": "FRS", "RU": "RUS"}
CURRENCIES = {"NO": "NOK", "SE": "SEK", "CH": "CHF", "GB": "GBP", "RU": "RUB"}
MAILBOXES = {"NO": "post", "SE": "post"}


def add(session: Session, sample: Sample) -> None:
    maker = Maker(session, sample)
    for firm in FIRMS:
        maker.firm(firm)
    for person in LONE:
        maker.person(person)
    maker.file()
    maker.notes()
    maker.places()
    maker.accounts.alone()


class Maker:
    """Makes whoever is missing. Who is there already stays as it is, with all that belongs to it."""

    def __init__(self, session: Session, sample: Sample) -> None:
        self.session = session
        self.sample = sample
        self.known = Known(session)
        self.accounts = Accounts(session, self.known)
        self.local_currency = the(session, GeneralSetup).local_currency_code
        ids = brought(session, Contact)
        there = {contact.id: contact for contact in load_many(session, Contact, ids.values())}
        self.before = {name: there[id_] for name, id_ in ids.items()}
        self.made: dict[str, Contact] = {}
        self.filed: dict[type[Record], list[Record]] = defaultdict(list)

    def firm(self, firm: Firm) -> None:
        company = self.before.get(firm.name)
        is_new = company is None
        company = company or self._company(firm)
        persons = [self.person(person, company, firm.domain) for person in firm.persons]
        if is_new:
            self.made[firm.name] = company
            self._roles(firm, company, persons[0] if persons else None)
            self._sort(company, firm)

    def person(self, person: Person, company: Contact | None = None, domain: str = "") -> Contact:
        if person.name in self.before:
            return self.before[person.name]
        contact = add_contact(self.session, self._person_values(person, company, domain))
        self.made[person.name] = contact
        self._assign(contact, ContactJobResponsibility, person.post.responsibility)
        for code in person.groups:
            self._assign(contact, ContactMailingGroup, code)
        self._relate(contact, person.relations)
        for word in person.roles:
            self.accounts.of(contact, word)
        return contact

    def file(self) -> None:
        """What contacts are sorted into and what else they are to us: a few hundred rows, added as many at once."""
        for rows in self.filed.values():
            add_many(self.session, rows)

    def notes(self) -> None:
        for note in NOTES:
            if note.name in self.made:
                date = dt.date.today() - dt.timedelta(days=note.days)
                add_comment(self.session, self.made[note.name], {"date": date, "text": self.sample.say(note.text)})

    def places(self) -> None:
        year = dt.date.today().year
        for place in PLACES:
            if place.name in self.made:
                address = add_address(self.session, self.made[place.name], {"code": place.code, **place.values})
                if place.months:
                    first, last = (dt.date(year, month, 1) for month in place.months)
                    last = (last + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
                    add_range(self.session, address, {"starting_date": first, "ending_date": last})

    def _company(self, firm: Firm) -> Contact:
        values = self._firm_values(firm)
        if firm.first:
            return self.accounts.first(firm.first, values)
        return add_contact(self.session, self.known.only(Contact, {"type": COMPANY, **values}))

    def _firm_values(self, firm: Firm) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: getattr(firm, name) for name in ("name", "address", "post_code", "city", "phone_no")
        }
        values |= {
            "country_code": firm.country,
            "language_code": LANGUAGES.get(firm.country, "ENG"),
            "email": f"{MAILBOXES.get(firm.country, 'info')}@{firm.domain}",
            "home_page": f"https://www.{firm.domain}",
        }
        currency = CURRENCIES.get(firm.country, "EUR")
        if (firm.roles or firm.first) and currency != self.local_currency:
            values["currency_code"] = currency
        if firm.seller:
            values["salesperson_code"] = firm.seller
        return {**values, **firm.more}

    def _person_values(self, person: Person, company: Contact | None, domain: str) -> dict[str, Any]:
        values: dict[str, Any] = {"type": PERSON, "name": person.name, "salutation_code": person.salutation}
        if person.post.job_title:
            values["job_title"] = self.sample.say(person.post.job_title)
        if person.post.level:
            values["organisational_level_code"] = person.post.level
        if person.mail:
            values["email"] = person.mail if "@" in person.mail else f"{person.mail}@{domain}"
        if company:
            values["company_no"] = company.no
        return self.known.only(Contact, {**values, **person.own})

    def _roles(self, firm: Firm, company: Contact, primary: Contact | None) -> None:
        for word in firm.roles:
            self.accounts.of(company, word, primary)
        if firm.name in LINKED:
            self.accounts.linked(company, *LINKED[firm.name])
        self._relate(company, firm.relations)

    def _relate(self, contact: Contact, codes: tuple[str, ...]) -> None:
        """What it is to us beside the accounts."""
        for code in codes:
            if self.known.has("business_relation", code):
                relation = fresh(ContactRelation, contact=contact, contact_id=contact.id, business_relation_code=code)
                self.filed[ContactRelation].append(relation)

    def _sort(self, company: Contact, firm: Firm) -> None:
        self._assign(company, ContactIndustryGroup, firm.industry)
        for code in firm.groups:
            self._assign(company, ContactMailingGroup, code)
        self._assign(company, ContactWebSource, "REGISTER", search_word=company.registration_no)

    def _assign(self, contact: Contact, model: type[Assigned], code: str, **more: str) -> None:
        if code and all(more.values()) and self.known.has(model.of.type_name, code):
            self.filed[model].append(fresh(model, contact_id=contact.id, code=code, **more))
