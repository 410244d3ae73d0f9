"""Does for one row what a person would do on the card; the rehearsal tries it, the run does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..changes import memory_of
from ..comments import add_comment
from ..contacts.classification import assign
from ..contacts.company import contact_by_no, state
from ..contacts.contact import Contact
from ..contacts.keeping import set_contact
from ..errors import N_, Refused
from ..partners.kinds import kind_of
from ..partners.partner import Partner
from ..relations.changing import add_contact, add_partner, change_partner
from ..relations.linking import CONTACT, PARTNER, Choice, link, tie
from ..relations.links import contact_of, linkable, partner_of
from ..relations.partner_fields import new_partner
from ..relations.primary import PRIMARY_FIELDS
from ..relations.spreading import WATCHED, spread
from .addresses import put_addresses
from .columns import ADDRESSES, CLASS_FIELDS, COMMENT, CONTACT_NO, RELATIONS, Subject
from .relations import relate

CAN_BE_REFUSED = frozenset(
    ("type", "company_no", "minor", "parental_consent", "privacy_blocked", "currency_code", "contact_name",
     "primary_contact_no", CONTACT_NO, RELATIONS, *CLASS_FIELDS)
)  # fmt: skip
"""To change any other field is never refused, once it has been read."""


def add_one(session: Session, subject: Subject, values: Mapping[str, Any], more: Mapping[str, Any]) -> Any:
    if subject.kind is None:
        record: Any = add_contact(session, dict(values))
    elif more.get(CONTACT_NO):
        record = new_partner(session, subject.kind, {k: v for k, v in values.items() if k not in PRIMARY_FIELDS})
        set_as_written(record, values, (subject.kind.responsible,))
        _link(session, contact_by_no(session, more[CONTACT_NO]), record, PARTNER)
        change_partner(session, record, {field: values[field] for field in PRIMARY_FIELDS if values.get(field)})
    else:
        record = add_partner(session, subject.kind, dict(values))
    _put_beside(session, record, more)
    return record


def set_as_written(record: Any, values: Mapping[str, Any], fields: Iterable[str]) -> None:
    """What was left blank on purpose is not filled in."""
    for field in fields:
        if field in values and (values[field] or None) != (getattr(record, field) or None):
            setattr(record, field, values[field])


def change_one(session: Session, record: Any, changes: Mapping[str, Any], more: Mapping[str, Any]) -> None:
    if isinstance(record, Contact):
        _change_contact(session, record, dict(changes))
    else:
        if more.get(CONTACT_NO):
            _link(session, contact_by_no(session, more[CONTACT_NO]), record, PARTNER)
        change_partner(session, record, dict(changes))
    _put_beside(session, record, more)


def _change_contact(session: Session, contact: Contact, changes: dict[str, Any]) -> None:
    """As on its card, but for the look at duplicates: the rehearsal was one."""
    before = state(contact, WATCHED)
    set_contact(session, contact, changes)
    spread(session, contact, before)


def put_relations(session: Session, contact: Contact, more: Mapping[str, Any]) -> None:
    relate(
        session, contact, more.get(RELATIONS, ()), lambda contact, account: _link(session, contact, account, CONTACT)
    )


def _link(session: Session, contact: Contact, partner: Partner, master: str) -> None:
    """What the file says stays. Where both are the same already, they are only tied together again."""
    linked = contact_of(session, partner)
    if linked is not None:
        raise Refused(
            N_("%(account)s is linked to contact %(contact)s. Remove that link first."),
            field=CONTACT_NO,
            account=partner.label,
            contact=linked.label,
        )
    if _is_in_step(session, contact, partner):
        tie(session, contact, partner)
    else:
        link(session, contact, partner, Choice(master))


def _is_in_step(session: Session, contact: Contact, partner: Partner) -> bool:
    kind = kind_of(partner)
    free = linkable(session, contact) is contact and partner_of(session, contact, kind) is None
    fits = contact.is_company or kind.for_persons
    same = all(getattr(contact, field) == getattr(partner, field) for field in kind.shared)
    return free and fits and same


def _put_beside(session: Session, record: Any, more: Mapping[str, Any]) -> None:
    for name, model in CLASS_FIELDS.items():
        for code, word in more.get(name, ()):
            known = session.scalar(select(model).where(model.contact_id == record.id, model.code == code))
            if known is None:
                assign(session, record, model, {"code": code} | ({"search_word": word} if word else {}))
            elif word:
                known.search_word = word  # type: ignore[attr-defined]
    for date, text in more.get(COMMENT, ()):
        add_comment(session, record, {"date": date, "text": text})
    if ADDRESSES in more:
        put_addresses(session, record, more[ADDRESSES])
    if RELATIONS in more:
        put_relations(session, record, more)


def attempt(session: Session, verb: Callable[[], object], stays: bool = False) -> Refused | None:
    """What a verb is refused for. Nothing of it stays then, nor if it was only tried."""
    session.flush()
    memory = memory_of(session)
    change_set_id, notes = memory.change_set_id, list(memory.notes)
    refused = None
    with session.begin_nested() as point:
        try:
            verb()
            session.flush()
        except Refused as reason:
            refused = reason
        if stays and refused is None:
            return None
        point.rollback()
    memory.change_set_id, memory.notes = change_set_id, notes
    return refused
