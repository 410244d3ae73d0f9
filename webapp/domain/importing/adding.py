"""Adds many contacts or accounts at once, as they are added one by one: numbers, defaults, companies, contacts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import fresh
from ..changes import Rule, because, mention
from ..changes.bulk import add_many
from ..comments import Comment
from ..contacts.company import state
from ..contacts.contact import COMPANY, Contact
from ..contacts.inheritance import INHERITED, taken_on_joining
from ..contacts.keeping import Beginning
from ..contacts.names import with_parts
from ..contacts.privacy import FIELDS as PRIVACY
from ..contacts.privacy import with_privacy
from ..errors import N_, Refused, say
from ..partners.kinds import PartnerKind
from ..party import set_fields
from ..relations.batch import BLANK, Made, make, relation_of
from ..relations.links import relation_code
from ..relations.partner_fields import set_partner
from ..relations.primary import PRIMARY_FIELDS
from ..series.giving import Given, numbers_for, taken_among
from ..setup.marketing import MarketingSetup
from ..setup.single import the
from ..users.user import own_salesperson
from .addresses import insert_addresses
from .applying import attempt, put_relations, set_as_written
from .columns import ADDRESSES, CLASS_FIELDS, COMMENT, CONTACT_NO, Subject
from .extras import about
from .keeping import Planned
from .records import ImportFile, ImportRow
from .settings import EMPTY, Settings

TAKEN = N_("The number %(no)s is taken. Type another one.")
NO_CONTACT = N_("There is no contact %(no)s. Choose an existing one.")
COMPANY_REFUSED = N_("Its company could not be imported. Mend that line and import both again.")


class Run:
    """A portion under way: what came of its rows, and what was refused."""

    def __init__(self, session: Session, subject: Subject, file: ImportFile) -> None:
        self.session, self.subject, self.file_id = session, subject, file.id
        self.as_written = Settings.load(file.settings).blanks == EMPTY
        self.refusals: dict[int, Refused] = {}
        """By the id of the row."""
        self.came: dict[int, int] = {}
        """The ids of new records, by the places of their rows."""

    def attempt(self, each: Planned, verb: Callable[[], object]) -> None:
        refused = attempt(self.session, verb, stays=True)
        if refused is not None:
            self.refusals[each.id] = refused
            self.came.pop(each.place, None)

    def ready(self, planned: Sequence[Planned]) -> list[Planned]:
        return [each for each in planned if each.id not in self.refusals]

    def numbered(self, planned: Sequence[Planned]) -> list[tuple[Planned, Given]]:
        """With the numbers typed, as far as they are free, and the next ones of the series."""
        subject, typed = self.subject, [each.values["no"] for each in planned if each.values.get("no")]
        taken = self._taken(typed)
        for each in planned:
            if each.values.get("no") in taken:
                self.refusals[each.id] = Refused(TAKEN, field="no", no=each.values["no"])
        count = len(planned) - len(typed)
        rest = iter(numbers_for(self.session, subject.model, subject.setup, subject.nos_field, count) if count else ())
        return [
            (each, Given(each.values["no"], None) if each.values.get("no") else next(rest))
            for each in self.ready(planned)
        ]

    def _taken(self, numbers: Sequence[str]) -> set[str]:
        return taken_among(self.session, self.subject.model, numbers) if numbers else set()

    def companies(self, planned: Sequence[Planned]) -> dict[int, Contact]:
        """The company of each person, by the id of the row; refused are those whose company is missing."""
        came = self._came({each.company_place for each in planned if each.company_place is not None})
        by_id = self._by("id", set(came.values()))
        by_no = self._by("no", {each.values["company_no"] for each in planned if each.values.get("company_no")})
        found: dict[int, Contact] = {}
        for each in planned:
            company, refused = _company_of(each, came, by_id, by_no)
            if refused is not None:
                self.refusals[each.id] = refused
            elif company is not None:
                found[each.id] = company
        return found

    def _came(self, places: set[int]) -> dict[int, int]:
        """Some of them in an earlier portion."""
        earlier = places - self.came.keys()
        came = {place: self.came[place] for place in places - earlier}
        if earlier:
            query = select(ImportRow.place, ImportRow.record_id).where(
                ImportRow.file_id == self.file_id, ImportRow.place.in_(earlier), ImportRow.record_id.is_not(None)
            )
            came |= {place: id_ or 0 for place, id_ in self.session.execute(query)}
        return came

    def _by(self, name: str, values: set[Any]) -> dict[Any, Contact]:
        query = select(Contact).where(getattr(Contact, name).in_(values))
        return {getattr(contact, name): contact for contact in self.session.scalars(query)} if values else {}


def _company_of(
    each: Planned, came: Mapping[int, int], by_id: Mapping[Any, Contact], by_no: Mapping[Any, Contact]
) -> tuple[Contact | None, Refused | None]:
    if each.company_place is not None:
        company = by_id.get(came.get(each.company_place))
        return company, None if company else Refused(COMPANY_REFUSED)
    no = each.values.get("company_no")
    company = by_no.get(no)
    return company, Refused(NO_CONTACT, field="company_no", no=no) if no and not company else None


def add_contacts(run: Run, planned: Sequence[Planned]) -> None:
    if not planned:
        return
    companies = run.companies(planned)
    numbered = run.numbered(run.ready(planned))
    reading = Reading(run)
    contacts = [reading.contact(each, given, companies.get(each.id)) for each, given in numbered]
    add_many(run.session, contacts)
    run.came |= {each.place: contact.id for (each, _given), contact in zip(numbered, contacts, strict=True)}
    put_beside(run, [each for each, _given in numbered])


class Reading:
    """Makes contacts of rows as they are made of what is typed, but for what was left blank on purpose."""

    def __init__(self, run: Run) -> None:
        self.beginning, self.as_written = Beginning(run.session), run.as_written
        self.companies: dict[str, dict[str, Any]] = {}

    def contact(self, each: Planned, given: Given, company: Contact | None) -> Contact:
        written = {name: value for name, value in each.values.items() if name not in ("no", "type", "company_no")}
        said = {name: value for name, value in written.items() if value or name in PRIVACY}
        draft = SimpleNamespace(**BLANK)
        vars(draft).update(no=given.no, no_series_code=given.series_code, type=each.values["type"])
        if company is not None:
            draft.company_no = company.no
            said = self._from_company(said, company) | said
        values = with_privacy(draft, said)
        set_fields(draft, values if draft.type == COMPANY else with_parts(draft, values))
        self.beginning.fill_in(draft)
        if self.as_written:
            set_as_written(draft, written, written.keys() - set(PRIVACY))
        return fresh(Contact, **vars(draft))

    def _from_company(self, said: Mapping[str, Any], company: Contact) -> dict[str, Any]:
        theirs = self.companies.get(company.no)
        if theirs is None:
            theirs = self.companies[company.no] = state(company, INHERITED)
        person = {field: said.get(field) or BLANK[field] for field in INHERITED}
        return taken_on_joining(self.beginning.setup, person, theirs, None)


def put_beside(run: Run, planned: Sequence[Planned]) -> None:
    """Classes, comments and addresses of many records."""
    for name, model in CLASS_FIELDS.items():
        assigned = [
            fresh(model, contact_id=run.came[each.place], code=code, **({"search_word": word} if word else {}))
            for each in planned
            for code, word in each.more.get(name, ())
        ]
        add_many(run.session, assigned)
    comments = [
        fresh(Comment, date=date or dt.date.today(), text=text, **{about(run.subject).key: run.came[each.place]})
        for each in planned
        for date, text in each.more.get(COMMENT, ())
    ]
    add_many(run.session, comments)
    insert_addresses(run.session, [(run.came[e.place], e.more[ADDRESSES]) for e in planned if ADDRESSES in e.more])


def add_related(run: Run, each: Planned) -> None:
    """A contact with its business relations, or neither."""
    add_contacts(run, [each])
    if each.id not in run.refusals:
        put_relations(run.session, run.session.get_one(Contact, run.came[each.place]), each.more)


def is_simple(values: Mapping[str, Any], more: Mapping[str, Any]) -> bool:
    """Names no contact that is there, and nobody to turn to where only it itself could be."""
    alone = values.get("contact_type", COMPANY) == COMPANY or values.get("contact_name") in (None, "", values["name"])
    return alone and not more.get(CONTACT_NO) and not values.get("primary_contact_no")


def add_accounts(run: Run, planned: Sequence[Planned]) -> None:
    session, kind = run.session, run.subject.kind
    assert kind is not None
    numbered = run.numbered(planned)
    own = own_salesperson(session)
    partners = [_partner(kind, each, given, own) for each, given in numbered]
    made = _with_contacts(session, kind, partners)
    add_many(session, partners)
    run.came |= {each.place: partner.id for (each, _given), partner in zip(numbered, partners, strict=True)}
    _store_contacts(session, kind, made)
    put_beside(run, [each for each, _given in numbered])


def _partner(kind: PartnerKind, each: Planned, given: Given, own: str | None) -> Any:
    partner: Any = fresh(kind.model, no=given.no, no_series_code=given.series_code)
    values = {name: value for name, value in each.values.items() if name not in ("no", *PRIMARY_FIELDS)}
    set_partner(partner, values)
    if kind.responsible not in values:
        setattr(partner, kind.responsible, own)
    partner.contact_name = each.values.get("contact_name", "")
    return partner


def _with_contacts(session: Session, kind: PartnerKind, partners: Sequence[Any]) -> list[Made]:
    """Where no relation is set up for such accounts, none of them gets one, and that is told once."""
    setup = the(session, MarketingSetup)
    if not partners or getattr(setup, kind.relation_field) is None:
        if partners:
            mention(session, say(kind.no_contact))
        return []
    made = make(session, kind, partners)
    for one in made:
        _turn_to(one)
    return made


def _turn_to(one: Made) -> None:
    """Whoever is named, or a person who is a customer by itself."""
    first = one.person or (one.contact if not one.contact.is_company else None)
    if first is not None:
        one.partner.primary_contact_no, one.partner.contact_name = first.no, first.name


def _store_contacts(session: Session, kind: PartnerKind, made: Sequence[Made]) -> None:
    if not made:
        return
    code = relation_code(session, kind)
    with because(session, Rule.MADE_FROM):
        pairs = [(contact, one.partner) for one in made for contact in one.contacts]
        add_many(session, [contact for contact, _partner in pairs], [partner for _contact, partner in pairs])
        add_many(session, [relation_of(one, code, kind) for one in made], [one.partner for one in made])
