"""What leaves as a file comes back as it was."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import a_code
from tests.support.parties import KINDS, a_company, a_new_account, a_person
from webapp import i18n
from webapp.domain.base import field_of, model_of
from webapp.domain.columns import Field
from webapp.domain.comments import add_comment
from webapp.domain.contacts.classification import CLASSES, assign
from webapp.domain.importing.columns import SUBJECTS, fields_of, matching, own_fields
from webapp.domain.importing.files import read_file
from webapp.domain.importing.outgoing import outgoing
from webapp.domain.relations.changing import change_contact, change_partner

from .imports import WORDS, brought, imported, states, told, written

CLASS_CODE = "A;B=C"
ENDINGS = ("csv", "xlsx", "vcf")
NASTY = {
    "letters": "Ærøskøbing Çelik Żółć 株式会社",
    "rtl": "شركة النور \u200fמאפייה",
    "emoji": "Bakery 🥐 👩‍👩‍👧",
    "quotes": 'The "Old" Mill; 5,5 | tab\\slash',
    "formula": "=1+1",
    "at": "@SUM(A1)",
    "minus": "-2+3",
    "plus": "+1+1|cmd",
    "apostrophe": "'=1",
    "zeros": "0047",
    "number": "1.50",
    "date": "01/02/2026",
    "equals": '="0047"',
    "html": "<b>&amp;</b>",
}
NASTY_LINES = "First line\nSecond; line\n2026-01-01: not a date of ours\n\n=1+1"
PLAIN = {"phone": "+47 22 00 00 00", "email": "post@hill.example", "emails": "post@hill.example", "url": "https://hill.example/?a=1,2;3",
         "vat": "NO 974 760 673 MVA", "registration": "974760673", "iban": "NO9386011117947", "bic": "DNBANOKK", "formula": "<1M>",
         "date": dt.date(2026, 5, 7), "decimal": Decimal("1234.5"), "percent": Decimal("12.5"), "integer": 7, "flag": True}  # fmt: skip


def sample(session: Session, name: str, field: Field, text: str) -> Any:
    """Something a field can hold, as unusual as its kind allows."""
    if field.kind == "choice":
        return field.choices[-1][0]
    if field.kind == "reference":
        model: Any = model_of(field.refers_to)
        if not hasattr(model, "code"):
            return None
        code = "0X-Å"
        if session.scalar(select(model.id).where(model.code == code)) is None:
            a_code(session, model, code)
        return code
    value = PLAIN.get(field.kind, text)
    if isinstance(value, str):
        value = value.upper() if field.kind == "code" else value
        return value[: field.length or 100].strip()
    return value


def everything(session: Session, word: str) -> list[dict[str, Any]]:
    """All that a file can say of the records of a kind."""
    subject = SUBJECTS[word]
    records = session.scalars(select(subject.model).order_by(subject.model.no)).all()
    return list(outgoing(session, subject, records))


def many_sided(session: Session, word: str, text: str) -> None:
    """A record with something in every field."""
    subject = SUBJECTS[word]
    values = {
        name: sample(session, name, field, text)
        for name, field in own_fields(word).items()
        if name
        not in ("no", "type", "company_no", "privacy_blocked", "minor", "parental_consent", "currency_code", "blocked")
    }
    values = {name: value for name, value in values.items() if value is not None}
    if subject.kind is None:
        company = a_company(session, text[:60] + " Holding")
        person = a_person(session, "Ann Hill", company)
        change_contact(session, person, {**values, "minor": True, "parental_consent": True})
        for model in CLASSES:
            if model.for_type in ("", person.type):
                assign(session, person, model, {"code": CLASS_CODE})
        for each in (text, NASTY_LINES):
            add_comment(session, person, {"date": dt.date(2025, 12, 31), "text": each})
    else:
        account = a_new_account(session, word, "Oak Ltd")
        change_partner(session, account, values)
        add_comment(session, account, {"date": dt.date(2025, 12, 31), "text": text})
    session.flush()


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("ending", ENDINGS)
def test_contacts_come_back_into_an_empty_company_as_they_were(company: Session, ending: str, text: str) -> None:
    code_tables(company, "contact", text)
    with company.begin_nested() as point:
        many_sided(company, "contact", text)
        before, data = everything(company, "contact"), written(company, "contact", ending)
        point.rollback()
    company.expire_all()
    assert everything(company, "contact") == []

    file = brought(company, data, name=f"contacts.{ending}")
    assert told(company, file) == []
    imported(company, file)

    assert everything(company, "contact") == before


@pytest.mark.parametrize("text", [NASTY["formula"], NASTY["rtl"], NASTY["quotes"]])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_accounts_come_back_with_their_contacts(company: Session, kind: str, ending: str, text: str) -> None:
    code_tables(company, kind, text)
    with company.begin_nested() as point:
        many_sided(company, kind, text)
        words = ("contact", kind)
        before = [everything(company, word) for word in words]
        files = [written(company, word, ending) for word in words]
        point.rollback()
    company.expire_all()

    for word, data in zip(words, files, strict=True):
        file = brought(company, data, word, name=f"list.{ending}")
        assert told(company, file) == []
        imported(company, file)

    assert [everything(company, word) for word in words] == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_there_is_nothing_to_do_where_they_came_from(company: Session, ending: str) -> None:
    code_tables(company, "contact", NASTY["quotes"])
    many_sided(company, "contact", NASTY["quotes"])

    file = brought(company, written(company, "contact", ending), name=f"contacts.{ending}")

    assert set(states(company, file)) == {"unchanged"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS)
def test_there_is_nothing_to_do_with_accounts_where_they_came_from(company: Session, kind: str, ending: str) -> None:
    code_tables(company, kind, NASTY["formula"])
    many_sided(company, kind, NASTY["formula"])

    file = brought(company, written(company, kind, ending), kind, name=f"list.{ending}")

    assert set(states(company, file)) == {"unchanged"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("word", SUBJECTS)
def test_every_heading_of_an_export_is_recognised(word: str, language: str) -> None:
    with i18n.speaking(language):
        headings = ";".join(i18n.gettext(field.caption) for field in fields_of(word).values())
        sheet = read_file(f"{headings}\n{';'.join('x' for _ in fields_of(word))}\n".encode(), "list.csv")
        found = matching(SUBJECTS[word], sheet, WORDS.captions)

    assert list(found.values()) == list(fields_of(word))


def code_tables(session: Session, word: str, text: str) -> None:
    """The setup is the same in both companies."""
    for name, field in own_fields(word).items():
        sample(session, name, field, text)
    if word == "contact":
        for model in CLASSES:
            a_code(session, model_of(field_of(model, "code").refers_to), CLASS_CODE)
