"""The documents of the sample."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import KINDS


def documents(session: Session) -> list[Document]:
    return list(session.scalars(select(Document)))


def test_there_are_some_of_every_kind(session: Session) -> None:
    of_kind = Counter(document.kind for document in documents(session))

    assert set(of_kind) == {kind.word for kind in KINDS}
    assert of_kind.total() >= 75


def test_every_one_comes_to_something_in_whatever_currency(session: Session) -> None:
    amounts = [(document.label, document.amount_with_vat) for document in documents(session)]

    assert [label for label, amount in amounts if not amount] == []


def test_what_goes_abroad_is_priced_in_the_currency_of_there(session: Session) -> None:
    largest = {"": Decimal(0), "EUR": Decimal(0)}
    for document in documents(session):
        if document.currency_code in (None, "EUR"):
            largest[document.currency_code or ""] = max(largest[document.currency_code or ""], document.amount)

    assert largest["EUR"] < largest[""]


def test_quotes_are_valid_for_a_month(session: Session) -> None:
    quotes = [document for document in documents(session) if document.kind.endswith("_quote")]

    assert quotes
    assert all(document.valid_until and document.valid_until > document.document_date for document in quotes)
