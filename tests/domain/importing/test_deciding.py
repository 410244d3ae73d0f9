"""What becomes of each row is decided before anything is done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.support.factories import a_code
from tests.support.houses import CONSOLE, House
from tests.support.parties import a_company, a_new_account, a_person, linked_to
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.errors import Refused
from webapp.domain.importing.bringing import bring, counts, how_many, open_file
from webapp.domain.importing.columns import SUBJECTS
from webapp.domain.importing.settings import ADD, EMPTY, IGNORE, UPDATE, Settings
from webapp.domain.partners.customer import Customer
from webapp.domain.series.no_series import NoSeries
from webapp.domain.setup.people import MailingGroup
from webapp.domain.setup.places import Country

from .imports import WORDS, brought, rows, states, told


def test_a_row_nobody_knows_is_new(company: Session) -> None:
    file = brought(company, "Name;City\nHill Bakery;Oslo\n")

    assert states(company, file) == ["new"]
    assert how_many(company, file) == {"add": 1}


def test_a_rehearsal_changes_nothing(company: Session) -> None:
    before = company.scalar(select(NoSeries.version).where(NoSeries.code == "CONTACT"))

    brought(company, "Name;Company Name\nAnn Hill;Hill Bakery\n")

    assert company.scalar(select(func.count()).select_from(Contact)) == 0
    assert company.scalar(select(NoSeries.version).where(NoSeries.code == "CONTACT")) == before


@pytest.mark.parametrize(
    ("heading", "key"),
    [("No.", ""), ("External ID", ""), ("Email", "email"), ("VAT Registration No.", "vat_registration_no")],
)
def test_a_row_means_the_record_with_the_same_key(company: Session, heading: str, key: str) -> None:
    known = a_company(company, external_id="OLD-7", email="post@hill.example", vat_registration_no="NO 974 760 673 MVA")
    text = {"No.": known.no, "External ID": "old-7", "Email": "POST@hill.example"}.get(heading, "NO 974 760 673 MVA")

    file = brought(company, f"{heading};City\n{text};Bergen\n", key=key)

    assert states(company, file) == ["update"]
    assert rows(company, file)[0].record_id == known.id
    assert rows(company, file)[0].told["values"]["city"] == "Bergen"


def test_a_row_that_says_what_is_known_changes_nothing(company: Session) -> None:
    known = a_company(company, city="Oslo")

    file = brought(company, f"No.;Name;City\n{known.no};Hill Bakery;Oslo\n")

    assert states(company, file) == ["unchanged"]
    assert how_many(company, file) == {}


def test_blank_cells_say_nothing_unless_they_are_told_to_count(company: Session) -> None:
    known = a_company(company, city="Oslo")
    data = f"No.;Name;City\n{known.no};Hill Bakery;\n"
    assert states(company, brought(company, data)) == ["unchanged"]

    file = brought(company, data, blanks=EMPTY)

    assert rows(company, file)[0].told["values"] == {"city": None}


def test_who_looks_the_same_is_a_possible_duplicate_with_reasons(company: Session) -> None:
    known = a_company(company, email="post@hill.example", city="Oslo")

    file = brought(company, "Name;City;Email\nHill Bakery;Oslo;post@hill.example\n")

    (row,) = rows(company, file)
    assert row.state == "duplicate"
    assert row.told["twin"] == ["contact", known.no, "Hill Bakery"]
    assert row.reasons
    assert row.deed == ""


def test_possible_duplicates_can_be_added_or_update_the_one_that_is_there(company: Session) -> None:
    known = a_company(company, email="post@hill.example", city="Oslo")
    data = "Name;City;Email\nHill Bakery;Bergen;post@hill.example\n"

    added, updated = brought(company, data, duplicates=ADD), brought(company, data, duplicates=UPDATE)

    assert how_many(company, added) == {"add": 1}
    assert how_many(company, updated) == {"change": 1}
    assert rows(company, updated)[0].record_id == known.id


def test_a_single_row_can_be_decided_otherwise(company: Session) -> None:
    a_company(company, email="post@hill.example")
    a_company(company, "Oak Ltd", email="post@oak.example")
    data = "Name;Email\nHill Bakery;post@hill.example\nOak Ltd;post@oak.example\n"

    file = brought(company, data, rows={1: ADD})

    assert [row.deed for row in rows(company, file)] == ["", "add"]


def test_persons_are_told_from_companies_by_what_only_persons_have(company: Session) -> None:
    file = brought(company, "Name;Job Title;Company\nAnn Hill;Baker;\nHill Bakery;;\nBob Oak;;Oak Ltd\n")

    types = [row.told["values"]["type"] for row in rows(company, file)]
    assert types == [PERSON, COMPANY, PERSON, COMPANY]


def test_a_company_that_is_only_named_is_made_once(company: Session) -> None:
    file = brought(company, "Name;Company\nAnn Hill;Hill Bakery\nBob Hill;HILL BAKERY\n")

    labels = [row.label for row in rows(company, file)]
    assert labels == ["Ann Hill", "Bob Hill", "Hill Bakery"]
    assert [row.company_place for row in rows(company, file)] == [2, 2, None]


def test_companies_that_are_only_named_can_be_passed_by(company: Session) -> None:
    file = brought(company, "Name;Company\nAnn Hill;Hill Bakery\n", companies=IGNORE)

    (row,) = rows(company, file)
    assert (row.state, row.company_place) == ("new", None)
    assert row.reasons


def test_a_person_comes_under_the_company_that_is_there(company: Session) -> None:
    known = a_company(company)

    file = brought(company, "Name;Company\nAnn Hill;Hill Bakery\n")

    (row,) = rows(company, file)
    assert row.told["values"]["company_no"] == known.no


def test_several_companies_of_one_name_are_refused(company: Session) -> None:
    a_company(company), a_company(company)

    file = brought(company, "Name;Company\nAnn Hill;Hill Bakery\n")

    ((field, text),) = told(company, file)
    assert field == "company_name"
    assert text.startswith("Several fit Hill Bakery")


def test_a_person_whose_company_is_refused_is_refused_as_well(company: Session) -> None:
    file = brought(company, "Type;Name;Company;Email\nCompany;Hill Bakery;;nonsense\nPerson;Ann Hill;Hill Bakery;\n")

    assert states(company, file) == ["refused", "refused"]
    assert told(company, file)[1][0] == "company_name"


def test_two_rows_cannot_mean_the_same(company: Session) -> None:
    known = a_company(company)

    file = brought(company, f"No.;City\n{known.no};Oslo\n{known.no};Bergen\n")

    assert states(company, file) == ["update", "refused"]
    assert "Line 2 is about the same one" in told(company, file)[0][1]


@pytest.mark.parametrize(
    ("heading", "text", "field", "part"),
    [
        ("Email", "nonsense", "email", "not a valid email"),
        ("Country/Region Code", "Atlantis", "country_code", "There is no ATLANTIS"),
        ("Type", "Animal", "type", "none of these"),
        ("Minor", "perhaps", "minor", "neither yes nor no"),
        ("First Name", "x" * 31, "first_name", "Take at most 30"),
        ("Home Page", "ftp://hill.example", "home_page", "Only web addresses"),
    ],
)
def test_a_cell_that_cannot_be_kept_refuses_its_row_at_its_field(
    company: Session, heading: str, text: str, field: str, part: str
) -> None:
    file = brought(company, f"Name;{heading}\nAnn Hill;{text}\n")

    ((name, sentence),) = told(company, file)
    assert name == field
    assert part in sentence


def test_a_row_without_a_name_is_refused(company: Session) -> None:
    file = brought(company, "Name;City\n;Oslo\n")

    assert told(company, file) == [("name", "Name must have a value.")]


def test_codes_go_by_their_words_as_well(company: Session) -> None:
    a_code(company, MailingGroup, "XMAS", description="Christmas cards")
    company.execute(update(Country).where(Country.code == "NO").values(iso_code="NO"))

    file = brought(company, "Name;Country;Mailing Groups\nHill Bakery;norge;christmas cards\n")

    (row,) = rows(company, file)
    assert row.told["values"]["country_code"] == "NO"
    assert row.told["more"]["mailing_groups"] == [["XMAS", ""]]


@pytest.mark.parametrize(("text", "sign"), [("1 234,50", ","), ("1,234.50", "."), ("1234,5", ",")])
def test_amounts_are_read_with_the_sign_they_are_written_with(company: Session, text: str, sign: str) -> None:
    file = brought(company, f"Name;Credit Limit\nOak Ltd;{text}\n", "customer")

    assert Settings.load(file.settings).decimal == sign
    assert Decimal(rows(company, file)[0].told["values"]["credit_limit"]) == Decimal(
        text.replace(" ", "").replace(",", "." if sign == "," else "")
    )


def test_a_comment_keeps_its_day(company: Session) -> None:
    file = brought(company, 'Name;Comments\nOak Ltd;"2024-05-01: Called.\n2024-06-01: Called again."\n')

    comments = rows(company, file)[0].told["more"]["comment"]
    assert comments == [["2024-05-01", "Called."], ["2024-06-01", "Called again."]]
    assert dt.date.fromisoformat(comments[0][0]).year == 2024


def test_a_minor_without_consent_comes_blocked(company: Session) -> None:
    file = brought(company, "Name;Type;Minor;Parental Consent Received\nAnn Hill;Person;no;yes\n")

    assert told(company, file)[0][0] == "parental_consent"


def test_typed_numbers_are_refused_where_the_series_does_not_let_them(company: Session) -> None:
    series = company.scalars(select(NoSeries).where(NoSeries.code == "CONTACT")).one()
    series.manual_nos = False
    company.flush()

    file = brought(company, "No.;Name\nX1;Oak Ltd\n")

    assert told(company, file)[0][0] == "no"


def test_an_account_is_no_duplicate_of_the_contact_it_names(company: Session) -> None:
    contact = a_company(company, email="post@hill.example")
    a_person(company, "Ann Hill", contact, email="post@hill.example")

    file = brought(company, f"Name;Email;Linked Contact No.\nHill Bakery;post@hill.example;{contact.no}\n", "customer")

    assert states(company, file) == ["new"]


def test_a_contact_that_has_such_an_account_already_is_refused(company: Session) -> None:
    contact = a_company(company)
    linked_to(company, contact, "customer")

    file = brought(company, f"Name;Linked Contact No.\nHill Bakery Two;{contact.no}\n", "customer")

    assert states(company, file) == ["refused"]


def test_an_account_that_looks_like_a_contact_without_one_is_a_possible_duplicate(company: Session) -> None:
    a_company(company, email="post@hill.example")

    file = brought(company, "Name;Email\nHill Bakery;post@hill.example\n", "customer")

    (row,) = rows(company, file)
    assert (row.state, row.told["twin"][0]) == ("duplicate", "contact")


def test_an_update_of_an_account_is_refused_for_what_its_card_would_refuse(company: Session) -> None:
    customer = a_new_account(company, "customer", contact_name="Ann Oak")

    file = brought(company, f"No.;Contact\n{customer.no};Bob Oak\n", "customer")

    assert states(company, file) == ["refused"]
    assert company.scalars(select(Customer.contact_name)).all() == ["Ann Oak"]


@pytest.mark.parametrize(("data", "part"), [("Name;City\n", "headings and no rows"), ("", "nothing in this file")])
def test_a_file_without_rows_is_refused_as_a_whole(company: Session, data: str, part: str) -> None:
    with pytest.raises(Refused) as refused:
        open_file(company, SUBJECTS["contact"], data.encode(), "list.csv", WORDS, Settings())

    assert part in refused.value.message.text


def test_the_rows_are_counted_by_what_becomes_of_them(company: Session) -> None:
    known = a_company(company)

    file = brought(company, f"No.;Name;Email\n{known.no};Hill Bakery;\n;Oak Ltd;nonsense\n;Elm Inn;\n;Ash Farm;\n")

    assert counts(company, file) == {"unchanged": 1, "refused": 1, "new": 2}


def test_nobody_waits_while_a_file_is_read_and_judged(house: House) -> None:
    with house.looking() as reader:
        opened = open_file(reader, SUBJECTS["contact"], b"Name;City\nHill Bakery;Oslo\n", "list.csv", WORDS, Settings())
        with house.acting() as writer:
            a_company(writer, "Meanwhile Ltd")

    with house.acting() as session:
        assert states(session, bring(session, opened, CONSOLE)) == ["new"]
