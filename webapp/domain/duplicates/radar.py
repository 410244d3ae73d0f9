"""The radar: who may be the same as somebody, over contacts, persons, and accounts without a contact.

Whoever is looked at was found by an index: the search words of what hardly anybody shares, the beginnings of the words
of a name, and the search strings. Only then are they compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, exists, literal, null, or_, select, true, union_all
from sqlalchemy.orm import Session

from ..base import Base
from ..contacts.contact import COMPANY, Contact
from ..errors import Message
from ..partners.kinds import PARTNER_KINDS
from ..partners.partner import Partner
from ..relations.contact_relation import ContactRelation
from ..search import Contains, SearchEntry
from .likeness import NAMES, Reason, equal_strings, reasons_for
from .pairs import sharing
from .records import Difference
from .strings import Searching, searching
from .traits import FIELDS, Block, Traits, blocks, traits_of

MOST_FOUND = 20
"""By each word or block; more say that it is too common to tell anything."""
CERTAIN = 100
TABLES: dict[str, type[Base]] = {"contact": Contact} | {kind.word: kind.model for kind in PARTNER_KINDS.values()}


@dataclass(frozen=True)
class Candidate:
    """Who may be the same, why, and how likely that is, of a hundred."""

    model: type[Base]
    id: int
    no: str
    name: str
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
    about: Contact | Partner | Mapping[str, Any],
    most: int = 5,
    typed: Mapping[str, Any] | None = None,
    among: Collection[str] = tuple(TABLES),
) -> list[Candidate]:
    """Who may be the same as a contact, an account, or what was typed so far, the likeliest first. Values typed over a
    record stand for its own. An account is looked up among contacts that have none of its kind."""
    values = _values(about) | dict(typed or {})
    mine = traits_of(values.get)
    how = searching(session) if values.get("type", COMPANY) == COMPANY else None
    hits = _equal_strings(session, how, values)
    tables = [table for table in among if not isinstance(about, Partner) or table == Contact.__tablename__]
    found = _found(session, mine)
    found.setdefault(Contact.__tablename__, set()).update(hits)
    compared = [_compare(mine, values, row, hits, how) for row in _rows(session, about, found, tables)]
    likely = [candidate for candidate in compared if candidate is not None]
    return sorted(likely, key=lambda each: (-each.score, not each.is_contact, each.no))[:most]


def _values(about: Contact | Partner | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(about, Mapping):
        return {"type": COMPANY, **about}
    fields = {column.key for column in about.__mapper__.column_attrs}
    return {"type": COMPANY} | {field: getattr(about, field) for field in fields}


def _equal_strings(session: Session, how: Searching | None, values: Mapping[str, Any]) -> dict[int, int]:
    """Companies with enough equal search strings."""
    strings = how.strings_of({field: values.get(field) for field in how.fields}) if how else {}
    if how is None or len(strings) < how.needed:
        return {}
    own_id = values["id"] if "company_no" in values and values.get("id") else 0
    return {id_: hits for _own, id_, hits in sharing(session, _as_table(own_id, strings), how.needed)}


def _as_table(own_id: int, strings: Mapping[int, str]) -> CTE:
    rows = (
        select(literal(own_id).label("whose"), literal(line).label("line_id"), literal(text).label("text"))
        for line, text in strings.items()
    )
    return union_all(*rows).cte("mine")


def _found(session: Session, mine: Traits) -> dict[str, set[int]]:
    """The ids of those that have a telling word in common, by table."""
    words: list[Block] = [(mark,) for mark in mine.marks.words]
    if len(mine.name) > 1:
        words.append(mine.name)
    words += sorted(blocks(mine.name))
    found: dict[str, set[int]] = {}
    if words:
        for table, id_ in session.execute(union_all(*map(_having, words))):
            found.setdefault(table, set()).add(id_)
    return found


def _having(words: Block) -> Any:
    query = select(SearchEntry.record_type, SearchEntry.record_id).where(Contains(words))
    return select(query.limit(MOST_FOUND).subquery())


def _rows(
    session: Session, about: Contact | Partner | Mapping[str, Any], found: Mapping[str, set[int]], tables: Collection[str]
) -> list[Any]:
    """What is compared of those that were found, of all tables in one query."""
    queries = []
    for table in tables:
        if found.get(table):
            model: Any = TABLES[table]
            columns = [getattr(model, field, literal("")).label(field) for field in FIELDS if field != "company_no"]
            company_no = getattr(model, "company_no", null()).label("company_no")
            query = select(literal(table).label("table"), model.id.label("id"), *columns, company_no)
            queries.append(query.where(model.id.in_(found[table]), *_open(about, model)))
    return list(session.execute(union_all(*queries)).mappings()) if queries else []


def _open(about: Contact | Partner | Mapping[str, Any], model: Any) -> list[ColumnElement[bool]]:
    """Not the same record, not said to be different, and an account must be free."""
    conditions: list[ColumnElement[bool]] = [true()]
    if model is not Contact:
        conditions.append(~exists().where(ContactRelation.partner_id == model.id))
    if isinstance(about, Contact):
        conditions += [model.id != about.id if model is Contact else true(), ~exists().where(_apart(about.id, model))]
    elif isinstance(about, Partner):
        taken = exists().where(ContactRelation.contact_id == Contact.id, ContactRelation.kind == about.kind)
        apart = exists().where(Difference.contact_id == Contact.id, Difference.partner_id == about.id)
        conditions += [~taken, ~apart]
    return conditions


def _apart(contact_id: int, model: Any) -> ColumnElement[bool]:
    if model is not Contact:
        return (Difference.contact_id == contact_id) & (Difference.partner_id == model.id)
    return or_(
        (Difference.contact_id == contact_id) & (Difference.other_id == Contact.id),
        (Difference.other_id == contact_id) & (Difference.contact_id == Contact.id),
    )


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
    return Candidate(model, row["id"], row["no"], row["name"], tuple(reason.message for reason in reasons), score)


def _belong_together(values: Mapping[str, Any], row: Mapping[str, Any], reasons: list[Reason]) -> bool:
    """A person has much in common with the company and the colleagues; only a name says that colleagues are one."""
    company, others = values.get("company_no"), row["company_no"]
    if (company and company == row["no"]) or (others and others == values.get("no")):
        return True
    return bool(company) and company == others and not any(reason.weight in NAMES for reason in reasons)


