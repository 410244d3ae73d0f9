"""Every kind of document as a list and a card."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ... import i18n
from ...delivery.printing import called
from ...domain.base import field_of
from ...domain.documents.changing import change_document, locked_fields
from ...domain.documents.deleting import delete_document
from ...domain.documents.document import OPEN, RELEASED, Document, ServiceOrder
from ...domain.documents.kinds import KINDS, DocumentKind, kind_of
from ...domain.documents.making import new_document
from ...domain.documents.service_item import (
    ServiceItem,
    add_service_item,
    change_service_item,
    delete_service_item,
)
from ...domain.errors import N_, say
from ...domain.users.rights import Right
from ...domain.users.user import User
from ...pages import Action, Chip, FactBox, Page, Tab, Why
from ...pages.today import right_now, work_date
from .around import Around, about, around

HOME = "documents"
OWN = ("name", "name_2", "address", "address_2", "country_code", "post_code", "city", "county")
ICONS = {"sales_quote": "file-text", "sales_order": "shopping-cart", "blanket_sales_order": "files", "purchase_quote": "file-text",
         "purchase_order": "package", "blanket_purchase_order": "files", "service_order": "wrench"}  # fmt: skip
NOTES = {
    "sales_quote": N_("What we offer to customers, and to those who may become one."),
    "sales_order": N_("What customers have ordered."),
    "blanket_sales_order": N_("What customers have agreed to take over time."),
    "purchase_quote": N_("What we have asked vendors to offer."),
    "purchase_order": N_("What we have ordered."),
    "blanket_purchase_order": N_("What we have agreed to take over time."),
    "service_order": N_("What is to be repaired or maintained for customers."),
}
SYNONYMS = {
    "sales_quote": N_("offers, proposals, tenders, estimates"),
    "sales_order": N_("order confirmations, sales"),
    "blanket_sales_order": N_("framework agreements, contracts, call-off orders"),
    "purchase_quote": N_("requests for quotation, enquiries"),
    "purchase_order": N_("procurement, purchases"),
    "blanket_purchase_order": N_("framework agreements, purchase contracts"),
    "service_order": N_("repairs, maintenance, work orders"),
}


def word_of(kind: DocumentKind) -> str:
    return kind.word.replace("_", "-") + "s"


def if_open(document: Document, _user: User, _seen: Around) -> Why | None:
    return None if document.status == OPEN else Why(say(N_("It is released. Reopen it first.")))


def if_released(document: Document, _user: User, _seen: Around) -> Why | None:
    return Why(say(N_("It is open already."))) if document.status == OPEN else None


def if_open_and_counted(document: Document, user: User, seen: Around) -> Why | None:
    return if_open(document, user, seen) or if_counted(document, user, seen)


def if_counted(_document: Document, _user: User, seen: Around) -> Why | None:
    return None if seen.is_counted else Why(say(N_("Add at least one line with a number and a quantity first.")))


def _add(kind: DocumentKind, session: Session, values: dict[str, Any]) -> Document:
    return new_document(session, kind, work_date(), values)


def _add_item(session: Session, order: ServiceOrder, values: dict[str, Any]) -> ServiceItem:
    return add_service_item(session, order, values, right_now(), called(session, order))


def _delete(session: Session, document: Document, **_answers: Any) -> None:
    delete_document(session, document)


def _hold(model: type[Document], session: Session, *keys: str) -> None:
    session.execute(
        select(Document.id).where(Document.kind == model.type_name, Document.no.in_(keys)).with_for_update()
    )


def document_page(kind: DocumentKind) -> Page:
    word, side = word_of(kind), kind.side
    responsible = side.partner.responsible
    endpoint = f"{HOME}.{word.replace('-', '_')}"
    of_prospects = (side.template_field,) if kind.for_prospects else ()
    return Page(
        word, kind.model, HOME, _tabs(kind),
        columns=("no", "name", "contact_name", "document_date", *(("valid_until",) if kind.for_prospects else ("shipment_date",)),
                 "status", "amount", "amount_with_vat", responsible),
        sort="no", icon=ICONS[kind.word], note=NOTES[kind.word], synonyms=SYNONYMS[kind.word],
        more_filters=(side.partner_field, "contact_no", "bill_to_name", "your_reference", "external_document_no", "order_date",
                      "due_date", "currency_code", "city", "quote_no", *of_prospects),
        add=partial(_add, kind), change=change_document, delete=_delete, hold=partial(_hold, kind.model),
        parts=("service_item",) if kind.word == "service_order" else (),
        locked=locked_fields, around=around, chips=chips, scripts=("lines.js", "leaving.js"), styles=("documents.css",), sections=("documents/_lines.html",),
        factboxes=(FactBox("about", N_("Details"), about),), besides=("documents/_differs.html",),
        bulk=(Action("print", N_("Print"), f"{endpoint}_print_ticked", "printer", Right.WRITE, "post"),),
        actions=(
            *_ways_on(kind, endpoint),
            Action("release", N_("Release"), f"{endpoint}_release", "lock", Right.WRITE, "post", enabled=if_open_and_counted),
            Action("reopen", N_("Reopen"), f"{endpoint}_reopen", "lock-open", Right.WRITE, "post", place="more", enabled=if_released),
            Action("print", N_("Print"), f"{endpoint}_print_now", "printer", Right.WRITE, "post", once=True),
            Action("send", N_("Send"), f"{endpoint}_send", "send", Right.WRITE),
            Action("preview", N_("Preview"), f"{endpoint}_preview", "eye"),
            Action("print-options", N_("Print…"), f"{endpoint}_print", "printer", Right.WRITE, place="more"),
            Action("dispatches", N_("What left"), f"{endpoint}_dispatches", "inbox", place="more"),
            Action("copy", N_("Copy document"), f"{endpoint}_copy", "copy", Right.WRITE, place="more"),
            Action("archive", N_("Archive"), f"{endpoint}_archive", "archive", Right.WRITE, "post", place="more"),
            Action("versions", N_("Archived Versions"), f"{endpoint}_versions", "layers", place="more"),
            Action("interactions", N_("Interactions"), "interactions.of_document", "message-square", place="more", values=(("kind", kind.word),)),
            Action("comments", N_("Comments"), f"contacts.{kind.word}s_comments", "message-square", place="more"),
        ),
    )  # fmt: skip


def _ways_on(kind: DocumentKind, endpoint: str) -> tuple[Action, ...]:
    if not kind.becomes:
        return ()
    return (
        Action(
            "make-order",
            N_("Make order"),
            f"{endpoint}_make_order",
            "arrow-right-left",
            Right.WRITE,
            "post",
            enabled=if_counted,
        ),
    )


def _tabs(kind: DocumentKind) -> tuple[Tab, ...]:
    side = kind.side
    service = ("description", "repair_status", "priority") if kind.word == "service_order" else ()
    service_dates = ("response_date", "starting_date", "finishing_date") if service else ()
    when = ("valid_until",) if kind.for_prospects else ("shipment_date",)
    quote = ("shipment_date", "accepted", "accepted_on") if kind.for_prospects else ()
    templates = (side.template_field,) if kind.for_prospects else ()
    return (
        Tab(N_("General"), (
            side.partner_field, "contact_no", *service, "document_date", *when, "your_reference", side.partner.responsible,
        ), summary=(side.partner_field, "document_date", "your_reference")),
        Tab(N_("Address & Contact"), ("name", "name_2", "contact_name", "phone_no", "email", *OWN[2:]), open=False, summary=("name", "contact_name", "city")),
        Tab(N_("Details"), (
            "no", "order_date", "requested_date", *service_dates, *quote, "external_document_no", "posting_description", "work_description",
        ), open=False, summary=("order_date", "external_document_no")),
        Tab(N_("Invoicing"), (
            side.payer_field, *(f"bill_to_{name}" for name in (*OWN, "contact_no", "contact_name")), "vat_registration_no", *templates,
            "posting_date", "due_date", "payment_terms_code", "payment_method_code", "discount_date", "payment_discount_percent",
            "currency_code", "prices_include_vat", "gen_posting_group_code", "vat_posting_group_code", "language_code",
            "discount_kind", "discount_value",
        ), open=False, summary=("bill_to_name", "payment_terms_code", "due_date", "currency_code")),
        Tab(N_("Receiving") if side.ships_to_us else N_("Shipping"), (
            *(() if side.ships_to_us else ("ship_to_code",)), *(f"ship_to_{name}" for name in (*OWN, "contact_name", "phone_no")),
            "shipment_method_code", "shipping_advice",
        ), open=False, summary=("ship_to_name", "ship_to_city", "shipment_method_code")),
    )  # fmt: skip


def chips(document: Document, seen: Around) -> list[Chip]:
    status = dict(field_of(Document, "status").choices)[document.status]
    return [
        Chip(i18n.gettext(status), tone="done" if document.status == RELEASED else ""),
        *(Chip(*link) for link in seen.trail),
    ]


DOCUMENTS = tuple(document_page(kind) for kind in KINDS)
BY_KIND = {page.model.type_name: page for page in DOCUMENTS}
SERVICE_ITEMS = Page(
    "service-items", ServiceItem, HOME,
    (Tab(N_("General"), ("description", "item_no", "serial_no", "fault", "repair_status")),),
    columns=("description", "item_no", "serial_no", "fault", "repair_status"), sort="id",
    note=N_("What is to be repaired or maintained."),
    add=_add_item, change=change_service_item, delete=delete_service_item,
    parent=BY_KIND["service_order"], parent_field="document_id", owner="document",
)  # fmt: skip
PAGES = (*DOCUMENTS, SERVICE_ITEMS)


def page_of_document(document: Document) -> Page:
    return BY_KIND[kind_of(document).word]
