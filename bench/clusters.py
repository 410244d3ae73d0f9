"""Companies with ten persons and three accounts, in step: whom the cards and saves are measured with."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import add_contact
from webapp.domain.relations.creating import create_as

NAME = "Benklosen"
PERSONS = 10
AT_HOME = {
    "address": "Storgata 1",
    "post_code": "1601",
    "city": "Nordfjæra",
    "country_code": "NO",
    "phone_no": "+47 69 12 34 56",
}


def add_clusters(session: Session, how_many: int) -> None:
    """As many as are lacking."""
    there = session.scalar(select(func.count()).select_from(Contact).where(Contact.name.startswith(NAME))) or 0
    for number in range(there, how_many):
        company = add_contact(session, {"type": COMPANY, "name": f"{NAME} {number} AS", **AT_HOME})
        for person in range(PERSONS):
            own = {"type": PERSON, "name": f"Fenna Lindemo {number}-{person}", "company_no": company.no}
            add_contact(session, own)
        for kind in PARTNER_KINDS.values():
            create_as(session, company, kind)
