"""Scenarios 83 to 115: what is printed or sent is logged, or the reason is given."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.interactions import left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster
from webapp.domain.documents.kinds import DOCUMENT_KINDS
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.papers import PAPERS
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


@pytest.mark.parametrize("word", [paper.word for paper in PAPERS if paper.word in DOCUMENT_KINDS])
def test_every_kind_of_document_is_logged(session: Session, word: str) -> None:
    company, *_ = a_cluster(session)
    document = a_document_for(session, company, word)

    row, problem = left(session, document, wanted=Wanted(True, True))

    entry = session.get_one(Interaction, row.interaction_id)
    assert problem is None
    assert (entry.kind, entry.document_no, entry.version_no) == (word, document.no, 1)
