"""One of everything about documents, so that every address names something that is there."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.delivery.sending import send_document
from webapp.domain.base import Coded
from webapp.domain.codes import add_code
from webapp.domain.documents.archive import archive
from webapp.domain.documents.document import ServiceOrder
from webapp.domain.documents.kinds import KINDS
from webapp.domain.documents.lines import add_line
from webapp.domain.documents.making import document_for_partner
from webapp.domain.documents.service_item import add_service_item
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.outbox.mail_texts import add_mail_text
from webapp.domain.outbox.writing import Letter
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.partners.ship_to import add_ship_to
from webapp.domain.products.keeping import add_product
from webapp.domain.products.product import Account, Item, Resource
from webapp.domain.setup.trade import VatPostingGroup, VatRate
from webapp.domain.setup.vat_setup import add_vat_setup

DAY = dt.date(2026, 3, 9)
AT = dt.datetime(2026, 3, 9, 10, 7)
ONCE = "word"
PRODUCTS = ((Item, "1"), (Resource, "R1"), (Account, "6000"))


def furnish_papers(session: Session) -> None:
    """A document of each kind with a line and a version, products, another place to ship to, a row of VAT."""
    for model, no in PRODUCTS:
        add_product(model, session, {"no": no, "description": "Rope"})
    add_vat_setup(
        session,
        {"vat_posting_group_code": _a_code(session, VatPostingGroup), "vat_rate_code": _a_code(session, VatRate)},
    )
    partners = {kind.word: _first(session, kind.model) for kind in PARTNER_KINDS.values()}
    add_ship_to(session, partners["customer"], {"code": "YARD", "name": "Yard"})
    add_mail_text(session, {"subject": "{document}", "body": "Dear {contact}"})
    for kind in KINDS:
        document = document_for_partner(session, kind, partners[kind.side.partner.word], DAY)
        session.flush()
        add_line(session, document, {"type": "item", "product_no": "1", "quantity": Decimal(1)})
        archive(session, document)
        send_document(session, document, Letter("ann@hill.test", "Paper", "Hello"), Wanted(True, False), ONCE, AT)
        if isinstance(document, ServiceOrder):
            add_service_item(session, document, {"description": "Outboard engine"})


def _first(session: Session, model: Any) -> Any:
    return session.scalars(select(model).order_by(model.id)).first()


def _a_code(session: Session, model: type[Coded]) -> str:
    code = session.scalars(select(model.code).order_by(model.code)).first()
    return code or str(add_code(session, model, {"code": "ANY", "description": "Any"}).code)
