"""One of everything about contacts and accounts, so that every address names something that is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.parties import a_cluster, a_person, a_picture, an_account
from webapp.domain.base import model_of
from webapp.domain.changes import Author
from webapp.domain.comments import add_comment
from webapp.domain.contacts.addresses import add_address, add_range
from webapp.domain.contacts.classification import ContactMailingGroup, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.importing.bringing import bring, open_file
from webapp.domain.importing.columns import SUBJECTS
from webapp.domain.importing.settings import Settings
from webapp.domain.importing.texts import Words
from webapp.domain.jobs import begin
from webapp.domain.jobs.kinds import CREATING
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.changing import change_contact
from webapp.domain.relations.describing import add_relation
from webapp.domain.users.user import User

NAMED = {"name": "Hill Bakery", "phone_no": "22 00 01 01", "city": "Oslo"}
A_FILE = b"Name;City\nHill Bakery;Oslo\nOak Ltd;Bergen\n"


def furnish_parties(session: Session, owner: User) -> None:
    """A company with every role, its person, and accounts that nobody has linked yet."""
    company, *accounts = a_cluster(session, **NAMED)
    a_person(session, "Ann Hill", company)
    change_contact(session, company, {"picture_id": a_picture(session)})
    for card in (company, *accounts):
        add_comment(session, card, {"text": "Likes rye"})
    _around(session, company)
    alone = [an_account(session, kind, "Hill Bakery AS") for kind in PARTNER_KINDS]
    by = Author(owner.id, owner.label)
    begin(session, CREATING["customer"], [alone[0].id], by)
    for subject in SUBJECTS.values():
        bring(session, open_file(session, subject, A_FILE, "old.csv", Words(lambda text: [text], {}), Settings()), by)


def _around(session: Session, company: Contact) -> None:
    address = add_address(session, company, {"code": "HUT", "city": "Geilo"})
    add_range(session, address, {"starting_date": dt.date(2026, 6, 1)})
    group = session.scalars(select(model_of("mailing_group").code)).first()  # type: ignore[attr-defined]
    assign(session, company, ContactMailingGroup, {"code": group})
    add_relation(session, company, "LAW")


def questions(session: Session) -> list[str]:
    """Addresses of what a page shows only when it is asked for something."""
    company, person = session.scalars(select(Contact.no).order_by(Contact.id).limit(2))
    pages = [f"/contacts/duplicates/compare?key={company}&no={person}", f"/contacts/{company}/relations?q=x"]
    for kind in PARTNER_KINDS.values():
        word = kind.word.replace("_", "-") + "s"
        no, alone = _numbers(session, kind.model)
        pages += [f"/{word}/{no}/merge?with={alone}", f"/contacts/{person}/link/{kind.word}?no={alone}"]
        pages += [f"/{word}/{alone}", f"/{word}/{alone}/link?q=hill"]
    return pages


def _numbers(session: Session, model: Any) -> list[str]:
    """Of the linked account, and of the other one."""
    return list(session.scalars(select(model.no).order_by(model.id).limit(2)))
