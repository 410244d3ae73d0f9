"""Whatever people do with contacts and accounts, both sides stay in step, and undoing all of it leads back to the start."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from tests.support.doings import Doings, run
from webapp.db import Database
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.merging.merge import merge
from webapp.domain.merging.values import GOES, KEPT
from webapp.domain.partners.kinds import PARTNER_KINDS, PartnerKind
from webapp.domain.partners.partner import Partner
from webapp.domain.relations.changing import add_contact, add_partner, change_contact, change_partner
from webapp.domain.relations.contact_for import create_contact
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.creating import create_as
from webapp.domain.relations.following import follow_company
from webapp.domain.relations.linking import CONTACT, PARTNER, Choice, link, unlink

kinds = st.sampled_from(list(PARTNER_KINDS.values()))
texts = st.sampled_from(("", "1", "22 33"))
changes = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(("Oak", "Pine Ltd", "Ann Mary Hill")),
        "phone_no": texts,
        "city": st.sampled_from(("", "Oslo", "Bergen")),
        "post_code": st.sampled_from(("", "0155")),
        "email": st.sampled_from(("", "a@hill.example")),
        "country_code": st.sampled_from((None, "NO", "SE")),
        "currency_code": st.sampled_from((None, "EUR")),
        "territory_code": st.sampled_from((None, "NORTH")),
        "privacy_blocked": st.booleans(),
    },
)
places = st.integers(0, 20)


class People(Doings):
    """What people do with a handful of contacts, customers, vendors and bank accounts."""

    def one(self, model: Any, place: int, *where: Any) -> Any:
        """One of those that are there."""
        found = self.session.scalars(select(model).where(*where).order_by(model.id)).all()
        return found[place % len(found)] if found else None

    def a_contact(self, place: int) -> Any:
        return self.one(Contact, place)

    def an_account(self, kind: PartnerKind, place: int) -> Any:
        return self.one(kind.model, place)

    @rule(type_=st.sampled_from((COMPANY, PERSON)), values=changes, company=places, employed=st.booleans())
    def add_a_contact(self, type_: str, values: dict[str, Any], company: int, employed: bool) -> None:
        employer = self.one(Contact, company, Contact.type == COMPANY) if employed and type_ == PERSON else None
        more = {"company_no": employer.no} if employer else {}
        self.act(lambda: add_contact(self.session, {"type": type_, "name": "Hill", **values, **more}))

    @rule(kind=kinds, values=changes)
    def add_an_account(self, kind: PartnerKind, values: dict[str, Any]) -> None:
        values = {field: value for field, value in values.items() if hasattr(kind.model, field)}
        self.act(lambda: add_partner(self.session, kind, {"name": "Oak", **values}))

    @rule(place=places, values=changes)
    def change_a_contact(self, place: int, values: dict[str, Any]) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: change_contact(self.session, contact, values))

    @rule(kind=kinds, place=places, values=changes)
    def change_an_account(self, kind: PartnerKind, place: int, values: dict[str, Any]) -> None:
        values = {field: value for field, value in values.items() if hasattr(kind.model, field)}
        if account := self.an_account(kind, place):
            self.act(lambda: change_partner(self.session, account, values))

    @rule(person=places, company=places, leaves=st.booleans())
    def move_a_person(self, person: int, company: int, leaves: bool) -> None:
        who, employer = self.one(Contact, person, Contact.type == PERSON), self.one(Contact, company)
        if who and employer:
            self.act(lambda: change_contact(self.session, who, {"company_no": None if leaves else employer.no}))

    @rule(place=places, field=st.sampled_from(("phone_no", "city", "territory_code")))
    def follow_again(self, place: int, field: str) -> None:
        if person := self.one(Contact, place, Contact.company_no.is_not(None)):
            self.act(lambda: follow_company(self.session, person, field))

    @rule(place=places, no=st.sampled_from(("X1", "X2")))
    def rename_a_contact(self, place: int, no: str) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: change_contact(self.session, contact, {"no": no}))

    @rule(kind=kinds, place=places, account=places, master=st.sampled_from((CONTACT, PARTNER)), blanks=st.booleans())
    def link_the_two(self, kind: PartnerKind, place: int, account: int, master: str, blanks: bool) -> None:
        contact, other = self.a_contact(place), self.an_account(kind, account)
        if contact and other:
            self.act(lambda: link(self.session, contact, other, Choice(master, blanks=blanks)))

    @rule(place=places)
    def unlink_the_two(self, place: int) -> None:
        if relation := self.one(ContactRelation, place):
            self.act(lambda: unlink(self.session, relation))

    @rule(kind=kinds, place=places)
    def create_an_account(self, kind: PartnerKind, place: int) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: create_as(self.session, contact, kind))

    @rule(kind=kinds, place=places)
    def create_a_contact(self, kind: PartnerKind, place: int) -> None:
        if account := self.an_account(kind, place):
            self.act(lambda: create_contact(self.session, account))

    @rule(kind=kinds, place=places, contact=places, name=st.sampled_from(("", "Pat Oak")))
    def say_whom_to_turn_to(self, kind: PartnerKind, place: int, contact: int, name: str) -> None:
        account, chosen = self.an_account(kind, place), self.a_contact(contact)
        if account is None:
            return
        if name or chosen is None or not hasattr(account, "primary_contact_no"):
            self.act(lambda: change_partner(self.session, account, {"contact_name": name}))
        else:
            self.act(lambda: change_partner(self.session, account, {"primary_contact_no": chosen.no}))

    @rule(place=places, with_persons=st.booleans())
    def delete_a_contact(self, place: int, with_persons: bool) -> None:
        if contact := self.a_contact(place):
            self.act(lambda: delete_contact(self.session, contact, with_persons))

    @rule(kind=kinds, place=places)
    def delete_an_account(self, kind: PartnerKind, place: int) -> None:
        if account := self.an_account(kind, place):
            self.act(lambda: delete_partner(self.session, account))

    @rule(kept=places, goes=places, side=st.sampled_from((KEPT, GOES)))
    def merge_contacts(self, kept: int, goes: int, side: str) -> None:
        self._merge(self.a_contact(kept), self.a_contact(goes), side)

    @rule(kind=kinds, kept=places, goes=places, side=st.sampled_from((KEPT, GOES)))
    def merge_accounts(self, kind: PartnerKind, kept: int, goes: int, side: str) -> None:
        self._merge(self.an_account(kind, kept), self.an_account(kind, goes), side)

    def _merge(self, kept: Contact | Partner | None, goes: Contact | Partner | None, side: str) -> None:
        if kept is not None and goes is not None:
            self.act(lambda: merge(self.session, kept, goes, Sides(side)))


class Sides(dict[str, str]):
    """The same answer to every question."""

    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side

    def get(self, _key: str, _default: Any = None) -> Any:
        return self.side


def test_whatever_people_do_both_sides_stay_in_step_and_all_of_it_goes_back(database_in_step: Database) -> None:
    examples, steps = (12, 15) if database_in_step.is_sqlite else (4, 12)

    run(lambda: People(database_in_step), examples, steps)
