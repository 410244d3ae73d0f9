"""Templates and interactions for tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.documents.document import Document
from webapp.domain.interactions.dispatch import PRINTED, Dispatch
from webapp.domain.interactions.dispatching import Leaving, Wanted, dispatch
from webapp.domain.interactions.logging import NotLogged
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.interactions.template import OUTBOUND, US, InteractionTemplate, TemplateLanguage
from webapp.domain.setup.single import the

from .factories import a_code

AT = dt.datetime(2026, 3, 9, 10, 7, 20)
SLOTS = {
    "sales_quotes": "T-QUOTE",
    "sales_order_confirmations": "T-ORDER",
    "sales_blanket_orders": "T-BLANKET",
    "purchase_quotes": "T-PQUOTE",
    "purchase_orders": "T-PORDER",
    "purchase_blanket_orders": "T-PBLANKET",
    "service_orders_created": "T-SERVICE",
    "emails": "T-MAIL",
    "cover_sheets": "T-COVER",
    "outgoing_calls": "T-CALL",
}
FORMS = count(1)
LOGGED_ONLY = Wanted(log=True, archive=False)


def a_log(session: Session) -> InteractionTemplateSetup:
    """A template for everything that is logged by itself."""
    setup = the(session, InteractionTemplateSetup)
    for field, code in SLOTS.items():
        a_template(session, code)
        setattr(setup, field, code)
    session.flush()
    return setup


def a_template(session: Session, code: str = "T-DOC", **values: Any) -> InteractionTemplate:
    usual = {
        "description": "Document", "unit_cost": Decimal(5), "unit_duration": 10, "information_flow": OUTBOUND,
        "initiated_by": US, "correspondence_type": "",
    }  # fmt: skip
    return a_code(session, InteractionTemplate, code, **{**usual, **values})


def speaks(session: Session, template: InteractionTemplate, language: str, **values: Any) -> TemplateLanguage:
    row = TemplateLanguage(template_id=template.id, language_code=language, **values)
    session.add(row)
    session.flush()
    return row


def left(
    session: Session, document: Document, way: str = PRINTED, wanted: Wanted = LOGGED_ONLY, once: str = ""
) -> tuple[Dispatch, NotLogged | None]:
    leaving = Leaving("Order.pdf", b"%PDF-1.7", way, once or f"form {next(FORMS)}", AT)
    return dispatch(session, document, leaving, wanted)
