"""Scenarios 83 to 115: what is printed or sent is logged, or the reason is given."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.interactions import AT, left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster
from webapp.domain.documents.archive import archive
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.documents.service_item import add_service_item
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.papers import PAPERS
from webapp.domain.interactions.promises import mistold
from webapp.domain.interactions.showing import document_of
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.setup.single import the


def test_83_a_printed_quote_is_logged_on_its_bill_to_contact(session: Session) -> None:
    company, _customer, _vendor, _bank = a_cluster(session)
    quote = a_document_for(session, company)

    row, problem = left(session, quote)

    entry = session.get_one(Interaction, row.interaction_id)
    assert problem is None
    assert (entry.contact_no, entry.company_no) == (company.no, company.no)
    assert (entry.kind, entry.document_no, entry.template_code) == ("sales_quote", quote.no, "T-QUOTE")
    assert (entry.cost, entry.duration, quote.no_printed) == (5, 10, 1)


def test_91_an_empty_slot_lets_print_and_says_why(session: Session) -> None:
    company, *_ = a_cluster(session)
    quote = a_document_for(session, company)
    the(session, InteractionTemplateSetup).sales_quotes = None

    row, problem = left(session, quote)

    assert problem is not None
    assert (row.reason, problem.see and problem.see.field) == ("no_template", "sales_quotes")
    assert session.scalar(select(Interaction.id)) is None


BY_VERSION = {
    "sales_quote", "sales_order", "blanket_sales_order", "purchase_quote", "purchase_order", "blanket_purchase_order",
}  # fmt: skip
"""Of the kinds there are, those whose entries name a version: A7."""


@pytest.mark.parametrize("word", [paper.word for paper in PAPERS if paper.word in DOCUMENT_KINDS])
def test_every_kind_of_document_is_logged_with_its_version_or_as_it_is(session: Session, word: str) -> None:
    company, *_ = a_cluster(session)
    document = a_document_for(session, company, word)

    row, problem = left(session, document, wanted=Wanted(True, word in BY_VERSION))

    entry = session.get_one(Interaction, row.interaction_id)
    shown = document_of(session, entry)
    assert problem is None
    assert (entry.kind, entry.document_no) == (word, document.no)
    assert (entry.occurrence, entry.version_no) == ((1, 1) if word in BY_VERSION else (0, 0))
    assert (shown.type_name, shown.no) == ("document_version" if word in BY_VERSION else word, document.no)
    assert not [*mistold(session)]


def test_a_service_order_is_logged_as_created_and_shown_as_it_is(session: Session) -> None:
    company, *_ = a_cluster(session)
    order = a_document_for(session, company, "service_order")
    archive(session, order)

    add_service_item(session, order, {"description": "Outboard engine"}, AT, "Service Order")

    entry = session.scalars(select(Interaction)).one()
    assert (entry.template_code, entry.occurrence, entry.version_no) == ("T-SERVICE", 0, 0)
    assert document_of(session, entry) is order
