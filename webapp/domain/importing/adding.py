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
from ..contacts.contact import COMPANY, PERSON, Contact
from ..contacts.inheritance import INHERITED, taken_on_joining
from ..contacts.keeping import DEFAULTS
from ..contacts.names import with_parts
from ..contacts.privacy import FIELDS as PRIVACY
from ..contacts.privacy import with_privacy
from ..contacts.types import salutation_for
from ..errors import N_, Refused
from ..party import set_fields
from ..series.giving import Given, numbers_for
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from ..users.user import own_salesperson
from .applying import set_as_written
from .columns import CLASS_FIELDS, COMMENT, Subject
from .extras import about
from .keeping import Planned
from .records import ImportRow

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
    beginning = Beginning(session, as_written)
    contacts = [beginning.contact(each, given, companies.get(each.row.id)) for each, given in numbered]
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


class Beginning:
    """What a new contact begins with, looked up once for all of them."""

    def __init__(self, session: Session, as_written: bool) -> None:
        self.setup = the(session, MarketingSetup)
        self.defaults = {field: getattr(self.setup, default) for field, (default, _group) in DEFAULTS.items()}
        self.defaults["salesperson_code"] = own_salesperson(session) or self.defaults["salesperson_code"]
        self.salutations = {type_: salutation_for(session, type_) for type_ in (COMPANY, PERSON)}
        self.as_written = as_written

    def contact(self, each: Planned, given: Given, company: Contact | None) -> Contact:
        written = {name: value for name, value in each.values.items() if name not in ("no", "type", "company_no")}
        contact = fresh(Contact, no=given.no, no_series_code=given.series_code, type=each.values["type"])
        values = with_privacy(contact, written | self._from_company(contact, written, company))
        set_fields(contact, values if contact.is_company else with_parts(contact, values))
        self._fill_in_defaults(contact)
        if self.as_written:
            set_as_written(contact, written, written.keys() - set(PRIVACY))
        return contact

    def _from_company(self, contact: Contact, written: Mapping[str, Any], company: Contact | None) -> dict[str, Any]:
        if company is None:
            return {}
        contact.company_no = company.no
        said = {name: value for name, value in written.items() if value}
        person = state(contact, INHERITED) | {name: value for name, value in said.items() if name in INHERITED}
        taken = taken_on_joining(self.setup, person, state(company, INHERITED), None)
        return {name: value for name, value in taken.items() if name not in said}

    def _fill_in_defaults(self, contact: Contact) -> None:
        contact.salutation_code = contact.salutation_code or self.salutations[contact.type]
        for field, (_default, group) in DEFAULTS.items():
            says_company = contact.company_no and group and getattr(self.setup, group.switch)
            if not getattr(contact, field) and not says_company:
                setattr(contact, field, self.defaults[field])


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
