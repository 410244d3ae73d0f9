"""What belongs to a record and stands beside it: its company, its classes, its comments, its contact, its relations, its
other addresses, its picture."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..comments import Comment
from ..contacts.contact import Contact
from ..relations.contact_relation import ContactRelation
from .addresses import Kept, add_addresses
from .columns import ADDRESSES, CLASS_FIELDS, COMMENT, COMPANY_NAME, CONTACT_NO, PICTURE, RELATIONS, Subject
from .notation import written_assignments, written_remarks
from .pictures import Attached, attached_to
from .relations import Relation, add_relations, written_relation

AT_ONCE = 500


@dataclass
class Beside:
    """What stands beside one record."""

    company_name: str = ""
    classes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    comments: list[tuple[dt.date, str]] = field(default_factory=list)
    contact_no: str | None = None
    relations: list[Relation] = field(default_factory=list)
    addresses: Kept = field(default_factory=Kept)
    picture: Attached | None = None

    @property
    def values(self) -> dict[str, Any]:
        """As they stand in the columns of a file."""
        classes = {name: written_assignments(codes.items()) for name, codes in self.classes.items()}
        return {
            COMPANY_NAME: self.company_name,
            **classes,
            RELATIONS: written_assignments(map(written_relation, self.relations)),
            ADDRESSES: self.addresses.lines,
            CONTACT_NO: self.contact_no or "",
            COMMENT: written_remarks(self.comments),
            PICTURE: self.picture,
        }


def beside(session: Session, subject: Subject, records: Sequence[Any]) -> dict[int, Beside]:
    """Of many records, in a few queries for each five hundred."""
    found: dict[int, Beside] = {record.id: Beside() for record in records}
    for start in range(0, len(records), AT_ONCE):
        some = records[start : start + AT_ONCE]
        if subject.kind is None:
            _add_companies(session, some, found)
            _add_classes(session, some, found)
            add_relations(session, _ids(some), lambda id_: found[id_].relations)
            add_addresses(session, _ids(some), lambda id_: found[id_].addresses)
        else:
            _add_contacts(session, some, found)
        _add_comments(session, subject, some, found)
        for id_, picture in attached_to(session, some):
            found[id_].picture = picture
    return found


def _ids(records: Iterable[Any]) -> list[int]:
    return [record.id for record in records]


def _add_companies(session: Session, persons: Sequence[Contact], found: Mapping[int, Beside]) -> None:
    numbers = {person.company_no for person in persons if person.company_no}
    names = dict(session.execute(select(Contact.no, Contact.name).where(Contact.no.in_(numbers))).all())
    for person in persons:
        if person.company_no:
            found[person.id].company_name = names[person.company_no]


def _add_classes(session: Session, contacts: Sequence[Contact], found: Mapping[int, Beside]) -> None:
    for name, model in CLASS_FIELDS.items():
        query = select(model).where(model.contact_id.in_(_ids(contacts))).order_by(model.id)
        for assigned in session.scalars(query):
            found[assigned.contact_id].classes[name][assigned.code] = getattr(assigned, "search_word", "")


def _add_contacts(session: Session, accounts: Sequence[Any], found: Mapping[int, Beside]) -> None:
    query = select(ContactRelation.partner_id, Contact.no).join(Contact, Contact.id == ContactRelation.contact_id)
    for id_, no in session.execute(query.where(ContactRelation.partner_id.in_(_ids(accounts)))):
        found[id_ or 0].contact_no = no


def _add_comments(session: Session, subject: Subject, records: Sequence[Any], found: Mapping[int, Beside]) -> None:
    column = about(subject)
    query = select(column, Comment.date, Comment.text).where(column.in_(_ids(records))).order_by(Comment.id)
    for id_, date, text in session.execute(query):
        found[id_].comments.append((date, text))


def about(subject: Subject) -> Any:
    """The column of a comment that names what it is about."""
    return Comment.contact_id if subject.kind is None else Comment.partner_id
