"""What is made from records on write, so that lists are quick: is it what it would be made now, and if not, made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from .contacts.contact import Contact, group_key
from .keys import sort_key
from .partners.partner import Partner
from .relations.contact_relation import indicator, refresh_every_indicator

PARTIES: tuple[Any, ...] = (Contact, Partner)


def missorted(session: Session) -> Iterator[Any]:
    """Whoever is not in the place in the lists that the name gives, persons below their company."""
    for model in PARTIES:
        for id_, _key in _wrong_keys(session, model):
            yield session.get_one(model, id_)
    yield from session.scalars(select(Contact).where(Contact.group_key != group_key()).order_by(Contact.id))


def mislabelled(session: Session) -> Iterator[Any]:
    """Contacts that show another business relation than they have."""
    yield from session.scalars(select(Contact).where(Contact.business_relation != indicator()).order_by(Contact.id))


def sort_again(session: Session) -> None:
    for model in PARTIES:
        table: Any = model.__table__
        wrong = [{"its_id": id_, "its_key": key} for id_, key in _wrong_keys(session, model)]
        if wrong:
            statement = update(table).where(table.c.id == bindparam("its_id")).values(sort_key=bindparam("its_key"))
            session.connection().execute(statement, wrong)
    contact: Any = Contact.__table__
    session.execute(update(contact).where(contact.c.group_key != group_key()).values(group_key=group_key()))
    session.expire_all()


def label_again(session: Session) -> None:
    refresh_every_indicator(session)
    session.expire_all()


def _wrong_keys(session: Session, model: Any) -> Iterator[tuple[int, str]]:
    """What only Python can make is compared here, row by row."""
    table = model.__table__
    for id_, name, key in session.execute(select(table.c.id, table.c.name, table.c.sort_key).order_by(table.c.id)):
        made = sort_key(name)
        if made != key:
            yield id_, made
