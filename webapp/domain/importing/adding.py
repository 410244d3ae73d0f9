"""Adds many records at once, as they are added one by one: numbers, defaults, companies, contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes.bulk import add_many
from ..comments import Comment
from ..contacts.company import state
from ..contacts.contact import Contact
from ..contacts.inheritance import INHERITED, taken_on_joining
from ..contacts.keeping import begin
from ..contacts.privacy import FIELDS as PRIVACY
from ..errors import N_, Refused
from ..series.giving import Given, numbers_for
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from .applying import set_as_written
from .columns import CLASS_FIELDS, COMMENT, Subject
from .extras import about
from .keeping import Planned
from .records import ImportRow

NOT_AS_WRITTEN = frozenset({"no", "type", "company_no", *PRIVACY})
TAKEN = N_("The number %(no)s is taken. Type another one.")
NO_CONTACT = N_("There is no contact %(no)s. Choose an existing one.")
COMPANY_REFUSED = N_("Its company could not be imported. Mend that line and import both again.")

Refusals = dict[int, Refused]
"""By the id of the row."""


class Numbering:
    """The numbers of new records: those typed, as far as they are free, and the next ones of the series."""

    def __init__(self, session: Session, subject: Subject, planned: Sequence[Planned], refusals: Refusals) -> None:
        numbers = [each.values["no"] for each in planned if each.values.get("no")]
        model = subject.model
        taken = set(session.scalars(select(model.no).where(model.no.in_(numbers)))) if numbers else set()
        for each in planned:
            if each.values.get("no") in taken:
                refusals[each.row.id] = Refused(TAKEN, field="no", no=each.values["no"])
        count = len(planned) - len(numbers)
        rest = iter(numbers_for(session, model, subject.setup, subject.nos_field, count) if count else ())
        self.given = [
            (each, Given(each.values["no"], None) if each.values.get("no") else next(rest))
            for each in without(refusals, planned)
        ]


def without(refusals: Refusals, planned: Sequence[Planned]) -> list[Planned]:
    return [each for each in planned if each.row.id not in refusals]


def add_contacts(
    session: Session, subject: Subject, planned: Sequence[Planned], as_written: bool, refusals: Refusals
) -> None:
    companies = _companies(session, planned, refusals)
    numbered = Numbering(session, subject, without(refusals, planned), refusals).given
    contacts = [_contact(session, each, given, companies.get(each.row.id), as_written) for each, given in numbered]
    add_many(session, contacts)
    for (each, _given), contact in zip(numbered, contacts, strict=True):
        each.row.record_id = contact.id
    put_beside(session, subject, [each for each, _given in numbered])


def _companies(session: Session, planned: Sequence[Planned], refusals: Refusals) -> dict[int, Contact]:
    """The company of each person, by the id of the row."""
    places = {each.row.company_place for each in planned} - {None}
    came = dict(_came(session, planned[0].row.file_id, sorted(places))) if places else {}
    by_id = _by(session, "id", set(came.values()))
    by_no = _by(session, "no", {each.values["company_no"] for each in planned if each.values.get("company_no")})
    found: dict[int, Contact] = {}
    for each in planned:
        company, refused = _company_of(each, came, by_id, by_no)
        if refused is not None:
            refusals[each.row.id] = refused
        elif company is not None:
            found[each.row.id] = company
    return found


def _company_of(
    each: Planned, came: Mapping[int, int], by_id: Mapping[Any, Contact], by_no: Mapping[Any, Contact]
) -> tuple[Contact | None, Refused | None]:
    if each.row.company_place is not None:
        company = by_id.get(came.get(each.row.company_place))
        return company, None if company else Refused(COMPANY_REFUSED)
    no = each.values.get("company_no")
    company = by_no.get(no)
    return company, Refused(NO_CONTACT, field="company_no", no=no) if no and not company else None


def _came(session: Session, file_id: int, places: Sequence[Any]) -> Iterator[tuple[int, int]]:
    query = select(ImportRow.place, ImportRow.record_id).where(
        ImportRow.file_id == file_id, ImportRow.place.in_(places)
    )
    return ((place, id_) for place, id_ in session.execute(query) if id_ is not None)


def _by(session: Session, name: str, values: set[Any]) -> dict[Any, Contact]:
    query = select(Contact).where(getattr(Contact, name).in_(values))
    return {getattr(contact, name): contact for contact in session.scalars(query)} if values else {}


def _contact(session: Session, each: Planned, given: Given, company: Contact | None, as_written: bool) -> Contact:
    values = {name: value for name, value in each.values.items() if name not in ("no", "type", "company_no")}
    contact = fresh(Contact, no=given.no, no_series_code=given.series_code, type=each.values["type"])
    taken: dict[str, Any] = {}
    if company is not None:
        contact.company_no = company.no
        typed = {name: value for name, value in values.items() if value}
        joining = state(contact, INHERITED) | {name: value for name, value in typed.items() if name in INHERITED}
        taken = taken_on_joining(the(session, MarketingSetup), joining, state(company, INHERITED), None)
        taken = {name: value for name, value in taken.items() if name not in typed}
    begin(session, contact, values | taken)
    if as_written:
        set_as_written(contact, each.values, [name for name in values if name not in NOT_AS_WRITTEN])
    return contact


def put_beside(session: Session, subject: Subject, planned: Sequence[Planned]) -> None:
    """Classes and comments of many records."""
    for name, model in CLASS_FIELDS.items():
        assigned = [
            fresh(model, contact_id=each.row.record_id, code=code, **({"search_word": word} if word else {}))
            for each in planned
            for code, word in each.more.get(name, ())
        ]
        add_many(session, assigned)
    comments = [
        fresh(Comment, date=date or dt.date.today(), text=text, **{about(subject).key: each.row.record_id})
        for each in planned
        for date, text in each.more.get(COMMENT, ())
    ]
    add_many(session, comments)
