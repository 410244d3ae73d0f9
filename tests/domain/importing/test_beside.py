"""What comes beside a contact in a file: its picture, its other addresses, whom it is linked with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, snapshot, undone
from tests.support.parties import a_cluster, a_company, a_picture, a_png, an_account, linked_to
from webapp import i18n
from webapp.domain.contacts.addresses import AlternativeAddress, add_address, add_range, addresses_of, ranges_of
from webapp.domain.contacts.contact import Contact
from webapp.domain.importing.records import ImportFile
from webapp.domain.importing.settings import EMPTY, LATER
from webapp.domain.partners.customer import Customer
from webapp.domain.pictures import LARGEST, Picture
from webapp.domain.relations.contact_relation import ContactRelation
from webapp.domain.relations.links import contact_of, linked_partners

from .files import packed, workbook
from .imports import brought, imported, rows, states, told
from .test_running import without_numbers

NEW = "No.;Name\nC1;Hill Bakery\n"


def the_contact(session: Session, name: str = "Hill Bakery") -> Contact:
    return session.scalars(select(Contact).where(Contact.name == name)).one()


def reasons(session: Session, file: ImportFile) -> list[str]:
    return [i18n.tell(reason) for row in rows(session, file) for reason in row.reasons]


def notes(file: ImportFile) -> list[str]:
    return [i18n.tell(note) for note in file.notes]


def with_addresses(*lines: str, headings: str = "No.;Code;City;Starting Date;Ending Date") -> bytes:
    return packed({"contacts.csv": NEW.encode(), "addresses.csv": "\n".join([headings, *lines, ""]).encode()})


# --- pictures


@pytest.mark.parametrize("name", ["pictures/C1.png", "C1.png", "other/c1.PNG"])
def test_a_picture_comes_with_the_row_that_names_it(company: Session, name: str) -> None:
    table = f"No.;Name;Picture\nC1;Hill Bakery;{name}\nC2;Oak Ltd;\n".encode()
    file = brought(company, packed({"contacts.csv": table, "pictures/C1.png": a_png(1)}))
    assert company.scalars(select(Picture)).all() == []

    imported(company, file, at_once=1)

    picture = company.get(Picture, the_contact(company).picture_id)
    assert picture is not None and picture.data == a_png(1)
    assert the_contact(company, "Oak Ltd").picture_id is None


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"GIF89a" + bytes(50), "no PNG or JPEG picture"),
        (a_png() + bytes(LARGEST), "larger than 1000 kB"),
        (None, "The picture C1.png is not in this file"),
    ],
)
def test_a_picture_that_cannot_be_kept_is_left_out_with_the_reason(
    company: Session, data: bytes | None, part: str
) -> None:
    parts = {"contacts.csv": b"No.;Name;Picture\nC1;Hill Bakery;C1.png\n"} | ({"C1.png": data} if data else {})

    file = brought(company, packed(parts))

    (reason,) = reasons(company, file)
    assert part in reason
    assert states(company, file) == ["new"]
    imported(company, file)
    assert the_contact(company).picture_id is None


def test_an_account_gets_its_picture_and_its_contact_as_well(company: Session) -> None:
    table = b"No.;Name;Picture\nC9;Oak Ltd;oak.png\n"

    imported(company, brought(company, packed({"customers.csv": table, "oak.png": a_png()}), "customer"))

    customer = company.scalars(select(Customer)).one()
    contact = contact_of(company, customer)
    assert contact is not None
    assert customer.picture_id == contact.picture_id is not None


def test_another_picture_reaches_the_linked_accounts(company: Session) -> None:
    contact, customer, *_others = a_cluster(company, picture_id=a_picture(company))
    table = f"No.;Picture\n{contact.no};new.png\n".encode()

    imported(company, brought(company, packed({"contacts.csv": table, "new.png": a_png(5)})))

    company.refresh(contact)
    picture = company.get(Picture, contact.picture_id)
    assert picture is not None and picture.data == a_png(5)
    assert customer.picture_id == contact.picture_id


def test_a_blank_cell_takes_a_picture_away_only_where_blanks_count(company: Session) -> None:
    known = a_company(company, picture_id=a_picture(company))
    table = f"No.;Picture;City\n{known.no};;Oslo\n"
    imported(company, brought(company, table))
    assert the_contact(company).picture_id is not None

    imported(company, brought(company, table, blanks=EMPTY))

    assert the_contact(company).picture_id is None


# --- other addresses


def test_addresses_come_with_the_times_in_which_they_count(company: Session) -> None:
    data = with_addresses("C1;SUMMER;Voss;01.06.2026;31.08.2026", "C1;SUMMER;;01.06.2027;", "C1;HOME;Oslo;;")

    imported(company, brought(company, data))

    contact = the_contact(company)
    assert {each.code: each.city for each in addresses_of(company, contact)} == {"SUMMER": "Voss", "HOME": "Oslo"}
    assert [(r.starting_date, r.ending_date, r.address.code) for r in ranges_of(company, contact)] == [
        (dt.date(2027, 6, 1), None, "SUMMER"),
        (dt.date(2026, 6, 1), dt.date(2026, 8, 31), "SUMMER"),
    ]


def test_a_workbook_has_them_on_a_sheet_of_their_own(company: Session) -> None:
    first = [["No.", "Name"], ["C1", "Hill Bakery"]]
    second = [["No.", "Code", "City", "Starting Date"], ["C1", "SUMMER", "Voss", dt.date(2026, 6, 1)]]

    file = brought(company, workbook(first, second, titles=["Contacts", "Alternative Addresses"]), name="a.xlsx")

    assert notes(file) == []
    imported(company, file)
    (reach,) = ranges_of(company, the_contact(company))
    assert (reach.address.city, reach.starting_date) == ("Voss", dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (["C1;;Voss;;"], "Enter a code"),
        (["C1;A;Voss;;", "C1;A;Oslo;;"], "Address A is there twice"),
        (["C1;A;Voss;;31.08.2026"], "Enter the first day of address A"),
        (["C1;A;Voss;31.08.2026;01.06.2026"], "before the first one"),
        (["C1;A;Voss;01.06.2026;", "C1;B;Oslo;01.06.2026;"], "Two addresses count from"),
        (["C1;A;Voss;soon;"], "not a date"),
        (["C1;ABCDEFGHIJKL;Voss;;"], "Take at most 10"),
    ],
)
def test_addresses_that_make_no_sense_refuse_their_row(company: Session, lines: list[str], part: str) -> None:
    file = brought(company, with_addresses(*lines))

    ((field, sentence),) = told(company, file)
    assert part in sentence
    assert field in ("addresses", "code")


def test_addresses_of_nobody_are_named(company: Session) -> None:
    file = brought(company, with_addresses("C7;A;Voss;;", ";B;Oslo;;"))

    assert "Alternative Addresses of numbers that no row has were passed by: C7, –." in notes(file)
    assert states(company, file) == ["new"]


def test_addresses_that_are_there_are_known_by_their_codes(company: Session) -> None:
    known = a_company(company, no="C1")
    address = add_address(company, known, {"code": "SUMMER", "city": "Oslo", "address": "Main Street 1"})
    add_range(company, address, {"starting_date": dt.date(2026, 6, 1), "ending_date": dt.date(2026, 7, 1)})

    imported(
        company, brought(company, with_addresses("C1;SUMMER;Voss;01.06.2026;31.08.2026", "C1;HOME;Ås;01.01.2026;"))
    )

    there = {each.code: (each.city, each.address) for each in addresses_of(company, known)}
    assert there == {"SUMMER": ("Voss", "Main Street 1"), "HOME": ("Ås", "")}
    assert [(r.starting_date.month, r.ending_date, r.address.code) for r in ranges_of(company, known)] == [
        (6, dt.date(2026, 8, 31), "SUMMER"),
        (1, None, "HOME"),
    ]
    assert states(company, brought(company, with_addresses("C1;SUMMER;Voss;01.06.2026;31.08.2026"))) == ["unchanged"]


# --- relations


def number(account: Any) -> str:
    return str(account.no)


def relations(session: Session, contact: Contact) -> list[tuple[str, str]]:
    query = select(ContactRelation).where(ContactRelation.contact_id == contact.id)
    found = session.scalars(query.order_by(ContactRelation.business_relation_code))
    return [(each.business_relation_code, number(each.partner) if each.partner else "") for each in found]


def related(text: str, more: str = "") -> str:
    return (
        f'No.;Name;Contact Business Relations{";City" * bool(more)}\nC1;Hill Bakery;"{text}"{f";{more}" * bool(more)}\n'
    )


def test_a_contact_is_linked_with_the_account_that_is_there(company: Session) -> None:
    customer = an_account(company, "customer", city="Oslo")

    imported(company, brought(company, related(f"LAW;CUST=Customer {number(customer)}", "Bergen")))

    contact = the_contact(company)
    assert relations(company, contact) == [("CUST", number(customer)), ("LAW", "")]
    assert company.scalars(select(Customer.city)).all() == ["Bergen"]


def test_an_account_that_does_not_exist_refuses_the_row(company: Session) -> None:
    file = brought(company, related("LAW;CUST=customer C00010"))

    assert told(company, file) == [
        ("relations", "There is no C00010 in Customers. Choose one from the list, or add it there first.")
    ]


def test_links_can_wait_for_their_accounts(company: Session) -> None:
    file = brought(company, related("LAW;CUST=customer C00010"), links=LATER)
    (reason,) = reasons(company, file)
    assert reason.startswith("Customer C00010 is not there")
    imported(company, file)
    assert relations(company, the_contact(company)) == [("LAW", "")]

    imported(company, brought(company, "No.;Name;Linked Contact No.\nC00010;Hill Bakery;C1\n", "customer"))

    assert relations(company, the_contact(company)) == [("CUST", "C00010"), ("LAW", "")]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("LAW=nonsense", "“nonsense” names no account"),
        ("CUST", "is for contacts that are linked"),
        ("NOWHERE", "There is no NOWHERE in Business Relations"),
    ],
)
def test_relations_that_cannot_be_refuse_the_row(company: Session, text: str, part: str) -> None:
    file = brought(company, related(text))

    ((_field, sentence),) = told(company, file)
    assert part in sentence


def test_an_account_that_is_linked_with_somebody_else_refuses_the_row(company: Session) -> None:
    customer = linked_to(company, a_company(company, "Oak Ltd"), "customer")

    file = brought(company, related(f"CUST=customer {number(customer)}"))

    ((_field, sentence),) = told(company, file)
    assert "is linked to contact" in sentence


def test_two_rows_that_want_the_same_account_do_not_both_get_it(company: Session) -> None:
    customer = an_account(company, "customer", "Elm Inn")
    table = f"No.;Name;Contact Business Relations\nC1;Hill Bakery;CUST=customer {number(customer)}\n"

    job = imported(company, brought(company, table + table.splitlines()[1].replace("C1;Hill Bakery", "C2;Oak Ltd")))

    assert (job.done, job.refused) == (1, 1)
    assert company.scalars(select(Contact.no)).all() == ["C1"]
    assert contact_of(company, company.scalars(select(Customer)).one()) is not None


def test_relations_that_are_there_are_left(company: Session) -> None:
    contact, customer, *_others = a_cluster(company, no="C1")

    file = brought(company, related(f"CUST=customer {number(customer)}"))

    assert states(company, file) == ["unchanged"]
    imported(company, brought(company, related(f"LAW;CUST=customer {number(customer)}")))
    assert len(linked_partners(company, contact)) == 3
    assert ("LAW", "") in relations(company, contact)


# --- all of it


def test_one_undo_takes_back_what_came_beside_as_well(company: Session) -> None:
    known = a_company(company, "Oak Ltd", no="C2")
    customer = an_account(company, "customer", "Hill Inn", city="Oslo")
    before = snapshot(company)
    table = (
        "No.;Name;City;Picture;Contact Business Relations\n"
        f'C1;Hill Bakery;Voss;p.png;"LAW;CUST=customer {number(customer)}"\n'
        "C2;Oak Ltd;Bergen;p.png;LAW\n"
    )
    lines = "No.;Code;City;Starting Date\nC1;A;Voss;01.06.2026\nC2;B;Ås;01.06.2026\n"
    with an_action(company, "Import") as action:
        data = packed({"contacts.csv": table.encode(), "addresses.csv": lines.encode(), "p.png": a_png()})
        job = imported(company, brought(company, data))
    assert job.refused == 0
    assert known.picture_id is not None
    assert len(company.scalars(select(AlternativeAddress)).all()) == 2

    undone(company, action)

    assert without_numbers(snapshot(company)) == without_numbers(before)
