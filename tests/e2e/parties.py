"""Contacts and accounts for the browser: a company with every role, one entered twice, one whose customer is not linked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.domain.changes import Author
from webapp.domain.comments import add_comment
from webapp.domain.contacts.addresses import add_address, add_range
from webapp.domain.contacts.classification import ContactMailingGroup, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.jobs import begin, work
from webapp.domain.jobs.kinds import CREATING
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.partner import Partner
from webapp.domain.relations.describing import add_relation
from webapp.domain.setup.people import MailingGroup

from ..support.parties import a_cluster, a_company, a_person, an_account
from .stage import Server

PLACE: dict[str, Any] = {"address": "Main Street 1", "post_code": "0155", "city": "Oslo", "country_code": "NO"}
PERSONS = ("Ann Hill", "Bo Hill", "Cecilie Dahl", "David Eng", "Eva Foss", "Finn Gran")


def furnish_parties(server: Server) -> None:
    """A case for each kind of page."""
    with server.house.acting("Partners") as session:
        company, *accounts = a_cluster(
            session, name="Hill Bakery", phone_no="22 00 09 01", email="post@hill.example", **PLACE
        )
        for name in PERSONS:
            a_person(session, name, company)
        for card in (company, *accounts):
            add_comment(session, card, {"text": "Likes rye. Calls on Mondays, before eight."})
        _around(session, company)
        a_company(session, "Hill Bakery Ltd", phone_no="22 00 09 01", email="office@hill.example", **PLACE)
        a_company(session, "Oak Timber", phone_no="22 00 09 02", **PLACE)
        an_account(session, "customer", "Oak Timber AS", phone_no="22000902", email="post@oak.example", city="Bergen")
    with server.house.acting("A job") as session:
        _done(session, an_account(session, "customer", "Pine Ltd", city="Bergen"))


def _around(session: Session, company: Contact) -> None:
    for code, city in (("HUT", "Geilo"), ("STORE", "Drammen")):
        address = add_address(session, company, {"code": code, "company_name": "Hill Bakery", "city": city})
        add_range(session, address, {"starting_date": dt.date(2026, 6, 1 + len(code))})
    for code in session.scalars(select(MailingGroup.code).order_by(MailingGroup.code).limit(3)):
        assign(session, company, ContactMailingGroup, {"code": code})
    add_relation(session, company, "LAW")


def _done(session: Session, customer: Partner) -> None:
    """A batch that is done."""
    job = begin(session, CREATING["customer"], [customer.id], Author(1, "Olga Nordahl"))
    work(session, CREATING["customer"], job.id, 0)


def put_out_of_step(server: Server) -> None:
    """As only somebody at the database itself can: the customer has another phone number than its contact."""
    with server.house.database.engine.begin() as connection:
        named = (Partner.name == "Hill Bakery") & (Partner.kind == "customer")
        connection.execute(update(Partner.__table__).where(named).values(phone_no="+47 22 00 09 99"))


def number_of(server: Server, name: str, model: Any = Contact) -> str:
    with server.house.looking() as session:
        return session.scalars(select(model.no).where(model.name == name)).one()


def contact_path(server: Server, name: str, more: str = "") -> str:
    return f"/contacts/{number_of(server, name)}{more}"


def customer_path(server: Server, name: str, more: str = "") -> str:
    return f"/customers/{number_of(server, name, Customer)}{more}"
