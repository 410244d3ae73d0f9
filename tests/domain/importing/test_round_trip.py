"""What leaves as a file comes back as it was."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import a_code
from tests.support.parties import KINDS, a_company, a_new_account, a_person, a_picture, a_png, linked_to
from webapp import i18n
from webapp.domain.base import field_of, model_of
from webapp.domain.columns import Field
from webapp.domain.comments import add_comment
from webapp.domain.contacts.addresses import AlternativeAddress, add_address, add_range
from webapp.domain.contacts.classification import CLASSES, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.importing.addresses import OWN
from webapp.domain.importing.columns import SUBJECTS, fields_of, matching, own_fields
from webapp.domain.importing.files import read_file
from webapp.domain.importing.outgoing import outgoing
from webapp.domain.importing.settings import ADD
from webapp.domain.pictures import keep_picture
from webapp.domain.relations.changing import change_contact, change_partner
from webapp.domain.relations.describing import add_relation

from .imports import WORDS, brought, imported, states, written
from .imports import told as told_of

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
        surround(session, company, text)
        surround(session, person, text, large=True)
    else:
        account = a_new_account(session, word, "Oak Ltd")
        change_partner(session, account, values | {"picture_id": a_picture(session)})
        add_comment(session, account, {"date": dt.date(2025, 12, 31), "text": text})
    session.flush()


def surround(session: Session, contact: Contact, text: str, large: bool = False) -> None:
    """A picture, relations and other addresses with the times in which they count."""
    picture = keep_picture(session, a_png() + bytes(range(256)) * (300 if large else 0), "picture_id")
    change_contact(session, contact, {"picture_id": picture.id})
    if contact.is_company:
        add_relation(session, contact, "LAW")
    values = {name: sample(session, name, field_of(AlternativeAddress, name), text) for name in OWN}
    first = add_address(session, contact, {"code": "SUMMER", **values})
    add_address(session, contact, {"code": "=A;B,C\\"})
    for year in (2025, 2026):
        add_range(session, first, {"starting_date": dt.date(year, 6, 2), "ending_date": dt.date(year, 8, 31)})
    add_range(session, first, {"starting_date": dt.date(2027, 1, 1)})


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
    assert told_of(company, file) == []
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
        assert told_of(company, file) == []
        imported(company, file)

    assert [everything(company, word) for word in words] == before


def _kept(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()[:30].strip()


SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(st.sampled_from(sorted(NASTY.values())), st.text(SIGNS, max_size=30)).map(_kept)
CODES = TEXTS.map(lambda text: text.upper()[:5].strip()).filter(bool)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
ADDRESSES = st.fixed_dictionaries(
    {},
    optional={
        "company_name": TEXTS,
        "address": TEXTS,
        "address_2": TEXTS,
        "city": TEXTS,
        "country_code": st.just("NO"),
    },
)
PICTURES = st.none() | st.tuples(st.integers(0, 9), st.binary(max_size=90))
PARTIES = st.fixed_dictionaries(
    {
        "name": TEXTS.filter(bool),
        "picture": PICTURES,
        "addresses": st.dictionaries(CODES, ADDRESSES, max_size=3),
        "days": st.lists(
            st.tuples(DAYS, st.none() | st.integers(0, 400)), unique_by=lambda reach: reach[0], max_size=3
        ),
        "law": st.booleans(),
        "accounts": st.sets(st.sampled_from(KINDS)),
        "persons": st.lists(PICTURES, max_size=2),
    }
)


def settled(session: Session, told: dict[str, Any]) -> None:
    """A company as hypothesis tells it."""
    company = a_company(session, told["name"], picture_id=pictured(session, told["picture"]))
    addresses = [add_address(session, company, {"code": code, **each}) for code, each in told["addresses"].items()]
    for place, (first, days) in enumerate(told["days"] if addresses else ()):
        last = None if days is None else first + dt.timedelta(days=days)
        add_range(session, addresses[place % len(addresses)], {"starting_date": first, "ending_date": last})
    if told["law"]:
        add_relation(session, company, "LAW")
    for kind in sorted(told["accounts"]):
        linked_to(session, company, kind)
    for number, picture in enumerate(told["persons"]):
        a_person(session, f"Ann {number}", company, picture_id=pictured(session, picture))


def pictured(session: Session, told: tuple[int, bytes] | None) -> int | None:
    return keep_picture(session, a_png(told[0]) + told[1], "picture_id").id if told else None


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(PARTIES, min_size=1, max_size=3, unique_by=lambda each: each["name"].casefold()))
def test_whatever_stands_beside_contacts_comes_back_and_is_known_again(
    company: Session, ending: str, told: list[dict[str, Any]]
) -> None:
    words = ("contact", *KINDS)
    with company.begin_nested() as around:
        with company.begin_nested() as point:
            for each in told:
                settled(company, each)
            before = [everything(company, word) for word in words]
            files = {word: written(company, word, ending if word == "contact" else "csv") for word in words}
            point.rollback()
        company.expire_all()

        for word, data in files.items():
            if before[words.index(word)]:
                file = brought(company, data, word, name="list", duplicates=ADD)
                assert told_of(company, file) == []
                imported(company, file)

        assert [everything(company, word) for word in words] == before
        again = brought(company, files["contact"], name="list")
        assert set(states(company, again)) == {"unchanged"}
        around.rollback()
    company.expire_all()


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
