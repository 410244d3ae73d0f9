"""Are the amounts of all documents those of their lines? Asked in portions, and mended the same way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.support.papers import a_document_for, a_line_on, a_product
from tests.support.parties import a_new_account
from tests.support.queries import queries
from webapp.domain.documents import counting
from webapp.domain.documents.changing import change_document
from webapp.domain.documents.counting import count_again, miscounted
from webapp.domain.documents.document import Document
from webapp.domain.documents.line import DocumentLine

PORTION, OF_A_PORTION, AROUND = 5, 5, 2


@pytest.fixture
def documents(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Twelve of two lines each, in three portions."""
    monkeypatch.setattr(counting, "AT_ONCE", PORTION)
    customer, rope = a_new_account(session, "customer", "Acme"), a_product(session, unit_price=Decimal("33.335"))
    made = [a_document_for(session, customer, "sales_order") for _ in range(12)]
    for document in made:
        a_line_on(session, document, rope, quantity=Decimal(3), discount_percent=Decimal(10))
        a_line_on(session, document, description="As agreed")
    return made


def test_many_documents_are_checked_in_few_questions(session: Session, documents: list[Any]) -> None:
    with queries(session.get_bind().engine, at_most=3 * OF_A_PORTION + AROUND):
        found = list(miscounted(session))

    assert found == []


def test_whatever_is_wrong_is_found_in_every_portion_and_mended(session: Session, documents: list[Any]) -> None:
    session.flush()
    heads: Any = Document.__table__
    lines: Any = DocumentLine.__table__
    first, middle, last = documents[0].id, documents[6].id, documents[-1].id
    session.execute(update(heads).where(heads.c.id.in_([first, last])).values(amount=Decimal(7)))
    session.execute(update(lines).where(lines.c.document_id == middle).values(amount=Decimal(8)))

    found = [document.id for document in miscounted(session)]
    count_again(session)

    assert found == [first, middle, last]
    assert list(miscounted(session)) == []
    assert {document.amount for document in documents} == {Decimal("90.01")}


def test_a_discount_that_is_too_large_by_now_is_left_out(session: Session, documents: list[Any]) -> None:
    document = documents[0]
    change_document(session, document, {"discount_kind": "amount", "discount_value": Decimal(50)})
    lines: Any = DocumentLine.__table__
    session.execute(
        update(lines).where(lines.c.document_id == document.id).values(quantity=Decimal(1), discount_amount=Decimal(0))
    )

    count_again(session)

    assert (document.amount, document.amount_with_vat) == (Decimal("33.34"), Decimal("33.34"))
    assert list(miscounted(session)) == []
