"""Who is there already and may be the same as a new row: by what hardly anybody shares, and by the whole name.

The radar's own traits and reasons, asked for many rows in one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, bindparam, exists, literal, literal_column, null, select, true, union_all
from sqlalchemy.orm import Session

from ..contacts.contact import Contact
from ..duplicates.likeness import NAME, NAMES, reasons_for
from ..duplicates.radar import TABLES
from ..duplicates.traits import FIELDS, Block, Traits, traits_of
from ..errors import Message
from ..relations.contact_relation import ContactRelation
from ..search import Contains, SearchEntry, Words
from .columns import CONTACT_NO, RELATIONS, Subject

AT_ONCE = 100
MOST_FOUND = 15
SHORT = 2
Found = dict[int, set[tuple[str, int]]]


class Twin(NamedTuple):
    model: type[Any]
    id: int
    no: str
    name: str
    reasons: tuple[Message, ...]
    score: int


def twins_of(session: Session, subject: Subject, rows: Sequence[Mapping[str, Any]]) -> dict[int, Twin]:
    """By the place of a row among these, the likeliest."""
    traits = [traits_of(row.get) for row in rows]
    tables = [Contact.type_name, *([subject.word] if subject.kind else TABLES)]
    found: Found = defaultdict(set)
    asked = [(place, block) for place, each in enumerate(traits) for block in _blocks(each)]
    for start in range(0, len(asked), AT_ONCE):
        _look(session, asked[start : start + AT_ONCE], tables, found)
    records = _records(session, subject, found)
    best: dict[int, Twin] = {}
    for place, keys in found.items():
        twins = [_compare(traits[place], rows[place], records[key]) for key in keys if key in records]
        likely = [twin for twin in twins if twin is not None]
        if likely:
            best[place] = max(likely, key=lambda twin: (twin.score, twin.model is subject.model, -twin.id))
    return best


def _blocks(traits: Traits) -> Iterator[Block]:
    marks = traits.marks
    yield from ((mark,) for mark in (*marks.emails, *marks.phones, marks.vat_no, marks.registration_no) if mark)
    if len(traits.name) > 1 or any(len(word) > SHORT for word in traits.name):
        yield traits.name


def _look(session: Session, asked: Sequence[tuple[int, Block]], tables: Sequence[str], found: Found) -> None:
    words = {f"words_{number}": block for number, (_place, block) in enumerate(asked)}
    for number, table, id_ in session.execute(_lookup(len(asked)), words):
        if table in tables:
            found[asked[number][0]].add((table, id_))


@cache
def _lookup(how_many: int) -> Any:
    return union_all(*map(_search, range(how_many)))


def _search(number: int) -> Any:
    query: Any = select(literal_column(str(number)).label("number"), SearchEntry.record_type, SearchEntry.record_id)
    query = query.where(Contains(bindparam(f"words_{number}", type_=Words()))).limit(MOST_FOUND)
    return select(query.subquery())


def _records(session: Session, subject: Subject, found: Found) -> dict[tuple[str, int], Mapping[str, Any]]:
    by_table: dict[str, set[int]] = defaultdict(set)
    for keys in found.values():
        for table, id_ in keys:
            by_table[table].add(id_)
    return {
        (table, row["id"]): row
        for table, ids in by_table.items()
        for some in _portions(sorted(ids))
        for row in map(dict, session.execute(_query(subject, table, some)).mappings())
    }


def _portions(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _query(subject: Subject, table: str, ids: list[int]) -> Any:
    model: Any = TABLES[table]
    columns = [getattr(model, name, null()).label(name) for name in FIELDS]
    return select(literal(table, String).label("table"), model.id.label("id"), *columns).where(
        model.id.in_(ids), _counts(subject, model)
    )


def _counts(subject: Subject, model: Any) -> ColumnElement[bool]:
    """Of accounts beside the kind that is imported, those without a contact."""
    if model is Contact or model is subject.model:
        return true()
    return ~exists().where(ContactRelation.partner_id == model.id)


def _compare(mine: Traits, row: Mapping[str, Any], other: Mapping[str, Any]) -> Twin | None:
    reasons = reasons_for(mine, traits_of(other.get))
    score = sum(reason.weight for reason in reasons)
    if score < NAME or _belong_together(row, other, {reason.weight for reason in reasons}):
        return None
    messages = tuple(reason.message for reason in reasons)
    return Twin(TABLES[other["table"]], other["id"], other["no"], other["name"], messages, score)


def _belong_together(row: Mapping[str, Any], other: Mapping[str, Any], weights: set[int]) -> bool:
    """An account has much in common with its contact, and a person with the company; only a name says that colleagues
    are one."""
    company, contact = row.get("company_no"), row.get(CONTACT_NO)
    if any((each.kind, each.no) == (other["table"], other["no"]) for each in row.get(RELATIONS) or ()):
        return True
    if other["table"] == Contact.type_name and (
        company == other["no"] or (contact and contact in (other["no"], other["company_no"]))
    ):
        return True
    return bool(company) and company == other["company_no"] and not weights & NAMES
