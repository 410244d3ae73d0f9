"""Shapes of contacts, customers, vendors and bank accounts: each company comes with its persons, accounts and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from webapp.domain.base import Record
from webapp.domain.contacts.classification import (
    ContactIndustryGroup,
    ContactJobResponsibility,
    ContactMailingGroup,
)
from webapp.domain.contacts.contact import BELOW, COMPANY, PERSON, SORTED_BY, Contact
from webapp.domain.contacts.names import split
from webapp.domain.keys import sort_key
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.partners.partner import Partner
from webapp.domain.party import ADDRESS, searchable
from webapp.domain.relations.contact_relation import ContactRelation

from .company import Company
from .memory import Row, defaults
from .words import JOBS, PARTS, PLACES, STREETS, a_firm, a_person, a_phone_no

FOLLOWED = (
    *ADDRESS, "country_code", "language_code", "territory_code", "salesperson_code", "phone_no", "home_page", "fax_no",
)  # fmt: skip
"""What persons have from their company; the telephone only most of them."""
OWN_PHONE = 0.3


@dataclass
class Cluster:
    """What came together: a company or somebody alone, with persons, accounts and all that names them."""

    records: list[Record] = field(default_factory=list)

    def of(self, model: type[Record]) -> list[Any]:
        return [record for record in self.records if isinstance(record, model)]


@dataclass(frozen=True)
class Plan:
    """How many there are of each, in the proportions that are measured."""

    rows: int

    @property
    def lone(self) -> int:
        return self.rows // 100

    @property
    def in_companies(self) -> int:
        return self.rows * 3 // 4

    @property
    def big_one(self) -> int:
        return self.rows // 50

    @property
    def companies(self) -> int:
        return self.rows - self.lone - self.in_companies

    def accounts(self) -> dict[str, int]:
        return {"customer": self.rows // 5, "vendor": self.rows // 10, "bank_account": max(1, self.rows // 2000)}

    def roles(self, chance: Random) -> list[list[str]]:
        """What each company is; of those alone every other one is a customer."""
        order = list(range(self.companies))
        chance.shuffle(order)
        wanted = self.accounts()
        customers = order[: wanted["customer"] - self.lone // 2]
        vendors = order[-wanted["vendor"] :]
        banks = order[-wanted["bank_account"] :]
        roles: list[list[str]] = [[] for _ in order]
        for word, places in (("customer", customers), ("vendor", vendors), ("bank_account", banks)):
            for place in places:
                roles[place].append(word)
        return roles

    def sizes(self, chance: Random) -> list[int]:
        """How many persons each company has; the first is the big one."""
        sizes = [self.big_one] + [0] * (self.companies - 1)
        for _ in range(self.in_companies - self.big_one):
            sizes[1 + int((self.companies - 1) * chance.random() ** 1.5)] += 1
        return sizes


class Parties:
    """Makes clusters one after the other."""

    def __init__(self, company: Company, chance: Random) -> None:
        self.company = company
        self.chance = chance
        models: tuple[type[Record], ...] = (
            Contact, Partner, ContactRelation, ContactIndustryGroup, ContactMailingGroup, ContactJobResponsibility,
        )  # fmt: skip
        self.ids = {model: company.last_id(model) for model in models}
        self.defaults = {model: defaults(model) for model in (*models, *(k.model for k in PARTNER_KINDS.values()))}

    def all(self, plan: Plan) -> Iterator[Cluster]:
        for roles, size in zip(plan.roles(self.chance), plan.sizes(self.chance), strict=True):
            yield self._company(roles, size)
        for number in range(plan.lone):
            yield self._lone(["customer"] if number < plan.lone // 2 else [])

    def _company(self, roles: list[str], size: int) -> Cluster:
        cluster = Cluster()
        company = self._contact(cluster, COMPANY, self._firm())
        company.group_key = company.sort_key[:SORTED_BY] + BELOW + company.no
        codes = self._roles(cluster, company, roles)
        self._assign(cluster, company, ContactIndustryGroup, self.company.industry_groups, 0.6)
        for _ in range(size):
            self._person(cluster, company, codes)
        self._choose_primary(cluster)
        return cluster

    def _lone(self, roles: list[str]) -> Cluster:
        cluster = Cluster()
        person = self._contact(cluster, PERSON, self._at_home() | self._name())
        person.group_key = person.sort_key[:SORTED_BY] + BELOW + person.no
        self._roles(cluster, person, roles)
        self._choose_primary(cluster)
        return cluster

    def _person(self, cluster: Cluster, company: Contact, codes: list[str | None]) -> None:
        values = {name: getattr(company, name) for name in FOLLOWED} | self._name() | {"company_no": company.no}
        if self.chance.random() < OWN_PHONE:
            values["phone_no"] = a_phone_no(self.chance)
        person = self._contact(cluster, PERSON, values)
        person.group_key = company.group_key + BELOW + person.sort_key[:SORTED_BY]
        person.business_relation = _indicator(codes)
        self._assign(cluster, person, ContactJobResponsibility, self.company.responsibilities, 0.15)

    def _contact(self, cluster: Cluster, type_: str, values: Row) -> Contact:
        numbers = self.company.numbers["contact"]
        own = {
            "type": type_,
            "no": numbers.another(),
            "no_series_code": numbers.code,
            "search_name": searchable(values["name"]),
            "sort_key": sort_key(values["name"]),
            "salutation_code": self.company.salutations[type_],
        }
        contact: Contact = self._record(cluster, Contact, Contact, own | values)
        self._assign(cluster, contact, ContactMailingGroup, self.company.mailing_groups, 0.2)
        return contact

    def _record(self, cluster: Cluster, model: type[Record], numbered: type[Record], values: Row) -> Any:
        """Nobody listens to these fields, so that they are put in all at once."""
        self.ids[numbered] += 1
        record = model()
        vars(record).update(self.defaults[model] | values | {"id": self.ids[numbered]})
        cluster.records.append(record)
        return record

    def _assign(self, cluster: Cluster, contact: Contact, model: Any, codes: list[str], share: float) -> None:
        if codes and self.chance.random() < share:
            self._record(cluster, model, model, {"contact_id": contact.id, "code": self.chance.choice(codes)})

    def _roles(self, cluster: Cluster, contact: Contact, roles: list[str]) -> list[str | None]:
        """Its accounts and what else it is to us; gives the kinds for the indicator."""
        for word in roles:
            partner = self._partner(cluster, contact, word)
            self._relate(cluster, contact, self.company.relation_codes[word], word, partner.id)
        kinds: list[str | None] = [*roles]
        if self.company.other_relations and self.chance.random() < 0.1:
            self._relate(cluster, contact, self.chance.choice(self.company.other_relations), None, None)
            kinds.append(None)
        contact.business_relation = _indicator(kinds)
        return kinds

    def _relate(self, cluster: Cluster, contact: Contact, code: str, kind: str | None, partner_id: int | None) -> None:
        values = {"contact_id": contact.id, "business_relation_code": code, "kind": kind, "partner_id": partner_id}
        self._record(cluster, ContactRelation, ContactRelation, values)

    def _partner(self, cluster: Cluster, contact: Contact, word: str) -> Any:
        """The same in everything shared, with the terms of the template."""
        kind, numbers = PARTNER_KINDS[word], self.company.numbers[word]
        columns = kind.model.__mapper__.columns
        terms = self.company.terms.get((word, contact.type), {})
        no = numbers.another()
        values = {name: value for name, value in terms.items() if name in columns and value is not None}
        if "invoice_discount_code" in columns:
            values["invoice_discount_code"] = no
        values |= {name: getattr(contact, name) for name in (*kind.shared, "sort_key")}
        values |= {own: getattr(contact, name) for name, own in kind.taken}
        values |= {"no": no, "no_series_code": numbers.code, kind.responsible: contact.salesperson_code}
        return self._record(cluster, kind.model, Partner, values)

    def _choose_primary(self, cluster: Cluster) -> None:
        person = next((contact for contact in cluster.of(Contact) if contact.type == PERSON), None)
        for partner in cluster.of(Partner):
            if person is not None and hasattr(partner, "primary_contact_no"):
                partner.primary_contact_no, partner.contact_name = person.no, person.name

    def _firm(self) -> Row:
        name = a_firm(self.chance)
        domain = f"{name.split()[0].lower()}.example"
        return self._at_home() | {"name": name, "email": f"post@{domain}", "home_page": f"https://www.{domain}"}

    def _name(self) -> Row:
        first, last = a_person(self.chance)
        name = f"{first} {last}"
        mailbox = f"{first[:1]}{self.chance.randrange(10**6)}".lower()
        job = self.chance.choice(JOBS)[:30]
        return {"name": name, **split(name), "email": f"{mailbox}@bench.example", "job_title": job}

    def _at_home(self) -> Row:
        country = self.chance.choice(list(self.company.countries))
        language, prefix = self.company.countries[country]
        return {
            "address": f"{self.chance.choice(STREETS)} {self.chance.randrange(1, 200)}",
            "post_code": f"{self.chance.randrange(1000, 10_000)}",
            "city": f"{self.chance.choice(PLACES)} {self.chance.choice(PARTS)}"[:30],
            "country_code": country,
            "language_code": language,
            "territory_code": self.chance.choice(self.company.territories or [None]),
            "salesperson_code": self.chance.choice(self.company.salespeople or [None]),
            "phone_no": a_phone_no(self.chance, prefix),
        }


def _indicator(kinds: list[str | None]) -> str:
    if len(kinds) > 1:
        return "multiple"
    return (kinds[0] or "other") if kinds else ""
