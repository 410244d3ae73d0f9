"""What belongs to a record and stands beside it: its company, its classes, its comments, its contact. As one text each
it fits a cell, and the text can be read again without losing anything."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..comments import Comment
from ..contacts.contact import Contact
from ..errors import N_, Refused
from ..relations.contact_relation import ContactRelation
from .columns import CLASS_FIELDS, COMMENT, COMPANY_NAME, CONTACT_NO, Subject
from .files.cardlines import escaped, plain

AT_ONCE = 500
_ITEM = re.compile(r"(?:\\.|[^\\;]|\\$)+", re.DOTALL)
_PAIR = re.compile(r"((?:\\.|[^\\=]|\\$)*)=?(.*)", re.DOTALL)
_HEAD = re.compile(r"^(?=\\*\d{4}-\d\d-\d\d: )", re.MULTILINE)
_DATED = re.compile(r"^(\d{4}-\d\d-\d\d): ", re.MULTILINE)
_MARKED = re.compile(r"^\\(?=\\*\d{4}-\d\d-\d\d: )", re.MULTILINE)

Assignment = tuple[str, str]
"""A code, and what is looked for there."""
Remark = tuple[dt.date | None, str]


@dataclass
class Beside:
    """What stands beside one record."""

    company_name: str = ""
    classes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    comments: list[tuple[dt.date, str]] = field(default_factory=list)
    contact_no: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        classes = {name: written_assignments(codes.items()) for name, codes in self.classes.items()}
        comment = written_remarks(self.comments)
        return {COMPANY_NAME: self.company_name, **classes, CONTACT_NO: self.contact_no or "", COMMENT: comment}


def beside(session: Session, subject: Subject, records: Sequence[Any]) -> dict[int, Beside]:
    """Of many records, in a few queries for each five hundred."""
    found: dict[int, Beside] = {record.id: Beside() for record in records}
    for start in range(0, len(records), AT_ONCE):
        some = records[start : start + AT_ONCE]
        if subject.kind is None:
            _add_companies(session, some, found)
            _add_classes(session, some, found)
        else:
            _add_contacts(session, some, found)
        _add_comments(session, subject, some, found)
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


def written_assignments(assignments: Iterable[Assignment]) -> str:
    return ";".join("=".join(map(_marked, filter(None, pair))) for pair in assignments)


def _marked(text: str) -> str:
    return escaped(text).replace("=", "\\=")


def read_assignments(text: str) -> list[Assignment]:
    return list(dict.fromkeys(_assignments(text)))


def _assignments(text: str) -> Iterator[Assignment]:
    for item in _ITEM.findall(text.replace("\n", ";")):
        pair = _PAIR.fullmatch(item)
        if pair and pair[1].strip():
            yield plain(pair[1]).strip(), plain(pair[2]).strip()


def written_remarks(remarks: Iterable[tuple[dt.date, str]]) -> str:
    """Each begins with its date; a line of a text that looks like such a beginning gets a mark."""
    return "\n".join(f"{date.isoformat()}: {_HEAD.sub(lambda _at: chr(92), text)}" for date, text in remarks)


def read_remarks(text: str) -> list[Remark]:
    """Without any date it is one remark, of today."""
    first, *dated = _DATED.split(text)
    remarks: list[Remark] = [(_day(day), each) for day, each in zip(dated[::2], dated[1::2], strict=True)]
    told = [(None, first), *remarks]
    return [(date, _MARKED.sub("", each).strip()) for date, each in told if each.strip()]


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(N_("There is no day %(day)s. Mend the date of the comment."), day=text) from None
