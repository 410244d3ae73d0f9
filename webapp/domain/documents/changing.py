"""Changes the head of a document: what was typed, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from ..changes import ask
from ..columns import UNIT_PLACES
from ..contacts.company import contact_by_no
from ..errors import N_, Question, Refused
from .amounts import PERCENT, rounded
from .blocks import BILL_TO, NAMED, SHIP_TO
from .contact import clear_contact, set_contact
from .dates import set_due, set_validity
from .document import OPEN, Document
from .holding import hold
from .kinds import Side, kind_of
from .lines import has_lines, lines_of
from .partner import clear_partner, partner_by_no, set_partner, set_payer
from .shipping import set_ship_to
from .status import check_open
from .totals import precision_of, refresh_totals
from .vat_of_line import LineVat, vat_for
from .writing import count, put_vat

FOLLOWED = (*NAMED, "contact_name", "phone_no")
"""What the place of delivery takes over as long as it is the same."""
WHEN_RELEASED = frozenset(("posting_date", "shipment_date", "requested_date", "accepted", "external_document_no"))
"""What can still be changed on a released document."""
MONEY = ("prices_include_vat", "vat_posting_group_code", "currency_code", "discount_kind", "discount_value")


def locked_fields(document: Document) -> frozenset[str]:
    if document.status == OPEN:
        return frozenset()
    return frozenset(document.__mapper__.columns.keys()) - WHEN_RELEASED


def change_document(session: Session, document: Document, values: Mapping[str, Any]) -> None:
    hold(session, document)
    if values.keys() - WHEN_RELEASED:
        check_open(document)
    with session.no_autoflush:
        rest = _choose(session, document, dict(values))
        _set(session, document, rest)
    session.flush()


def _choose(session: Session, document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """Who it is for comes first, as much follows from that; what was typed beside it stays as typed."""
    side = kind_of(document).side
    for field, choose in CHOICES.items():
        name = getattr(side, field, field)
        if name in values and values[name] != getattr(document, name):
            chosen = values.pop(name)
            before = _money(document)
            choose(session, document, side, chosen)
            _recount(session, document, before)
    return values


def _choose_partner(session: Session, document: Document, side: Side, no: str | None) -> None:
    if no is None:
        _check_without_lines(session, document, side.partner_field)
        clear_partner(document)
        return
    partner = partner_by_no(session, document, no, side.partner_field)
    if getattr(document, side.partner_field) is not None:
        ask(
            session,
            Question(
                "change_partner",
                N_("Everything that comes from the card will be that of %(partner)s. Continue?"),
                field=side.partner_field,
                partner=partner.label,
            ),
        )
    set_partner(session, document, partner)


def _choose_contact(session: Session, document: Document, side: Side, no: str | None) -> None:
    if no is None:
        clear_contact(session, document)
        return
    contact = contact_by_no(session, no)
    if document.contact_no is not None:
        ask(
            session,
            Question(
                "change_contact",
                N_("The contact will be %(contact)s. Continue?"),
                field="contact_no",
                contact=contact.label,
            ),
        )
    set_contact(session, document, contact)


def _choose_payer(session: Session, document: Document, side: Side, no: str | None) -> None:
    no = no or getattr(document, side.partner_field)
    if no is not None:
        set_payer(session, document, partner_by_no(session, document, no, side.payer_field))


def _choose_ship_to(session: Session, document: Document, _side: Side, code: str) -> None:
    set_ship_to(session, document, code)


Choose = Callable[[Session, Document, Side, Any], None]
CHOICES: dict[str, Choose] = {
    "partner_field": _choose_partner,
    "contact_no": _choose_contact,
    "payer_field": _choose_payer,
    "ship_to_code": _choose_ship_to,
}
"""Fields that bring others along, those of a side by the name of what they say."""


def _check_without_lines(session: Session, document: Document, field: str) -> None:
    if has_lines(session, document):
        raise Refused(
            N_("%(document)s has lines. Delete them before you clear this field."), field=field, document=document.label
        )


def _set(session: Session, document: Document, values: Mapping[str, Any]) -> None:
    before, own = _money(document), {field: getattr(document, field) for field in FOLLOWED}
    due_before = (document.document_date, document.payment_terms_code)
    for field, value in values.items():
        setattr(document, field, value)
    _follow(document, own, values)
    if (document.document_date, document.payment_terms_code) != due_before and "due_date" not in values:
        set_due(session, document)
    if "document_date" in values and "valid_until" not in values:
        set_validity(session, document)
    if "accepted" in values:
        document.accepted_on = document.document_date if document.accepted else None
    _recount(session, document, before)


def _follow(document: Document, own: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Where it goes and who is billed stay the same as whom it is for, where they were."""
    side = kind_of(document).side
    same_payer = getattr(document, side.payer_field) == getattr(document, side.partner_field)
    for field, value in own.items():
        if getattr(document, field) == value:
            continue
        if same_payer and BILL_TO + field not in typed and hasattr(document, BILL_TO + field):
            setattr(document, BILL_TO + field, getattr(document, field))
        name = SHIP_TO + field
        if (
            not side.ships_to_us
            and not document.ship_to_code
            and name not in typed
            and getattr(document, name) == value
        ):
            setattr(document, name, getattr(document, field))


def _money(document: Document) -> tuple[Any, ...]:
    return tuple(getattr(document, field) for field in MONEY)


def _recount(session: Session, document: Document, before: tuple[Any, ...]) -> None:
    """Lines are counted anew where prices, VAT or rounding are other ones now."""
    if document.id is None or _money(document) == before:
        return
    included = before[0]
    lines = [line for line in lines_of(session, document) if line.type]
    if lines and document.prices_include_vat != included:
        ask(
            session,
            Question(
                "prices", N_("The prices of all lines will be counted anew. Continue?"), field="prices_include_vat"
            ),
        )
    vats = vat_for(
        session, document.vat_posting_group_code, {line.vat_rate_code for line in lines if line.vat_rate_code}
    )
    precision = precision_of(session, document)
    for line in lines:
        put_vat(line, vats.get(line.vat_rate_code or "", LineVat()))
        if document.prices_include_vat != included:
            factor = 1 + line.vat_percent / PERCENT
            price = line.unit_price * factor if document.prices_include_vat else line.unit_price / factor
            line.unit_price = rounded(price, UNIT_PLACES)
        count(line, precision)
    refresh_totals(session, document)
