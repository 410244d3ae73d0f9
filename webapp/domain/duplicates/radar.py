"""The radar: who may be the same as somebody, over contacts, persons, and accounts without a contact.

Whoever is looked at was found by an index: the search words of what hardly anybody shares, the beginnings of the words
of a name, and the search strings. Only then are they compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    bindparam,
    exists,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from ..base import Base
from ..contacts.contact import COMPANY, Contact
from ..errors import Message
from ..partners.kinds import PARTNER_KINDS
from ..partners.partner import Partner
from ..relations.contact_relation import ContactRelation
from ..search import Contains, SearchEntry, Words
from .likeness import NAMES, Reason, equal_strings, reasons_for
from .pairs import sharing
from .records import Difference
from .strings import Searching, searching
from .traits import FIELDS, Block, Traits, blocks, traits_of

MOST_FOUND = 20
"""By each word or block; more say that it is too common to tell anything."""
CERTAIN = 100
TABLES: dict[str, type[Base]] = {"contact": Contact} | {kind.word: kind.model for kind in PARTNER_KINDS.values()}

About = Contact | Partner | Mapping[str, Any]
"""A record, or what was typed so far of one."""


@dataclass(frozen=True)
class Candidate:
    """Who may be the same, why, and how likely that is, of a hundred."""

    model: type[Base]
    id: int
    no: str
    name: str
    type: str
    """Of a contact."""
    reasons: tuple[Message, ...]
    score: int

    @property
    def label(self) -> str:
        return f"{self.no} {self.name}"

    @property
    def is_contact(self) -> bool:
        return self.model is Contact


def candidates(
    session: Session,
    about: About,
    most: int = 5,
    typed: Mapping[str, Any] | None = None,
    among: Collection[str] = tuple(TABLES),
) -> list[Candidate]:
    """Who may be the same as a contact, an account, or what was typed so far, the likeliest first. Values typed over a
    record stand for its own. An account is looked up among contacts that have none of its kind."""
    values = _values(about) | dict(typed or {})
    values["type"] = values["type"] or COMPANY
    mine = traits_of(values.get)
    how = searching(session) if values["type"] == COMPANY else None
    hits = _equal_strings(session, how, values)
    tables = [table for table in among if not isinstance(about, Partner) or table == Contact.type_name]
    found = _found(session, mine)
    found.setdefault(Contact.type_name, set()).update(hits)
    compared = [_compare(mine, values, row, hits, how) for row in _rows(session, about, found, tables)]
    likely = [candidate for candidate in compared if candidate is not None]
    return sorted(likely, key=lambda each: (-each.score, not each.is_contact, each.no))[:most]


def _values(about: About) -> dict[str, Any]:
    if isinstance(about, Mapping):
        return {"type": COMPANY, **about}
    values = {column.key: getattr(about, column.key) for column in about.__mapper__.column_attrs}
    return {"type": COMPANY, "contact_id": about.id if isinstance(about, Contact) else 0} | values


def _equal_strings(session: Session, how: Searching | None, values: Mapping[str, Any]) -> dict[int, int]:
    """Companies with enough equal search strings."""
    strings = how.strings_of({field: values.get(field) for field in how.fields}) if how else {}
    if how is None or len(strings) < how.needed:
        return {}
    return sharing(session, values.get("contact_id", 0), strings, how.needed)


def _found(session: Session, mine: Traits) -> dict[str, set[int]]:
    """The ids of those that have a telling word in common, by table."""
    words: list[Block] = [(mark,) for mark in mine.marks.words]
    if len(mine.name) > 1:
        words.append(mine.name)
    words += sorted(blocks(mine.name))
    found: dict[str, set[int]] = {}
    if words:
        values = {f"words_{place}": some for place, some in enumerate(words)}
        for table, id_ in session.execute(_lookup(len(words)), values):
            found.setdefault(table, set()).add(id_)
    return found


@cache
def _lookup(how_many: int) -> Any:
    """The first records for each of several words or groups of words."""
    entries = (
        select(SearchEntry.record_type, SearchEntry.record_id)
        .where(Contains(bindparam(f"words_{place}", type_=Words())))
        .limit(MOST_FOUND)
        .subquery()
        for place in range(how_many)
    )
    return union_all(*map(select, entries))


def _rows(
    session: Session, about: About, found: Mapping[str, set[int]], tables: Collection[str]
) -> Iterator[dict[str, Any]]:
    """What is compared of those that were found, of all tables in one query."""
    there = tuple(table for table in tables if found.get(table))
    if there:
        values: dict[str, Any] = {f"{table}_ids": list(found[table]) for table in there}
        if not isinstance(about, Mapping):
            values["own_id"] = about.id
        side = about.kind if isinstance(about, Partner) else about.type_name if isinstance(about, Contact) else ""
        for table, id_, *compared in session.execute(_selected(there, side), values):
            yield {"table": table, "id": id_, **dict(zip(FIELDS, compared, strict=True))}


@cache
def _selected(tables: tuple[str, ...], side: str) -> Any:
    """The fields that are compared, for a contact, an account of a kind, or something that is no record yet."""
    queries = []
    for table in tables:
        model: Any = TABLES[table]
        fields = [type_coerce(getattr(model, field, _blank(field)), String).label(field) for field in FIELDS]
        query = select(literal(table).label("table"), model.id.label("id"), *fields)
        ids: Any = bindparam(f"{table}_ids", expanding=True)
        queries.append(query.where(model.id.in_(ids), *_open(side, model)))
    return union_all(*queries)


def _blank(field: str) -> Any:
    return null() if field == "company_no" else literal("")


def _open(side: str, model: Any) -> Iterator[ColumnElement[bool]]:
    """Not the same record, not said to be different, and whoever could be linked must be free."""
    own_id = bindparam("own_id", type_=Integer)
    if model is not Contact:
        yield ~exists().where(ContactRelation.partner_id == model.id)
    elif side in PARTNER_KINDS:
        yield ~exists().where(ContactRelation.contact_id == Contact.id, ContactRelation.kind == side)
        yield ~exists().where(Difference.contact_id == Contact.id, Difference.partner_id == own_id)
    if side == Contact.type_name and model is Contact:
        yield Contact.id != own_id
        yield ~exists().where(Difference.contact_id == own_id, Difference.other_id == Contact.id)
        yield ~exists().where(Difference.other_id == own_id, Difference.contact_id == Contact.id)
    elif side == Contact.type_name:
        yield ~exists().where(Difference.contact_id == own_id, Difference.partner_id == model.id)


def _compare(
    mine: Traits, values: Mapping[str, Any], row: Mapping[str, Any], hits: Mapping[int, int], how: Searching | None
) -> Candidate | None:
    reasons = reasons_for(mine, traits_of(row.get))
    model = TABLES[row["table"]]
    if how and model is Contact and row["id"] in hits:
        reasons.append(equal_strings(hits[row["id"]], len(how.lines)))
    if not reasons or _belong_together(values, row, reasons):
        return None
    score = min(CERTAIN, sum(reason.weight for reason in reasons))
    return Candidate(
        model, row["id"], row["no"], row["name"], row["type"], tuple(reason.message for reason in reasons), score
    )


def _belong_together(values: Mapping[str, Any], row: Mapping[str, Any], reasons: list[Reason]) -> bool:
    """A person has much in common with the company and the colleagues, and with whoever else may be that company; only
    a name says that such two are one."""
    company, others = values.get("company_no"), row["company_no"]
    if (company and company == row["no"]) or (others and others == values.get("no")):
        return True
    colleagues = bool(company) and company == others
    firm = bool(company and row["type"] == COMPANY) or bool(others and values["type"] == COMPANY)
    return (colleagues or firm) and not any(reason.weight in NAMES for reason in reasons)
