"""Colleagues in four countries: those who sell and buy, and those who sign in."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from ..changes.recording import memory_of
from ..errors import N_, Message, say
from ..setup.people import Salesperson
from ..usage import places_in_use
from ..users.rights import Role
from ..users.user import User, add_user, change_user, user_by_email
from .adding import Sample, add_missing

SALES_MANAGER = N_("Sales manager")
SALESPERSON = N_("Salesperson")
PURCHASER = N_("Purchaser")


class Seller(NamedTuple):
    code: str
    name: str
    job_title: str
    phone_no: str
    email: str


class Colleague(NamedTuple):
    name: str
    email: str
    role: Role
    language: str
    time_zone: str
    salesperson_code: str | None = None


SELLERS = (
    Seller("IS", "Ingrid Solheim", SALES_MANAGER, "+47 22 00 01 01", "ingrid@fjordlys.example"),
    Seller("HB", "Håkon Bakkerud", SALESPERSON, "+47 22 00 01 02", "hakon@fjordlys.example"),
    Seller("LF", "Luc Favrod", SALESPERSON, "+41 21 000 01 03", "luc@fjordlys.example"),
    Seller("EW", "Emma Whitcombe", SALESPERSON, "+44 20 7946 0104", "emma@fjordlys.example"),
    Seller("JV", "Joost van der Linde", PURCHASER, "+31 20 000 0105", "joost@fjordlys.example"),
    Seller("VS", "Vera Sokolova", PURCHASER, "+47 22 00 01 06", "vera@fjordlys.example"),
)

COLLEAGUES = (
    Colleague("Ingrid Solheim", "ingrid@fjordlys.example", Role.SALES, "nb-NO", "Europe/Oslo", "IS"),
    Colleague("Joost van der Linde", "joost@fjordlys.example", Role.PURCHASING, "nl-NL", "Europe/Amsterdam", "JV"),
    Colleague("Céline Rochat", "celine@fjordlys.example", Role.ACCOUNTING, "fr-CH", "Europe/Zurich"),
    Colleague("Arthur Penrose", "arthur@fjordlys.example", Role.READER, "en-GB", "Europe/London"),
)


def add(session: Session, sample: Sample) -> None:
    for seller in SELLERS:
        add_missing(session, Salesperson, _salesperson(seller, sample))
    for colleague in COLLEAGUES:
        if user_by_email(session, colleague.email) is None:
            add_user(session, colleague._asdict(), sample.password)


def let_go(session: Session, user: User) -> Message | None:
    """Whoever has been here is remembered by what was done, and can only be kept from coming again."""
    if user.signed_in_at or user.id == memory_of(session).by.id or places_in_use(session, user):
        change_user(session, user, {"active": False})
        return say(N_("%(name)s has been at work here. The user stays, but cannot sign in any more."), name=user.label)
    session.delete(user)
    session.flush()
    return None


def _salesperson(seller: Seller, sample: Sample) -> dict[str, str]:
    values = seller._asdict()
    return {"description": values.pop("name"), **values, "job_title": sample.say(seller.job_title)}
