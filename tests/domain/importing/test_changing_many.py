"""Rows that change records go together, and nobody can tell: cards, memory and index are as if they had gone one by one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.parties import TRADERS, a_cluster, a_company, a_new_account, a_person, an_account, linked_to
from webapp.domain.base import models
from webapp.domain.changes import Change, memory_of
from webapp.domain.changes.values import tracked_fields
from webapp.domain.comments import Comment
from webapp.domain.duplicates.pairs import DuplicatePair, SearchString
from webapp.domain.duplicates.records import DuplicateSearchLine
from webapp.domain.importing.changing import Changing
from webapp.domain.importing.settings import EMPTY
from webapp.domain.search import SearchEntry
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the

from .imports import brought, imported

CONTACTS = {
    "companies before their persons": "No.;Phone No.;Email\nCT001;1 11 11;one@a.example\nCT003;2 22 22;\nCT002;;two@a.example\n"
    "CT005;3 33 33;three@b.example\n",
    "persons before their companies": "No.;Phone No.;Email\nCT002;;two@a.example\nCT003;2 22 22;\nCT001;1 11 11;one@a.example\n",
    "names": "No.;Name;Search Name\nCT001;Hill & Sons;\nCT002;Ann Mary Hill;\nCT004;Ola Nord;\nCT005;Oak Ltd;OAK\n",
    "parts of names": "No.;First Name;Surname\nCT002;Anna;Dale\nCT004;Olav;Nord\n",
    "addresses": "No.;Address;Post Code;City;Country/Region Code\nCT001;High Street 1;5003;Bergen;NO\nCT004;New Road 2;111;Stockholm;SE\n"
    "CT003;Low Street;;Oslo;NO\n",
    "another country": "No.;Country/Region Code\nCT001;SE\nCT003;NL\n",
    "half a place that is known": "No.;Post Code;City\nCT005;0155;\nCT006;;Oslo\n",
    "half a place that another row brings": "No.;Post Code;City\nCT001;5003;Bergen\nCT005;5003;\nCT006;;Bergen\n",
    "codes": "No.;Language Code;Territory Code;Salesperson Code\nCT001;DEU;NORTH;IS\nCT003;NOR;;LM\n",
    "what can be refused among the rest": "No.;Phone No.;Minor;Currency Code\nCT002;9 99 99;yes;\nCT001;1 11 11;;EUR\n"
    "CT003;2 22 22;;EUR\nCT005;5 55 55;;\n",
    "comments among the rest": "No.;Phone No.;Comments\nCT001;1 11 11;Call again\nCT002;2 22 22;\n",
    "a person under another company": "No.;Phone No.;Company No.\nCT001;1 11 11;\nCT002;;CT005\nCT005;5 55 55;\n",
}
ACCOUNTS = {
    "names": "No.;Name\n{0};Hill & Sons\n{1};Oak and Ash\n{2};Nobody's\n",
    "what persons follow": "No.;Phone No.;Email;Address\n{0};1 11 11;a@b.example;Low Street 3\n{1};;b@b.example;\n{2};7;;\n",
    "places": "No.;Post Code;City;Country/Region Code\n{0};5003;Bergen;NO\n{1};0155;;\n{2};;Bergen;\n",
    "own fields": "No.;Language Code;Search Name\n{0};DEU;HILL\n{2};NOR;\n",
}


@pytest.fixture
def parties(company: Session) -> Session:
    """A company in step with three accounts, with persons who follow and who do not; others beside it."""
    for field, part in (("name", "first"), ("phone_no", "first"), ("email", "last")):
        company.add(DuplicateSearchLine(field=field, part=part, length=5))
    the(company, MarketingSetup).maintain_search_strings = True
    company.flush()
    address = {"address": "Main Street 1", "post_code": "0155", "city": "Oslo", "country_code": "NO"}
    first, *_accounts = a_cluster(company, phone_no="22 33 44", language_code="NOR", **address)
    a_person(company, "Ann Hill", first)
    a_person(company, "Bob Stone", first, phone_no="99 88 77", address="Elsewhere 5", city="Moss")
    alone = a_person(company, "Ola Nordmann", email="ola@nord.example")
    linked_to(company, alone, "customer")
    a_company(company, "Oak Ltd", phone_no="1 11 11")
    a_company(company, "Dull Ltd")
    for kind in TRADERS:
        a_new_account(company, kind, "Ash Ltd", phone_no="66 55", contact_name="Eve Ash")
        an_account(company, kind, "Lonely Ltd")
    a_new_account(company, "bank_account", "Ash Ltd", phone_no="66 55")
    an_account(company, "bank_account", "Lonely Ltd")
    return company


def carried_out(session: Session, text: str, word: str, **answers: Any) -> tuple[Any, ...]:
    """What an import leaves behind; afterwards it is taken back. Comments have other numbers each time."""
    last, notes = session.scalar(select(func.max(Change.id))), list(memory_of(session).notes)
    with session.begin_nested() as point:
        job = imported(session, brought(session, text, word, **answers))
        comments = session.execute(select(Comment.contact_id, Comment.text)).all()
        left = (job.done, job.refusals, comments, cards(session), changes(session, last), index(session))
        point.rollback()
    session.expire_all()
    memory_of(session).notes = notes
    return left


def cards(session: Session) -> dict[tuple[str, int], dict[str, Any]]:
    return {
        (model.type_name, record.id): {name: getattr(record, name) for name in tracked_fields(model)}
        for model in models()
        if model.tracked and model is not Comment
        for record in session.scalars(select(model))
    }


def changes(session: Session, last: int | None) -> list[tuple[Any, ...]]:
    columns = [column for column in Change.__table__.c if column.name not in ("id", "change_set_id")]
    return sorted(
        map(tuple, session.execute(select(*columns).where(Change.id > last, Change.record_type != "comment"))), key=repr
    )


def index(session: Session) -> list[set[tuple[Any, ...]]]:
    """The words and strings by which records are found."""
    queries = (
        select(SearchEntry.record_type, SearchEntry.record_id, SearchEntry.words).where(
            SearchEntry.record_type != "comment"
        ),
        select(SearchString.contact_id, SearchString.line_id, SearchString.text),
        select(DuplicatePair.contact_id, DuplicatePair.other_id, DuplicatePair.hits),
    )
    return [set(map(tuple, session.execute(query))) for query in queries]


@pytest.mark.parametrize("blanks", ["leave", EMPTY])
@pytest.mark.parametrize("case", CONTACTS)
def test_contacts_change_as_they_would_one_by_one(
    parties: Session, case: str, blanks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = carried_out(parties, CONTACTS[case], "contact", blanks=blanks)
    monkeypatch.setattr(Changing, "is_simple", lambda _self, _each: False)

    one_by_one = carried_out(parties, CONTACTS[case], "contact", blanks=blanks)

    assert together[0] > 0
    assert together == one_by_one


@pytest.mark.parametrize("blanks", ["leave", EMPTY])
@pytest.mark.parametrize("kind", ["customer", "vendor", "bank_account"])
@pytest.mark.parametrize("case", ACCOUNTS)
def test_accounts_change_as_they_would_one_by_one(
    parties: Session, case: str, kind: str, blanks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kind[0].upper()
    numbers = ("001", "003", "004") if kind == "customer" else ("001", "002", "003")
    text = ACCOUNTS[case].format(*(first + no for no in numbers))
    together = carried_out(parties, text, kind, blanks=blanks)
    monkeypatch.setattr(Changing, "is_simple", lambda _self, _each: False)

    one_by_one = carried_out(parties, text, kind, blanks=blanks)

    assert together[0] > 0
    assert together == one_by_one


def test_many_changes_take_few_statements(parties: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[object] = []
    monkeypatch.setattr(Changing, "by_itself", lambda _self, each: alone.append(each))

    imported(parties, brought(parties, CONTACTS["persons before their companies"]))

    assert not alone
