"""What contacts are to us, in files: a code alone, or a code with the account that stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import Base
from ..columns import Field
from ..contacts.contact import Contact
from ..errors import N_, Refused, say
from ..partners.kinds import PARTNER_KINDS
from ..relations.contact_relation import ContactRelation
from ..relations.describing import add_relation
from ..series.numbers import LONGEST
from .columns import CONTACT_NO
from .notation import Assignment

NO_ACCOUNT = N_("“%(text)s” names no account. Write what it is and its number, such as customer C00010.")
ACCOUNTS = {word: Field(kind.model.one, "reference", LONGEST, refers_to=word) for word, kind in PARTNER_KINDS.items()}


class Relation(NamedTuple):
    code: str
    kind: str = ""
    no: str = ""
    """The account behind it, if there is one."""


def add_relations(session: Session, ids: Sequence[int], of: Callable[[int], list[Relation]]) -> None:
    tables: Any = [kind.model.__table__ for kind in PARTNER_KINDS.values()]
    query = select(
        ContactRelation.contact_id,
        ContactRelation.business_relation_code,
        ContactRelation.kind,
        func.coalesce(*(table.c.no for table in tables)),
    )
    for table in tables:
        query = query.outerjoin(table, table.c.id == ContactRelation.partner_id)
    query = query.where(ContactRelation.contact_id.in_(ids)).order_by(ContactRelation.business_relation_code)
    for id_, code, kind, no in session.execute(query):
        of(id_).append(Relation(code, kind or "", no or ""))


def written_relation(relation: Relation) -> Assignment:
    return relation.code, f"{relation.kind} {relation.no}".strip()


def read_relation(assignment: Assignment, kinds: Mapping[str, str]) -> Relation:
    """The kind of account goes by any of its names."""
    code, text = assignment
    if not text:
        return Relation(code)
    for name, kind in kinds.items():
        if text.casefold().startswith(f"{name} "):
            return Relation(code, kind, text[len(name) :].strip())
    raise Refused(NO_ACCOUNT, text=text[:LONGEST])


def kinds_by_name(captions: Callable[[str], Sequence[str]]) -> dict[str, str]:
    """The longest name first."""
    names = {
        name.casefold(): word for word, kind in PARTNER_KINDS.items() for name in (word, *captions(kind.model.one))
    }
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


def new_relations(known: Sequence[Relation], said: Sequence[Relation]) -> list[Relation]:
    """The code of a link is a matter of the setup."""
    codes, accounts = {each.code for each in known}, {each[1:] for each in known if each.kind}
    return [each for each in said if (each[1:] not in accounts if each.kind else each.code not in codes)]


def relate(
    session: Session, contact: Contact, relations: Sequence[Relation], link: Callable[[Contact, Any], object]
) -> None:
    for each in relations:
        if each.kind:
            link(contact, _account(session, each))
        else:
            add_relation(session, contact, each.code)


def _account(session: Session, relation: Relation) -> Base:
    model: Any = PARTNER_KINDS[relation.kind].model
    account: Base | None = session.scalar(select(model).where(model.no == relation.no))
    if account is None:
        raise Refused(
            N_("There is no %(code)s in %(table)s. Choose one from the list, or add it there first."),
            field=CONTACT_NO,
            code=relation.no,
            table=say(model.many),
        )
    return account
